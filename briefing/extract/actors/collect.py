"""Candidate names of an article: the tagger's entities, taken apart and trimmed.

A tagger's span often holds what surrounds a name: articles, titles, the role in front of it
("State Department Spokesperson"), a second name behind "and". What is trimmed comes back as a role
(roles.py).
"""

import re
from collections.abc import Container, Iterator
from typing import TYPE_CHECKING

from briefing.extract.actors.names import Name, make
from briefing.extract.actors.spans import entities, pieces
from briefing.extract.actors.table import fold
from briefing.extract.actors.trim import trimmed
from briefing.extract.parse import Parsed

if TYPE_CHECKING:
    from spacy.tokens import Doc

_CREDIT = re.compile(
    r"\b(?:Image|Photo|Photograph|Picture|Video|Audio|File photo|Credit|Source)s?(?: credit| courtesy)?\s*:"
)
# "PORT TAMAR, Norway, May 14 (Tamar News) —": a place in capitals, an agency in brackets, a dash.
_DATELINE = re.compile(r"^[^a-z]{2}[^\n—–]{0,60}\([^()\n]{2,40}\)\s*(?:—|–|--?)\s")
# "PORT TAMAR, March 4 —", "PORT TAMAR —": the place in capitals, a date or nothing, a dash.
_FILED = re.compile(
    r"^(?P<place>[^\W\d_][^a-z\n—–,(/:-]{1,40}?)(?:,[^\n—–(]{1,30})?\s*(?:\([^()\n]{2,40}\)\s*)?(?:—|–|--)\s"
)
# "the Arson (Penalties) Act": what stands before the bracket is a part of a law's name.
_LAWS = frozenset({"act", "bill", "law", "order", "regulations", "rules", "directive"})
_LABELS = frozenset(
    [
        "alert",
        "analysis",
        "breaking",
        "comment",
        "correction",
        "developing",
        "editorial",
        "exclusive",
        "explainer",
        "factbox",
        "interview",
        "live",
        "news",
        "opinion",
        "photos",
        "profile",
        "review",
        "timeline",
        "update",
        "updated",
        "urgent",
        "video",
        "watch",
    ]
)
_BYLINE = re.compile(r"^(?:By|Reported by|Reporting by|Written by|Editing by)\s+[A-Z]")


def collect(parsed: Parsed, quiet: Container[int]) -> list[Name]:
    """Every candidate name, in text order; things (products, works, laws, events) included.

    `quiet` are the tokens of `quiet_tokens`.
    """
    doc = parsed.doc
    title = parsed.heading()
    in_title = range(title.tokens.start, title.tokens.end) if title else range(0)
    found = list(_filed_from(parsed))
    filed = {i for n in found for i in range(n.start, n.end)}
    for first, last, label in entities(doc):
        if not filed.isdisjoint(range(first, last)):
            continue
        for start, end in pieces(doc, first, last, label):
            name = trimmed(doc, start, end, label)
            if name and not _of_law(doc, name.end):
                name.title = name.start in in_title
                name.quiet = name.start in quiet
                found.append(name)
    return found


def _filed_from(parsed: Parsed) -> Iterator[Name]:
    """The place of a dateline, whatever the tagger makes of its capitals: "PORT TAMAR, March 4 —"."""
    body = [p for p in parsed.paragraphs if not p.is_title]
    match = _FILED.match(body[0].tokens.text) if body else None
    if match is None:
        return
    end = body[0].tokens.start_char + match.end("place")
    tokens = [t for t in body[0].tokens if t.idx < end]
    if tokens and tokens[0].lower_ in _LABELS:
        return
    if tokens and match["place"].isupper() and tokens[-1].idx + len(tokens[-1]) == end:
        name = make(parsed.doc, tokens[0].i, tokens[-1].i + 1, "GPE")
        name.quiet = True
        yield name


def _of_law(doc: "Doc", end: int) -> bool:
    """Whether a bracket and a noun for a law follow: "the Arson (Penalties) Act"."""
    if end + 3 >= len(doc) or doc[end].text != "(":
        return False
    closed = next((i for i in range(end + 1, min(end + 6, len(doc) - 1)) if doc[i].text == ")"), None)
    return closed is not None and doc[closed + 1].lower_ in _LAWS and doc[closed + 1].text.istitle()


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
