"""What a claim's words say, as terms that can be met in another claim: words, names, numbers, days."""

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence

import msgspec

from briefing.compare import grammar
from briefing.compare.lexicon import listed
from briefing.compare.quantities import Quantity, Token, quantities
from briefing.compare.stems import opposites, phrase, stem
from briefing.model.brief import ActorKind
from briefing.model.facts import ActorFact, Named

UNNAMED = "= "  # begins the key of a source that has no name
_STAGE = re.compile(r"[(\[](?:[A-Z][a-z]+ ){0,3}[A-Za-z]+\.?[)\]]")  # "(Applause.)": not what was said
_OWN = frozenset(["i", "he", "she", "it", "they"])  # "we" is not the speaker alone
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
    aside: bool = False  # in a relative clause, where it has no part in the main verb


class Wording(msgspec.Struct, frozen=True, omit_defaults=True):
    """A claim's words taken apart."""

    terms: list[Term] = []
    actors: list[Mentioned] = []
    quantities: list[Quantity] = []
    tense: str = ""  # "past", "present", "future" or "", of the first clause
    denied: bool = False  # "it was false that …"
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
    begins, denied = grammar.truth_of(words)
    tokens = [t for t in grammar.tokens_of(words) if t.start >= begins]
    aside = grammar.asides(tokens)
    masked = [*_covered(words, dated), *(m.span() for m in _STAGE.finditer(words))]
    hidden = {i for i, t in enumerate(tokens) if any(start <= t.start < end for start, end in masked)}
    actors, inside = _actors(tokens, named, known, keys, source, hidden, aside)
    hidden |= inside
    found = quantities(tokens, hidden)
    counted = {i for q in found for i in range(q.at, q.at + q.length)}
    negated = grammar.negated(tokens)
    terms = [*_terms(tokens, hidden | counted, negated, aside), *_bounded(tokens)]
    if not any(t.verb for t in terms) and not grammar.is_finite(tokens):
        terms += _predicate(source.cue, len(tokens))
    if all(t.light for t in terms):  # then the light words are all there is: "he was not told"
        terms = [msgspec.structs.replace(t, light=False) for t in terms]
    return Wording(
        terms=terms,
        actors=actors,
        quantities=[msgspec.structs.replace(q, negated=q.at in negated) for q in found],
        tense=grammar.tense_of(tokens, hidden | aside),
        denied=denied,
        hypothetical=any(t.lower in listed("hypothetical") for t in tokens[:2]),
        words=[t.lower for t in tokens if t.lower[0].isalnum()],
    )


def _actors(
    tokens: Sequence[Token],
    named: Sequence[Named],
    known: Mapping[str, ActorFact],
    keys: Mapping[str, list[str]],
    source: Source,
    hidden: set[int],
    aside: set[int],
) -> tuple[list[Mentioned], set[int]]:
    """The actors in the words, and the tokens of their names."""
    places = {n.start: n for n in sorted(named, key=lambda n: n.end)}  # the longest at a place
    found: list[Mentioned] = []
    inside: set[int] = set()
    for i, token in enumerate(tokens):
        if i in hidden:
            continue
        place = places.get(token.start)
        if place is None:
            if token.lower in _OWN and _is_free(tokens, i):
                found += _implied(source, i)
        elif actor := known.get(place.actor):
            inside.update(j for j in range(i, len(tokens)) if tokens[j].end <= place.end)
            found.append(
                Mentioned(
                    actor.id, keys[actor.id], actor.name, _name_stems(actor.name), i, actor.kind,
                    by=grammar.is_agent(tokens, i), aside=i in aside,
                )
            )  # fmt: skip
    return found, inside


def _is_free(tokens: Sequence[Token], i: int) -> bool:
    """Whether a pronoun begins the content, so that it speaks of the source."""
    return all(t.lower in ("that", "“", '"', "'", "‘", "because") for t in tokens[:i])


def _implied(source: Source, at: int) -> Iterator[Mentioned]:
    """The source as an actor of its own claim: "The captain said he saw no light"."""
    head = re.split(r"[,;(]| who | which ", source.words, maxsplit=1)[0]
    stems = _name_stems(head)
    if source.keys:
        yield Mentioned(source.actor or "", source.keys, head, stems, at, source.kind, implied=True)
    elif stems:
        yield Mentioned("source", [UNNAMED + " ".join(stems)], head, stems, at, "other", implied=True)


def _covered(words: str, expressions: Iterable[str]) -> list[tuple[int, int]]:
    found = []
    for expression in expressions:
        start = words.find(expression)
        if start >= 0:
            found.append((start, start + len(expression)))
    return found


def _name_stems(name: str) -> list[str]:
    return [stem(w) for w in re.findall(r"\w+", name) if w.casefold() not in listed("function")]


def _terms(tokens: Sequence[Token], skipped: set[int], negated: set[int], aside: set[int]) -> Iterator[Term]:
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
        yield Term(
            own,
            token.lower,
            i,
            light=i in aside or _is_light(token.lower, own),
            negated=i in negated,
            verb=i not in aside and grammar.is_verb(tokens, i),
            passive=grammar.is_passive(tokens, i),
            name=grammar.is_name(tokens, i),
        )


def _is_light(word: str, own: str) -> bool:
    """Whether a word goes with anything. What has an opposite decides what is true."""
    return (word in listed("light") or own in grammar.stems_of("light")) and own not in opposites()


def _bounded(tokens: Sequence[Token]) -> Iterator[Term]:
    """ "before" and "after" with what they are before or after: said of one thing, they deny each other."""
    for i, token in enumerate(tokens):
        if token.lower not in ("before", "after"):
            continue
        near = tokens[i + 1 : i + 5]
        behind = [t for t in near if t.lower[0].isalpha() and t.lower not in listed("function")]
        if behind:
            own, word = f"{token.lower} {stem(behind[0].lower)}", f"{token.lower} {behind[0].text}"
            yield Term(own, word, i, light=True)


def _predicate(cue: str, at: int) -> Iterator[Term]:
    """The cue as the verb of a content that has none: "blamed a valve", "played down the danger"."""
    for term in _terms(list(grammar.tokens_of(cue)), set(), set(), set()):
        if not term.light:
            yield Term(term.stem, term.word, at, verb=True, cue=True)
