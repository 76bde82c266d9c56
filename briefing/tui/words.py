"""Dates, counts and kinds in words."""

from collections.abc import Iterable
from datetime import date, datetime

from briefing.model.article import Span
from briefing.model.brief import Actor, Brief, Claim, TimelineEntry

MONTHS = ("Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec")
DAYS = ("Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun")
KINDS = {"person": "person", "organization": "org", "place": "place", "group": "group", "other": "other"}
_SHOWN = 1_000  # characters of a span that a line could ever show
# Values of TIMEX3 and EDTF for parts of a year (TimeML 1.2.1; EDTF level 1, 21 to 24).
_SEASONS = {"SP": "spring", "SU": "summer", "FA": "autumn", "WI": "winter"}
_BEGINS = frozenset(["on", "in", "at"])  # what may stand before a date and says no more
_PARTS = {
    "Q1": "Jan–Mar",
    "Q2": "Apr–Jun",
    "Q3": "Jul–Sep",
    "Q4": "Oct–Dec",
    "H1": "1st half",
    "H2": "2nd half",
}


def plural(count: int, one: str, many: str = "") -> str:
    """`1 claim`, `2 claims`."""
    return f"{count} {one if count == 1 else many or one + 's'}"


def day(value: str | None, *, weekday: bool = False, year: bool = True) -> str:
    """`2031-05-14…` as `14 May 2031`; a value that is no day is given back as it is."""
    if not value:
        return "undated"
    try:
        d = date.fromisoformat(value[:10])
    except ValueError:
        return value
    words = f"{d.day} {MONTHS[d.month - 1]}"
    if weekday:
        words = f"{DAYS[d.weekday()]} {words}"
    return f"{words} {d.year}" if year else words


def moment(stamp: str, now: datetime | None = None) -> str:
    """A time stamp (UTC) in local time: `14:02` today, `14 May` this year, else `14 May 2031`."""
    try:
        at = datetime.fromisoformat(stamp).astimezone()
    except ValueError:
        return stamp
    now = (now or datetime.now().astimezone()).astimezone(at.tzinfo)
    if at.date() == now.date():
        return f"{at.hour:02}:{at.minute:02}"
    return day(at.date().isoformat(), year=at.year != now.year)


def when(entry: TimelineEntry, published: str | None, *, short: bool = False) -> str:
    """The value of an entry as a person would write it; "" where it is on no calendar.

    `short`: with the hour of a day, its weekday is left out.
    """
    value = entry.timex.value
    if value.startswith("P"):
        return _length(value)
    if not entry.anchored or "X" in value:
        return ""
    same_year = bool(published) and value[:4] == (published or "")[:4]
    written, timed, clock = value.partition("T")
    year, *parts = written.split("-")
    match parts:
        case [month, number] if _digits(year, 4) and _digits(month, 2) and _digits(number, 2):
            at = f" {clock[:5]}" if clock[2:3] == ":" and _digits(clock[:2] + clock[3:5], 4) else ""
            return day(value, weekday=not (short and at), year=not same_year) + at
        case _ if timed:
            return value
        case [month] if _digits(year, 4) and _digits(month, 2):
            return f"{MONTHS[int(month) - 1]} {year}" if 1 <= int(month) <= 12 else value
        case [week, *end] if (
            week[:1] == "W" and _digits(year, 4) and _digits(week[1:], 2) and end in ([], ["WE"])
        ):
            return f"{'weekend' if end else 'week'} {int(week[1:])} {year}"
        case [part] if _digits(year, 4) and (part in _SEASONS or part in _PARTS):
            return f"{_SEASONS.get(part) or _PARTS[part]} {year}"
        case [] if _digits(value, 3):
            return f"{value}0s"
    return value


def _digits(text: str, count: int) -> bool:
    """Whether a part of a value is that many digits. (A date a row: patterns would be most of what the list costs.)"""
    return len(text) == count and text.isdecimal()


def after_date(event: str, written: str) -> str:
    """A clause without the date that it begins with ("On Friday it sailed"), which stands beside it."""
    start = 3 if event[:2].lower() in _BEGINS and event[2:3].isspace() else 0
    if not event.startswith(written, start):
        return event
    return event[start + len(written) :].lstrip(" ,") or event


def says_all(value: str, written: str) -> bool:
    """Whether a date in words holds all that is written: "Fri 23 May" holds "Friday" and "23 May", not "last Friday"."""
    held = {word[:3].casefold() for word in value.split()}
    return all(word[:3].casefold().strip(",.") in held for word in written.split())


def _length(value: str) -> str:
    """A duration of TIMEX3 (`P3D`, `PT2H`) in words; "" where it does not say how long."""
    timed = value[1:2] == "T"
    number, unit = value[2 if timed else 1 : -1], value[-1:]
    units = {
        "Y": "year",
        "M": "minute" if timed else "month",
        "W": "week",
        "D": "day",
        "H": "hour",
        "S": "second",
    }
    return plural(int(number), units[unit]) if number.isdecimal() and unit in units else ""


def source_words(claim: Claim, brief: Brief) -> str:
    """Whose word a claim is, in short."""
    actor = brief.actor(claim.source.actor)
    if actor is not None:
        return actor.name
    if claim.source.spans:
        return " ".join(" ".join(s.of(brief.article.text).split()) for s in claim.source.spans)
    return f"({claim.source.kind})"


def spans_words(text: str, spans: Iterable[Span]) -> str:
    """The words of several spans in one line, `…` between those that do not touch."""
    parts = []
    end = None
    for span in spans:
        if end is not None and text[end : span.start].strip():
            parts.append("…")
        parts.append(" ".join(text[span.start : min(span.end, span.start + _SHOWN)].split()))
        end = span.end
    return " ".join(parts)


def role_words(actor: Actor) -> str:
    """The role that the text gives an actor, or how it is read."""
    if actor.roles:
        return " ".join(actor.roles[0].text.split())
    return actor.reading or ""
