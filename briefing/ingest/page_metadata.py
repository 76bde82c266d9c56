"""What a web page states about its article: title, authors, day, outlet, address, language."""

import re

import lxml.html

from briefing.ingest.frontmatter import first_date, text_of
from briefing.ingest.metadata import Metadata, normal_date, normal_language
from briefing.ingest.page_authors import page_authors
from briefing.ingest.page_head import PageHead, read_head
from briefing.ingest.page_title import page_title

_DATES = (
    "article:published_time", "article:published:time", "og:published_time", "og:article:published_time", "datepublished",
    "date.issued", "dc.date.issued", "dcterms.issued", "dcterms.created", "dc.date", "dcterms.date", "prism.publicationdate",
    "citation_publication_date", "citation_online_date", "parsely-pub-date", "cxenseparse:publishtime", "sailthru.date",
    "published-date", "publish-date", "publish_date", "publication_date", "pubdate", "pdate", "date",
)  # fmt: skip
_MODIFIED = re.compile(r"modif|updat", re.IGNORECASE)
_TIME = """
//time[@datetime][not(ancestor::nav or ancestor::footer or ancestor::aside or ancestor::*[contains(@class, 'comment')
    or contains(@class, 'related') or contains(@class, 'teaser')])]
"""


def page_metadata(page: lxml.html.HtmlElement, outer: Metadata | None = None) -> Metadata:
    """The metadata of a page; what `outer` (the record around it) states wins."""
    outer = outer or Metadata()
    head = read_head(page, outer.url)
    return Metadata(
        title=outer.title or page_title(page, head),
        url=head.url,
        site=outer.site or head.site or head.host or None,
        authors=outer.authors or page_authors(page, head),
        published=outer.published or _published(page, head),
        language=outer.language or _language(page, head),
    )


def _published(page: lxml.html.HtmlElement, head: PageHead) -> str | None:
    """The publication date: JSON-LD, meta elements, then the first time element that marks no update."""
    stated = first_date(head.article, ("datePublished", "dateCreated"))
    if stated:
        return stated
    for name in _DATES:
        found = normal_date(head.first(name))
        if found:
            return found
    page_stated = first_date(head.webpage, ("datePublished",))
    if page_stated:
        return page_stated
    for element in page.xpath(_TIME)[:5]:
        marks = " ".join(
            (element.get("class") or "", element.get("itemprop") or "", element.text_content()[:40])
        )
        if not _MODIFIED.search(marks):
            found = normal_date(element.get("datetime"))
            if found:
                return found
    return None


def _language(page: lxml.html.HtmlElement, head: PageHead) -> str | None:
    """The language that the article states, else the page."""
    for value in (
        text_of(head.article, ("inLanguage",)),
        page.get("lang") or page.get("{http://www.w3.org/XML/1998/namespace}lang"),
        head.first("content-language", "language", "dc.language", "og:locale"),
    ):
        found = normal_language(value)
        if found:
            return found
    return None
