"""A report on a story, before it is text: sections of lines, each with what it rests on.

Three voices, never mixed: `text` is what articles say, `inferred` what was worked out over them, `analyst`
what the analyst wrote or decided. Every line that is not the analyst's own cites the words it rests on.
"""

from typing import Literal

import msgspec

from briefing.model.article import Span

Voice = Literal["text", "inferred", "analyst"]


class Cite(msgspec.Struct, frozen=True):
    """Words of a source: `number` is that of the source in the report, `span` in its article's text."""

    number: int
    article_id: str
    span: Span | None = None


class Line(msgspec.Struct, frozen=True):
    """One line. `label` stands before the words (a date, a source), `marks` behind them, `under` below."""

    words: str
    voice: Voice = "text"
    label: str = ""
    cites: list[Cite] = []
    marks: list[str] = []
    under: list["Line"] = []


class Section(msgspec.Struct, frozen=True):
    """A part of the report. `empty` says what its absence means; `left_out` how many lines were cut."""

    key: str
    title: str
    lines: list[Line]
    empty: str = ""
    left_out: int = 0
    remark: str = ""  # what holds for all of its lines


class Source(msgspec.Struct, frozen=True):
    """One article of the story, with the analyst's grade of its outlet."""

    number: int
    article_id: str
    title: str
    outlet: str
    published: str | None
    url: str | None
    grade: str | None = None  # Admiralty A to F
    reason: str = ""  # of the grade
    origin: int | None = None  # number of the earliest source of the same origin, where that is another
    why: str = ""  # the two are taken for one origin


class Report(msgspec.Struct, frozen=True):
    """All of it. `sourcing` is the summary line, `since` the moment that changes are counted from."""

    query: str
    sourcing: str
    bottom_line: Line | None
    warnings: list[Line]
    sections: list[Section]
    sources: list[Source]
    since: str | None = None


def cited(cites: list[Cite], sources: list[Source]) -> str:
    """`[2 Hallen Courier, 16 May 2031, 1204–1260]` of each: source, day, characters of its text."""
    by_number = {s.number: s for s in sources}
    found = []
    for cite in cites:
        source = by_number[cite.number]
        place = f"{cite.span.start}–{cite.span.end}" if cite.span else ""
        parts = [source.outlet or source.title, (source.published or "no date")[:10], place]
        found.append(f"{cite.number} {', '.join(p for p in parts if p)}")
    return f"[{'; '.join(dict.fromkeys(found))}]" if found else ""
