"""Pieces of the calendar by their place: this week, last month, two years ago, the following day."""

import re
from dataclasses import replace
from fractions import Fraction

from briefing.extract.timeline.calendar import RANK, Point, Unit, shift, step, timex, to_unit
from briefing.extract.timeline.context import Context
from briefing.extract.timeline.numbers import CARDINAL, VAGUE, cardinal
from briefing.extract.timeline.periods import amount, from_today, period
from briefing.extract.timeline.rule import Reading, Rules, dated, timed
from briefing.extract.timeline.rules.comparisons import comparison
from briefing.extract.timeline.words import MONTH, PERIOD, PROSE, UNIT_MANY, UNIT_ONE, UNITS, unit_name

RULES = Rules()

_CALENDAR = r"(?P<unit>(?i:day|week|weekend|fortnight|month|quarter|year|decade|century|millennium))"
_COUNT = rf"(?P<count>{CARDINAL}|[Aa]n?|{VAGUE}(?: of)?(?: the)?(?: past)?)"
_ANY_UNIT = rf"(?P<unit>{UNIT_MANY}|{UNIT_ONE})"
_PAST = ("past", "pluperfect")


@RULES.add(
    rf"(?P<which>[Tt]his(?: (?:past|coming|same|very))?|[Ll]ast|[Nn]ext|[Tt]he (?:current|coming|upcoming|present|ongoing)|[Cc]urrent) (?:calendar |financial |fiscal |academic |school |business )?{_CALENDAR}(?:(?<=[Tt]his year)s(?= [a-z]))?(?! of (?:the|this|that|last|next|{MONTH}|\d))",
    "unit", deictic=True,
)  # fmt: skip
def deictic_unit(m: re.Match[str], ctx: Context) -> Reading | None:
    """`this week`, `last month`, `next year`: the piece of calendar that holds today, or its neighbour."""
    which, unit = m["which"].casefold(), UNITS[m["unit"].casefold()]
    if unit == "day" or (m["unit"].istitle() and m["which"] == "This" and PROSE.search(m.string)):
        # "This Week" in running prose is the name of a programme.
        return None
    count = -1 if which in ("last", "this past") else 1 if "next" in which or "coming" in which else 0
    here = ctx.now(unit)
    if here is None:
        return dated(None, unit)
    if unit == "weekend":
        return dated(_weekend(count, which, ctx), unit)
    return dated(shift(here, unit, count), unit)


@RULES.add(
    r"[Tt]his (?P<unit>week|month|quarter|year|season)['’]?s? (?:than|as|and|or|but not) (?P<core>last)(?= (?:and|or|but|when|because|as)\b|[.,;:)\"”]|$)",
    "unit",
    deictic=True,
    needs="last",
)
def elliptic_last(m: re.Match[str], ctx: Context) -> Reading | None:
    """The `last` of "more this year than last"."""
    unit = UNITS[m["unit"]]
    return dated(ctx.today and step(ctx.today, unit, -1), unit)


def _weekend(count: int, which: str, ctx: Context) -> Point | None:
    """The weekend of this week; spoken of in the past tense before Saturday, the one before."""
    here = ctx.now("weekend")
    if here is None or ctx.today is None:
        return None
    weekday = (shift(ctx.today, "day", 0) or ctx.today, to_unit(ctx.today, "week"))
    begun = weekday[1] is not None and (ctx.today.year, ctx.today.month, ctx.today.day) >= here[1:]
    if count < 0 or (which in ("this", "the") and not begun and ctx.tense in _PAST):
        return shift(here, "weekend", -1)
    if which == "next":
        return shift(here, "weekend", 1)
    return here


@RULES.add(r"(?:[Oo]ver |[Aa]t )?(?P<core>[Tt]he weekend)(?!['’]s? )", "unit", deictic=True, needs="weekend")
def the_weekend(m: re.Match[str], ctx: Context) -> Reading | None:
    """`over the weekend`: by tense, the one just past or the one ahead."""
    if ctx.today is None:
        return dated(None, "weekend")
    if day := ctx.said_day():
        return dated(to_unit(day, "weekend"), "weekend")
    here = ctx.now("weekend")
    begun = here is not None and ctx.today[1:] >= here[1:]
    limit = re.search(
        r"\b(?:by|until|before|for|ahead of|into) $",
        m.string[max(0, m.start("core") - 10) : m.start("core")],
        re.IGNORECASE,
    )
    back = not begun and not limit and (ctx.tense not in ("future", "present") or ctx.foretold_before)
    return dated(here and shift(here, "weekend", -1) if back else here, "weekend")


@RULES.add(
    rf"(?P<which>[Tt]he (?:very )?(?:past|last|next|previous|preceding|coming|following|first|final|latest|same|latter|prior|ensuing)|[Tt]hat(?: same)?|[Tt]he same|[Ff]ollowing) (?:(?:fiscal|financial|calendar) )?{_CALENDAR}(?P<half> and a half)?(?! of)",
    "unit",
)  # fmt: skip
def the_unit(m: re.Match[str], ctx: Context) -> Reading | None:
    """`the following year`, `that month`: of the last date of the text; `the past week`: up to today."""
    which, unit = m["which"].casefold(), UNITS[m["unit"].casefold()]
    word = which.split()[-1]
    if word in ("first", "final", "latter") or (word == "latest" and unit == "quarter"):
        # The latest quarter is one that has ended: see `quarters`.
        return None
    if word == "past" or (word == "last" and ctx.follows("over", "throughout") and not ctx.narrative):
        # The twelve months before today are no year of the calendar.
        return _up_to_today(m["unit"], ctx, bool(m["half"]))
    long = unit in ("decade", "century")
    if long and word in ("next", "coming") and ctx.follows("over") and not ctx.narrative:
        # "Over the next decade": ten years from now on, and not those of the calendar.
        name = unit_name(m["unit"])
        return from_today(period(PERIOD[name], 1), "next", name, 1, ctx.moment)
    last = ctx.last(unit)
    if word in ("that", "same"):
        here = last or ctx.today
        return dated(here and to_unit(here, unit), unit, "carried")
    count = 1 if word in ("following", "next", "coming", "ensuing") else -1
    if word in ("last", "coming", "latest", "next") and not ctx.narrative:
        if word == "latest":
            return dated(ctx.last(unit, exact=True) or ctx.now(unit), unit)
        if word == "last" and unit in ("day", "week", "month"):
            return _up_to_today(m["unit"], ctx)
        if word in ("next", "coming") and not (last and ctx.tense in _PAST):
            return dated(ctx.today and step(ctx.today, unit, 1), unit)
        if word == "last":
            return dated(ctx.today and step(ctx.today, unit, -1), unit)
    here = ctx.reference(unit)
    if here is not None and RANK[here.unit] > RANK[unit]:
        # "The following day" in a month: one of its days, which is not told.
        unsure = unit == "day" and here.unit == "month"
        return Reading("DATE", f"{timex(here)}-XX", "carried", point=here) if unsure else dated(None, unit)
    point = here and step(here, unit, count)
    return dated(None if ctx.contradicts(point) else point, unit, "carried")


def _up_to_today(unit: str, ctx: Context, half: bool = False) -> Reading:
    name = unit_name(unit)
    if half:
        return from_today(period(PERIOD[name], Fraction(3, 2)), "past", name, None, ctx.moment)
    return from_today(period(PERIOD[name], 1), "past", name, 1, ctx.moment)


@RULES.add(
    rf"{_COUNT} (?:more )?{_ANY_UNIT}(?: or (?:so|two|more)|(?P<half> and a half))? (?:ago|back(?! to| in)|before now)(?: (?P<exact>today|this (?:week|month)))?",
    "unit",
    deictic=True,
    needs="ago back before",
)
def ago(m: re.Match[str], ctx: Context) -> Reading | None:
    """`two years ago`: the date at the granularity of the unit (2017, not 2017-04-28)."""
    name, count = unit_name(m["unit"]), amount(m["count"])
    exact = cardinal(m["count"])
    if exact is not None and name == "year" and (m["half"] or exact.denominator != 1):
        return _parts_ago(exact + Fraction(bool(m["half"]), 2), ctx)
    if count is None or name not in UNITS:
        if name in UNITS or count is None:
            return Reading("DATE", "PAST_REF", "vague", side="after")
        return _hours(int(count), name, ctx)
    if name == "year" and count == 1 and (quarter := comparison(ctx)):
        return replace(dated(shift(quarter, "year", -1), "quarter", "carried"), aside=True)
    if m["exact"]:
        # "Eight years ago today": the very day.
        here = ctx.today and to_unit(ctx.today, UNITS[m["exact"].split()[-1].replace("today", "day")])
        return dated(here and shift(here, UNITS[name], -count), "day")
    return _moved(ctx.today, name, -count, ctx, "relative")


def _parts_ago(years: Fraction, ctx: Context) -> Reading:
    """`a year and a half ago`: the year that lies 18 months back."""
    here = ctx.now("month")
    moved = here and shift(here, "month", -int(years * 12))
    return dated(moved and to_unit(moved, "year"), "year")


def _hours(count: int, name: str, ctx: Context) -> Reading | None:
    """`three hours ago`: by the clock of the publication where it is known; 24 and 48 hours are days."""
    if name == "hour" and count % 24 == 0:
        return dated(ctx.today and shift(ctx.today, "day", -count // 24), "day")
    if ctx.today is None or ctx.anchor.minutes is None or name == "second":
        return Reading(
            "TIME",
            f"{'XXXX-XX-XX' if ctx.today is None else dated(ctx.today, 'day').value}TXX",
            "relative",
            point=ctx.today,
            anchored=ctx.today is not None,
        )
    minutes = ctx.anchor.minutes - count * (60 if name == "hour" else 1)
    day = shift(ctx.today, "day", minutes // 1440)
    clock = minutes % 1440
    if name == "hour":
        clock -= clock % 60
    if day is None:
        return None
    value = f"{dated(day, 'day').value}T{clock // 60:02d}" + (
        f":{clock % 60:02d}" if name == "minute" else ""
    )
    return Reading("TIME", value, "relative", point=day, minutes=clock, zone=ctx.anchor.zone)


@RULES.add(
    rf"(?:{_COUNT} (?:more )?|(?P<bare>(?=(?:days|weeks|months|years|decades|centuries|hours|minutes) )))(?:full )?{_ANY_UNIT}(?P<half> and a half)? (?P<side>earlier|later|afterwards?|(?:before|after) that(?= ?[,.;]|$)|on(?= (?:he|she|it|they|we|I)\b)|(?:before|after|previously|prior)(?! (?:\w+ing)\b)|on(?! (?:the|his|her|its|their|a|an|he|she|it|they|we|I|[A-Z]\w+|that|this|\w+ing)\b))",
    "unit",
    needs="earlier later before after afterward afterwards previously prior on",
)
def anaphoric_shift(m: re.Match[str], ctx: Context) -> Reading | None:
    """`three days later`, `a year earlier`: from the last date of the text, at the unit's granularity."""
    name = unit_name(m["unit"])
    exact = cardinal(m["count"]) if m["count"] else None
    if exact is not None and m["half"]:
        exact += Fraction(1, 2)
    count = amount(m["count"]) if m["count"] and not m["half"] else None
    if re.search(r"\b[Tt]he $", m.string[max(0, m.start() - 4) : m.start()]):
        # "In the two years before": how long.
        return period(PERIOD[name], count)
    if re.match(r" than\b", m.string[m.end() :]):
        # "Two weeks earlier than planned": how much, not when.
        return period(PERIOD[name], count)
    takes = bool(_TAKES.match(m.string, m.end()))
    if m["side"] in ("before", "after", "prior") and not ctx.alone(takes):
        return None
    back = m["side"] in ("earlier", "before", "before that", "previously", "prior")
    if m["side"] == "on" and not re.match(r"[,.;]| (?:he|she|it|they|we|I)\b", m.string[m.end() :]):
        return None
    if ctx.heads():
        # "Two years after one of the worst storms": how long after it.
        return period(PERIOD[name], count)
    if name == "night" and count and (day := ctx.last_day()):
        return timed(shift(day, "day", -count if back else count), "NI", "carried")
    if name not in UNITS or name == "night":
        return Reading("DURATION", period(PERIOD[name], count).value) if count else None
    if count is None and exact is not None and name == "year":
        return _half_years(exact, back, ctx)
    if count is None:
        return period(PERIOD[name], exact)
    return _from_reference(name, count, back, ctx)


def _half_years(count: Fraction, back: bool, ctx: Context) -> Reading | None:
    """`two and a half years later`: the year that lies so many months from the date told last."""
    here = ctx.reference("year")
    told = ctx.told.story()
    if here is not None and told is not None and to_unit(told.point, "year") == to_unit(here, "year"):
        here = told.point
    if here is None:
        return dated(None, "year")
    # A whole year is told of from its middle.
    month = Point("month", here.year, 7 if here.unit == "year" else here.month)
    moved = shift(month, "month", int(count * 12) * (-1 if back else 1))
    return dated(moved and to_unit(moved, "year"), "year", "carried")


@RULES.add(
    r"[Tt]he (?P<unit>day|night|week|month|year)(?P<side> before| after| earlier)(?! (?:last|this|\w+ing)\b)",
    "unit",
    needs="before after earlier",
)
def the_unit_before(m: re.Match[str], ctx: Context) -> Reading | None:
    """`the day before`, `the week after`."""
    if not ctx.alone(strict=bool(_TAKES.match(m.string, m.end()))):
        return None
    return _from_reference(unit_name(m["unit"]), 1, m["side"] != " after", ctx)


def _from_reference(name: str, count: int, back: bool, ctx: Context) -> Reading | None:
    unit = UNITS[name]
    if name == "year" and back and count == 1 and (quarter := comparison(ctx)):
        return replace(dated(shift(quarter, "year", -1), "quarter", "carried"), aside=True)
    reading = _moved(ctx.reference(unit), name, -count if back else count, ctx, "carried")
    # "A day after, we counted": not the day after the publication.
    return dated(None, unit) if reading is not None and ctx.contradicts(reading.point) else reading


def _moved(here: Point | None, name: str, count: int, ctx: Context, basis: str) -> Reading | None:
    unit: Unit = UNITS[name]
    size = 2 if name == "fortnight" else 1
    if here is None:
        return dated(None, unit)
    if RANK[here.unit] > RANK[unit]:
        return period(PERIOD[name], abs(count))
    point = step(here, unit, count * size)
    return point and dated(point, unit, "carried" if basis == "carried" else "relative")


# What may be the object of `before`, or begin its clause.
_TAKES = re.compile(r" (?:the|his|her|its|their|a|an|he|she|it|they|we|I|[A-Z]\w+|that|this)\b")


def number_of(text: str) -> int | None:
    """A whole number in words or digits, or None."""
    found = cardinal(text)
    return int(found) if found is not None and found.denominator == 1 else None


@RULES.add(
    rf"(?P<count>{CARDINAL}|[Aa]n?) {_ANY_UNIT} from (?:now|today|yesterday|tomorrow)|(?P<count2>{CARDINAL}|an?) (?P<unit2>{UNIT_MANY}|{UNIT_ONE}) hence",
    "unit",
    deictic=True,
    needs="from hence",
)
def hence(m: re.Match[str], ctx: Context) -> Reading | None:
    """`two weeks from now`."""
    count, name = number_of(m["count"] or m["count2"]), unit_name(m["unit"] or m["unit2"])
    if count is None or name not in UNITS:
        return None
    return _moved(ctx.today, name, count, ctx, "relative")
