"""ninjs items, exports of links and markup fragments, in the shapes that their makers write."""

import json
import time
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from makers import BRIDGE, FERRY

from briefing.ingest import registry
from briefing.ingest.errors import IngestError, SourceProblem
from briefing.ingest.formats import readlater
from briefing.ingest.formats.base import Intake
from briefing.ingest.formats.markup import article_from_fragment
from briefing.ingest.formats.ninjs import article_from_ninjs, is_ninjs
from briefing.ingest.formats.table import recognise
from briefing.ingest.metadata import Metadata
from briefing.model.article import Article

HTML = "".join(f"<p>{p.replace('&', '&amp;')}</p>" for p in (FERRY, BRIDGE))

# ── ninjs ────────────────────────────────────────────────────────────────────────────────────
NITF = f"""<?xml version="1.0"?><nitf><head><title>x</title></head><body><body.head><hedline><hl1>Ferries</hl1></hedline></body.head>
<body.content><block><p>{FERRY.replace("&", "&amp;")}</p><hl2>The bridge</hl2><p>{BRIDGE}</p></block></body.content></body></nitf>"""
ITEMS: dict[str, dict[str, Any]] = {
    "1": {"uri": "urn:wire:7", "type": "text", "versioncreated": "2031-05-14T14:02:00Z", "byline": "By Mara Lindqvist",
          "headline": "Ferries", "body_xhtml": HTML, "body_text": "unused", "language": "en"},
    "2": {"uri": "urn:wire:7", "type": "text", "versioncreated": "2031-05-14T14:02:00Z", "by": "Mara Lindqvist",
          "headlines": [{"role": "short", "value": "F"}, {"role": "main", "value": "Ferries"}], "language": "en",
          "bodies": [{"role": "text", "contenttype": "text/plain", "value": "unused"},
                     {"role": "html", "contenttype": "text/html", "value": HTML}]},
    "3": {"uri": "urn:wire:7", "type": "text", "versionCreated": "2031-05-14T14:02:00Z", "pubStatus": "usable",
          "people": [{"name": "Mara Lindqvist", "rel": "author"}, {"name": "Someone Else", "rel": "subject"}],
          "headlines": [{"value": "Ferries"}], "bodies": [{"contentType": "text/vnd.IPTC.NITF", "value": NITF}], "language": "en"},
}  # fmt: skip


@pytest.mark.parametrize("version", ITEMS)
def test_ninjs(version: str, tmp_path: Path) -> None:
    path = tmp_path / "item.json"
    path.write_text(json.dumps(ITEMS[version], indent=1), encoding="utf-8")
    (article,) = registry.read_source(str(path))
    assert isinstance(article, Article)
    assert (article.title, article.authors, article.language) == ("Ferries", ["Mara Lindqvist"], "en")
    assert (article.external_id, article.published) == ("urn:wire:7", "2031-05-14T14:02:00+00:00")
    paragraphs = [article.text[b.start : b.end] for b in article.blocks if b.kind == "paragraph"]
    assert paragraphs == [FERRY, BRIDGE]


def test_a_ninjs_picture_has_no_text() -> None:
    picture = {
        "uri": "urn:wire:8",
        "type": "picture",
        "versioncreated": "2031",
        "headline": "Ferry",
        "renditions": {},
    }
    assert is_ninjs(picture)
    with pytest.raises(IngestError, match="'picture' without a text"):
        article_from_ninjs(picture)


@pytest.mark.parametrize("record", [None, [], {"uri": 7, "bodies": []}, {"uri": "x", "text": "words"}])
def test_what_is_no_ninjs(record: Any) -> None:
    assert not is_ninjs(record)


# ── exports of links ─────────────────────────────────────────────────────────────────────────
A, B = "https://post.example/a", "https://gull.example/b"
EXPORTS: dict[str, tuple[str, dict[str, list[str]]]] = {
    "pocket.csv": (f"title,url,time_added,tags,status\nFerries,{A},1,ferry|port,unread\nBridge,{B},2,,archive\n", {A: ["ferry", "port"]}),
    "instapaper.csv": (f"URL,Title,Selection,Folder\n{A},Ferries,,Unread\n{B},Bridge,,Harbour\n", {B: ["Harbour"]}),
    "readwise.csv": (f"Title,URL,ID,Document tags,Saved date,Reading progress,Location\nFerries,{A},1,\"['ferry', 'port']\",2031,0,new\nBridge,{B},2,,2031,0,archive\n", {A: ["ferry", "port"]}),
    "omnivore.json": (json.dumps([{"id": "1", "title": "Ferries", "url": A, "state": "Active", "readingProgress": 0, "labels": ["ferry"], "savedAt": "2031"}, {"url": B, "labels": []}]), {A: ["ferry"]}),
    "pinboard.json": (json.dumps([{"href": A, "description": "Ferries", "toread": "no", "tags": "ferry port"}, {"href": B, "description": "Bridge", "toread": "no", "tags": ""}]), {A: ["ferry", "port"]}),
    "readability.json": (json.dumps({"bookmarks": [{"article__url": A, "article__title": "Ferries"}, {"article__url": B}]}), {}),
    "firefox.json": (json.dumps({"type": "text/x-moz-place-container", "root": "placesRoot", "children": [{"title": "bar", "root": "toolbarFolder", "children": [{"title": "Harbour", "children": [{"uri": A, "title": "Ferries", "tags": "ferry,port"}]}, {"uri": B, "title": "Bridge"}, {"uri": "javascript:x"}]}]}), {A: ["Harbour", "ferry", "port"]}),
    "chrome.json": (json.dumps({"roots": {"bookmark_bar": {"name": "Bar", "children": [{"name": "Harbour", "children": [{"name": "Ferries", "url": A}]}, {"name": "B", "url": B}]}, "sync": 7}}), {A: ["Harbour"]}),
    "bookmarks.html": (f'<!DOCTYPE NETSCAPE-Bookmark-file-1>\n<TITLE>Bookmarks</TITLE><H1>Bookmarks</H1><DL><p><DT><H3>Harbour</H3><DL><p><DT><A HREF="{A}" TAGS="ferry,port">Ferries</A></DL><p><DT><A HREF="{B}">Bridge</A></DL>', {A: ["Harbour", "ferry", "port"]}),
    "pocket.html": (f'<!DOCTYPE html><html><head><title>Pocket Export</title></head><body><ul><li><a href="{A}" time_added="1" tags="ferry">Ferries</a></li><li><a href="{B}">Bridge</a></li></ul></body></html>', {A: ["ferry"]}),
}  # fmt: skip


@pytest.fixture
def asked(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """The addresses that would have been fetched."""
    urls: list[str] = []
    monkeypatch.setattr(readlater, "GAP", 0.0)

    def fetched(url: str, form: str | None, intake: Intake) -> Iterator[registry.Outcome]:
        urls.append(url)
        yield SourceProblem(url, "not in a test")

    monkeypatch.setattr(registry, "_fetched", fetched)
    return urls


@pytest.mark.parametrize("name", EXPORTS)
def test_an_export_of_links(name: str, tmp_path: Path, asked: list[str]) -> None:
    text, tags = EXPORTS[name]
    path = tmp_path / name
    path.write_text(text, encoding="utf-8")
    intake = Intake()
    outcomes = list(registry.read_source(str(path), intake=intake))
    assert asked == [A, B]
    assert [o.source for o in outcomes if isinstance(o, SourceProblem)] == [A, B]
    assert intake.tags == tags


def test_one_host_is_not_pressed(tmp_path: Path, asked: list[str], monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(readlater, "GAP", 0.2)
    path = tmp_path / "list.csv"
    path.write_text(f"title,url\n1,{A}\n2,{A}?2\n3,{B}\n", encoding="utf-8")
    began = time.monotonic()
    list(registry.read_source(str(path)))
    assert len(asked) == 3
    assert 0.2 <= time.monotonic() - began < 2


def test_a_text_that_the_service_kept_is_taken_and_nothing_fetched(tmp_path: Path, asked: list[str]) -> None:
    path = tmp_path / "wallabag.json"
    entry = {
        "title": "Ferries",
        "url": A,
        "is_archived": 0,
        "content": HTML,
        "tags": ["ferry"],
        "language": "en",
        "published_at": "2031-05-14",
    }
    path.write_text(json.dumps([entry]), encoding="utf-8")
    intake = Intake()
    (article,) = registry.read_source(str(path), intake=intake)
    assert isinstance(article, Article)
    assert (article.title, article.url, article.published) == ("Ferries", A, "2031-05-14")
    assert (asked, intake.tags) == ([], {A: ["ferry"]})


def test_records_with_texts_are_articles_and_no_list_of_links(tmp_path: Path, asked: list[str]) -> None:
    path = tmp_path / "crawl.json"
    path.write_text(
        json.dumps([{"url": A, "title": "Ferries", "text": FERRY}, {"url": B, "content": BRIDGE}]),
        encoding="utf-8",
    )
    assert [type(o) for o in registry.read_source(str(path))] == [Article, Article]
    assert asked == []


@pytest.mark.parametrize(
    ("head", "form"),
    [
        (b"<rss version='2.0'>", "feed"), (b"\xef\xbb\xbf<?xml version='1.0'?><!-- x --><feed xmlns='y'>", "feed"),
        (b"<opml>", "opml"), (b"Ferries, bridges, and the url\n", None), (b"<!doctype html><html>", None),
        (b"PK\x03\x04 anything", None), (b"\x1f\x8b\x08 anything", None), (b"From the harbour on Monday\n", None),
        (b"title,url\n", "links"), (b"Feed: the gulls\n\nProse.", None), (b"", None),
    ],
)  # fmt: skip
def test_formats_by_their_first_bytes(head: bytes, form: str | None) -> None:
    assert recognise(head) == form


# ── markup ───────────────────────────────────────────────────────────────────────────────────
def test_a_fragment_keeps_its_blocks() -> None:
    text = (
        f"<h2>Ferries</h2><p>{FERRY}</p><ul><li>One</li><li>Two</li></ul><blockquote><p>{BRIDGE}</p></blockquote>"
        "<table><tr><th>Ship</th><th>Year</th></tr><tr><td>Tern</td><td>2029</td></tr></table>"
        f"<custom-body><p>Last of all.</p></custom-body><div hidden>unseen</div><pre>a\n  b</pre>"
    )
    article = article_from_fragment(text, Metadata(title="x"))
    assert [(b.kind, article.text[b.start : b.end][:9]) for b in article.blocks] == [
        ("heading", "Ferries"), ("paragraph", "The harbo"), ("list_item", "One"), ("list_item", "Two"), ("quote", "Engineers"),
        ("table", "Ship | Ye"), ("paragraph", "Last of a"), ("code", "a\n  b"),
    ]  # fmt: skip


def test_a_fragment_without_text() -> None:
    for text in ("", "<p> </p>", "<img src='x'>", "<script>x</script>"):
        with pytest.raises(IngestError):
            article_from_fragment(text, Metadata())


def test_a_fragment_of_too_many_elements() -> None:
    with pytest.raises(IngestError, match="elements"):
        article_from_fragment("<b>x</b>" * 100_001, Metadata())


@pytest.mark.parametrize("field", ["bodies", "headlines", "people", "altids"])
@pytest.mark.parametrize("value", [7, 1e300, True, "x", {"a": 1}])
def test_a_ninjs_field_of_the_wrong_type_is_as_if_it_were_not_there(field: str, value: Any) -> None:
    record = {"uri": "x", "body_text": "The office said so.", "standard": {"name": "ninjs"}, field: value}
    assert article_from_ninjs(record).text == "The office said so."
