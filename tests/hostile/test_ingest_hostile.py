"""Hostile input at the door: nothing crashes, nothing raw comes in, one clear message each."""

import io
import re
import time
import tracemalloc
from pathlib import Path

import msgspec
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from briefing.ingest.errors import SourceProblem
from briefing.ingest.files import MAX_BYTES
from briefing.ingest.registry import FORMATS, read_source
from briefing.model.article import Article
from briefing.model.text import neutralise

FILES = Path(__file__).parent / "files"
# What a terminal would obey: C0 but newline and tab, DEL, C1, bidi controls, lone surrogates.
RAW = re.compile("[\x00-\x08\x0b-\x1f\x7f-\x9f\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069\ud800-\udfff]")


def read(source: str, **options: object) -> tuple[list[Article], list[SourceProblem]]:
    found = list(read_source(source, **options))  # type: ignore[arg-type]
    return [f for f in found if isinstance(f, Article)], [f for f in found if isinstance(f, SourceProblem)]


def every_string(value: object) -> list[str]:
    if isinstance(value, str):
        return [value]
    if isinstance(value, dict):
        return [s for entry in value.values() for s in every_string(entry)]
    return [s for entry in value for s in every_string(entry)] if isinstance(value, list | tuple) else []


def assert_clean(found: list[Article] | list[SourceProblem]) -> None:
    for text in every_string(msgspec.to_builtins(found)):
        assert not RAW.search(text), repr(text)


def test_nothing_raw_passes_the_door() -> None:
    articles, problems = read(str(FILES))
    assert len(articles) >= 10
    assert_clean(articles)
    assert_clean(problems)
    for article in articles:
        assert neutralise(article.text) == article.text


@pytest.mark.parametrize(
    ("name", "message"),
    [
        ("empty.txt", "it is empty"),
        ("blank.txt", "it is empty"),
        ("binary.txt", "binary data"),
        ("picture.txt", "a PNG image"),
    ],
)
def test_what_is_no_text_is_one_message(name: str, message: str) -> None:
    articles, (problem,) = read(str(FILES / name))
    assert not articles
    assert problem.source.endswith(name)
    assert message in problem.message
    assert not problem.note


@pytest.mark.parametrize(
    ("name", "content", "message"),
    [
        ("none.jsonl", "", "it is empty"),
        ("blank.jsonl", "\n \n", "it is empty"),
        ("none.json", "[]", "no article in it"),
        ("none.mbox", "", "no mail begins"),
        ("cut.mbox", "From a@b Tue\nSubject: x", "no mail begins"),
    ],
)
def test_a_file_that_holds_nothing_says_so(tmp_path: Path, name: str, content: str, message: str) -> None:
    (tmp_path / name).write_text(content)
    articles, (problem,) = read(str(tmp_path / name))
    assert not articles
    assert problem.source.endswith(name)
    assert message in problem.message


@pytest.mark.parametrize("name", ["latin1.txt", "utf16-bom.txt", "utf16-bare.txt", "damaged-utf8.txt"])
def test_encodings_are_read_and_guesses_said(name: str) -> None:
    (article,), problems = read(str(FILES / name))
    assert "Hafenmeister erklärte" in article.text.replace("\ufffd", "")
    assert all(p.note for p in problems)
    assert len(problems) == (name != "utf16-bom.txt")


def test_markup_of_terminals_and_shells_is_only_text() -> None:
    (article,), _ = read(str(FILES / "markup.md"))
    assert article.title == "[/] [@click=app.quit]Quit[/]"
    assert "[@click=app.quit]press here[/]" in article.text
    assert "$(rm -rf x)" in article.text


def test_a_bad_record_stops_no_other() -> None:
    articles, problems = read(str(FILES / "records.jsonl"))
    assert [a.external_id for a in articles] == ["good-1", "4", "good-2"]
    assert [p.source.rsplit("#")[1] for p in problems] == ["2", "3", "4", "6"]


def test_a_name_that_is_hostile_is_made_safe(tmp_path: Path) -> None:
    path = tmp_path / "a\x1b]0;x\x07\u202e.txt"
    path.write_text("The ferry sailed at noon.")
    articles, _ = read(str(path))
    assert_clean(articles)
    _, problems = read(str(tmp_path / "\x1b[2J.txt"))
    assert_clean(problems)
    assert len(problems) == 1


def test_a_name_that_is_no_unicode(tmp_path: Path) -> None:
    path = Path(str(tmp_path) + "/\udcff.txt")
    path.write_text("The ferry sailed at noon.")
    (article,), _ = read(str(tmp_path))
    assert_clean([article])
    assert msgspec.json.encode(article)


def test_fifty_megabytes_in_one_line_are_refused_in_no_time(tmp_path: Path) -> None:
    path = tmp_path / "line.txt"
    with path.open("wb") as out:
        for _ in range(50):
            out.write(b"a" * 1_000_000)
    began = time.process_time()
    tracemalloc.start()
    articles, (problem,) = read(str(path))
    _, peak = tracemalloc.get_traced_memory()
    tracemalloc.stop()
    assert not articles
    assert "larger than 16 MiB" in problem.message
    assert peak < 3 * MAX_BYTES
    assert time.process_time() - began < 5


def test_a_line_just_under_the_limit_is_read(tmp_path: Path) -> None:
    path = tmp_path / "line.txt"
    path.write_bytes(b"word " * ((MAX_BYTES - 5) // 5))
    began = time.process_time()
    (article,), _ = read(str(path))
    assert len(article.blocks) == 1
    assert time.process_time() - began < 20


N = 5000
PATHOLOGICAL = {
    "emphasis": ("markdown", "**a *b " * N),
    "brackets": ("markdown", "[" * N),
    "images": ("markdown", "![" * N),
    "links": ("markdown", "[a](" * N),
    "quotes": ("markdown", ">" * N + " x"),
    "lists": ("markdown", "- " * N + "x"),
    "shortcodes": ("markdown", "{{<" * N),
    "yaml": ("markdown", "---\na: " + "[" * 60_000 + "\n---\n\nText."),
    "aliases": ("markdown", "---\na: &a [x]\n" + "".join(f"b{n}: &b{n} [*a, *a]\n" for n in range(50)) + "---\n\nText."),
    "divs": ("html", "<p>Some text that is read.</p>" + "<div>" * N),
    "bolds": ("html", "<p>" + "<b>a" * N),
    "headings": ("html", "<h2>a</h2>" * N),
    "entities": ("html", '<!DOCTYPE x [<!ENTITY a "aaaaaaaa"><!ENTITY b "&a;&a;&a;&a;">]><p>' + "&b;" * N + " text</p>"),
    "json": ("json", "[" * 100_000),
    "numbers": ("json", "[" + "9" * 100_000 + "]"),
    "spaces": ("text", " " * 200_000 + "x"),
    "newlines": ("text", "\n" * 200_000 + "x"),
    "emails": ("text", "Email " + "a@" * 170),
    "bylines": ("text", "By " + "A, " * 40_000),
}  # fmt: skip


@pytest.mark.parametrize("name", PATHOLOGICAL)
def test_what_is_built_to_take_for_ever_does_not(name: str) -> None:
    form, text = PATHOLOGICAL[name]
    began = time.process_time()
    articles, problems = read("-", format=form, stdin=io.BytesIO(text.encode()))
    assert articles or problems
    assert time.process_time() - began < 15


@settings(max_examples=60, deadline=None)
@given(
    st.sampled_from([f for f in FORMATS if f != "html"]),
    st.binary(max_size=300) | st.text(max_size=300).map(str.encode),
)
def test_any_bytes_in_any_format_are_articles_or_messages(form: str, data: bytes) -> None:
    articles, problems = read("-", format=form, stdin=io.BytesIO(data))
    assert_clean(articles)
    assert_clean(problems)


@settings(max_examples=25, deadline=None)
@given(st.lists(st.sampled_from(["<p>", "</p>", "<h1>", "<ul><li>", "<table><tr><td>", "<br>", "&#27;", "&#x9b;", "<script>", "<meta charset='", "\x1b[31m", "\u202e", "The ferry sailed. ", "<a href='/'>", "<!--", "<article>"]), max_size=30))  # fmt: skip
def test_any_soup_of_tags_is_an_article_or_a_message(parts: list[str]) -> None:
    articles, problems = read("-", format="html", stdin=io.BytesIO("".join(parts).encode("utf-8", "replace")))
    assert_clean(articles)
    assert_clean(problems)
