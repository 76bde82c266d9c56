"""A feed of any format becomes articles with what it states, and a hostile one becomes a sentence."""

import contextlib
import json
import time
import tracemalloc

import pytest

from briefing.ingest.errors import IngestError, SourceProblem
from briefing.ingest.feeds.articles import article_of
from briefing.ingest.feeds.document import read_feed
from briefing.ingest.feeds.summary import is_full
from briefing.ingest.registry import read_source
from briefing.model.article import Article
from tests.feeds.documents import ATOM, BRIDGE, FERRY, FULL, RDF, rss, rss_item

MEBIBYTE = 1024 * 1024
JSON_FEED = {
    "version": "https://jsonfeed.org/version/1.1",
    "title": "Brekke's Notebook",
    "home_page_url": "https://brekke.example/",
    "language": "en",
    "authors": [{"name": "Ola Brekke"}],
    "items": [
        {"id": 1, "url": "https://brekke.example/1", "title": "Ferries", "content_text": FERRY, "date_published": "2031-05-14T10:00:00Z"},
        {"id": "two", "external_url": "https://wire.example/2", "summary": BRIDGE, "authors": [{"name": "Ida Sund"}]},
        {"id": "three", "title": "No words"},
        "no item",
    ],
}  # fmt: skip


def test_rss() -> None:
    feed = read_feed(rss(rss_item(14), rss_item(15, FERRY, element="description")).encode())
    assert (feed.title, feed.site_url) == ("Harbour Wire", "https://wire.example/")
    whole, short = feed.items
    assert (whole.full, short.full) == (True, False)
    article = article_of(whole, feed)
    assert article.title == "Ferries, day 14"
    assert article.authors == ["Jon Tern", "Ida Sund"]
    assert article.published == "2031-05-14T14:02:00+00:00"
    assert article.url == "https://wire.example/14"
    assert article.site == "Harbour Wire"
    assert article.language == "en-GB"
    assert [b.kind for b in article.blocks] == ["paragraph"] * 3
    assert article_of(short, feed).text == FERRY


def test_atom() -> None:
    feed = read_feed(ATOM.encode(), "https://post.example/atom")
    (item,) = feed.items
    article = article_of(item, feed)
    assert article.title == "Bridge sound"
    assert article.url == "https://post.example/news/bridge"
    assert article.published == "2031-05-14T09:00:00+02:00"
    assert article.authors == ["Mara Lindqvist"]
    assert item.full


def test_rdf() -> None:
    feed = read_feed(RDF.encode())
    (item,) = feed.items
    assert not item.full
    assert (item.authors, item.published) == (["Ida Sund"], "2031-05-14")


def test_json_feed() -> None:
    feed = read_feed(json.dumps(JSON_FEED).encode())
    first, second, third = feed.items
    assert (first.full, second.full, third.full) == (True, False, False)
    assert (first.authors, second.authors) == (["Ola Brekke"], ["Ida Sund"])
    assert article_of(first, feed).published == "2031-05-14T10:00:00+00:00"
    with pytest.raises(IngestError, match="no text"):
        article_of(third, feed)


def test_files_are_told_by_how_they_begin(tmp_path) -> None:
    for name, text in (
        ("a.xml", ATOM),
        ("b.txt", RDF),
        ("c.rss", rss(rss_item(1))),
        ("d.json", json.dumps(JSON_FEED)),
    ):
        path = tmp_path / name
        path.write_text(text, encoding="utf-8")
        assert any(isinstance(o, Article) for o in read_source(str(path))), name


def test_a_summary_says_that_it_is_one(tmp_path) -> None:
    (tmp_path / "gull.xml").write_text(RDF, encoding="utf-8")
    note, article = read_source(str(tmp_path / "gull.xml"))
    assert isinstance(note, SourceProblem)
    assert note.note
    assert "summary" in note.message
    assert isinstance(article, Article)


@pytest.mark.parametrize(
    ("content", "declared", "full"),
    [
        (FULL, True, True),
        (FULL, False, True),
        (FERRY, True, True),
        (FERRY, False, False),
        (FULL + "<p>Read more …</p>", True, False),
        (FERRY + " [...]", True, False),
        (FULL + '<p><a href="/1">Continue reading Ferries stay in port</a></p>', True, False),
        ((FERRY + " ") * 9, False, True),
        ("", True, False),
    ],
)
def test_what_is_full(content: str, declared: bool, full: bool) -> None:
    assert is_full(content, declared=declared) is full


@pytest.mark.parametrize(
    ("data", "title"),
    [
        (
            rss().replace("utf-8", "iso-8859-1").replace("Harbour", "Hafen für").encode("cp1252"),
            "Hafen für Wire",
        ),
        (
            rss().replace("utf-8", "iso-8859-1").replace("Harbour", "Hafen für").encode("utf-8"),
            "Hafen für Wire",
        ),
        (rss().replace("utf-8", "utf-16").replace("Harbour", "Hafen für").encode("utf-16"), "Hafen für Wire"),
        (
            rss().split("\n", 1)[1].replace("en-GB", "pl").replace("Harbour", "Łódź").encode("cp1250"),
            "Łódź Wire",
        ),
        (b"\xef\xbb\xbf" + rss().encode(), "Harbour Wire"),
        (b"\n\n" + rss().encode(), "Harbour Wire"),
    ],
    ids=["latin-1", "wrong declaration", "utf-16", "by language", "mark", "blank lines first"],
)
def test_encodings(data: bytes, title: str) -> None:
    assert read_feed(data).title == title


def test_no_markup_and_no_control_character_gets_through() -> None:
    body = f"<script>alert(1)</script><style>p {{}}</style><p onclick='x()'>{FERRY}\u202e&#27;[2J</p><img src=x onerror=y>"
    feed = read_feed(rss(rss_item(3, body, title="A\u202eB &lt;b&gt;bold&lt;/b&gt;")).encode())
    article = article_of(feed.items[0], feed)
    assert article.text == FERRY + "␛[2J"
    assert article.title == "AB bold"


# ── hostile documents ────────────────────────────────────────────────────────────────────────
LAUGHS = "".join(f'<!ENTITY l{n} "{f"&l{n - 1};" * 10}">' for n in range(1, 10))
HOSTILE = {
    "a file": '<!DOCTYPE rss [<!ENTITY x SYSTEM "file:///etc/passwd">]>' + rss(rss_item(1, "&x;")),
    "another host": '<!DOCTYPE rss [<!ENTITY x SYSTEM "http://127.0.0.1:9/">]>' + rss(rss_item(1)),
    "an outside subset": '<!DOCTYPE rss [<!ENTITY % x SYSTEM "http://127.0.0.1:9/"> %x;]>' + rss(rss_item(1)),
    "billion laughs": f'<!DOCTYPE rss [<!ENTITY l0 "ha">{LAUGHS}]><rss><channel><title>&l9;</title></channel></rss>',
    "quadratic": f'<!DOCTYPE rss [<!ENTITY a "{"a" * 100_000}">]><rss><channel><title>{"&a;" * 10_000}</title></channel></rss>',
}


@pytest.mark.parametrize("name", HOSTILE)
def test_entities_are_refused(name: str) -> None:
    for text in (HOSTILE[name], '<?xml version="1.0" encoding="utf-16"?>' + HOSTILE[name]):
        data = text.encode("utf-16" if "utf-16" in text else "utf-8")
        tracemalloc.start()
        with pytest.raises(IngestError, match="entities"):
            read_feed(data)
        grown = tracemalloc.get_traced_memory()[1]
        tracemalloc.stop()
        assert grown < 100 * MEBIBYTE


def test_a_document_type_without_entities_is_no_offence() -> None:
    old = '<!DOCTYPE rss PUBLIC "-//Netscape//DTD RSS 0.91//EN" "http://my.netscape.example/rss-0.91.dtd">'
    assert read_feed((old + rss(rss_item(1)).split("\n", 1)[1]).encode()).title == "Harbour Wire"


BROKEN = {
    "unfinished": "<rss>",
    "entries in entries": "<feed xmlns='http://www.w3.org/2005/Atom'><entry>" * 2000,
    "deep": "<rss>" + "<a>" * 50_000,
    "an attribute without end": "<rss " + "a='" * 99_999,
    "references": rss("<item><title>" + "&lt;" * 200_000),
    "comments": "<rss><channel>" + "<!-- " * 50_000,
    "sections": "<rss><![CDATA[" * 20_000,
    "deep JSON": '{"version":' + "[" * 100_000,
    "a document type without end": "<!DOCTYPE rss [ <!ELEMENT a (b)> ",
    "unknown prefixes": rss("<item>" + "<x:y>" * 20_000),
}


@pytest.mark.parametrize("name", BROKEN)
def test_broken_documents_end_in_time(name: str) -> None:
    began = time.monotonic()
    with contextlib.suppress(IngestError):
        read_feed(BROKEN[name].encode())
    assert time.monotonic() - began < 10


def test_a_feed_of_many_items_is_bounded() -> None:
    items = read_feed(rss(*(rss_item(n % 28 + 1, "<p>word</p>") for n in range(3000))).encode()).items
    assert len(items) == 1000


@pytest.mark.parametrize("ending", ["</item>\n", "</item><item><title>Ferries, d", "</item><item>"])
def test_a_feed_that_breaks_off_gives_what_is_whole_and_says_so(ending: str) -> None:
    text = rss(rss_item(1), rss_item(2))
    text = text[: text.rindex("</item>")] + ending
    feed = read_feed(text.encode())
    assert [item.title for item in feed.items if not item.cut] == ["Ferries, day 1", "Ferries, day 2"]
    assert feed.lack is not None
    assert "breaks off" in feed.lack
    assert "2 items" in feed.lack


@pytest.mark.parametrize(
    "text", [rss(rss_item(1), rss_item(2)), ATOM, RDF, ATOM + "<!-- served in 3 ms -->\n"]
)
def test_a_cut_anywhere_after_the_first_tag_is_told_and_nothing_cut_counts_as_whole(text: str) -> None:
    whole = read_feed(text.encode())
    assert (whole.cut, whole.lack) == (False, None)
    contents = [item.content for item in whole.items]
    start, end = (
        text.index("<title>"),
        max(text.rfind("</rss>"), text.rfind("</feed>"), text.rfind("</rdf:RDF>")),
    )
    for at in range(start, end, 97):
        try:
            feed = read_feed(text[:at].encode())
        except IngestError:
            continue
        assert feed.lack, at
        assert [item.content for item in feed.items if not item.cut] == contents[
            : sum(not i.cut for i in feed.items)
        ]


def test_a_long_prolog_of_comments_is_looked_through_once() -> None:
    with pytest.raises(IngestError):
        read_feed(b"<!-- a -->" * 5000 + b"<other/>")
