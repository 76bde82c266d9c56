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

_XML = re.compile(r"\s*<\?xml[^>]*\?>")
# Ten times the largest news page of our development set; half a minute of work.
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
