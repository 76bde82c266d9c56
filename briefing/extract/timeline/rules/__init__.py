"""The grammar, one module a kind of expression."""

from briefing.extract.timeline.rule import Rule
from briefing.extract.timeline.rules import (
    clock,
    dates,
    days,
    durations,
    holidays,
    numeric,
    quarters,
    seasons,
    sets,
    units,
    vague,
    years,
)

ALL: tuple[Rule, ...] = tuple(
    rule
    for module in (
        dates,
        numeric,
        days,
        units,
        years,
        quarters,
        seasons,
        durations,
        clock,
        vague,
        sets,
        holidays,
    )
    for rule in module.RULES
)
