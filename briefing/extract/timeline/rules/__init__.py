"""The grammar, one module a kind of expression."""

from briefing.extract.timeline.rule import Rule
from briefing.extract.timeline.rules import (
    clock,
    comparisons,
    dates,
    days,
    durations,
    holidays,
    numeric,
    parts,
    quarters,
    seasons,
    sets,
    units,
    vague,
    within,
    years,
)

# Where two rules find the same words, the earlier one reads them.
ALL: tuple[Rule, ...] = tuple(
    rule
    for module in (
        dates, within, numeric, days, units, comparisons, parts, years, quarters, seasons, durations, clock, vague, sets, holidays,
    )
    for rule in module.RULES
)  # fmt: skip
