"""Amounts of time: how many of a unit, as TIMEX3 writes a duration (ISO 8601: P2Y, PT24H, PXM)."""

import re
from fractions import Fraction

from briefing.extract.timeline.numbers import VAGUE, cardinal
from briefing.extract.timeline.rule import Reading

_VAGUE = re.compile(rf"{VAGUE}(?: of)?(?: the)?(?: past)?|the", re.IGNORECASE)
# The letter of a duration without a number: decades and centuries have their own (TIDES 2005: DE, CE).
_LETTER = {10: "DE", 100: "CE", 1000: "ML"}


def amount(text: str) -> int | None:
    """The whole number that counts units; None where it is vague or not whole."""
    low = text.casefold().strip()
    if low.startswith("a couple"):
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
