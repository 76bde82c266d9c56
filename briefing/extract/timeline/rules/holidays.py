"""Named days: those of the calendar, of the church year, of the American and British year."""

import re
from collections.abc import Callable
from datetime import date, timedelta

from dateutil.easter import EASTER_JULIAN, EASTER_WESTERN, easter

from briefing.extract.timeline.calendar import Point, day_of, start
from briefing.extract.timeline.context import Context
from briefing.extract.timeline.rule import Reading, Rules, dated, timed
from briefing.extract.timeline.words import PART, part_code

RULES = Rules()


_GREGORIAN = 1583
_COUNCIL = 326  # the first year for which the rule of Nicaea gives a day of Easter


def _fixed(month: int, day: int) -> Callable[[int], date]:
    return lambda year: date(year, month, day)


def _nth(month: int, weekday: int, number: int) -> Callable[[int], date]:
    """The `number`-th weekday of a month; -1 the last."""

    def on(year: int) -> date:
        if number < 0:
            last = date(year, month + 1, 1) - timedelta(1) if month < 12 else date(year, 12, 31)
            return last - timedelta((last.weekday() - weekday) % 7)
        first = date(year, month, 1)
        return first + timedelta((weekday - first.weekday()) % 7 + 7 * (number - 1))

    return on


def _from_easter(days: int) -> Callable[[int], date]:
    # Before 1583 the feast was kept, and is told of, by the Julian calendar.
    return lambda year: (
        easter(year, EASTER_WESTERN if year >= _GREGORIAN else EASTER_JULIAN) + timedelta(days)
    )


_ELECTION = _nth(11, 0, 1)  # the Tuesday after the first Monday of November (2 U.S.C. 7)
HOLIDAYS: dict[str, Callable[[int], date]] = {
    "new year's eve": _fixed(12, 31), "new year's day": _fixed(1, 1), "christmas eve": _fixed(12, 24),
    "christmas day": _fixed(12, 25), "christmas": _fixed(12, 25), "boxing day": _fixed(12, 26),
    "epiphany": _fixed(1, 6), "valentine's day": _fixed(2, 14), "st patrick's day": _fixed(3, 17),
    "april fools' day": _fixed(4, 1), "april fool's day": _fixed(4, 1), "may day": _fixed(5, 1), "halloween": _fixed(10, 31),
    "all saints' day": _fixed(11, 1), "armistice day": _fixed(11, 11), "veterans day": _fixed(11, 11),
    "remembrance day": _fixed(11, 11), "bastille day": _fixed(7, 14), "anzac day": _fixed(4, 25),
    "australia day": _fixed(1, 26), "juneteenth": _fixed(6, 19), "earth day": _fixed(4, 22), "canada day": _fixed(7, 1),
    "international women's day": _fixed(3, 8), "guy fawkes night": _fixed(11, 5), "fourth of july": _fixed(7, 4),
    "martin luther king day": _nth(1, 0, 3), "martin luther king jr. day": _nth(1, 0, 3), "presidents day": _nth(2, 0, 3),
    "presidents' day": _nth(2, 0, 3), "memorial day": _nth(5, 0, -1), "labor day": _nth(9, 0, 1),
    "columbus day": _nth(10, 0, 2), "thanksgiving day": _nth(11, 3, 4), "thanksgiving": _nth(11, 3, 4),
    "black friday": lambda y: _nth(11, 3, 4)(y) + timedelta(1), "cyber monday": lambda y: _nth(11, 3, 4)(y) + timedelta(4),
    "election day": lambda y: _ELECTION(y) + timedelta(1), "mother's day": _nth(5, 6, 2), "father's day": _nth(6, 6, 3),
    "easter sunday": _from_easter(0), "easter": _from_easter(0), "easter monday": _from_easter(1),
    "good friday": _from_easter(-2), "palm sunday": _from_easter(-7), "maundy thursday": _from_easter(-3),
    "holy saturday": _from_easter(-1), "ash wednesday": _from_easter(-46), "shrove tuesday": _from_easter(-47),
    "mardi gras": _from_easter(-47), "ascension day": _from_easter(39), "pentecost": _from_easter(49),
    "whit sunday": _from_easter(49), "trinity sunday": _from_easter(56), "candlemas": _fixed(2, 2), "lady day": _fixed(3, 25),
    "midsummer day": _fixed(6, 24), "michaelmas": _fixed(9, 29), "all souls' day": _fixed(11, 2), "martinmas": _fixed(11, 11),
    "whit monday": _from_easter(50), "corpus christi": _from_easter(60),
}  # fmt: skip
_NAMES = "|".join(
    re.escape(n).replace("'", "['’]").replace("\\ ", " ") for n in sorted(HOLIDAYS, key=len, reverse=True)
)
# Feasts of other calendars move through ours: known by name, without a day.
_MOVABLE = r"(?:Ramadan|Eid(?: al-Fitr| al-Adha)?|Passover|Rosh Hashanah|Yom Kippur|Hanukkah|Diwali|Lunar New Year|Chinese New Year|Nowruz|Ashura)"


_HOLIDAY = re.compile(
    rf"(?:(?P<which>[Ll]ast|[Nn]ext|[Tt]his) )?(?P<name>(?i:{_NAMES}))(?:,? (?P<year>(?:1[5-9]|20)\d\d)| (?P<whose>this|last|next) year)?"
)


@RULES.add(_HOLIDAY.pattern, "holiday")
def holiday(m: re.Match[str], ctx: Context) -> Reading | None:
    """`Christmas`, `Easter 2014`, `last Thanksgiving`: of the year named, else the nearest, by tense."""
    if not m["name"][0].isupper():
        return None
    if re.match(
        r" (?:tree|card|cards|present|presents|shopping|carol|carols|bonus|song|songs|party|parties|egg|eggs|Island|bunny|gift|gifts|Rising|stores?|decorations|lights)\b",
        m.string[m.end() :],
    ):
        return None
    if re.search(r"\b(?:[Mm]erry|[Hh]appy) $", m.string[max(0, m.start() - 6) : m.start()]):
        # A wish is no date.
        return None
    on = HOLIDAYS[m["name"].casefold().replace("’", "'")]
    unknown = f"XXXX-{_day(on, 2001)[5:]}" if _is_fixed(on) else "XXXX-XX-XX"
    if m["year"]:
        return dated(day_of(on(int(m["year"]))), "day", "explicit")
    today = ctx.today and start(ctx.today)
    if carried := ctx.carried_year():
        return dated(
            day_of(on(carried.year)) if _COUNCIL <= carried.year <= 4000 else None, "day", "carried", unknown
        )
    if today is None or not 1600 <= today.year <= 4000:
        return dated(None, "day", unknown=unknown)
    if m["whose"]:
        return dated(day_of(on(today.year + {"last": -1, "next": 1}.get(m["whose"], 0))), "day")
    days = [on(y) for y in (today.year - 1, today.year, today.year + 1)]
    which = (m["which"] or "").casefold()
    past = [d for d in days if d < today] if which == "last" else [d for d in days if d <= today]
    ahead = [d for d in days if d >= today]
    if which == "this":
        return dated(day_of(on(today.year)), "day")
    if which == "next" or (not which and ctx.tense == "future"):
        return dated(day_of(ahead[0]), "day")
    if which == "last" or ctx.tense in ("past", "pluperfect"):
        return dated(day_of(past[-1]), "day")
    return dated(day_of(min(days, key=lambda d: abs((d - today).days))), "day")


@RULES.add(
    rf"(?P<feast>(?i:{_NAMES})) (?P<part>{PART})|(?:[Tt]he )?(?:(?P<early>early hours)|(?:early |late )?(?P<part2>{PART})) of (?P<feast2>(?i:{_NAMES}))",
    "holiday",
    needs="morning afternoon evening night lunchtime midday dawn dusk hours",
)
def part_of_holiday(m: re.Match[str], ctx: Context) -> Reading | None:
    """`Christmas morning`, `the early hours of Easter Sunday`."""
    named = _HOLIDAY.match(m["feast"] or m["feast2"])
    reading = holiday(named, ctx) if named is not None else None
    return reading and timed(reading.point, "MO" if m["early"] else part_code(m["part"] or m["part2"]))


@RULES.add(rf"(?P<name>{_MOVABLE})", "holiday")
def movable(m: re.Match[str], ctx: Context) -> Reading | None:
    """`Ramadan`: a time by its name; its days are of another calendar."""
    return Reading("DATE", "XXXX-XX-XX", "vague", anchored=ctx.today is not None)


@RULES.add(
    r"9/11|[Ss]ept(?:ember|\.)? 11(?= (?:attacks?|terror|hijack|victims|commission|memorial))|September 11(?:th)?(?= (?:attacks?|terror|hijack))",
    "number",
    "month",
    needs="sept september 9",
)
def nine_eleven(m: re.Match[str], ctx: Context) -> Reading | None:
    """`9/11`, `the Sept. 11 attacks`: the attacks of 2001, for a text written after them."""
    if ctx.today is not None and ctx.today < Point("day", 2001, 9, 11):
        return None
    return dated(Point("day", 2001, 9, 11), "day", "explicit")


def _day(on: Callable[[int], date], year: int) -> str:
    return on(year).isoformat()


def _is_fixed(on: Callable[[int], date]) -> bool:
    return _day(on, 2001)[5:] == _day(on, 2002)[5:] == _day(on, 2003)[5:]
