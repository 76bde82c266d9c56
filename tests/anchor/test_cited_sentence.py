"""The warning that a cited sentence was edited or removed."""

import pytest

from briefing.anchor import Alignment, sentence_changed
from briefing.anchor.sentence import sentence_around
from briefing.model.article import Span

OLD = 'Dr. Ines Varga met U.S. envoys in Eastholm on 3.5 hours\' notice. "We agreed," she said. Nobody else spoke.\n\nThe talks go on.'


def around(words: str, text: str = OLD) -> str:
    at = text.index(words)
    return sentence_around(text, Span(at, at + len(words))).of(text)


@pytest.mark.parametrize(
    ("words", "sentence"),
    [
        ("envoys", "Dr. Ines Varga met U.S. envoys in Eastholm on 3.5 hours' notice."),
        ("agreed", '"We agreed," she said.'),
        ("Nobody", "Nobody else spoke."),
        ("talks", "The talks go on."),
        ("said. Nobody", '"We agreed," she said. Nobody else spoke.'),
    ],
)
def test_where_a_sentence_ends(words: str, sentence: str) -> None:
    assert around(words) == sentence


def test_sentences_without_spaces() -> None:
    assert around("渡轮", "工会罢工。渡轮停航。港口关闭。") == "渡轮停航。"


@pytest.mark.parametrize(
    ("new", "kind"),
    [
        (OLD, "same"),
        ("Updated.\n\n" + OLD, "same"),
        (OLD.replace("notice. ", "notice.\n\n"), "same"),
        (OLD.replace("Nobody else spoke.", "All spoke."), "same"),
        (OLD.replace("in Eastholm", "in Westholm"), "edited"),
        (OLD.replace("Dr. Ines", "Ines"), "edited"),
        (OLD.split("notice. ")[1], "removed"),
        ("", "removed"),
    ],
)
def test_what_became_of_it(new: str, kind: str) -> None:
    at = OLD.index("envoys")
    change = sentence_changed(Span(at, at + 6), Alignment(OLD, new))
    assert change.kind == kind
    assert change.old.of(OLD).startswith("Dr. Ines")
    if change.kind == "same":
        assert change.new is not None
        assert change.new.of(new).split() == change.old.of(OLD).split()


def test_the_edit_may_be_outside_the_quoted_words() -> None:
    new = OLD.replace("met U.S. envoys", "did not meet U.S. envoys")
    at = OLD.index("Eastholm")
    alignment = Alignment(OLD, new)
    assert sentence_changed(Span(at, at + 8), alignment).kind == "edited"
