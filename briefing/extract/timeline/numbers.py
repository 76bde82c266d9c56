"""Numbers as English writes them: `2`, `2 1/2`, `1,200`, `twenty-four`, `a couple of`, `eighth`, `3rd`."""

import re
from fractions import Fraction

_ONES = {
    "zero": 0, "one": 1, "two": 2, "three": 3, "four": 4, "five": 5, "six": 6, "seven": 7, "eight": 8,
    "nine": 9, "ten": 10, "eleven": 11, "twelve": 12, "thirteen": 13, "fourteen": 14, "fifteen": 15,
    "sixteen": 16, "seventeen": 17, "eighteen": 18, "nineteen": 19,
}  # fmt: skip
_TENS = {
    "twenty": 20, "thirty": 30, "forty": 40, "fifty": 50, "sixty": 60, "seventy": 70, "eighty": 80, "ninety": 90,
}  # fmt: skip
_SCALES = {"hundred": 100, "thousand": 1_000, "million": 1_000_000, "billion": 1_000_000_000}
_ORDINAL_ONES = {
    "first": 1, "second": 2, "third": 3, "fourth": 4, "fifth": 5, "sixth": 6, "seventh": 7, "eighth": 8,
    "ninth": 9, "tenth": 10, "eleventh": 11, "twelfth": 12, "thirteenth": 13, "fourteenth": 14,
    "fifteenth": 15, "sixteenth": 16, "seventeenth": 17, "eighteenth": 18, "nineteenth": 19,
}  # fmt: skip
_ORDINAL_TENS = {"twentieth": 20, "thirtieth": 30}
_VULGAR = {
    "½": Fraction(1, 2),
    "¼": Fraction(1, 4),
    "¾": Fraction(3, 4),
    "⅓": Fraction(1, 3),
    "⅔": Fraction(2, 3),
}


def _either(*words: str) -> str:
    return "|".join(sorted(words, key=lambda w: (-len(w), w)))


_ONE = _either(*_ONES)
_TEN = _either(*_TENS)
_SCALE = _either(*_SCALES)
_WORD = rf"(?:(?:{_TEN})(?:[ -](?:{_ONE}))?|{_ONE})"
# A cardinal, digits or words; the inner groups do not capture, so that it can be built into a rule.
CARDINAL = (
    rf"(?i:\d+ \d/\d|\d{{1,3}}(?:,\d{{3}})+|\d+(?:\.\d+)?[½¼¾⅓⅔]?|[½¼¾⅓⅔]|"
    rf"(?-i:(?<=the )(?:hundred|thousand))(?= years)|(?:half a|a|two|three|four|five|six) dozen|(?:(?:{_WORD}|a|several|few) (?:{_SCALE})(?: (?:{_SCALE}))?(?:[ -](?:and )?{_WORD})?|{_WORD}(?:[ -](?:{_SCALE}))*)"
    rf"(?:[ -](?:and )?(?:a )?half)?)"
)
# An ordinal from 1st to 31st, and the centuries in words.
ORDINAL = (
    rf"(?i:\d{{1,2}}(?:st|nd|rd|th)|(?:(?:{_either('twenty', 'thirty')})[ -])?(?:{_either(*_ORDINAL_ONES)})"
    rf"|{_either(*_ORDINAL_TENS)})"
)
# The last words that ordinals end in, as a sentence is cut into words (see `scan`).
ORDINAL_WORDS = " ".join(
    [*_ORDINAL_ONES, *_ORDINAL_TENS, *(f"{n}{end}" for n in range(10) for end in ("st", "nd", "rd", "th"))]
)
# Half a dozen is a number, several is not.
VAGUE = r"(?i:a few|quite a few|a couple|couple|several|some|many|a number of|dozens of|scores of|hundreds of|thousands of|few|countless|numerous|multiple)"

_NUMBER = re.compile(r"\d+(?:\.\d+)?")


def cardinal(text: str) -> Fraction | None:
    """The number that `text` writes, or None where it is not one (`a` and `an` count one)."""
    words = text.casefold().replace("-", " ").replace(",", "").split()
    total, part, seen = Fraction(0), Fraction(0), False
    for word in words:
        if word in ("and", "of"):
            continue
        if word in ("a", "an"):
            if not seen:
                part, seen = part + 1, True
            continue
        if word == "half":
            # "two and a half" adds, "half a" stands for itself
            total, seen = total + Fraction(1, 2), True
        elif word in ("couple", "pair"):
            part, seen = Fraction(2), True
        elif word == "dozen":
            # Half a dozen is half of twelve, and not a half and twelve.
            half = total == Fraction(1, 2) and not part
            total, part, seen = (
                Fraction(0) if half else total,
                12 * (total if half else max(part, Fraction(1))),
                True,
            )
        elif word in _ONES or word in _TENS:
            part, seen = part + _ONES.get(word, _TENS.get(word, 0)), True
        elif word in _SCALES:
            scale = _SCALES[word]
            part = max(part, Fraction(1)) * scale
            if scale >= 1_000:
                total, part = total + part, Fraction(0)
            seen = True
        else:
            figure = _figure(word)
            if figure is None:
                return None
            part, seen = part + figure, True
    return total + part if seen else None


def _figure(word: str) -> Fraction | None:
    if "/" in word:
        above, _, below = word.partition("/")
        return (
            Fraction(int(above), int(below))
            if above.isdecimal() and below.isdecimal() and int(below)
            else None
        )
    tail = _VULGAR.get(word[-1:], Fraction(0))
    bare = word[:-1] if tail else word
    if not bare:
        return tail
    return Fraction(bare) + tail if _NUMBER.fullmatch(bare) else None


def ordinal(text: str) -> int | None:
    """The number of an ordinal (`eighth`, `22nd`, `twenty-first`), or None."""
    word = text.casefold().replace("-", " ").strip()
    if match := re.fullmatch(r"(\d+)(?:st|nd|rd|th)", word):
        return int(match[1])
    if word in _ORDINAL_TENS:
        return _ORDINAL_TENS[word]
    first, _, last = word.rpartition(" ")
    if last not in _ORDINAL_ONES or (first and first not in _TENS):
        return None
    return _TENS.get(first, 0) + _ORDINAL_ONES[last]


# "nineteen ninety-six", "twenty ten", "nineteen oh five", "two thousand and four"
SPOKEN_YEAR = (
    rf"(?:(?:eighteen|nineteen|twenty)[ -](?:(?:{_TEN})(?:[ -](?:{_ONE}))?|oh[ -](?:{_ONE})|(?:ten|eleven|twelve|{_either(*[w for w, n in _ONES.items() if n > 12])}))"
    rf"|two thousand(?:(?: and)? (?:{_WORD}))?)"
)


def spoken_year(text: str) -> int | None:
    """The year that `text` speaks (`nineteen ninety-six` -> 1996), or None."""
    words = text.casefold().replace("-", " ").split()
    if words[:2] == ["two", "thousand"]:
        rest = cardinal(" ".join(words[2:])) if words[2:] else Fraction(0)
        return None if rest is None else 2000 + int(rest)
    century = {"eighteen": 1800, "nineteen": 1900, "twenty": 2000}.get(words[0]) if words else None
    rest = cardinal(" ".join(w for w in words[1:] if w != "oh"))
    return None if century is None or rest is None or rest >= 100 else century + int(rest)
