"""What this session changed, newest last: what `u` takes back and `ctrl+r` does again."""

import msgspec

from briefing.store.feeds import Subscription
from briefing.store.protocol import ReadingState


class Noted(msgspec.Struct, frozen=True):
    """A change of an article's annotations; the store itself knows how to undo it."""

    article_id: str


class Marked(msgspec.Struct, frozen=True):
    """A change of reading states, one or many, as one step."""

    label: str
    before: tuple[tuple[str, ReadingState], ...]
    after: tuple[tuple[str, ReadingState], ...]


class Graded(msgspec.Struct, frozen=True):
    """A change of an outlet's reliability."""

    site: str
    before: str | None
    after: str | None


class Subscribed(msgspec.Struct, frozen=True):
    """Feeds that were subscribed to, or (`kept` is False) given up."""

    feeds: tuple[Subscription, ...]
    kept: bool


class Kept(msgspec.Struct, frozen=True):
    """The query saved under a name, before and after; "" where there is none."""

    name: str
    before: str
    after: str


class Several(msgspec.Struct, frozen=True):
    """Changes of the annotations of many articles, as one step."""

    label: str
    parts: tuple[Noted, ...]


Change = Noted | Marked | Graded | Subscribed | Kept | Several


class Changes:
    """Two stacks."""

    def __init__(self) -> None:
        self._done: list[Change] = []
        self._undone: list[Change] = []
        self.steps = 0  # how often anything was done, taken back or done again: for who was not looking

    def did(self, change: Change) -> None:
        """Something new was done; what was taken back before can no longer be done again."""
        self._done.append(change)
        self._undone.clear()
        self.steps += 1

    def undo(self) -> Change | None:
        """The change to take back now."""
        if not self._done:
            return None
        change = self._done.pop()
        self.steps += 1
        self._undone.append(change)
        return change

    def redo(self) -> Change | None:
        """The change to do again now."""
        if not self._undone:
            return None
        change = self._undone.pop()
        self.steps += 1
        self._done.append(change)
        return change
