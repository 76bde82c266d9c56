"""An address -> what the registry reads: bytes, their format, and the article put in its place."""

import re
from urllib.parse import parse_qsl, urlencode, urlsplit, urlunsplit

import msgspec

from briefing.ingest.decode import decode
from briefing.ingest.errors import IngestError
from briefing.ingest.fetch.address import Policy
from briefing.ingest.fetch.get import Fetched, fetch
from briefing.ingest.formats.table import MANY, recognise
from briefing.ingest.sniff import declared_encoding, sniff
from briefing.model.article import Article

_PEEK = 65_536
# What says how a reader came to a page, and nothing about which page it is.
_TRACKING = re.compile(r"(?:utm_\w+|fbclid|gclid|dclid|msclkid|mc_[ce]id|igshid|yclid|_hs(?:enc|mi)|at_\w+)$")
_BY_MEDIA = {
    "text/plain": "text",
    "text/markdown": "markdown",
    "application/json": "json",
    "text/html": "html",
}
_MOBILE = re.compile(r"^(?:www|m|mobile|amp)\.")


def fetch_page(url: str, policy: Policy | None = None) -> tuple[Fetched, str]:
    """The answer of an address and its format, told by its bytes first. Raises FetchError."""
    page = fetch(url, policy=policy)
    return page, form_of(page)


def form_of(page: Fetched) -> str:
    """The format of an answer: by how it begins, then by what the server calls it, then by its look."""
    head = page.data[:_PEEK]
    found = recognise(head)
    if found:
        return found
    seen = sniff(head)
    if seen != "text":
        return seen
    return _BY_MEDIA.get(page.media, "html" if "html" in page.media else "text")


def charset_of(page: Fetched) -> str | None:
    """The encoding that the server names; where the bytes are not in it, the one that the page names."""
    if page.charset is None:
        return None
    try:
        page.data.decode(page.charset)
    except (LookupError, UnicodeError, ValueError):
        return declared_encoding(page.data) or page.charset
    return page.charset


def placed(article: Article, page: Fetched, form: str) -> Article:
    """A fetched article with its address and its outlet.

    A page may state its canonical address, of its own host alone: what it says of another's would
    make it a version of the other's article. Items of a feed or a mailbox state their own.
    """
    if form in MANY:
        return article
    own = tidy(page.url)
    stated = tidy(article.url) if article.url else None
    url = stated if stated and host_of(stated) == host_of(own) else own
    return msgspec.structs.replace(article, url=url, site=article.site or host_of(own) or None)


def tidy(url: str) -> str:
    """An address without its fragment and without what only says where the reader came from."""
    parts = urlsplit(url)
    query = parts.query
    pairs = parse_qsl(query, keep_blank_values=True)
    if any(_TRACKING.match(name) for name, _ in pairs):
        query = urlencode([(name, value) for name, value in pairs if not _TRACKING.match(name)])
    return urlunsplit((parts.scheme.lower(), parts.netloc.lower(), parts.path or "/", query, ""))


def host_of(url: str) -> str:
    """The host of an address, without what tells a site's own editions apart (`www.`, `m.`)."""
    try:
        return _MOBILE.sub("", urlsplit(url).hostname or "")
    except ValueError:
        return ""


def text_of(page: Fetched) -> str:
    """The answer as text. Raises IngestError where it is none."""
    text = decode(page.data, charset_of(page)).text
    if not text.strip():
        raise IngestError("it is empty")
    return text
