"""A web page -> Article: trafilatura finds the body, we make its blocks and read its metadata."""

import logging
import re
from collections.abc import Iterator

import lxml.html
from lxml import etree

from briefing.ingest.assemble import article_from_pieces
from briefing.ingest.errors import IngestError
from briefing.ingest.metadata import Metadata
from briefing.ingest.page_blocks import RawBlock, raw_blocks
from briefing.ingest.page_furniture import typed_pieces
from briefing.ingest.page_metadata import page_metadata
from briefing.model.article import Article
from briefing.model.text import neutralise, one_line

# A reference to a control character: the parser would let it in behind the door that raw text passes.
_REFERENCE = re.compile(r"&#(?:x0*([0-9a-f]{1,2})|0*([0-9]{1,3}))(?:;|(?![0-9a-f;]))", re.IGNORECASE)
_XML = re.compile(r"\s*<\?xml[^>]*\?>")
# Below this trafilatura gives up its ranking and returns the page's text as one paragraph.
_SHORT = 250
# Over twenty times the largest of the 302 pages that this was tuned on; half a minute of work.
MAX_ELEMENTS = 100_000
# Words for screen readers ("opens in a new window") are no part of the sentence that they stand in.
_HIDDEN = """
//*[self::span or self::div or self::p or self::small]
   [contains(@class, 'sr-only') or contains(@class, 'visually-hidden') or contains(@class, 'visuallyhidden')
    or contains(@class, 'screen-reader') or contains(@class, 'assistive')][not(.//p)]
"""

# trafilatura reports "discarding data" and such on its own loggers: a page without text is our message.
logging.getLogger("trafilatura").setLevel(logging.CRITICAL)


def article_from_html(
    text: str, *, metadata: Metadata | None = None, external_id: str | None = None
) -> Article:
    """The article of a page. What `metadata` states wins. Raises IngestError where there is none in it."""
    tree = parse_page(text)
    if sum(1 for _ in tree.iter()) > MAX_ELEMENTS:
        raise IngestError(f"the page has more than {MAX_ELEMENTS:,} elements, the limit for one article")
    own = page_metadata(tree, metadata)
    for hidden in tree.xpath(_HIDDEN):
        hidden.drop_tree()
    from trafilatura import bare_extraction  # half a second to load: only where a page comes

    document = bare_extraction(tree, include_comments=False, include_formatting=True, include_links=True)
    body = getattr(document, "body", None)
    blocks = list(raw_blocks(body)) if body is not None else []
    if sum(len(b.text) for b in blocks) < _SHORT:
        blocks = list(_short_page(tree)) or blocks
    pieces = list(typed_pieces(blocks, tree, own.title, own.authors))
    if not any(p.body for p in pieces):
        raise IngestError("no article text found in the page")
    return article_from_pieces(pieces, own, external_id)


def parse_page(text: str) -> lxml.html.HtmlElement:
    """The tree of a page. Raises IngestError where there is no markup in it, or too much to build a tree of."""
    if text.count("<") > 4 * MAX_ELEMENTS:  # an element takes 150 bytes and two tags; scripts compare, too
        raise IngestError(f"the page has more than {MAX_ELEMENTS:,} elements, the limit for one article")
    try:
        tree = lxml.html.document_fromstring(
            _XML.sub("", neutralise(_REFERENCE.sub(_character, text)), count=1)
        )
    except (etree.ParserError, etree.XMLSyntaxError, ValueError) as error:
        raise IngestError(f"no HTML in it: {error}") from None
    return tree


def _short_page(tree: lxml.html.HtmlElement) -> Iterator[RawBlock]:
    """The paragraphs and headings of a page with too little text for trafilatura, as the page has them."""
    for element in tree.iter("h1", "h2", "h3", "p", "li", "blockquote"):
        if not any(
            e.tag in ("nav", "footer", "aside", "form", "li", "blockquote") for e in element.iterancestors()
        ):
            text = one_line(element.text_content())
            if text and element.tag in ("h1", "h2", "h3"):
                yield RawBlock("heading", text, int(element.tag[1]))
            elif text:
                yield RawBlock("paragraph", text)


def _character(reference: re.Match[str]) -> str:
    """What a numeric reference below 256 stands for; 128 to 159 are Windows-1252 (HTML standard, 13.2.5.80)."""
    code = int(reference[1], 16) if reference[1] else int(reference[2])
    if 0x80 <= code < 0xA0:
        return bytes([code]).decode("cp1252", "replace")
    control = code < 0x20 or code == 0x7F
    return neutralise(chr(code)) if control else reference[0]
