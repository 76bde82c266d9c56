"""What leaves as W3C Web Annotation or Hypothesis JSON comes back equal, in every field."""

import json

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from briefing.exchange import hypothesis_api, registry, w3c
from briefing.exchange.bundle import Entry, Losses, Options
from briefing.exchange.carried import utf16_length, utf16_offset
from briefing.model.annotation import Annotation, Quote
from tests.exchange.strategies import NOTES, WORDS

FORMS = ["w3c", "hypothesis"]


def out(form: str, notes: list[Annotation]) -> str:
    entry = Entry(
        "sha256:" + "0" * 64,
        None,
        annotations=notes,
        texts={n.target.version_id: "x" * 20_000 for n in notes},
    )
    return "".join(registry.writer(form)([entry], Losses(), Options()))


@pytest.mark.parametrize("form", FORMS)
@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(notes=st.lists(NOTES, min_size=1, max_size=5, unique_by=lambda n: n.uid))
def test_nothing_is_lost(form: str, notes: list[Annotation]) -> None:
    assert registry.reader(form)(out(form, notes), "file").annotations == notes


@pytest.mark.parametrize("form", FORMS)
@settings(max_examples=50, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(note=NOTES)
def test_out_again_is_the_same_text(form: str, note: Annotation) -> None:
    first = out(form, [note])
    assert out(form, registry.reader(form)(first, "file").annotations) == first


@settings(max_examples=100, deadline=None)
@given(text=WORDS, at=st.integers(0, 60))
def test_utf16_offsets_come_back(text: str, at: int) -> None:
    at = min(at, len(text))
    assert utf16_offset(text, utf16_length(text[:at])) == at


HYPOTHESIS_ROW = {
    "id": "aBcD-eF1", "created": "2019-01-03T19:46:09.334539+00:00", "updated": "2019-01-04T08:00:00+00:00",
    "user": "acct:mara@annotations.example", "user_info": {"display_name": "Mara"},
    "uri": "https://news.example/bridge", "text": "**who** says?", "tags": ["bridge", "b"], "group": "g7Xy",
    "permissions": {"read": ["group:g7Xy"]}, "hidden": False, "flagged": False,
    "document": {"title": ["Bridge"]}, "links": {"incontext": "https://ann.example/aBcD"},
    "target": [{"source": "https://news.example/bridge", "selector": [
        {"type": "RangeSelector", "endOffset": 9, "startOffset": 2},
        {"type": "TextPositionSelector", "start": 1007, "end": 1018},
        {"type": "TextQuoteSelector", "exact": "Mill Bridge", "prefix": "The ", "suffix": " will"}]}],
}  # fmt: skip
HYPOTHESIS_REPLY = {
    "id": "reply1", "created": "2019-01-05T00:00:00+00:00", "updated": "2019-01-05T00:00:00+00:00",
    "user": "acct:jon@annotations.example", "uri": "https://news.example/bridge", "text": "the mayor", "tags": [],
    "group": "g7Xy", "permissions": {"read": ["group:g7Xy"]}, "references": ["aBcD-eF1"],
    "target": [{"source": "https://news.example/bridge"}],
}  # fmt: skip


def test_a_thread_of_hypothesis_comes_in_and_goes_out_as_it_was() -> None:
    rows = [HYPOTHESIS_REPLY, HYPOTHESIS_ROW]
    notes = hypothesis_api.read(json.dumps({"total": 2, "rows": rows}), "file").annotations
    reply, root = notes
    assert reply.target.ref == f"annotation:{root.uid}"
    assert (root.created, root.modified) == ("2019-01-03T19:46:09.334539Z", "2019-01-04T08:00:00.000Z")
    assert root.target.quote == Quote("Mill Bridge", "The ", " will")
    back = json.loads(out("hypothesis", notes))["rows"]
    for row in back:
        del row["briefing"]
    assert back == rows


def test_what_the_analyst_changed_leaves_changed_and_the_rest_as_it_was() -> None:
    (note,) = hypothesis_api.read(json.dumps([HYPOTHESIS_ROW]), "file").annotations
    import msgspec

    changed = msgspec.structs.replace(note, body=msgspec.structs.replace(note.body, text="nobody"))
    row = json.loads(out("hypothesis", [changed]))["rows"][0]
    del row["briefing"]
    assert row == {**HYPOTHESIS_ROW, "text": "nobody"}


FOREIGN = {
    "@context": ["http://www.w3.org/ns/anno.jsonld", {"lab": "https://lab.example/ns#"}],
    "id": "https://annotations.example/7", "type": "Annotation", "motivation": ["commenting", "lab:doubting"],
    "created": "2031-05-14T14:02:00+02:00", "creator": {"id": "https://lab.example/ana", "name": "Ana"},
    "rights": "https://lab.example/rights", "lab:shelf": [1, {"a": None}],
    "body": [
        {"type": "TextualBody", "value": "<p>really?</p>", "format": "text/html", "language": "en"},
        {"type": "TextualBody", "value": "bridge", "purpose": "tagging"},
        {"type": "Image", "id": "https://lab.example/map.png"},
    ],
    "target": {"source": {"id": "https://news.example/bridge", "type": "Text"}, "selector": {
        "type": "FragmentSelector", "value": "p1", "refinedBy": {
            "type": "TextQuoteSelector", "exact": "Mill Bridge", "prefix": "The ", "suffix": " will"}}},
}  # fmt: skip


def test_an_annotation_of_another_tool_keeps_what_we_do_not_know() -> None:
    (note,) = w3c.read(json.dumps(FOREIGN), "file").annotations
    assert (note.body.text, note.body.tags) == ("<p>really?</p>", ["bridge"])
    assert [k.to for k in note.links] == ["https://lab.example/map.png"]
    assert note.target.quote == Quote("Mill Bridge", "The ", " will")
    assert (note.target.url, note.creator) == ("https://news.example/bridge", "Ana")
    back = json.loads(out("w3c", [note]))["first"]["items"][0]
    for key in ("created", "creator", "rights", "lab:shelf", "body", "target", "motivation"):
        assert back[key] == FOREIGN[key], key
    assert back["canonical"] == FOREIGN["id"]
    assert {"lab": "https://lab.example/ns#"} in back["@context"]


def test_what_somebody_wrote_into_our_own_file_counts() -> None:
    (note,) = w3c.read(json.dumps(FOREIGN), "file").annotations
    document = json.loads(out("w3c", [note]))
    item = document["first"]["items"][0]
    item["body"][0]["value"] = "no"
    item["modified"] = "2032-01-01T00:00:00Z"
    item["lab:new"] = 1
    (back,) = w3c.read(json.dumps(document), "file").annotations
    assert (back.body.text, back.body.tags, back.modified) == ("no", ["bridge"], "2032-01-01T00:00:00.000Z")
    assert back.provenance is not None
    assert back.provenance.raw["lab:new"] == 1


def test_replies_in_a_circle_do_no_harm() -> None:
    rows = [
        {**HYPOTHESIS_REPLY, "id": "a", "references": ["b"]},
        {**HYPOTHESIS_REPLY, "id": "b", "references": ["a"]},
    ]
    notes = hypothesis_api.read(json.dumps(rows), "file").annotations
    assert {n.target.ref for n in notes} == {f"annotation:{n.uid}" for n in notes}
    back = json.loads(out("hypothesis", notes))["rows"]
    assert [r["references"] for r in back] == [["b"], ["a"]]


@pytest.mark.parametrize(
    ("body", "target", "text", "url"),
    [
        ("https://lab.example/post", "https://news.example/a", "", "https://news.example/a"),
        ({"type": "Choice", "items": [{"type": "TextualBody", "value": "x"}]}, ["https://news.example/a"], "x", "https://news.example/a"),
        (None, {"type": "List", "items": ["https://news.example/a", "https://news.example/b"]}, "", "https://news.example/a"),
        ([], {"source": "https://news.example/a", "selector": [{"type": "RangeSelector", "startSelector": {}}]}, "", "https://news.example/a"),
    ],
)  # fmt: skip
def test_every_shape_of_the_model_is_read_and_given_back(
    body: object, target: object, text: str, url: str
) -> None:
    item = {"id": "https://lab.example/1", "type": "Annotation", "body": body, "target": target}
    (note,) = w3c.read(json.dumps(item), "file").annotations
    assert (note.body.text, note.target.url, note.creator) == (text, url, "unknown")
    back = json.loads(out("w3c", [note]))["first"]["items"][0]
    assert (back["body"], back["target"]) == (body, target)
    assert "creator" not in back
