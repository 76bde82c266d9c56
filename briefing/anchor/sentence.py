"""Whether the sentence that a note cites was edited or removed in a new version."""

import re
from typing import Literal

import msgspec

from briefing.anchor.align import Alignment
from briefing.anchor.standing import standing
from briefing.anchor.words import same_words
from briefing.model.article import Span

# The end of a sentence: a full stop, question or exclamation mark with its closing signs, then white
# space and something that can begin a sentence; CJK full stops need no space. A blank line always ends one.
_END = re.compile(
    r"""(?:[.?!…]+["'”’»)\]]*(?=\s+["'“‘«(\[]*[A-ZÀ-ÖØ-Þ0-9\u0400-\u042f\u0391-\u03a9])|[。！？]+[」』”]*|\n\s*\n)"""
)
# What stands before a full stop that ends no sentence: one letter (an initial, U.S.) or a title.
_ABBREVIATION = re.compile(
    r"(?:\b\w|\b(?:Mr|Mrs|Ms|Dr|Prof|Sen|Rep|Gov|Gen|Col|Lt|Sgt|Capt|Maj|Adm|Rev|Hon|St|No|vs|etc|Jr|Sr|Inc|Ltd|Co|Corp"
    r"|Jan|Feb|Mar|Apr|Jun|Jul|Aug|Sep|Sept|Oct|Nov|Dec))\.$"
)
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
    high = len(text) if high < 0 else high
    start, end = low, high
    for m in _END.finditer(text, low, high):
        if m[0].startswith(".") and _ABBREVIATION.search(text, max(low, m.start() - 6), m.start() + 1):
            continue
        if m.end() <= span.start:
            start = m.end()
        elif m.end() >= span.end:
            end = m.end()
            break
    while start < span.start and text[start].isspace():
        start += 1
    while end > span.end and text[end - 1].isspace():
        end -= 1
    return Span(start, end)
