"""A report as one HTML page: no script, nothing loaded from elsewhere, every word of an article escaped."""

import html
import re
from collections.abc import Iterator

from briefing.exchange.report import NO_BOTTOM_LINE, cut, marks, source_line, title
from briefing.model.report import Cite, Line, Report

# The page may neither run nor load anything, whatever an escape should have missed.
_POLICY = "default-src 'none'; style-src 'unsafe-inline'; base-uri 'none'; form-action 'none'"
_STYLE = """
body { font: 16px/1.5 Georgia, serif; max-width: 46rem; margin: 2rem auto; padding: 0 1rem; color: #1b1b1b; background: #fff }
h1 { font-size: 1.5rem; line-height: 1.25 } h2 { font-size: 1.1rem; border-bottom: 1px solid #ccc; margin-top: 2rem }
ul, ol { padding-left: 1.25rem } li { margin: .35rem 0 } .label { font-weight: bold }
.sourcing, .marks, cite, code { font: .85rem/1.4 system-ui, sans-serif; color: #555; font-style: normal }
.inferred > .words { color: #555 } .analyst > .words { color: #0b4f6c } .warning { border-left: 4px solid #b00020; padding-left: .75rem }
code { overflow-wrap: anywhere } a { color: inherit }
@media (prefers-color-scheme: dark) { body { color: #ddd; background: #161616 } .sourcing, .marks, cite, code, .inferred > .words { color: #9a9a9a } .analyst > .words { color: #7cc4e0 } h2 { border-color: #444 } }
@media print { body { margin: 0; max-width: none } }
"""


def write_html(report: Report) -> str:
    """The report as an HTML document in UTF-8."""
    return "\n".join(_parts(report)) + "\n"


def _parts(report: Report) -> Iterator[str]:
    yield '<!DOCTYPE html>\n<html lang="en">\n<head>\n<meta charset="utf-8">'
    yield f'<meta http-equiv="Content-Security-Policy" content="{_POLICY}">'
    yield '<meta name="viewport" content="width=device-width, initial-scale=1">'
    yield '<meta name="referrer" content="no-referrer">'
    yield f"<title>{_text(title(report))}</title>\n<style>{_STYLE}</style>\n</head>\n<body>"
    yield f'<h1>{_text(title(report))}</h1>\n<p class="sourcing">{_text(report.sourcing)}</p>'
    if report.since:
        yield f'<p class="sourcing">Changes since {_text(report.since)}</p>'
    for warning in report.warnings:
        yield f'<div class="warning">{_spoken(warning, report)}</div>'
    yield "<h2>Bottom line</h2>"
    if report.bottom_line is None:
        yield f'<p class="sourcing">{_text(NO_BOTTOM_LINE)}</p>'
    else:
        yield f'<p class="analyst">{_spoken(report.bottom_line, report)}</p>'
    for section in report.sections:
        yield f"<h2>{_text(section.title)}</h2>"
        if remark := section.remark if section.lines else section.empty:
            yield f'<p class="sourcing">{_text(remark)}</p>'
        if section.lines:
            yield from _list(section.lines, report)
        if section.left_out:
            yield f'<p class="sourcing">{_text(cut(section))}</p>'
    yield "<h2>Sources</h2>\n<ol>"
    for source in report.sources:
        words = _text(source_line(source))
        if source.url and re.fullmatch(r"https?://[^\s<>\"'\\]+", source.url):
            words += f'<br><a rel="noopener noreferrer" href="{_text(source.url)}">{_text(source.url)}</a>'
        elif source.url:
            words += f"<br>{_text(source.url)}"
        yield f'<li id="s{source.number}" value="{source.number}">{words}<br><code>{_text(source.article_id)}</code></li>'
    yield "</ol>\n</body>\n</html>"


def _list(lines: list[Line], report: Report) -> Iterator[str]:
    yield "<ul>"
    for line in lines:
        yield f'<li class="{line.voice}">{_spoken(line, report)}'
        if line.under:
            yield from _list(line.under, report)
        yield "</li>"
    yield "</ul>"


def _spoken(line: Line, report: Report) -> str:
    """One line: its label, its words, its marks, and where it stands."""
    parts = [f'<span class="label">{_text(line.label)}</span>'] if line.label else []
    parts.append(f'<span class="words">{_text(line.words)}</span>')
    if found := marks(line):
        parts.append(f'<span class="marks">({_text(found)})</span>')
    if line.cites:
        parts.append(f"<cite>{'; '.join(_cite(c, report) for c in line.cites)}</cite>")
    return " ".join(parts)


def _cite(cite: Cite, report: Report) -> str:
    source = next(s for s in report.sources if s.number == cite.number)
    place = f", {cite.span.start}–{cite.span.end}" if cite.span else ""
    named = f"{source.outlet or source.title}, {(source.published or 'no date')[:10]}{place}"
    return f'<a href="#s{cite.number}">[{cite.number}]</a> {_text(named)}'


def _text(words: str) -> str:
    return html.escape(words, quote=True)
