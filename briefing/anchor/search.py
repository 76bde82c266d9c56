"""A quotation found by its words and its context alone, without the text it was taken from.

The selectors are those of the W3C Web Annotation Data Model (2017, 4.2.4 and 4.2.5): the exact
words, what stood before and after them, and a position.
"""

import re
from difflib import SequenceMatcher
from typing import NamedTuple

from briefing.anchor.align import Alignment
from briefing.anchor.placement import Placement, orphan
from briefing.anchor.standing import standing
from briefing.anchor.words import same_words, tokens
from briefing.model.annotation import CONTEXT, AnchorState, Quote

_MAX_HITS = 200  # places of a common word that are compared; the rest are farther away
_MAX_SEEDS = 12  # words of the quotation that are looked up, longest first
_MAX_VOTES = 50  # places of one of them that are looked at
_WINDOWS = 3  # promising places that are compared word by word
_WORTHY = 0.5  # if they have this share of the words that the best of them has

# Approximate hits. With these on both contexts, 1.6 % of the quotations that were deleted are taken for
# another passage (bench/anchoring.py --quote-only; docs/anchoring.md).
_FUZZY, _FUZZY_CONTEXT = 0.7, 0.6
_SUSPECT, _SUSPECT_CONTEXT = 0.6, 0.6
# Several places with the very words: how much of the context must stand to tell them apart.
_CONTEXT_DECIDES, _CONTEXT_HINTS = 0.5, 0.3
# A context of the full length begins or ends anywhere, mostly within a word.
_INNER_PREFIX = re.compile(r"(?<=\s)\S.*", re.DOTALL)
_INNER_SUFFIX = re.compile(r".*\S(?=\s)", re.DOTALL)


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
    starts = _places(text, exact, len(text))
    framed = [s for s in starts if _framed(quote, text, s)]
    if framed:  # both contexts as they were: nothing can be better, and the others need no comparing
        starts = framed
    if len(starts) > _MAX_HITS:
        starts = sorted(sorted(starts, key=lambda s: abs(s - (expected or 0)))[:_MAX_HITS])
    return [
        Hit(s, s + len(exact), *_context(quote, text, s), _bounded(text, s, s + len(exact))) for s in starts
    ]


def _framed(quote: Quote, text: str, start: int) -> bool:
    before = max(0, start - len(quote.prefix))
    return text[before:start] == quote.prefix and text.startswith(quote.suffix, start + len(quote.exact))


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
    parts = _context_parts(quote)
    for at in _windows(quote, whole, expected, text):
        slack = CONTEXT + len(quote.exact) // 2
        low, high = max(0, at - slack), min(len(text), at + len(whole) + slack)
        window = text[low:high]
        pieces = Alignment(whole, window).kept(0, len(whole))
        body = standing(whole, left, left + len(quote.exact), window, pieces)
        if not body.share:
            continue
        sides = [standing(whole, a, b, window, pieces).share for a, b in parts]
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


def _context_parts(quote: Quote) -> list[tuple[int, int]]:
    """Prefix and suffix within prefix + exact + suffix, without the words that are cut in two at their far ends."""
    left, right = len(quote.prefix), len(quote.prefix) + len(quote.exact)
    total = right + len(quote.suffix)
    before = _INNER_PREFIX.search(quote.prefix) if left >= CONTEXT else None
    after = _INNER_SUFFIX.search(quote.suffix) if total - right >= CONTEXT else None
    parts = [(before.start() if before else 0, left), (right, right + after.end() if after else total)]
    return [(a, b) for a, b in parts if (quote.prefix + quote.exact + quote.suffix)[a:b].strip()]


def _windows(quote: Quote, whole: str, expected: int | None, text: str) -> list[int]:
    """Offsets where `whole` may begin, by how many of its longer words would be in place."""
    folded, searched = text.casefold(), whole
    if len(folded) != len(text):  # a letter whose folding is longer: compare as printed
        folded = text
    else:
        searched = whole.casefold()
    words = sorted({t.key: t for t in tokens(whole) if t.is_word}.values(), key=lambda t: t.start - t.end)
    votes: dict[int, float] = {}
    width = max(CONTEXT, len(quote.exact) // 4)
    for word in words[:_MAX_SEEDS]:
        seed = searched[word.start : word.end]
        # A word that stands at one place says where the passage is; one that stands everywhere does not.
        places = _places(folded, seed, _MAX_VOTES)
        for place in places:
            cell = (place - word.start) // width
            votes[cell] = votes.get(cell, 0.0) + 1 / len(places)
            votes[cell + 1] = votes.get(cell + 1, 0.0) + 1 / len(places)
    target = (expected or 0) // width
    ranked = sorted(votes, key=lambda c: (-votes[c], abs(c - target)))[:_WINDOWS]
    return [c * width for c in ranked if votes[c] >= _WORTHY * votes[ranked[0]]]


def _places(text: str, words: str, most: int) -> list[int]:
    """Where `words` begin in `text`, at most `most` places."""
    found: list[int] = []
    at = text.find(words)
    while at >= 0 and len(found) < most:
        found.append(at)
        at = text.find(words, at + 1)
    return found
