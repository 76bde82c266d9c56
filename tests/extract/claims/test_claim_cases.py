"""Our own sentences: all but a few over all, no phenomenon under 85 %."""

import collections
from typing import TYPE_CHECKING, Any

import pytest

from bench.claims_cases import load_cases, run_cases

if TYPE_CHECKING:
    from spacy.language import Language

PHENOMENA = 24


@pytest.fixture(scope="module")
def answers(nlp: "Language") -> list[tuple[dict[str, Any], list[str]]]:
    return run_cases(nlp)


def test_every_phenomenon_has_positive_and_negative_sentences() -> None:
    cases = load_cases()
    assert len(cases) >= 300
    for phenomenon in range(1, PHENOMENA + 1):
        own = [c for c in cases if c["phenomenon"] == phenomenon]
        found = sum(bool(c["claims"]) for c in own)
        # 19 is the list of what must not become a claim
        assert found >= 5 or (phenomenon == 19 and found >= 2), phenomenon
        assert len(own) - found >= 2, phenomenon


def test_accuracy_over_all_and_per_phenomenon(answers: list[tuple[dict[str, Any], list[str]]]) -> None:
    right: collections.Counter[int] = collections.Counter()
    total: collections.Counter[int] = collections.Counter()
    for case, wrong in answers:
        total[case["phenomenon"]] += 1
        right[case["phenomenon"]] += not wrong
    wrong_ones = {case["id"]: wrong for case, wrong in answers if wrong}
    assert right.total() >= 0.98 * total.total(), wrong_ones
    assert not [p for p in total if right[p] < 0.85 * total[p]], wrong_ones
