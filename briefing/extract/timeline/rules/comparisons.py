"""Comparisons with the year before, as business reports make them: the year-ago quarter, a year earlier."""

import re
from dataclasses import replace

from briefing.extract.timeline.calendar import Point, Unit, shift, step, to_unit
from briefing.extract.timeline.context import Context
from briefing.extract.timeline.rule import Reading, Rules, dated

RULES = Rules()
# How many quarters back the one may lie that a text reports.
_REPORTED = 2


def comparison(ctx: Context) -> Point | None:
    """The quarter or half that a business text compares with the year before, if it spoke of one last.

    Not where it speaks of "the first nine months": what is compared with those is no quarter.
    """
    for mention in reversed(ctx.told.mentions[-50:]):
        if mention.point.unit in ("quarter", "half"):
            if ctx.today is not None and mention.point[1:] > ctx.today[1:]:
                # What is compared is over.
                continue
            reported = ctx.today and step(ctx.today, mention.point.unit, -_REPORTED)
            if mention.explicit and reported and mention.point[1:] < reported[1:]:
                # A quarter of long ago is not the one that is reported.
                return None
            return None if any(at > mention.start for at in ctx.told.lengths[-1:]) else mention.point
        if mention.point.unit == "year" and mention.sentence == ctx.told.sentence:
            return None
    return None


@RULES.add(
    r"(?:(?:[Tt]he )?(?:comparable |corresponding |same )?(?P<a>[Yy]ear[- ](?:ago|earlier)) (?P<what>period|quarter|month|week)|(?P<c>[Yy]ear[- ](?:ago|earlier)))|(?:[Aa] )(?P<b>year (?:ago|earlier))(?= (?:period|quarter|month))",
    "unit",
    deictic=True,
    needs="ago earlier",
)
def year_ago(m: re.Match[str], ctx: Context) -> Reading | None:
    """`the year-ago quarter`, `year-earlier`: the period told last, one year before."""
    if quarter := comparison(ctx):
        return replace(dated(shift(quarter, "year", -1), "quarter", "carried"), aside=True)
    return _year_before(m["what"] or "", ctx)


_PERIOD = r"(?P<what>period|quarter|month|week)"


@RULES.add(
    rf"(?:[Tt]he )?(?:(?:same|corresponding|comparable|equivalent|prior) {_PERIOD} (?:of )?(?:the )?(?:last year|a year (?:ago|earlier)|previous year|year before|in the previous year))"
    r"|[Ll]ast year['’]s (?P<a>period|quarter)|[Tt]he (?P<b>quarter|period) a year (?:ago|earlier)",
    "unit",
    deictic=True,
    needs="last ago earlier before year",
)
def same_period(m: re.Match[str], ctx: Context) -> Reading | None:
    """`the same period last year`, `last year's quarter`: the period told last, one year before."""
    if quarter := comparison(ctx):
        return replace(dated(shift(quarter, "year", -1), "quarter", "carried"), aside=True)
    return _year_before(m["what"] or m["a"] or m["b"], ctx)


def _year_before(what: str, ctx: Context) -> Reading:
    unit: Unit = (
        "quarter"
        if what == "quarter"
        else "month"
        if what == "month"
        else "week"
        if what == "week"
        else "year"
    )
    here = ctx.today
    if unit == "quarter" and here:
        # The quarter that a company reports is the one that has ended.
        here = step(here, "quarter", -1)
    moved = here and shift(here, "year", -1)
    return replace(dated(moved and to_unit(moved, unit), unit), aside=True)
