"""STIX 2.1: checked by the reference library where it is installed, and by the specification here."""

import json
import re
from typing import Any

import pytest

from briefing.exchange.bundle import Losses
from briefing.model.annotation import Assess
from tests.exchange.samples import assessment, entry, note, out

# Required properties, STIX 2.1 sections 4 and 5.
REQUIRED = {
    "identity": {"name"}, "location": {"name"}, "note": {"content", "object_refs"},
    "opinion": {"opinion", "object_refs"}, "report": {"name", "published", "object_refs"},
    "relationship": {"relationship_type", "source_ref", "target_ref"},
}  # fmt: skip
STAMP = re.compile(r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}Z")


def objects(**options: Any) -> list[dict[str, Any]]:
    return json.loads(out("stix", **options))["objects"]


def test_every_object_is_whole_and_every_reference_leads_somewhere() -> None:
    found = objects()
    ids = {o["id"] for o in found}
    assert len(ids) == len(found)
    for o in found:
        assert REQUIRED[o["type"]] <= set(o), o
        assert re.fullmatch(
            rf"{o['type']}--[0-9a-f]{{8}}-[0-9a-f]{{4}}-5[0-9a-f]{{3}}-[89ab][0-9a-f]{{3}}-[0-9a-f]{{12}}",
            o["id"],
        )
        assert STAMP.fullmatch(o["created"])
        assert o["created"] <= o["modified"]
        references = [*o.get("object_refs", []), *(o[k] for k in o if k.endswith("_ref"))]
        assert set(references) <= ids
        assert references or o["type"] in ("identity", "location")
        assert 0 <= o.get("confidence", 0) <= 100


def test_the_reference_library_takes_it() -> None:
    stix2 = pytest.importorskip("stix2", reason="stix2 is not installed")
    bundle = stix2.parse(out("stix", entry(), entry(story="sha256:" + "1" * 64)))
    assert {o["type"] for o in bundle.objects} >= {"report", "identity", "note", "opinion", "relationship"}


def test_grades_are_tags_and_no_axis_is_made_from_another() -> None:
    found = objects()
    (opinion,) = [o for o in found if o["type"] == "opinion"]
    assert opinion["opinion"] == "agree"
    assert opinion["confidence"] == 85
    assert 'admiralty-scale:information-credibility="2"' in opinion["labels"]
    assert 'estimative-language:likelihood-probability="very-likely"' in opinion["labels"]
    outlet = next(o for o in found if o.get("name") == "Harbour Wire")
    assert outlet["labels"] == ['admiralty-scale:source-reliability="b"']
    import msgspec

    losses = Losses()
    only = msgspec.structs.replace(assessment(), assess=Assess(likelihood="remote"))
    made = json.loads(out("stix", entry(annotations=[only]), losses=losses))["objects"]
    assert not [o for o in made if o["type"] == "opinion" or "confidence" in o]


def test_machine_and_analyst_are_told_apart() -> None:
    notes = [o for o in objects() if o["type"] == "note"]
    assert {("machine" in o["labels"]) for o in notes if "claim" in o["labels"]} == {True}
    assert all("machine" not in o["labels"] for o in notes if "claim" not in o["labels"])


def test_links_lead_from_claim_to_claim_or_are_counted() -> None:
    from briefing.model.annotation import Link

    relation = next(o for o in objects() if o["type"] == "relationship")
    assert relation["description"] == "contradicts. see below"
    losses = Losses()
    out("stix", entry(annotations=[note(links=[Link("cites", "claim:elsewhere")])]), losses=losses)
    assert any("links to what is not in the bundle" in line for line in losses.lines())
