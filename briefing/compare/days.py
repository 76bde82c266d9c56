"""Intervals of days: how two lie to each other, and which day, week, month or year one falls into."""

from calendar import monthrange
from datetime import date, timedelta
from functools import lru_cache
from typing import Literal

Relation = Literal["same", "within", "overlap", "apart"]
Zoom = Literal["day", "week", "month", "year"]
ZOOMS: tuple[Zoom, ...] = ("day", "week", "month", "year")
Days = tuple[date, date]  # first and last day


@lru_cache(maxsize=4096)
def days_of(first: str | None, last: str | None) -> Days | None:
    """The interval of two days as a brief writes them; None where either is unknown or no day of the calendar."""
    if first is None or last is None:
        return None
    try:
        found = date.fromisoformat(first[:10]), date.fromisoformat(last[:10])
    except ValueError:
        return None
    return found if found[0] <= found[1] else None


def relation(a: Days, b: Days) -> Relation:
    """How two intervals lie: the same, one within the other, overlapping, or apart."""
    if a == b:
        return "same"
    if a[0] > b[1] or b[0] > a[1]:
        return "apart"
    within = (a[0] <= b[0] and b[1] <= a[1]) or (b[0] <= a[0] and a[1] <= b[1])
    return "within" if within else "overlap"


def gap(a: Days, b: Days) -> int:
    """Days from the end of the earlier to the beginning of the later; 0 or less where they overlap."""
    return max((b[0] - a[1]).days, (a[0] - b[1]).days)


def length(days: Days) -> int:
    """How many days it has, both ends counted."""
    return (days[1] - days[0]).days + 1


def shifted(day: date, by: int) -> date:
    """`by` days later, or the day itself where the calendar ends."""
    try:
        return day + timedelta(by)
    except OverflowError:
        return day


def period(day: date, zoom: Zoom) -> Days:
    """The day, ISO week (ISO 8601: Monday to Sunday), month or year that a day is in."""
    match zoom:
        case "day":
            return day, day
        case "week":
            monday = shifted(day, -day.weekday())
            return monday, shifted(monday, 6)
        case "month":
            return day.replace(day=1), day.replace(day=monthrange(day.year, day.month)[1])
        case _:
            return date(day.year, 1, 1), date(day.year, 12, 31)
