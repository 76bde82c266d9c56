"""One file that holds a whole home, made while others write; and the way back.

A gzipped tar with a manifest of SHA-256 sums as its last member. Each file is read whole, as some
acknowledged commit left it, because files are only ever replaced by rename; the lock of batches is
held, so that no batch is caught half done. What is derived, a lock or a leftover is left out.
"""

import contextlib
import gzip
import hashlib
import io
import os
import shutil
import tarfile
import zlib
from collections.abc import Iterator
from pathlib import Path

import msgspec

from briefing.store import durable, formats
from briefing.store.envelope import FORMAT
from briefing.store.formats import Format
from briefing.store.home import Home
from briefing.store.identity import now, uuid7
from briefing.store.layout import KEPT, SINGLES
from briefing.store.protocol import StoreError

MANIFEST = "MANIFEST.json"
PARTS = (*KEPT, *(f"{name}.prev" for name in SINGLES))
Sums = dict[str, str]


class Manifest(msgspec.Struct, frozen=True):
    """What a backup holds: the format, when it was made, and every file with its SHA-256."""

    format: int
    made: str
    files: Sums


# ── out ──────────────────────────────────────────────────────────────────────────────────────
def backup(home: Home, path: Path) -> Manifest:
    """Write everything that cannot be derived to `path` (`.tar.gz`), durably. Raises StoreError.

    An existing file of that name is replaced only when the new one is whole on the disk.
    """
    temporary = path.with_name(f".{path.name}.{uuid7()}{durable.TEMPORARY}")
    try:
        durable.make_folder(path.absolute().parent)
        with home.batches.locked(), _writing(temporary) as tar:
            sums = {name: _add(tar, file, name) for name, file in _everything(home.path)}
            manifest = Manifest(format=FORMAT, made=now(), files={k: v for k, v in sums.items() if v})
            _add_bytes(tar, MANIFEST, msgspec.json.encode(manifest), 0)
        os.replace(temporary, path)  # noqa: PTH105
        durable.sync_folder(path.absolute().parent)
    except (OSError, tarfile.TarError) as error:
        raise StoreError(f"{path}: the backup could not be written: {error}") from error
    finally:
        durable.remove(temporary)
    return manifest


def _everything(root: Path) -> Iterator[tuple[str, Path]]:
    for part in PARTS:
        base = root / part
        files = [base] if base.suffix else sorted(base.rglob("*"))
        for file in files:
            if file.is_file() and not (file.name.startswith(".") and file.name.endswith(durable.TEMPORARY)):
                yield file.relative_to(root).as_posix(), file


@contextlib.contextmanager
def _writing(path: Path) -> Iterator[tarfile.TarFile]:
    with path.open("xb") as file:
        path.chmod(0o600)
        with tarfile.open(fileobj=file, mode="w:gz", compresslevel=3) as tar:
            yield tar
        file.flush()
        os.fsync(file.fileno())


def _add(tar: tarfile.TarFile, file: Path, name: str) -> str | None:
    """Add a file's bytes; None where it went since it was listed (a .prev, a finished batch)."""
    data = durable.read(file)
    if data is None:
        return None
    try:
        mtime = file.stat().st_mtime
    except FileNotFoundError:
        mtime = 0.0
    _add_bytes(tar, name, data, mtime)
    return hashlib.sha256(data).hexdigest()


def _add_bytes(tar: tarfile.TarFile, name: str, data: bytes, mtime: float) -> None:
    info = tarfile.TarInfo(name)
    info.size, info.mode, info.mtime = len(data), 0o600, mtime
    tar.addfile(info, io.BytesIO(data))


# ── back ─────────────────────────────────────────────────────────────────────────────────────
def restore(home: Home, path: Path) -> Manifest:
    """Make the home what the backup holds; what it held before is moved to `backups/`.

    Everything is unpacked, verified and synced beside the home's own files before any of them is
    moved. Should the program end while they are moved, the next start goes on.
    Raises StoreError; nothing is changed then, unless it says that the restore was begun.
    """
    staging = home.path / "backups" / f"restoring-{uuid7()}"
    try:
        durable.make_folder(staging)
        manifest = unpack(path, staging)
        _sync_tree(staging)
    except (OSError, tarfile.TarError, EOFError, msgspec.MsgspecError) as error:
        shutil.rmtree(staging, ignore_errors=True)
        if isinstance(error, FileNotFoundError) and not path.exists():
            raise StoreError(f"{path}: there is no such file; nothing was changed") from error
        raise StoreError(
            f"{path}: not a backup that can be restored: {error}; nothing was changed"
        ) from error
    except StoreError:
        shutil.rmtree(staging, ignore_errors=True)
        raise
    with home.place.all_held():
        formats.write(home.path, Format(FORMAT, FORMAT, restoring=staging.name))
        finish_restore(home.path, staging.name)
    home.library.close()
    return manifest


def finish_restore(root: Path, name: str) -> None:
    """Move what was unpacked into place, from wherever an earlier try ended. Raises StoreError."""
    staging, before = root / "backups" / name, root / "backups" / name.replace("restoring", "before")
    try:
        durable.make_folder(before)
        cleared = before / "CLEARED"
        if not cleared.exists():
            for part in PARTS:
                if (root / part).exists():
                    durable.move(root / part, before / part)
            durable.replace(cleared, b"")
        # From here on, what lies in the home's own places came from the backup.
        for part in PARTS:
            if (staging / part).exists():
                durable.move(staging / part, root / part)
        shutil.rmtree(staging, ignore_errors=True)
        for suffix in ("", "-journal"):
            durable.remove(root / f"library.sqlite3{suffix}")
    except OSError as error:
        raise StoreError(f"{root}: the restore was begun and goes on at the next start: {error}") from error
    formats.write(root, Format(FORMAT, FORMAT))


def unpack(path: Path, staging: Path) -> Manifest:
    """The backup's files, each where it belongs and as the manifest says. Raises StoreError or OSError."""
    sums: Sums = {}
    manifest: Manifest | None = None
    for member, data in _members(path):
        if member.name == MANIFEST:
            try:
                manifest = msgspec.json.decode(data, type=Manifest)
            except msgspec.MsgspecError as error:
                raise StoreError(f"{path}: its manifest is damaged: {error}; nothing was changed") from error
            continue
        target = staging / member.name
        if member.name.split("/")[0] not in PARTS or ".." in Path(member.name).parts:
            raise StoreError(f"{path}: {member.name} is no file of a home; nothing was changed")
        target.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
        target.write_bytes(data)
        target.chmod(0o600)
        os.utime(target, (member.mtime, member.mtime))
        sums[member.name] = hashlib.sha256(data).hexdigest()
    if manifest is None:
        raise StoreError(f"{path}: it has no manifest, so it is not whole; nothing was changed")
    if manifest.format > FORMAT:
        raise StoreError(f"{path}: made by a newer briefing (format {manifest.format}); nothing was changed")
    if manifest.files != sums:
        wrong = sorted(set(manifest.files.items()) ^ set(sums.items()))[0][0]
        raise StoreError(f"{path}: {wrong} is not what the manifest says; nothing was changed")
    return manifest


def _members(path: Path) -> Iterator[tuple[tarfile.TarInfo, bytes]]:
    try:
        with gzip.open(path) as packed, tarfile.open(fileobj=packed, mode="r:") as tar:
            for member in tar:
                file = tar.extractfile(member) if member.isreg() else None
                if file is None:
                    raise StoreError(f"{path}: {member.name} is not a plain file; nothing was changed")
                yield member, file.read()
            while packed.read(1 << 16):
                pass  # gzip's checksum comes at the end, and tar does not read that far
    except (tarfile.TarError, EOFError, zlib.error, gzip.BadGzipFile, UnicodeError, ValueError) as error:
        raise StoreError(f"{path}: damaged, or not a backup: {error}; nothing was changed") from error


def _sync_tree(root: Path) -> None:
    for folder, _, names in os.walk(root):
        for name in names:
            descriptor = os.open(Path(folder, name), os.O_RDONLY)
            try:
                os.fsync(descriptor)
            finally:
                os.close(descriptor)
        durable.sync_folder(Path(folder))
    durable.sync_folder(root.parent)
