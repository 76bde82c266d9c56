"""The last step of every format: a text, its blocks and what the source states -> Article."""

from collections.abc import Iterable
from typing import NamedTuple

from briefing.ingest.boilerplate import about_author
from briefing.ingest.language import guess_language
from briefing.ingest.metadata import Metadata, clean
from briefing.model.article import Article, Block, BlockKind, article_id
from briefing.model.text import neutralise

_FOOT = 6  # blocks at the end of an article among which a note on its authors may stand


class Piece(NamedTuple):
    """A block of structured input before it has a place in the text. `level` is a heading's, 1 to 6."""

    kind: BlockKind
    text: str
    body: bool = True
    level: int | None = None


def article_from_pieces(
    pieces: Iterable[Piece], metadata: Metadata, external_id: str | None = None
) -> Article:
    """An article whose canonical text is the pieces, neutralised and joined by a blank line."""
    parts: list[str] = []
    blocks: list[Block] = []
    at = 0
    for piece in pieces:
        text = neutralise(piece.text).strip()
        if not text:
            continue
        start = at + 2 * bool(parts)
        at = start + len(text)
        parts.append(text)
        if piece.level is None:
            blocks.append(Block(piece.kind, start, at, piece.body))
        else:
            blocks.append(Block(piece.kind, start, at, piece.body, piece.level))
    return finish("\n\n".join(parts), blocks, metadata, external_id)


def finish(text: str, blocks: list[Block], metadata: Metadata, external_id: str | None = None) -> Article:
    """An article of a neutralised `text`. Its language is the source's word, else that of its common words."""
    stated = clean(metadata)
    return Article(
        id=article_id(text),
        external_id=None if external_id is None else neutralise(external_id),
        title=stated.title,
        url=stated.url,
        site=stated.site,
        authors=stated.authors,
        published=stated.published,
        language=stated.language or guess_language(_sample(text, blocks)),
        text=text,
        blocks=_without_bios(text, blocks, stated.authors),
    )


def _without_bios(text: str, blocks: list[Block], authors: list[str]) -> list[Block]:
    """The blocks with notes on the authors among the last few made no body."""
    if not authors:
        return blocks
    foot = max(0, len(blocks) - _FOOT)
    return blocks[:foot] + [
        Block("other", b.start, b.end, False)
        if b.kind == "paragraph" and b.body and about_author(b.span.of(text), authors)
        else b
        for b in blocks[foot:]
    ]


def _sample(text: str, blocks: list[Block], length: int = 6000) -> str:
    """The first body blocks, enough to tell a language by."""
    parts: list[str] = []
    for block in blocks:
        if block.body and length > 0:
            parts.append(text[block.start : min(block.end, block.start + length)])
            length -= block.end - block.start
    return "\n".join(parts)
