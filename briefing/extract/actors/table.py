"""The table of states and of common short forms, as an index from a written name to a fact.

The facts are our own (data/states.csv, data/organizations.csv) and small enough to review line by
line. States carry ISO 3166-1 alpha-2 codes (ISO 3166-2 for the parts of the United Kingdom, the
user-assigned XK for Kosovo).
"""

import csv
import functools
import re
import unicodedata
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from importlib import resources
from typing import Literal

_DROPPED = re.compile(r"[.\u2019'`\u02BB]")
_GAPS = re.compile(r"[\s\-\u2010-\u2015,]+")


@dataclass(frozen=True)
class State:
    """A state, or a part of one that the news treats as a country.

    `adjectives` are demonyms ("Danish"), `people` the plural nouns for its citizens ("Danes"),
    `seats` the capital and the houses that stand for the government.
    """

    code: str
    name: str
    aliases: tuple[str, ...]
    adjectives: tuple[str, ...]
    people: tuple[str, ...]
    capital: str
    seats: tuple[str, ...]

    @property
    def names(self) -> tuple[str, ...]:
        """The name and its aliases."""
        return (self.name, *self.aliases)

    @property
    def government(self) -> str:
        """What a seat of its government stands for: `US government`, `Danish government`."""
        initials = next((a for a in self.aliases if a.isalpha() and a.isupper() and len(a) <= 3), None)
        common = initials if initials in {"US", "UK", "UAE"} else None
        return f"{common or (self.adjectives or (self.name,))[0]} government"


@dataclass(frozen=True)
class ShortForm:
    """A name whose short forms the letters alone do not prove."""

    name: str
    short: tuple[str, ...]
    kind: Literal["organization", "place"]
    seats: tuple[str, ...]


def fold(text: str) -> str:
    """A name for comparison: no case, accents, full stops, apostrophes, hyphens or leading article."""
    if not text.isascii():
        text = "".join(c for c in unicodedata.normalize("NFKD", text) if not unicodedata.combining(c))
    words = _GAPS.sub(" ", _DROPPED.sub("", text)).strip().casefold()
    return words[4:] if words.startswith("the ") else words


def _rows(name: str) -> list[dict[str, str]]:
    folder = resources.files(__package__).joinpath("data")
    return list(csv.DictReader(folder.joinpath(name).read_text(encoding="utf-8").splitlines()))


def _split(cell: str) -> tuple[str, ...]:
    return tuple(part for part in cell.split(";") if part)


def _plural(adjective: str) -> str:
    """The citizens by the regular rule: Germans, Iraqis; the Chinese, the British stay as they are."""
    return adjective if adjective.endswith(("ese", "sh", "ss", "ch", "s")) else adjective + "s"


_HALVES = frozenset({"north", "south", "east", "west"})


class Table:
    """The index. Keys are folded; a lookup is one dictionary access."""

    def __init__(self, states: list[State], short_forms: list[ShortForm]) -> None:
        self.states = states
        self.short_forms = short_forms
        self.state_of: dict[str, State] = {fold(n): s for s in reversed(states) for n in s.names}
        self.adjective_of: dict[str, State] = {fold(a): s for s in reversed(states) for a in s.adjectives}
        self.people_of: dict[str, State] = {fold(p): s for s in reversed(states) for p in s.people}
        self.form_of: dict[str, ShortForm] = {
            fold(n): f for f in reversed(short_forms) for n in (f.name, *f.short)
        }
        self.seat_of: dict[str, str] = {
            **{fold(seat): s.government for s in reversed(states) for seat in s.seats},
            **{fold(seat): f.short[0] for f in short_forms for seat in f.seats},
        }
        # "korea": what the names of several states have behind "North" and "South"
        ends = [k.split() for k in self.state_of]
        halves = {(e[1], self.state_of[" ".join(e)].code) for e in ends if len(e) == 2 and e[0] in _HALVES}
        self.halved = {end for end, count in Counter(end for end, _ in halves).items() if count > 1}
        # first word -> number of words -> the folded forms of organisations of several words
        self.long_forms: dict[str, dict[int, set[str]]] = {}
        for form in self.form_of:
            parts = form.split()
            if len(parts) > 1:
                self.long_forms.setdefault(parts[0], {}).setdefault(len(parts), set()).add(form)

    def identity(self, name: str) -> str | None:
        """The canonical name that a folded `name` is another form of, or None."""
        if state := self.state_of.get(name):
            return state.name
        if form := self.form_of.get(name):
            return form.name
        return None


def _states() -> Iterator[State]:
    for row in _rows("states.csv"):
        adjectives = _split(row["adjectives"])
        regular = tuple(_plural(a) for a in adjectives)
        yield State(
            row["code"], row["name"], _split(row["aliases"]), adjectives,
            _split(row["people"]) or regular, row["capital"],
            tuple(s for s in (row["capital"], *_split(row["seats"])) if s),
        )  # fmt: skip


@functools.cache
def table() -> Table:
    """The table, read once."""
    forms = [
        ShortForm(
            r["name"],
            _split(r["short"]),
            "place" if r["kind"] == "place" else "organization",
            _split(r["seats"]),
        )
        for r in _rows("organizations.csv")
    ]
    return Table(list(_states()), forms)
