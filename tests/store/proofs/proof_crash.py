"""Power cuts, computed: every state that the recorded calls allow a disk to be in, opened.

The calls that change the disk are recorded as they are made. After any prefix of them the power may
go. What was synced is there: a file's bytes after fsync of the file, a folder's names after fsync of
the folder. Of what was not synced yet, any subset may be there, and a write may be there by half.
Renames are atomic, as on every journalling file system. All states of up to SUBSETS unsynced calls
are built; of more, a sample with a fixed seed, none and all among it.
"""

# These wrap the calls of os themselves.
# ruff: noqa: PTH100, PTH110, PTH112, PTH113, PTH116, PTH120

import contextlib
import io
import itertools
import os
import random
import shutil
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any
from unittest import mock

import msgspec
from proof_subjects import A, B, Ours

SUBSETS = 7
SAMPLE = 128


class Call(msgspec.Struct, frozen=True):
    """One call that changes the disk. `file` is the number of a file, `path` and `to` are names."""

    what: str
    file: int = -1
    path: str = ""
    to: str = ""
    at: int = 0
    data: bytes = b""


class Recorder:
    """Notes the calls made under `root` while `recording()`."""

    def __init__(self, root: Path) -> None:
        self.root = os.fspath(root)
        self.calls: list[Call] = []
        self._files: dict[int, int] = {}  # inode -> number
        self._count = 0
        self._open: dict[int, tuple[int, int]] = {}  # descriptor -> number, offset; -1: a folder
        self._folders: dict[int, str] = {}

    def acknowledge(self) -> None:
        self.calls.append(Call("ack"))

    def _name(self, path: Any) -> str | None:
        text = os.path.abspath(os.fspath(path))
        if not text.startswith(self.root) or f"{os.sep}locks" in text[len(self.root) :]:
            return None
        return os.path.relpath(text, self.root)

    def _number(self, inode: int) -> int:
        if inode not in self._files:
            self._files[inode] = self._count
            self._count += 1
        return self._files[inode]

    @contextlib.contextmanager
    def recording(self) -> Iterator[None]:
        real = {
            n: getattr(os, n)
            for n in ("open", "write", "fsync", "close", "link", "replace", "unlink", "mkdir")
        }

        def open_(path: Any, flags: int, *rest: Any, **named: Any) -> int:
            name = self._name(path) if isinstance(path, str | os.PathLike) else None
            new = name is not None and flags & os.O_CREAT and not os.path.exists(path)
            descriptor = real["open"](path, flags, *rest, **named)
            # The descriptor may be that of a file that was closed by other means than os.close.
            self._open.pop(descriptor, None)
            self._folders.pop(descriptor, None)
            if name is None:
                return descriptor
            if os.path.isdir(path):
                self._folders[descriptor] = name
                return descriptor
            number = self._number(os.fstat(descriptor).st_ino)
            self._open[descriptor] = (number, 0)
            if new:
                self.calls.append(Call("create", number, name))
            if flags & os.O_TRUNC:
                self.calls.append(Call("truncate", number))
            return descriptor

        def write(descriptor: int, data: Any) -> int:
            written = real["write"](descriptor, data)
            if descriptor in self._open:
                number, at = self._open[descriptor]
                self.calls.append(Call("write", number, at=at, data=bytes(data[:written])))
                self._open[descriptor] = (number, at + written)
            return written

        def fsync(descriptor: int) -> None:
            real["fsync"](descriptor)
            if descriptor in self._open:
                self.calls.append(Call("fsync", self._open[descriptor][0]))
            elif descriptor in self._folders:
                self.calls.append(Call("fsync folder", path=self._folders[descriptor]))

        def close(descriptor: int) -> None:
            self._open.pop(descriptor, None)
            self._folders.pop(descriptor, None)
            real["close"](descriptor)

        def two(what: str) -> Callable[..., None]:
            def call(source: Any, target: Any, **named: Any) -> None:
                number = self._number(os.stat(source).st_ino) if os.path.isfile(source) else -1
                old = os.stat(target) if os.path.isfile(target) else None
                real[what](source, target, **named)
                if old is not None and old.st_nlink == 1:
                    self._files.pop(old.st_ino, None)  # the system may give the inode to another file
                if self._name(target):
                    self.calls.append(Call(what, number, self._name(source) or "", self._name(target) or ""))

            return call

        def unlink(path: Any, **named: Any) -> None:
            inode = os.stat(path).st_ino
            last = os.stat(path).st_nlink == 1
            real["unlink"](path, **named)
            if self._name(path):
                self.calls.append(Call("unlink", path=self._name(path) or ""))
                if last:
                    self._files.pop(inode, None)

        def mkdir(path: Any, *rest: Any, **named: Any) -> None:
            real["mkdir"](path, *rest, **named)
            if self._name(path):
                self.calls.append(Call("mkdir", path=self._name(path) or ""))

        patches = {
            "open": open_, "write": write, "fsync": fsync, "close": close, "link": two("link"),
            "replace": two("replace"), "unlink": unlink, "mkdir": mkdir,
        }  # fmt: skip
        with contextlib.ExitStack() as stack:
            for name, function in patches.items():
                stack.enter_context(mock.patch.object(os, name, function))
            stack.enter_context(mock.patch("tinydb.storages.open", self._buffered, create=True))
            yield

    def _buffered(self, path: Any, mode: str = "r", **named: Any) -> Any:
        """What `open` gives TinyDB's own storage: the same layers, over a file that records."""
        raw = RecordedFile(self, os.fspath(path), mode.replace("t", ""))
        if "+" in mode:
            return io.TextIOWrapper(io.BufferedRandom(raw), encoding="utf-8")
        return io.TextIOWrapper(io.BufferedWriter(raw), encoding="utf-8")


class RecordedFile(io.FileIO):
    """A raw file whose writes are noted."""

    def __init__(self, recorder: Recorder, path: str, mode: str) -> None:
        new = not os.path.exists(path)
        super().__init__(path, mode)
        self._recorder, self._number = recorder, recorder._number(os.fstat(self.fileno()).st_ino)
        recorder._open[self.fileno()] = (self._number, 0)
        name = recorder._name(path)
        if new and name:
            recorder.calls.append(Call("create", self._number, name))

    def write(self, data: Any) -> int:
        at = self.tell()
        written = super().write(data) or 0
        self._recorder.calls.append(Call("write", self._number, at=at, data=bytes(data)[:written]))
        return written

    def truncate(self, size: int | None = None) -> int:
        size = self.tell() if size is None else size
        result = super().truncate(size)
        self._recorder.calls.append(Call("truncate", self._number, at=size))
        return result

    def close(self) -> None:
        if not self.closed:
            self._recorder._open.pop(self.fileno(), None)
        super().close()


# ── states ───────────────────────────────────────────────────────────────────────────────────
State = tuple[dict[str, int], set[str], dict[int, bytes]]


def parent(path: str) -> str:
    return os.path.dirname(path) or "."


def pending(calls: list[Call]) -> list[int]:
    """Which of the calls nothing has synced yet."""
    waiting: list[int] = []
    for index, call in enumerate(calls):
        if call.what == "fsync":
            waiting = [
                i
                for i in waiting
                if not (calls[i].what in ("write", "truncate") and calls[i].file == call.file)
            ]
        elif call.what == "fsync folder":
            waiting = [i for i in waiting if call.path not in {parent(p) for p in (calls[i].path, calls[i].to) if p}
                       or calls[i].what in ("write", "truncate")]  # fmt: skip
        elif call.what != "ack":
            waiting.append(index)
    return waiting


def state_after(calls: list[Call], missing: frozenset[int], torn: frozenset[int]) -> State:
    """The disk after the calls, but for those missing; those torn are there by half."""
    names: dict[str, int] = {}
    folders = {"."}
    contents: dict[int, bytes] = {}
    for index, call in enumerate(calls):
        if index in missing:
            continue
        if call.what == "write":
            data = call.data[: len(call.data) // 2] if index in torn else call.data
            old = contents.get(call.file, b"").ljust(call.at, b"\0")
            contents[call.file] = old[: call.at] + data + old[call.at + len(data) :]
        elif call.what == "truncate":
            contents[call.file] = contents.get(call.file, b"")[: call.at].ljust(call.at, b"\0")
        elif call.what == "mkdir" and parent(call.path) in folders:
            folders.add(call.path)
        elif call.what == "create" and parent(call.path) in folders:
            names[call.path] = call.file
        elif call.what in ("link", "replace"):
            if call.what == "replace":
                names.pop(call.path, None)
            if parent(call.to) in folders:
                names[call.to] = call.file
        elif call.what == "unlink":
            names.pop(call.path, None)
    return names, folders, contents


def crash_states(calls: list[Call], seed: int = 6) -> Iterator[tuple[int, State]]:
    """`(steps acknowledged, state)` for every prefix and every subset of what was not synced."""
    dice = random.Random(seed)
    for end in range(len(calls) + 1):
        if end and calls[end - 1].what in ("fsync", "fsync folder") and end < len(calls):
            continue  # the states of the prefix before hold these
        prefix = calls[:end]
        acknowledged = sum(call.what == "ack" for call in prefix)
        waiting = pending(prefix)
        seen = set()
        for missing in _subsets(waiting, dice):
            writes = [i for i in waiting if prefix[i].what == "write" and i not in missing]
            for torn in [frozenset(), *(frozenset([i]) for i in writes)]:
                names, folders, contents = state = state_after(prefix, missing, torn)
                key = (frozenset((n, contents.get(f, b"")) for n, f in names.items()), frozenset(folders))
                if key not in seen:
                    seen.add(key)
                    yield acknowledged, state


def _subsets(waiting: list[int], dice: random.Random) -> Iterator[frozenset[int]]:
    if len(waiting) <= SUBSETS:
        for size in range(len(waiting) + 1):
            yield from map(frozenset, itertools.combinations(waiting, size))
        return
    yield frozenset()
    yield frozenset(waiting)
    for n in range(len(waiting)):
        yield frozenset(waiting[n:])  # in order, as most disks do it
    for _ in range(SAMPLE):
        yield frozenset(i for i in waiting if dice.random() < 0.5)


def build(state: State, root: Path) -> None:
    """Make the state on a real disk. Names of one file are hard links of it."""
    names, folders, contents = state
    root.mkdir(parents=True)
    for folder in sorted(folders):
        (root / folder).mkdir(exist_ok=True, parents=True)
    made: dict[int, Path] = {}
    for name, file in names.items():
        path = root / name
        if file in made:
            os.link(made[file], path)
        else:
            path.write_bytes(contents.get(file, b""))
            made[file] = path


# ── the proof ────────────────────────────────────────────────────────────────────────────────
Script = list[tuple[str, Callable[[Any], None]]]  # a name, and the step
BIG = "long " * 400
SCRIPT: Script = [
    ("insert", lambda s: s.insert("one " + BIG)),
    ("insert", lambda s: s.insert("two")),
    ("shrink", lambda s: s.edit(0, "one")),
    ("edit", lambda s: s.edit(0, "one, edited")),
    ("grow", lambda s: s.edit(1, "two " + BIG)),
    ("delete", lambda s: s.delete(0)),
]
OWN_SCRIPT: Script = [
    ("undo", lambda s: s.undo()),
    ("redo", lambda s: s.redo()),
    ("batch", lambda s: s.batch("three")),
    ("first", lambda s: s.insert("first")),
]


def record(opener: Callable[[Path], Any], script: Script, root: Path) -> tuple[list[Call], list[list[str]]]:
    """The calls of the first start and the script, and the texts after each acknowledged step."""
    root.mkdir(parents=True)
    recorder, contents = Recorder(root), [[]]
    with recorder.recording():
        subject = opener(root)
        for _, step in script:
            step(subject)
            recorder.acknowledge()
            contents.append(subject.texts())
        subject.close()
    return recorder.calls, contents


def prove(opener: Callable[[Path], Any], script: Script, root: Path) -> dict[str, int]:
    """How many crash states cannot be read, or do not hold what was acknowledged, or half a batch."""
    calls, contents = record(opener, script, root / "recorded")
    result = {"calls": len(calls), "states": 0, "unreadable": 0, "lost": 0}
    for number, (acknowledged, state) in enumerate(crash_states(calls)):
        result["states"] += 1
        place = root / f"{number}"
        build(state, place)
        try:
            subject = opener(place)
            found = subject.texts()
            half = isinstance(subject, Ours) and subject.batches(A) != subject.batches(B)
            subject.close()
        except Exception:
            result["unreadable"] += 1
        else:
            result["lost"] += found not in contents[acknowledged : acknowledged + 2] or half
        shutil.rmtree(place)
    return result
