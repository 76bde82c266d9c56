"""Web pages: which of their blocks are prose, which are headings, and which are furniture."""

import pytest

from briefing.ingest.errors import IngestError
from briefing.ingest.html import MAX_ELEMENTS, article_from_html, parse_page
from briefing.ingest.page_blocks import RawBlock
from briefing.ingest.page_furniture import typed_pieces
from tests.ingest.page import PROSE, page


def blocks(html: str) -> dict[str, tuple[str, bool]]:
    article = article_from_html(html)
    return {b.span.of(article.text): (b.kind, b.body) for b in article.blocks}


def test_prose_is_paragraphs_and_the_headline_a_heading() -> None:
    found = blocks(page())
    assert found["Ferries stay at the quay"] == ("heading", True)
    assert all(found[p] == ("paragraph", True) for p in PROSE)
    assert "Home" not in found


def test_blocks_are_joined_by_a_blank_line() -> None:
    article = article_from_html(page())
    assert article.text == "\n\n".join(b.span.of(article.text) for b in article.blocks)


@pytest.mark.parametrize(
    ("markup", "text"),
    [
        ("<h2>What the union wants</h2>", "What the union wants"),
        ("<p><strong>What the union wants</strong></p>", "What the union wants"),
        ("<p class='article-subhead'>What the union wants</p>", "What the union wants"),
    ],
)
def test_headings_by_element_by_weight_and_by_class(markup: str, text: str) -> None:
    assert blocks(page(markup))[text] == ("heading", True)


@pytest.mark.parametrize(
    ("markup", "text", "kind"),
    [
        ("<p>READ MORE: What the port knew</p>", "READ MORE: What the port knew", "related"),
        ("<p><a href='/a'>What the port knew about the crews</a></p>", "What the port knew about the crews", "related"),
        ("<p>MORE NEWS | <a href='/a'>What the port knew</a></p>", "MORE NEWS | What the port knew", "related"),
        ("<p class='photo-credit'>Ola Brekke for Harbour Wire</p>", "Ola Brekke for Harbour Wire", "caption"),
        ("<div class='newsletter-box'><p>The morning post, every day at six.</p></div>", "The morning post, every day at six.", "other"),
        ("<p>Sign up for our newsletter to know first.</p>", "Sign up for our newsletter to know first.", "other"),
    ],
)  # fmt: skip
def test_furniture_by_wording_links_and_surroundings(markup: str, text: str, kind: str) -> None:
    found = blocks(page(markup))
    assert found.get(text, (kind, False)) == (kind, False)
    assert found[PROSE[3]] == ("paragraph", True)


def test_a_list_of_links_and_the_heading_over_it_are_related() -> None:
    links = "".join(f"<li><a href='/{n}'>The port and its crews, part {n}</a></li>" for n in range(1, 5))
    found = blocks(page(f"<h3>What else happened</h3><ul>{links}</ul>"))
    assert not any(body for text, (_, body) in found.items() if "part" in text or "else" in text)


def test_a_list_of_prose_with_links_in_it_is_body() -> None:
    items = "".join(
        f"<li>The crew of boat {n} was paid on <a href='/{n}'>Friday</a>.</li>" for n in range(1, 5)
    )
    found = blocks(page(f"<ul>{items}</ul>"))
    assert found["The crew of boat 2 was paid on Friday."] == ("list_item", True)


def test_a_class_on_the_container_of_the_whole_article_makes_nothing_furniture() -> None:
    html = page().replace("<article>", "<div class='newsletter social-share related-article'><article>")
    found = blocks(html.replace("</article>", "</article></div>"))
    assert all(found[p][1] for p in PROSE)


def test_a_standfirst_that_the_newsroom_calls_a_teaser_is_body() -> None:
    lead = "No ferry sails before the crews are paid, the office says."
    html = f"<div class='page-teaser'><p>{lead}</p></div>" + "".join(f"<p>{p}</p>" for p in PROSE)
    raw = [RawBlock("paragraph", text) for text in (lead, *PROSE)]
    assert [p.body for p in typed_pieces(raw, parse_page(html), None, [])] == [True] * 5
    assert [p.body for p in typed_pieces([*raw[1:], raw[0]], parse_page(html), None, [])] == [True] * 4 + [
        False
    ]


def test_line_breaks_part_paragraphs_and_wrapped_lines_do_not() -> None:
    found = blocks(page(f"<p>{PROSE[0]}<br><br>{PROSE[1]}\nAnd\nso\non.</p>", h1=""))
    assert f"{PROSE[1]} And so on." in found


def test_words_for_screen_readers_are_left_out() -> None:
    found = blocks(
        page(
            "<p>The office <a href='/x'>wrote<span class='sr-only'> (opens in a new window)</span></a> to the crews at noon.</p>"
        )
    )
    assert "The office wrote to the crews at noon." in found


def test_references_to_control_characters_do_not_pass_the_door() -> None:
    article = article_from_html(
        page(
            "<p>The clerk&#27;]52;c;eA==&#7; read it&#x9b;31m aloud&#8238; to them all at &#150; of all times &#150; dawn.</p>"
        )
    )
    assert "The clerk␛]52;c;eA==␇ read it›31m aloud to them all at – of all times – dawn." in article.text


def test_a_note_on_the_author_at_the_foot_is_no_body() -> None:
    html = page(head="<meta name='author' content='Ola Brekke'>").replace(
        "</article>",
        "<p>Ola Brekke is a reporter at Harbour Wire who covers the northern ports and their ferries.</p></article>",
    )
    assert blocks(html)[
        "Ola Brekke is a reporter at Harbour Wire who covers the northern ports and their ferries."
    ] == ("other", False)


def test_a_page_with_little_text_keeps_its_paragraphs() -> None:
    assert blocks("<html><body><h1>Ferry late</h1><p>It sails at six.</p></body></html>") == {
        "Ferry late": ("heading", True),
        "It sails at six.": ("paragraph", True),
    }


@pytest.mark.parametrize("html", ["<html></html>", "<!-- nothing -->", "<p> </p>", "<script>x = 1</script>"])
def test_without_text_there_is_no_article(html: str) -> None:
    with pytest.raises(IngestError):
        article_from_html(html)


def test_a_page_of_endless_elements_is_refused() -> None:
    with pytest.raises(IngestError, match="elements"):
        article_from_html("<p>" + "<b>x</b>" * (MAX_ELEMENTS + 1))
