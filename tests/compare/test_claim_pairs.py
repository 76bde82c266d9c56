"""Claims matched: the labelled pairs, and what a reader would expect of single rules."""

import functools
import json
import sys
from pathlib import Path
from typing import Any

import msgspec
import pytest

sys.path.insert(0, str(Path(__file__).resolve().parents[2]))

from bench.compare_pairs import PAIRS, figures, made, main_claim
from briefing.compare.claims import closeness, match
from briefing.compare.features import ClaimFeatures
from briefing.model.facts import Facts

ROWS: list[dict[str, Any]] = [json.loads(line) for line in PAIRS.read_text(encoding="utf-8").splitlines()]


@functools.cache
def sides_of(identity: str) -> tuple[ClaimFeatures | None, ClaimFeatures | None]:
    row = next(r for r in ROWS if r["id"] == identity)
    one, other = (main_claim(msgspec.convert(row[k]["facts"], Facts)) for k in ("a", "b"))
    return one, other


@pytest.mark.parametrize("part", ["set", "held"])
def test_nine_of_ten_that_are_called_same_or_contradicting_are(part: str) -> None:
    found = figures([r for r in ROWS if r["part"] == part])
    for label in ("same", "contradicting"):
        precision, recall, _ = found[label]
        assert precision >= 0.9, (label, precision)
        assert recall >= 0.75, (label, recall)


def test_as_many_pairs_are_held_out_and_no_text_stands_in_both_parts() -> None:
    parts = [
        {t for r in ROWS if r["part"] == p for t in (r["a"]["text"], r["b"]["text"])} for p in ("set", "held")
    ]
    counts = [sum(r["part"] == p for r in ROWS) for p in ("set", "held")]
    assert counts == [190, 180]
    assert not parts[0] & parts[1]


def test_a_match_gives_its_reasons_and_does_not_depend_on_which_claim_comes_first() -> None:
    for row in ROWS:
        one, other = sides_of(row["id"])
        if one is None or other is None:
            continue
        found, turned = match(one, other, one_story=True), match(other, one, one_story=True)
        assert (found and found.relation) == (turned and turned.relation), row["id"]
        assert found is None or (found.reasons and 0 < found.score <= 1), row["id"]


@pytest.mark.slow
def test_the_facts_beside_the_pairs_are_what_the_engine_makes() -> None:
    sides = [(r[k]["text"], r[k]["published"]) for r in ROWS for k in ("a", "b")]
    kept = [r[k]["facts"] for r in ROWS for k in ("a", "b")]
    differing = [
        text
        for (text, _), old, new in zip(sides, kept, made(sides), strict=True)
        if [c["words"] for c in old.get("claims", [])]
        != [c["words"] for c in msgspec.to_builtins(new).get("claims", [])]
    ]
    assert len(differing) <= len(sides) // 50, differing  # make the file anew: bench/compare_pairs.py --make


def test_claims_that_match_share_a_key() -> None:
    matched = without = 0
    for row in ROWS:
        one, other = sides_of(row["id"])
        if one and other and row["label"] in ("same", "contradicting"):
            found = match(one, other, one_story=True)
            if found and found.proposition:
                matched += 1
                without += set(one.keys).isdisjoint(other.keys)
    assert matched > 100
    assert without <= matched // 50


def test_a_few_words_in_common_years_apart_or_in_other_stories_are_no_match() -> None:
    row = next(r for r in ROWS if r["label"] == "same" and r["phenomenon"] == "antonym with negation")
    one, other = (main_claim(msgspec.convert(row[k]["facts"], Facts)) for k in ("a", "b"))
    assert one
    assert other
    assert match(one, other, one_story=True)
    assert match(one, other, one_story=False) is None
    assert match(one, msgspec.structs.replace(other, published="2027-06-15")) is None


def test_articles_of_one_story_name_the_same_actors_at_the_same_time() -> None:
    row = ROWS[0]
    one, other = (main_claim(msgspec.convert(row[k]["facts"], Facts)) for k in ("a", "b"))
    assert one
    assert other
    near = [msgspec.structs.replace(c, context=["ilka brenn", "torvald resources"]) for c in (one, other)]
    assert closeness(*near) == "story"
    assert closeness(near[0], msgspec.structs.replace(near[1], published="2029-01-01")) == "far"
    assert closeness(near[0], msgspec.structs.replace(near[1], context=["ilka brenn"])) == "time"
