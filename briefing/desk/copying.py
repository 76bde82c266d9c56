"""A thread that copies what was opened at the desk, and looks for a desk that is gone."""

import contextlib
import threading
from collections import deque
from collections.abc import Callable
from typing import Any

from briefing.store.protocol import StoreError

RETRY = 3.0  # seconds between two looks for a desk that is gone
LINGER = 5.0  # seconds that closing waits for copies
KEPT = 64  # things that wait to be copied: of more, the last ones opened

Work = tuple[str, Any]


class Copier:
    """Begins with `start`: a command of the shell that reads ten thousand articles copies none. Close it."""

    def __init__(self, copy: Callable[[str, Any], None], back: Callable[[], bool]) -> None:
        """`copy(what, subject)` copies one thing; `back()` says whether the desk is there."""
        self._copy, self._back = copy, back
        self._waiting: deque[Work] = deque(maxlen=KEPT)
        self._thread: threading.Thread | None = None
        self._changed = threading.Condition()
        self._closing = False

    def put(self, what: str, subject: Any) -> None:
        """Copy this soon. A story is copied each time it is put."""
        with self._changed:
            self._waiting.append((what, subject))
            self._changed.notify()

    def start(self) -> None:
        """Begin to work, if that was not done yet."""
        if self._thread is None and not self._closing:
            self._thread = threading.Thread(target=self._run, name="briefing-desk", daemon=True)
            self._thread.start()

    def close(self) -> None:
        """Finish what was put, within a bound of time."""
        with self._changed:
            self._closing = True
            self._changed.notify()
        if self._thread is not None:
            self._thread.join(LINGER)

    def _run(self) -> None:
        while True:
            with self._changed:
                if not self._waiting and not self._closing:
                    self._changed.wait(RETRY)
                work = self._waiting.popleft() if self._waiting else None
                if work is None and self._closing:
                    return
            try:
                there = self._back()
            except StoreError:
                there = False
            if work is not None and there:
                with contextlib.suppress(StoreError, OSError):
                    # A copy that cannot be made is missed only when the desk is gone.
                    self._copy(*work)
