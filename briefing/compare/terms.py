"""The words that tell one event from another, as stems with a weight."""

import functools
import re

from briefing.compare.lexicon import listed
from briefing.compare.stems import stem

_ORDINAL = re.compile(r"\.?\s*\d")  # behind the "No" of "No. 1"
NOT = "not"  # the term that stands for every negation: what was not done is another event
NAME, NUMBER, LIGHT, FULL = 0.5, 0.5, 0.3, 1.0
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
            if plain != "without" and not _ORDINAL.match(words, match.end()):
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
