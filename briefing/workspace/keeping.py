"""The care of the files: check, backup, restore."""

from pathlib import Path
from typing import TYPE_CHECKING, cast

import msgspec

from briefing.store.home import Home
from briefing.workspace.base import Base
from briefing.workspace.records import WorkspaceError

if TYPE_CHECKING:
    from briefing.desk.home import DeskHome


class CheckReport(msgspec.Struct, frozen=True):
    """What a check found, a line each; `sound` where nothing serious is left."""

    lines: list[str]
    sound: bool


class Keeping(Base):
    """The part of the workspace that looks after what is kept."""

    def check(self, *, repair: bool = False) -> CheckReport:
        """Look at every file, say what was found, and with `repair` what was done about it."""
        from briefing.store.care.check import check

        home = self._folder()
        findings = list(check(home, repair=repair))
        lines = [f"{f.path}: {f.text}{' (put right)' if f.repaired else ''}" for f in findings]
        bad = [f for f in findings if f.serious and not f.repaired]
        if any(f.what == "no access" and f.serious for f in findings):
            return CheckReport(lines, False)  # the sum would count what it did not see
        articles = len(home.articles.ids())
        pages = len(home.annotations.articles_with_annotations())
        lines.append(
            f"{articles} articles and {pages} annotation files looked at; {len(bad)} serious findings left"
        )
        return CheckReport(lines, not bad)

    def backup(self, archive: Path) -> str:
        """Write one archive; what it holds, in words. Raises WorkspaceError where the file is there already."""
        from briefing.store.care.backup import backup

        if archive.exists():
            raise WorkspaceError(f"{archive}: is there already; a backup never overwrites one")
        manifest = backup(self._own_folder(), archive)
        return f"{archive}: {len(manifest.files)} files, made {manifest.made}"

    def restore_backup(self, archive: Path) -> str:
        """Make the home what an archive holds; what was there before is moved to `backups/`."""
        from briefing.store.care.backup import restore

        manifest = restore(self._own_folder(), archive)
        self._homes.clear()
        return f"{archive}: {len(manifest.files)} files are back as they were on {manifest.made}; what was here before is in {self.home.path / 'backups'}"

    def _folder(self) -> Home:
        """The home folder; of a desk, the one beside it on this machine."""
        home = self.home
        return home if isinstance(home, Home) else cast("DeskHome", home).local

    def _own_folder(self) -> Home:
        """The home folder. Raises WorkspaceError at a desk, whose operators have the server's own means."""
        home = self.home
        if not isinstance(home, Home):
            raise WorkspaceError(
                "a desk is backed up and restored with pg_dump and pg_restore, as docs/desk.md says"
            )
        return home
