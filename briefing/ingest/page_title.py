"""The headline of a web page: what its heading, its JSON-LD and its shared titles agree on."""

import re
from collections.abc import Iterable

import lxml.html

from briefing.ingest.frontmatter import text_of
from briefing.ingest.page_head import PageHead
from briefing.model.text import one_line

_SEPARATOR = re.compile(r"\s+[|–—•·»:/-]+\s+|\s*[|»]\s*|\s+::\s+")
_WORD = re.compile(r"\w+")
_LONGEST = 250  # characters; a longer h1 holds a standfirst or a whole page
_AGREE = 0.5  # share of the shorter's words that two forms of one headline have in common
_ALONE = 4  # words that a lone h1 must have to count although no other title agrees
_FURNITURE = "ancestor::nav or ancestor::footer or ancestor::aside or ancestor::dialog"


def page_title(page: lxml.html.HtmlElement, head: PageHead) -> str | None:
    """The headline, without the outlet's name.

    An h1 that says the same as og:title; else the headline of the JSON-LD; else the h1 that agrees
    with a shared title (og:title, twitter:title, title element) or stands alone; else the first
    shared title. Outlets reword og:title for feeds and keep JSON-LD to what the page shows, hence the order.
    """
    shared = [
        _without_site(one_line(t), head)
        for t in (head.first("og:title"), head.first("twitter:title"), page.findtext(".//title"))
        if t and one_line(t)
    ]
    shown = _shown(page, head, shared)
    linked = one_line(text_of(head.article, ("headline", "name")) or "")
    if linked and not (shown and shared and _same(shown, shared[0])):
        return _without_site(linked, head)
    if shown or not shared:
        return shown
    # Without an h1 a headline may still stand in an h2: it bounds the outlet's name.
    lesser = [one_line(h.text_content()) for h in page.xpath(f"//h2[not({_FURNITURE})]")[:3]]
    return _core(shared[0], [t for t in lesser if len(_WORD.findall(t)) >= _ALONE])


def _shown(page: lxml.html.HtmlElement, head: PageHead, shared: list[str]) -> str | None:
    """The h1 that is the article's: it agrees with a shared title, or it is the only one."""
    headings = [one_line(h.text_content()) for h in page.xpath(f"//h1[not({_FURNITURE})]")]
    headings = [t for t in headings if t and len(t) <= _LONGEST and not _names_site(t, head)]
    if not headings:
        return None
    best = max(headings, key=lambda t: max((_agreement(t, s) for s in shared), default=0.0))
    if any(_agreement(best, s) >= _AGREE for s in shared):
        return _core(best, shared)
    alone = not shared or (len(set(headings)) == 1 and len(_WORD.findall(best)) >= _ALONE)
    return best if alone else None


def _core(title: str, others: Iterable[str]) -> str:
    """`title`, or a form of it that it begins or ends with at a separator."""
    for other in others:
        if 0.3 * len(title) < len(other) < len(title):
            if title.startswith(other) and re.match(r"\s*[|–—•·»:(/-]|\s{2}", title[len(other) :]):
                return other
            if title.endswith(other) and re.search(r"[|–—•·»:]\s*$", title[: -len(other)]):
                return other
    return title


def _without_site(title: str, head: PageHead) -> str:
    """`title` without a first or last part that is the outlet's name."""
    parts = list(_SEPARATOR.finditer(title))
    for cut in reversed(parts):
        if _names_site(title[cut.end() :], head):
            return title[: cut.start()]
    if parts and _names_site(title[: parts[0].start()], head):
        return title[parts[0].end() :]
    return title


def _names_site(text: str, head: PageHead) -> bool:
    """Whether `text` is the outlet's name or its host's."""
    name = "".join(_WORD.findall(text.casefold()))
    site = "".join(_WORD.findall((head.site or "").casefold()))
    host = "".join(_WORD.findall(head.host))
    label = "".join(_WORD.findall(head.host.rsplit(".", 1)[0]))
    return bool(name) and (
        name in (site, host, label)
        or (len(name) > 3 and name in host)
        or (len(label) > 4 and label in name and len(name) < 2 * len(label))
    )


def _agreement(a: str, b: str) -> float:
    """The share of the shorter's words that the longer has too; 0 where one is a word or two of the other."""
    one, two = set(_WORD.findall(a.casefold())), set(_WORD.findall(b.casefold()))
    short, long = sorted((len(one), len(two)))
    return len(one & two) / short if short and short >= 0.25 * long else 0.0


def _same(a: str, b: str) -> bool:
    return _WORD.findall(a.casefold()) == _WORD.findall(b.casefold())
