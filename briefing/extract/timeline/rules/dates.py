"""Calendar dates: a day, a month, a numeric date, with or without the year."""

import re
from dataclasses import replace

from briefing.extract.timeline.calendar import RANK, Point, on_calendar, start
from briefing.extract.timeline.context import Context
from briefing.extract.timeline.numbers import ORDINAL, SPOKEN_YEAR, ordinal, spoken_year
from briefing.extract.timeline.rule import Reading, Rules, dated
from briefing.extract.timeline.words import MONTH, WEEKDAY, WEEKDAY_SHORT, month_number, weekday_number
from briefing.extract.timeline.years import ERA, written_year

RULES = Rules()

_DAY_NAME = rf"(?:(?:this coming |this |next |last |Easter |Whit |Palm |Good |Ash )?(?:{WEEKDAY}|{WEEKDAY_SHORT}),? (?:the )?)?"
_NUMBER = rf"(?P<day>[0-3]?\d(?:st|nd|rd|th)?|{ORDINAL})"
_YEAR = rf"(?P<year>\d{{4}}|\d{{1,4}} ?{ERA}|{SPOKEN_YEAR})"
_SHORT_YEAR = r"(?P<short>['’]\d\d)"
_WHOSE = r"(?P<whose>(?:of )?(?:this|last|next|that|the same|the following|the next|the previous) year)"
# Not a day of the month: "May 5 percent", "March 3 million", "May 20 people".
_NO_COUNT = r"(?!,\d{3}|[.:/%]\d|%| percent| per cent| million| billion)"
_PAST = ("past", "pluperfect")
# "Until May", "effective Feb. 1": a limit lies ahead, whatever the verb's tense.
_LIMIT = re.compile(
    r"\b(?:until|till|by|effective|expires|expire|due|beginning|starting|scheduled for)(?: early| late| mid)?[ -]$",
    re.IGNORECASE,
)


@RULES.add(
    rf"{_DAY_NAME}(?:the )?{_NUMBER}(?: of|-)? ?(?P<month>{MONTH})(?:,? ?(?:{_YEAR}|{_SHORT_YEAR}|{_WHOSE}))?(?=(?:(?: ?[-–] ?| to | and | or | until )(?:the )?\d{{1,2}}(?:st|nd|rd|th)? {MONTH},? (?P<ahead>(?:1[5-9]|20)\d\d)\b)?)",
    "month",
)
def day_month(m: re.Match[str], ctx: Context) -> Reading | None:
    """`3 May`, `the 3rd of May 2019`, `Friday, 3 May`."""
    return day_reading(m, ctx)


@RULES.add(
    rf"{_DAY_NAME}(?P<month>{MONTH}) (?:the )?{_NUMBER}{_NO_COUNT}(?:(?:,? |-){_YEAR}(?!,\d|[.:]\d)|,? {_SHORT_YEAR}|,? {_WHOSE})?(?=(?:(?: ?[-–] ?| to | and | or | through )(?:{MONTH} )?\d{{1,2}}(?:st|nd|rd|th)?,? (?P<ahead>(?:1[5-9]|20)\d\d)\b)?)",
    "month",
)
def month_day(m: re.Match[str], ctx: Context) -> Reading | None:
    """`May 3`, `Sunday, March eighth`, `Aug. 10, 1988`, `June 18th of this year`."""
    return day_reading(m, ctx)


@RULES.add(rf"(?P<month>{MONTH})(?:(?: of|,)? (?P<of>the year )?{_YEAR}(?![,.:]\d)| {_SHORT_YEAR})", "month")
def month_year(m: re.Match[str], ctx: Context) -> Reading | None:
    """`May 2019`, `January nineteen ninety-seven`, `Sept. '39`."""
    year = _year(m, ctx)
    return (
        None if year is None else dated(Point("month", year, month_number(m["month"])), "month", "explicit")
    )


@RULES.add(rf"(?P<month>{MONTH}),? {_WHOSE}", "month", needs="year")
def month_whose_year(m: re.Match[str], ctx: Context) -> Reading | None:
    """`June last year`, `May of that year`."""
    year = _whose(m["whose"], ctx)
    month = month_number(m["month"])
    return dated(None if year is None else Point("month", year, month), "month", unknown=f"XXXX-{month:02d}")


@RULES.add(
    rf"(?P<which>[Ll]ast|[Tt]his(?: past| coming)?|[Nn]ext|[Tt]he (?:following|next|previous)|[Tt]hat) (?P<month>{MONTH})",
    "month",
)
def which_month(m: re.Match[str], ctx: Context) -> Reading | None:
    """`last May` is the latest May before this month, `next May` the first after it, `this May` this year's."""
    month, which = month_number(m["month"]), m["which"].casefold()
    if which.startswith("the ") or which == "that":
        here = ctx.reference("month")
        if here is None or RANK[here.unit] > RANK["year"]:
            return dated(None, "month", unknown=f"XXXX-{month:02d}")
        if which == "that":
            return dated(here._replace(unit="month", month=month, day=1), "month", "carried")
        point = _next_month(here, month, -1 if "previous" in which else 1)
        if here.unit == "year" and "previous" not in which:
            point = Point("month", here.year + 1, month)
        return dated(point, "month", "carried")
    here = ctx.now("month")
    if here is None:
        return dated(None, "month", unknown=f"XXXX-{month:02d}")
    if which == "this":
        return dated(Point("month", here.year, month), "month")
    ahead = which.startswith("next") or which.endswith("coming")
    return dated(_next_month(here, month, 1 if ahead else -1), "month")


@RULES.add(
    rf"(?P<month>{MONTH})(?=(?:(?: and | to | or | through |, ?| ?[-–] ?){MONTH} (?:(?P<ahead>(?:1[5-9]|20)\d\d)|(?P<whose>of the (?:next|following|previous|same) year))\b)?)",
    "month",
)
def bare_month(m: re.Match[str], ctx: Context) -> Reading | None:
    """`in May`: its year by the verb's tense, else the nearest; in history prose the year told before."""
    if _is_name(m):
        return None
    month = month_number(m["month"])
    if ahead := m.groupdict().get("ahead"):
        # "May and June 2019": the year stands once.
        return dated(Point("month", int(ahead), month), "month", "explicit")
    if (whose := m.groupdict().get("whose")) and (year := _whose(whose, ctx)) is not None:
        # "January and February of the next year": next to what was told before both.
        return replace(dated(Point("month", year, month), "month", "carried"), aside=True)
    if ctx.is_subject() and ctx.tense == "present":
        # "October is the month of the harvest": of any year.
        return Reading("DATE", f"XXXX-{month:02d}", "vague")
    if carried := ctx.carried_year():
        return dated(_after(carried, month, None, ctx), "month", "carried")
    here = ctx.now("month")
    if here is None:
        return dated(None, "month", unknown=f"XXXX-{month:02d}")
    if month == here.month:
        # "Was so in December, January and February": all are over, so it began in the last one.
        on = _AND_ON.match(m.string, m.end()) if ctx.tense in _PAST else None
        over = on is not None and month_number(on[1]) == month % 12 + 1
        return dated(_next_month(here, month, -1) if over else here, "month")
    limit = bool(_LIMIT.search(m.string, max(0, m.start() - 16), m.start())) and ctx.tense != "pluperfect"
    through = m.string[max(0, m.start() - 8) : m.start()].endswith("through ")
    if not limit and ctx.follows("before") and ctx.tense not in _PAST:
        limit = True
    # "Sales rose through August", "has extended the loan through January": the end lies near, on either side.
    if ctx.tense in _PAST and not limit and not through and ctx.direct:
        return dated(_next_month(here, month, -1), "month")
    if (told := ctx.told_ahead()) and (ctx.tense not in _PAST or not ctx.direct):
        # "In November, in March and in April": told in order, they follow each other.
        return dated(told if month == told.month else _next_month(told, month, 1), "month")
    if (ctx.tense == "future" and (ctx.direct or ctx.of_something_new)) or limit:
        return dated(_next_month(here, month, 1), "month")
    if _DELIVERY.match(m.string, m.end()):
        return dated(_next_month(here, month, 1), "month")
    back, ahead = (here.month - month) % 12, (month - here.month) % 12
    # News tells more of the past (52 of 73 bare months): ahead only where that is much nearer.
    return dated(_next_month(here, month, 1 if 2 * ahead <= back else -1), "month")


# A contract is named after the month of its delivery, and that lies ahead.
_DELIVERY = re.compile(r" (?:\w+ )?(?:contracts?|futures|delivery|deliveries|options?)\b")
_AND = r"(?: ?[-–/] ?| to | and | or | until | through )"
_PLAIN_DAY = r"[0-3]?\d(?:st|nd|rd|th)?"


@RULES.add(
    rf"(?P<core>(?:the )?(?P<day>{_PLAIN_DAY})){_AND}(?:the )?{_PLAIN_DAY}(?: of)? (?P<month>{MONTH})(?:,? (?P<year>\d{{4}}))?",
    "month",
)
def first_of_two_days(m: re.Match[str], ctx: Context) -> Reading | None:
    """The `3` of `3 to 5 May`: the month stands once, after the second."""
    return day_reading(m, ctx)


@RULES.add(
    rf"(?P<month>{MONTH}) {_PLAIN_DAY}{_AND}(?P<core>(?P<day>{_PLAIN_DAY}))(?! {MONTH}|[\d:%])(?:,? (?P<year>\d{{4}}))?",
    "month",
)
def second_of_two_days(m: re.Match[str], ctx: Context) -> Reading | None:
    """The `5` of `May 3-5`: the month stands once, before the first."""
    low = re.search(r"\d+", m[0])
    high = re.search(r"\d+", m["core"])
    return day_reading(m, ctx) if low and high and int(low[0]) < int(high[0]) else None


def _is_name(m: re.Match[str]) -> bool:
    """A month's name that is no month: a person (`April Jones`), the modal `May`, a short form in prose."""
    text, word = m.string, m["month"]
    low = word.casefold().rstrip(".")
    if word.endswith(".") and len(low) <= 4:
        return False
    if low in ("mar", "sep", "dec", "jan", "nov", "jun") or word.isupper():
        # Alone these are names (Jan, Mar) or headings.
        return True
    after = text[m.end() : m.end() + 30]
    before = text[max(0, m.start() - 14) : m.start()]
    if low in ("april", "june", "may", "august", "march", "january"):
        if re.match(r" [A-Z][a-z]+", after) and not re.search(
            r"\b(?:in|of|since|until|till|by|last|next|this|from|to|for|during|and|through|before|after|late|early|mid)[ -]$",
            before,
            re.IGNORECASE,
        ):
            return True
        if re.search(r"(?:Mrs?|Ms|Miss|Dr|Sir|Theresa|Prime Minister|President|Senator)\.? $", before):
            return True
    if low == "may" and not _IN.search(before):
        return bool(
            re.match(r" (?:not |also |be |have |well |I |you |he |she |it |we |they |the )", after)
        ) or bool(
            re.match(r"['’]s (?!first|last|early|late|election|local|figures|data|sales|report|vote)", after)
        )
    if low == "march":
        return bool(re.search(r"\b(?:the|a|The|A|Women['’]s|protest|long|Long) $", before))
    return False


_IN = re.compile(r"\b(?:in|by|since|until|of|last|next|this|from|early|late|mid)[ -]$", re.IGNORECASE)


def day_reading(m: re.Match[str], ctx: Context) -> Reading | None:
    """The day of a match with `month` and `day`, and `year`, `short`, `ahead` or `whose` where it has one."""
    groups = m.groupdict()
    month = month_number(m["month"] or groups["month2"])
    raw: str = m["day"] or groups["day2"]
    day = int(raw) if raw.isdecimal() else ordinal(raw)
    if day is None or not 1 <= day <= 31:
        return None
    year = _year(m, ctx)
    if year is not None:
        if not on_calendar(year, month, day):
            return None
        return dated(Point("day", year, month, day), "day", "explicit")
    if groups.get("whose"):
        year = _whose(m["whose"], ctx)
        ok = year is not None and on_calendar(year, month, day)
        return dated(
            Point("day", year, month, day) if ok and year is not None else None,
            "day",
            unknown=f"XXXX-{month:02d}-{day:02d}",
        )
    if not on_calendar(2000, month, day):
        return None
    unknown = f"XXXX-{month:02d}-{day:02d}"
    carried = ctx.carried_year()
    point = _after(carried, month, day, ctx) if carried else _nearest_day(month, day, ctx)
    if named := re.match(WEEKDAY, m[0]):
        point = _of_that_name(point, weekday_number(named[0]), ctx)
    return dated(point, "day", "carried" if carried else "relative", unknown)


def _of_that_name(point: Point | None, weekday: int, ctx: Context) -> Point | None:
    """ "Friday 12 June": of the years in question the one in which that day has that name."""
    if point is None:
        return None
    told = [mention.point.year for mention in reversed(ctx.told.mentions[-20:])]
    for year in (point.year, *told, point.year - 1, point.year + 1):
        first = start(point._replace(year=year))
        if first is not None and first.weekday() == weekday:
            return point._replace(year=year)
    return point


def _year(m: re.Match[str], ctx: Context) -> int | None:
    groups = m.groupdict()
    if raw := groups.get("year"):
        return written_year(raw) if re.match(r"\d", raw) else spoken_year(raw)
    if raw := groups.get("short"):
        year = 1900 + int(raw[1:])
        # An apostrophe and two figures: the century that lies nearest before the publication day.
        latest = ctx.today.year + 10 if ctx.today else 2030
        return year + 100 if year + 100 <= latest and not ctx.narrative else year
    # "May 31 – June 12, 1864": the year stands once, after the second.
    return int(groups["ahead"]) if groups.get("ahead") else None


def _whose(words: str, ctx: Context) -> int | None:
    low = words.casefold()
    if "that" in low or "same" in low:
        last = ctx.reference("year")
        return last.year if last else None
    if "following" in low or "previous" in low or "the next" in low:
        last = ctx.last("year")
        return None if last is None else last.year + (-1 if "previous" in low else 1)
    here = ctx.today
    return (
        None
        if here is None
        else here.year + {"last": -1, "next": 1}.get(low.removeprefix("of ").split()[0], 0)
    )


def _next_month(here: Point, month: int, direction: int) -> Point:
    year = here.year
    if direction > 0 and month <= here.month:
        year += 1
    elif direction < 0 and month >= here.month:
        year -= 1
    return Point("month", year, month)


_AND_ON = re.compile(rf"(?:,| and) ({MONTH})(?= and\b|[,.;])")
_JOINED = re.compile(rf"\b{MONTH}(?:,|,? and|,? or) $")
# In a story a month that lies so many behind the one told last is more likely the next year's.
_BEHIND = 5


def _after(carried: Point, month: int, day: int | None, ctx: Context) -> Point | None:
    """The month or day in the year told before, in the order in which a story is told.

    Told in order, a month far earlier is the next year's, and so is any earlier one that is a limit
    ("until March"); a pluperfect looks back: a later month is the year before's.
    """
    year = carried.year
    if carried.unit in ("day", "week", "month", "season") or carried.month > 1:
        told = carried.month + (carried.unit == "season")
        finer = day is not None and month == told and carried.unit == "day"
        gap = (day > carried.day) - (day < carried.day) if finer and day is not None else month - told
        limit = _LIMIT.search(ctx.text, max(0, ctx.at[0] - 16), ctx.at[0])
        if ctx.tense == "pluperfect" and _JOINED.search(ctx.text, max(0, ctx.at[0] - 16), ctx.at[0]):
            # "Had been beaten in April and May": the look back has been made.
            year += gap <= -_BEHIND
        elif ctx.tense == "pluperfect" and not limit:
            year -= gap > 0 and not ctx.opens
        elif gap <= -_BEHIND or (gap < 0 and limit):
            year += 1
    elif ctx.narrative and ctx.year_is_to_come(year, month):
        year -= 1
    if day is None:
        return Point("month", year, month)
    return Point("day", year, month, day) if on_calendar(year, month, day) else None


def _nearest_day(month: int, day: int, ctx: Context) -> Point | None:
    today = ctx.today
    here = today and start(today)
    if today is None or here is None:
        return None
    found: list[tuple[int, Point]] = []
    # 29 February may lie up to eight years off (1896 to 1904).
    reach = 8 if (month, day) == (2, 29) else 1
    for year in range(today.year - reach, today.year + reach + 1):
        first = start(Point("day", year, month, day))
        if first is not None:
            found.append(((first - here).days, Point("day", year, month, day)))
    if not found:
        return None
    limit = _LIMIT.search(ctx.text, max(0, ctx.at[0] - 16), ctx.at[0])
    ahead = ctx.tense == "future" or (ctx.tense == "present" and ctx.direct)
    if ahead or (limit and ctx.tense != "pluperfect"):
        found = [(gap, p) for gap, p in found if gap >= -60] or found
    elif ctx.tense in _PAST:
        # A past verb rules out what is still far ahead ("said the meeting of June 3" does not).
        found = [(gap, p) for gap, p in found if gap <= 60] or found
    return min(found, key=lambda f: abs(f[0]))[1]
