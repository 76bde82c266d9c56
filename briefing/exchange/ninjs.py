"""IPTC ninjs 3.1, out: one news object a line (one article is one JSON document); in as records for `briefing.ingest`."""

import json
import re
from collections.abc import Iterable, Iterator
from typing import Any

from briefing.exchange.bundle import Entry, Imported, Losses, Options
from briefing.exchange.jsonin import objects
from briefing.exchange.wording import account
from briefing.model.article import Article
from briefing.model.brief import Brief

SCHEMA = "http://www.iptc.org/std/ninjs/ninjs-schema_3.1.json"
_TEXTS = ("text", "composite")
_LIST = {"person": "people", "organization": "organisations", "place": "places"}


def write(entries: Iterable[Entry], losses: Losses, options: Options) -> Iterator[str]:
    """Articles with their text and the actors named in it."""
    for entry in entries:
        account(entry, losses, {"text", "actors"})
        if entry.article is None:
            continue
        if entry.brief is not None:
            others = sum(a.unnamed or a.kind not in _LIST for a in entry.brief.actors)
            losses.add(
                entry.name, "actors that are neither person, organisation nor place, or have no name", others
            )
        if _is_day(entry.article.published):
            losses.add(entry.name, "days of publication without a time (written as midnight UTC)")
        item = news_object(entry.article, entry.brief, entry.captured.get(entry.article.id))
        yield json.dumps(item, ensure_ascii=False) + "\n"


def read(text: str, name: str) -> Imported:
    """The news objects that have a text; pictures, videos and events are skipped. Raises ExchangeError."""
    records: list[dict[str, Any]] = []
    skipped: list[str] = []
    for node in objects(text, name, ("items", "_items")):
        kind = node.get("type").text() or "text"
        if not node.get("uri").text():
            node.bad("a news object has a uri")
        if kind in _TEXTS:
            records.append(node.value)
        else:
            skipped.append(f"{node.get('uri').text()}: {kind}, without a text to read")
    return Imported(records=records, skipped=skipped)


def news_object(article: Article, brief: Brief | None, captured: str | None) -> dict[str, Any]:
    """One news object. The body is the canonical text, character for character."""
    published = article.published
    made: dict[str, Any] = {
        "standard": {"name": "ninjs", "version": "3.1", "schema": SCHEMA},
        "uri": article.url if article.url and re.match(r"[a-z][a-z0-9+.-]*:", article.url) else f"urn:{article.id}",
        "type": "text",
        "representationType": "full",
        "profile": "text-only",
        "versionCreated": _moment(published) or captured,
        "language": article.language,
        "by": ", ".join(article.authors),
        "title": article.title,
        "headlines": [{"role": "main", "value": article.title}] if article.title else None,
        "bodies": [{
            "role": "main", "contentType": "text/plain", "charCount": len(article.text),
            "wordCount": len(article.text.split()), "value": article.text,
        }],
        "infoSources": [{"name": article.site}] if article.site else None,
    }  # fmt: skip
    for kind, name in _LIST.items():
        actors = [a for a in brief.actors if a.kind == kind and not a.unnamed] if brief else []
        made[name] = [{"name": a.name, "rel": "mentions"} for a in actors]
    return {k: v for k, v in made.items() if v}


def _is_day(published: str | None) -> bool:
    return published is not None and re.fullmatch(r"\d{4}-\d\d-\d\d", published) is not None


def _moment(published: str | None) -> str | None:
    """The date-time that the schema wants; None where the source gives no whole day."""
    if _is_day(published):
        return f"{published}T00:00:00Z"
    match = re.match(r"\d{4}-\d\d-\d\dT\d\d:\d\d(:\d\d)?", published or "")
    if not match or published is None:
        return None
    stamp = published if match[1] else published.replace(match[0], match[0] + ":00", 1)
    return stamp if re.search(r"(?:Z|[+-]\d\d:\d\d)$", stamp) else f"{stamp}Z"
