"""The words that tell one event from another, as stems with a weight."""

import functools
import re

import msgspec

from briefing.compare.lexicon import listed
from briefing.compare.stems import is_past, stem

_DATED = re.compile(r"\s(of|on|in|for|from|dated)\s*$")
_DETERMINERS = frozenset(
    ("a", "an", "the", "its", "his", "her", "their", "our", "my", "this", "that", "these", "those")
)
# Nouns made of verbs name what happens (Pustejovsky et al. 2003, TimeML); bodies such as "commission" are listed.
_HAPPENING = ("ing", "tion", "sion", "ment", "ance", "ence", "ival", "osal", "isal", "ure")
_BEFORE = 3  # words between an article and its noun
_ORDINAL = re.compile(r"\.?\s*\d")  # behind the "No" of "No. 1"
NOT = "not"  # the term that stands for every negation: what was not done is another event
NAME, NUMBER, LIGHT, FULL = 0.5, 0.5, 0.3, 1.0
# What does not happen until a day happens then (Karttunen 1974, "Until").
_UNTIL = re.compile(r"\b(?:until|till)\b", re.IGNORECASE)
_WORD = re.compile(r"[^\W_]+(?:['’][^\W_]+)?")
# Where the calendar's words are left of an expression that was cut out, they tell nothing.
_CALENDAR = frozenset(
    _WORD.findall(
        """
        monday tuesday wednesday thursday friday saturday sunday january february march april june july august
        september october november december morning afternoon evening night early late later earlier least
        """
    )
)


class DatedNoun(msgspec.Struct, frozen=True, array_like=True):
    """A noun that a date stands at, as it is written and as a stem, with the stems of what stands before it."""

    word: str
    stem: str
    modifiers: list[str]


def dated_noun(clause: str, expression: str) -> DatedNoun | None:
    """The noun of "the leaked memo of 17 April", "a meeting on 24 April"; None where the date stands at a verb.

    `of` and `dated` stand behind nouns alone. Behind another preposition the noun has to name an event by
    its ending and to have an article or a possessive before it ("the hearing on Friday", but not "told the
    council on Friday": what the date is of is the telling).
    """
    at = clause.find(expression)
    before = _DATED.search(clause[: max(at, 0)])
    if before is None:
        return None
    words = [m[0] for m in _WORD.finditer(clause, max(0, before.start() - 80), before.start())]
    nothing = listed("function") | listed("negation")
    if not words or not words[-1].islower() or words[-1] in nothing | listed("common") or is_past(words[-1]):
        return None
    modifiers: list[str] = []
    closed = False  # by an article or a possessive
    for word in reversed(words[:-1]):
        plain = word.casefold()
        possessive = plain.endswith(("'s", "’s"))
        closed = plain in _DETERMINERS or possessive
        if possessive:
            modifiers.append(stem(word))
        if closed or plain in nothing or len(modifiers) == _BEFORE:
            break
        modifiers.append(stem(word))
    if before[1] not in ("of", "dated") and not (closed and words[-1].endswith(_HAPPENING)):
        return None
    return DatedNoun(words[-1], stem(words[-1]), modifiers)


@functools.cache
def _light() -> frozenset[str]:
    """The stems of the words that go with almost any noun."""
    return frozenset(map(stem, listed("light")))


def as_written(words: str, stems: list[str]) -> list[str]:
    """The words of those stems as a clause has them, in the order of the stems; the stem where it has none."""
    written: dict[str, str] = {}
    for match in _WORD.finditer(words):
        written.setdefault(stem(match[0]), match[0])
    return [written.get(s, s) for s in stems]


def clause_terms(words: str, names: list[str]) -> dict[str, float]:
    """Stem to weight for the content words of a clause; `names` are those of the actors in it.

    A capital inside a clause makes a name; at its beginning only where it is a word of `names`.
    """
    nothing, light = listed("function") | _CALENDAR, _light()
    known = {stem(m[0]) for name in names for m in _WORD.finditer(name) if m[0].casefold() not in nothing}
    found = dict.fromkeys(known, NAME)
    for match in _WORD.finditer(words):
        word = match[0]
        plain = word.casefold()
        if plain in listed("negation") or plain.endswith(("n't", "n’t")):
            if (
                plain != "without"
                and not _ORDINAL.match(words, match.end())
                and not _UNTIL.search(words, match.end())
            ):
                found[NOT] = LIGHT
            continue
        if plain in nothing:
            continue
        key = stem(word)
        if key in known or (match.start() and word[0].isupper()):
            weight = NAME
        elif word[0].isdigit():
            weight = NUMBER
        else:
            weight = LIGHT if key in light else FULL
        found[key] = max(found.get(key, 0), weight)
    return found
