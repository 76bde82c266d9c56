"""A report as Markdown. What an article says is escaped: it becomes no heading, no link and no HTML."""

from collections.abc import Iterator

from briefing.exchange.markdown import address, harmless, plain
from briefing.exchange.report import NO_BOTTOM_LINE, cut, marks, source_line, title
from briefing.model.report import Line, Report, cited


def write_markdown(report: Report) -> str:
    """The report as a Markdown document."""
    return "\n".join(_parts(report)) + "\n"


def _parts(report: Report) -> Iterator[str]:
    yield f"# {plain(title(report))}"
    yield ""
    yield f"*{plain(report.sourcing)}*"
    if report.since:
        yield ""
        yield f"Changes since {plain(report.since)}."
    if report.warnings:
        yield ""
        for warning in report.warnings:
            yield from _line(warning, report, 0)
    yield ""
    yield "## Bottom line"
    yield ""
    if report.bottom_line is None:
        yield f"*{NO_BOTTOM_LINE}*"
    else:
        yield harmless(report.bottom_line.words)
        yield ""
        yield f"*{plain(_behind(report.bottom_line, report))}*"
    for section in report.sections:
        yield ""
        yield f"## {plain(section.title)}"
        yield ""
        if not section.lines:
            yield f"*{plain(section.empty)}*"
        elif section.remark:
            yield f"*{plain(section.remark)}*"
            yield ""
        for line in section.lines:
            yield from _line(line, report, 0)
        if section.left_out:
            yield f"- *{plain(cut(section))}*"
    yield ""
    yield "## Sources"
    yield ""
    for source in report.sources:
        yield f"{source.number}. {plain(source_line(source))}"
        yield from (f"   {address(p)}" for p in (source.url,) if p)
        yield f"   `{source.article_id}`"


def _line(line: Line, report: Report, depth: int) -> Iterator[str]:
    label = f"**{plain(line.label)}** " if line.label else ""
    behind = _behind(line, report)
    yield f"{'  ' * depth}- {label}{plain(line.words)}" + (f" *{plain(behind)}*" if behind else "")
    for under in line.under:
        yield from _line(under, report, depth + 1)


def _behind(line: Line, report: Report) -> str:
    remark = f"({found})" if (found := marks(line)) else ""
    return " ".join(filter(None, (remark, cited(line.cites, report.sources))))
