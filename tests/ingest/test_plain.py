"""Plain text: nothing of it changes, and its blocks are what a reader would call paragraphs."""

import io

import pytest
from hypothesis import given
from hypothesis import strategies as st

from briefing.ingest.plain import article_from_text, blocks_of
from briefing.ingest.registry import read_source
from briefing.model.article import Article
from briefing.model.text import neutralise


def kinds(text: str, title: str | None = None) -> list[tuple[str, bool, str]]:
    return [(b.kind, b.body, b.span.of(text)) for b in blocks_of(text, title)]


def from_file(text: str) -> Article:
    (article,) = read_source("-", format="text", stdin=io.BytesIO(text.encode()))
    assert isinstance(article, Article)
    return article


def test_a_clean_text_comes_through_character_for_character() -> None:
    text = "\n\n  The ferry sailed.\t\n \nIt came back.   \n\n\n"
    assert article_from_text(text).text == text
    assert [b.span.of(text) for b in article_from_text(text).blocks] == ["The ferry sailed.", "It came back."]


@given(st.text())
def test_blocks_are_in_order_trimmed_and_cover_every_word(text: str) -> None:
    article = article_from_text(text)
    assert article.text == neutralise(text)
    at, covered = 0, []
    for block in article.blocks:
        assert at <= block.start < block.end <= len(article.text)
        words = block.span.of(article.text)
        assert words == words.strip()
        covered.append(words)
        at = block.end
    assert "".join(covered).split() == "".join(article.text.split("\n")).split() or "".join(
        "".join(covered).split()
    ) == "".join(article.text.split())


def test_hard_wrapped_lines_are_one_paragraph_and_long_lines_are_each_one() -> None:
    wrapped = (
        "The harbour office said on Monday that all crews would be paid for the\n"
        "days on which the ferries did not sail, and that the sums would reach\n"
        "them by Friday.\n\nThe union was not convinced."
    )
    assert len(kinds(wrapped)) == 2
    long = (
        "The harbour office said on Monday that all crews would be paid for every one of the days lost. " * 2
    )
    assert len(kinds(f"{long.strip()}\n{long.strip()}")) == 2


@pytest.mark.parametrize(
    ("line", "kind"),
    [
        ("READ MORE: Ferries to stop at midnight", "related"),
        ("Read also: What the port knew", "related"),
        ("More from the islands: “We stay”, say the crews", "related"),
        ("Lesen Sie auch: Was der Hafen wusste", "related"),
        ("Photo: Harbour Wire/Ola Brekke", "caption"),
        ("Photo by Ola Brekke", "other"),
        ("© 2031 Harbour Wire", "other"),
        ("Ola Brekke contributed to this report.", "other"),
        ("Reporting by Ola Brekke; editing by Ida Sund", "other"),
        ("Sign up for our newsletter", "other"),
        ("You are receiving this email because you subscribed", "other"),
        ("Do you know more? Email tips@harbour-wire.example", "other"),
        ("Advertisement", "other"),
        ("* * *", "other"),
    ],
)
def test_furniture_is_typed_and_kept(line: str, kind: str) -> None:
    text = f"The ferry sailed at noon.\n\n{line}\n\nIt came back at six."
    assert kinds(text)[1] == (kind, False, line)


@pytest.mark.parametrize(
    "line",
    [
        "Related parties were told on Friday, the office said.",
        "Read more slowly, the clerk told the crews.",
        "Photo evidence was shown to the court on Tuesday.",
        "Reporting by phone, the captain said the sea was calm.",
        "Subscribers of the ferry line were told first, she said.",
        "Follow-up talks are planned for Friday.",
        'More from the harbour master: "Nobody sails tonight," he tells the crews.',
        "Follow her advice, the doctor said, and stay ashore.",
        "Register to vote by Monday, the clerk said.",
        "Copyright law was not at issue, the judge said.",
        "Comments were invited by the council last week.",
        "Two cases were reported from the island on Sunday.",
        "The brokers receive commissions on each ticket, the office said.",
        "Residents can sign up for free storm alerts at the town hall.",
        "Copyright law was not at issue, the judge said, and neither was the licence that the office had sold in spring "
        "to a firm that none of the crews had ever heard of before the strike began, according to the clerk of the court.",
        "“Sign up for our newsletter,” the poster said.",
    ],
)
def test_prose_that_begins_like_furniture_stays_body(line: str) -> None:
    assert kinds(f"The ferry sailed.\n\n{line}")[1][:2] == ("paragraph", True)


def test_a_title_given_from_outside_is_found_in_the_text() -> None:
    text = "Ferries to stop at midnight\n\nThe union said so on Monday."
    assert kinds(text, "“Ferries to stop at midnight”")[0][:2] == ("heading", True)
    assert kinds(text)[0][0] == "paragraph"


def test_the_head_of_a_file_states_title_byline_and_date() -> None:
    article = from_file(
        "Ferries to stop at midnight\n\nBy Mara Lindqvist and Ola Brekke\n\n14 May 2031\n\n"
        "The union said on Monday that no crew would sail.\n\nThe office denied it.\n"
    )
    assert (article.title, article.authors, article.published) == (
        "Ferries to stop at midnight",
        ["Mara Lindqvist", "Ola Brekke"],
        "2031-05-14",
    )
    assert [(b.kind, b.body) for b in article.blocks[:3]] == [
        ("heading", True),
        ("other", False),
        ("paragraph", True),
    ]


def test_labelled_lines_state_metadata() -> None:
    article = from_file(
        "Note: a fictional sample.\nTitle: What the port knew\nDate: 2031-05-15\nOutlet: Harbour Wire\n\n"
        "The office knew on Friday, two people said.\n\nIt did not answer.\n"
    )
    assert (article.title, article.published, article.site) == (
        "What the port knew",
        "2031-05-15",
        "Harbour Wire",
    )
    assert [b.body for b in article.blocks] == [False, False, False, False, True, True]


@pytest.mark.parametrize(
    "text",
    [
        "The union said on Monday that no crew would sail.\n\nThe office denied it.",
        "Ferries to stop at midnight",
        "Dear all,\n\nThe meeting is on Friday",
    ],
)
def test_a_first_paragraph_that_is_no_headline_gives_no_title(text: str) -> None:
    assert from_file(text).title is None


def test_nothing_is_filled_in() -> None:
    article = from_file("The union said on Monday that no crew would sail.")
    assert (article.title, article.url, article.site, article.authors, article.published) == (
        None, None, None, [], None,
    )  # fmt: skip
