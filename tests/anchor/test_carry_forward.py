"""Notes carried from one version of an article to the next."""

import pytest

from briefing.anchor import Placement, anchor, carry_forward, quote_at
from briefing.model.annotation import Quote, Target
from briefing.model.article import Span

OLD = """Northport ferries to stop at midnight

The dockers' union said on Tuesday that all ferries from Northport would stop at midnight. Mara Lindqvist, a spokeswoman for the port authority, denied that talks had failed.

"We meet again on Friday," she said. Two officials said the safety report could be delayed until June.

The island of Eastholm has no airport. Its hospital keeps medicine for nine days."""


def place(words: str, new: str, old: str = OLD, *, nth: int = 0) -> Placement:
    """The placement of the nth occurrence of `words` of `old` in `new`, checked for consistency."""
    start = -1
    for _ in range(nth + 1):
        start = old.index(words, start + 1)
    span = Span(start, start + len(words))
    result = anchor(quote_at(old, span), span, new, old)
    target = Target("a", "a", quote=quote_at(old, span), position=span)
    assert carry_forward([target], old, new) == [result]
    if result.start is not None and result.end is not None:
        assert 0 <= result.start < result.end <= len(new)
    return result


def words_of(result: Placement, text: str) -> str:
    assert result.start is not None
    return text[result.start : result.end]


def test_unchanged_text_is_exact() -> None:
    result = place("denied that talks had failed", OLD)
    assert (result.state, result.score) == ("exact", 1.0)


def test_words_behind_the_note_do_not_move_it() -> None:
    assert place("denied that talks had failed", OLD + "\n\nMore follows.").state == "exact"


def test_words_before_the_note_move_it() -> None:
    new = "Update at noon.\n\n" + OLD
    result = place("denied that talks had failed", new)
    assert (result.state, words_of(result, new)) == ("moved", "denied that talks had failed")


def test_a_repeated_word_stays_at_its_own_place() -> None:
    new = OLD.replace("Two officials said", "Two officials, who asked not to be named, said")
    for nth in range(OLD.count("said")):
        result = place("said", new, nth=nth)
        assert new[: result.start].count("said") == nth


def test_white_space_is_no_edit() -> None:
    new = OLD.replace('Friday," she said. Two', 'Friday," she said.\n\nTwo')
    result = place("she said. Two officials", new)
    assert (result.state, words_of(result, new)) == ("moved", "she said.\n\nTwo officials")


def test_changed_words_are_marked() -> None:
    new = OLD.replace("could be delayed until June", "may be delayed until July")
    result = place("Two officials said the safety report could be delayed until June", new)
    assert result.state == "fuzzy"
    assert words_of(result, new) == "Two officials said the safety report may be delayed until"


def test_inserted_words_are_part_of_the_place() -> None:
    new = OLD.replace("denied that talks", "firmly denied on Wednesday that the talks")
    result = place("denied that talks had failed", new)
    assert (result.state, words_of(result, new)) == ("fuzzy", "denied on Wednesday that the talks had failed")


def test_a_deleted_sentence_finds_nothing() -> None:
    new = OLD.replace(" Two officials said the safety report could be delayed until June.", "")
    assert place("the safety report could be delayed until June", new).state == "orphan"


def test_a_rewritten_sentence_is_not_taken_silently() -> None:
    new = OLD.replace(
        "Two officials said the safety report could be delayed until June.",
        "The report, according to one official, appears in June.",
    )
    assert place("Two officials said the safety report could be delayed until June", new).state in (
        "suspect",
        "orphan",
    )


def test_a_short_quotation_with_changed_signs_is_asked() -> None:
    new = OLD.replace('"We meet again on Friday,"', "“We meet again on Friday,”")
    result = place('"We', new)
    assert (result.state, words_of(result, new)) == ("suspect", "“We")


def test_a_paragraph_that_changed_places_takes_its_notes_along() -> None:
    paragraphs = OLD.split("\n\n")
    new = "\n\n".join([paragraphs[0], paragraphs[3], paragraphs[1], paragraphs[2]])
    for words in ("keeps medicine for nine days", "all ferries from Northport", "Two officials said"):
        result = place(words, new)
        assert (result.state, words_of(result, new)) == ("moved", words)


def test_a_short_quotation_moves_with_its_sentence_though_its_word_stands_elsewhere() -> None:
    old = OLD + " The union said so too."
    sentence = " Two officials said the safety report could be delayed until June."
    new = old.replace(sentence, "") + "\n\n" + sentence.strip() + " Nobody answered."
    result = place("said", new, old, nth=2)
    assert result.state == "moved"
    assert new[: result.end].endswith("Two officials said")


def test_the_words_of_a_removed_sentence_that_stand_elsewhere_once() -> None:
    old = OLD + "\n\nThe port authority will publish the safety report."
    new = old.replace(" Two officials said the safety report could be delayed until June.", "")
    result = place("safety report", new, old)
    assert result.state == "moved"
    assert result.score < 0.8, "its surroundings are not the same, and the score says so"


def test_the_words_of_a_removed_sentence_that_stand_in_several_places() -> None:
    old = OLD + "\n\nA safety report is law. Nobody reads a safety report."
    new = old.replace(" Two officials said the safety report could be delayed until June.", "")
    assert place("safety report", new, old).state in ("suspect", "orphan")


def test_letters_inside_another_word_are_marked() -> None:
    old = "The mayor would sign.\n\nThe council wouldn't."
    new = "Nothing is known.\n\nThe council wouldn't."
    result = place("would", new, old)
    assert result.state in ("fuzzy", "suspect", "orphan")


def test_much_put_in_between_is_asked() -> None:
    new = OLD.replace(
        "talks had failed",
        "talks " + "about the crews of the northern line and their pay " * 3 + "had failed",
    )
    assert place("talks had failed", new).state == "suspect"


@pytest.mark.parametrize(
    ("old", "words", "new", "state"),
    [
        ("港口工会星期二表示，所有渡轮将停航。", "所有渡轮", "更新：港口工会星期二表示，所有渡轮将停航。", "moved"),
        ("港口工会星期二表示，所有渡轮将停航。", "所有渡轮将停航", "港口工会星期二表示，所有北线渡轮将停航。", "fuzzy"),
        ("สหภาพท่าเรือกล่าวว่าเรือทุกลำจะหยุด", "เรือทุกลำ", "วันนี้สหภาพท่าเรือกล่าวว่าเรือทุกลำจะหยุด", "moved"),
        ("Портовый союз заявил, что паромы встанут.", "паромы встанут", "Портовый союз заявил, что все паромы встанут.", "moved"),
        ("नगर परिषद ने मंगलवार को कहा कि नौका बंद रहेगी।", "नौका बंद", "नगर परिषद ने कहा कि नौका बंद रहेगी।", "moved"),
    ],
)  # fmt: skip
def test_scripts(old: str, words: str, new: str, state: str) -> None:
    assert place(words, new, old).state == state


def test_a_target_without_words_is_the_article() -> None:
    (result,) = carry_forward([Target("a", "a")], OLD, "other")
    assert (result.state, result.start, result.end) == ("exact", None, None)


def test_a_position_without_quotation() -> None:
    at = OLD.index("Mara")
    (result,) = carry_forward([Target("a", "a", position=Span(at, at + 4))], OLD, "x\n" + OLD)
    assert (result.state, result.start) == ("moved", at + 2)


@pytest.mark.parametrize("position", [Span(0, 0), Span(5, 3), Span(-4, 2), Span(10**9, 10**9 + 3)])
def test_a_position_outside_the_text(position: Span) -> None:
    (result,) = carry_forward([Target("a", "a", position=position)], OLD, OLD)
    assert result.state == "orphan"


def test_a_wrong_position_is_put_right_by_the_quotation() -> None:
    span = Span(OLD.index("Eastholm"), OLD.index("Eastholm") + len("Eastholm"))
    quote = quote_at(OLD, span)
    for position in (None, Span(3, 11), Span(10**9, 10**9 + 8)):
        (result,) = carry_forward([Target("a", "a", quote=quote, position=position)], OLD, "New.\n\n" + OLD)
        assert (result.state, result.start) == ("moved", span.start + 6)


def test_a_quotation_that_was_never_in_the_text() -> None:
    target = Target("a", "a", quote=Quote("seven purple zeppelins", "he saw ", " over town"))
    assert carry_forward([target], OLD, OLD + " More.")[0].state == "orphan"


def test_a_decomposed_quotation_of_an_import_is_found() -> None:
    old = "The mayor of Gr\u00fcnau resigned. Nobody knows why."
    result = anchor(Quote("Gru\u0308nau resigned"), None, old)
    assert (result.state, result.start) == ("moved", old.index("Gr"))


def test_the_record_of_a_placement() -> None:
    record = place("Eastholm", "Now: " + OLD).anchor("sha256:1", "2031-05-14T14:02:00.000Z")
    assert (record.state, record.version_id, record.confirmed_by) == ("moved", "sha256:1", None)
    assert record.start == OLD.index("Eastholm") + 5
