"""A home folder's own means: its locks, its quarantine, its word that writing is allowed."""

import contextlib
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import TYPE_CHECKING

from briefing.store import durable
from briefing.store.identity import now
from briefing.store.layout import LOCKS, SINGLES_LOCK
from briefing.store.protocol import StoreError

if TYPE_CHECKING:
    import filelock

LOCK_TIMEOUT = 30.0  # seconds; a commit takes milliseconds
STRIPES = 64  # few enough to hold all at once where a process may have 256 files open (macOS)
LOCK_POLL = 0.002  # seconds between two tries for a lock that another process holds


class Place:
    """The folders that a file needs besides its own, and the home's word that writing is allowed."""

    def __init__(self, home: Path, guard: Callable[[], None] = lambda: None) -> None:
        """`guard` raises NewerFormatError where the home has become a newer briefing's."""
        self.home = home
        self.guard = guard
        self._locks = home / LOCKS
        self._made: dict[str, filelock.BaseFileLock] = {}

    @contextlib.contextmanager
    def held(self, *names: str) -> Iterator[None]:
        """Hold these locks, between threads and processes, in the order given. Raises StoreError.

        A thread that holds one already gets it again.
        """
        import filelock  # loaded with the first change: to read no lock is needed

        with contextlib.ExitStack() as held:
            try:
                durable.make_folder(self._locks)
                for name in dict.fromkeys(map(_stripe, names)):
                    lock = self._lock(name)
                    lock.acquire(timeout=LOCK_TIMEOUT, poll_interval=LOCK_POLL)
                    held.callback(lock.release)
            except filelock.Timeout as error:
                raise StoreError(
                    f"{self._locks / name}: another briefing has held it for {LOCK_TIMEOUT:.0f} s; nothing was changed"
                ) from error
            except OSError as error:
                raise StoreError(
                    f"{self._locks}: cannot be locked: {error.strerror or error}; nothing was changed"
                ) from error
            yield

    def all_held(self) -> contextlib.AbstractContextManager[None]:
        """Hold every lock of every file at once: nobody writes. Raises StoreError."""
        return self.held("intents", SINGLES_LOCK, *(f"{n:02x}" for n in range(STRIPES)))

    def _lock(self, name: str) -> "filelock.BaseFileLock":
        import filelock

        lock = self._made.get(name)
        if lock is None:
            lock = self._made.setdefault(name, filelock.FileLock(self._locks / f"{name}.lock"))
        return lock

    def set_aside(self, path: Path) -> Path:
        """Keep a file's bytes under another name in `quarantine/`. Raises OSError."""
        folder = self.home / "quarantine"
        durable.make_folder(folder)
        stamp = now().replace(":", "").replace(".", "")
        for n in range(1000):
            aside = folder / f"{path.stem}.{stamp}{f'-{n}' if n else ''}.json"
            if not aside.exists():
                break
        durable.keep_copy(path, aside)
        durable.sync_folder(folder)
        return aside

    def relative(self, path: Path) -> str:
        """How findings and records of damage name a path: as it is called in a copy of the home too. Errors name it whole."""
        try:
            return path.relative_to(self.home).as_posix()
        except ValueError:
            return str(path)


def _stripe(name: str) -> str:
    """The lock of a folder `<hh>` is that of its stripe; every other lock is its own."""
    return f"{int(name, 16) % STRIPES:02x}" if len(name) == 2 else name
