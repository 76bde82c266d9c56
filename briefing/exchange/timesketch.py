"""Dates for Timesketch, out: CSV, or JSON Lines into a file that ends in .jsonl.

Timesketch wants `message`, `datetime` (ISO 8601) and `timestamp_desc`, and drops what has no instant: dates
that stand on no calendar are left out here, and counted. A day, a month or a year is put at its beginning;
`precision` and `to` say how broad it is.
"""

import json
from collections.abc import Iterable, Iterator
from datetime import UTC, datetime, timedelta

from briefing.exchange.bundle import Entry, Losses, Options
from briefing.exchange.csv_table import line, table_line
from briefing.exchange.rows import Row, rows
from briefing.exchange.wording import account

COLUMNS = (
    "message", "timestamp", "datetime", "timestamp_desc", "precision", "to", "written", "edtf", "status", "basis",
    "anchored", "title", "site", "url", "article_id", "id",
)  # fmt: skip
_DESCRIPTION = {"happened": "Event", "said": "Statement", "published": "Publication"}
_EPOCH = datetime(1970, 1, 1, tzinfo=UTC)


def write(entries: Iterable[Entry], losses: Losses, options: Options) -> Iterator[str]:
    """A row a date, and one for each article's publication."""
    as_lines = options.suffix in (".jsonl", ".ndjson")
    if not as_lines:
        yield line(COLUMNS)
    for entry in entries:
        account(entry, losses, {"dates"})
        for row in _rows(entry, losses):
            yield json.dumps(row, ensure_ascii=False) + "\n" if as_lines else table_line(row, COLUMNS)


def _rows(entry: Entry, losses: Losses) -> Iterator[Row]:
    published = False
    undated = 0
    for row in rows(entry):
        if row["type"] != "date":
            continue
        moment = instant(row["from"] or row["to"])
        if moment is None:
            undated += 1
            continue
        published = published or row["kind"] == "published"
        yield _row(row, moment, row["text"] or row["written"], _DESCRIPTION[row["kind"]])
    losses.add(entry.name, "dates that stand on no calendar", undated)
    article = entry.article
    moment = instant(article.published) if article else None
    if article is None or published:
        return
    if moment is None:
        losses.add(entry.name, "publications without a date")
        return
    base = {"article_id": article.id, "title": article.title, "site": article.site, "url": article.url}
    precision = "time" if "T" in (article.published or "") else "day"
    yield _row({**base, "precision": precision}, moment, article.title or article.id, "Publication")


def _row(row: Row, moment: datetime, message: str, description: str) -> Row:
    made = {
        "message": message, "timestamp": (moment - _EPOCH) // timedelta(microseconds=1),
        "datetime": moment.isoformat(timespec="seconds"), "timestamp_desc": description,
    }  # fmt: skip
    return {name: {**row, **made}.get(name) for name in COLUMNS}


def instant(stamp: str | None) -> datetime | None:
    """The beginning of a day or a time in UTC; None where there is none on the calendar."""
    try:
        moment = datetime.fromisoformat(stamp or "")
        return moment.astimezone(UTC) if moment.tzinfo else moment.replace(tzinfo=UTC)
    except (ValueError, OverflowError):
        return None
