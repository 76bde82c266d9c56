"""Candidate names of an article: the tagger's entities, taken apart and trimmed.

A tagger's span often holds what surrounds a name: articles, titles, the role in front of it
("State Department Spokesperson"), a second name behind "and". What is trimmed comes back as a role
(roles.py).
"""

import re
from collections.abc import Iterator

from briefing.extract.actors.names import Name
from briefing.extract.actors.spans import entities, pieces
from briefing.extract.actors.trim import trimmed
from briefing.extract.parse import Parsed

_CREDIT = re.compile(
    r"\b(?:Image|Photo|Photograph|Picture|Video|Audio|File photo|Credit|Source)s?(?: credit| courtesy)?\s*:"
)
_BYLINE = re.compile(r"^(?:By|Reported by|Reporting by|Written by|Editing by)\s+[A-Z]")


def collect(parsed: Parsed) -> list[Name]:
    """Every candidate name, in text order; things (products, works, laws, events) included."""
    doc = parsed.doc
    title = parsed.heading()
    in_title = range(title.tokens.start, title.tokens.end) if title else range(0)
    quiet = set(_quiet_tokens(parsed))
    found = []
    for first, last, label in entities(doc):
        for start, end in pieces(doc, first, last, label):
            name = trimmed(doc, start, end, label)
            if name:
                name.title = name.start in in_title
                name.quiet = name.start in quiet
                found.append(name)
    return found


def _quiet_tokens(parsed: Parsed) -> Iterator[int]:
    """Tokens of photo credits (from "Image:" to the paragraph's end) and of bylines."""
    for paragraph in parsed.paragraphs:
        text = paragraph.tokens.text
        if paragraph.block.kind == "caption" or (len(text) < 120 and _BYLINE.match(text)):
            yield from range(paragraph.tokens.start, paragraph.tokens.end)
        elif credit := _CREDIT.search(text):
            at = paragraph.tokens.start_char + credit.start()
            # A credit line is short; a colon within a long paragraph is not one.
            if paragraph.tokens.end_char - at < 100:
                yield from (t.i for t in paragraph.tokens if t.idx >= at)
