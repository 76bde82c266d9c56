"""XML from strangers: no entities of its own, no outside documents, bounded."""

import re

from lxml import etree

from briefing.ingest.decode import decode
from briefing.ingest.errors import IngestError
from briefing.ingest.sniff import declared_encoding

# Only the prolog may hold a document type; within it comments and processing instructions.
_PROLOG = re.compile(r"\s*(?:<\?.*?\?>\s*|<!--.*?-->\s*)*", re.S)
_DECLARATION = re.compile(r"\s*<\?xml\b[^>]*\?>")
_NOT_XML = re.compile("[^\t\n\r\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")


def xml_text(data: bytes, charset: str | None = None) -> str:
    """The document as text, without its XML declaration and document type. Raises IngestError.

    The encoding is that of the byte-order mark, of `charset`, of the declaration, else detected. A
    document that declares entities is refused: feeds and books need none, and attacks do (an entity
    that names a file of the reader's; one that unfolds to gigabytes).
    """
    declared = declared_encoding(data)
    text = decode(data, charset or declared).text
    if charset and "\ufffd" in text and declared:
        text = decode(data, declared).text
    prolog = _PROLOG.match(text)
    at = prolog.end() if prolog else 0
    if text[at : at + 9].upper() != "<!DOCTYPE":
        return _NOT_XML.sub("", _DECLARATION.sub("", text, count=1))
    end, inner = _document_type_end(text, at)
    if "<!ENTITY" in inner.upper() or "%" in inner:
        raise IngestError("its document type declares entities, which is refused")
    return _NOT_XML.sub("", text[end:])


def _document_type_end(text: str, at: int) -> tuple[int, str]:
    """Where the document type that begins at `at` ends, and its internal subset."""
    opened = text.find("[", at, at + 4000)
    closed = text.find(">", at)
    if opened == -1 or closed < opened:
        if closed == -1:
            raise IngestError("its document type does not end")
        return closed + 1, ""
    done = re.compile(r"\]\s*>").search(text, opened)
    if done is None:
        raise IngestError("its document type does not end")
    return done.end(), text[opened : done.start()]


def parse_xml(data: bytes, charset: str | None = None) -> etree._Element:
    """The root element; a damaged document is read as far as it goes. Raises IngestError."""
    parser = etree.XMLParser(resolve_entities=False, no_network=True, load_dtd=False, recover=True)
    try:
        root = etree.fromstring(xml_text(data, charset).encode("utf-8"), parser)
    except (etree.XMLSyntaxError, ValueError) as error:
        raise IngestError(f"not XML: {error}") from None
    if root is None:
        raise IngestError("not XML")
    return root
