"""A report as plain text, for the terminal and for screen readers, and as JSON."""

import textwrap
from collections.abc import Iterator

import msgspec

from briefing.model.report import Line, Report, Section, Source, cited

WIDTH = 100  # columns that text is wrapped to
_VOICES = {"text": "", "inferred": "inferred", "analyst": "analyst"}


def title(report: Report) -> str:
    """What the report is called: the query, as it was asked."""
    return f"Report: {report.query}" if report.query.strip() else "Report: the whole library"


def marks(line: Line) -> str:
    """What is to be known of a line, its voice first where it is not the articles' own."""
    words = [_VOICES[line.voice], *line.marks]
    return ", ".join(w for w in words if w)


def source_line(source: Source) -> str:
    """One source in words: outlet, title, day, grade, and the source of the same origin."""
    parts = [source.outlet or "outlet not known", f"“{source.title or 'untitled'}”"]
    parts.append((source.published or "")[:10] or "no date")
    parts.append(f"reliability {source.grade}" if source.grade else "not graded")
    if source.origin is not None:
        parts.append(
            f"one origin with [{source.origin}]" + (f" ({source.why}, inferred)" if source.why else "")
        )
    return " · ".join(parts)


def cut(section: Section) -> str:
    """How many lines were left out, in words; empty where none were."""
    return f"… and {section.left_out} more" if section.left_out else ""


def write_plain(report: Report, width: int = WIDTH) -> str:
    """The report as text, wrapped to `width` columns."""
    return "\n".join(_plain(report, width)) + "\n"


def _plain(report: Report, width: int) -> Iterator[str]:
    yield title(report)
    yield from _wrapped(report.sourcing, "", width)
    if report.since:
        yield f"changes since {report.since}"
    for warning in report.warnings:
        yield from _line(warning, report, 0, width, "! ")
    yield ""
    yield "BOTTOM LINE"
    if report.bottom_line is not None:
        yield from _line(report.bottom_line, report, 1, width)
    else:
        yield from _wrapped(NO_BOTTOM_LINE, "  ", width)
    for section in report.sections:
        yield ""
        yield section.title.upper() + (f"  ({section.remark})" if section.remark and section.lines else "")
        if not section.lines:
            yield f"  {section.empty}"
        for line in section.lines:
            yield from _line(line, report, 1, width)
        if section.left_out:
            yield f"  {cut(section)}"
    yield ""
    yield "SOURCES"
    for source in report.sources:
        yield from _wrapped(f"[{source.number}] {source_line(source)}", "  ", width, "      ")
        yield from (f"      {place}" for place in (source.url, source.article_id) if place)


NO_BOTTOM_LINE = (
    "None yet. A note tagged bottom-line stands here: b on the screen writes it, or --bottom-line."
)


def _line(line: Line, report: Report, depth: int, width: int, bullet: str = "") -> Iterator[str]:
    lead = "  " * depth + bullet
    label = f"{line.label}  " if line.label else ""
    remark = f" ({found})" if (found := marks(line)) else ""
    place = f" {found}" if (found := cited(line.cites, report.sources)) else ""
    yield from _wrapped(f"{label}{line.words}{remark}{place}", lead, width, " " * (len(lead) + 2))
    for under in line.under:
        yield from _line(under, report, depth + 1, width, "- ")


def _wrapped(words: str, lead: str, width: int, hanging: str | None = None) -> list[str]:
    return textwrap.wrap(
        words, width, initial_indent=lead, subsequent_indent=lead if hanging is None else hanging,
        break_long_words=False, break_on_hyphens=False,
    ) or [lead]  # fmt: skip


def write_json(report: Report) -> str:
    """The report as one JSON object, keys as in `briefing.model.report.Report`."""
    return msgspec.json.format(msgspec.json.encode(report), indent=1).decode() + "\n"
