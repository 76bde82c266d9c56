"""The keymap: which keys call which command where, and what is wrong with a remapping."""

from collections.abc import Mapping, Sequence
from functools import cache

import msgspec

from briefing.commands.keys import BadKeysError, heard_as, parse_keys, show_keys
from briefing.commands.model import CHAINS, CONTEXT_WORDS, Command, Context
from briefing.commands.registry import commands, nearest

Keys = tuple[str, ...]


class KeyProblem(msgspec.Struct, frozen=True):
    """One thing that is wrong with a remapping. `keys` is the sequence as the analyst wrote it.

    `fatal`: the keymap cannot be used; otherwise it is a hint (a key that no longer reaches another
    command).
    """

    command: str
    keys: str
    text: str
    fatal: bool = True

    def said(self, file: object, line: int) -> str:
        """The problem with its place in the configuration."""
        return f"{file}:{line}: [keys] {self.command}: {self.text}"


class Match(msgspec.Struct, frozen=True):
    """What a sequence means: a command, the beginning of longer sequences, or neither."""

    command: Command | None = None
    longer: tuple[tuple[Keys, Command], ...] = ()


class Keymap:
    """Key sequences by context."""

    def __init__(self, bound: dict[str, tuple[Keys, ...]]) -> None:
        self._bound = bound
        self._tables: dict[Context, dict[Keys, Command]] = {}
        for name, sequences in bound.items():
            command = commands()[name]
            for context in command.where:
                table = self._tables.setdefault(context, {})
                for keys in sequences:
                    table[tuple(map(heard_as, keys))] = command
        self._reach: dict[Context, tuple[dict[Keys, Command], frozenset[Keys]]] = {}

    def keys_of(self, name: str) -> tuple[Keys, ...]:
        """The sequences that call a command, the first being the one to show."""
        return self._bound.get(name, ())

    def shown(self, name: str) -> str:
        """The first key sequence of a command in writing, or ""."""
        sequences = self.keys_of(name)
        return show_keys(sequences[0]) if sequences else ""

    def in_force(self, context: Context) -> dict[Keys, Command]:
        """Every sequence that holds with the hand in `context`, the nearest context winning."""
        return self._reached(context)[0]

    def match(self, context: Context, keys: Keys) -> Match:
        """What `keys`, pressed so far, mean in `context`. A whole sequence wins over a longer one."""
        whole, prefixes = self._reached(context)
        if keys in whole:
            return Match(whole[keys])
        if keys in prefixes:
            n = len(keys)
            return Match(None, tuple((k, c) for k, c in whole.items() if k[:n] == keys))
        return Match()

    def _reached(self, context: Context) -> tuple[dict[Keys, Command], frozenset[Keys]]:
        if context not in self._reach:
            whole: dict[Keys, Command] = {}
            for c in CHAINS[context]:
                for keys, command in self._tables.get(c, {}).items():
                    whole.setdefault(keys, command)
            prefixes = frozenset(k[:n] for k in whole for n in range(1, len(k)))
            self._reach[context] = whole, prefixes
        return self._reach[context]


@cache
def default_keymap() -> Keymap:
    """The keymap without a remapping."""
    return Keymap({c.name: tuple(map(parse_keys, c.keys)) for c in commands().values()})


def remapped(overrides: Mapping[str, Sequence[str]]) -> tuple[Keymap, list[KeyProblem]]:
    """The keymap with `[keys]` of the configuration over the defaults, and what is wrong with it.

    `overrides` names a command and the sequences that shall call it instead of its defaults; an
    empty list leaves it without keys. Where a problem is fatal, do not use the keymap.
    """
    if not overrides:
        return default_keymap(), []
    problems: list[KeyProblem] = []
    bound = {c.name: tuple(map(parse_keys, c.keys)) for c in commands().values()}
    for name, written in overrides.items():
        if name not in bound:
            near = nearest(name, commands())
            problems.append(
                KeyProblem(name, "", "; ".join(filter(None, [f"there is no command {name!r}", near])))
            )
            continue
        sequences = []
        for keys in written:
            try:
                sequences.append(parse_keys(keys))
            except BadKeysError as error:
                problems.append(KeyProblem(name, keys, str(error)))
        bound[name] = tuple(sequences)
    keymap = Keymap(bound)
    problems += _clashes(bound, overrides)
    problems += _lost(keymap, bound, overrides)
    return keymap, problems


def _clashes(bound: Mapping[str, tuple[Keys, ...]], changed: Mapping[str, Sequence[str]]) -> list[KeyProblem]:
    """The same sequence for two commands in one context, and sequences that hide longer ones."""
    problems = []
    for name in changed:
        for keys in bound.get(name, ()):
            heard = tuple(map(heard_as, keys))
            command = commands()[name]
            for other_name, sequences in bound.items():
                other = commands()[other_name]
                for theirs in sequences:
                    theirs_heard = tuple(map(heard_as, theirs))
                    if other_name == name:
                        continue
                    if theirs_heard == heard and (shared := set(command.where) & set(other.where)):
                        where = CONTEXT_WORDS[sorted(shared)[0]]
                        text = f"{show_keys(keys)!r} calls {other_name} {where} already"
                    elif _meet(command, other) and theirs_heard[: len(heard)] == heard != theirs_heard:
                        text = f"{show_keys(keys)!r} begins {show_keys(theirs)!r} ({other_name}), which could not be typed"
                    elif _meet(command, other) and heard[: len(theirs_heard)] == theirs_heard != heard:
                        text = f"{show_keys(keys)!r} could not be typed: {show_keys(theirs)!r} calls {other_name}"
                    else:
                        continue
                    problems.append(KeyProblem(name, show_keys(keys), text))
    return problems


def _lost(
    keymap: Keymap, bound: Mapping[str, tuple[Keys, ...]], changed: Mapping[str, Sequence[str]]
) -> list[KeyProblem]:
    """Commands of a wider context that a remapped key hides somewhere, leaving them no key there."""
    problems = []
    for context, chain in CHAINS.items():
        reached = {c.name for c in keymap.in_force(context).values()}
        before = {c.name for c in default_keymap().in_force(context).values()}
        for name in sorted(before - reached):
            if not bound.get(name):  # its keys were taken away on purpose
                continue
            for keys in bound[name]:
                taker = keymap.in_force(context).get(tuple(map(heard_as, keys)))
                if taker is not None and taker.name in changed:
                    text = f"{show_keys(keys)!r} no longer reaches {name} {CONTEXT_WORDS[chain[0]]}"
                    problems.append(KeyProblem(taker.name, show_keys(keys), text, fatal=False))
    return problems


def _meet(one: Command, two: Command) -> bool:
    """Whether there is a place where both hold."""
    return any(one.holds(c) and two.holds(c) for c in CHAINS)
