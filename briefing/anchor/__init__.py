"""Anchoring: where the words of a note stand in another version of its article.

`anchor` places one quotation, `carry_forward` all annotations of an article through one alignment
of the two texts, `sentence_changed` tells whether the sentence that a note cites was edited.
"""

from collections.abc import Sequence

from briefing.anchor.align import Alignment
from briefing.anchor.carry import carry, quote_at
from briefing.anchor.placement import Placement, orphan
from briefing.anchor.search import find
from briefing.anchor.sentence import SentenceChange, sentence_changed
from briefing.model.annotation import Quote, Target
from briefing.model.article import Span
from briefing.model.text import neutralise

__all__ = [
    "Alignment",
    "Placement",
    "SentenceChange",
    "anchor",
    "carry_forward",
    "quote_at",
    "sentence_changed",
]


def anchor(quote: Quote, position: Span | None, text: str, old_text: str | None = None) -> Placement:
    """Where the quotation stands in `text`, a canonical text.

    `position` is where it stood in the text it was made on, in code points; `old_text` is that text.
    With the old text the two versions are aligned word by word, which is much the safer way; without
    it the quotation is found by its words and its context. For all notes of an article at once,
    `carry_forward` makes the alignment once.
    """
    if old_text is not None:
        return _through(Alignment(old_text, text), quote, position)
    return find(_clean(quote), position.start if position else None, text)


def carry_forward(targets: Sequence[Target], old_text: str, new_text: str) -> list[Placement]:
    """Where each target, made on `old_text`, stands in `new_text`, in the order given.

    A target without quotation and position is the article as a whole (or an item of the brief, whose
    words the caller knows): it comes back exact, without a place.
    """
    alignment: Alignment | None = None
    result: list[Placement] = []
    for target in targets:
        if target.quote is None and target.position is None:
            result.append(Placement("exact", None, None, 1.0, "the article as a whole"))
            continue
        if alignment is None:
            alignment = Alignment(old_text, new_text)
        result.append(_through(alignment, target.quote, target.position))
    return result


def _through(alignment: Alignment, quote: Quote | None, position: Span | None) -> Placement:
    """The quotation through an alignment. What does not stand where it should in the old text is found by its words."""
    old = alignment.old
    if quote is None:
        inside = position is not None and 0 <= position.start < position.end <= len(old)
        return carry(position, alignment) if position and inside else orphan("a position outside the text")
    if not quote.exact:
        return orphan("an empty quotation")
    there = position is not None and position.start >= 0 and position.of(old) == quote.exact
    if position is None or not there:
        quote = _clean(quote)
        at_home = find(quote, position.start if position else None, old)
        if at_home.state not in ("exact", "moved") or at_home.start is None or at_home.end is None:
            return find(quote, position.start if position else None, alignment.new)
        position = Span(at_home.start, at_home.end)
    return carry(position, alignment)


def _clean(quote: Quote) -> Quote:
    """The quotation as it would stand in a canonical text; an import may have it otherwise."""
    parts = quote.exact, quote.prefix, quote.suffix
    if all(p.isascii() and p.isprintable() for p in parts):
        return quote
    return Quote(*(neutralise(p) for p in parts))
