"""Citations as a reader wants to see them, out: CSL-JSON rendered by citeproc-py (extra `citations`)."""

import json
import warnings
from collections.abc import Iterable, Iterator
from pathlib import Path

from briefing.exchange import csl
from briefing.exchange.bundle import Entry, ExchangeError, Losses, Options

STYLE = "harvard-cite-them-right"  # the one that citeproc-py brings with it


def write(entries: Iterable[Entry], losses: Losses, options: Options) -> Iterator[str]:
    """One line a work, in the order of the style. Raises ExchangeError where the style cannot be read."""
    items = json.loads("".join(csl.write(entries, losses, options)))
    if items:
        for line in _rendered(items, options.style or STYLE):
            yield " ".join(line.split()) + "\n"


def _rendered(items: list[dict[str, object]], style: str) -> list[str]:
    try:
        from citeproc import (
            Citation,
            CitationItem,
            CitationStylesBibliography,
            CitationStylesStyle,
            formatter,
        )
        from citeproc.source.json import CiteProcJSON
    except ImportError:
        raise ExchangeError("citations needs citeproc-py: pip install 'briefing[citations]'") from None
    if style != STYLE and not Path(style).is_file():
        raise ExchangeError(f"{style}: no such file of a citation style (.csl)")
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")  # of fields that the style does not use
        try:
            read = CitationStylesStyle(style, validate=False)
        except Exception as error:  # whatever lxml and citeproc make of a file that is no style
            raise ExchangeError(f"{style}: not a citation style: {error}") from None
        bibliography = CitationStylesBibliography(read, CiteProcJSON(items), formatter.plain)
        for item in items:
            bibliography.register(Citation([CitationItem(item["id"])]))
        bibliography.sort()
        return [str(entry) for entry in bibliography.bibliography()]
