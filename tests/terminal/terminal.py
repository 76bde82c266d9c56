"""The real program on a real pty: what it writes, and what a terminal would then show."""

import os
import sys
import time
from pathlib import Path

import pexpect
import pyte

KEYS = {
    "enter": "\r",
    "esc": "\x1b",
    "tab": "\t",
    "ctrl+s": "\x13",
    "ctrl+z": "\x1a",
    "down": "\x1b[B",
    "up": "\x1b[A",
}


class Terminal:
    """A terminal of `columns` x `rows` with the program in it. `raw` is all that the program wrote."""

    def __init__(
        self, arguments: list[str], home: Path, *, columns: int = 80, rows: int = 24, **env: str
    ) -> None:
        environment = {
            k: v
            for k, v in os.environ.items()
            if k not in ("NO_COLOR", "TMUX", "COLORTERM", "COLUMNS", "LINES")
        }
        environment |= {
            "BRIEFING_HOME": str(home),
            "TERM": "xterm-256color",
            "LC_ALL": "C.UTF-8",
            "TEXTUAL_ANIMATIONS": "none",
            **env,
        }
        self.screen = pyte.Screen(columns, rows)
        self.stream = pyte.ByteStream(self.screen)
        self.raw = b""
        self.child = pexpect.spawn(
            sys.executable,
            ["-m", "briefing", *arguments],
            env=environment,
            dimensions=(rows, columns),
            timeout=5,
        )

    def read(self, seconds: float) -> None:
        """Take in what the program writes within that time."""
        end = time.monotonic() + seconds
        while (left := end - time.monotonic()) > 0:
            try:
                data = self.child.read_nonblocking(65536, timeout=left)
            except (pexpect.TIMEOUT, pexpect.EOF):
                return
            self.raw += data
            self.stream.feed(data)

    def press(self, *keys: str) -> None:
        """Send keys, one after the other, as a hand would."""
        for key in keys:
            self.child.send(KEYS.get(key, key))
            self.read(0.08)

    def text(self) -> str:
        """What the screen shows."""
        return "\n".join(self.screen.display)

    def wait(self, words: str, seconds: float = 60) -> None:
        """Until the words show. Raises AssertionError with the screen where they do not."""
        end = time.monotonic() + seconds
        while words not in self.text():
            assert time.monotonic() < end, f"{words!r} did not show:\n{self.text()}"
            self.read(0.1)

    def gone(self, seconds: float = 20) -> int | None:
        """Wait for the end of the program; its exit status."""
        end = time.monotonic() + seconds
        while self.child.isalive() and time.monotonic() < end:
            self.read(0.1)
        self.child.close(force=False)
        return self.child.exitstatus

    def resize(self, columns: int, rows: int) -> None:
        """Change the size of the terminal's window."""
        self.screen.resize(rows, columns)
        self.child.setwinsize(rows, columns)
        self.read(0.6)
