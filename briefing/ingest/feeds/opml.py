"""OPML 1.0, 1.1 and 2.0 (http://opml.org/spec2.opml), in and out: feeds in nested folders."""

from collections.abc import Iterable, Iterator

import msgspec
from lxml import etree

from briefing.ingest.errors import IngestError
from briefing.ingest.formats.xml import parse_xml
from briefing.ingest.metadata import normal_url
from briefing.model.text import one_line

_DEPTH, _NAME = 30, 120  # levels of folders; characters of a name
# Types that an outline with an address may have and still be no feed (spec: `link`, `include`).
_OTHER = {"link", "include"}


class Listed(msgspec.Struct, frozen=True):
    """A feed of a list. `folder` is its place, outermost first."""

    url: str
    title: str | None = None
    site_url: str | None = None
    folder: tuple[str, ...] = ()
    tags: tuple[str, ...] = ()


class FeedList(msgspec.Struct, frozen=True):
    """`title` of the list; `feeds`, each address once; `refused`: names of outlines without a usable address."""

    title: str | None
    feeds: list[Listed]
    refused: list[str]


def read_opml(data: bytes) -> FeedList:
    """The feeds of an OPML document. Raises IngestError where it is none.

    Attribute names are taken in any case (LiveJournal writes `xmlURL`). A `category` with a slash is
    a folder, where the outline stands in none; without, it is a tag. A feed that stands twice keeps
    its first folder.
    """
    root = parse_xml(data)
    if _tag(root) != "opml":
        raise IngestError(f"not OPML: its root element is {_tag(root)[:40]!r}")
    head = next((e for e in root if _tag(e) == "head"), None)
    titles = [e.text for e in head if _tag(e) == "title"] if head is not None else []
    found: dict[str, Listed] = {}
    refused: list[str] = []
    for body in (e for e in root if _tag(e) == "body"):
        for entry in _outlines(body, ()):
            if isinstance(entry, str):
                refused.append(entry)
            elif entry.url not in found:
                found[entry.url] = entry
            else:
                first = found[entry.url]
                tags = tuple(dict.fromkeys((*first.tags, *entry.tags)))
                found[entry.url] = msgspec.structs.replace(
                    first, folder=first.folder or entry.folder, tags=tags
                )
    return FeedList(one_line(titles[0] or "") or None if titles else None, list(found.values()), refused)


def _outlines(parent: etree._Element, folder: tuple[str, ...]) -> Iterator[Listed | str]:
    """The feeds below an element; a string is the name of one without a usable address."""
    for outline in parent:
        if _tag(outline) != "outline":
            continue
        fields = {str(name).lower(): one_line(str(value)) for name, value in outline.attrib.items()}
        name = (fields.get("text") or fields.get("title") or "")[:_NAME]
        kind = fields.get("type", "").lower()
        address = fields.get("xmlurl", "")
        if not address and kind in ("rss", "atom", "pie"):
            address = fields.get("url", "")
        if "xmlurl" in fields or (address and kind not in _OTHER):
            url = normal_url(
                address.replace("feed://", "http://", 1) if address.startswith("feed://") else address
            )
            yield (
                _listed(url, name, fields, folder)
                if url
                else name or address or "(an outline without a name)"
            )
        if len(folder) < _DEPTH:
            yield from _outlines(outline, (*folder, name) if name else folder)


def _listed(url: str, name: str, fields: dict[str, str], folder: tuple[str, ...]) -> Listed:
    tags: list[str] = []
    for category in fields.get("category", "").split(","):
        steps = tuple(s for s in (one_line(step) for step in category.split("/")) if s)
        if not steps:
            continue
        if "/" in category and not folder:
            folder = steps
        elif "/" not in category:
            tags.append(steps[0][:_NAME])
    return Listed(url, name or None, normal_url(fields.get("htmlurl")), folder, tuple(dict.fromkeys(tags)))


def write_opml(feeds: Iterable[Listed], title: str) -> bytes:
    """An OPML 2.0 document with the folders nested; reading it gives the same feeds back."""
    root = etree.Element("opml", version="2.0")
    etree.SubElement(etree.SubElement(root, "head"), "title").text = title
    body = etree.SubElement(root, "body")
    folders: dict[tuple[str, ...], etree._Element] = {(): body}
    for feed in feeds:
        for depth in range(1, len(feed.folder) + 1):
            place = feed.folder[:depth]
            if place not in folders:
                folders[place] = etree.SubElement(
                    folders[place[:-1]], "outline", text=place[-1], title=place[-1]
                )
        name = feed.title or feed.url
        outline = etree.SubElement(
            folders[feed.folder], "outline", type="rss", text=name, title=name, xmlUrl=feed.url
        )
        if feed.site_url:
            outline.set("htmlUrl", feed.site_url)
        if feed.tags:
            outline.set("category", ",".join(feed.tags))
    return etree.tostring(root, xml_declaration=True, encoding="UTF-8", pretty_print=True)


def _tag(element: etree._Element) -> str:
    return element.tag.rpartition("}")[2].lower() if isinstance(element.tag, str) else ""
