"""Quotations found without the text they were taken from."""

from briefing.anchor import anchor, quote_at
from briefing.model.annotation import Quote
from briefing.model.article import Span

TEXT = (
    "The council of Eastholm met on Monday. The mayor said the bridge was safe. "
    "An engineer said the bridge was not safe. The council meets again in May."
)


def test_the_same_place() -> None:
    at = TEXT.index("the bridge")
    span = Span(at, at + len("the bridge"))
    assert anchor(quote_at(TEXT, span), span, TEXT).state == "exact"


def test_context_tells_equal_words_apart() -> None:
    for nth, lead in enumerate(("The mayor said ", "An engineer said ")):
        at = TEXT.index(lead) + len(lead)
        span = Span(at, at + len("the bridge"))
        new = "Updated on Tuesday. " + TEXT
        result = anchor(quote_at(TEXT, span), span, new)
        assert (result.state, result.start) == ("moved", at + 20), nth


def test_no_context_and_several_places_is_not_accepted() -> None:
    assert anchor(Quote("the bridge", "zzz yyy ", " xxx www"), None, TEXT).state in ("suspect", "orphan")


def test_no_context_at_all_and_one_place() -> None:
    result = anchor(Quote("An engineer"), None, TEXT)
    assert (result.state, result.start) == ("moved", TEXT.index("An engineer"))


def test_a_changed_word_in_the_same_context() -> None:
    at = TEXT.index("The mayor said the bridge was safe")
    span = Span(at, at + len("The mayor said the bridge was safe"))
    new = TEXT.replace("The mayor said the bridge was safe", "The mayor said the old bridge was safe")
    result = anchor(quote_at(TEXT, span), span, new)
    assert result.state == "fuzzy"
    assert new[result.start : result.end] == "The mayor said the old bridge was safe"


def test_case_alone_is_found_but_marked() -> None:
    at = TEXT.index("An engineer said the bridge was not safe")
    span = Span(at, at + len("An engineer said the bridge was not safe"))
    new = TEXT.replace("An engineer", "AN ENGINEER")
    result = anchor(quote_at(TEXT, span), span, new)
    assert result.state == "fuzzy"
    assert new[result.start : result.end].startswith("AN ENGINEER")


def test_similar_words_elsewhere_are_not_accepted() -> None:
    quote = Quote("the bridge was closed", "A sailor said ", " for a week after the storm")
    assert anchor(quote, Span(10, 31), TEXT).state in ("suspect", "orphan")


def test_an_empty_quotation() -> None:
    assert anchor(Quote(""), Span(0, 0), TEXT).state == "orphan"
    assert anchor(Quote("bridge"), None, "").state == "orphan"
    assert anchor(Quote(""), Span(1, 4), "0", "0").state == "orphan", (
        "a place behind the end has no words either"
    )


def test_a_letter_whose_folding_is_longer() -> None:
    text = "İİİ ßßß " * 20 + TEXT
    quote = Quote("said the bridge was quite safe", "The mayor ", ". An engineer said")
    result = anchor(quote, None, text)
    assert result.state == "fuzzy"
    assert text[result.start : result.end] == "said the bridge was safe"
