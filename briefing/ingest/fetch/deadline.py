"""A limit in time that no server can stretch."""

import contextlib
import socket
import threading
import time
from types import TracebackType


class Deadline:
    """Cuts the connection that it watches when the time is over.

    A time limit of a socket begins anew with every byte, so a server that sends one byte in a while
    holds its reader as long as it likes: in its headers, in the handshake, in the length of a chunk.
    The watch holds a duplicate of the socket, and shutting that down ends the read of the original.
    """

    def __init__(self, seconds: float) -> None:
        self.seconds = seconds
        self.expired = False
        self._end = time.monotonic() + seconds
        self._twin: socket.socket | None = None
        self._guard = threading.Lock()
        self._timer = threading.Timer(seconds, self._cut)
        self._timer.daemon = True

    def __enter__(self) -> "Deadline":
        self._timer.start()
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._timer.cancel()
        self._release()

    def left(self, most: float) -> float:
        """Seconds that are left, `most` at the most. Raises TimeoutError where there are none."""
        left = self._end - time.monotonic()
        if left <= 0 or self.expired:
            self.expired = True
            raise TimeoutError
        return min(left, most)

    def watch(self, connected: socket.socket) -> None:
        """Watch this connection instead of the one before."""
        self._release()
        with self._guard:
            self._twin = connected.dup()
        self.left(self.seconds)

    def _cut(self) -> None:
        self.expired = True
        with self._guard:
            if self._twin is not None:
                with contextlib.suppress(OSError):
                    self._twin.shutdown(socket.SHUT_RDWR)

    def _release(self) -> None:
        with self._guard:
            if self._twin is not None:
                self._twin.close()
            self._twin = None
