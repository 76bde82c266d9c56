"""306 sentences of our own: expression -> type, value, EDTF, event. Zones and datelines among them."""

import json
from pathlib import Path
from typing import Any

import pytest

from briefing.extract.lookup import ActorLookup
from briefing.extract.parse import Parsed, parse_all
from briefing.extract.timeline import find_timeline
from briefing.ingest.plain import article_from_text
from briefing.model.brief import TimelineEntry

CASES = [json.loads(line) for line in (Path(__file__).parent / "cases.jsonl").read_text("utf-8").splitlines()]


@pytest.fixture(scope="module")
def parses(nlp: Any) -> list[Parsed]:
    articles = (
        article_from_text(c["text"], published=c["published"], language=c.get("language")) for c in CASES
    )
    return list(parse_all(nlp, articles, batch_size=64))


def entry_of(parsed: Parsed, case: dict[str, Any]) -> TimelineEntry:
    """The entry that overlaps the case's expression."""
    start, end = case["start"], case["start"] + len(case["expression"])
    entries = find_timeline(parsed, ActorLookup([]))
    found = [e for e in entries if e.start < end and start < e.end]
    assert found, [(parsed.text[e.start : e.end], e.timex.value) for e in entries]
    return found[0]


@pytest.mark.parametrize(
    "number", range(len(CASES)), ids=[f"{c['expression']} {c['published']}" for c in CASES]
)
def test_case(number: int, parses: list[Parsed]) -> None:
    case, parsed = CASES[number], parses[number]
    entry = entry_of(parsed, case)
    event = entry.event.of(parsed.text) if entry.event else None
    got = {
        "expression": parsed.text[entry.start : entry.end],
        "type": entry.timex.type,
        "value": entry.timex.value,
        "mod": entry.timex.mod,
        "edtf": entry.edtf,
        "anchored": entry.anchored,
        "event": event,
        "status": entry.status,
        "kind": entry.kind,
    }
    assert got == {"mod": None} | {
        k: case[k] for k in case if k not in ("text", "start", "published", "language")
    }


def test_there_are_enough() -> None:
    assert len(CASES) >= 200
