"""Actors, claims, dates, gaps and notes as one CSV table (RFC 4180, UTF-8), out.

A cell that a spreadsheet would take for a formula gets an apostrophe before it (OWASP, "CSV Injection").
"""

import csv
import io
import json
from collections.abc import Iterable, Iterator, Sequence
from typing import Any

from briefing.exchange.bundle import Entry, Losses, Options
from briefing.exchange.rows import Row, rows
from briefing.exchange.wording import account

COLUMNS = (
    "type", "article_id", "title", "site", "published", "url", "id", "kind", "text", "source", "source_kind",
    "cue", "polarity", "quotation", "evidence", "certainty", "stance", "hedges", "chain", "reason", "answers",
    "written", "value", "mod", "edtf", "from", "to", "anchored", "status", "basis", "precision", "aliases", "roles",
    "unnamed", "country", "reading", "parent", "salience", "in_ranking", "said", "actor", "actors", "spans", "quote",
    "before", "after", "version", "item", "anchor", "colour", "tags", "credibility", "likelihood", "confidence",
    "links", "correction", "creator", "created", "modified", "authors", "language", "reliability", "captured",
)  # fmt: skip
# What a spreadsheet takes for the beginning of a formula, in full width too, and what it skips before one.
_FORMULA = ("=", "+", "-", "@", "\t", "\r", "\n", "＝", "＋", "－", "＠", "|", "%")


def write(entries: Iterable[Entry], losses: Losses, options: Options) -> Iterator[str]:
    """A header, then a line a row; `type` tells the rows apart, lists are joined by `; `."""
    yield line(COLUMNS)
    for entry in entries:
        account(entry, losses, {"actors", "claims", "dates", "gaps", "notes", "grades"})
        for row in rows(entry):
            yield table_line(row, COLUMNS)


def table_line(row: Row, columns: Sequence[str]) -> str:
    """One row in the order of the columns."""
    return line([cell(row.get(name)) for name in columns])


def line(cells: Iterable[str]) -> str:
    """One line of CSV."""
    out = io.StringIO()
    csv.writer(out, quoting=csv.QUOTE_ALL, lineterminator="\r\n").writerow(list(cells))
    return out.getvalue()


def cell(value: Any) -> str:
    """A value as a spreadsheet may see it: never a formula."""
    if value is None:
        return ""
    if isinstance(value, bool):
        return "yes" if value else "no"
    if isinstance(value, int | float):
        return str(value)
    if isinstance(value, list):
        pairs = all(isinstance(v, list) for v in value)
        value = "; ".join(f"{v[0]}-{v[1]}" for v in value) if pairs else "; ".join(map(str, value))
    elif isinstance(value, dict):
        value = json.dumps(value, ensure_ascii=False)
    text = str(value)
    return f"'{text}" if text.lstrip(" ").startswith(_FORMULA) else text
