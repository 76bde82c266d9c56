"""Actors, claims, dates, gaps and notes as one CSV table (RFC 4180, UTF-8), out.

A cell that a spreadsheet would take for a formula gets an apostrophe before it (OWASP, "CSV Injection").
"""

import csv
import io
import json
from collections.abc import Iterable, Iterator, Sequence
from typing import Any

from briefing.exchange.bundle import Entry, Losses, Options
from briefing.exchange.rows import TYPES, Row, rows
from briefing.exchange.wording import account

COLUMNS = (
    "type", "article_id", "title", "site", "published", "url", "id", "kind", "text", "source", "source_kind",
    "cue", "polarity", "quotation", "evidence", "certainty", "stance", "hedges", "chain", "reason", "answers",
    "written", "value", "mod", "edtf", "from", "to", "anchored", "status", "basis", "precision", "aliases", "roles",
    "unnamed", "country", "reading", "parent", "salience", "in_ranking", "said", "actor", "actors", "spans", "quote",
    "before", "after", "version", "item", "anchor", "colour", "tags", "credibility", "likelihood", "confidence",
    "links", "correction", "creator", "created", "modified", "authors", "language", "reliability", "captured",
)  # fmt: skip
_COMMON = "type article_id title site published url id kind text "
_OF_KIND: dict[str, list[str]] = {
    kind: (_COMMON + columns).split()
    for kind, columns in {
        "article": "authors language reliability captured",
        "actor": "aliases roles unnamed country reading parent salience in_ranking said spans",
        "claim": "source source_kind actor cue quotation evidence polarity certainty stance hedges chain reason answers "
        "actors spans",
        "date": "written value mod edtf from to anchored status basis precision actors spans",
        "gap": "written spans",
        "note": "tags quote before after spans version item anchor colour credibility likelihood confidence status links "
        "correction creator created modified",
    }.items()
}
# What a spreadsheet takes for the beginning of a formula, in full width too, and what it skips before one.
_FORMULA = ("=", "+", "-", "@", "\t", "\r", "\n", "＝", "＋", "－", "＠", "|", "%")


def write(entries: Iterable[Entry], losses: Losses, options: Options) -> Iterator[str]:
    """A header, then a line a row; `type` tells the rows apart, lists are joined by `; `.

    Where rows of some kinds are wanted, the columns are those that these kinds have.
    """
    kinds = options.only or TYPES
    columns = [name for name in COLUMNS if any(name in _OF_KIND[kind] for kind in kinds)]
    yield line(columns)
    for entry in entries:
        account(entry, losses, {"actors", "claims", "dates", "gaps", "notes", "grades"})
        for row in rows(entry, options.only):
            yield table_line(row, columns)


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
