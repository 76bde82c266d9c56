"""Keys that were typed before the field they are meant for is there.

A field is mounted and focused some moments after the key that opened it. Over a slow line, or from a program
that types, the next keys come in the same packet: without this they would be taken for commands.
"""

from time import monotonic

from textual import events
from textual.message import Message
from textual.widget import Widget

_LONGEST = 2.0  # seconds after which a field that never came is no longer waited for


class FieldReady(Message):
    """A field has the focus. It goes the way of the keys that are still under way, behind the last of them."""

    def __init__(self, field: Widget) -> None:
        super().__init__()
        self.field = field


class Ahead:
    """Holds keys from the moment a field is asked for until it has the focus."""

    def __init__(self) -> None:
        self._held: list[events.Key | events.Paste] | None = None
        self._since = 0.0

    def hold(self) -> None:
        """A field is coming."""
        if self._held is None:
            self._held, self._since = [], monotonic()

    def takes(self, event: events.Event) -> bool:
        """Whether the key, or the pasted text, waits for the field."""
        if self._held is None or not isinstance(event, events.Key | events.Paste):
            return False
        if monotonic() - self._since > _LONGEST:
            self._held = None
            return False
        self._held.append(event)
        return True

    def give(self, field: Widget) -> None:
        """The field is there: hand it all that was typed for it, in the order of typing."""
        held, self._held = self._held or [], None
        for event in sorted(held, key=lambda e: e.time):  # some were on their way to another pane already
            hand_on(event, field)


def hand_on(event: events.Key | events.Paste, to: Widget) -> None:
    """Give an event to another widget as if it had come from the terminal."""
    again = (
        events.Key(event.key, event.character) if isinstance(event, events.Key) else events.Paste(event.text)
    )
    to._forward_event(again)
