"""XML from strangers: no entities of its own, no outside documents, bounded."""

import re

from lxml import etree

from briefing.ingest.decode import decode
from briefing.ingest.errors import IngestError
from briefing.ingest.sniff import declared_encoding

# Only the prolog may hold a document type; within it comments and processing instructions.
_PROLOG = re.compile(r"\s*(?:<\?.*?\?>\s*|<!--.*?-->\s*)*", re.S)
_DECLARATION = re.compile(r"\s*<\?xml\b[^>]*\?>")
# The encodings that documents without a declaration are in, by language, as the HTML standard lists
# them for locales (13.2.3.2).
_CODE_PAGES = {
    "cp1252": "en de fr es pt it nl sv da nb nn no fi is ca eu gl ga af id ms",
    "cp1250": "pl cs sk hu sl hr bs ro sq",
    "cp1251": "ru uk bg be mk sr", "cp1253": "el", "cp1254": "tr az", "cp1255": "he", "cp1256": "ar fa ur",
    "cp1257": "lt lv et", "cp1258": "vi", "cp874": "th", "cp932": "ja", "cp949": "ko", "gb18030": "zh",
}  # fmt: skip
_LANGUAGE = re.compile(rb"""(?:<(?:dc:)?language>\s*|xml:lang\s*=\s*["'])([A-Za-z]{2})\b""")
_HEAD = 4096
_NOT_XML = re.compile("[^\t\n\r\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")


def xml_text(data: bytes, charset: str | None = None) -> str:
    """The document as text, without its XML declaration and document type. Raises IngestError.

    The encoding is that of the byte-order mark, of `charset`, of the declaration, of the language that
    the document states, else detected; bytes that are UTF-8 throughout are UTF-8 whatever is said of
    them, because text in another encoding never happens to be. A document that declares entities is refused: feeds and books need none, and attacks do (an entity
    that names a file of the reader's; one that unfolds to gigabytes).
    """
    text = decode(data, _encoding(data, charset)).text
    prolog = _PROLOG.match(text)
    at = prolog.end() if prolog else 0
    if text[at : at + 9].upper() != "<!DOCTYPE":
        return _NOT_XML.sub("", _DECLARATION.sub("", text, count=1))
    end, inner = _document_type_end(text, at)
    if "<!ENTITY" in inner.upper() or "%" in inner:
        raise IngestError("its document type declares entities, which is refused")
    return _NOT_XML.sub("", text[end:])


def _encoding(data: bytes, charset: str | None) -> str | None:
    """The first that the bytes can be read in of: UTF-8, the server's word, the document's, its language's."""
    language = _LANGUAGE.search(data[:_HEAD])
    tongue = language[1].decode("ascii").lower() if language else ""
    by_language = next((name for name, tongues in _CODE_PAGES.items() if tongue in tongues.split()), None)
    for name in ("utf-8", charset, declared_encoding(data), by_language):
        if name is not None:
            try:
                data.decode(name)
            except (LookupError, UnicodeError, ValueError):
                continue
            return name
    return charset


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
