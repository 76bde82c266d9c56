"""A bad file is one clear message with the line and the field; nothing of it is taken."""

import json
import re

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from briefing.exchange import registry
from briefing.exchange.bundle import ExchangeError, Imported
from briefing.exchange.jsonin import decoded, parse
from tests.exchange.samples import out
from tests.exchange.strategies import JSON

READERS = ["w3c", "hypothesis", "claimreview", "ninjs", "newsarticle"]


@pytest.mark.parametrize("form", READERS)
@settings(max_examples=150, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(value=JSON | st.dictionaries(
    st.sampled_from(["id", "type", "@type", "body", "target", "text", "tags", "uri", "user", "created", "updated",
                     "creator", "motivation", "references", "briefing", "briefing:record", "claimReviewed", "url",
                     "reviewRating", "itemReviewed", "author", "selector", "rows", "items", "articleBody"]),
    JSON, max_size=6))  # fmt: skip
def test_any_json_is_read_or_refused(form: str, value: object) -> None:
    assert _read_or_refused(form, json.dumps(value))


@pytest.mark.parametrize("form", READERS)
@settings(max_examples=60, deadline=None)
@given(text=st.text(max_size=60))
def test_any_text_is_read_or_refused(form: str, text: str) -> None:
    assert _read_or_refused(form, text)


def _read_or_refused(form: str, text: str) -> bool:
    try:
        return isinstance(registry.reader(form)(text, "file.json"), Imported)
    except ExchangeError as error:
        return re.match(r"file\.json, line \d+", str(error)) is not None


@pytest.mark.parametrize(
    ("form", "text", "message"),
    [
        ("hypothesis", '{"rows": [\n{"id": "a", "text": "x"},\n{"id": "b",\n "tags": ["x", 3]}]}',
         "f, line 4, rows[1].tags[1]: a string is wanted here, not a number"),
        ("hypothesis", '[{"id": "a",\n"created": "yesterday"}]', "f, line 2, [0].created: 'yesterday' is no date and time"),
        ("hypothesis", '[{"text": "x"}]', "f, line 1, [0].id: an annotation of Hypothesis has an id"),
        ("hypothesis", '{"id": "a"}\n{"id": "b", "text": []}', "f, line 2, text: a string is wanted here, not a list"),
        ("hypothesis", '[1]', "f, line 1, [0]: an object is wanted here, not a number"),
        ("w3c", '{"type": "Annotation",\n "target": {"selector":\n {"type": "TextPositionSelector", "start": "3"}}}',
         "f, line 3, target.selector.start: a whole number is wanted here, not a string"),
        ("w3c", '{"type": "Annotation", "briefing:record": {"uid": "a", "kind": "poem"}}',
         "f, line 1, briefing:record: not the record of a note: Invalid enum value 'poem' - at `$.kind`"),
        ("w3c", '{"type": "Annotation",\n', "f, line 2, column 1: "),
        ("w3c", '{"a": NaN}', "f, line 1: NaN is no JSON"),
        ("claimreview", '{"@type": "ClaimReview", "reviewRating": {"alternateName": "false"}}',
         "f, line 1, claimReviewed: a review says which claim it is of"),
    ],
)  # fmt: skip
def test_the_message_names_line_and_field(form: str, text: str, message: str) -> None:
    with pytest.raises(ExchangeError) as caught:
        registry.reader(form)(text, "f")
    assert str(caught.value).startswith(message)


def test_depth_size_and_bytes() -> None:
    with pytest.raises(ExchangeError, match="too deeply"):
        parse("[" * 200_000, "f")
    with pytest.raises(ExchangeError, match="line 2: byte 3 is not UTF-8"):
        decoded(b"ab\n\xff", "f")
    with pytest.raises(ExchangeError, match="too large"):
        parse("[1e999]", "f")
    with pytest.raises(ExchangeError, match="line 1"):
        parse("[" + "9" * 5000 + "]", "f")
    big = "x" * 10_000_000
    (note,) = registry.reader("hypothesis")(json.dumps([{"id": "a", "text": big}]), "f").annotations
    assert note.body.text == big


@pytest.mark.parametrize("form", ["w3c", "hypothesis", "claimreview", "ninjs"])
def test_a_file_is_recognised_by_what_is_in_it(form: str) -> None:
    assert registry.recognised(out(form), "f") == form


@pytest.mark.parametrize("text", ["", "# Notes", "[]", '{"a": 1}', "[[]]"])
def test_what_is_of_no_format_says_so(text: str) -> None:
    with pytest.raises(ExchangeError, match=r"^f"):
        registry.recognised(text, "f")


def test_formats_that_do_not_exist_or_go_one_way() -> None:
    with pytest.raises(ExchangeError, match="no format"):
        registry.writer("docx")
    with pytest.raises(ExchangeError, match="written, not read"):
        registry.reader("stix")
    with pytest.raises(ExchangeError, match="read, not written"):
        registry.writer("newsarticle")
