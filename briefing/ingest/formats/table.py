"""Which formats there are beside the registry's own, by suffix and by how they begin."""

import csv
import importlib
import re
import zlib
from collections.abc import Iterator
from typing import BinaryIO

from briefing.ingest.formats.base import Intake, Outcome

# The module of this package, or of ingest.feeds, that reads a format, and its function.
READERS = {
    "pdf": "formats.pdf:read_pdf",
    "eml": "formats.mail:read_mail",
    "mbox": "formats.mail:read_mailbox",
    "epub": "formats.epub:read_epub",
    "warc": "formats.warc:read_warc",
    "bookmarks": "formats.readlater:read_bookmarks",
    "links": "formats.readlater:read_table",
    "feed": "feeds.articles:read_feed_file",
    "opml": "feeds.articles:refuse_opml",
}
# A folder of documents is read by these. Feeds and lists of links lead elsewhere: they are read
# only where they are named, and told by how they begin.
SUFFIXES = {".pdf": "pdf", ".eml": "eml", ".mbox": "mbox", ".epub": "epub", ".warc": "warc"}
# What holds, or leads to, more than one document.
MANY = frozenset({"mbox", "epub", "warc", "bookmarks", "links", "feed", "opml", "jsonl", "json"})

_XML = re.compile(
    rb"\s*(?:<\?.*?\?>\s*|<!--.*?-->\s*|<!DOCTYPE[^>\[]{0,500}(?:\[.*?\]\s*)?>\s*)*"
    rb"<(rss|feed|rdf:RDF|opml)\b",
    re.S | re.I,
)
_BOOKMARKS = re.compile(
    rb"\s*<!DOCTYPE NETSCAPE-Bookmark|.{0,500}?<title>\s*Pocket Export\s*</title>", re.S | re.I
)
# An mbox begins with the envelope of its first mail (RFC 4155): `From sender Thu May 14 14:02:00 2031`.
_MBOX = re.compile(rb"From \S+ +\w{3} +\w{3} +\d{1,2} \d\d:\d\d:\d\d ")
_FIELD = re.compile(rb"([A-Za-z][A-Za-z0-9-]{1,60}):[ \t]")
# Fields that a mail in transport has (RFC 5322, 2045) and a head that a person typed has not.
_TRANSPORT = {b"message-id", b"mime-version", b"received", b"return-path", b"delivered-to", b"dkim-signature"}
_HEAD = 4096


def recognise(head: bytes) -> str | None:
    """The format of READERS that a stream is in, by its first bytes; None where it is in none of them."""
    start = head.removeprefix(b"\xef\xbb\xbf")
    if b"%PDF-" in head[:1024]:
        return "pdf"  # ISO 32000-1, note 13 of annex H: the header stands within the first 1,024 bytes
    if head.startswith(b"PK\x03\x04"):
        return "epub" if b"mimetypeapplication/epub+zip" in head[:120] else None
    if head.startswith(b"\x1f\x8b"):
        return "warc" if _unzipped(head).startswith(b"WARC/1.") else None
    if start.startswith(b"WARC/1."):
        return "warc"
    found = _XML.match(_narrow(head)[:_HEAD])
    if found:
        return "opml" if found[1].lower() == b"opml" else "feed"
    if _BOOKMARKS.match(start[:_HEAD]):
        return "bookmarks"
    if _MBOX.match(start):
        return "mbox"
    if _is_mail(start[: 4 * _HEAD]):
        return "eml"
    return "links" if _is_table(start) else None


def read(form: str, source: str, stream: BinaryIO, intake: Intake) -> Iterator[Outcome]:
    """The articles of a stream in a format of READERS. Raises IngestError where it gives none."""
    module, _, name = READERS[form].partition(":")
    reader = getattr(importlib.import_module(f"briefing.ingest.{module}"), name)
    outcomes: Iterator[Outcome] = reader(source, stream, intake)
    return outcomes


def _narrow(head: bytes) -> bytes:
    """XML in a 16-bit encoding as its ASCII characters, enough to see the root element."""
    if head.startswith((b"\xff\xfe", b"\xfe\xff", b"<\x00", b"\x00<")):
        return head.removeprefix(b"\xff\xfe").removeprefix(b"\xfe\xff").replace(b"\x00", b"")
    return head.removeprefix(b"\xef\xbb\xbf")


def _unzipped(head: bytes) -> bytes:
    try:
        return zlib.decompressobj(31).decompress(head, 256)
    except zlib.error:
        return b""


def _is_mail(start: bytes) -> bool:
    """Header fields from the first line on, with a sender and what only mail programs write."""
    names: set[bytes] = set()
    for line in start.splitlines():
        if not line:
            break
        if line[:1] in b" \t" and names:
            continue
        found = _FIELD.match(line)
        if not found:
            return False
        names.add(found[1].lower())
    return b"from" in names and bool(names & _TRANSPORT)


def _is_table(start: bytes) -> bool:
    """A CSV file whose first line names a column of addresses and one of titles."""
    line = start.split(b"\n", 1)[0]
    if b"," not in line or len(line) > 2000:
        return False
    try:
        columns = {name.strip().casefold() for name in next(csv.reader([line.decode("utf-8")]))}
    except (UnicodeDecodeError, csv.Error, StopIteration):
        return False
    return "url" in columns and "title" in columns
