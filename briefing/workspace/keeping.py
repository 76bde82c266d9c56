"""The care of the files: check, backup, restore."""

from pathlib import Path

from briefing.workspace.base import Base


class Keeping(Base):
    """The part of the workspace that looks after what is kept."""

    def check(self, *, repair: bool = False) -> "list[str]":
        """What was found in the files, in words, and what was done about it."""
        raise NotImplementedError

    def backup(self, archive: Path) -> str:
        """Write one archive; what it holds, in words."""
        raise NotImplementedError

    def restore_backup(self, archive: Path) -> str:
        """Fill an empty home from an archive; what came back, in words."""
        raise NotImplementedError
