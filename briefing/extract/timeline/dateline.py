"""The anchor: the day that the text speaks from. The metadata, else a dateline, else nothing."""

import re
from dataclasses import dataclass
from datetime import date, datetime

from briefing.extract.parse import Parsed
from briefing.extract.timeline.calendar import Point, day_of, on_calendar
from briefing.extract.timeline.words import MONTH, WEEKDAY, WEEKDAY_SHORT, ZONE, month_number, weekday_number
from briefing.model.article import Span

_DAY = rf"(?:(?:{WEEKDAY}|{WEEKDAY_SHORT}),? )?"
_DATE = (
    rf"{_DAY}(?:(?P<day>\d{{1,2}})(?:st|nd|rd|th)? (?P<month>{MONTH})|(?P<month2>{MONTH}) (?P<day2>\d{{1,2}})(?:st|nd|rd|th)?)"
    r"(?:,? (?P<year>(?:1[5-9]|20)\d\d))?"
)
# A place in capitals or as a name, the date, perhaps the wire in brackets, a dash.
_NAME = r"[A-ZÀ-Þ][\w.’'-]{0,24}(?: (?:[A-ZÀ-Þ][\w.’'-]{0,24}|of|the|de|la|upon|am)){0,3}"
_PLACE = rf"(?P<place>{_NAME}(?:, {_NAME}){{0,2}})"
_DATELINE = re.compile(
    rf"\s*{_PLACE},? {_DATE}\s*(?:[,:]|\([^()\n]{{1,40}}\))?\s*(?:[-–—:]|\([^()\n]{{1,40}}\)|\.(?=\s+[A-ZÀ-Þ“\"]))"
)
# A first or last line that is a date and nothing else.
_LINE = re.compile(rf"\s*(?:(?:Published|Posted|Updated|Date)(?: on)?:? )?{_DATE}\s*\.?\s*", re.IGNORECASE)
# The date in front of the first sentence, or behind a title that no full stop ends.
_FULL = re.compile(rf"{_DATE}(?=[ .]+[A-ZÀ-Þ“\"])")
_FULL_AT_END = re.compile(rf"(?<=[\w”\"'’] ){_DATE}\s*$")
_ISO_LINE = re.compile(r"\s*(?:(?:Published|Posted|Date)(?: on)?:? )?(\d{4})-(\d\d)-(\d\d)\s*", re.IGNORECASE)
# A line that is nothing but a clock time: when a speech began or ended ("9:43 A.M. EST", "END 9:46 A.M. EST").
_CLOCK_LINE = re.compile(rf"\s*(?:END\s+)?\d{{1,2}}[:.]\d\d ?(?:[AaPp]\.?[Mm]\b\.?)?(?: ?{ZONE})?\s*")
_PLACE_ONLY = re.compile(
    r"\s*(?P<place>[A-ZÀ-Þ]{3,}(?:[ .'-][A-ZÀ-Þ]+)*(?:, [A-ZÀ-Þ][\w.’']+(?: [A-ZÀ-Þ][\w.’']+)?)?)\s*(?:\([^()\n]{1,40}\))?\s*[-–—]{1,2}"
)
# Days between writing and publication within which a dateline is the text's own.
_LAG = 3
# Capitals and states that lie south of the equator, as datelines write them.
SOUTHERN = frozenset(
    [
        "argentina",
        "australia",
        "chile",
        "new zealand",
        "south africa",
        "uruguay",
        "paraguay",
        "bolivia",
        "peru",
        "namibia",
        "botswana",
        "zimbabwe",
        "mozambique",
        "madagascar",
        "sydney",
        "melbourne",
        "canberra",
        "brisbane",
        "perth",
        "adelaide",
        "auckland",
        "wellington",
        "christchurch",
        "buenos aires",
        "santiago",
        "montevideo",
        "cape town",
        "johannesburg",
        "pretoria",
        "durban",
        "asuncion",
        "asunción",
        "la paz",
        "lima",
        "windhoek",
        "harare",
        "maputo",
        "hobart",
        "sao paulo",
        "são paulo",
        "rio de janeiro",
        "brasilia",
        "brasília",
    ]
)


@dataclass(frozen=True, slots=True)
class Anchor:
    """`day` is the publication day or None; `minutes` and `zone` its clock time (minutes), where known.

    `stated` tells the metadata's date from one found in the text. `southern` is whether the place of
    the dateline lies south of the equator.
    """

    day: Point | None = None
    minutes: int | None = None
    zone: int | None = None
    stated: bool = False
    southern: bool = False


def anchor_of(parsed: Parsed) -> Anchor:
    """The anchor of an article."""
    southern = _southern(parsed)
    published = parsed.article.published
    if published:
        try:
            when = datetime.fromisoformat(published)
        except ValueError:
            when = None
        if when is not None:
            clock = when.hour * 60 + when.minute if len(published) > 10 else None
            offset = when.utcoffset()
            zone = None if offset is None else int(offset.total_seconds() // 60)
            written = None if parsed.article.dated_by_hand else _written(parsed, when.date())
            if written is not None:
                return Anchor(day_of(written), None, zone, True, southern)
            return Anchor(day_of(when.date()), clock, zone, True, southern)
    found = dateline_date(parsed)
    if found:
        year, month, day = map(int, found.split("-"))
        return Anchor(Point("day", year, month, day), southern=southern)
    return Anchor(southern=southern)


def _written(parsed: Parsed, published: date) -> date | None:
    """The day that the dateline states, where it is another one than the publication's and close to it.

    "Today" is said from the day of writing (Fillmore 1975: coding time), and a dateline states that; the
    metadata have the day of posting, an embargo's or a server's. Farther off it is no dateline of this text
    (an archive's stamp, an update). A weekday that the date does not have makes it doubtful: then it is none.
    """
    for paragraph in parsed.paragraphs[:4]:
        text = parsed.text[paragraph.block.start : min(paragraph.block.end, paragraph.block.start + 200)]
        match = _DATELINE.match(text) or _LINE.fullmatch(text)
        if match is None:
            continue
        month, day = month_number(match["month"] or match["month2"]), int(match["day"] or match["day2"])
        years = [int(match["year"])] if match["year"] else [published.year + n for n in (-1, 0, 1)]
        days = [date(y, month, day) for y in years if 0 < y < 9999 and on_calendar(y, month, day)]
        stated = min(days, key=lambda d: abs(d - published), default=published)
        name = re.search(rf"{WEEKDAY}|{WEEKDAY_SHORT}", match[0])
        sure = name is None or weekday_number(name[0]) == stated.weekday()
        close = abs((stated - published).days) <= _LAG and "pdated" not in match[0]
        return stated if sure and close and stated != published else None
    return None


def dateline_date(parsed: Parsed) -> str | None:
    """The full date of the dateline or of a line that is nothing but a date (ISO), else None.

    A dateline without a year is no anchor: nothing is filled in.
    """
    paragraphs = parsed.paragraphs
    for paragraph in [*paragraphs[:4], *paragraphs[-1:]]:
        text = parsed.text[paragraph.block.start : min(paragraph.block.end, paragraph.block.start + 200)]
        if iso := _ISO_LINE.fullmatch(text):
            numbers = tuple(map(int, iso.groups()))
            if on_calendar(*numbers) and numbers[0] > 0:
                return f"{iso[1]}-{iso[2]}-{iso[3]}"
        match = _DATELINE.match(text) or _LINE.fullmatch(text)
        if match and match["year"]:
            month = month_number(match["month"] or match["month2"])
            day = int(match["day"] or match["day2"])
            if on_calendar(int(match["year"]), month, day):
                return f"{match['year']}-{month:02d}-{day:02d}"
    return None


def _southern(parsed: Parsed) -> bool:
    for paragraph in parsed.paragraphs[:3]:
        text = parsed.text[paragraph.block.start : paragraph.block.start + 120]
        match = _DATELINE.match(text) or _PLACE_ONLY.match(text)
        if match:
            return any(part.strip().casefold() in SOUTHERN for part in match["place"].split(","))
    return False


def publication_part(parsed: Parsed, number: int, anchor: Anchor) -> Span | None:
    """The characters of paragraph `number` that say when, or from where, the text was published.

    A dateline (a place alone too), a line that is nothing but a date, or the publication's full date at
    either end of one of the first paragraphs ("Ferry sinks off Norrvik Monday, 3 May 2031").
    """
    if 8 <= number < len(parsed.paragraphs) - 1:
        return None
    block = parsed.paragraphs[number].block
    text = parsed.text[block.start : block.end]
    head = text[:200]
    match = _DATELINE.match(head) or _LINE.fullmatch(text) or _ISO_LINE.fullmatch(text)
    match = match or _CLOCK_LINE.fullmatch(text)
    if match is None and number < 4:
        match = _PLACE_ONLY.match(head)
    if match is not None:
        return Span(block.start, block.start + match.end())
    skipped = max(0, len(text) - 60)
    for found, at in (
        ((_FULL.match(head), 0), (_FULL_AT_END.search(text[skipped:]), skipped)) if number < 4 else ()
    ):
        if found is not None and _day_of(found) == anchor.day:
            return Span(block.start + at + found.start(), block.start + at + found.end())
    return None


def _day_of(found: re.Match[str]) -> Point:
    month = month_number(found["month"] or found["month2"])
    return Point("day", int(found["year"] or 0), month, int(found["day"] or found["day2"]))
