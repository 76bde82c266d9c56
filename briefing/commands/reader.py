"""Keys, one after another -> calls of commands: sequences, counts, and keys that are arguments."""

from dataclasses import dataclass

from briefing.commands.keymap import Keymap, Keys
from briefing.commands.keys import heard_as
from briefing.commands.model import Command, Context

# `1` to `5` show a pane at once, and yet `5j` is a count. What decides is whether the motion follows
# at the speed of one gesture: two keys typed as one come 80 to 200 ms apart.
COUNT_WINDOW = 0.25
MAX_COUNT = 99_999


@dataclass(frozen=True, slots=True)
class Call:
    """A command to be carried out. `count` is None where none was typed.

    `after_digit`: the count was taken for a pane's number first; that step is to be taken back.
    """

    command: Command
    count: int | None = None
    argument: str = ""
    after_digit: bool = False

    @property
    def times(self) -> int:
        """How often: the count, or once."""
        return 1 if self.count is None else self.count


@dataclass(frozen=True, slots=True)
class Waiting:
    """More keys are needed. `longer` lists the sequences that are still possible."""

    typed: str
    longer: tuple[tuple[Keys, Command], ...] = ()


@dataclass(frozen=True, slots=True)
class Unknown:
    """The keys mean nothing here."""

    typed: str


class KeyReader:
    """Holds what was typed so far."""

    def __init__(self, keymap: Keymap) -> None:
        self.keymap = keymap
        self._pending: Keys = ()
        self._count = ""
        self._taker: tuple[Command, int | None] | None = None
        self._digit: tuple[str, float, Context] | None = None

    @property
    def typed(self) -> str:
        """What is waiting for more keys, for the footer."""
        taker = self._taker[0].name + "…" if self._taker else ""
        return self._count + "".join(self._pending) + taker

    def reset(self) -> None:
        """Forget what was typed."""
        self._pending, self._count, self._taker, self._digit = (), "", None, None

    def feed(self, key: str, character: str | None, context: Context, now: float) -> Call | Waiting | Unknown:
        """Take one key. `now` is in seconds on any steady clock."""
        key = heard_as(key)
        if self._taker is not None:
            command, count = self._taker
            self.reset()
            if key == "escape" or not character:
                return Unknown(key)
            return Call(command, count, character)
        if self._digit is not None:
            digit, at, origin = self._digit
            self._digit = None
            if now - at <= COUNT_WINDOW and self._counts(origin, key):
                self._count = digit
                result = self._step(key, origin, now)
                if isinstance(result, Call):
                    return Call(result.command, result.count, result.argument, after_digit=True)
                return result
        return self._step(key, context, now)

    def _counts(self, context: Context, key: str) -> bool:
        match = self.keymap.match(context, (key,))
        if key.isdigit() and len(key) == 1:
            return True
        return match.command.counts if match.command else any(c.counts for _, c in match.longer)

    def _step(self, key: str, context: Context, now: float) -> Call | Waiting | Unknown:
        if key == "escape" and (self._pending or self._count):
            typed = self.typed
            self.reset()
            return Unknown(typed)
        digit = len(key) == 1 and key in "0123456789"
        match = self.keymap.match(context, (*self._pending, key))
        if digit and not self._pending and (self._count or (key != "0" and match.command is None)):
            self._count = str(min(int(self._count + key), MAX_COUNT))
            return Waiting(self.typed)
        if match.longer:
            self._pending = (*self._pending, key)
            return Waiting(self.typed, match.longer)
        count = int(self._count) if self._count else None
        if match.command is None:
            typed = self.typed + key
            self.reset()
            return Unknown(typed)
        if match.command.takes_key:
            self._pending, self._taker = (), (match.command, count)
            return Waiting(self.typed)
        single = digit and not self._pending
        self.reset()
        if single:
            self._digit = (key, now, context)
        return Call(match.command, count if match.command.counts else None)
