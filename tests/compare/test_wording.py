"""Words, numbers and names of a claim."""

import pytest

from briefing.compare.grammar import tokens_of
from briefing.compare.quantities import agree, comparable, quantities
from briefing.compare.stems import stem
from briefing.compare.words import Source, wording


@pytest.mark.parametrize(
    "words",
    [
        "close closed closing closure shut",
        "resign resigned resignation quit",
        "investigate investigated investigation probe",
        "arrive arrives arrived arrival",
        "cancel cancelled canceled cancellation",
        "break broke broken",
        "die died death dead killed",
        "carry carries carried",
        "agree agreed agreement",
        "injured injuries hurt wounded",
        "deliver delivers delivered delivery deliveries",
        "recover recovered recovery",
        "enter entered entry entries",
        "marry married marriage",
        "seize seized seizure",
        "complain complained complaint complaints",
    ],
)
def test_words_that_state_the_same_have_one_stem(words: str) -> None:
    assert len({stem(w) for w in words.split()}) == 1, {w: stem(w) for w in words.split()}


@pytest.mark.parametrize(
    ("one", "other"), [("plan", "plane"), ("governor", "govern"), ("safe", "unsafe"), ("rise", "fall"), ("press", "pressure")]
)  # fmt: skip
def test_words_that_do_not_have_two(one: str, other: str) -> None:
    assert stem(one) != stem(other)


@pytest.mark.parametrize(
    ("words", "value", "unit"),
    [
        ("some 180 passengers were taken", 180, "passenger"),
        ("2.1 million crowns", 2_100_000, "crown"),
        ("twenty-two schools", 22, "school"),
        ("two thirds of the members", 2 / 3, "member"),
        ("8 per cent", 8, "%"),
        ("a dozen bolts", 12, "bolt"),
    ],
)
def test_numbers_are_read_in_words_and_figures(words: str, value: float, unit: str) -> None:
    (found,) = quantities(list(tokens_of(words)), set())
    assert found.value == pytest.approx(value, rel=1e-3)
    assert stem(unit) in found.units


@pytest.mark.parametrize("words", ["on 17 April", "in 2031", "at 10:00", "the 24th floor"])
def test_dates_and_times_are_no_quantities(words: str) -> None:
    assert not quantities(list(tokens_of(words)), set())


@pytest.mark.parametrize(
    ("one", "other", "fits"),
    [
        ("about 1.2 million crowns", "1,180,000 crowns", True),
        ("at least 200 sheep", "230 sheep", True),
        ("at least 200 sheep", "150 sheep", False),
        ("140 passengers", "190 passengers", False),
        ("12,000 people", "11,800 people", True),
    ],
)
def test_numbers_agree_within_what_they_are_meant_to_say(one: str, other: str, fits: bool) -> None:
    (a,), (b,) = (quantities(list(tokens_of(w)), set()) for w in (one, other))
    assert comparable(a, b)
    assert agree(a, b) is fits


def negated(words: str) -> set[str]:
    return {t.word for t in wording(words, [], {}, {}, [], Source("")).terms if t.negated}


def test_a_negation_reaches_to_the_end_of_its_clause() -> None:
    assert negated("the bolts were not cracked but the valve leaked") == {"cracked"}
    assert "closed" not in negated("the school closed because nobody came")
    assert negated("no member of the board received the memo") == {"member", "board", "received", "memo"}
    assert negated("it failed to inform the residents") == {"inform", "residents"}
    assert not negated("not only the roof burned")


@pytest.mark.parametrize(
    ("words", "tense"),
    [
        ("that the bridge will open", "future"),
        ("she would resign", "future"),
        ("the bridge had opened", "past"),
        ("the board met on Sunday", "past"),
        ("the bridge is open", "present"),
    ],
)
def test_tense_is_that_of_the_first_verb(words: str, tense: str) -> None:
    assert wording(words, [], {}, {}, [], Source("")).tense == tense


def test_a_bare_noun_takes_its_cue_for_a_verb() -> None:
    terms = wording("a hydraulic valve", [], {}, {}, [], Source("the firm", "blamed")).terms
    assert [t.word for t in terms if t.verb] == ["blamed"]
