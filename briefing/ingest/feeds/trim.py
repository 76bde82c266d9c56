"""A feed document made small enough for a parser that takes its time.

feedparser reads some ten thousand elements a second and works on the whole document before it gives
the first item, so a document of 15 MiB can hold it for minutes. One that is larger than feeds are is
first read by libxml2, a hundred times as fast and with limits of its own (256 levels, 10 MB of text
in one piece), and cut to its first items.
"""

import re
from html.entities import html5
from itertools import islice

from lxml import etree

from briefing.ingest.errors import IngestError

MAX_ITEMS = 1000  # of one document, in its order; the newest come first in practice
_SMALL, _MARKS = 1024 * 1024, 40_000  # characters; tags and references
_TEXT = 512 * 1024  # characters of one text: a novel, and far from any article
_ELEMENTS = 100_000
_ITEM_END = re.compile(r"</(?:\w{1,20}:)?(?:item|entry)\s*>")
_ENTITY = re.compile(r"&(?!(?:amp|lt|gt|quot|apos);)([A-Za-z][A-Za-z0-9]{1,31};)")


def trimmed(text: str) -> str:
    """The document, cut to its first items where it is large. Raises IngestError for what is no feed."""
    if len(text) <= _SMALL and text.count("<") + text.count("&") <= _MARKS:
        return text
    end = next(islice(_ITEM_END.finditer(text), MAX_ITEMS - 1, None), None)
    if end is not None:
        text = text[: end.end()]  # the parser closes what is open
    # XML knows five named characters, and feeds are written with those of HTML.
    text = _ENTITY.sub(lambda m: html5.get(m[1], m[0]), text)
    parser = etree.XMLParser(resolve_entities=False, no_network=True, load_dtd=False, recover=True)
    try:
        root = etree.fromstring(text.encode("utf-8", "replace"), parser)
    except (etree.XMLSyntaxError, ValueError) as error:
        raise IngestError(f"not XML: {error}") from None
    if root is None:
        raise IngestError("not XML")
    for kept, element in enumerate(list(root.iter("{*}item", "{*}entry")), 1):
        outer = element.getparent()
        if kept > MAX_ITEMS and outer is not None:
            outer.remove(element)
    for elements, element in enumerate(root.iter(), 1):
        if elements > _ELEMENTS:
            raise IngestError(
                f"it has more than {_ELEMENTS:,} elements in {MAX_ITEMS} items, which no feed has"
            )
        element.text = element.text[:_TEXT] if element.text else None
        element.tail = element.tail[:_TEXT] if element.tail else None
        if sum(len(str(value)) for value in element.attrib.values()) > _TEXT or len(element.attrib) > 1000:
            raise IngestError("it has an element with more attributes than any feed has")
    return etree.tostring(root, encoding="unicode")
