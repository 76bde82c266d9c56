"""trafilatura's body tree -> pieces: paragraphs, headings, list items, quotes, tables, captions."""

import re
from collections.abc import Iterator

from lxml import etree

from briefing.ingest.assemble import Piece
from briefing.ingest.boilerplate import furniture
from briefing.model.article import BlockKind

_BLOCKS: dict[str, BlockKind] = {
    "p": "paragraph", "head": "heading", "item": "list_item", "quote": "quote", "table": "table", "code": "code",
    "row": "table", "ab": "paragraph", "fw": "paragraph",
}  # fmt: skip
_SPACE = re.compile(r"[ \t\r\n\f\u00a0\u200b]+")


def page_pieces(body: etree._Element, page: etree._Element, title: str | None) -> Iterator[Piece]:
    """The pieces of a body tree, in order."""
    for piece in _pieces(body, "paragraph"):
        text = piece.text
        if not text:
            continue
        kind = furniture(text) if piece.kind in ("paragraph", "list_item", "quote") else None
        yield Piece(kind, text, False) if kind else piece


def _pieces(element: etree._Element, kind: BlockKind) -> Iterator[Piece]:
    """The pieces of one element: runs of inline content, and its block children by themselves."""
    run: list[str] = [element.text or ""]
    for child in element:
        tag = child.tag if isinstance(child.tag, str) else ""
        if tag in ("table", "code"):
            yield Piece(kind, _collapse("".join(run)))
            run = []
            yield (
                Piece("table", "\n".join(_rows(child)))
                if tag == "table"
                else Piece("code", "".join(child.itertext()).strip("\n"))
            )
        elif tag == "head":
            yield Piece(kind, _collapse("".join(run)))
            run = []
            level = int(child.get("rend", "h2")[1:2]) if re.fullmatch(r"h[1-6]", child.get("rend", "")) else 2
            yield Piece("heading", _collapse("".join(child.itertext())), True, level)
        elif tag in ("p", "quote", "list", "item", "div", "ab", "fw"):
            yield Piece(kind, _collapse("".join(run)))
            run = []
            yield from _pieces(child, _BLOCKS.get(tag, kind) if tag != "p" or kind == "paragraph" else kind)
        elif tag == "lb":
            run.append(" ")
        elif tag != "graphic":
            run.append("".join(child.itertext()))
        run.append(child.tail or "")
    yield Piece(kind, _collapse("".join(run)))


def _rows(table: etree._Element) -> Iterator[str]:
    for row in table.iter("row"):
        cells = [_collapse("".join(cell.itertext())) for cell in row.iter("cell")]
        if any(cells):
            yield " | ".join(cells)


def _collapse(text: str) -> str:
    return _SPACE.sub(" ", text).strip()
