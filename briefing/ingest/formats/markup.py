"""A fragment of HTML that is an article and nothing else (a feed's content, a newsletter, a chapter).

No body has to be found in it: everything is kept, block by block, and what is furniture of a page
is typed as such by the same rules as on pages.
"""

import re
from collections.abc import Iterator

import lxml.html
from lxml import etree

from briefing.ingest.assemble import Piece, article_from_pieces
from briefing.ingest.errors import IngestError
from briefing.ingest.html import MAX_ELEMENTS, parse_page
from briefing.ingest.metadata import Metadata
from briefing.ingest.page_blocks import raw_blocks
from briefing.ingest.page_furniture import typed_pieces
from briefing.model.article import Article

_HEADINGS = frozenset({"h1", "h2", "h3", "h4", "h5", "h6"})
_BLOCKS = frozenset(
    {"address", "article", "aside", "body", "center", "dd", "details", "div", "dl", "dt", "fieldset", "figcaption", "figure",
     "footer", "header", "hr", "html", "main", "nav", "p", "section", "summary", "tbody", "td", "tfoot", "th", "thead", "tr"}
)  # fmt: skip
_NAMES = {"ul": "list", "ol": "list", "li": "item", "blockquote": "quote", "pre": "code", "br": "lb"}
_DROPPED = frozenset(
    {"audio", "button", "canvas", "embed", "head", "iframe", "img", "input", "link", "math", "meta", "noscript", "object",
     "script", "select", "style", "svg", "template", "textarea", "title", "video"}
)  # fmt: skip
_INVISIBLE = re.compile(r"display\s*:\s*none|visibility\s*:\s*hidden|mso-hide\s*:\s*all", re.IGNORECASE)
_IN_LAYOUT = ".//table | .//p | .//div | .//h1 | .//h2 | .//h3 | .//ul | .//ol | .//img | .//blockquote"


def article_from_fragment(
    text: str, metadata: Metadata, external_id: str | None = None, *, furniture: bool = True
) -> Article:
    """The article of a fragment. Raises IngestError where there is no text in it."""
    pieces = list(pieces_of(text, metadata, furniture=furniture))
    if not any(piece.body for piece in pieces):
        raise IngestError("there is no text in it")
    return article_from_pieces(pieces, metadata, external_id)


def pieces_of(text: str, metadata: Metadata, *, furniture: bool = True) -> Iterator[Piece]:
    """The blocks of a fragment; without `furniture` everything is body. Raises IngestError."""
    if not text.strip():
        return
    tree = parse_page(text)
    if sum(1 for _ in tree.iter()) > MAX_ELEMENTS:
        raise IngestError(f"it has more than {MAX_ELEMENTS:,} elements, the limit for one article")
    body = etree.Element("body")
    _convert(tree, body, _holders(tree))
    blocks = list(raw_blocks(body))
    for piece in typed_pieces(blocks, tree, metadata.title, metadata.authors):
        yield piece if furniture or piece.body else piece._replace(kind="paragraph", body=True)


def _holders(tree: lxml.html.HtmlElement) -> set[etree._Element]:
    """The elements with a block somewhere in them: they are blocks themselves, whatever their name."""
    found: set[etree._Element] = set()
    for element in tree.iter(*_BLOCKS, *_HEADINGS, *(name for name in _NAMES if name != "br"), "table"):
        for outer in element.iterancestors():
            if outer in found:
                break
            found.add(outer)
    return found


def _convert(source: lxml.html.HtmlElement, into: etree._Element, holders: set[etree._Element]) -> None:
    """Write the children of `source` into `into`, in the words of trafilatura's body tree."""
    _say(into, source.text)
    for child in source:
        tag = child.tag if isinstance(child.tag, str) else ""
        if not tag or tag in _DROPPED or _unseen(child):
            pass
        elif tag == "table":
            _table(child, into, holders)
        elif tag in _HEADINGS:
            _convert(child, etree.SubElement(into, "head", rend=tag), holders)
        elif tag in _NAMES:
            _convert(child, etree.SubElement(into, _NAMES[tag]), holders)
        elif tag in _BLOCKS or child in holders:
            _convert(child, etree.SubElement(into, "div"), holders)
        elif tag == "a":
            _convert(child, etree.SubElement(into, "ref"), holders)
        elif tag in ("b", "strong"):
            _convert(child, etree.SubElement(into, "hi", rend="#b"), holders)
        else:
            _convert(child, etree.SubElement(into, "hi"), holders)
        _say(into, child.tail)


def _say(into: etree._Element, text: str | None) -> None:
    """Put words at the end of an element."""
    if not text:
        return
    if len(into):
        into[-1].tail = (into[-1].tail or "") + text
    else:
        into.text = (into.text or "") + text


def _unseen(element: lxml.html.HtmlElement) -> bool:
    """What a mail or page hides: preview lines, tracking text."""
    return element.get("hidden") is not None or bool(_INVISIBLE.search(element.get("style") or ""))


def _table(table: lxml.html.HtmlElement, into: etree._Element, holders: set[etree._Element]) -> None:
    """A table of data as rows and cells; one that only lays a page out, as the blocks in its cells."""
    rows = table.xpath(".//tr")
    cells = [row.xpath("./td | ./th") for row in rows]
    layout = (
        table.get("role") in ("presentation", "none")
        or bool(table.xpath(_IN_LAYOUT))
        or all(len(row) < 2 for row in cells)
    )
    if layout:
        _convert(table, etree.SubElement(into, "div"), holders)
        return
    made = etree.SubElement(into, "table")
    for row in cells:
        line = etree.SubElement(made, "row")
        for cell in row:
            etree.SubElement(line, "cell").text = str(cell.text_content())
