"""A web page -> Article: trafilatura finds the body, we make its blocks and read its metadata."""

import logging
import re

import lxml.html
from lxml import etree

from briefing.ingest.assemble import article_from_pieces
from briefing.ingest.errors import IngestError
from briefing.ingest.metadata import Metadata
from briefing.ingest.page_blocks import raw_blocks
from briefing.ingest.page_furniture import typed_pieces
from briefing.ingest.page_metadata import page_metadata
from briefing.model.article import Article
from briefing.model.text import neutralise

_DECLARED = re.compile(rb"""<meta[^>]{0,200}?charset\s*=\s*["']?\s*([A-Za-z0-9_:.-]{2,40})""", re.IGNORECASE)
_XML = re.compile(r"\s*<\?xml[^>]*\?>")
_XML_DECLARED = re.compile(rb"""\s*<\?xml[^>]{0,100}encoding\s*=\s*["']([A-Za-z0-9_:.-]{2,40})""")
_PAGE = re.compile(
    rb"[\xef\xbb\xbf\s]*(?:<!--.*?-->\s*|<\?xml.*?\?>\s*)*<(?:!doctype\s+html|html|head|body|article)\b",
    re.I | re.S,
)
# Words for screen readers ("opens in a new window") are no part of the sentence that they stand in.
_HIDDEN = """
//*[self::span or self::div or self::p or self::small]
   [contains(@class, 'sr-only') or contains(@class, 'visually-hidden') or contains(@class, 'visuallyhidden')
    or contains(@class, 'screen-reader') or contains(@class, 'assistive')][not(.//p)]
"""

# trafilatura reports "discarding data" and such on its own loggers: a page without text is our message.
logging.getLogger("trafilatura").setLevel(logging.CRITICAL)


def looks_like_html(head: bytes) -> bool:
    """Whether bytes begin like a web page."""
    return _PAGE.match(head[:4096]) is not None


def declared_encoding(data: bytes) -> str | None:
    """The encoding that a page names in its first 4 KiB, or None."""
    found = _XML_DECLARED.match(data[:200]) or _DECLARED.search(data[:4096])
    return found[1].decode("ascii") if found else None


def article_from_html(
    text: str, *, metadata: Metadata | None = None, external_id: str | None = None
) -> Article:
    """The article of a page. What `metadata` states wins. Raises IngestError where there is none in it."""
    tree = parse_page(text)
    own = page_metadata(tree, metadata)
    for hidden in tree.xpath(_HIDDEN):
        hidden.drop_tree()
    from trafilatura import bare_extraction  # half a second to load: only where a page comes

    document = bare_extraction(tree, include_comments=False, include_formatting=True, include_links=True)
    body = getattr(document, "body", None)
    if body is None:
        raise IngestError("no article text found in the page")
    pieces = list(typed_pieces(list(raw_blocks(body)), tree, own.title, own.authors))
    if not any(p.body for p in pieces):
        raise IngestError("no article text found in the page")
    return article_from_pieces(pieces, own, external_id)


def parse_page(text: str) -> lxml.html.HtmlElement:
    """The tree of a page. Raises IngestError where there is no markup in it."""
    try:
        tree = lxml.html.document_fromstring(_XML.sub("", neutralise(text), count=1))
    except (etree.ParserError, etree.XMLSyntaxError, ValueError) as error:
        raise IngestError(f"no HTML in it: {error}") from None
    return tree
