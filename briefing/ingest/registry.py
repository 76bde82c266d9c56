"""One door for every source: a path, a folder, an address or `-` -> articles, and problems instead of crashes."""

import io
import json
import sys
from collections.abc import Callable, Iterator
from functools import partial
from pathlib import Path
from typing import Any, BinaryIO

import msgspec

from briefing.ingest.assemble import finish
from briefing.ingest.decode import Decoded, decode, refuse_binary
from briefing.ingest.errors import IngestError, SourceProblem, problem
from briefing.ingest.fetch.address import is_address
from briefing.ingest.files import lines, open_file, read_bounded, reason, too_large, walk
from briefing.ingest.formats import table
from briefing.ingest.formats.base import Intake
from briefing.ingest.formats.json_kinds import json_reader
from briefing.ingest.formats.ninjs import article_from_ninjs, is_ninjs
from briefing.ingest.head import read_head
from briefing.ingest.metadata import normal_date
from briefing.ingest.plain import blocks_of
from briefing.ingest.records import article_from_record
from briefing.ingest.sniff import declared_encoding, sniff
from briefing.model.article import Article
from briefing.model.text import neutralise

Outcome = Article | SourceProblem
STANDARD_INPUT = "-"
SUFFIXES = {
    ".txt": "text", ".text": "text", ".md": "markdown", ".markdown": "markdown", ".mdown": "markdown",
    ".html": "html", ".htm": "html", ".xhtml": "html", ".jsonl": "jsonl", ".ndjson": "jsonl", ".json": "json",
    **table.SUFFIXES,
}  # fmt: skip
FORMATS = ("text", "markdown", "html", "jsonl", "json", *table.READERS)
_PEEK = 65_536


def read_source(
    source: str,
    *,
    published: str | None = None,
    format: str | None = None,  # noqa: A002 (the word that users and records know)
    stdin: BinaryIO | None = None,
    intake: Intake | None = None,
) -> Iterator[Outcome]:
    """The articles of a file, a folder, an http(s) address or standard input (`-`), one after the other.

    `format` is one of FORMATS; without it the content decides where it is unmistakable, then the
    suffix, then the content's look. A folder yields its files in sorted order, folders within it
    too, hidden ones left out. `published` is the date of articles that state none. What gives no
    article yields a SourceProblem that names it. The article's external id is the source as given,
    for a record its own id. `intake` tells a list of addresses which of them are known already, and
    takes the tags that it gives them.

    Raises IngestError at once where `published` is no date or `format` none of FORMATS.
    """
    day = normal_date(published)
    if published is not None and day is None:
        raise IngestError(f"{published!r} is not a date (such as 2031-05-14)")
    if format is not None and format not in FORMATS:
        raise IngestError(f"{format!r} is not a format; choose one of {', '.join(FORMATS)}")
    taken = intake or Intake()
    taken.fetch = lambda url: _fetched(url, None, Intake())  # a list that leads to a list ends there
    return (_dated(outcome, day) for outcome in _read(source, format, stdin, taken))


def _read(source: str, form: str | None, stdin: BinaryIO | None, intake: Intake) -> Iterator[Outcome]:
    if source == STANDARD_INPUT:
        yield from _guarded(source, form, lambda: stdin or sys.stdin.buffer, intake)
        return
    if is_address(source):
        yield from _fetched(source, form, intake)
        return
    path = Path(source)
    try:
        is_folder = path.is_dir()
    except (OSError, ValueError) as error:
        yield problem(source, reason(error))
        return
    if not is_folder:
        guess = SUFFIXES.get(path.suffix.lower())
        yield from _guarded(source, form, lambda: open_file(path), intake, guess=guess)
        return
    empty = True
    for entry in walk(path):
        if isinstance(entry, tuple):
            yield problem(str(entry[0]), str(entry[1]))
            empty = False
        elif form or entry.suffix.lower() in SUFFIXES:
            yield from _read(str(entry), form, None, intake)
            empty = False
    if empty:
        yield problem(source, f"no article in this folder (looked for {' '.join(SUFFIXES)})")


def _fetched(url: str, form: str | None, intake: Intake) -> Iterator[Outcome]:
    """The outcomes of an address."""
    from briefing.ingest.fetch.page import charset_of, fetch_page, placed

    try:
        page, found = fetch_page(url)
    except IngestError as error:
        yield problem(url, str(error))
        return
    form = form or found
    opener = partial(io.BytesIO, page.data)
    for outcome in _guarded(url, form, opener, intake, charset=charset_of(page)):
        yield outcome if isinstance(outcome, SourceProblem) else placed(outcome, page, form)


def _guarded(
    source: str,
    form: str | None,
    opener: Callable[[], BinaryIO],
    intake: Intake,
    *,
    guess: str | None = None,
    charset: str | None = None,
) -> Iterator[Outcome]:
    """The outcomes of one stream, with whatever goes wrong turned into a problem.

    `guess` is the format that its name suggests, `charset` the encoding that its server names.
    """
    try:
        stream = opener()
        try:
            yield from _stream(source, form, guess, stream, intake, charset)
        finally:
            if source != STANDARD_INPUT:
                stream.close()
    except IngestError as error:
        yield problem(source, str(error))
    except (OSError, ValueError) as error:
        yield problem(source, reason(error))
    except (MemoryError, RecursionError) as error:
        yield problem(source, f"too deep or too large to read ({type(error).__name__})")


def _stream(
    source: str, form: str | None, guess: str | None, stream: BinaryIO, intake: Intake, charset: str | None
) -> Iterator[Outcome]:
    head = stream.read(_PEEK)
    form = form or table.recognise(head) or guess or sniff(head)
    if form in table.READERS:
        yield from table.read(form, source, io.BufferedReader(_Chained(head, stream)), intake)
        return
    if form == "jsonl":
        yield from _records(source, head, stream)
        return
    refuse_binary(head)  # before the rest is read: an image of 4 GB is no article either
    data = read_bounded(stream, head)
    if form == "json":
        yield from _json(source, data, intake)
        return
    decoded = decode(data, charset or (declared_encoding(data) if form == "html" else None))
    if decoded.note:
        yield problem(source, decoded.note, note=True)
    yield from _document(source, form, decoded)


def _document(source: str, form: str, decoded: Decoded) -> Iterator[Outcome]:
    notes: list[str] = []
    if form == "markdown":
        from briefing.ingest.markdown import article_from_markdown

        article = article_from_markdown(decoded.text, external_id=source, notes=notes)
    elif form == "html":
        # trafilatura takes a second to import: only pages pay for it.
        from briefing.ingest.html import article_from_html

        article = article_from_html(decoded.text, external_id=source)
    else:
        text = neutralise(decoded.text)
        blocks = list(blocks_of(text))
        if not blocks:
            raise IngestError("it is empty")
        stated, blocks = read_head(text, blocks)
        article = finish(text, blocks, stated, source)
    yield from (problem(source, note, note=True) for note in notes)
    yield article


def _records(source: str, head: bytes, stream: BinaryIO) -> Iterator[Outcome]:
    """The articles of JSON Lines, each by itself: a bad line is a problem and the rest goes on."""
    joined = io.BufferedReader(_Chained(head, stream))
    empty = True
    for number, line in enumerate(lines(joined), 1):
        place = f"{source}#{number}"
        if line is None:
            empty = False
            yield problem(place, str(too_large("the line")))
        elif line.strip(b"\xef\xbb\xbf \t"):
            empty = False
            try:
                record = json.loads(decode(line).text)
            except IngestError as error:
                yield problem(place, str(error))
            except (ValueError, RecursionError) as error:
                yield problem(place, f"not JSON: {error}")
            else:
                yield from _record(place, record)
    if empty:
        raise IngestError("it is empty")


def _json(source: str, data: bytes, intake: Intake) -> Iterator[Outcome]:
    """The article of a JSON object, those of an array of objects, or what a known kind of JSON file holds."""
    try:
        loaded = json.loads(decode(data).text)
    except (ValueError, RecursionError) as error:
        raise IngestError(f"not JSON: {error}") from None
    reader = json_reader(loaded)
    if reader is not None:
        yield from reader(source, loaded, intake)
        return
    if not isinstance(loaded, list):
        yield from _record(source, loaded)
        return
    if not loaded:
        raise IngestError("there is no article in it: an empty JSON array")
    for number, record in enumerate(loaded, 1):
        yield from _record(f"{source}#{number}", record)


def _record(place: str, record: Any) -> Iterator[Outcome]:
    notes: list[str] = []
    try:
        if not isinstance(record, dict):
            raise IngestError("not a JSON object")
        article = article_from_ninjs(record) if is_ninjs(record) else article_from_record(record, notes=notes)
    except IngestError as error:
        yield problem(place, str(error))
        return
    yield from (problem(place, note, note=True) for note in notes)
    yield article if article.external_id else msgspec.structs.replace(article, external_id=neutralise(place))


def _dated(outcome: Outcome, day: str | None) -> Outcome:
    if day is None or isinstance(outcome, SourceProblem) or outcome.published:
        return outcome
    return msgspec.structs.replace(outcome, published=day)


class _Chained(io.RawIOBase):
    """Bytes that were read already, then the stream that they came from."""

    def __init__(self, head: bytes, stream: BinaryIO) -> None:
        self._head, self._stream = head, stream

    def readable(self) -> bool:
        return True

    def readinto(self, buffer: Any) -> int:
        taken = self._head[: len(buffer)] or self._stream.read(len(buffer))
        self._head = self._head[len(taken) :]
        buffer[: len(taken)] = taken
        return len(taken)
