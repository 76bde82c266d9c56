"""Times of day: 5 p.m. EST on Nov. 9, 0900 GMT, noon Thursday, the night of 5 June."""

import re
from dataclasses import replace

from briefing.extract.timeline.calendar import Point, shift, timex
from briefing.extract.timeline.context import Context
from briefing.extract.timeline.numbers import cardinal
from briefing.extract.timeline.rule import Reading, Rules, timed
from briefing.extract.timeline.rules import dates, days, within
from briefing.extract.timeline.words import MONTH, PART, WEEKDAY, ZONE, part_code, zone_minutes
from briefing.model.brief import Basis

RULES = Rules()

_HALF = r"(?:[ap]\.m\b\.?|[ap]m\b|[AP]\.M\b\.?|[AP]M\b)"
_HOUR_WORD = r"(?:one|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve)"
_CLOCK = (
    rf"(?:(?P<h>[01]?\d|2[0-4])(?:[:.](?P<min>[0-5]\d))?(?::[0-5]\d)? ?(?P<half>{_HALF})|(?P<h2>[01]?\d|2[0-4]):(?P<min2>[0-5]\d)(?::(?P<s2>[0-5]\d))?(?: ?(?:hrs|hours))?"
    rf"|(?P<h3>[01]\d|2[0-3])(?P<min3>[0-5]\d) ?(?=hrs|hours|{ZONE})(?:hrs|hours)?|(?P<word>[Nn]oon|[Mm]idnight|[Mm]idday)"
    rf"|(?<=[Aa]t )(?P<h5>1?\d|{_HOUR_WORD})(?= in the (?:morning|afternoon|evening)\b| at night\b)"
    rf"|(?P<h4>1?\d|{_HOUR_WORD}) ?o['’]clock(?: (?P<half4>{_HALF}))?)"
)
_ZONE = rf"(?:,? ?(?P<zone>{ZONE}))?"
_IN_THE = r"(?: (?:in the (?P<in>morning|afternoon|evening)|at (?P<at>night)))?"
# "On the 9th": of the month told last, and not "the 9th Regiment".
_TOLD = r"\d{1,2}(?:st|nd|rd|th)(?! (?:of|[A-Z])|[-–\w])"
_DAY = rf"(?P<day>(?:(?:this |last |next )?{WEEKDAY}(?:,? (?:{MONTH} \d{{1,2}}(?:st|nd|rd|th)?|\d{{1,2}}(?:st|nd|rd|th)? {MONTH})(?:,? \d{{4}})?)?|{MONTH} \d{{1,2}}(?:st|nd|rd|th)?(?:, ?\d{{4}})?|\d{{1,2}}(?:st|nd|rd|th)? {MONTH}(?: \d{{4}})?|[Tt]oday|[Yy]esterday|[Tt]omorrow|[Tt]onight|this {PART}|last night|(?:[Tt]he (?:next|following|same)|[Tt]hat) (?:day|{PART})|the {_TOLD})(?: {PART})?)"


_TIME = rf"(?P<clock>{_CLOCK}){_IN_THE}{_ZONE}(?:(?:,|,? on| of)? {_DAY})?"


@RULES.add(
    rf"(?<=[Aa]t )(?=(?:1?\d|{_HOUR_WORD}) (?:in the|at) ){_TIME}",
    "day",
    needs="morning afternoon evening night",
    signs=(" in the ", " at night"),
)
@RULES.add(_TIME, "clock")
def clock(m: re.Match[str], ctx: Context) -> Reading | None:
    """`5 p.m. EST Nov. 9`, `noon Thursday`; a bare clock time is of the day told last, else of today."""
    read = _minutes(m)
    if read is None or (m["h2"] and not _is_clock(m)):
        return None
    if not m["day"] and _is_schedule(m, ctx):
        return replace(_at(read, m, None, True, ctx), basis="vague", anchored=ctx.today is not None)
    alone = not m["day"] and m[0].strip() == m.string.strip()
    # A line that is nothing but a time says when the text was made.
    day = ctx.today if alone else _day_named(m["day"], ctx)
    if day is not None and not alone and _TOLD_DAY.match(m["day"]) and ctx.contradicts(day):
        # "Was cast at 2:30 the next day": not the one after the publication.
        day = None
    return _at(read, m, day, alone or bool(m["day"]), ctx)


@RULES.add(rf"{_DAY}(?:,? at| by|,)? (?P<clock>{_CLOCK}){_IN_THE}{_ZONE}", "clock")
def day_clock(m: re.Match[str], ctx: Context) -> Reading | None:
    """`Monday at 5 p.m.`"""
    read = _minutes(m)
    return None if read is None else _at(read, m, _day_named(m["day"], ctx), True, ctx)


_NTH = r"\d{1,2}(?:st|nd|rd|th)?"
_PARTS = "morning mornings afternoon evening night nights lunchtime midday dawn dusk"
_PART_OF = (
    rf"(?:the |The )?(?:(?:early|late) (?:hours of the )?)?(?P<part>{PART})(?:s| hours)? (?:of|on) (?:the )?"
)


@RULES.add(
    rf"{_PART_OF}(?P<day>(?:{WEEKDAY},? )?(?:{MONTH} {_NTH}(?:, ?\d{{4}})?|{_NTH}(?: of)? {MONTH}(?:,? \d{{4}})?|{_TOLD}))",
    "month",
    "number",
    needs=_PARTS,
)
def part_of_date(m: re.Match[str], ctx: Context) -> Reading | None:
    """`the night of 5 June 1944`, `the morning of May 3`, `the night of the 20th`."""
    day = _day_named(m["day"], ctx)
    if day is None and _NTH_ONLY.fullmatch(m["day"]):
        return None
    return timed(day, part_code(m["part"]), "explicit")


@RULES.add(
    rf"(?:[Tt]he )?(?P<which>early|small|late) hours (?:of|on) {_DAY}",
    "month",
    "weekday",
    "day",
    needs="hours",
)
def hours_of_day(m: re.Match[str], ctx: Context) -> Reading | None:
    """`the early hours of Thursday`."""
    late = m["which"] == "late"
    return timed(_day_named(m["day"], ctx), "NI" if late else "MO").with_mod(None if late else "START")


@RULES.add(
    rf"{_PART_OF}(?:(?P<low>{_NTH})(?: ?[-–/] ?| and | to ){_NTH}(?: of)? (?P<month>{MONTH})(?P<year>,? \d{{4}})?"
    rf"|(?P<month2>{MONTH}) (?P<low2>{_NTH}) ?[-–/] ?{_NTH}(?P<year2>,? \d{{4}})?"
    rf"|(?P<first>(?:{_NTH} {MONTH}|{MONTH} {_NTH})) ?[-–/] ?(?:{_NTH} {MONTH}|{MONTH} {_NTH})(?P<year3>,? \d{{4}})?)",
    "month",
    needs=_PARTS,
)
def night_between(m: re.Match[str], ctx: Context) -> Reading | None:
    """`the night of 4–5 April`: it has the name of the day on which it began."""
    day = m["first"] or (f"{m['low']} {m['month']}" if m["low"] else f"{m['month2']} {m['low2']}")
    year = (m["year"] or m["year2"] or m["year3"] or "").lstrip(",")
    return timed(_day_named(day + year, ctx), part_code(m["part"]), "explicit")


@RULES.add(
    rf"(?P<day>{MONTH} \d{{1,2}}(?:st|nd|rd|th)?|\d{{1,2}}(?:st|nd|rd|th)? {MONTH}) (?P<part>{PART})",
    "month",
    needs="morning afternoon evening night lunchtime midday dawn dusk",
)
def date_part(m: re.Match[str], ctx: Context) -> Reading | None:
    """`May 3 evening`."""
    return timed(_day_named(m["day"], ctx), part_code(m["part"]), "explicit")


@RULES.add(
    rf"(?:[Aa]t|[Bb]y|[Bb]efore|[Aa]fter|[Uu]ntil|[Tt]ill|[Aa]round|[Tt]owards?|[Nn]ear|[Ss]ince|[Ff]rom|[Bb]etween|(?<=dawn )(?:and|to)|(?<=sunrise )(?:and|to)|(?<=daybreak )(?:and|to)) (?P<core>(?P<part>dawn|dusk|sunrise|sunset|daybreak|nightfall|first light)(?:(?:,? on)? {_DAY})?)",
    "clock",
)
def part_alone(m: re.Match[str], ctx: Context) -> Reading | None:
    """`at dawn`: of the day told last; `at dusk on 5 May`."""
    code = "EV" if m["part"] in ("dusk", "sunset", "nightfall") else "MO"
    if m["day"]:
        return timed(_day_named(m["day"], ctx), code)
    return timed(ctx.last_day() or ctx.today, code, "carried")


def _minutes(m: re.Match[str]) -> int | None:
    """Minutes after midnight; 24:00 stays 1440, as ISO 8601 allows."""
    if m["word"]:
        return 1440 if m["word"].casefold() == "midnight" else 720
    raw = m["h"] or m["h2"] or m["h3"] or m["h4"] or m["h5"]
    hour = int(raw) if raw.isdecimal() else int(cardinal(raw) or 0)
    minute = int(m["min"] or m["min2"] or m["min3"] or 0)
    half = (m["half"] or m["half4"] or "").casefold()
    if half or m["h4"] or m["h5"]:
        if not 1 <= hour <= 12 and half:
            return hour * 60 + minute if hour < 24 else None
        if half.startswith("p") or (
            not half and (m["in"] in ("afternoon", "evening") or (m["at"] and hour > 5))
        ):
            hour = hour % 12 + 12
        elif half.startswith("a") or m["in"] == "morning":
            hour %= 12
    elif m["in"] in ("afternoon", "evening") and hour < 12:
        hour += 12
    return hour * 60 + minute if hour < 24 or (hour == 24 and not minute) else None


_FROM = re.compile(r"\b(?:from|between) $", re.IGNORECASE)
_TO = re.compile(
    r"(?:\b(?:from|between) [^;]{0,24}?(?: ?[-–] ?|\b(?:to|until|till|and|through) ))$", re.IGNORECASE
)
_TO_TIME = re.compile(r"(?: ?[-–] ?| (?:to|until|till|and|through) )(?:\d|noon|mid|\w+ o['’]clock)")


def _is_schedule(m: re.Match[str], ctx: Context) -> bool:
    """Whether the clock time is an end of hours that were kept day by day: "was working from 6 a.m. to midnight".

    That is what a present tense and a progressive say of two ends (the habitual, Comrie 1976).
    """
    begins = _FROM.search(m.string, max(0, m.start() - 10), m.start()) and _TO_TIME.match(m.string, m.end())
    if not begins and not _TO.search(m.string, max(0, m.start() - 40), m.start()):
        return False
    verb = ctx.verb()
    return verb is not None and (ctx.tense == "present" or (verb.tag_ == "VBG" and ctx.tense == "past"))


def _is_clock(m: re.Match[str]) -> bool:
    """`18:00` with a preposition, a zone or a day; "won 3:16" and "Luke 3:16" are none."""
    before = m.string[max(0, m.start() - 14) : m.start()]
    return bool(
        m["zone"] or m["day"] or m["in"] or (len(m["h2"]) == 2
        and re.search(r"(?:\b(?:at|around|about|by|until|till|from|to|before|after|since|between|and|past|near|shortly|approximately)|[,(–-]) ?$", before, re.IGNORECASE))
    )  # fmt: skip


@RULES.add(
    r"(?:[Bb]y|[Uu]ntil|[Bb]efore|[Tt]owards?|[Ii]nto) (?P<core>(?:(?P<when>early|mid|late)[ -])?(?P<part>morning|afternoon|evening))(?! [a-z]+(?:s|ing)\b)",
    "day",
)
def part_reached(m: re.Match[str], ctx: Context) -> Reading | None:
    """`by late afternoon`: of the day told last."""
    told = ctx.clock_day()
    day = told if told is not None and not ctx.contradicts(told) else None if ctx.elsewhere else ctx.today
    mod = {"early": "START", "mid": "MID", "late": "END"}.get(m["when"] or "")
    return timed(day, part_code(m["part"]), "carried").with_mod(mod)


_NTH_ONLY = re.compile(r"(?:the )?(\d{1,2}(?:st|nd|rd|th))(?! )")
_TOLD_DAY = re.compile(rf"(?:the|that) ?(next|following|same)? ?(?:day|{PART})", re.IGNORECASE)


def _day_named(words: str | None, ctx: Context) -> Point | None:
    if not words:
        return None
    if match := _TOLD_DAY.match(words):
        here = ctx.last_day() or ctx.today
        return here and shift(here, "day", int(match[1] in ("next", "following")))
    if match := _NTH_ONLY.match(words):
        return within.day_told(match[1], ctx)
    for rule in (*dates.RULES, *days.RULES):
        if rule.name in ("bare_month", "month_year"):
            continue
        match = rule.pattern.match(words)
        if match and match.end() >= len(words.rstrip()) - 10:
            reading = rule.read(match, ctx)
            if reading is not None and reading.point is not None:
                point: Point = reading.point
                return point
    return None


def _at(minutes: int, m: re.Match[str], day: Point | None, named: bool, ctx: Context) -> Reading:
    zone = zone_minutes(m["zone"])
    basis: Basis = "relative"
    if not named:
        told = ctx.clock_day()
        told = None if ctx.contradicts(told) else told
        day, basis = told or (None if ctx.elsewhere else ctx.today), "carried" if told else "publication"
    hours, rest = divmod(minutes, 60)
    suffix = "Z" if m["zone"] and zone == 0 else ""
    time = f"T{hours:02d}:{rest:02d}{suffix}"
    if day is None or day.unit != "day":
        return Reading("TIME", f"XXXX-XX-XX{time}", "relative", minutes=minutes, zone=zone, anchored=False)
    return Reading("TIME", timex(day) + time, basis, point=day, minutes=minutes, zone=zone)
