"""A timeline by days, weeks, months or years."""

from collections.abc import Iterable

import msgspec

from briefing.compare.days import Days, Zoom, days_of, period
from briefing.compare.timeline import Dating, Line
from briefing.model.brief import Precision

_UNITS: dict[Precision, Zoom] = {
    "time": "day",
    "day": "day",
    "week": "week",
    "month": "month",
    "year": "year",
}
_MONTHS = (
    "January", "February", "March", "April", "May", "June", "July", "August", "September", "October",
    "November", "December",
)  # fmt: skip
_DAYS = ("Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun")
_SEASONS = {"21": "spring", "22": "summer", "23": "autumn", "24": "winter"}  # EDTF, ISO 8601-2:2019


class Band(msgspec.Struct, frozen=True):
    """The lines of one period; `label` says it in words."""

    label: str
    first: str  # YYYY-MM-DD; "" for an open beginning
    last: str
    lines: list[Line]


def bands(lines: Iterable[Line], zoom: Zoom) -> list[Band]:
    """The lines by period, in order of time; where two begin on one day, the longer first.

    A line stands in the period of `zoom` that its date lies in. One that is known less exactly than
    that (a month, seen by days) has a band of its own length: it is not put on its first day.
    """
    found: dict[tuple[str, str], Band] = {}
    for line in lines:
        dating = line.dates[0]
        days = days_of(dating.from_, dating.to)
        fitting = period(days[0], zoom) if days else None
        if days is not None and fitting is not None and fitting[0] <= days[0] and days[1] <= fitting[1]:
            label, key = named(fitting, zoom), (fitting[0].isoformat(), fitting[1].isoformat())
        else:
            label = spoken(line)
            key = (dating.from_ or "", dating.to or "9999-12-31")
        found.setdefault(key, Band(label, key[0], key[1], [])).lines.append(line)
    return [found[key] for key in sorted(found, key=lambda k: (k[0] or k[1], _falling(k[1])))]


def named(days: Days, zoom: Zoom) -> str:
    """A period in words: `Wed 14 May 2031`, `12 – 18 May 2031`, `May 2031`, `2031`."""
    first = days[0]
    match zoom:
        case "day":
            return f"{_DAYS[first.weekday()]} {_day(first.day, first.month, first.year)}"
        case "week":
            return between(days)
        case "month":
            return f"{_MONTHS[first.month - 1]} {first.year}"
        case _:
            return str(first.year)


def between(days: Days) -> str:
    """Two days in words, without repeating the month or the year that they share."""
    first, last = days
    end = _day(last.day, last.month, last.year)
    if (first.year, first.month) == (last.year, last.month):
        return f"{first.day} – {end}"
    begin = f"{first.day} {_MONTHS[first.month - 1]}"
    return f"{begin} – {end}" if first.year == last.year else f"{begin} {first.year} – {end}"


def spoken(line: Line) -> str:
    """The first date of a line in words, at the precision that the text gives it."""
    return in_words(line.dates[0])


def in_words(dating: Dating) -> str:
    """A date in words: a month as a month, a decade as a decade; open where an end is open."""
    first, last, precision = dating.from_, dating.to, dating.precision
    days = days_of(first, last)
    if days is None:
        if first is None and last is None:
            return "not dated"
        return f"since {_written(first)}" if first is not None else f"until {_written(last)}"
    if precision in _UNITS and period(days[0], _UNITS[precision]) == days:
        return named(days, _UNITS[precision])
    begin, end = days
    match precision:
        case "season" if dating.edtf and dating.edtf[-2:] in _SEASONS:
            return f"{_SEASONS[dating.edtf[-2:]]} {dating.edtf[:4]}"
        case "decade" if begin.year % 10 == 0:
            return f"{begin.year}s"
        case "century":
            return f"{begin.year} – {end.year}"
        case "quarter":
            return f"quarter {(begin.month + 2) // 3} of {begin.year}"
        case "half":
            return f"{'first' if begin.month < 7 else 'second'} half of {begin.year}"
    whole = period(begin, "month")[0] == begin and period(end, "month")[1] == end
    if whole and (begin.month, end.month) == (1, 12):
        return str(begin.year) if begin.year == end.year else f"{begin.year} – {end.year}"
    if whole:
        months = f"{_MONTHS[begin.month - 1]} – {_MONTHS[end.month - 1]} {end.year}"
        return months if begin.year == end.year else between(days)
    return named(days, "day") if begin == end else between(days)


def _written(text: str | None) -> str:
    """One day in words; what is no day of the calendar as it is."""
    days = days_of(text, text)
    return _day(days[0].day, days[0].month, days[0].year) if days else text or ""


def _day(day: int, month: int, year: int) -> str:
    return f"{day} {_MONTHS[month - 1]} {year}"


def _falling(text: str) -> str:
    """A key that sorts days the other way round."""
    return "".join(chr(0x80 - ord(c)) if ord(c) < 0x80 else c for c in text)
