"""Records: the usual names of fields, three formats, and our own articles unchanged."""

import json

import msgspec
import pytest

from briefing.ingest.errors import IngestError
from briefing.ingest.plain import article_from_text
from briefing.ingest.records import article_from_record


def test_a_plain_record_keeps_its_text_and_id() -> None:
    record = {
        "id": "r1",
        "text": " The ferry sailed.\n",
        "title": "T",
        "published": "2031-05-14",
        "format": "text",
    }
    article = article_from_record(record)
    assert (article.text, article.external_id) == (" The ferry sailed.\n", "r1")
    assert (article.title, article.published) == ("T", "2031-05-14")


@pytest.mark.parametrize("name", ["text", "maintext", "body", "content", "body_text"])
def test_text_under_its_usual_names(name: str) -> None:
    assert article_from_record({name: "The ferry sailed."}).text == "The ferry sailed."


@pytest.mark.parametrize(
    "name", ["date", "published", "date_publish", "publish_date", "versioncreated", "dct"]
)
def test_dates_under_their_usual_names(name: str) -> None:
    assert article_from_record({"text": "x", name: "14 May 2031"}).published == "2031-05-14"


def test_an_empty_field_lets_the_next_name_speak() -> None:
    record = {
        "text": "x",
        "title": "",
        "headline": "T",
        "published": None,
        "date": "2031-05-14",
        "authors": [],
    }
    article = article_from_record({**record, "author": {"name": "Mara Lindqvist"}})
    assert (article.title, article.published, article.authors) == ("T", "2031-05-14", ["Mara Lindqvist"])


def test_markdown_and_html_records() -> None:
    assert (
        article_from_record({"text": "# T\n\nThe *ferry*.", "format": "markdown"}).text == "T\n\nThe ferry."
    )
    page = "<article><h1>T</h1><p>The <b>ferry</b> sailed at noon.</p></article>"
    for record in ({"text": page, "format": "html"}, {"body_html": page}):
        assert article_from_record(record).text == "T\n\nThe ferry sailed at noon."


@pytest.mark.parametrize(
    ("record", "message"),
    [
        ({}, "no text in it"),
        ({"text": 5}, "no text in it"),
        ({"text": "  \n"}, "empty"),
        ({"text": "x", "format": "docx"}, "'docx'"),
        ({"text": "x", "format": ["text"]}, "format is"),
        ({"id": "sha256:00", "blocks": [], "text": "x"}, "not the article part"),
    ],
)
def test_what_is_wrong_is_said(record: dict[str, object], message: str) -> None:
    with pytest.raises(IngestError, match=message):
        article_from_record(record)


def test_an_article_that_ingest_wrote_comes_back_as_it_was() -> None:
    article = article_from_text(
        "T\n\nThe ferry sailed.", title="T", external_id="a.txt", published="2031-05-14"
    )
    assert article_from_record(json.loads(msgspec.json.encode(article))) == article


@pytest.mark.parametrize(
    "change",
    [
        {"text": "T\n\nThe ferry sank."},
        {"blocks": [{"kind": "paragraph", "start": 3, "end": 99, "body": True}]},
        {"blocks": [{"kind": "paragraph", "start": 5, "end": 5, "body": True}]},
        {"blocks": [{"kind": "song", "start": 0, "end": 1, "body": True}]},
    ],
)
def test_an_article_that_does_not_fit_its_text_is_refused(change: dict[str, object]) -> None:
    article = json.loads(msgspec.json.encode(article_from_text("T\n\nThe ferry sailed.")))
    with pytest.raises(IngestError):
        article_from_record({**article, **change})
