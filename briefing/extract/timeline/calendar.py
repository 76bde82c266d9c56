"""Points of the calendar at a granularity, and their arithmetic. Proleptic Gregorian, weeks as ISO 8601.

A `Point` is "1998-02" or "1989-W43" or "the 1990s": a unit, and where it begins. Years are
astronomical (0 is 1 BC, -1 is 2 BC). Nothing here raises on a year that `datetime` does not have:
a shift that leaves the calendar gives None.
"""

import calendar
from datetime import date, timedelta
from typing import Literal, NamedTuple

from dateutil.relativedelta import relativedelta

_DAYS = (31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31)
Unit = Literal[
    "day", "week", "weekend", "month", "quarter", "season", "half", "year", "decade", "century", "millennium"
]
MONTHS_OF: dict[str, int] = {"month": 1, "quarter": 3, "season": 3, "half": 6}
YEARS_OF: dict[str, int] = {"year": 1, "decade": 10, "century": 100, "millennium": 1000}
# Meteorological seasons: three whole months, the winter named after the year it begins in.
SEASON_CODE = {3: "SP", 6: "SU", 9: "FA", 12: "WI"}
# From fine to coarse; a season and a quarter, a week and a weekend are alike.
RANK: dict[str, int] = {
    "day": 0, "weekend": 1, "week": 1, "month": 2, "quarter": 3, "season": 3, "half": 4, "year": 5, "decade": 6,
    "century": 7, "millennium": 8,
}  # fmt: skip


class Point(NamedTuple):
    """A piece of the calendar: `unit` and its first day (the first year of a decade, century)."""

    unit: Unit
    year: int
    month: int = 1
    day: int = 1


def on_calendar(year: int, month: int, day: int) -> bool:
    """Whether the day exists. Years before 1 and after 9999 are judged by the Gregorian leap rule."""
    if not 1 <= month <= 12 or day < 1:
        return False
    leap = calendar.isleap(year)
    return day <= (29 if month == 2 and leap else _DAYS[month - 1])


def day_of(when: date) -> Point:
    """A day."""
    return Point("day", when.year, when.month, when.day)


def start(point: Point) -> date | None:
    """The first day, or None where `datetime` does not reach."""
    try:
        return date(point.year, point.month, point.day)
    except ValueError:
        return None


def end(point: Point) -> date | None:
    """The last day, or None where `datetime` does not reach."""
    first = start(point)
    if first is None:
        return None
    try:
        if point.unit in ("day", "weekend", "week"):
            return first + timedelta({"day": 0, "weekend": 1, "week": 6}[point.unit])
        months, years = MONTHS_OF.get(point.unit, 0), YEARS_OF.get(point.unit, 0)
        if point.year + years > 9999:
            return date(9999, 12, 31)
        return first + relativedelta(months=months, years=years) - timedelta(1)
    except (ValueError, OverflowError):
        return None


def to_unit(when: Point, unit: Unit) -> Point | None:
    """The piece of calendar of `unit` that holds the first day of `when`."""
    if unit in YEARS_OF:
        size = YEARS_OF[unit]
        return Point(unit, when.year // size * size)
    if unit == "season":
        # January and February belong to the winter that began in December.
        month = when.month // 3 * 3
        return Point(unit, when.year, month) if month else Point(unit, when.year - 1, 12)
    if unit in MONTHS_OF:
        size = MONTHS_OF[unit]
        return Point(unit, when.year, (when.month - 1) // size * size + 1)
    if unit == "day":
        return Point("day", when.year, when.month, when.day)
    first = start(when)
    if first is None:
        return None
    try:
        first -= timedelta(first.weekday())
        if unit == "weekend":
            first += timedelta(5)
    except OverflowError:
        return None
    return Point(unit, first.year, first.month, first.day)


def shift(when: Point, unit: Unit, count: int) -> Point | None:
    """`when` moved by `count` times `unit`, at the granularity that `when` has."""
    if abs(count) > 100_000:
        return None
    if unit in YEARS_OF:
        year = when.year + count * YEARS_OF[unit]
        day = when.day if when.unit != "day" or on_calendar(year, when.month, when.day) else 28
        moved = when._replace(year=year, day=day)
        return to_unit(moved, when.unit) if when.unit in ("week", "weekend") else moved
    if unit in MONTHS_OF:
        months = when.year * 12 + when.month - 1 + count * MONTHS_OF[unit]
        year, month = months // 12, months % 12 + 1
        day = min(when.day, 29 if month == 2 and calendar.isleap(year) else _DAYS[month - 1])
        return to_unit(when._replace(year=year, month=month, day=day), when.unit)
    first = start(when)
    if first is None:
        return None
    try:
        first += timedelta(count * (1 if unit == "day" else 7))
    except OverflowError:
        return None
    return to_unit(day_of(first), when.unit)


def step(when: Point, unit: Unit, count: int) -> Point | None:
    """The piece of `unit` that lies `count` after the one that holds `when`."""
    here = to_unit(when, unit)
    return here and shift(here, unit, count)


def weekday_near(when: Point, weekday: int, direction: int, *, same: bool = True) -> Point | None:
    """The day named `weekday` (0 Monday) at or before (`direction` -1) or after (1) `when`."""
    first = start(when)
    if first is None:
        return None
    gap = (first.weekday() - weekday) % 7 if direction < 0 else (weekday - first.weekday()) % 7
    if gap == 0 and not same:
        gap = 7
    try:
        return day_of(first + timedelta(gap * direction))
    except OverflowError:
        return None


def year_text(year: int) -> str:
    """A year as TIMEX3 writes it: `1998`, `0079`, `BC0480`."""
    return f"{year:04d}" if year > 0 else f"BC{1 - year:04d}"


def timex(point: Point) -> str:
    """The TIMEX3 value of a point (TimeML 1.2.1): a decade is `199`, a century `19`."""
    year = year_text(point.year)
    match point.unit:
        case "day":
            return f"{year}-{point.month:02d}-{point.day:02d}"
        case "month":
            return f"{year}-{point.month:02d}"
        case "week" | "weekend":
            first = start(point)
            if first is None:
                return "XXXX-WXX"
            iso = first.isocalendar()
            return f"{iso.year:04d}-W{iso.week:02d}" + ("-WE" if point.unit == "weekend" else "")
        case "quarter":
            return f"{year}-Q{(point.month + 2) // 3}"
        case "half":
            return f"{year}-H{1 if point.month < 7 else 2}"
        case "season":
            return f"{year}-{SEASON_CODE.get(point.month, 'WI')}"
        case "year":
            return year
        case "decade":
            return year[:-1] if point.year > 0 else f"BC{-point.year // 10:03d}"
        case "century":
            return year[:2] if point.year > 0 else f"BC{-point.year // 100:02d}"
        case "millennium":
            return year[:1] if point.year > 0 else f"BC{-point.year // 1000:d}"


# The value of a unit that no publication date anchors.
UNKNOWN: dict[str, str] = {
    "day": "XXXX-XX-XX", "week": "XXXX-WXX", "weekend": "XXXX-WXX-WE", "month": "XXXX-XX", "quarter": "XXXX-QX",
    "half": "XXXX-HX", "season": "XXXX-XX", "year": "XXXX", "decade": "XXX", "century": "XX", "millennium": "X",
}  # fmt: skip
