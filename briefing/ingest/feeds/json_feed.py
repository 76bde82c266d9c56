"""JSON Feed 1.0 and 1.1 (https://www.jsonfeed.org/version/1.1/)."""

from collections.abc import Mapping
from typing import Any

from briefing.ingest.errors import IngestError
from briefing.ingest.feeds.model import Feed, Item
from briefing.ingest.feeds.summary import is_full
from briefing.ingest.feeds.trim import MAX_ITEMS
from briefing.ingest.fetch.page import tidy
from briefing.ingest.metadata import normal_authors, normal_date, normal_language, normal_url
from briefing.model.text import one_line


def read_json_feed(loaded: Any) -> Feed:
    """The feed of a decoded document. Raises IngestError where it is none."""
    if not isinstance(loaded, Mapping) or not isinstance(loaded.get("items"), list):
        raise IngestError("not a JSON Feed: it has no list of items")
    outer = normal_authors(loaded.get("authors") or loaded.get("author"))
    language = normal_language(_string(loaded, "language"))
    found = (_item(i, outer, language) for i in loaded["items"][:MAX_ITEMS] if isinstance(i, Mapping))
    return Feed(
        title=one_line(_string(loaded, "title")) or None,
        site_url=normal_url(_string(loaded, "home_page_url")),
        items=[item for item in found if item is not None],
    )


def _item(entry: Mapping[str, Any], authors: list[str], language: str | None) -> Item | None:
    markup, content = True, _string(entry, "content_html")
    if not content.strip():
        markup, content = False, _string(entry, "content_text")
    declared = bool(content.strip())
    content = content if declared else _string(entry, "summary")
    title = one_line(_string(entry, "title")) or None
    if not content.strip() and not title:
        return None
    stated = normal_url(_string(entry, "url")) or normal_url(_string(entry, "external_url"))
    url = tidy(stated) if stated else None
    identity = entry.get("id")
    return Item(
        key=one_line(str(identity)) if isinstance(identity, str | int) else url or title or "",
        title=title,
        url=url,
        authors=normal_authors(entry.get("authors") or entry.get("author")) or authors,
        published=normal_date(_string(entry, "date_published"))
        or normal_date(_string(entry, "date_modified")),
        content=content,
        markup=markup,
        full=is_full(content, declared=declared),
        language=normal_language(_string(entry, "language")) or language,
    )


def _string(record: Mapping[str, Any], name: str) -> str:
    value = record.get(name)
    return value if isinstance(value, str) else ""
