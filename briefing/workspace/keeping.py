"""The care of the files: check, backup, restore."""

from pathlib import Path

import msgspec

from briefing.workspace.base import Base
from briefing.workspace.records import WorkspaceError


class CheckReport(msgspec.Struct, frozen=True):
    """What a check found, a line each; `sound` where nothing serious is left."""

    lines: list[str]
    sound: bool


class Keeping(Base):
    """The part of the workspace that looks after what is kept."""

    def check(self, *, repair: bool = False) -> CheckReport:
        """Look at every file, say what was found, and with `repair` what was done about it."""
        from briefing.store.care.check import check

        findings = list(check(self.home, repair=repair))
        lines = [f"{f.path}: {f.text}{' (put right)' if f.repaired else ''}" for f in findings]
        bad = [f for f in findings if f.serious and not f.repaired]
        articles = len(self.home.articles.ids())
        pages = len(self.home.annotations.articles_with_annotations())
        lines.append(
            f"{articles} articles and {pages} annotation files looked at; {len(bad)} serious findings left"
        )
        return CheckReport(lines, not bad)

    def backup(self, archive: Path) -> str:
        """Write one archive; what it holds, in words. Raises WorkspaceError where the file is there already."""
        from briefing.store.care.backup import backup

        if archive.exists():
            raise WorkspaceError(f"{archive}: is there already; a backup never overwrites one")
        manifest = backup(self.home, archive)
        return f"{archive}: {len(manifest.files)} files, made {manifest.made}"

    def restore_backup(self, archive: Path) -> str:
        """Make the home what an archive holds; what was there before is moved to `backups/`."""
        from briefing.store.care.backup import restore

        manifest = restore(self.home, archive)
        self._homes.clear()
        return f"{archive}: {len(manifest.files)} files are back as they were on {manifest.made}; what was here before is in {self.home.path / 'backups'}"
