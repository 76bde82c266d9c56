"""What recurs: every Tuesday, daily, twice a year, each July, Monday nights."""

import re

from briefing.extract.timeline.calendar import SEASON_CODE
from briefing.extract.timeline.context import Context
from briefing.extract.timeline.numbers import CARDINAL, ORDINAL, ordinal
from briefing.extract.timeline.periods import amount
from briefing.extract.timeline.rule import Reading, Rules
from briefing.extract.timeline.words import (
    MONTH,
    PART,
    PERIOD,
    SEASON,
    UNIT_MANY,
    UNIT_ONE,
    WEEKDAY,
    month_number,
    part_code,
    season_month,
    unit_name,
    weekday_number,
)

RULES = Rules()

_ADVERB = {
    "hourly": "PT1H", "daily": "P1D", "nightly": "P1D", "weekly": "P1W", "fortnightly": "P2W", "monthly": "P1M",
    "quarterly": "P3M", "yearly": "P1Y", "annual": "P1Y", "annually": "P1Y", "semiannual": "P6M", "semi-annual": "P6M",
    "biannual": "P6M", "biweekly": "P2W", "bi-weekly": "P2W", "biennial": "P2Y", "semiannually": "P6M", "biannually": "P6M",
    "bimonthly": "P2M", "per annum": "P1Y",
}  # fmt: skip
_RESULTS = re.compile(
    r" (?:\w+ )?(?:dividends?|results?|loss(?:es)?|profits?|earnings|reports?|net|income|figures|revenues?|sales|of|statements?)\b"
)
_AMOUNT = re.compile(
    r" (?:\w+ )?(?:rates?|sales|volumes?|turnover|revenues?|income|costs?|averages?|growth|output|production|wages?|pay|salary|salaries"
    r"|budget|spending|capacity|consumption|inflation|increase|decline|gains?|rise|fall|yields?|interest|losses|profits?)\b"
)
_EVERY = r"(?:[Ee]very|[Ee]ach)"


@RULES.add(rf"(?P<word>{'|'.join(_ADVERB)})", "set", flags=re.IGNORECASE)
def adverb(m: re.Match[str], ctx: Context) -> Reading | None:
    """`daily`, `annually`; the name of a paper (`the Daily News`) is none."""
    word = m["word"]
    if word[0].isupper() and re.match(r" [A-Z]", m.string[m.end() :]):
        return None
    if word[0].isupper() and re.search(r"[A-Z][\w.&’']* $", m.string[max(0, m.start() - 20) : m.start()]):
        return None
    if word[0].isupper() and ctx.span is not None and ctx.span.root.pos_ == "PROPN":
        # A person called Daily.
        return None
    if word.casefold() == "quarterly" and _RESULTS.match(m.string, m.end()):
        # "Quarterly results" are those of one quarter.
        return None
    if _AMOUNT.match(m.string, m.end()):
        # "An annual rate", "average daily volume": so much a year, a day; nothing recurs.
        return None
    return Reading("SET", _ADVERB[word.casefold()])


@RULES.add(
    rf"{_EVERY} (?:other |single )?(?:(?P<count>{CARDINAL}|few|several) )?(?P<unit>{UNIT_MANY}|{UNIT_ONE})",
    "set",
    needs="every each",
)
def every_unit(m: re.Match[str], ctx: Context) -> Reading | None:
    """`every month`, `every two years`, `every other week`."""
    timed, letter, size = PERIOD[unit_name(m["unit"])]
    raw = m["count"]
    count = 2 if " other " in m[0] else 1 if raw is None else amount(raw)
    if letter == "WE":
        return Reading("SET", "XXXX-WXX-WE")
    return Reading("SET", f"P{'T' if timed else ''}{'X' if count is None else count * size}{letter}")


@RULES.add(
    rf"{_EVERY} (?:other |single )?(?:(?P<name>{WEEKDAY})(?: (?P<part>{PART}))?|(?P<month>{MONTH})(?: (?P<n>\d{{1,2}}|{ORDINAL}))?|(?P<season>{SEASON})|(?P<part2>{PART}))",
    "set",
    needs="every each",
)
def every_named(m: re.Match[str], ctx: Context) -> Reading | None:
    """`every Tuesday`, `each July`, `every summer`, `every morning`."""
    if m["name"]:
        part = f"T{part_code(m['part'])}" if m["part"] else ""
        return Reading("SET", f"XXXX-WXX-{weekday_number(m['name']) + 1}{part}")
    if m["month"]:
        raw = m["n"]
        day = None if raw is None else int(raw) if raw.isdecimal() else ordinal(raw)
        return Reading("SET", f"XXXX-{month_number(m['month']):02d}" + (f"-{day:02d}" if day else ""))
    if m["season"]:
        return Reading("SET", f"XXXX-{SEASON_CODE[season_month(m['season'])]}")
    return Reading("SET", f"XXXX-XX-XXT{part_code(m['part2'])}")


@RULES.add(
    rf"[Tt]he (?:last|{ORDINAL}) (?:day|{WEEKDAY}) (?:of|in) (?:every|each) (?P<unit>month|quarter|year)",
    "set",
    needs="every each",
)
def nth_of_every(m: re.Match[str], ctx: Context) -> Reading | None:
    """`the first Monday of each month`: once in each."""
    timed, letter, size = PERIOD[m["unit"]]
    return Reading("SET", f"P{'T' if timed else ''}{size}{letter}")


@RULES.add(
    r"(?:(?:[Oo]n )?(?P<core>(?P<name>(?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day)(?:s| (?P<part>morning|afternoon|evening|night)s|(?= and (?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day (?P<joined>morning|afternoon|evening|night)s))))",
    "weekday",
)
def plural_weekday(m: re.Match[str], ctx: Context) -> Reading | None:
    """`on Sundays`, `Tuesday nights`; the `Monday` of "Monday and Tuesday nights" too."""
    named = m["part"] or m["joined"]
    part = f"T{part_code(named)}" if named else ""
    return Reading("SET", f"XXXX-WXX-{weekday_number(m['name']) + 1}{part}")


@RULES.add(
    rf"(?:[Oo]nce|[Tt]wice|[Tt]hrice|(?P<count>{CARDINAL}|several|many) times) (?:an?|per|each|every) (?P<unit>{UNIT_ONE})",
    "set",
    "unit",
    needs="once twice thrice times",
)
def times_a_unit(m: re.Match[str], ctx: Context) -> Reading | None:
    """`twice a year`, `three times a week`."""
    timed, letter, size = PERIOD[unit_name(m["unit"])]
    return Reading("SET", f"P{'T' if timed else ''}{size}{letter}")
