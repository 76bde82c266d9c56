"""How far a long command is: a bar with the time that is left, on a terminal; nothing anywhere else."""

import shutil
import sys
import time
from collections import deque

_WINDOW = (
    60.0  # seconds that the rate is taken over: long enough to be steady, short enough to follow the texts
)
_FEW = 8  # done, below which a rate is a guess: results come in chunks
_AGAIN = 0.1  # seconds between two drawings
_BAR = 24  # columns


class Progress:
    """A line on standard error, drawn over again; `clear` before anything else is written."""

    def __init__(self, what: str, total: int | None = None) -> None:
        """`what` is counted, in the plural. Without a total, only the number is shown."""
        self._what, self._total = what, total
        self._shown = sys.stderr.isatty()
        self._marks: deque[tuple[float, int]] = deque()
        self._drawn = 0.0

    def at(self, done: int) -> None:
        """So many are done."""
        moment = time.monotonic()
        self._marks.append((moment, done))
        while moment - self._marks[0][0] > _WINDOW and len(self._marks) > 2:
            self._marks.popleft()
        if self._shown and (moment - self._drawn >= _AGAIN or done == self._total):
            self._drawn = moment
            width = shutil.get_terminal_size().columns - 1
            sys.stderr.write(f"\r\x1b[K{self.line(done)[:width]}")
            sys.stderr.flush()

    def line(self, done: int) -> str:
        """What is drawn: `[######······] 1,200 of 3,000 briefs, 7 min left`."""
        if self._total is None:
            return f"{done:,} {self._what}"
        full = _BAR * done // self._total if self._total else _BAR
        line = f"[{'#' * full}{'·' * (_BAR - full)}] {done:,} of {self._total:,} {self._what}"
        left = self._left(done)
        return line if left is None else f"{line}, {spoken(left)} left"

    def _left(self, done: int) -> float | None:
        """Seconds to go at the rate of the last minute; None while that cannot be told."""
        (began, before), (moment, _) = self._marks[0], self._marks[-1]
        if moment - began < 2 or done - before < _FEW or self._total is None or done >= self._total:
            return None
        return (self._total - done) * (moment - began) / (done - before)

    def clear(self) -> None:
        """Take the line away."""
        if self._shown and self._drawn:
            sys.stderr.write("\r\x1b[K")
            sys.stderr.flush()
            self._drawn = 0.0


def spoken(seconds: float) -> str:
    """`8 s`, `7 min`, `1 h 20 min`."""
    if seconds < 90:
        return f"{seconds:.0f} s"
    minutes = round(seconds / 60)
    return f"{minutes} min" if minutes < 90 else f"{minutes // 60} h {minutes % 60:02} min"
