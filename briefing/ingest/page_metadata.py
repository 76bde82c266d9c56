"""What a web page states about its article: JSON-LD, then its headings, then its meta elements."""

import json
import re
from collections.abc import Iterator
from typing import Any

import lxml.html

from briefing.ingest.frontmatter import first_date, text_of
from briefing.ingest.metadata import Metadata, normal_authors, normal_date
from briefing.model.text import one_line

_ARTICLE_TYPE = re.compile(r"(?:Article|NewsArticle|BlogPosting|Report|Posting|Review)$")


def page_metadata(page: lxml.html.HtmlElement, outer: Metadata | None = None) -> Metadata:
    """The metadata of a page; what `outer` (the record around it) states wins."""
    outer = outer or Metadata()
    nodes = list(_linked_data(page))
    meta = _meta(page)
    node: dict[str, Any] = next((n for n in nodes if _is_article(n)), {})
    headline = text_of(node, ("headline",))
    shared = meta.get("og:title") or meta.get("twitter:title")
    title_text = one_line(page.findtext(".//title") or "")
    return Metadata(
        title=outer.title or headline or shared or title_text or None,
        url=outer.url or meta.get("og:url"),
        site=outer.site or text_of(node, ("publisher",)) or meta.get("og:site_name"),
        authors=outer.authors or normal_authors(node.get("author")) or normal_authors(meta.get("author")),
        published=outer.published
        or first_date(node, ("datePublished", "dateCreated"))
        or normal_date(meta.get("article:published_time")),
        language=outer.language or page.get("lang") or text_of(node, ("inLanguage",)),
    )


def _meta(page: lxml.html.HtmlElement) -> dict[str, str]:
    found: dict[str, str] = {}
    for element in page.iter("meta"):
        name = (element.get("property") or element.get("name") or element.get("itemprop") or "").lower()
        content = one_line(element.get("content") or "")
        if name and content:
            found.setdefault(name, content)
    return found


def _linked_data(page: lxml.html.HtmlElement) -> Iterator[dict[str, Any]]:
    """The objects of the page's JSON-LD, with those in `@graph` and in lists."""
    for script in page.iter("script"):
        if "ld+json" in (script.get("type") or "").lower():
            try:
                loaded = json.loads((script.text or "").strip(), strict=False)
            except (ValueError, RecursionError):
                continue
            yield from _nodes(loaded)


def _nodes(value: Any, depth: int = 0) -> Iterator[dict[str, Any]]:
    if depth > 4:
        return
    if isinstance(value, list):
        for entry in value:
            yield from _nodes(entry, depth + 1)
    elif isinstance(value, dict):
        yield value
        yield from _nodes(value.get("@graph"), depth + 1)


def _is_article(node: dict[str, Any]) -> bool:
    kinds = node.get("@type")
    return any(
        isinstance(k, str) and _ARTICLE_TYPE.search(k)
        for k in (kinds if isinstance(kinds, list) else [kinds])
    )
