"""The n-th call of the system fails, for every n, once or from then on."""

# These wrap the calls of os themselves.

import contextlib
import errno
import io
import os
import shutil
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any
from unittest import mock

from proof_subjects import Opener

CALLS = ("open", "write", "fsync", "link", "replace", "unlink", "mkdir", "read", "stat", "scandir")
ERRORS = {"EIO": errno.EIO, "ENOSPC": errno.ENOSPC, "EACCES": errno.EACCES}


class Faults:
    """Makes the n-th of the system's calls fail; with `sticky`, all after it as well."""

    def __init__(self, root: Path, at: int, error: int, *, sticky: bool) -> None:
        self.root, self.at, self.error, self.sticky = os.fspath(root), at, error, sticky
        self.count = 0

    def strike(self) -> None:
        self.count += 1
        if self.count == self.at or (self.sticky and self.count > self.at):
            raise OSError(self.error, os.strerror(self.error))

    @contextlib.contextmanager
    def striking(self) -> Iterator[None]:
        def failing(real: Callable[..., Any]) -> Callable[..., Any]:
            def call(*arguments: Any, **named: Any) -> Any:
                first = arguments[0]
                if isinstance(first, int) or os.fspath(first).startswith(self.root):
                    self.strike()
                return real(*arguments, **named)

            return call

        with contextlib.ExitStack() as stack:
            for name in CALLS:
                stack.enter_context(mock.patch.object(os, name, failing(getattr(os, name))))
            stack.enter_context(mock.patch("tinydb.storages.open", self._buffered, create=True))
            yield

    def _buffered(self, path: Any, mode: str = "r", **named: Any) -> Any:
        self.strike()
        raw = FailingFile(self, os.fspath(path), mode)
        return io.TextIOWrapper(
            io.BufferedRandom(raw) if "+" in mode else io.BufferedWriter(raw), encoding="utf-8"
        )


class FailingFile(io.FileIO):
    """A raw file that fails as the system's calls do."""

    def __init__(self, faults: Faults, path: str, mode: str) -> None:
        super().__init__(path, mode)
        self.faults = faults

    def write(self, data: Any) -> int:
        try:
            self.faults.strike()
        except OSError:
            super().write(bytes(data)[: len(data) // 2])  # a full disk takes what still fits
            raise
        return super().write(data)

    def truncate(self, size: int | None = None) -> int:
        self.faults.strike()
        return super().truncate(size)


def prove(
    opener: Opener,
    step: Callable[[Any], None],
    effect: Callable[[list[str]], bool],
    root: Path,
    *,
    error: int,
    sticky: bool,
) -> dict[str, int]:
    """For n = 1 until the step no longer meets the fault: what was lost, and what was lost in silence."""
    origin = root / "origin"
    subject = opener(origin)
    for text in ("one", "two"):
        subject.insert(text)
    before = subject.texts()
    subject.close()
    result = {"faults": 0, "reported": 0, "unreadable": 0, "lost": 0, "silent": 0, "wrong error": 0}
    for at in range(1, 1000):
        place = root / f"{at}"
        shutil.copytree(origin, place)
        faults = Faults(place, at, error, sticky=sticky)
        reported = False
        try:
            with faults.striking():
                subject = opener(place)
                step(subject)
        except subject.errors:
            reported = True
        except Exception:
            reported = True
            result["wrong error"] += 1
        if faults.count < at:
            break
        result["faults"] += 1
        result["reported"] += reported
        try:
            with contextlib.suppress(Exception):
                subject.close()
            again = opener(place)
            texts = again.texts()
            again.insert("three")
            again.close()
        except Exception:
            result["unreadable"] += 1
            continue
        finally:
            shutil.rmtree(place, ignore_errors=True)
        if not reported and not effect(texts):
            result["silent"] += 1
        # What was there is there, whether or not the step came through.
        if not effect(texts) and texts != before:
            result["lost"] += 1
    return result
