"""Candidate names of an article: the tagger's entities, taken apart and trimmed.

A tagger's span often holds what surrounds a name: articles, titles, the role in front of it
("State Department Spokesperson"), a second name behind "and". What is trimmed comes back as a role
(roles.py).
"""

import re
from collections.abc import Container, Iterator

from briefing.extract.actors.names import Name
from briefing.extract.actors.spans import entities, pieces
from briefing.extract.actors.table import fold
from briefing.extract.actors.trim import trimmed
from briefing.extract.parse import Parsed

_CREDIT = re.compile(
    r"\b(?:Image|Photo|Photograph|Picture|Video|Audio|File photo|Credit|Source)s?(?: credit| courtesy)?\s*:"
)
# "PORT TAMAR, Norway, May 14 (Tamar News) —": a place in capitals, an agency in brackets, a dash.
_DATELINE = re.compile(r"^[^a-z]{2}[^\n—–]{0,60}\([^()\n]{2,40}\)\s*(?:—|–|--?)\s")
_BYLINE = re.compile(r"^(?:By|Reported by|Reporting by|Written by|Editing by)\s+[A-Z]")


def collect(parsed: Parsed, quiet: Container[int]) -> list[Name]:
    """Every candidate name, in text order; things (products, works, laws, events) included.

    `quiet` are the tokens of `quiet_tokens`.
    """
    doc = parsed.doc
    title = parsed.heading()
    in_title = range(title.tokens.start, title.tokens.end) if title else range(0)
    found = []
    for first, last, label in entities(doc):
        for start, end in pieces(doc, first, last, label):
            name = trimmed(doc, start, end, label)
            if name:
                name.title = name.start in in_title
                name.quiet = name.start in quiet
                found.append(name)
    return found


def makers(parsed: Parsed) -> frozenset[str]:
    """The folded names of the publisher and the authors, who are no part of the story."""
    article = parsed.article
    return frozenset(fold(name) for name in (article.site, *article.authors) if name)


def quiet_tokens(parsed: Parsed) -> frozenset[int]:
    """Tokens of photo credits (from "Image:" to the paragraph's end), of bylines and datelines."""
    return frozenset(_quiet(parsed))


def _quiet(parsed: Parsed) -> Iterator[int]:
    for paragraph in parsed.paragraphs:
        text = paragraph.tokens.text
        if dateline := _DATELINE.match(text):
            at = paragraph.tokens.start_char + dateline.end()
            yield from (t.i for t in paragraph.tokens if t.idx < at)
        if paragraph.block.kind == "caption" or (len(text) < 120 and _BYLINE.match(text)):
            yield from range(paragraph.tokens.start, paragraph.tokens.end)
        elif credit := _CREDIT.search(text):
            at = paragraph.tokens.start_char + credit.start()
            # A credit line is short; a colon within a long paragraph is not one.
            if paragraph.tokens.end_char - at < 100:
                yield from (t.i for t in paragraph.tokens if t.idx >= at)
