"""A bound on the computing that one article may take: no text holds up a batch, or the screen, for ever."""

import signal
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from types import FrameType

# A brief costs about 0.1 ms of CPU a character (bench/extraction.py); this leaves room for a machine
# ten times slower, and for the model's loading.
BASE, EACH = 60.0, 0.001  # seconds of CPU: for any article, and for a character more


class ExtractionTimeoutError(Exception):
    """An article took more computing than any text should."""


@contextmanager
def bounded(characters: int, *, base: float = BASE) -> Iterator[None]:
    """Raise ExtractionTimeoutError in this block once it has used the CPU time that so many characters may take.

    CPU time of the process, so that neither a busy machine nor a lid that was closed counts. Signals
    reach the main thread only, and Windows has no such timer: elsewhere nothing is bounded.
    """
    if not hasattr(signal, "setitimer") or threading.current_thread() is not threading.main_thread():
        yield
        return
    limit = base + EACH * characters

    def late(number: int, frame: FrameType | None) -> None:
        raise ExtractionTimeoutError(
            f"given up after {limit:.0f} s of computing on {characters:,} characters"
        )

    before = signal.signal(signal.SIGVTALRM, late)
    signal.setitimer(signal.ITIMER_VIRTUAL, limit)
    try:
        yield
    finally:
        signal.setitimer(signal.ITIMER_VIRTUAL, 0)
        signal.signal(signal.SIGVTALRM, before)
