"""What a person writes into an exported file outlives the next export."""

import pytest

from briefing.exchange.bundle import ExchangeError
from briefing.exchange.markdown import _MINE, _YOURS
from tests.exchange.samples import article, entry, note, out

OTHER = "sha256:" + "2" * 64


def written(text: str, words: str) -> str:
    return text.replace(_YOURS + "\n", f"{_YOURS}\n{words}\n", 1)


def test_an_export_over_itself_changes_nothing() -> None:
    first = out("markdown")
    assert out("markdown", previous=first) == first


@pytest.mark.parametrize(
    "words",
    [
        "My own words.",
        "## A heading\n\n* list\n```\ncode",
        "<!-- briefing:article x -->",
        "<b>",
        "\ttabs \\ `",
    ],
)
def test_a_region_is_left_alone(words: str) -> None:
    edited = written(out("markdown"), words)
    again = out("markdown", entry(annotations=[note("another")]), previous=edited)
    assert f"{_YOURS}\n{words}\n" in again
    assert "another" in again
    assert out("markdown", entry(annotations=[note("another")]), previous=again) == again


def test_words_on_an_article_that_left_the_export_stay() -> None:
    edited = written(out("markdown"), "keep me")
    other = entry(story=OTHER, article=article(title="Another"))
    again = out("markdown", other, previous=edited)
    assert "keep me" in again
    assert "Ferries to stop" in again
    third = out("markdown", other, previous=again)
    assert third == again
    back = out("markdown", entry(), previous=third)
    assert "keep me" in back
    assert "No longer in this export" not in back


@pytest.mark.parametrize(
    ("before", "after"),
    [
        ("### Claims", "### Claims!"),
        ("who wrote it?", "I wrote it"),
        (_MINE, "<!-- gone -->"),
        ("## Ferries", "mine\n## Ferries"),
    ],
)
def test_what_was_written_elsewhere_is_not_overwritten(before: str, after: str) -> None:
    edited = out("markdown").replace(before, after, 1)
    with pytest.raises(ExchangeError, match=r"line"):
        out("markdown", previous=edited)


def test_a_file_of_somebody_else_is_left_alone() -> None:
    with pytest.raises(ExchangeError, match="left alone"):
        out("markdown", previous="# My diary\n")


def test_a_note_keeps_its_markdown_but_no_html_and_no_script() -> None:
    made = out(
        "markdown", entry(annotations=[note("**bold** <img src=x> [a](javascript:b) [c](https://d.example)")])
    )
    assert "**bold** &lt;img src=x> [a]\\(javascript:b) [c](https://d.example)" in made
