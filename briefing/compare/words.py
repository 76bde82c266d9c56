"""What a claim's words say, as terms that can be met in another claim: words, names, numbers, days.

There is no parse here, only the words and the places of the actors in them. What is negated, when it
happens and who does what are read from function words and word order, which is enough for clauses of
the length that claims have, and can be said in words to the reader who asks why two claims match.
"""

import functools
import re
from collections.abc import Iterable, Iterator, Mapping, Sequence

import msgspec

from briefing.compare.lexicon import listed
from briefing.compare.quantities import Quantity, Token, quantities
from briefing.compare.stems import is_past, phrase, stem
from briefing.model.brief import ActorKind
from briefing.model.facts import ActorFact, Named

_TOKEN = re.compile(r"\d+(?:[.,]\d+)*(?:st|nd|rd|th)?|[^\W\d_]+(?:[.’'-][^\W\d_]+)*\.?|[^\w\s]")
_REACH = 8  # words that a negation governs at the most
_PARTICLE = 2  # words that may stand between a verb and its particle


class Term(msgspec.Struct, frozen=True, array_like=True, omit_defaults=True):
    """A content word by its stem. `at` is its place among the words, `word` how it is written."""

    stem: str
    word: str
    at: int
    light: bool = False
    negated: bool = False


class Mentioned(msgspec.Struct, frozen=True, array_like=True):
    """An actor in a claim: the keys under which others may name it, and the stems of its name."""

    actor: str
    keys: list[str]
    name: str
    stems: list[str]
    at: int
    kind: ActorKind
    by: bool = False  # the agent of a passive: "was closed by the board"


class Wording(msgspec.Struct, frozen=True, omit_defaults=True):
    """A claim's words taken apart."""

    terms: list[Term] = []
    actors: list[Mentioned] = []
    quantities: list[Quantity] = []
    tense: str = ""  # "past", "future" or "", of the first clause
    possible: bool = False  # "may", "perhaps"
    hypothetical: bool = False  # begins with "if" or "whether"
    passive: bool = False
    words: list[str] = []  # all words in lower case: what a quotation is recognised by


def wording(
    words: str,
    named: Sequence[Named],
    known: Mapping[str, ActorFact],
    keys: Mapping[str, list[str]],
    dated: Iterable[str],
) -> Wording:
    """The terms of a claim's `words`.

    `known` are the actors that have `keys`, by id; the words of others are words like any. `dated` are the time expressions in the words, whose
    days are compared as days and not as words.
    """
    tokens = list(_tokens(words))
    masked = _covered(words, dated)
    places = {
        n.start: n for n in sorted(named, key=lambda n: n.end) if n.actor in known
    }  # the longest at a place
    actors: list[Mentioned] = []
    hidden: set[int] = set()  # tokens that are part of a name or a date
    for i, token in enumerate(tokens):
        if any(start <= token.start < end for start, end in masked):
            hidden.add(i)
        place = places.get(token.start)
        if place and i not in hidden:
            inside = [j for j in range(i, len(tokens)) if tokens[j].end <= place.end]
            hidden.update(inside)
            actor = known[place.actor]
            found_keys = keys[actor.id]
            actors.append(
                Mentioned(
                    actor.id,
                    found_keys,
                    actor.name,
                    _name_stems(actor.name),
                    i,
                    actor.kind,
                    _is_by(tokens, i),
                )
            )
    found = quantities(tokens, hidden)
    counted = {i for q in found for i in range(q.at, q.at + q.length)}
    negated = _negated(tokens)
    terms = list(_terms(tokens, hidden | counted, negated))
    return Wording(
        terms=terms,
        actors=actors,
        quantities=[msgspec.structs.replace(q, negated=q.at in negated) for q in found],
        tense=_tense(tokens, hidden),
        possible=any(t.lower in listed("possible") for t in tokens),
        hypothetical=any(t.lower in listed("hypothetical") for t in tokens[:2]),
        passive=any(a.by for a in actors),
        words=[t.lower for t in tokens if t.lower[0].isalnum()],
    )


def _tokens(words: str) -> Iterator[Token]:
    for match in _TOKEN.finditer(words):
        text = match[0]
        if text[-1] == "." and text.count(".") == 1 and len(text) > 2:
            text = text[:-1]  # the end of a sentence, not of an abbreviation
        lower = text.casefold().replace("’", "'")
        if lower.endswith("n't") and len(lower) > 3:
            yield Token(text[:-3], lower[:-3], match.start(), match.end() - 3)
            yield Token(text[-3:], "n't", match.end() - 3, match.end())
            continue
        yield Token(text, lower, match.start(), match.start() + len(text))


def _covered(words: str, expressions: Iterable[str]) -> list[tuple[int, int]]:
    found = []
    for expression in expressions:
        start = words.find(expression)
        if start >= 0:
            found.append((start, start + len(expression)))
    return found


def _name_stems(name: str) -> list[str]:
    return [stem(w) for w in re.findall(r"\w+", name) if w.casefold() not in listed("function")]


def _is_by(tokens: Sequence[Token], i: int) -> bool:
    """Whether the name at `i` is the agent of a passive."""
    before = [t.lower for t in tokens[max(0, i - 3) : i]]
    if "by" not in before:
        return False
    at = max(0, i - 3) + before.index("by")
    near = tokens[max(0, at - 2) : at]
    return any(is_past(t.text) or t.lower in ("been", "was", "were", "being") for t in near)


def _negated(tokens: Sequence[Token]) -> set[int]:
    """The tokens in the reach of a negation. A second negation inside the reach of one takes it back."""
    found: set[int] = set()
    for i, token in enumerate(tokens):
        fails = stem(token.lower) in _stems("failing") and _next_is(tokens, i, "to")
        if token.lower not in listed("negation") and not fails:
            continue
        if token.lower == "not" and _next_is(tokens, i, "only"):
            continue
        reach: set[int] = set()
        for j in range(i + 1, min(len(tokens), i + 1 + _REACH)):
            lower = tokens[j].lower
            if (not lower[0].isalnum() and lower not in "\"“”'‘’-") or lower in listed("boundary"):
                if reach:
                    break
                continue
            reach.add(j)
        found ^= reach
    return found


def _next_is(tokens: Sequence[Token], i: int, word: str) -> bool:
    return i + 1 < len(tokens) and tokens[i + 1].lower == word


def _terms(tokens: Sequence[Token], skipped: set[int], negated: set[int]) -> Iterator[Term]:
    used: set[int] = set()
    for i, token in enumerate(tokens):
        if i in skipped or i in used or not token.lower[0].isalpha():
            continue
        if token.lower in listed("function") or token.lower in listed("negation"):
            continue
        own = stem(token.lower)
        for j in range(i + 1, min(len(tokens), i + 2 + _PARTICLE)):
            if meaning := phrase(own, tokens[j].lower):
                own = meaning
                used.add(j)
                break
        light = token.lower in listed("light") or own in _stems("light")
        yield Term(own, token.lower, i, light, i in negated)


@functools.cache
def _stems(name: str) -> frozenset[str]:
    """The stems of a list."""
    return frozenset(stem(w) for w in listed(name))


def _tense(tokens: Sequence[Token], hidden: set[int]) -> str:
    """The tense of the first finite verb, as far as function words and endings tell it."""
    for i, token in enumerate(tokens):
        if i in hidden:
            continue
        if token.lower in listed("future") or (token.lower in ("is", "are") and _next_is(tokens, i, "to")):
            return "future"
        if token.lower == "would":
            return "" if _next_is(tokens, i, "have") else "future"
        if token.lower in listed("past"):
            return "past"
        if token.lower in ("is", "are", "does", "do", "am", "has"):
            return "present"
        if i and is_past(token.lower) and not _is_before_noun(tokens, i):
            return "past"
    return ""


def _is_before_noun(tokens: Sequence[Token], i: int) -> bool:
    """Whether a past form may be an attribute: "a warning about cracked bolts"."""
    before = tokens[i - 1].lower
    return before in ("a", "an", "the", "two", "three", "several", "about", "of", "some") or before in listed(
        "light"
    )
