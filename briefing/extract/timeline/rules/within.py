"""Pieces of a month by number: the 5th of this month, on the 7th, the last day of June, the week of 14 May."""

import re

from briefing.extract.timeline.calendar import (
    RANK,
    Point,
    day_of,
    end,
    on_calendar,
    shift,
    start,
    step,
    to_unit,
)
from briefing.extract.timeline.context import Context
from briefing.extract.timeline.numbers import ORDINAL, ORDINAL_WORDS, ordinal
from briefing.extract.timeline.rule import Reading, Rules, dated
from briefing.extract.timeline.rules.dates import bare_month, day_reading, month_year
from briefing.extract.timeline.words import MONTH, UNITS, WEEKDAY, weekday_number

RULES = Rules()

_NTH = r"\d{1,2}(?:st|nd|rd|th)?"
_MONTH_YEAR = rf"(?P<month>{MONTH})(?:(?: of|,)? (?P<of>the year )?(?P<year>\d{{4}})(?![,.:]\d))?"


@RULES.add(
    rf"(?:the |The )(?P<day>{ORDINAL})(?= of (?:the|this|that|last|next) month\b)(?P<whose> of (?:the|this|that|last|next) month)",
    "unit",
    needs="of",
)
def day_of_month(m: re.Match[str], ctx: Context) -> Reading | None:
    """`the 5th of this month`, `the 20th of last month`."""
    day = ordinal(m["day"])
    which = m["whose"].split()[1]
    here = ctx.last("month") if which in ("the", "that") else ctx.now("month")
    if which in ("the", "that") and here is None:
        here = ctx.now("month")
    if here is not None and which in ("last", "next"):
        here = step(here, "month", -1 if which == "last" else 1)
    if day is None or day > 31:
        return None
    if here is None or not on_calendar(here.year, here.month, day):
        return dated(None, "day", unknown=f"XXXX-XX-{day:02d}")
    return dated(shift(Point("day", here.year, here.month, day), "day", 0), "day")


@RULES.add(
    r"(?:[Oo]n|[Bb]y|[Uu]ntil|[Ss]ince|[Ff]rom|[Bb]efore|[Aa]fter) (?P<core>the (?P<day>\d{1,2}(?:st|nd|rd|th)))(?! (?:of|to|[A-Z0-9]|and (?:the )?\d)|[-–])",
    "number",
)
def day_alone(m: re.Match[str], ctx: Context) -> Reading | None:
    """`on the 7th`: of the month told last; "the 7th regiment" is none."""
    span = ctx.span
    if span is None:
        return None
    after = span.doc[span.end].pos_ if span.end < len(span.doc) else ""
    # "On the 15th thirty-two of them left": a number behind it begins another phrase.
    if after == "NOUN" or (after != "NUM" and span[-1].dep_ in ("amod", "compound", "nummod")):
        return None
    point = day_told(m["day"], ctx)
    return point and dated(point, "day", "carried")


def day_told(words: str, ctx: Context) -> Point | None:
    """The day that `7th` is of the month told last; None where none was told or it has no such day."""
    day, here = ordinal(words), ctx.reference("month")
    if day is None or here is None or RANK[here.unit] > RANK["month"]:
        return None
    return Point("day", here.year, here.month, day) if on_calendar(here.year, here.month, day) else None


@RULES.add(
    rf"[Tt]he (?P<unit>week|weekend) (?:of|beginning|starting) (?:{WEEKDAY},? )?(?:the )?(?:(?P<month>{MONTH}) (?P<day>{_NTH})"
    rf"|(?P<day2>{_NTH})(?: of)? (?P<month2>{MONTH}))(?:[-–]\d{{1,2}})?(?:,? (?P<year>\d{{4}}))?",
    "month",
    needs="week weekend",
)
def week_of_day(m: re.Match[str], ctx: Context) -> Reading | None:
    """`the week of Nov. 14`, `the weekend of 9-10 March`: the week or weekend that holds the day."""
    reading = day_reading(m, ctx)
    if reading is None:
        return None
    unit = UNITS[m["unit"]]
    point = reading.point and to_unit(reading.point, unit)
    return dated(point, unit, reading.basis)


@RULES.add(
    rf"[Tt]he (?P<n>last|final|{ORDINAL}) (?:day|(?P<name>{WEEKDAY})) (?:of|in) (?:{_MONTH_YEAR}|(?P<told>the|that|this) month)",
    "month",
    "unit",
    "weekday",
    needs=f"last final {ORDINAL_WORDS}",
)
def nth_day_of(m: re.Match[str], ctx: Context) -> Reading | None:
    """`the last day of June`, `the first Tuesday in November`."""
    if m["told"]:
        month = ctx.last("month") if m["told"] == "that" or ctx.free else None
        month = to_unit(month, "month") if month is not None else ctx.now("month")
    else:
        reading = month_year(m, ctx) if m["year"] else bare_month(m, ctx)
        if reading is None:
            return None
        month = reading.point
    first, last = (start(month), end(month)) if month is not None else (None, None)
    if month is None or first is None or last is None:
        return dated(None, "day")
    count = None if m["n"].casefold() in ("last", "final") else ordinal(m["n"])
    if m["name"] is None:
        day = last.day if count is None else count
        ok = on_calendar(month.year, month.month, day)
        return dated(Point("day", month.year, month.month, day), "day") if ok else None
    number = weekday_number(m["name"])
    if count is None:
        return dated(shift(day_of(last), "day", -((last.weekday() - number) % 7)), "day")
    when = shift(day_of(first), "day", (number - first.weekday()) % 7 + 7 * (count - 1))
    return dated(when, "day") if when is not None and when.month == month.month else None
