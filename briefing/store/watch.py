"""Which files of a folder of folders changed since a token: a few hundred `stat` calls, and no state.

`root/<hh>/<name>.json` files are replaced by rename, which changes the folder's mtime and the file's
ctime. The token holds each folder's mtime, and of the files changed about that time which ones were
told already, so it can be kept across processes and restarts.
"""

import os
import time
from functools import lru_cache
from pathlib import Path

import msgspec

# A folder's mtime has a granularity (10 ms on Linux with HZ=100, 1 s on HFS+, 2 s on FAT), so a second change
# may leave it as it is: a folder is looked through until its mtime is older than SLACK, or than FINE where it
# is no whole second and thus no coarse clock's. FINE allows for a file server's clock that is a little behind.
SLACK = 2_000_000_000  # nanoseconds
FINE = 500_000_000
SUFFIX = ".json"

Mark = tuple[str, int, int]  # name, last change in ns, inode


class Seen(msgspec.Struct, frozen=True, array_like=True):
    """One folder: its mtime, whether it must be looked through again, and what was told already."""

    mtime: int
    young: bool
    told: list[Mark]


_decode = msgspec.json.Decoder(dict[str, Seen]).decode


def scan(
    root: Path, token: str | None, there: dict[str, list[str]] | None = None, *, once: bool = False
) -> tuple[str, list[str]]:
    """`(new token, names without suffix of files that changed since token)`; none for no token.

    A name may come once too often, never too seldom (but for a file that was replaced while the clock was set
    back by more than SLACK, if the next in its folder is replaced with the clock set right and before any
    look). A token that cannot be read counts as the oldest there is: every file has changed. `there` is given
    what each folder that may have changed holds now: what it held before and does not is gone. `once`: the
    files are written once, so that one which this process has seen and whose inode is the same is the same.
    Raises OSError.
    """
    before = _decoded(token) if token is not None else None
    after: dict[str, Seen] = {}
    changed: list[str] = []
    looked = False  # through any folder
    for name, folder in _folders(root):
        old = before.get(name) if before is not None else None
        try:
            mtime = os.stat(folder).st_mtime_ns  # noqa: PTH116  (a third of the time of Path.stat)
        except FileNotFoundError:
            continue
        if old is not None and old.mtime == mtime and not old.young:
            after[name] = old
            continue
        looked = True
        # The clock is read before the files are, so that no change falls between.
        young = _is_young(mtime)
        if before is None and not young:
            after[name] = Seen(mtime, False, [])
            continue
        marks = _marks(folder, once=once, young=young)
        if there is not None:
            there[name] = [mark[0] for mark in marks]
        if before is not None:
            told = set(old.told) if old is not None else set()
            # Where the folder has become older, the clock was set back: what came since may be of any time.
            since = _unsettled(old.mtime, old.young) if old is not None and old.mtime <= mtime else 0
            changed.extend(mark[0] for mark in marks if mark[1] >= since and mark not in told)
        after[name] = Seen(mtime, young, [mark for mark in marks if mark[1] >= _unsettled(mtime, young)])
    if before is not None and there is not None:
        there.update((name, []) for name in before.keys() - after.keys())
    if (
        token is not None
        and before is not None
        and len(before) == len(after)
        and not (looked and before != after)
    ):
        return token, sorted(changed)
    return msgspec.json.encode(after).decode(), sorted(changed)


def _is_young(mtime: int) -> bool:
    """Whether another change now might leave that mtime as it is."""
    return time.time_ns() - mtime < (FINE if mtime % 1_000_000_000 else SLACK)


def _unsettled(mtime: int, young: bool) -> int:
    """From when on a file may be new to whoever has looked through a folder of that mtime.

    Once that is old enough, a change that was missed could only be of the mtime itself or later.
    """
    return mtime - SLACK if young else mtime


def names(root: Path, *, by_age: bool = False) -> list[str]:
    """The names, without suffix, of all files: sorted, or the longest unchanged first. Raises OSError."""
    entries = [
        entry
        for _, folder in _folders(root)
        for entry in os.scandir(folder)
        if entry.name.endswith(SUFFIX) and not entry.name.startswith(".")
    ]
    age = {entry.name: entry.stat().st_mtime_ns if by_age else 0 for entry in entries}
    return [name[: -len(SUFFIX)] for name in sorted(age, key=lambda name: (age[name], name))]


@lru_cache(maxsize=8)  # whoever polls asks with the same token until something changes
def _decoded(token: str) -> dict[str, Seen]:
    try:
        return _decode(token)
    except (msgspec.MsgspecError, UnicodeError):
        return {}


_known: dict[str, tuple[int, list[tuple[str, str]]]] = {}  # by root: its mtime, and its folders then


def _folders(root: Path) -> list[tuple[str, str]]:
    """`(name, path)` of each folder; read anew where the root has changed, or did so lately."""
    where = str(root)
    try:
        mtime = os.stat(where).st_mtime_ns  # noqa: PTH116
        known = _known.get(where)
        if known is not None and known[0] == mtime:
            return known[1]
        young = _is_young(mtime)
        with os.scandir(where) as entries:
            found = [(e.name, e.path) for e in entries if not e.name.startswith(".") and e.is_dir()]
    except FileNotFoundError:
        return []
    if not young:
        _known[where] = (mtime, found)
    return found


# Of young folders whose files are written once: their marks, by name.
_marked: dict[str, dict[str, Mark]] = {}


def _marks(folder: str, *, once: bool, young: bool) -> list[Mark]:
    known = _marked.pop(folder, {}) if once else {}
    marks = []
    with os.scandir(folder) as entries:
        for entry in entries:
            name = entry.name
            mark = known.get(name)
            if mark is None or mark[2] != entry.inode():
                if not name.endswith(SUFFIX) or name.startswith("."):
                    continue
                try:
                    status = entry.stat()
                except FileNotFoundError:
                    continue
                # Where ctime is the time of creation (Windows), mtime serves: it is that of the last write.
                changed = max(status.st_ctime_ns, status.st_mtime_ns)
                mark = (name[: -len(SUFFIX)], changed, status.st_ino)
            marks.append(mark)
    if once and young:
        _marked[folder] = {mark[0] + SUFFIX: mark for mark in marks}
    return marks
