"""The grammar, one module a kind of expression."""

from briefing.extract.timeline.rule import Rule
from briefing.extract.timeline.rules import clock, dates, days, durations, holidays, sets, spans, units, vague

ALL: tuple[Rule, ...] = tuple(
    rule
    for module in (dates, days, units, spans, durations, clock, vague, sets, holidays)
    for rule in module.RULES
)
