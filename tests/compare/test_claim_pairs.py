"""Claims matched: the labelled pairs, and what a reader would expect of single rules."""

import json
import sys
from pathlib import Path
from typing import Any

import pytest

sys.path.insert(0, str(Path(__file__).resolve().parents[2]))

from bench.compare_pairs import PAIRS, figures, judged, made

ROWS: list[dict[str, Any]] = [json.loads(line) for line in PAIRS.read_text(encoding="utf-8").splitlines()]


@pytest.mark.parametrize("part", ["set", "held"])
def test_nine_of_ten_that_are_called_same_or_contradicting_are(part: str) -> None:
    found = figures([r for r in ROWS if r["part"] == part])
    for label in ("same", "contradicting"):
        precision, recall, _ = found[label]
        assert precision >= 0.9, (label, precision)
        assert recall >= 0.75, (label, recall)


def test_half_of_the_pairs_is_held_out_and_no_text_stands_in_both_halves() -> None:
    parts = [
        {t for r in ROWS if r["part"] == p for t in (r["a"]["text"], r["b"]["text"])} for p in ("set", "held")
    ]
    assert len(ROWS) == 240
    assert not parts[0] & parts[1]


def test_a_match_does_not_depend_on_which_claim_comes_first() -> None:
    for row in ROWS:
        turned = {**row, "a": row["b"], "b": row["a"]}
        assert judged(row)[0] == judged(turned)[0], row["id"]


def test_each_match_gives_its_reasons() -> None:
    for row in ROWS:
        _, found = judged(row)
        assert found is None or (found.reasons and 0 < found.score <= 1), row["id"]


@pytest.mark.slow
def test_the_facts_beside_the_pairs_are_what_the_engine_makes() -> None:
    import msgspec

    sides = [(r[k]["text"], r[k]["published"]) for r in ROWS for k in ("a", "b")]
    kept = [r[k]["facts"] for r in ROWS for k in ("a", "b")]
    differing = [
        text
        for (text, _), old, new in zip(sides, kept, made(sides), strict=True)
        if [c["words"] for c in old.get("claims", [])]
        != [c["words"] for c in msgspec.to_builtins(new).get("claims", [])]
    ]
    assert len(differing) <= len(sides) // 50, differing  # make the file anew: bench/compare_pairs.py --make
