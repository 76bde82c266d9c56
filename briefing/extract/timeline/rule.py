"""A rule of the grammar: a pattern, and how to read what it found."""

import re
from collections.abc import Callable
from dataclasses import dataclass, replace
from typing import Literal

from briefing.extract.timeline.calendar import UNKNOWN, Point, timex
from briefing.extract.timeline.context import Context
from briefing.model.brief import Basis, TimexType

Family = Literal[
    "month",
    "weekday",
    "day",
    "unit",
    "year",
    "quarter",
    "season",
    "clock",
    "vague",
    "set",
    "holiday",
    "number",
]


@dataclass(frozen=True, slots=True)
class Reading:
    """What an expression means.

    `point` is its place on the calendar where it has one; `until` the other end where it has two;
    `others` are further readings of an ambiguous date. `minutes` is a clock time in minutes after
    midnight with `zone` in minutes east of UTC. `anchored` is False where the value would need a
    publication date.
    """

    type: TimexType
    value: str
    basis: Basis = "explicit"
    mod: str | None = None
    point: Point | None = None
    until: Point | None = None
    others: tuple[Point, ...] = ()
    minutes: int | None = None
    zone: int | None = None
    anchored: bool = True
    side: Literal["before", "after"] | None = None  # a reference without a bound on that side
    aside: bool = False  # a comparison: later expressions do not hang on it

    def with_mod(self, mod: str | None) -> "Reading":
        """The same with a TIMEX3 mod, unless there is one already."""
        return replace(self, mod=mod) if mod and not self.mod else self


_NAMEABLE: frozenset[Family] = frozenset({"month", "weekday", "day", "season", "holiday", "number", "set"})
# TIMEX3 and EDTF level 0 write years in four digits.
LAST_YEAR = 9999
Reader = Callable[[re.Match[str], Context], Reading | None]


@dataclass(frozen=True, slots=True)
class Rule:
    """`pattern` is tried in a paragraph that holds a word of one of the `families`."""

    name: str
    families: tuple[Family, ...]
    pattern: re.Pattern[str]
    read: Reader
    group: str | int = 0  # the group that is the expression (`core` where the pattern has one that took part)
    deictic: bool = False  # speaks from the moment of writing: counts against history prose
    needs: frozenset[str] = frozenset()  # words without one of which it cannot match
    signs: tuple[str, ...] = ()  # strings without one of which it cannot match

    @property
    def nameable(self) -> bool:
        """Whether its words also stand in names of people, papers and products."""
        return not _NAMEABLE.isdisjoint(self.families)


class Rules(list[Rule]):
    """The rules of one module, in order; `add` registers a reader."""

    def add(
        self,
        pattern: str,
        *families: Family,
        flags: int = 0,
        deictic: bool = False,
        needs: str = "",
        signs: tuple[str, ...] = (),
    ) -> Callable[[Reader], Reader]:
        """Register the decorated reader. `pattern` gets word boundaries at both ends."""
        compiled: re.Pattern[str] = re.compile(rf"(?<![\w$£€#])(?:{pattern})(?!\w|[.,]\d)", flags)

        def register(read: Reader) -> Reader:
            name = getattr(read, "__name__", "rule")
            core = "core" if "core" in compiled.groupindex else 0
            self.append(Rule(name, families, compiled, read, core, deictic, frozenset(needs.split()), signs))
            return read

        return register


def dated(point: Point | None, unit: str, basis: Basis = "relative", unknown: str | None = None) -> Reading:
    """A DATE of that point; where there is none, the value of a piece of calendar that is not known."""
    if point is None or abs(point.year) > LAST_YEAR:
        return Reading("DATE", unknown or UNKNOWN[unit], basis, anchored=False)
    return Reading("DATE", timex(point), basis, point=point)


def timed(point: Point | None, code: str, basis: Basis = "relative") -> Reading:
    """A TIME: a day and a part of it (`TMO`, `TNI`) or nothing known of the day."""
    if point is None or abs(point.year) > LAST_YEAR:
        return Reading("TIME", f"XXXX-XX-XXT{code}", basis, anchored=False)
    return Reading("TIME", f"{timex(point)}T{code}", basis, point=point)
