"""RSS, Atom and RDF as they are written in the wild, by feedparser, from text that passed our own door."""

import io
import re
from calendar import timegm
from datetime import UTC, datetime
from typing import Any

import lxml.html
import msgspec

from briefing.ingest.errors import IngestError
from briefing.ingest.feeds.model import Feed, Item
from briefing.ingest.feeds.summary import is_full
from briefing.ingest.feeds.trim import MAX_ITEMS, trimmed
from briefing.ingest.fetch.page import tidy
from briefing.ingest.formats.xml import xml_text
from briefing.ingest.metadata import normal_authors, normal_date, normal_language, normal_url
from briefing.model.text import one_line

_ROOT = re.compile(r"(?>\s+|<\?.*?\?>|<!--.*?-->)*+<((?:rss|feed|(?:\w+:)?RDF)\b)", re.S | re.I)
_ITEM, _ITEM_END = (re.compile(rf"<{end}(?:\w{{1,20}}:)?(?:item|entry)[\s>]") for end in ("", "/"))
_TAIL = 65_536  # characters: comments and scripts follow some roots
_MARKUP = ("text/html", "application/xhtml+xml")


def read_xml_feed(data: bytes, url: str | None = None, charset: str | None = None) -> Feed:
    """The feed of a document that came from `url`. Raises IngestError where it is none.

    feedparser gets neither the address nor bytes that it could misread: it decides encodings by
    itself, and would fetch what looks like an address. Its cleaning of HTML is left out because no
    HTML leaves this house: of what it cleans, only the words are taken.
    """
    import feedparser

    whole = xml_text(data, charset).lstrip()
    cut, within = _cut(whole)
    text = '<?xml version="1.0" encoding="utf-8"?>\n' + trimmed(whole)
    headers = {"content-type": "application/xml; charset=utf-8", "content-location": url or ""}
    try:
        found = feedparser.parse(
            io.BytesIO(text.encode("utf-8", "replace")), response_headers=headers,
            sanitize_html=False, resolve_relative_uris=False,
        )  # fmt: skip
    except (ValueError, LookupError, TypeError, AttributeError, RecursionError, AssertionError) as error:
        raise IngestError(f"not a feed that can be read: {error}") from None
    if not found.version and not found.entries:
        raise IngestError("not a feed (looked for RSS, Atom, RDF and JSON Feed)")
    language = normal_language(found.feed.get("language"))
    items = [_item(entry, language) for entry in found.entries[:MAX_ITEMS]]
    if within and items and items[-1] is not None and len(found.entries) <= MAX_ITEMS:
        items[-1] = msgspec.structs.replace(items[-1], cut=True)
    return Feed(
        title=_words(found.feed, "title"),
        site_url=normal_url(found.feed.get("link")),
        items=[item for item in items if item is not None],
        cut=cut,
    )


def _cut(text: str) -> tuple[bool, bool]:
    """Whether the document ends before its root element does, and whether it does so within an item.

    Told by the last end tags alone: much that is no well-formed XML is read all the same, and is whole.
    """
    root = _ROOT.match(text)
    if root is None or re.search(rf"</\s*{re.escape(root[1])}\s*>", text[-_TAIL:]):
        return False, False
    last = max((m.start() for m in _ITEM.finditer(text)), default=-1)
    return True, last >= 0 and not _ITEM_END.search(text, last)


def _item(entry: Any, language: str | None) -> Item | None:
    """An entry; None where it has neither title nor text."""
    bodies = [c for c in entry.get("content") or () if (c.get("value") or "").strip()]
    bodies.sort(key=lambda c: (c.get("type") in _MARKUP, len(c["value"])), reverse=True)
    summary = entry.get("summary") or ""
    content, markup, declared = summary, True, False
    if "summary_detail" in entry:
        markup = entry.summary_detail.get("type") != "text/plain"
    if bodies and len(bodies[0]["value"]) >= len(summary):
        content, markup, declared = bodies[0]["value"], bodies[0].get("type") != "text/plain", True
    title = _words(entry, "title")
    if not content.strip() and not title:
        return None
    stated = normal_url(entry.get("feedburner_origlink") or entry.get("link"))
    url = tidy(stated) if stated else None
    return Item(
        key=one_line(entry.get("id") or "") or url or title or "",
        title=title,
        url=url,
        authors=normal_authors([a.get("name") for a in entry.get("authors") or () if a.get("name")]),
        published=_date(entry),
        content=content,
        markup=markup,
        full=is_full(content, declared=declared),
        language=_language(entry, bodies) or language,
    )


def _words(holder: Any, name: str) -> str | None:
    """A one-line field without the markup that it may be written in."""
    text = holder.get(name) or ""
    detail = holder.get(f"{name}_detail") or {}
    if detail.get("type") in _MARKUP and "<" in text:
        text = "".join(map(str, lxml.html.fromstring(f"<div>{text}</div>").itertext()))
    return one_line(text) or None


def _date(entry: Any) -> str | None:
    """The day it was published, else changed; as written where it can be read, else feedparser's reading."""
    for name in ("published", "updated", "created"):
        found = normal_date(entry.get(name))
        if found:
            return found
        parsed = entry.get(f"{name}_parsed")
        if parsed:
            try:
                return datetime.fromtimestamp(timegm(parsed), UTC).isoformat()
            except (ValueError, TypeError, OverflowError, OSError):
                continue
    return None


def _language(entry: Any, bodies: list[Any]) -> str | None:
    stated = next((c.get("language") for c in bodies if c.get("language")), None)
    return normal_language(stated or entry.get("language"))
