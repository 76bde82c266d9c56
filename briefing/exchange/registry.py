"""Which formats there are, what each can do, and which one a file is in. Their modules load when used."""

import importlib
from collections.abc import Callable, Iterable, Iterator
from types import ModuleType
from typing import Literal, cast

import msgspec

from briefing.exchange.bundle import Entry, ExchangeError, Imported, Losses, Options, UnrecognisedError

Writer = Callable[[Iterable[Entry], Losses, Options], Iterator[str]]
Reader = Callable[[str, str], Imported]


class Format(msgspec.Struct, frozen=True):
    """One format. `scope` says what a query picks: single notes, or articles with all that is on them.

    `briefs`: it writes what the brief holds. `reads`: what comes in by it; "articles" come in by the
    readers of `briefing add`.
    """

    name: str
    title: str
    module: str
    scope: Literal["notes", "articles"]
    suffix: str
    briefs: bool = False
    writes: bool = True
    reads: Literal["", "notes", "articles"] = ""


FORMATS: dict[str, Format] = {
    f.name: f
    for f in (
        Format("w3c", "W3C Web Annotation (JSON-LD)", "w3c", "notes", ".jsonld", reads="notes"),
        Format("markdown", "Markdown: brief and notes", "markdown", "articles", ".md", briefs=True),
        Format("hypothesis", "Hypothesis API JSON", "hypothesis_api", "notes", ".json", reads="notes"),
        Format("csl", "CSL-JSON citations", "csl", "articles", ".json"),
        Format("citations", "citations to read, in a style", "citations", "articles", ".txt"),
        Format("bibtex", "BibTeX citations", "bibtex", "articles", ".bib"),
        Format("jsonl", "actors, claims, dates, notes as JSON Lines", "jsonl", "articles", ".jsonl", briefs=True),
        Format("csv", "actors, claims, dates, notes as one table", "csv_table", "articles", ".csv", briefs=True),
        Format("timesketch", "Timesketch CSV or JSON Lines", "timesketch", "articles", ".csv", briefs=True),
        Format("stix", "STIX 2.1 bundle", "stix", "articles", ".json", briefs=True),
        Format("ninjs", "IPTC ninjs 3.1", "ninjs", "articles", ".json", briefs=True, reads="articles"),
        Format("newsarticle", "schema.org NewsArticle", "newsarticle", "articles", ".json", writes=False, reads="articles"),
        Format("claimreview", "schema.org ClaimReview", "claimreview", "articles", ".json", briefs=True, reads="notes"),
        Format("popolo", "Popolo JSON: people and organisations", "popolo", "articles", ".json", briefs=True),
        Format("citron", "Citron JSON: quotations", "citron", "articles", ".json", briefs=True),
    )
}  # fmt: skip
WRITTEN = [f.name for f in FORMATS.values() if f.writes]
READ = [f.name for f in FORMATS.values() if f.reads]


def form(name: str) -> Format:
    """The format of that name. Raises ExchangeError, naming those there are."""
    found = FORMATS.get(name)
    if found is None:
        raise ExchangeError(f"{name!r} is no format; there are {', '.join(FORMATS)}")
    return found


def writer(name: str) -> Writer:
    """What writes the format. Raises ExchangeError where nothing does."""
    found = form(name)
    if not found.writes:
        raise ExchangeError(f"{name} is read, not written; written are {', '.join(WRITTEN)}")
    return cast(Writer, _module(found).write)


def reader(name: str) -> Reader:
    """What reads the format. Raises ExchangeError where nothing does."""
    found = form(name)
    if not found.reads:
        raise ExchangeError(f"{name} is written, not read; read are {', '.join(READ)}")
    return cast(Reader, _module(found).read)


def recognised(text: str, name: str) -> str:
    """The format that a file is in, by what stands in it. Raises ExchangeError where that does not tell."""
    from briefing.exchange.jsonin import objects

    if not text.strip():
        raise ExchangeError(f"{name}: there is nothing in it")
    if text.lstrip()[:1] not in "{[":
        raise UnrecognisedError(
            f"{name}: not JSON", f"notes are read from {', '.join(READ)}, and articles by `briefing add`"
        )
    nodes = objects(text, name, ("rows", "annotations", "first", "items", "@graph"))
    for node in nodes[:20]:
        keys = set(node.value)
        kinds = {str(t.value).rpartition("/")[2] for k in ("type", "@type") for t in node.get(k).each()}
        if "ClaimReview" in kinds or "claimReviewed" in keys:
            return "claimreview"
        if any(k.endswith("NewsArticle") for k in kinds) or "articleBody" in keys:
            return "newsarticle"
        if any(k.rpartition(":")[2] == "Annotation" for k in kinds):
            return "w3c"
        if {"uri", "target"} <= keys or {"uri", "user", "text"} <= keys:
            return "hypothesis"
        if "uri" in keys and keys & {"bodies", "headlines", "body_text", "body_html", "body_xhtml"}:
            return "ninjs"
    if not nodes:
        raise UnrecognisedError(f"{name}: an empty list", "say with --format what it would be")
    what = f"{name}: its objects are of no format that is known"
    raise UnrecognisedError(what, f"say with --format: {', '.join(READ)}", nameable=True)


def _module(found: Format) -> ModuleType:
    return importlib.import_module(f"briefing.exchange.{found.module}")
