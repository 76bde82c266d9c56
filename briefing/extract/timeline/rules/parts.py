"""Parts of a piece of calendar, and the piece named without a word of its own: the end of the month, for the year."""

import re

from briefing.extract.timeline.calendar import Point, Unit, shift, step, to_unit
from briefing.extract.timeline.context import Context
from briefing.extract.timeline.periods import period
from briefing.extract.timeline.rule import Reading, Rules, dated
from briefing.extract.timeline.words import (
    MONTH,
    PERIOD,
    UNITS,
    WEEKDAY,
    month_number,
    unit_name,
    weekday_number,
)

RULES = Rules()


@RULES.add(
    rf"(?P<where>[Tt]he (?:beginning|start|end|middle|close|turn|eve|outset|rest|remainder|first half|second half|latter half|last half|first part|latter part|early part) of )(?P<the>the |this |that |last |next )(?:calendar |financial |fiscal )?(?P<unit>day|week|month|quarter|year|decade|century|millennium|season)(?:,? (?:on )?(?P<name>{WEEKDAY}))?",
    "unit",
    needs="of",
)
def part_of_unit(m: re.Match[str], ctx: Context) -> Reading | None:
    """`the end of the month`: of the month told last, else of today's."""
    unit, which = UNITS[m["unit"].casefold()], m["the"].strip()
    here = ctx.last(unit) if which == "that" else ctx.current(unit)
    here = here and step(here, unit, {"last": -1, "next": 1}.get(which, 0))
    if which == "the" and not ctx.free and _is_over(m, ctx):
        here = here and step(here, unit, -1)
    where = m["where"].casefold()
    idiom = unit == "day" and where == "the end of " and m.string[m.end() : m.end() + 1] == ","
    if idiom and ctx.opens and ctx.tense == "present":
        # "At the end of the day, it matters": when all is said.
        return None
    if unit == "season" or (m["name"] and unit != "day"):
        return None
    if m["name"]:
        here = ctx.weekday(weekday_number(m["name"]))
    if "half" in where and unit == "year":
        return dated(
            here and here._replace(unit="half", month=1 if "first" in where else 7), "half", unknown="XXXX-HX"
        )
    mod = (
        "END"
        if re.search("end|close|second|latter|last|rest|remainder", where)
        else "MID"
        if "middle" in where
        else "START"
    )
    return dated(here, unit).with_mod(mod)


def _is_over(m: re.Match[str], ctx: Context) -> bool:
    """Whether an end still ahead is told of as past: "stood at 5 percent at the end of the year"."""
    ahead = re.match(r"[Tt]he (?:end|close|turn|second half|latter half|last half) of", m[0])
    at = re.search(r"\b(?:at|since|until|from) $", m.string[max(0, m.start() - 8) : m.start()], re.IGNORECASE)
    return bool(ahead and at and m["unit"] != "day" and ctx.tense in ("past", "pluperfect") and ctx.direct)


@RULES.add(r"[Tt]he (?:[Nn]ew|NEW) [Yy]ear(?!['’]s|-| (?:\d|when|that))", "unit", needs="new")
def new_year(m: re.Match[str], ctx: Context) -> Reading | None:
    """`before the new year`: the start of the next one, in the first two months of this one."""
    told = ctx.last("year") if ctx.free else ctx.today
    begun = told is not None and not ctx.free and told.month <= _NEW_MONTHS
    year = told and step(told, "year", 0 if begun and ctx.tense != "future" else 1)
    return dated(year, "year", "carried" if ctx.free else "relative").with_mod("START")


_NEW_MONTHS = 2  # how long a year is called new, in months


@RULES.add(
    r"(?:[Tt]he )?[Yy]ear(?:['’]s)?[- ]end|(?:[Tt]he )?year['’]s end|[Mm]onth['’]s end|[Mm]onth[- ]end",
    "unit",
    needs="end",
)
def year_end(m: re.Match[str], ctx: Context) -> Reading | None:
    """`year-end`: the end of the year."""
    unit: Unit = "month" if "onth" in m[0] else "year"
    return dated(ctx.current(unit), unit).with_mod("END")


@RULES.add(
    r"(?P<mod>[Ee]arlier|[Ll]ater|[Ee]arly|[Ll]ate) in the (?P<unit>day|week|month|year|decade|century)",
    "unit",
    needs="in",
)
def later_in_the_unit(m: re.Match[str], ctx: Context) -> Reading | None:
    """`later in the day`, `earlier in the year`."""
    unit = UNITS[m["unit"].casefold()]
    here = ctx.last(unit) or ctx.today
    mod = "START" if m["mod"].casefold().startswith("ea") else "END"
    return dated(here and to_unit(here, unit), unit, "carried").with_mod(mod)


@RULES.add(
    r"(?P<the>[Tt]he (?:full |whole |entire |fiscal |financial )*)(?P<unit>day|week|month|year|quarter|weekend)",
    "unit",
)
def the_bare_unit(m: re.Match[str], ctx: Context) -> Reading | None:
    """`for the year`, `in the quarter`, `late in the week`: of the piece told last, else the present one."""
    unit = UNITS[m["unit"].casefold()]
    before = m.string[max(0, m.start() - 12) : m.start()].casefold()
    after = m.string[m.end() : m.end() + 30]
    if ended := _ENDED.match(after):
        if unit == "quarter":
            return dated(_quarter_ended(ended["month"], ctx), "quarter", unknown="XXXX-QX")
        # "The year ended March 31" is twelve months, not a year of the calendar.
        return period(PERIOD[unit_name(m["unit"])], 1)
    if re.match(
        r"[- ](?:of|when|that|after|before|to(?! [$£€#]?\d)|he|she|they|we|I|it|for|two|one|three|in which|\d)\b|['’]s|-",
        after,
    ):
        return None
    if not re.search(r"\b(?:for|in|during|of|on|over|by|throughout|through|within) $", before):
        return None
    if unit == "day":
        if not re.search(
            r"\b(?:on|during|for|(?<!hours )(?<!time )(?<!times )(?<!part )(?<!parts )of) $", before
        ):
            return None
        return dated(ctx.last_day() or ctx.today, unit, "carried")
    if unit == "week" and before.endswith("of "):
        # "Story of the week": of any week.
        return None
    if unit == "quarter":
        here = ctx.last(unit, exact=True) or (ctx.today and step(ctx.today, unit, -1))
        return dated(here, unit, "carried")
    return dated(ctx.current(unit), unit, "carried")


_ENDED = re.compile(rf",? (?:ended|ending|to|through) (?P<month>{MONTH}|tomorrow|today)")


def _quarter_ended(month: str, ctx: Context) -> Point | None:
    """The quarter that ended in that month last, as companies report it."""
    here = ctx.today
    if here is None or month in ("tomorrow", "today"):
        return here and to_unit(here, "quarter")
    number = month_number(month)
    ended = Point("month", here.year - (number > here.month), number)
    # Of its three months the middle one lies in the calendar's quarter that it shares most with.
    middle = shift(ended, "month", -1)
    return middle and to_unit(middle, "quarter")
