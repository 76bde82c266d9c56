"""The head of a plain-text file: headline, byline, date line and labelled lines before the prose."""

import re
from typing import NamedTuple

from briefing.ingest.frontmatter import AUTHORS, DATE, LANGUAGE, SITE, TITLE, URL, stated
from briefing.ingest.metadata import Metadata, normal_authors, normal_date
from briefing.model.article import Block
from briefing.model.text import one_line

_LABELS = {
    **dict.fromkeys(map(str.casefold, TITLE), "title"),
    **dict.fromkeys(map(str.casefold, DATE), "published"),
    **dict.fromkeys(map(str.casefold, AUTHORS), "authors"),
    **dict.fromkeys(map(str.casefold, LANGUAGE), "language"),
    **dict.fromkeys(map(str.casefold, URL), "url"),
    **dict.fromkeys(map(str.casefold, SITE), "site"),
    "note": "note",
}
_LABELLED = re.compile(r"([A-Za-z][A-Za-z _-]{1,20}):\s+(\S.*)")
_BYLINE = re.compile(r"(?:By|BY)\s+(?=[^\W\d_])(?:(?:[^\W\d_]|[.,'’&/-]| (?=\S)){3,90})")
_SENTENCE_END = re.compile(r"[.!:;…][\"'”’)\]]*$")
_HEADLINE, _HEAD_PARAGRAPHS = 160, 8  # the longest headline, in characters; how far a head may reach


class Head(NamedTuple):
    """What a head states, and its blocks in place of the first ones of the text."""

    metadata: Metadata
    blocks: list[Block]


def read_head(text: str, blocks: list[Block]) -> Head:
    """The metadata that the first paragraphs of `text` state, and all blocks with the head's own typed.

    A headline is a first paragraph that is short, ends like no sentence, and has prose after it.
    Labelled lines (`Date: …`, `By: …`, `Note: …`) and a byline become blocks that are no body; a
    line that is a date and nothing else stays in the body and gives the publication date.
    """
    found: dict[str, str] = {}
    byline: list[str] = []
    typed: list[Block] = []
    for n, block in enumerate(blocks[:_HEAD_PARAGRAPHS]):
        line = one_line(block.span.of(text))
        label = _LABELLED.fullmatch(line)
        key = _LABELS.get(label[1].casefold().strip()) if label else None
        if label and key and key not in found and block.kind != "heading":
            found[key] = label[2]
            typed.append(Block("other", block.start, block.end, False))
        elif n == len(typed) and _is_headline(line, found, text, blocks[n:]):
            found["title"] = line
            typed.append(Block("heading", block.start, block.end, True, 1))
        elif not byline and _BYLINE.fullmatch(line):
            byline = normal_authors(line)
            typed.append(Block("other", block.start, block.end, False))
        elif len(line) <= 60 and "published" not in found and normal_date(line):
            found["published"] = line
            typed.append(block)
        elif not block.body:
            typed.append(block)
        else:
            break
    metadata = stated(found)
    if byline and not metadata.authors:
        metadata = Metadata(
            metadata.title, metadata.url, metadata.site, byline, metadata.published, metadata.language
        )
    return Head(metadata, typed + blocks[len(typed) :])


def _is_headline(line: str, found: dict[str, str], text: str, rest: list[Block]) -> bool:
    """Whether an unlabelled line before any byline or date is the headline."""
    if "title" in found or len(line) > _HEADLINE or len(rest) < 2 or _SENTENCE_END.search(line):
        return False
    if _BYLINE.fullmatch(line) or normal_date(line):
        return False
    # Prose follows: at least one paragraph that ends like a sentence.
    return any(_SENTENCE_END.search(b.span.of(text)) for b in rest[1:4])
