"""Whose turn it is to write the index: the lock `library` of the home, where it is free taken at once.

An article that comes in is indexed before the next list is shown, and what a lock costs that nobody else
wants is paid each time: `filelock`'s own bookkeeping is a tenth of it. It locks by `flock` (by lock files only where a
disk has no flock), so both see each other's.
"""

import contextlib
import os
from collections.abc import Iterator
from pathlib import Path

from briefing.store.layout import LOCKS
from briefing.store.place import Place

LOCK = "library"
_FLAGS = os.O_RDWR | getattr(os, "O_CLOEXEC", 0) | getattr(os, "O_NOFOLLOW", 0)


@contextlib.contextmanager
def turn(place: Place) -> Iterator[None]:
    """Hold the lock, between threads and processes; not twice in one thread. Raises StoreError as `Place.held`."""
    descriptor = _at_once(place.home / LOCKS / f"{LOCK}.lock")
    if descriptor is None:
        # It is another's, or there is none yet, or no way to take it: that is for `held` to say.
        with place.held(LOCK):
            yield
        return
    try:
        yield
    finally:
        os.close(descriptor)  # which gives the lock back


def _at_once(path: Path) -> int | None:
    """The descriptor that holds the lock; None where it cannot be had without waiting."""
    try:
        import fcntl
    except ImportError:  # Windows
        return None
    try:
        descriptor = os.open(path, _FLAGS)
    except OSError:
        return None
    try:
        fcntl.flock(descriptor, fcntl.LOCK_EX | fcntl.LOCK_NB)
        if os.fstat(descriptor).st_nlink:  # else the file was removed meanwhile, and others lock the next one
            return descriptor
    except OSError:
        pass
    os.close(descriptor)
    return None
