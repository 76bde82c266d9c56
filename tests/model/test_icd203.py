"""Hints on how likely and how sure."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from briefing.model.annotation import LIKELIHOOD_TERMS
from briefing.model.icd203 import lint


def found(text: str) -> list[tuple[str, str]]:
    return [(h.kind, h.span.of(text)) for h in lint(text)]


@pytest.mark.parametrize(
    ("text", "hints"),
    [
        ("The strike is likely to go on. A deal is very unlikely.", []),
        ("The strike is probable. A deal is highly improbable; a mediator will probably come.", []),
        ("The strike is likely. A deal is improbable.", [("mixed_rows", "improbable")]),
        ("A strike is probable. It is likely. A deal is unlikely.", [("mixed_rows", "probable")]),
        ("It is almost certainly so, and nearly certain there.", [("mixed_rows", "nearly certain")]),
        ("There is a remote chance. It is very likely over.", [("mixed_rows", "very likely")]),
        ("The remote village is likely cut off.", []),
        ("A deal is remote. The remote village waits.", []),
        ("We judge with high confidence that ferries are likely to stop.", [("likelihood_and_confidence", "high confidence")]),
        ("Ferries are likely to stop. We have high confidence in this.", []),
        ("We are highly confident that it is unlikely.", [("likelihood_and_confidence", "highly confident")]),
        ("Confidence in the source is low, so it is unlikely.", [("likelihood_and_confidence", "Confidence in the source is low")]),
        ("The crew may strike and could win.", [("unlisted", "may"), ("unlisted", "could")]),
        ("In May 2031 they met. 14 May was cold.", []),
        ("Perhaps. It cannot be ruled out.", [("unlisted", "Perhaps"), ("unlisted", "cannot be ruled out")]),
        ("It is highly likely.", [("unlisted", "highly likely")]),
        ("It is not likely.", [("unlisted", "not likely")]),
        ("More likely than last week.", []),
        ("There is a roughly even chance.", []),
        ("There is an even chance.", [("unlisted", "an even chance")]),
        ('The article says "it may rain" and “might snow”.\n> could be\nFine.', []),
        ("Use `may` here.", []),
        ("VERY\n unlikely, and PROBABLE.", [("mixed_rows", "PROBABLE")]),
        ("", []),
    ],
)  # fmt: skip
def test_hints(text: str, hints: list[tuple[str, str]]) -> None:
    assert found(text) == hints


def test_a_hint_names_the_word_of_the_row_in_use() -> None:
    (hint,) = lint("It is unlikely, and that is highly probable. And likely.")
    assert "“very likely”" in hint.message


@pytest.mark.parametrize("row", [0, 1])
def test_one_row_is_never_mixed(row: int) -> None:
    text = (
        "We say it is " + ", ".join(terms[row] for terms in LIKELIHOOD_TERMS if terms[row] != "remote") + "."
    )
    assert lint(text) == []


@given(st.text(st.sampled_from(list('alikemy ,."“”>`\n')) | st.characters(codec="utf-8"), max_size=80))
def test_any_text(text: str) -> None:
    for hint in lint(text):
        assert 0 <= hint.span.start < hint.span.end <= len(text)
