"""JSON files that are neither an article nor a list of articles: feeds, exports of links."""

import importlib
from collections.abc import Callable, Iterator
from typing import Any

from briefing.ingest.formats.base import Intake, Outcome

JsonReader = Callable[[str, Any, Intake], Iterator[Outcome]]
# The fields under which exports of read-later services and bookmark managers write an address.
LINK_FIELDS = ("url", "href", "article__url", "given_url", "resolved_url", "source_url")


def json_reader(loaded: Any) -> JsonReader | None:
    """What reads this JSON, if it is a JSON Feed or an export of links; else None."""
    if isinstance(loaded, dict) and str(loaded.get("version", "")).startswith(
        "https://jsonfeed.org/version/"
    ):
        return _later("feeds.articles", "read_json_feed")
    return _later("formats.readlater", "read_json_links") if _is_links(loaded) else None


def _is_links(loaded: Any) -> bool:
    if isinstance(loaded, dict):
        browser = isinstance(loaded.get("roots"), dict) or loaded.get("type") == "text/x-moz-place-container"
        return browser or isinstance(loaded.get("bookmarks"), list)
    if not isinstance(loaded, list) or not loaded or not isinstance(loaded[0], dict):
        return False
    first = loaded[0]
    # With its text it is a record like any other, unless it has the fields of a reading list as well.
    texts = any(isinstance(first.get(name), str) for name in ("text", "maintext", "body", "body_text"))
    listed = any(
        name in first
        for name in ("is_archived", "isArchived", "readingProgress", "toread", "saved_at", "savedAt")
    )
    return (
        not texts
        and any(isinstance(first.get(f), str) for f in LINK_FIELDS)
        and (listed or "content" not in first)
    )


def _later(module: str, name: str) -> JsonReader:
    def run(source: str, loaded: Any, intake: Intake) -> Iterator[Outcome]:
        reader: JsonReader = getattr(importlib.import_module(f"briefing.ingest.{module}"), name)
        return reader(source, loaded, intake)

    return run
