"""The machine-readable statements of a web page: its JSON-LD objects and its meta elements."""

import json
import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any
from urllib.parse import urlsplit

import lxml.html

from briefing.ingest.frontmatter import text_of
from briefing.model.text import one_line

# schema.org: Article and its subtypes, and what stands in for them on pages that use no subtype.
_ARTICLE = re.compile(r"(?:Article|Posting|Report|Review|Recipe|HowTo)$")
_PAGE = re.compile(r"(?:WebPage|ItemPage)$")
# Publishing systems wrap JSON-LD in these, so that old parsers do not trip over it.
_WRAPPING = re.compile(r"^\s*(?:<!--|//\s*<!\[CDATA\[|<!\[CDATA\[)?\s*|\s*(?:-->|//\s*\]\]>|\]\]>)?\s*$")
_SCRIPTS, _DEPTH = 40, 4  # more scripts than that, or deeper nesting, says nothing about the article


@dataclass(frozen=True)
class PageHead:
    """`article`: the JSON-LD object of the article (empty without one); `webpage`: that of the page.

    `by_id`: JSON-LD objects by `@id`. `meta`: contents by lower-case name, in page order. `host`: the
    host name of the page's own address, without `www.`; empty where the page names none.
    """

    article: dict[str, Any]
    webpage: dict[str, Any]
    by_id: dict[str, dict[str, Any]]
    meta: dict[str, list[str]]
    url: str | None
    host: str
    site: str | None

    def first(self, *names: str) -> str | None:
        """The first content of the first of these meta names that the page has."""
        return next((self.meta[name][0] for name in names if name in self.meta), None)


def read_head(page: lxml.html.HtmlElement, url: str | None = None) -> PageHead:
    """What the page states in JSON-LD and meta elements; `url` where its address is known."""
    nodes = list(_linked_data(page))
    meta: dict[str, list[str]] = {}
    for element in page.iter("meta"):
        name = (element.get("property") or element.get("name") or element.get("itemprop") or "").lower()
        content = one_line(element.get("content") or "")
        if name and content:
            meta.setdefault(name, []).append(content)
    article = _richest(n for n in nodes if _is(n, _ARTICLE))
    webpage = _richest(n for n in nodes if _is(n, _PAGE))
    canonical = page.xpath("string(//link[contains(concat(' ', @rel, ' '), ' canonical ')]/@href)")
    address = url or next(
        (u for u in (canonical, *meta.get("og:url", ())) if re.match(r"https?://", u, re.I)), None
    )
    by_id: dict[str, dict[str, Any]] = {}
    for node in nodes:
        key = node.get("@id")
        # A reference has nothing but its @id; the object itself has more.
        if isinstance(key, str) and len(node) > len(by_id.get(key, {"@id": key})):
            by_id[key] = node
    publisher = article.get("publisher")
    if isinstance(publisher, dict) and isinstance(publisher.get("@id"), str) and "name" not in publisher:
        publisher = by_id.get(publisher["@id"])
    site = text_of({"publisher": publisher}, ("publisher",)) or next(iter(meta.get("og:site_name", ())), None)
    return PageHead(article, webpage, by_id, meta, address, _host(address), site)


def _linked_data(page: lxml.html.HtmlElement) -> Iterator[dict[str, Any]]:
    scripts = (s for s in page.iter("script") if "ld+json" in (s.get("type") or "").lower())
    for _, script in zip(range(_SCRIPTS), scripts, strict=False):
        try:
            loaded = json.loads(_WRAPPING.sub("", script.text or ""), strict=False)
        except (ValueError, RecursionError):
            continue
        yield from _nodes(loaded, _DEPTH)


def _nodes(value: Any, depth: int) -> Iterator[dict[str, Any]]:
    """The objects of a JSON-LD value, with those in lists, in `@graph`, and what a page is about."""
    if isinstance(value, list) and depth:
        for entry in value:
            yield from _nodes(entry, depth - 1)
    elif isinstance(value, dict):
        yield value
        if depth:
            for key in ("@graph", "mainEntity", "mainEntityOfPage", "author", "publisher"):
                yield from _nodes(value.get(key), depth - 1)


def _is(node: dict[str, Any], wanted: re.Pattern[str]) -> bool:
    kinds = node.get("@type")
    kinds = kinds if isinstance(kinds, list) else [kinds]
    return any(isinstance(kind, str) and wanted.search(kind) for kind in kinds)


def _richest(nodes: Iterator[dict[str, Any]]) -> dict[str, Any]:
    """The first object that states most of headline, date and author (teasers of others state less)."""
    best: dict[str, Any] = {}
    for node in nodes:
        if _stated(node) > _stated(best):
            best = node
    return best


def _stated(node: dict[str, Any]) -> int:
    return sum(bool(node.get(key)) for key in ("headline", "datePublished", "author")) + bool(node)


def _host(url: str | None) -> str:
    try:
        return (urlsplit(url or "").hostname or "").removeprefix("www.")
    except ValueError:
        return ""
