"""ninjs 1.x, 2.x and 3.x (IPTC): news items in JSON.

Up to 1.4 a property carries its role in its name (`body_text`, `headline`), from 2.0 on it is a
list of objects with roles (`bodies`, `headlines`), and 3.0 writes names in camelCase; so properties
are looked up by letters alone. https://iptc.org/standards/ninjs/
"""

from collections.abc import Mapping
from typing import Any

from briefing.ingest.errors import IngestError
from briefing.ingest.frontmatter import first_date
from briefing.ingest.metadata import Metadata, normal_authors, normal_url
from briefing.ingest.plain import article_from_text
from briefing.model.article import Article
from briefing.model.text import one_line

# Properties that only ninjs has, and those that others have too, where several of them speak for it.
_OWN = {"bodies", "headlines", "altids", "pubstatus", "representationtype", "eventdetails", "bodyxhtml"}
_SIGNS = {
    "versioncreated",
    "copyrightholder",
    "profile",
    "urgency",
    "renditions",
    "headline",
    "bodytext",
    "slugline",
}
_NITF = "nitf"
_BODIES = ("bodyxhtml", "bodyhtml", "bodytext")


def is_ninjs(record: Any) -> bool:
    """Whether an object is a ninjs item: it has `uri`, the one required property, and others of ninjs."""
    if not isinstance(record, dict) or not isinstance(record.get("uri"), str):
        return False
    names = {_plain(str(key)) for key in record}
    return bool(_OWN & names) or len(_SIGNS & names) >= 3


def article_from_ninjs(record: Mapping[str, Any]) -> Article:
    """The article of an item. Raises IngestError where it is a picture, a video, an event …"""
    item = {_plain(key): value for key, value in record.items()}
    kind = item.get("type")
    bodies = _bodies(item)
    identity = one_line(str(item["uri"]))
    metadata = Metadata(
        title=_valued(item, "headline", "headlines", "main") or _valued(item, "title", "titles", "main"),
        url=normal_url(str(item.get("link") or item.get("url") or "")) or normal_url(identity),
        site=_site(item),
        authors=_authors(item),
        published=first_date(item, ("firstcreated", "versioncreated", "contentcreated")),
        language=item["language"] if isinstance(item.get("language"), str) else None,
    )
    for markup, text in bodies:
        if not text.strip():
            continue
        if markup:
            from briefing.ingest.formats.markup import article_from_fragment

            return article_from_fragment(text, metadata, identity)
        return article_from_text(
            text,
            title=metadata.title,
            url=metadata.url,
            site=metadata.site,
            authors=metadata.authors,
            published=metadata.published,
            language=metadata.language,
            external_id=identity,
        )
    what = f"ninjs item of type {kind!r}" if kind and kind != "text" else "ninjs item"
    raise IngestError(f"{what} without a text")


def _entries(value: Any) -> list[Any]:
    """The list that a property should be; empty for anything else."""
    return value if isinstance(value, list) else []


def _bodies(item: dict[str, Any]) -> list[tuple[bool, str]]:
    """`(is markup, text)` of each body, marked-up ones first: they say what a paragraph is."""
    found = [(name != "bodytext", item[name]) for name in _BODIES if isinstance(item.get(name), str)]
    for body in _entries(item.get("bodies")):
        if isinstance(body, Mapping) and isinstance(body.get("value"), str):
            stated = {_plain(k): v for k, v in body.items()}
            media = str(stated.get("contenttype") or "")
            role = str(stated.get("role") or "")
            nitf = _NITF in f"{media} {role}".lower()
            markup = nitf or "html" in media or (not media and "html" in role)
            found.append((markup, _from_nitf(body["value"]) if nitf else body["value"]))
    return sorted(found, key=lambda body: not body[0])


def _from_nitf(text: str) -> str:
    """The content of a NITF document (IPTC's older XML), whose paragraphs and lists are named as in HTML."""
    from lxml import etree

    from briefing.ingest.formats.xml import parse_xml

    content = parse_xml(text.encode("utf-8", "replace"), "utf-8").find(".//body.content")
    if content is None:
        return ""
    content.tag = "div"
    for heading in content.iter("hl1", "hl2"):
        heading.tag = "h2" if heading.tag == "hl1" else "h3"
    return etree.tostring(content, encoding="unicode", method="html")


def _valued(item: dict[str, Any], single: str, several: str, role: str) -> str | None:
    """A property as a string, or the value of the list's entry with that role, else of its first."""
    if isinstance(item.get(single), str) and item[single].strip():
        return one_line(item[single])
    entries = [
        e for e in _entries(item.get(several)) if isinstance(e, Mapping) and isinstance(e.get("value"), str)
    ]
    chosen = next((e for e in entries if e.get("role") == role), entries[0] if entries else None)
    return one_line(chosen["value"]) or None if chosen else None


def _authors(item: dict[str, Any]) -> list[str]:
    """The byline, else the people whose role is to write."""
    byline = _valued(item, "byline", "bylines", "main") or item.get("by")
    if isinstance(byline, str) and byline.strip():
        return normal_authors(byline)
    people = [p for key in ("person", "people") for p in _entries(item.get(key)) if isinstance(p, Mapping)]
    writers = [
        p.get("name") for p in people if str(p.get("rel", "")).lower() in ("author", "creator", "writer")
    ]
    return normal_authors(writers)


def _site(item: dict[str, Any]) -> str | None:
    """The provider: who sent the item, by name; `source` names who it came from before."""
    for key in ("infosource", "infosources"):
        entries = [
            e for e in _entries(item.get(key)) if isinstance(e, Mapping) and isinstance(e.get("name"), str)
        ]
        if entries:
            return one_line(entries[0]["name"]) or None
    holder = item.get("copyrightholder") or item.get("source")
    return one_line(holder) or None if isinstance(holder, str) else None


def _plain(name: str) -> str:
    return "".join(c for c in name.lower() if c.isalpha())
