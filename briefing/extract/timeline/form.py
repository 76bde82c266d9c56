"""A reading on the calendar: EDTF (ISO 8601-2:2019, levels 0 to 2), first and last day, precision."""

from functools import lru_cache

from briefing.extract.timeline.calendar import Point, end, start
from briefing.extract.timeline.rule import Reading
from briefing.model.brief import Precision

_QUARTER = {1: 33, 4: 34, 7: 35, 10: 36}
_HALF = {1: 40, 7: 41}
# Seasons without a hemisphere; level 2 names the southern ones.
_SEASON = {3: 21, 6: 22, 9: 23, 12: 24}
_SOUTHERN_SEASON = {3: 29, 6: 30, 9: 31, 12: 32}
_PRECISION: dict[str, Precision] = {
    "day": "day", "week": "week", "weekend": "interval", "month": "month", "quarter": "quarter", "season": "season",
    "half": "half", "year": "year", "decade": "decade", "century": "century", "millennium": "interval",
}  # fmt: skip


def precision_of(reading: Reading) -> Precision:
    """How fine the calendar place of a reading is."""
    if reading.until is not None or reading.others:
        return "interval"
    if reading.point is None or reading.type in ("DURATION", "SET"):
        return "vague"
    if reading.type == "TIME" and reading.minutes is not None:
        return "time"
    return _PRECISION[reading.point.unit]


def on_the_calendar(
    reading: Reading, today: Point | None, southern: bool = False
) -> tuple[str | None, str | None, str | None]:
    """`(edtf, from, to)`: the value and its bounds as ISO dates, both inclusive; None where there are none."""
    if reading.side and today is not None:
        day = _text(today)
        return (f"../{day}", None, day) if reading.side == "after" else (f"{day}/..", day, None)
    point = reading.point
    if point is None or (reading.type == "SET"):
        return None, None, None
    if any(abs(p.year) > 9999 for p in (point, *reading.others, reading.until) if p is not None):
        return (
            None,
            None,
            None,
        )  # EDTF writes a date with four digits of a year: "the next 10,000 years" has no end
    if reading.others:
        every = [point, *reading.others]
        days = sorted(_text(p) for p in every)
        return f"[{','.join(days)}]", days[0], days[-1]
    first = bound(point, southern, last=False)
    if reading.until is not None:
        last = bound(reading.until, southern, last=True)
        return f"{_text(point)}/{_text(reading.until)}", first, last
    if reading.mod == "ON_OR_AFTER":
        return f"{_text(point)}/..", first, None
    last = bound(point, southern, last=True)
    if reading.minutes is not None and point.unit == "day" and reading.minutes < 1440:
        hours, minutes = divmod(reading.minutes, 60)
        return f"{_text(point)}T{hours:02d}:{minutes:02d}:00{_zone(reading.zone)}", first, last
    text = _edtf(point, southern)
    if reading.mod == "APPROX" and text and "/" not in text:
        text += "~"
    return text, first, last


@lru_cache(maxsize=4096)
def bound(point: Point, southern: bool, *, last: bool) -> str | None:
    """The first or last day of a point, ISO; years before 1 with a sign (`-0479-01-01`)."""
    if point.unit == "season" and southern:
        # Half a year later in the south: its spring is September to November, its summer begins in December.
        month = point.month + 6
        point = point._replace(month=month if month <= 12 else month - 12)
    # `datetime` begins in year 1; the Gregorian calendar repeats every 400 years.
    away = 0 if point.year > 0 else point.year - (point.year % 400 + 2000)
    moved = point._replace(year=point.year - away)
    day = end(moved) if last else start(moved)
    return None if day is None else f"{_year(day.year + away)}-{day.month:02d}-{day.day:02d}"


def _year(year: int) -> str:
    return f"{year:04d}" if year >= 0 else f"-{-year:04d}"


def _edtf(point: Point, southern: bool) -> str | None:
    year = _year(point.year)
    match point.unit:
        case "day" | "month" | "year":
            return _text(point)
        case "quarter":
            return f"{year}-{_QUARTER[point.month]}"
        case "half":
            return f"{year}-{_HALF[point.month]}"
        case "season":
            return f"{year}-{(_SOUTHERN_SEASON if southern else _SEASON)[point.month]}"
        case "decade" if point.year >= 0:
            return f"{point.year // 10:03d}X"
        case "century" if point.year >= 0:
            return f"{point.year // 100:02d}XX"
        case _:
            first, last = bound(point, southern, last=False), bound(point, southern, last=True)
            if point.unit in ("decade", "century", "millennium") and first and last:
                return f"{first[: -len('-01-01')]}/{last[: -len('-12-31')]}"
            return f"{first}/{last}" if first and last else None


def _text(point: Point) -> str:
    year = _year(point.year)
    if point.unit == "day":
        return f"{year}-{point.month:02d}-{point.day:02d}"
    return f"{year}-{point.month:02d}" if point.unit == "month" else year


def _zone(minutes: int | None) -> str:
    if minutes is None:
        return ""
    if minutes == 0:
        return "Z"
    hours, rest = divmod(abs(minutes), 60)
    return f"{'+' if minutes > 0 else '-'}{hours:02d}:{rest:02d}"
