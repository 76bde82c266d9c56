"""Where sentences end, by signs alone: for rooms that must not wait for a parse."""

import re
from collections.abc import Iterator

from briefing.model.article import Span

# A full stop, question or exclamation mark with its closing signs, then white space and something that
# can begin a sentence; CJK full stops need no space; an empty line always ends one.
_END = re.compile(
    r"""[.?!…]+["'”’»)\]]*(?=\s+["'“‘«(\[]*[A-ZÀ-ÖØ-Þ0-9\u0400-\u042f\u0391-\u03a9])|[。！？]+[」』”]*|\n\s*\n"""
)
# What stands before a full stop that ends no sentence: one letter (an initial, U.S.), a title, a month.
_ABBREVIATION = re.compile(
    r"\b(?:\w|Mr|Mrs|Ms|Dr|Prof|Sen|Rep|Gov|Gen|Col|Lt|Sgt|Capt|Maj|Adm|Rev|Hon|St|No|vs|Jr|Sr|Inc|Ltd|Co|Corp"
    r"|Jan|Feb|Mar|Apr|Jun|Jul|Aug|Sep|Sept|Oct|Nov|Dec)\.$"
)
_LONGEST = 6  # characters of the longest of these, with its full stop


def sentence_spans(text: str, start: int = 0, end: int | None = None) -> Iterator[Span]:
    """The sentences of `text[start:end]`, in order, without white space around. Code points of `text`."""
    stop = len(text) if end is None else end
    at = start
    for match in _END.finditer(text, start, stop):
        if match[0] == "." and _ABBREVIATION.search(text, max(at, match.start() - _LONGEST), match.end()):
            continue
        yield from _trimmed(text, at, match.end())
        at = match.end()
    yield from _trimmed(text, at, stop)


def _trimmed(text: str, start: int, end: int) -> Iterator[Span]:
    piece = text[start:end]
    if piece.strip():
        yield Span(start + len(piece) - len(piece.lstrip()), end - len(piece) + len(piece.rstrip()))
