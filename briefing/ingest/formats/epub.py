"""EPUB 2 and 3: each chapter of the reading order that has text, as an article.

What e-readers get from news services is such a file with an article a chapter. The archive is read
member by member with a limit on what comes out, not on what it claims.
"""

import posixpath
import zipfile
import zlib
from collections.abc import Iterator
from typing import BinaryIO
from urllib.parse import unquote

from lxml import etree

from briefing.ingest.decode import decode
from briefing.ingest.errors import IngestError, problem
from briefing.ingest.formats.base import Intake, Outcome, read_up_to
from briefing.ingest.formats.markup import article_from_fragment
from briefing.ingest.formats.xml import parse_xml
from briefing.ingest.html import parse_page
from briefing.ingest.metadata import Metadata, normal_authors, normal_date, normal_language
from briefing.ingest.sniff import declared_encoding
from briefing.model.text import one_line

MAX_EPUB = 64 * 1024 * 1024  # bytes of the file
_MEMBER, _ALL = 8 * 1024 * 1024, 64 * 1024 * 1024  # bytes of one member unpacked; of all that are read
_FILES, _CHAPTERS = 20_000, 2_000
_LEAST = 200  # characters; shorter chapters are covers, title pages and imprints
_DOCUMENTS = ("application/xhtml+xml", "text/html")


class _Book:
    """The archive, with what was unpacked counted."""

    def __init__(self, data: BinaryIO) -> None:
        try:
            self._archive = zipfile.ZipFile(data)
        except (zipfile.BadZipFile, ValueError, OSError, zlib.error, NotImplementedError, EOFError) as error:
            raise IngestError(f"not a ZIP archive that can be read: {error}") from None
        if len(self._archive.filelist) > _FILES:
            raise IngestError(f"it holds more than {_FILES:,} files")
        self._left = _ALL

    def member(self, name: str) -> bytes:
        """The bytes of a member. Raises IngestError."""
        taken = bytearray()
        try:
            with self._archive.open(name) as packed:
                while chunk := packed.read(65_536):
                    taken += chunk
                    if len(taken) > _MEMBER:
                        raise IngestError(f"{name}: it unfolds to more than {_MEMBER // 1024**2} MiB")
        except KeyError:
            raise IngestError(f"{name}: is not in the archive") from None
        except (
            zipfile.BadZipFile,
            zlib.error,
            OSError,
            RuntimeError,
            NotImplementedError,
            EOFError,
            ValueError,
        ) as error:
            raise IngestError(f"{name}: cannot be unpacked: {error}") from None
        self._left -= len(taken)
        if self._left < 0:
            raise IngestError(f"it unfolds to more than {_ALL // 1024**2} MiB")
        return bytes(taken)


def read_epub(source: str, stream: BinaryIO, intake: Intake) -> Iterator[Outcome]:
    """The chapters of a book, in reading order. Raises IngestError."""
    import io

    book = _Book(io.BytesIO(read_up_to(stream, MAX_EPUB)))
    root = _first(parse_xml(book.member("META-INF/container.xml")), "rootfile")
    package_name = root.get("full-path") if root is not None else None
    if not package_name:
        raise IngestError("not an EPUB: META-INF/container.xml names no package")
    package = parse_xml(book.member(package_name))
    outer = _stated(package)
    found = False
    for name in _reading_order(package, package_name):
        place = f"{source}#{name}"
        try:
            data = book.member(name)
            text = decode(data, declared_encoding(data)).text
            metadata = Metadata(
                title=_title(text) or outer.title,
                site=outer.title,
                authors=outer.authors,
                published=outer.published,
                language=outer.language,
            )
            article = article_from_fragment(text, metadata, place)
        except IngestError as error:
            if "no text" not in str(error) and "empty" not in str(error):
                yield problem(place, str(error))
            continue
        if sum(b.end - b.start for b in article.body_blocks()) >= _LEAST:
            found = True
            yield article
    if not found:
        raise IngestError("no chapter with text in it")


def _reading_order(package: etree._Element, package_name: str) -> Iterator[str]:
    """The names of the chapters in the archive, as the spine orders them."""
    folder = posixpath.dirname(package_name)
    documents = {
        item.get("id"): item.get("href")
        for item in _all(package, "item")
        if item.get("media-type") in _DOCUMENTS and "nav" not in (item.get("properties") or "").split()
    }
    for _, reference in zip(range(_CHAPTERS), _all(package, "itemref"), strict=False):
        href = documents.get(reference.get("idref"))
        if href and reference.get("linear") != "no":
            yield posixpath.normpath(posixpath.join(folder, unquote(href.partition("#")[0])))


def _stated(package: etree._Element) -> Metadata:
    """What the book says of itself (Dublin Core)."""
    texts = {
        name: [one_line("".join(map(str, e.itertext()))) for e in _all(package, name)]
        for name in ("title", "creator", "date", "language")
    }
    return Metadata(
        title=next(iter(texts["title"]), None),
        authors=normal_authors(texts["creator"]),
        published=next((d for d in map(normal_date, texts["date"]) if d), None),
        language=next((t for t in map(normal_language, texts["language"]) if t), None),
    )


def _title(text: str) -> str | None:
    """A chapter's first heading, else its title element."""
    page = parse_page(text)
    for path in ("//h1", "//h2", "//h3", "//title"):
        for element in page.xpath(path):
            found = one_line(str(element.text_content()))
            if found:
                return found[:300]
    return None


def _all(root: etree._Element, name: str) -> Iterator[etree._Element]:
    """The elements of that local name."""
    return (e for e in root.iter() if isinstance(e.tag, str) and e.tag.rpartition("}")[2] == name)


def _first(root: etree._Element, name: str) -> etree._Element | None:
    return next(_all(root, name), None)
