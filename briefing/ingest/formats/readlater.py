"""Exports of read-later services and bookmark managers: addresses with titles and tags, some with texts.

Pocket (CSV, HTML), Instapaper (CSV), Readwise Reader (CSV), Omnivore, Wallabag, Pinboard,
Readability (JSON), Firefox and Chrome (JSON), and the Netscape bookmarks HTML that all browsers and
many services write. They differ in names only, so there is one reading of a table, one of JSON and
one of HTML, and the names below.
"""

import csv
import io
import json
import re
import time
from collections.abc import Iterable, Iterator, Mapping
from typing import Any, BinaryIO

import lxml.html
import msgspec

from briefing.ingest.decode import decode
from briefing.ingest.errors import IngestError, problem
from briefing.ingest.fetch.get import GAP
from briefing.ingest.fetch.page import host_of
from briefing.ingest.files import MAX_BYTES
from briefing.ingest.formats.base import Intake, Outcome, read_up_to
from briefing.ingest.formats.json_kinds import LINK_FIELDS
from briefing.ingest.frontmatter import stated
from briefing.ingest.html import parse_page
from briefing.ingest.metadata import normal_url
from briefing.ingest.sniff import declared_encoding
from briefing.model.text import one_line

_TITLES = ("title", "article__title", "resolved_title", "given_title", "description", "name")
_TAGS = ("tags", "labels", "document tags", "label", "tag_names")
_FOLDERS = ("folder", "status", "location")
# Shelves that every service has, and that say nothing of what an article is about.
_SHELVES = {
    "unread",
    "archive",
    "archived",
    "starred",
    "inbox",
    "later",
    "feed",
    "new",
    "shortlist",
    "home",
    "toread",
}
_CONTENT = ("content", "html", "html_content", "content_html")
_MAX_TAG, _MAX_TAGS, _DEPTH = 80, 30, 40  # characters; tags of one article; levels of folders
_SPLIT = re.compile(r"\s*[,|;]\s*")


class Link(msgspec.Struct, frozen=True):
    """One entry of an export. `content` is the article's HTML where the service kept it."""

    url: str
    title: str | None = None
    tags: list[str] = []
    content: str | None = None
    record: Mapping[str, Any] = {}


def read_bookmarks(source: str, stream: BinaryIO, intake: Intake) -> Iterator[Outcome]:
    """The articles that bookmarks in HTML lead to. Raises IngestError."""
    data = read_up_to(stream, MAX_BYTES)
    yield from _articles(source, _html_links(decode(data, declared_encoding(data)).text), intake)


def read_table(source: str, stream: BinaryIO, intake: Intake) -> Iterator[Outcome]:
    """The articles that a CSV export leads to. Raises IngestError."""
    text = decode(read_up_to(stream, MAX_BYTES)).text
    try:
        rows = list(csv.DictReader(io.StringIO(text, newline="")))
    except csv.Error as error:
        raise IngestError(f"not CSV: {error}") from None
    yield from _articles(source, map(_link, rows), intake)


def read_json_links(source: str, loaded: Any, intake: Intake) -> Iterator[Outcome]:
    """The articles that a JSON export leads to. Raises IngestError."""
    yield from _articles(source, _json_links(loaded), intake)


def _articles(source: str, links: Iterable[Link | None], intake: Intake) -> Iterator[Outcome]:
    """Each link's article: from the export's own text, else fetched, unless it is known already.

    An address stands once in the result, with all the tags that its entries have.
    """
    merged: dict[str, Link] = {}
    broken = 0
    for link in links:
        if link is None:
            broken += 1
            continue
        other = merged.get(link.url)
        tags = list(dict.fromkeys([*(other.tags if other else []), *link.tags]))
        merged[link.url] = msgspec.structs.replace(other or link, tags=tags[:_MAX_TAGS])
    if broken:
        plural = "entry has" if broken == 1 else "entries have"
        yield problem(source, f"{broken} {plural} no http address", note=True)
    if not merged:
        raise IngestError("it is a list of addresses with none in it")
    asked: dict[str, float] = {}  # host -> when it was asked last
    for link in merged.values():
        if link.tags:
            intake.tags[link.url] = link.tags
        kept = intake.kept(link.url)
        if kept is not None:
            yield msgspec.structs.replace(kept, external_id=link.url)
        elif link.content and link.content.strip():
            yield from _kept(link)
        else:
            host = host_of(link.url)
            time.sleep(max(0.0, asked[host] + GAP - time.monotonic() if host in asked else 0.0))
            yield from intake.fetch(link.url)
            asked[host] = time.monotonic()


def _kept(link: Link) -> Iterator[Outcome]:
    """The article that the service itself kept."""
    from briefing.ingest.formats.markup import article_from_fragment

    metadata = stated({**link.record, "url": link.url, "title": link.title or ""})
    try:
        yield article_from_fragment(link.content or "", metadata, link.url)
    except IngestError as error:
        yield problem(link.url, str(error))


# ── the three readings ───────────────────────────────────────────────────────────────────────
def _link(record: Mapping[str, Any], above: tuple[str, ...] = ()) -> Link | None:
    """The entry of a record; None where it has no address."""
    fields = {str(key).strip().casefold(): value for key, value in record.items() if key is not None}
    url = next((u for u in (normal_url(_string(fields.get(f))) for f in LINK_FIELDS) if u), None)
    if url is None:
        return None
    title = next((one_line(t) for t in (_string(fields.get(f)) for f in _TITLES) if t.strip()), None)
    found = [tag for name in _TAGS for tag in _tags(fields.get(name))]
    found += [tag for name in _FOLDERS for tag in _tags(fields.get(name)) if tag.casefold() not in _SHELVES]
    content = next((_string(fields.get(f)) for f in _CONTENT if _string(fields.get(f)).strip()), None)
    return Link(url, title, list(dict.fromkeys([*above, *found])), content, record)


def _tags(value: Any) -> Iterator[str]:
    """Tags out of a string, a list of strings or a list of `{"name": …}`; Readwise writes a list as text."""
    if isinstance(value, str):
        text = value.strip()
        if text.startswith("["):
            try:
                yield from _tags(json.loads(text.replace("'", '"')))
                return
            except (ValueError, RecursionError):
                text = text.strip("[]")
        # Pinboard alone parts tags by spaces; with a comma in it, the comma parts.
        for part in _SPLIT.split(text):
            tag = one_line(part.strip("'\" "))
            if tag:
                yield tag[:_MAX_TAG]
    elif isinstance(value, Mapping):
        yield from _tags(value.get("name") or value.get("label") or value.get("tag"))
    elif isinstance(value, list):
        for entry in value:
            if not isinstance(entry, list):
                yield from _tags(entry)


def _json_links(loaded: Any) -> Iterator[Link | None]:
    """The entries of an export in JSON: a list, `{"bookmarks": […]}`, or a browser's tree of folders."""
    if isinstance(loaded, dict) and isinstance(loaded.get("bookmarks"), list):
        loaded = loaded["bookmarks"]
    if isinstance(loaded, list):
        for record in loaded:
            if not isinstance(record, dict):
                yield None
            elif "toread" in record and isinstance(record.get("tags"), str):
                yield _link({**record, "tags": record["tags"].split()})  # Pinboard
            else:
                yield _link(record)
        return
    roots = loaded.get("roots")
    for node in roots.values() if isinstance(roots, dict) else [loaded]:
        if isinstance(node, dict):
            yield from _tree(node, (), top=True)


def _tree(node: dict[str, Any], folders: tuple[str, ...], *, top: bool = False) -> Iterator[Link | None]:
    """The links of a browser's folder; the folders' names are tags, those of the root folders are not."""
    children = node.get("children")
    if isinstance(children, list) and len(folders) < _DEPTH:
        own = node.get("name") or node.get("title")
        outer = top or "root" in node
        inner = folders if outer or not isinstance(own, str) or not own.strip() else (*folders, one_line(own))
        for child in children:
            if isinstance(child, dict):
                yield from _tree(child, inner)
    elif isinstance(node.get("url") or node.get("uri"), str):
        address = node.get("url") or node.get("uri")
        if normal_url(address):  # a browser also keeps searches and scripts among its bookmarks
            yield _link({**node, "url": address}, folders)


def _html_links(text: str) -> Iterator[Link | None]:
    """The links of bookmarks in HTML; headings over nested lists are folders, and folders are tags."""
    page = parse_page(text)
    for anchor in page.iter("a"):
        if not normal_url(anchor.get("href")):
            continue
        tags = [t for name in ("tags", "data-tags") for t in _tags(anchor.get(name))]
        yield _link(
            {"url": anchor.get("href"), "title": anchor.text_content(), "tags": [*_folders(anchor), *tags]}
        )


def _folders(anchor: lxml.html.HtmlElement) -> list[str]:
    """The headings (H3) of the lists that an entry stands in, outermost first."""
    names: list[str] = []
    for _, outer in zip(range(_DEPTH), (e for e in anchor.iterancestors() if e.tag == "dl"), strict=False):
        heading = outer.getprevious()
        while heading is not None and heading.tag in ("p", "dd"):
            heading = heading.getprevious()
        if heading is not None and heading.tag == "dt":
            heading = heading.find("h3")
        shelf = heading is not None and heading.get("personal_toolbar_folder") is not None
        if heading is not None and heading.tag == "h3" and not shelf:
            name = one_line(str(heading.text_content()))
            if name and name.casefold() not in _SHELVES:
                names.insert(0, name[:_MAX_TAG])
    return names


def _string(value: Any) -> str:
    return value if isinstance(value, str) else ""
