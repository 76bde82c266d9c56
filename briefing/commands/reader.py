"""Keys, one after another -> calls of commands: sequences, counts, and keys that are arguments."""

import msgspec

from briefing.commands.keymap import Keymap, Keys
from briefing.commands.keys import heard_as
from briefing.commands.model import Command, Context

# `1` to `5` show a pane at once, and yet `5j` is a count. What decides is whether the motion follows
# at the speed of one gesture: two keys typed as one come 80 to 200 ms apart.
COUNT_WINDOW = 0.25
MAX_COUNT = 99_999


class Call(msgspec.Struct, frozen=True):
    """A command to be carried out. `count` is None where none was typed.

    `origin`: where the hand was before digits showed panes that turned out to be a count; the panes
    are to be taken back first. None where no such thing happened.
    """

    command: Command
    count: int | None = None
    argument: str = ""
    origin: Context | None = None

    @property
    def times(self) -> int:
        """How often: the count, or once."""
        return 1 if self.count is None else self.count


class Waiting(msgspec.Struct, frozen=True):
    """More keys are needed. `longer` lists the sequences that are still possible."""

    typed: str
    longer: tuple[tuple[Keys, Command], ...] = ()


class Unknown(msgspec.Struct, frozen=True):
    """The keys mean nothing here."""

    typed: str


class _Digits(msgspec.Struct, frozen=True):
    """Digits that showed panes and may yet become a count: typed when, from where."""

    typed: str
    at: float
    origin: Context


class KeyReader:
    """Holds what was typed so far."""

    def __init__(self, keymap: Keymap) -> None:
        self.keymap = keymap
        self._pending: Keys = ()
        self._count = ""
        self._taker: tuple[Command, int | None] | None = None
        self._digits: _Digits | None = None

    @property
    def typed(self) -> str:
        """What is waiting for more keys, for the footer."""
        taker = self._taker[0].name + "…" if self._taker else ""
        return self._count + "".join(self._pending) + taker

    def reset(self) -> None:
        """Forget what was typed."""
        self._pending, self._count, self._taker, self._digits = (), "", None, None

    def feed(self, key: str, character: str | None, context: Context, now: float) -> Call | Waiting | Unknown:
        """Take one key, pressed at `now` (seconds on any steady clock) with the hand in `context`."""
        key = heard_as(key)
        if self._taker is not None:
            command, count = self._taker
            self.reset()
            if key == "escape" or not character:
                return Unknown(key)
            return Call(command, count, character)
        digits, self._digits = self._digits, None
        if digits is not None and (self._pending or now - digits.at <= COUNT_WINDOW):
            return self._after_digits(digits, key, context, now)
        return self._step(key, context, now)

    def _after_digits(
        self, digits: _Digits, key: str, context: Context, now: float
    ) -> Call | Waiting | Unknown:
        """A key that came right after digits: one more digit, a motion to be counted, or neither."""
        if _is_digit(key) and not self._pending:
            shows = self.keymap.match(context, (key,)).command
            self._digits = _Digits(digits.typed + key, now, digits.origin)
            return Call(shows) if shows is not None else Waiting(digits.typed + key)
        if not self._counts(digits.origin, key):
            return self._step(key, context, now)
        if not self._pending:
            self._count = digits.typed
        result = self._step(key, digits.origin, now)
        if isinstance(result, Call):
            return Call(result.command, result.count, result.argument, digits.origin)
        if isinstance(result, Waiting):
            self._digits = digits
        return result

    def _counts(self, context: Context, key: str) -> bool:
        match = self.keymap.match(context, (*self._pending, key))
        return match.command.counts if match.command else any(c.counts for _, c in match.longer)

    def _step(self, key: str, context: Context, now: float) -> Call | Waiting | Unknown:
        if key == "escape" and (self._pending or self._count):
            typed = self.typed
            self.reset()
            return Unknown(typed)
        match = self.keymap.match(context, (*self._pending, key))
        if _is_digit(key) and not self._pending and (self._count or (key != "0" and match.command is None)):
            self._count = str(min(int(self._count + key), MAX_COUNT))
            return Waiting(self.typed)
        if match.longer:
            self._pending = (*self._pending, key)
            return Waiting(self.typed, match.longer)
        count = min(int(self._count), MAX_COUNT) if self._count else None
        if match.command is None:
            typed = self.typed + key
            self.reset()
            return Unknown(typed)
        if match.command.takes_key:
            self._pending, self._taker = (), (match.command, count)
            return Waiting(self.typed)
        single = _is_digit(key) and not self._pending
        self.reset()
        if single:
            self._digits = _Digits(key, now, context)
        return Call(match.command, count if match.command.counts else None)


def _is_digit(key: str) -> bool:
    return len(key) == 1 and key in "0123456789"
