"""Where the caret was before each jump."""

_KEPT = 100


class Jumps:
    """Offsets left behind, with a way back and forward."""

    def __init__(self) -> None:
        self._back: list[int] = []
        self._ahead: list[int] = []

    def leave(self, offset: int) -> None:
        """A jump begins at `offset`."""
        if not self._back or self._back[-1] != offset:
            self._back.append(offset)
            del self._back[:-_KEPT]
        self._ahead.clear()

    def back(self, offset: int) -> int | None:
        """Where to go back to from `offset`; None where there was no jump."""
        while self._back:
            target = self._back.pop()
            if target != offset:
                self._ahead.append(offset)
                return target
        return None

    def forward(self, offset: int) -> int | None:
        """Where one came back from; None where one did not."""
        while self._ahead:
            target = self._ahead.pop()
            if target != offset:
                self._back.append(offset)
                return target
        return None
