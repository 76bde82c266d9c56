"""Plain text -> Article: the text keeps its own white space, and blocks are spans in it."""

import re
from collections.abc import Iterator

from briefing.ingest.assemble import finish
from briefing.ingest.boilerplate import furniture
from briefing.ingest.metadata import Metadata
from briefing.model.article import Article, Block, Span
from briefing.model.text import neutralise

# A hard-wrapped paragraph fills its lines: all but the last reach nearly the width of the widest.
# Wrapping tools break at 60 to 100 columns; a shorter "line" is a heading, a longer one a paragraph.
_WRAP_MIN, _WRAP_MAX, _FULL = 40, 100, 0.7


def article_from_text(
    text: str,
    *,
    title: str | None = None,
    url: str | None = None,
    site: str | None = None,
    authors: list[str] | None = None,
    published: str | None = None,
    language: str | None = None,
    external_id: str | None = None,
) -> Article:
    """An article whose canonical text is `text` neutralised (unchanged where it is NFC and clean)."""
    clean = neutralise(text)
    stated = Metadata(title, url, site, authors or [], published, language)
    return finish(clean, list(blocks_of(clean, title)), stated, external_id)


def blocks_of(text: str, title: str | None = None) -> Iterator[Block]:
    """The blocks of a plain text, in order: paragraphs, a heading that repeats `title`, page furniture."""
    first = True
    for start, end in paragraphs(text):
        piece = text[start:end]
        kind = furniture(piece)
        if first and title and same(piece, title):
            yield Block("heading", start, end, True, 1)
        elif kind:
            yield Block(kind, start, end, False)
        else:
            yield Block("paragraph", start, end, True)
        first = False


def same(a: str, b: str) -> bool:
    """Whether two headlines have the same words, whatever their case and punctuation."""
    return re.sub(r"\W+", " ", a).strip().casefold() == re.sub(r"\W+", " ", b).strip().casefold()


def paragraphs(text: str) -> Iterator[tuple[int, int]]:
    """`[start, end)` of each paragraph, trimmed of white space at both ends."""
    lines: list[Span] = []
    at = 0
    for line in [*text.split("\n"), ""]:
        left = at + len(line) - len(line.lstrip())
        right = at + len(line.rstrip())
        if left < right and at <= len(text):
            lines.append(Span(left, right))
        elif lines:
            yield from _split(lines)
            lines = []
        at += len(line) + 1
    if lines:
        yield from _split(lines)


def _split(lines: list[Span]) -> Iterator[tuple[int, int]]:
    """One paragraph where the lines look hard-wrapped, else one paragraph a line."""
    widths = [s.end - s.start for s in lines]
    widest = max(widths)
    full = sum(w >= _FULL * widest for w in widths[:-1])
    if len(lines) > 1 and _WRAP_MIN <= widest <= _WRAP_MAX and full >= 0.8 * (len(lines) - 1):
        yield lines[0].start, lines[-1].end
    else:
        yield from ((s.start, s.end) for s in lines)
