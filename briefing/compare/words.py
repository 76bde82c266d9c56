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
_CLITICS = frozenset(["n't", "s", "re", "ve", "ll", "d", "m"])
_STAGE = re.compile(
    r"[(\[](?:[A-Z][a-z]+ ){0,3}[A-Za-z]+\.?[)\]]"
)  # "(Applause.)", "[laughs]": not what was said
_REACH = 8  # words that a negation governs at the most
UNNAMED = "= "  # begins the key of a source that has no name
_OWN = frozenset(["i", "we", "he", "she", "it", "they"])
_BE = frozenset(["is", "are", "was", "were", "be", "been", "being"])
_FINITE = _BE | {
    "has",
    "have",
    "had",
    "will",
    "would",
    "may",
    "might",
    "can",
    "could",
    "should",
    "must",
    "did",
    "does",
    "do",
}
_BEFORE_VERB = frozenset(
    [
        "to",
        "not",
        "n't",
        "will",
        "would",
        "may",
        "might",
        "can",
        "could",
        "shall",
        "should",
        "must",
        "did",
        "does",
        "do",
    ]
)
_PARTICLE = 2  # words that may stand between a verb and its particle


class Term(msgspec.Struct, frozen=True, array_like=True, omit_defaults=True):
    """A content word by its stem. `at` is its place among the words, `word` how it is written."""

    stem: str
    word: str
    at: int
    light: bool = False
    negated: bool = False
    verb: bool = False  # a verb by its form or by the word before it
    passive: bool = False
    name: bool = False  # written with a capital inside the sentence
    cue: bool = False  # the cue, where the content has no verb of its own


class Mentioned(msgspec.Struct, frozen=True, array_like=True):
    """An actor in a claim: the keys under which others may name it, and the stems of its name."""

    actor: str
    keys: list[str]
    name: str
    stems: list[str]
    at: int
    kind: ActorKind
    by: bool = False  # the agent of a passive: "was closed by the board"
    implied: bool = False  # the source itself, whom a pronoun of the content stands for


class Wording(msgspec.Struct, frozen=True, omit_defaults=True):
    """A claim's words taken apart."""

    terms: list[Term] = []
    actors: list[Mentioned] = []
    quantities: list[Quantity] = []
    tense: str = ""  # "past", "future" or "", of the first clause
    possible: bool = False  # "may", "perhaps"
    hypothetical: bool = False  # begins with "if" or "whether"
    words: list[str] = []  # all words in lower case: what a quotation is recognised by


class Source(msgspec.Struct, frozen=True):
    """Whose claim it is, by what verb: the actor's id, kind and keys where it is one, and the words for it."""

    words: str
    cue: str = ""
    actor: str | None = None
    kind: ActorKind = "other"
    keys: list[str] = []


def wording(
    words: str,
    named: Sequence[Named],
    known: Mapping[str, ActorFact],
    keys: Mapping[str, list[str]],
    dated: Iterable[str],
    source: Source,
) -> Wording:
    """The terms of a claim's `words`.

    `known` are the actors that have `keys`, by id; the words of others are words like any. `dated` are
    the time expressions in the words, whose days are compared as days and not as words.
    """
    tokens = list(_tokens(words))
    masked = _covered(words, dated) + [m.span() for m in _STAGE.finditer(words)]
    places = {n.start: n for n in sorted(named, key=lambda n: n.end)}  # the longest at a place
    actors: list[Mentioned] = []
    hidden: set[int] = set()  # tokens that are part of a name or a date
    for i, token in enumerate(tokens):
        if any(start <= token.start < end for start, end in masked):
            hidden.add(i)
        place = places.get(token.start)
        actor = known.get(place.actor) if place else None
        if place is None or i in hidden:
            if place is None and i not in hidden and token.lower in _OWN and _is_free(tokens, i):
                actors += _implied(source, i)
            continue
        if actor is None:
            continue
        hidden.update(j for j in range(i, len(tokens)) if tokens[j].end <= place.end)
        actors.append(
            Mentioned(
                actor.id,
                keys[actor.id],
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
    terms = [*_terms(tokens, hidden | counted, negated), *_bounded(tokens)]
    if not any(t.verb for t in terms) and not any(t.lower in _FINITE for t in tokens):
        terms += _predicate(source.cue, len(tokens))
    if all(t.light for t in terms):  # then the light words are all there is: "he was not told"
        terms = [msgspec.structs.replace(t, light=False) for t in terms]
    return Wording(
        terms=terms,
        actors=actors,
        quantities=[msgspec.structs.replace(q, negated=q.at in negated) for q in found],
        tense=_tense(tokens, hidden),
        possible=any(t.lower in listed("possible") for t in tokens),
        hypothetical=any(t.lower in listed("hypothetical") for t in tokens[:2]),
        words=[t.lower for t in tokens if t.lower[0].isalnum()],
    )


def _is_free(tokens: Sequence[Token], i: int) -> bool:
    """Whether a pronoun begins the content, so that it speaks of the source."""
    return all(t.lower in ("that", "“", '"', "'", "‘", "because") for t in tokens[:i])


def _predicate(cue: str, at: int) -> Iterator[Term]:
    """The cue as the verb of a content that has none: "blamed a valve", "played down the danger"."""
    for term in _terms(list(_tokens(cue)), set(), set()):
        if not term.light:
            yield Term(term.stem, term.word, at, verb=True, cue=True)


def _implied(source: Source, at: int) -> Iterator[Mentioned]:
    """The source as an actor of its own claim: "The captain said he saw no light"."""
    head = re.split(r"[,;(]| who | which ", source.words, maxsplit=1)[0]
    stems = _name_stems(head)
    if source.keys:
        yield Mentioned(source.actor or "", source.keys, head, stems, at, source.kind, implied=True)
    elif stems:
        yield Mentioned("source", [UNNAMED + " ".join(stems)], head, stems, at, "other", implied=True)


def _tokens(words: str) -> Iterator[Token]:
    for match in _TOKEN.finditer(words):
        text = match[0]
        ends = text[-1] == "." and text.count(".") == 1 and len(text) > 2  # a sentence, not an abbreviation
        text = text[:-1] if ends else text
        lower = text.casefold().replace("’", "'")
        base, mark, ending = lower.rpartition("'")
        if lower.endswith("n't") and len(lower) > 3:
            base, ending = lower[:-3], "n't"
        if base and ending in _CLITICS and (mark or ending == "n't"):
            yield Token(text[: len(base)], base, match.start(), match.start() + len(base))
            yield Token(text[len(base) :], ending, match.start() + len(base), match.start() + len(text))
        else:
            yield Token(text, lower, match.start(), match.start() + len(text))
        if ends:
            yield Token(".", ".", match.end() - 1, match.end())


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
        if any(token.lower in listed(name) for name in ("function", "negation", "phatic")):
            continue
        own = stem(token.lower)
        for j in range(i + 1, min(len(tokens), i + 2 + _PARTICLE)):
            if meaning := phrase(own, tokens[j].lower):
                own = meaning
                used.add(j)
                break
        light = token.lower in listed("light") or own in _stems("light")
        yield Term(
            own,
            token.lower,
            i,
            light,
            i in negated,
            _is_verb(tokens, i),
            _is_passive(tokens, i),
            _is_name(tokens, i),
        )


def _is_name(tokens: Sequence[Token], i: int) -> bool:
    return i > 0 and tokens[i].text[0].isupper() and tokens[i - 1].lower[0].isalpha()


def _bounded(tokens: Sequence[Token]) -> Iterator[Term]:
    """ "before" and "after" with what they are before or after: said of one thing, they deny each other."""
    for i, token in enumerate(tokens):
        if token.lower in ("before", "after"):
            behind = [
                t for t in tokens[i + 1 : i + 5] if t.lower[0].isalpha() and t.lower not in listed("function")
            ]
            if behind:
                yield Term(
                    f"{token.lower} {stem(behind[0].lower)}", f"{token.lower} {behind[0].text}", i, light=True
                )


def _is_verb(tokens: Sequence[Token], i: int) -> bool:
    if is_past(tokens[i].lower):
        return i == 0 or tokens[i - 1].lower not in ("a", "an", "the")
    before = tokens[i - 1].lower if i else ""
    return before in _BEFORE_VERB or (before in _BE and tokens[i].lower.endswith("ing"))


def _is_passive(tokens: Sequence[Token], i: int) -> bool:
    """Whether a past form stands behind a form of "be", at most an adverb between: "was quickly closed"."""
    if not is_past(tokens[i].lower):
        return False
    return any(t.lower in _BE for t in tokens[max(0, i - 3) : i])


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
