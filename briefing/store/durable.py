"""Files that are either the old ones or the new ones, whole, whatever happens in between.

The protocol of `replace` (see docs/store.md): a temporary file of the same folder is written and
synced before it is renamed over the old one, and the folder is synced before the caller hears of
success. Rename is atomic on POSIX and NTFS; that the new content is there when the new name is,
comes from the sync before the rename.
"""

import contextlib
import os
from pathlib import Path

TEMPORARY = ".tmp"
_READ = os.O_RDONLY | getattr(os, "O_BINARY", 0) | getattr(os, "O_CLOEXEC", 0)
_NEW = os.O_WRONLY | os.O_CREAT | os.O_EXCL | getattr(os, "O_BINARY", 0) | getattr(os, "O_CLOEXEC", 0)


class NotConfirmed(Exception):  # noqa: N818  (not an error of its own: the store words it)
    """The new file is in its place, but syncing the folder failed: a power cut may bring back the old one."""


def read(path: Path) -> bytes | None:
    """The file's bytes; None where there is no such file. Raises OSError."""
    try:
        descriptor = os.open(path, _READ)
    except FileNotFoundError:
        return None
    try:
        parts = []
        while part := os.read(descriptor, 1 << 20):
            parts.append(part)
        return b"".join(parts)
    finally:
        os.close(descriptor)


def read_head(path: Path, size: int) -> bytes | None:
    """The file's first `size` bytes; None where there is no such file. Raises OSError."""
    try:
        descriptor = os.open(path, _READ)
    except FileNotFoundError:
        return None
    try:
        return os.read(descriptor, size)
    finally:
        os.close(descriptor)


def sync_folder(path: Path) -> None:
    """Make the folder's names durable. Raises OSError. Windows cannot, and does it by itself."""
    if os.name == "nt":
        return
    descriptor = os.open(path, os.O_RDONLY)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)


def make_folder(path: Path) -> None:
    """The folder, private to its owner, durable with every folder above it that was made for it."""
    if path.is_dir():
        return
    make_folder(path.parent)
    with contextlib.suppress(FileExistsError):
        os.mkdir(path, 0o700)  # noqa: PTH102  (all calls that change the disk are os.*: the proofs record them)
    # Also where another process made it: its sync may still be to come.
    sync_folder(path.parent)


def write_temporary(path: Path, data: bytes) -> Path:
    """A synced temporary file beside `path` that holds `data`. Raises OSError, leaving nothing behind."""
    temporary = path.with_name(f".{path.name}.{os.getpid()}.{os.urandom(6).hex()}{TEMPORARY}")
    descriptor = os.open(temporary, _NEW, 0o600)
    try:
        try:
            rest = memoryview(data)
            while rest:
                rest = rest[os.write(descriptor, rest) :]
            os.fsync(descriptor)
        finally:
            os.close(descriptor)
    except BaseException:
        remove(temporary)
        raise
    return temporary


def remove(path: Path) -> None:
    """Take a name away where it is there; what cannot be removed stays."""
    with contextlib.suppress(OSError):
        os.unlink(path)  # noqa: PTH108


def keep_copy(path: Path, copy: Path) -> None:
    """Make `copy` another name of the file at `path`, or a copy where the disk knows no hard links.

    Raises OSError; `copy` is then the old one or the new one.
    """
    temporary = copy.with_name(f".{copy.name}.{os.getpid()}.{os.urandom(6).hex()}{TEMPORARY}")
    try:
        os.link(path, temporary)
    except OSError:
        data = read(path)
        if data is None:
            raise
        temporary = write_temporary(copy, data)
    try:
        os.replace(temporary, copy)  # noqa: PTH105
    except BaseException:
        remove(temporary)
        raise


def replace(path: Path, data: bytes, *, previous: Path | None = None) -> None:
    """Make `data` the whole content of `path`, durably; its old content becomes `previous`.

    Raises OSError where nothing has changed, NotConfirmed where the last sync failed.
    """
    make_folder(path.parent)
    temporary = write_temporary(path, data)
    try:
        if previous is not None and path.exists():
            keep_copy(path, previous)
        os.replace(temporary, path)  # noqa: PTH105
    except BaseException:
        remove(temporary)
        raise
    try:
        sync_folder(path.parent)
    except OSError as error:
        raise NotConfirmed(str(error)) from error


def create(path: Path, data: bytes) -> bool:
    """Make a file that is never changed again; False where there is one. Raises as `replace` does."""
    make_folder(path.parent)
    temporary = write_temporary(path, data)
    made = True
    try:
        try:
            os.link(temporary, path)
        except FileExistsError:
            made = False
        except OSError:
            if made := not path.exists():
                os.replace(temporary, path)  # noqa: PTH105
    finally:
        remove(temporary)
    try:
        # Also where it was there: the process that made it may not have come to its sync yet.
        sync_folder(path.parent)
    except OSError as error:
        raise NotConfirmed(str(error)) from error
    return made


def move(path: Path, to: Path) -> None:
    """Rename durably, between folders too. Raises OSError."""
    make_folder(to.parent)
    os.replace(path, to)  # noqa: PTH105
    sync_folder(to.parent)
    sync_folder(path.parent)
