"""PDF (ISO 32000): the text of its pages, put together again to paragraphs and headings.

A PDF knows letters and places, no paragraphs. What is a paragraph, a heading, or a line that every
page repeats is told by the distance between lines, by indentation, by the size of the letters and by
repetition. A scan has pictures of letters only; it is refused with that word.
"""

import json
import re
import statistics
import subprocess
import sys
from collections import Counter
from collections.abc import Iterator
from itertools import pairwise
from typing import Any, BinaryIO, NamedTuple

from briefing.ingest.assemble import Piece, article_from_pieces
from briefing.ingest.boilerplate import furniture
from briefing.ingest.errors import IngestError, problem
from briefing.ingest.formats.base import Intake, Outcome, read_up_to
from briefing.ingest.metadata import Metadata, normal_authors, normal_date, normal_language
from briefing.model.text import one_line

MAX_PDF = 64 * 1024 * 1024  # bytes
SECONDS = 60.0
_EDGE = 3  # lines at the head and foot of a page that may repeat on others
_GAP, _INDENT, _LARGER, _HEADING = (
    1.35,
    0.8,
    1.12,
    200,
)  # of a line's usual distance; of its size; of the body's; characters
_DATE = re.compile(r"D:(\d{4})(\d\d)(\d\d)")  # ISO 32000-1, 7.9.4
_HYPHEN = re.compile(r"(?<=[^\W\d_])[-\u00ad]$")
_SENTENCE_END = re.compile(r"[.!?…:][\"'”’»)\]]*$")
# Titles that writing programs fill in by themselves.
_NO_TITLE = re.compile(
    r"^(?:untitled|microsoft \w+ - .*|.*\.(?:docx?|pdf|indd|qxd|tex|rtf|odt)|\W*)$", re.IGNORECASE
)


class Line(NamedTuple):
    """A line of a page: place of its start in points from below left, letter size in points."""

    x: float
    y: float
    size: float
    text: str


def read_pdf(source: str, stream: BinaryIO, intake: Intake) -> Iterator[Outcome]:
    """The article of a PDF file. Raises IngestError."""
    found = _pages(read_up_to(stream, MAX_PDF))
    pages = [list(_lines(page)) for page in found["pages"]]
    title = one_line(found.get("title", ""))
    pieces = list(_pieces(_without_repeated(pages)))
    if not any(p.body for p in pieces):
        raise IngestError("there is no text in it: its pages are pictures, or empty")
    if found["total"] > len(pages):
        yield problem(source, f"only the first {len(pages)} of {found['total']} pages were read", note=True)
    created = _DATE.match(found.get("created", ""))
    metadata = Metadata(
        title=title if title and not _NO_TITLE.match(title) else _headline(pieces),
        authors=normal_authors(found.get("author", "")),
        # The day that the file was made is the nearest that a PDF has to a date of publication.
        published=normal_date("-".join(created.groups())) if created else None,
        language=normal_language(found.get("language")),
    )
    yield article_from_pieces(pieces, metadata, source)


def _pages(data: bytes) -> dict[str, Any]:
    """What the process that reads the file found. Raises IngestError."""
    try:
        done = subprocess.run(
            [sys.executable, "-m", "briefing.ingest.formats.pdf_worker"],
            input=data, capture_output=True, timeout=SECONDS, check=False,
        )  # fmt: skip
    except subprocess.TimeoutExpired:
        raise IngestError(f"it is not read after {SECONDS:.0f} seconds") from None
    try:
        found: dict[str, Any] = json.loads(done.stdout)
    except ValueError:
        raise IngestError("it takes more memory or time than any document") from None
    if "error" in found:
        raise IngestError(one_line(str(found["error"]))[:300])
    return found


def _lines(fragments: list[list[Any]]) -> Iterator[Line]:
    """The lines of a page in the order that it was written in, which is the order of reading in practice."""
    row: list[tuple[float, float, float, str]] = []
    for x, y, size, text in fragments:
        for part in re.split(r"(?<=\n)", text):
            if part.strip() and row and abs(row[-1][1] - y) > max(2.0, 0.5 * max(row[-1][2], size)):
                yield from _joined(row)
                row = []
            if part:
                row.append((x, y, size, part))
            if part.endswith("\n"):
                yield from _joined(row)
                row = []
    yield from _joined(row)


def _joined(row: list[tuple[float, float, float, str]]) -> Iterator[Line]:
    text = re.sub(r"[ \t\u00a0]+", " ", "".join(part for *_, part in row)).strip()
    said = [r for r in row if r[3].strip()]
    if text and said:
        size = max(said, key=lambda r: len(r[3]))[2]
        yield Line(said[0][0], said[0][1], size, text)


def _without_repeated(pages: list[list[Line]]) -> list[list[Line]]:
    """The pages without running heads, feet and page numbers (all numbers count as one).

    That is a line at an edge of at least half of the pages, or of three at the same height: the head
    of a chapter stands on the chapter's pages alone.
    """
    if len(pages) < 3:
        return pages
    edges: Counter[object] = Counter()
    for page in pages:
        for line in {*page[:_EDGE], *page[-_EDGE:]}:
            edges.update({_mask(line), (_mask(line), round(line.y))})
    kept = []
    for page in pages:
        last = len(page) - _EDGE
        kept.append(
            [
                line
                for n, line in enumerate(page)
                if _EDGE <= n < last
                or (edges[_mask(line)] < max(3, len(pages) / 2) and edges[_mask(line), round(line.y)] < 3)
            ]
        )
    return kept


def _mask(line: Line) -> str:
    return re.sub(r"\d+", "#", line.text).casefold()


def _pieces(pages: list[list[Line]]) -> Iterator[Piece]:
    """Paragraphs and headings. A paragraph that a page ends in the middle of goes on on the next."""
    everything = [line for page in pages for line in page]
    if not everything:
        return
    sizes: Counter[float] = Counter()
    for line in everything:
        sizes[line.size] += len(line.text)
    body = sizes.most_common(1)[0][0]
    largest = max(size for size in sizes if sizes[size] > 3) if max(sizes.values()) > 3 else body
    steps = [a.y - b.y for page in pages for a, b in pairwise(page) if 0 < a.y - b.y < 4 * max(body, 1)]
    step = statistics.median(steps) if steps else 0.0
    group: list[Line] = []
    for page in pages:
        for number, line in enumerate(page):
            if group and (_ends(group, line, step) if number else _ended(group, line)):
                yield _piece(group, body, largest)
                group = []
            group.append(line)
    yield _piece(group, body, largest)


def _ends(group: list[Line], line: Line, step: float) -> bool:
    """Whether a line begins a new block below the lines of `group` on the same page."""
    last = group[-1]
    if abs(last.size - line.size) > 0.08 * max(last.size, line.size):
        return True
    distance = last.y - line.y
    if distance <= 0 or (step and distance > _GAP * step):
        return distance > 0 or bool(_SENTENCE_END.search(last.text))  # upwards: another column
    left = min(member.x for member in group)
    return line.x - left > _INDENT * line.size and bool(_SENTENCE_END.search(last.text))


def _ended(group: list[Line], line: Line) -> bool:
    """Whether the block was whole at the foot of its page."""
    return bool(_SENTENCE_END.search(group[-1].text)) or abs(group[-1].size - line.size) > 0.08 * line.size


def _piece(group: list[Line], body: float, largest: float) -> Piece:
    text = ""
    for line in group:
        if _HYPHEN.search(text) and line.text[:1].islower():
            text = _HYPHEN.sub("", text) + line.text
        else:
            text = f"{text} {line.text}" if text else line.text
    size = statistics.median(line.size for line in group)
    if size > _LARGER * body and len(text) <= _HEADING:
        return Piece("heading", text, True, 1 if size >= 0.95 * largest else 2)
    kind = furniture(text)
    return Piece(kind, text, False) if kind else Piece("paragraph", text)


def _headline(pieces: list[Piece]) -> str | None:
    """The first heading in the largest letters, where it stands near the beginning."""
    return next((p.text for p in pieces[:12] if p.kind == "heading" and p.level == 1), None)
