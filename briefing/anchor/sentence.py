"""Whether the sentence that a note cites was edited or removed in a new version."""

from typing import Literal

import msgspec

from briefing.anchor.align import Alignment
from briefing.anchor.standing import standing
from briefing.anchor.words import same_words
from briefing.model.article import Span
from briefing.model.sentences import sentence_spans

_REMOVED = 0.34  # less of a sentence than a third is another sentence


class SentenceChange(msgspec.Struct, frozen=True):
    """What became of the sentence or sentences around some words.

    `old` is where they stand in the old text; `new` where what is left of them stands in the new
    one, None where they were removed. `share` of their words still stands, 0 to 1.
    """

    kind: Literal["same", "edited", "removed"]
    old: Span
    new: Span | None
    share: float


def sentence_changed(span: Span, alignment: Alignment) -> SentenceChange:
    """Whether the sentences that `alignment.old[span]` lies in are the same in the new text.

    White space does not count as an edit. A sentence that was moved as a whole is the same.
    """
    old, new = alignment.old, alignment.new
    around = sentence_around(old, span)
    found = max(
        standing(old, around.start, around.end, new, alignment.kept(around.start, around.end)),
        standing(old, around.start, around.end, new, alignment.moved(around.start, around.end)),
    )
    if found.share < _REMOVED:
        return SentenceChange("removed", around, None, round(found.share, 3))
    place = Span(found.start, found.end)
    same = found.whole and same_words(around.of(old), place.of(new))
    return SentenceChange("same" if same else "edited", around, place, round(found.share, 3))


def sentence_around(text: str, span: Span) -> Span:
    """The sentence, or the run of sentences, that covers `span`, without white space at its ends."""
    low = max(text.rfind("\n\n", 0, span.start), 0)
    high = text.find("\n\n", span.end)
    touched = [s for s in sentence_spans(text, low, len(text) if high < 0 else high) if s.overlaps(span)]
    if not touched:  # white space between two sentences
        return span
    return Span(min(touched[0].start, span.start), max(touched[-1].end, span.end))
