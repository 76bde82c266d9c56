"""What each field accepts, and how it is written in a filter."""

import re
from calendar import monthrange
from datetime import date, timedelta

from briefing.query.errors import nearest
from briefing.query.fields import BY_NAME, VALUE_SYNONYMS, WORDS, FieldHelp

_AGO = re.compile(r"(\d{1,5})\s*([dwmy])(?:ays?|eeks?|onths?|ears?)?", re.IGNORECASE | re.ASCII)
_DAY = re.compile(r"(\d{4})(?:-(\d{1,2})(?:-(\d{1,2}))?)?", re.ASCII)
_WEEK = re.compile(r"(\d{4})-?W(\d{1,2})", re.IGNORECASE | re.ASCII)
_GRADE = re.compile(r"[A-F]?[1-6]?", re.IGNORECASE | re.ASCII)
_ID = re.compile(r"[0-9a-f]{4,64}", re.ASCII)
_DATES = "write a year, a month or a day, as in 2031, 2031-05 or 2031-05-14"


class BadValueError(Exception):
    """What is wrong with a value, and what was probably meant. The parser says where it stands."""

    def __init__(self, message: str, suggestion: str | None = None) -> None:
        super().__init__(message)
        self.message = message
        self.suggestion = suggestion


def checked(field: FieldHelp, value: str, phrase: bool, today: date | None) -> tuple[str, bool]:
    """Value and phrase mark as the filter holds them. Raises BadValueError."""
    name = field.name
    if name in ("newer", "older"):
        return _since(name, value, today), False
    if name == "date":
        return _period(value, today), False
    if name == "grade":
        if not value or not _GRADE.fullmatch(value):
            raise BadValueError(f"{value!r} is no grade: A to F, 1 to 6, or both, as in B2")
        return value.upper(), False
    if name in ("has", "is", "kind"):
        return _one_of(field, value), False
    if name == "id":
        digits = value.casefold().removeprefix("sha256:")
        if not _ID.fullmatch(digits):
            raise BadValueError(f"{value!r} is no article's id: 4 to 64 digits of 0-9 and a-f")
        return digits, False
    if name == "tag":
        value = value.removeprefix("#")
    if not any(c.isalnum() for c in value):
        raise BadValueError("there is no word in this to look for")
    if field.field not in WORDS:
        return " ".join(value.split()), False
    if name == "claim" and not phrase and value.casefold() in field.values:
        return value.casefold(), False
    return value, phrase


def _one_of(field: FieldHelp, value: str) -> str:
    folded = value.casefold()
    if folded in field.values:
        return folded
    guess = nearest(folded, field.values, VALUE_SYNONYMS.get(field.name, {}))
    raise BadValueError(f"{field.name}: is one of {', '.join(field.values)}", guess)


def _since(name: str, value: str, today: date | None) -> str:
    """The ISO day that `2w`, `yesterday`, `2031-05` mean."""
    ago = _AGO.fullmatch(value)
    if not ago:
        return _bounds(value, today, f"write 3d, 2w, 6m or 1y, or a day, as in {name}:2031-05-14")[
            0
        ].isoformat()
    if today is None:
        raise BadValueError(f"{value} ago needs to know what day it is")
    number, unit = int(ago[1]), ago[2].lower()
    try:
        if unit in "dw":
            day = today - timedelta(days=number * (7 if unit == "w" else 1))
        else:
            day = _months_before(today, number * (12 if unit == "y" else 1))
    except (OverflowError, ValueError):
        raise BadValueError(f"{value} ago is before the year 1") from None
    return day.isoformat()


def _months_before(day: date, months: int) -> date:
    """The same day some months before, or the last day of a shorter month."""
    year, month = divmod(day.year * 12 + day.month - 1 - months, 12)
    if year < 1:
        raise ValueError("before the year 1")
    return date(year, month + 1, min(day.day, monthrange(year, month + 1)[1]))


def _period(value: str, today: date | None) -> str:
    """A year, month or day as it is, anything else as an interval of days."""
    for mark in ("..", "/"):
        if mark in value:
            left, _, right = value.partition(mark)
            first, last = _bounds(left, today, _DATES)[0], _bounds(right, today, _DATES)[1]
            if last < first:
                swapped = f"{right}{mark}{left}"
                raise BadValueError("the second date of an interval is before the first", swapped)
            return f"{first}/{last}"
    first, last = _bounds(value, today, _DATES)
    day = _DAY.fullmatch(value)
    if day and day[2] is None:
        return day[1]
    if day and day[3] is None:
        return first.isoformat()[:7]
    return str(first) if first == last else f"{first}/{last}"


def _bounds(value: str, today: date | None, advice: str) -> tuple[date, date]:
    """First and last day of a date in words or digits."""
    word = value.casefold()
    if word in ("today", "yesterday"):
        if today is None:
            raise BadValueError(f"{value} needs to know what day it is")
        try:
            day = today - timedelta(days=word == "yesterday")
        except OverflowError:
            raise BadValueError("there is no day before the first") from None
        return day, day
    week, written = _WEEK.fullmatch(value), _DAY.fullmatch(value)
    try:
        if week:
            monday = date.fromisocalendar(int(week[1]), int(week[2]), 1)
            return monday, monday + timedelta(days=6)
        if written:
            year, month, day_number = (int(g) if g else None for g in written.groups())
            first = date(year or 0, month or 1, day_number or 1)
            last_month = month or 12
            return first, date(first.year, last_month, day_number or monthrange(first.year, last_month)[1])
    except (ValueError, OverflowError):
        raise BadValueError(f"{value} is not in the calendar") from None
    raise BadValueError(f"{value!r} is no date: {advice}")


def known_field(name: str) -> FieldHelp | None:
    """The field of that name, in any case, `said_by` as well as `said-by`."""
    return BY_NAME.get(name.casefold().replace("_", "-"))
