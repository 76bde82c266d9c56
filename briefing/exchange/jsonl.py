"""Actors, claims, dates, gaps and notes as JSON Lines, out: one object a line, told apart by `type`."""

import json
from collections.abc import Iterable, Iterator

from briefing.exchange.bundle import Entry, Losses, Options
from briefing.exchange.rows import rows
from briefing.exchange.wording import account


def write(entries: Iterable[Entry], losses: Losses, options: Options) -> Iterator[str]:
    """One line a row; see `briefing.exchange.rows`."""
    for entry in entries:
        account(entry, losses, {"actors", "claims", "dates", "gaps", "notes", "grades"})
        for row in rows(entry, options.only):
            yield json.dumps(row, ensure_ascii=False, allow_nan=False) + "\n"
