"""Quotations carried from one version of an article to the next, through one alignment of the two."""

from briefing.anchor.align import Alignment
from briefing.anchor.placement import Placement
from briefing.anchor.search import among, approximate, hits
from briefing.anchor.standing import Standing, standing
from briefing.anchor.words import same_words
from briefing.model.annotation import CONTEXT, Quote
from briefing.model.article import Span

_ACCEPT = 0.6  # more than half of the words stand in their row
_SURE = 0.8  # with this share of them, only all of them together elsewhere would be better
_ACCEPT_MOVED = 0.8  # words that stand in a row elsewhere
_SUSPECT = 0.33  # less than a third is a coincidence
_GROWTH = 3  # a place this many times longer than the quotation says more than the quotation did


def carry(span: Span, alignment: Alignment) -> Placement:
    """Where `alignment.old[span]` stands in `alignment.new`."""
    old, new = alignment.old, alignment.new
    kept = standing(old, span.start, span.end, new, alignment.kept(span.start, span.end))
    if kept.whole or (kept.share >= _SURE and span.of(old) not in new):
        return _accepted(kept, span, old, new, elsewhere=False)
    moved = standing(old, span.start, span.end, new, alignment.moved(span.start, span.end))
    # All of the words together elsewhere are more than some of them here.
    if moved.whole and same_words(span.of(old), new[moved.start : moved.end]):
        return _accepted(moved, span, old, new, elsewhere=True)
    if kept.share >= _ACCEPT:
        return _accepted(kept, span, old, new, elsewhere=False)
    if moved.share >= _ACCEPT_MOVED:
        return _accepted(moved, span, old, new, elsewhere=True)
    quote = quote_at(old, span)
    found = among(hits(quote, None, new), None)
    if found and found.state != "orphan":
        return found
    if max(kept.share, moved.share) >= _SUSPECT:
        best = max(kept, moved)
        return Placement(
            "suspect", best.start, best.end, round(best.share, 3), "only a part of the words is left"
        )
    similar = approximate(quote, None, new)
    if similar.state == "orphan":
        return found or similar
    return Placement("suspect", similar.start, similar.end, similar.score, similar.reason)


def quote_at(text: str, span: Span) -> Quote:
    """The quotation of those characters, with its context."""
    return Quote(
        exact=text[span.start : span.end],
        prefix=text[max(0, span.start - CONTEXT) : span.start],
        suffix=text[span.end : span.end + CONTEXT],
    )


def _accepted(found: Standing, span: Span, old: str, new: str, *, elsewhere: bool) -> Placement:
    start, end = found.start, found.end
    score = round(found.share, 3)
    if end - start > _GROWTH * (span.end - span.start):
        return Placement("suspect", start, end, score, "much was put in between the words")
    if not (found.whole and same_words(span.of(old), new[start:end])):
        return Placement("fuzzy", start, end, score, "words were changed")
    exact = span.of(old)
    before, after = len(exact) - len(exact.lstrip()), len(exact) - len(exact.rstrip())
    # White space at the quotation's ends belongs to it.
    if start >= before and new[start - before : end + after] == exact:
        start, end = start - before, end + after
    if elsewhere:
        return Placement("moved", start, end, score, "its passage stands elsewhere")
    if (start, end) == (span.start, span.end):
        return Placement("exact", start, end, 1.0, "the same words at the same place")
    return Placement("moved", start, end, score, "the same words in the same context")
