"""FORMAT: which briefing may read and write this home. The one file that opening reads."""

from collections.abc import Callable
from pathlib import Path

import msgspec

from briefing.store import durable
from briefing.store.envelope import FORMAT
from briefing.store.protocol import NewerFormatError, StoreError, UnconfirmedError

FILE = "FORMAT"


class Format(msgspec.Struct, frozen=True, omit_defaults=True):
    """The format of the files, and the oldest format a program must know to read them."""

    format: int
    min_reader: int
    restoring: str | None = None  # a restore was begun: this folder is to be moved into place


def read(home: Path) -> Format | None:
    """What FORMAT says; None where there is none. Raises StoreError or NewerFormatError."""
    path = home / FILE
    try:
        data = durable.read(path)
    except OSError as error:
        raise StoreError(f"{path}: cannot be read: {error.strerror or error}") from error
    if data is None:
        return None
    try:
        found = msgspec.json.decode(data, type=Format)
    except msgspec.MsgspecError as error:
        raise StoreError(
            f"{path}: damaged ({error}); if this folder is briefing's, write "
            f'{{"format":{FORMAT},"min_reader":{FORMAT}}} into it'
        ) from error
    if found.format > FORMAT:
        raise NewerFormatError(
            f"{home}: written by a newer briefing (format {found.format}; this one knows up to {FORMAT}); "
            "nothing was touched"
        )
    return found


def write(home: Path, found: Format) -> None:
    """Make it so, durably. Raises StoreError."""
    path = home / FILE
    try:
        durable.replace(path, msgspec.json.encode(found) + b"\n")
    except durable.NotConfirmed as error:
        raise UnconfirmedError(f"{path}: written, but the disk did not confirm it ({error})") from error
    except OSError as error:
        raise StoreError(f"{path}: cannot be written: {error.strerror or error}") from error


def guard(home: Path) -> Callable[[], None]:
    """A check for every commit: FORMAT is still one that this program may write under.

    Another window may have been a newer program and migrated. The file is read again only when
    its inode, mtime or size has changed.
    """
    path = home / FILE
    seen: tuple[int, int, int] | None = None

    def check() -> None:
        nonlocal seen
        try:
            status = path.stat()
        except OSError as error:
            raise StoreError(
                f"{path}: cannot be looked at: {error.strerror or error}; nothing was changed"
            ) from error
        stamp = (status.st_ino, status.st_mtime_ns, status.st_size)
        if stamp == seen:
            return
        read(home)
        seen = stamp

    return check
