"""A quotation found by its words and its context alone, without the text it was taken from.

The selectors are those of the W3C Web Annotation Data Model (2017, 4.2.4 and 4.2.5): the exact
words, what stood before and after them, and a position.
"""

from collections import Counter
from difflib import SequenceMatcher
from typing import NamedTuple

from briefing.anchor.align import Alignment
from briefing.anchor.placement import Placement, orphan
from briefing.anchor.standing import standing
from briefing.anchor.words import same_words, tokens
from briefing.model.annotation import CONTEXT, AnchorState, Quote

_MAX_HITS = 200  # places of a common word that are compared; the rest are farther away
_MAX_SEEDS = 24  # words of the quotation that are looked up, longest first
_WINDOWS = 3  # promising places that are compared word by word

# Approximate hits. With these on both contexts, a quotation that was deleted is taken for another
# passage in 1.6 % of synthetic edits (design/architecture.md, "Anchoring").
_FUZZY, _FUZZY_CONTEXT = 0.8, 0.7
_SUSPECT, _SUSPECT_CONTEXT = 0.6, 0.6
# Several places with the very words: how much of the context must stand to tell them apart.
_CONTEXT_DECIDES, _CONTEXT_HINTS = 0.5, 0.3


class Hit(NamedTuple):
    """The quotation's words at `start`, and how much of what was around them is around them there.

    `context` is the larger of the shares before and after, `both` their mean.
    """

    start: int
    end: int
    context: float
    both: float
    bounded: bool  # not a part of a longer word


def find(quote: Quote, expected: int | None, text: str) -> Placement:
    """Where the quotation stands in `text`. `expected` is the offset it had in the text it is from."""
    if not quote.exact:
        return orphan("an empty quotation")
    best = among(hits(quote, expected, text), expected)
    return best or approximate(quote, expected, text)


def hits(quote: Quote, expected: int | None, text: str) -> list[Hit]:
    """Places with exactly the quotation's words, those nearest to `expected` if there are very many."""
    exact = quote.exact
    starts: list[int] = []
    at = text.find(exact)
    while at >= 0:
        starts.append(at)
        at = text.find(exact, at + 1)
    if len(starts) > _MAX_HITS:
        starts = sorted(sorted(starts, key=lambda s: abs(s - (expected or 0)))[:_MAX_HITS])
    return [
        Hit(s, s + len(exact), *_context(quote, text, s), _bounded(text, s, s + len(exact))) for s in starts
    ]


def among(places: list[Hit], expected: int | None) -> Placement | None:
    """The choice between exact hits; None where there is none."""
    places = [p for p in places if p.bounded] or places
    if not places:
        return None

    def rank(hit: Hit) -> tuple[float, float, int]:
        return (
            round(hit.both, 2),
            round(hit.context, 2),
            -abs(hit.start - expected) if expected is not None else 0,
        )

    best, *others = sorted(places, key=rank, reverse=True)
    score = round(0.5 + 0.5 * best.both, 3)

    def at(state: AnchorState, reason: str, score: float = score) -> Placement:
        return Placement(state, best.start, best.end, score, reason)

    if not best.bounded:
        # "would" in "wouldn't" may be the opposite.
        state: AnchorState = "suspect" if others else "fuzzy"
        return at(state, "these letters stand only inside other words", score / 2)
    if best.start == expected and (not others or best.context >= _CONTEXT_HINTS):
        return at("exact", "the same words at the same place")
    if not others:
        return at("moved", "the only place with these words")
    if best.context >= _CONTEXT_DECIDES and rank(best)[:2] > rank(others[0])[:2]:
        return at("moved", "the same words in the same context")
    if best.context >= _CONTEXT_HINTS:
        return at("suspect", f"{len(places)} places have these words")
    return orphan(f"{len(places)} places have these words, none of them the context")


def _context(quote: Quote, text: str, start: int) -> tuple[float, float]:
    """The larger share of the words before or after that stand in order, and the mean; 1 if none were kept."""
    end = start + len(quote.exact)
    sides = []
    if quote.prefix.strip():
        sides.append(_similar(quote.prefix, text[max(0, start - 2 * CONTEXT) : start], True))
    if quote.suffix.strip():
        sides.append(_similar(quote.suffix, text[end : end + 2 * CONTEXT], False))
    return (max(sides), sum(sides) / len(sides)) if sides else (1.0, 1.0)


def _similar(kept: str, there: str, before: bool) -> float:
    if there.endswith(kept) if before else there.startswith(kept):
        return 1.0
    a = [t.key for t in tokens(kept)]
    b = [t.key for t in tokens(there)]
    # Only as many words of the new text as the context has, and one for an insertion.
    b = b[-len(a) - 1 :] if before else b[: len(a) + 1]
    matched = sum(m.size for m in SequenceMatcher(None, a, b, autojunk=False).get_matching_blocks())
    return matched / len(a)


def _bounded(text: str, start: int, end: int) -> bool:
    return not (
        (start > 0 and text[start - 1].isalnum() and text[start].isalnum())
        or (end < len(text) and text[end].isalnum() and text[end - 1].isalnum())
    )


def approximate(quote: Quote, expected: int | None, text: str) -> Placement:
    """The most similar place, accepted only where the words on both sides agree as well."""
    whole = quote.prefix + quote.exact + quote.suffix
    left = len(quote.prefix)
    best: tuple[float, Placement] = (0.0, orphan())
    for at in _windows(quote, whole, expected, text):
        slack = CONTEXT + len(quote.exact) // 2
        low, high = max(0, at - slack), min(len(text), at + len(whole) + slack)
        window = text[low:high]
        pieces = Alignment(whole, window).kept
        body = standing(whole, left, left + len(quote.exact), window, pieces)
        if not body.share:
            continue
        sides = [
            standing(whole, a, b, window, pieces).share
            for a, b in ((0, left), (left + len(quote.exact), len(whole)))
            if whole[a:b].strip()
        ]
        state: AnchorState = "orphan"
        if body.share >= _FUZZY and min(sides, default=0.0) >= _FUZZY_CONTEXT:
            state = "fuzzy"
        elif body.share >= _SUSPECT and max(sides, default=0.0) >= _SUSPECT_CONTEXT:
            state = "suspect"
        score = body.share * (0.5 + 0.5 * (sum(sides) / len(sides) if sides else 0.0))
        if state != "orphan" and score > best[0]:
            start, end = low + body.start, low + body.end
            reason = "words were changed" if state == "fuzzy" else "similar words in a similar context"
            if state == "fuzzy" and body.whole and same_words(quote.exact, text[start:end]):
                state, reason = "moved", "the same words in the same context"
            best = score, Placement(state, start, end, round(score, 3), reason)
    return best[1]


def _windows(quote: Quote, whole: str, expected: int | None, text: str) -> list[int]:
    """Offsets where `whole` may begin, by how many of its longer words would be in place."""
    folded, searched = text.casefold(), whole
    if len(folded) != len(text):  # a letter whose folding is longer: compare as printed
        folded = text
    else:
        searched = whole.casefold()
    votes: Counter[int] = Counter()
    width = max(CONTEXT, len(quote.exact) // 4)
    words = sorted((t for t in tokens(whole) if t.is_word), key=lambda t: t.start - t.end)[:_MAX_SEEDS]
    for word in words:
        seed = searched[word.start : word.end]
        places: list[int] = []
        at = folded.find(seed)
        while at >= 0 and len(places) <= _MAX_HITS:
            places.append(at)
            at = folded.find(seed, at + 1)
        # A word that stands at one place says where the passage is; one that stands everywhere does not.
        for place in places:
            cell = (place - word.start) // width
            votes[cell] += max(1, 1000 // len(places))
            votes[cell + 1] += max(1, 1000 // len(places))
    target = (expected or 0) // width
    ranked = sorted(votes, key=lambda c: (-votes[c], abs(c - target)))
    return [c * width for c in ranked[:_WINDOWS]]
