"""WARC 1.0 and 1.1 (ISO 28500), plain or gzipped: the pages that a crawler or an archive kept.

Records are read one after the other and never unpacked further than an article may be, so that an
archive of any size can be read. Only answers with status 200 that hold a page or a text count.
"""

import gzip
import io
import zlib
from collections.abc import Iterator
from typing import BinaryIO

import msgspec

from briefing.ingest.decode import decode
from briefing.ingest.errors import IngestError, problem
from briefing.ingest.fetch.body import MAX_BYTES
from briefing.ingest.fetch.get import Fetched
from briefing.ingest.fetch.page import charset_of, form_of, placed
from briefing.ingest.formats.base import Intake, Outcome
from briefing.ingest.metadata import normal_date
from briefing.ingest.sniff import declared_encoding
from briefing.model.article import Article

_LINE, _FIELDS = 65_536, 500  # bytes of a header line; fields of a record
_SKIP = 1024 * 1024


def read_warc(source: str, stream: BinaryIO, intake: Intake) -> Iterator[Outcome]:
    """The articles of an archive, page by page. Raises IngestError."""
    buffered = io.BufferedReader(stream) if isinstance(stream, io.RawIOBase) else stream
    head = buffered.peek(2)[:2] if isinstance(buffered, io.BufferedReader) else b""
    plain: BinaryIO = gzip.GzipFile(fileobj=buffered) if head == b"\x1f\x8b" else buffered  # type: ignore[assignment]
    try:
        for number, (fields, body) in enumerate(_records(plain), 1):
            if fields.get("warc-type") == "response":
                yield from _page(f"{source}#{number}", fields, body)
    except (OSError, EOFError, zlib.error) as error:
        raise IngestError(f"the archive is damaged: {error}") from None


def _records(stream: BinaryIO) -> Iterator[tuple[dict[str, str], bytes | None]]:
    """The header fields and the content of each record; no content where it is too large. Raises IngestError."""
    while line := stream.readline(_LINE):
        if not line.strip():
            continue
        if not line.startswith(b"WARC/"):
            raise IngestError("the archive is damaged: a record does not begin as one")
        fields = _fields(stream)
        try:
            length = int(fields["content-length"])
        except (KeyError, ValueError):
            raise IngestError("the archive is damaged: a record has no length") from None
        if 0 <= length <= MAX_BYTES:
            yield fields, stream.read(length)
            continue
        while length > 0 and (skipped := len(stream.read(min(length, _SKIP)))):
            length -= skipped
        yield fields, None


def _fields(stream: BinaryIO) -> dict[str, str]:
    """Header lines up to the empty one, by lower-case name."""
    fields: dict[str, str] = {}
    for _ in range(_FIELDS):
        line = stream.readline(_LINE).decode("utf-8", "replace").rstrip("\r\n")
        name, _, value = line.partition(":")
        if not line:
            break
        fields.setdefault(name.strip().lower(), value.strip())
    return fields


def _page(place: str, fields: dict[str, str], body: bytes | None) -> Iterator[Outcome]:
    """The article of a response record."""
    url = fields.get("warc-target-uri", "").strip("<>")
    if body is None:
        yield problem(place, f"{url}: is larger than {MAX_BYTES // 1024**2} MiB")
        return
    try:
        answer = _answer(url, body)
        if answer is None:
            return
        article = _article(answer, place)
    except IngestError as error:
        yield problem(place, f"{url}: {error}")
        return
    if article is not None:
        day = article.published or normal_date(fields.get("warc-date"))
        yield msgspec.structs.replace(article, published=day)


def _answer(url: str, body: bytes) -> Fetched | None:
    """The HTTP answer that a record holds; None for a redirect, an error, or no HTTP at all."""
    stream = io.BytesIO(body)
    status = stream.readline(_LINE).split()
    if len(status) < 2 or not status[0].startswith(b"HTTP/") or status[1] != b"200":
        return None
    fields = _fields(stream)
    data = stream.read()
    if "chunked" in fields.get("transfer-encoding", "").lower():
        data = _unchunked(data)
    if fields.get("content-encoding", "").lower() in ("gzip", "x-gzip", "deflate"):
        unpacker = zlib.decompressobj(47 if "gzip" in fields["content-encoding"].lower() else 15)
        try:
            data = unpacker.decompress(data, MAX_BYTES + 1)
        except zlib.error as error:
            raise IngestError(f"its packed data is damaged: {error}") from None
        if len(data) > MAX_BYTES:
            raise IngestError(f"is larger than {MAX_BYTES // 1024**2} MiB")
    media, _, rest = fields.get("content-type", "").partition(";")
    charset = rest.partition("charset=")[2].strip(" \"'") or None
    return Fetched(url, data, media.strip().lower(), charset)


def _unchunked(data: bytes) -> bytes:
    """A body without the lengths of its chunks (RFC 9112, 7.1); as it is where the archive took them off."""
    taken, stream = bytearray(), io.BytesIO(data)
    while line := stream.readline(_LINE):
        try:
            length = int(line.split(b";")[0], 16)
        except ValueError:
            return data
        if length == 0:
            break
        taken += stream.read(length)
        stream.readline(4)
    return bytes(taken)


def _article(page: Fetched, place: str) -> Article | None:
    """The article of a page or text; None for what is neither (style sheets, pictures, scripts)."""
    form = form_of(page)
    if form not in ("html", "text") or (
        page.media and not page.media.startswith(("text/html", "text/plain", "application/xhtml"))
    ):
        return None
    text = decode(page.data, charset_of(page) or declared_encoding(page.data)).text
    if form == "html":
        from briefing.ingest.html import article_from_html

        article = article_from_html(text, external_id=place)
    else:
        from briefing.ingest.plain import article_from_text

        article = article_from_text(text, external_id=place)
    return placed(article, page, form)
