"""What a page states about its article, and which of its statements is believed."""

import json

import pytest

from briefing.ingest.html import parse_page
from briefing.ingest.metadata import Metadata
from briefing.ingest.page_metadata import page_metadata
from tests.ingest.page import page


def meta(name: str, content: str) -> str:
    return f'<meta property="{name}" content="{content}">'


def linked(**fields: object) -> str:
    node = {"@context": "https://schema.org", "@type": "NewsArticle", **fields}
    return f'<script type="application/ld+json">{json.dumps(node)}</script>'


def read(html: str) -> Metadata:
    return page_metadata(parse_page(html))


@pytest.mark.parametrize(
    ("head", "h1", "title"),
    [
        (linked(headline="Ferries stay"), "Ferries stay at the quay", "Ferries stay"),
        (linked(headline="Old words") + meta("og:title", "Ferries stay at the quay"), "Ferries stay at the quay", "Ferries stay at the quay"),
        (meta("og:title", "Ferries stay at quay, port says"), "Ferries stay at the quay", "Ferries stay at the quay"),
        (meta("og:title", "Ferries stay | Harbour Wire") + meta("og:site_name", "Harbour Wire"), "", "Ferries stay"),
        ("<title>Ferries stay at the quay - harbourwire</title>" + meta("og:url", "https://www.harbourwire.example/a"), "", "Ferries stay at the quay"),
        ("<title>Ferries stay - The Northern Tide Table</title>", "Ferries stay", "Ferries stay"),
        (meta("og:title", "Ferries stay at the quay"), "Harbour Wire", "Ferries stay at the quay"),
        (linked(headline="Ferries &amp; crews stay"), "", "Ferries & crews stay"),
        ("", "", None),
    ],
)  # fmt: skip
def test_titles(head: str, h1: str, title: str | None) -> None:
    assert read(page(head=head, h1=h1)).title == title


@pytest.mark.parametrize(
    ("head", "before", "authors"),
    [
        (linked(author={"@type": "Person", "name": "Mara Lindqvist"}), "", ["Mara Lindqvist"]),
        (linked(author=[{"name": "Mara Lindqvist"}, {"name": "Ola Brekke (ob)"}]), "", ["Mara Lindqvist", "Ola Brekke"]),
        (linked(author={"@id": "#p1"}) + '<script type="application/ld+json">{"@id": "#p1", "name": "Ola Brekke"}</script>', "", ["Ola Brekke"]),
        (linked(author={"name": "Harbour Wire"}, publisher={"name": "Harbour Wire"}) + meta("author", "Ola Brekke"), "", ["Ola Brekke"]),
        (linked(author={"name": "Harbour Wire"}, publisher={"name": "Harbour Wire"}), "", ["Harbour Wire"]),
        (meta("dc.creator", "Brekke, Ola") + meta("dc.creator", "Sund, Ida"), "", ["Ola Brekke", "Ida Sund"]),
        (meta("article:author", "https://social.example/ola"), "<p class='byline'>By Ola Brekke and Ida Sund | 14 May</p>", ["Ola Brekke", "Ida Sund"]),
        ("", "<div class='comment-author'>By Angry Reader</div>", []),
        ("", "", []),
    ],
)  # fmt: skip
def test_authors(head: str, before: str, authors: list[str]) -> None:
    assert read(page(head=head, before=before)).authors == authors


@pytest.mark.parametrize(
    ("head", "before", "day"),
    [
        (linked(datePublished="2031-05-14T09:00:00+02:00"), "", "2031-05-14T09:00:00+02:00"),
        (meta("article:published_time", "2031-05-14"), "", "2031-05-14"),
        (meta("article:modified_time", "2031-05-20"), "", None),
        (meta("dc.date", "2031-05-14"), "", "2031-05-14"),
        ("", "<time datetime='2031-05-14'>14 May</time>", "2031-05-14"),
        ("", "<time class='updated' datetime='2031-05-20'>Updated</time><time datetime='2031-05-14'>14 May</time>", "2031-05-14"),
        ("", "<time datetime='PT3M'>3 min</time>", None),
        ("", "", None),
    ],
)  # fmt: skip
def test_days(head: str, before: str, day: str | None) -> None:
    assert read(page(head=head, before=before)).published == day


def test_the_article_is_told_from_teasers_and_lists() -> None:
    teaser = '<script type="application/ld+json">[{"@type": "NewsArticle", "headline": "Other"}]</script>'
    graph = '<script type="application/ld+json">{"@graph": [{"@type": "WebSite"}, {"@type": ["Report"], "headline": "This", "datePublished": "2031-05-14"}]}</script>'
    found = read(page(head=teaser + graph, h1=""))
    assert (found.title, found.published) == ("This", "2031-05-14")


@pytest.mark.parametrize(
    "script", ["{", "[" * 9000, '{"@type": {"a": 1}, "author": 5, "publisher": []}', "null", '"x"']
)
def test_broken_json_ld_is_passed_over(script: str) -> None:
    head = f'<script type="application/ld+json">{script}</script>' + meta("og:title", "Ferries stay")
    assert read(page(head=head, h1="")).title == "Ferries stay"


def test_site_address_and_language() -> None:
    head = (
        meta("og:site_name", "Harbour Wire")
        + '<link rel="canonical" href="https://www.harbour-wire.example/a">'
    )
    found = read(page(head=head + linked(inLanguage="en-GB")))
    assert (found.site, found.url, found.language) == (
        "Harbour Wire",
        "https://www.harbour-wire.example/a",
        "en-GB",
    )
    assert (
        read(page(head='<link rel="canonical" href="https://www.harbour-wire.example/a">')).site
        == "harbour-wire.example"
    )
    assert read(page(head='<link rel="canonical" href="//[">')).url is None


def test_what_the_record_around_it_states_wins() -> None:
    outer = Metadata(
        title="T", authors=["A B"], published="2031-01-01", language="de", site="S", url="https://x.example/"
    )
    found = page_metadata(
        parse_page(page(head=linked(headline="H", datePublished="2031-05-14", author="C D"))), outer
    )
    assert found == outer
