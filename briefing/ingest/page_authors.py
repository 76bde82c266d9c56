"""The authors of a web page: JSON-LD, meta elements, then the byline that the page shows."""

import re
from collections.abc import Iterable, Iterator
from typing import Any

import lxml.html

from briefing.ingest.metadata import normal_authors
from briefing.ingest.page_head import PageHead
from briefing.model.text import one_line

_META = (
    "author", "article:author", "article_author", "articleauthor", "dc.creator", "dcterms.creator", "citation_author",
    "sailthru.author", "parsely-author", "cxenseparse:author", "byl", "byline", "og:author", "article.author",
)  # fmt: skip
# Dublin Core and Highwire tags give one person each, family name first (Google Scholar's inclusion guidelines).
_INVERTED = {"dc.creator", "dcterms.creator", "citation_author"}
_BYLINE = """
//*[@rel='author' or contains(@itemprop, 'author') or contains(@class, 'author') or contains(@class, 'Author')
    or contains(@class, 'byline') or contains(@class, 'Byline') or contains(@class, 'autor')]
   [not(ancestor-or-self::*[self::nav or self::footer or self::aside or self::figure or self::figcaption or self::script
        or contains(@class, 'comment') or contains(@id, 'comment') or contains(@class, 'related')
        or contains(@class, 'sidebar') or contains(@class, 'recommend') or contains(@class, 'teaser')])]
"""
_NO_BYLINE = re.compile(
    r"avatar|image|photo|caption|description|bio|social|promo|card|box|follow|date|time|role|title|link-list",
    re.I,
)
_TAKEN = re.compile(
    r"^(?:(?:text|written|posted|published|story|words|reported|report|reviewed)\s+)?(?:by|von|par|por|di|door|av|af|autor(?:in|en)?|author)s?\b\s*:?\s*",
    re.I,
)
_ENDS = re.compile(
    r"\s*(?:\d|\||\bUpdated\b|\bPublished\b|\bPosted\b|\bon\s+[A-Z]|\bin\s+[A-Z]|\bStand\b|\bfor\s|\(|•|·|@|\bTwitter\b|View |\n).*",
    re.S,
)
_ADDRESS = re.compile(r"\S+\.\S{2,}")
_SHORT_FORM = re.compile(r"\s*\([^()]{1,12}\)\s*$")
_PARTICLES = {
    "de",
    "da",
    "di",
    "del",
    "della",
    "der",
    "den",
    "van",
    "von",
    "zu",
    "la",
    "le",
    "al",
    "el",
    "bin",
    "ibn",
    "y",
    "e",
    "dos",
    "du",
    "af",
    "av",
    "ter",
}


def page_authors(page: lxml.html.HtmlElement, head: PageHead) -> list[str]:
    """The authors that the page names; people before the outlet's own name."""
    weak: list[str] = []
    for names in _statements(page, head):
        if not all(_is_outlet(n, head) for n in names):
            return [n for n in names if not _ADDRESS.fullmatch(n)]
        weak = weak or names
    return weak


def _statements(page: lxml.html.HtmlElement, head: PageHead) -> Iterator[list[str]]:
    """What each place says, the most trustworthy first."""
    yield _cleaned(_linked(head.article.get("author"), head))
    for name in _META:
        values = [v for v in head.meta.get(name, ()) if not re.match(r"https?://|\S+@\S|\d+$", v)]
        if name in _INVERTED:
            yield list(dict.fromkeys(map(_upright, values)))
        else:
            yield _cleaned(values[:1])
    yield _byline(page)
    yield _cleaned(_linked(head.webpage.get("author"), head))


def _linked(author: Any, head: PageHead, depth: int = 3) -> list[str]:
    """The names of a JSON-LD author, references followed, a person's role cut off."""
    if isinstance(author, str):
        return [author]
    if isinstance(author, list) and depth:
        return [name for entry in author[:50] for name in _linked(entry, head, depth - 1)]
    if not isinstance(author, dict):
        return []
    if "name" not in author and isinstance(author.get("@id"), str):
        author = head.by_id.get(author["@id"], author)
    name = author.get("name") or author.get("byline")
    if isinstance(name, list):
        return [n for n in name if isinstance(n, str)]
    return [name] if isinstance(name, str) else []


def _cleaned(values: Iterable[str]) -> list[str]:
    """Names out of strings: short forms in brackets and roles behind a comma cut off."""
    return [
        name
        for name in (_SHORT_FORM.sub("", n) for n in normal_authors(list(values)))
        if name and len(name.split()) <= 6
    ]


def _upright(name: str) -> str:
    """`Family, Given` as `Given Family`."""
    family, comma, given = one_line(name).partition(", ")
    return f"{given} {family}" if comma and given and "," not in given else one_line(name)


def _byline(page: lxml.html.HtmlElement) -> list[str]:
    """The names in the first byline that the page shows."""
    for element in page.xpath(_BYLINE)[:30]:
        if _NO_BYLINE.search(element.get("class") or "") and element.get("rel") != "author":
            continue
        parent = element.getparent()
        together = [element]
        if element.get("rel") == "author" and parent is not None:
            together = [e for e in parent.iter() if e.get("rel") == "author"]
        names: list[str] = []
        for part in together:
            text = _TAKEN.sub("", one_line(" ".join(part.itertext())))
            names += [n for n in normal_authors(_ENDS.sub("", text)) if _is_name(n)]
        if names:
            return list(dict.fromkeys(names))
    return []


def _is_name(text: str) -> bool:
    """Whether a byline's part reads like the name of a person: two to five words that begin in capitals."""
    words = text.split()
    return 2 <= len(words) <= 5 and all(w[:1].isupper() or w.casefold() in _PARTICLES for w in words)


def _is_outlet(name: str, head: PageHead) -> bool:
    """Whether an author is the outlet itself: its name, its host, or an address."""
    bare = re.sub(r"\W+", "", name.casefold())
    site = re.sub(r"\W+", "", (head.site or "").casefold())
    host = re.sub(r"\W+", "", head.host)
    return (
        not bare
        or bare in (site, host)
        or (len(bare) > 2 and (host.startswith(bare) or (bool(site) and bare in site)))
        or bool(_ADDRESS.fullmatch(name))
    )
