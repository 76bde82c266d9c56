"""Bytes of files, folders and standard input, within bounds and without surprises."""

import os
import stat
from collections.abc import Iterator
from pathlib import Path
from typing import BinaryIO

from briefing.ingest.errors import IngestError

# The longest novels are 3 MB and the fattest news pages 5 MB; what is larger is no article.
MAX_BYTES = 16 * 1024 * 1024
_CHUNK = 1024 * 1024


def too_large(what: str = "it") -> IngestError:
    """The error for more than MAX_BYTES."""
    return IngestError(f"{what} is larger than {MAX_BYTES // 1024**2} MiB, the limit for one article")


def open_file(path: Path) -> BinaryIO:
    """A regular file opened for reading. Raises IngestError for anything else, without opening it."""
    try:
        mode = path.stat().st_mode
        if not stat.S_ISREG(mode):
            raise IngestError(f"it is {_kind(mode)}, not a file")
        # Between the two calls the file may have become a pipe: O_NONBLOCK keeps the open from waiting.
        handle = os.fdopen(
            os.open(path, os.O_RDONLY | getattr(os, "O_NONBLOCK", 0) | getattr(os, "O_BINARY", 0)), "rb"
        )
        if not stat.S_ISREG(os.fstat(handle.fileno()).st_mode):
            handle.close()
            raise IngestError("it is not a file")
        return handle
    except FileNotFoundError:
        raise IngestError("no such file or folder") from None
    except (OSError, ValueError) as error:
        raise IngestError(reason(error)) from None


def reason(error: Exception) -> str:
    """What the system says, in lower case and without the path (the message names the source already)."""
    text = getattr(error, "strerror", None) or str(error)
    return f"cannot be read: {text[:1].lower()}{text[1:]}"


def read_bounded(stream: BinaryIO, head: bytes = b"") -> bytes:
    """`head` and the rest of `stream`. Raises IngestError where that is more than MAX_BYTES."""
    parts, size = [head], len(head)
    while chunk := stream.read(_CHUNK):
        size += len(chunk)
        if size > MAX_BYTES:
            raise too_large()
        parts.append(chunk)
    return b"".join(parts)


def lines(stream: BinaryIO) -> Iterator[bytes | None]:
    """The lines of `stream` without their ends; None for one that is longer than MAX_BYTES."""
    while line := stream.readline(MAX_BYTES + 1):
        if len(line) <= MAX_BYTES:
            yield line.rstrip(b"\r\n")
            continue
        while line and not line.endswith(b"\n"):
            line = stream.readline(_CHUNK)
        yield None


def walk(folder: Path) -> Iterator[Path | tuple[Path, IngestError]]:
    """The files below `folder`, sorted, hidden ones left out; an unreadable folder as an error.

    Folders come in with the files in name order. A symbolic link to a folder is followed once.
    """
    seen: set[tuple[int, int]] = set()
    waiting = [folder]  # a stack, so that depth is bounded by the disk and not by recursion
    while waiting:
        entry = waiting.pop()
        try:
            if not entry.is_dir():
                yield entry
                continue
            place = entry.stat()
            if (place.st_dev, place.st_ino) in seen:
                continue
            seen.add((place.st_dev, place.st_ino))
            inside = sorted(entry.iterdir(), key=lambda p: p.name, reverse=True)
        except OSError as error:
            yield entry, IngestError(reason(error))
            continue
        waiting += [e for e in inside if not e.name.startswith(".")]


def _kind(mode: int) -> str:
    for test, name in (
        (stat.S_ISDIR, "a folder"),
        (stat.S_ISFIFO, "a named pipe"),
        (stat.S_ISSOCK, "a socket"),
        (stat.S_ISCHR, "a device"),
        (stat.S_ISBLK, "a device"),
    ):
        if test(mode):
            return name
    return "something else"
