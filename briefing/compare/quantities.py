"""Numbers in words and figures: how much of what, and whether two of them can both be right."""

from collections.abc import Sequence

import msgspec

from briefing.compare.lexicon import listed, table
from briefing.compare.stems import is_past, stem

_MONEY = frozenset("$€£¥")
_NOUNS = 4  # words behind a number among which what is counted is looked for
_YEARS = range(1900, 2100)
_MONTHS = frozenset(
    ["january", "february", "march", "april", "may", "june", "july", "august", "september", "october", "november", "december"]
)  # fmt: skip


class Token(msgspec.Struct, frozen=True):
    """A word, figure or sign of a text, with its characters."""

    text: str
    lower: str
    start: int
    end: int


class Quantity(msgspec.Struct, frozen=True, array_like=True, omit_defaults=True):
    """A number and what it counts. `least` and `most`: within what it is meant, as it is worded."""

    value: float
    least: float
    most: float
    units: list[str]  # stems of the words behind it, of which one is what it counts; "%" for per cent
    words: str
    at: int
    length: int
    negated: bool = False


def quantities(tokens: Sequence[Token], skipped: set[int]) -> list[Quantity]:
    """The quantities in `tokens`, dates and clock times apart; `skipped` are tokens that are none."""
    found = []
    i = 0
    while i < len(tokens):
        read = None if i in skipped else _number(tokens, i)
        if read is None:
            i += 1
            continue
        value, length = read
        if _is_date(tokens, i, length, value):
            i += length
            continue
        units, used = _units(tokens, i, length, skipped)
        behind = tokens[i + length].lower if i + length < len(tokens) else ""
        if tokens[i].lower != "one" or (units and behind != "of"):  # "one of his ships" counts nothing
            least, most = _bounds(tokens, i, value)
            words = " ".join(t.text for t in tokens[i : i + length + used])
            found.append(Quantity(value, least, most, units, words, i, length))
        i += length
    return found


def agree(one: Quantity, other: Quantity) -> bool:
    """Whether both can be right: the same, or each within what the other is meant to say."""
    return one.least <= other.most and other.least <= one.most


def comparable(one: Quantity, other: Quantity) -> bool:
    """Whether they count the same kind of thing; without a unit on either side nothing says so."""
    if not one.units or not other.units:
        return False
    if ("%" in one.units) != ("%" in other.units):
        return False
    return bool(set(one.units) & set(other.units))


def _number(tokens: Sequence[Token], i: int) -> tuple[float, int] | None:
    """The value of the number that begins at `i`, and its tokens."""
    lower = tokens[i].lower
    small, multiples, fractions = (table("words")[k] for k in ("numbers", "multiples", "fractions"))
    if lower[0].isdigit():
        figure = lower.replace(",", "")
        try:
            value = float(figure)
        except ValueError:
            return None  # "24th", "1.2.3"
        at = i + 1
    elif "-" in lower and all(p in small for p in lower.split("-")):
        value, at = float(sum(small[p] for p in lower.split("-"))), i + 1
    elif lower in small:
        value, at = float(small[lower]), i + 1
    elif (
        lower in ("a", "an")
        and i + 1 < len(tokens)
        and tokens[i + 1].lower in ("hundred", "thousand", "million", "billion", "dozen")
    ):
        value, at = 1.0, i + 1
    elif (
        lower in fractions
        and i
        and tokens[i - 1].lower in ("a", "one", "two", "three", "by", "about", "nearly", "almost")
    ):
        several = small.get(tokens[i - 1].lower, 1) if lower.endswith("s") else 1
        return fractions[lower] * several, 1
    else:
        return None
    if at < len(tokens) and tokens[at].lower in fractions and lower in small and lower not in ("a",):
        return value * fractions[tokens[at].lower], at + 1 - i
    while at < len(tokens) and (tokens[at].lower in multiples or tokens[at].lower == "dozen"):
        if tokens[at].lower == "m" and not lower[0].isdigit():
            break
        value *= multiples.get(tokens[at].lower, 12)
        at += 1
    return value, at - i


def _is_date(tokens: Sequence[Token], i: int, length: int, value: float) -> bool:
    near = [tokens[j].lower for j in (i - 1, i + length) if 0 <= j < len(tokens)]
    if any(n.rstrip(".") in _MONTHS and tokens[i].lower[0].isdigit() for n in near if n != "may"):
        return True
    if ":" in near or "o'clock" in near:
        return True
    return (
        length == 1
        and tokens[i].lower.isdigit()
        and len(tokens[i].lower) == 4
        and value in _YEARS
        and "," not in tokens[i].text
    )


def _units(tokens: Sequence[Token], i: int, length: int, skipped: set[int]) -> tuple[list[str], int]:
    """The stems of what may be counted, and how many tokens behind the number they take."""
    behind = tokens[i + length : i + length + _NOUNS]
    units: list[str] = []
    used = 0
    if i and tokens[i - 1].text in _MONEY:
        return ["money"], 0
    for n, token in enumerate(behind):
        if token.lower in ("%", "percent") or (
            token.lower == "per" and n + 1 < len(behind) and behind[n + 1].lower in ("cent", "cents")
        ):
            return ["%"], n + 1
        if token.lower == "of" or (
            token.lower in ("the", "its", "their", "his", "her", "new", "out", "all") and n < 3
        ):
            continue
        if not token.lower[0].isalpha() or token.lower in listed("function") or i + length + n in skipped:
            break
        if units and is_past(token.lower):
            break  # "three engineers died": the verb is not what is counted
        units.append(stem(token.lower))
        used = n + 1
    return units, used


def _bounds(tokens: Sequence[Token], i: int, value: float) -> tuple[float, float]:
    """Within what a number is meant, by the words in front of it; a rounded one is good to half a digit."""
    front = {t.lower for t in tokens[max(0, i - 3) : i]}
    if front & listed("at_least") and front & {"at", "than", "exceeding", "beyond", "over"}:
        return value, float("inf")
    if front & listed("at_most") and front & {"at", "than", "up", "under", "below"}:
        return 0.0, value
    if front & listed("hedged_number"):
        return value * 0.9, value * 1.1
    slack = 0.5 * 10 ** _zeros(value) if value >= 1000 else 0.0
    return value - slack, value + slack


def _zeros(value: float) -> int:
    digits = f"{value:.0f}"
    return len(digits) - len(digits.rstrip("0"))
