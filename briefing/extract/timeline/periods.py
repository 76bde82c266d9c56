"""Amounts of time: how many of a unit, as TIMEX3 writes a duration (ISO 8601: P2Y, PT24H, PXM)."""

import re
from dataclasses import replace
from fractions import Fraction

from briefing.extract.timeline.calendar import Point, shift
from briefing.extract.timeline.numbers import VAGUE, cardinal
from briefing.extract.timeline.rule import Reading
from briefing.extract.timeline.words import UNITS

_VAGUE = re.compile(rf"{VAGUE}(?: of)?(?: the)?(?: past)?|the", re.IGNORECASE)
# The letter of a duration without a number: decades and centuries have their own (TIDES 2005: DE, CE).
_LETTER = {10: "DE", 100: "CE", 1000: "ML"}


def amount(text: str) -> int | None:
    """The whole number that counts units; None where it is vague or not whole."""
    low = text.casefold().strip()
    if low.startswith(("a couple", "couple")):
        return 2
    if _VAGUE.fullmatch(low):
        return None
    found = cardinal(low)
    return int(found) if found is not None and found.denominator == 1 else None


def period(unit: tuple[bool, str, int], count: Fraction | int | None) -> Reading:
    """A DURATION of `count` units (a row of `words.PERIOD`); a count of None is a vague one (X)."""
    timed, letter, size = unit
    if count is None:
        letter = _LETTER.get(size, "Q" if (letter, size) == ("M", 3) else letter)
        return Reading("DURATION", f"P{'T' if timed else ''}X{letter}", "vague")
    return Reading("DURATION", duration_value(timed, letter, Fraction(count) * size))


def duration_value(timed: bool, letter: str, number: Fraction) -> str:
    """`P2Y6M`, `PT1H30M`, `P1.5D`: what is left of a year or hour goes into months or minutes."""
    whole, rest = int(number), number - int(number)
    head = "PT" if timed else "P"
    if rest and letter in ("Y", "H", "M"):
        finer, size = {("Y", False): ("M", 12), ("H", True): ("M", 60), ("M", True): ("S", 60)}.get(
            (letter, timed), ("", 0)
        )
        if finer and (rest * size).denominator == 1:
            return head + (f"{whole}{letter}" if whole else "") + f"{int(rest * size)}{finer}"
    return f"{head}{whole}{letter}" if not rest else f"{head}{float(number):.3g}{letter}"


_BACK = re.compile(r"\b(?:past|last|recent)\b", re.IGNORECASE)
_AHEAD = re.compile(r"\b(?:next|coming|ahead|to come|future)\b", re.IGNORECASE)


def from_today(reading: Reading, words: str, unit: str, count: int | None, today: Point | None) -> Reading:
    """A length of time that begins or ends today (`the past five days`, `recent years`), on the calendar.

    `words` are what tells the direction; a vague length reaches to or from the publication day.
    """
    back = _BACK.search(words)
    if not back and not _AHEAD.search(words):
        return reading
    sized = count is not None and unit in UNITS and today is not None
    other = (
        shift(today, UNITS[unit], (-count if back else count) * (2 if unit == "fortnight" else 1))
        if sized and today and count
        else None
    )
    if other is None or today is None:
        return replace(reading, side="after" if back else "before")
    return replace(reading, point=other if back else today, until=today if back else other)
