"""Briefs as data: what goes into JSON comes back, and identities depend on words and places alone."""

import json
import pickle

import msgspec
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from briefing.model.article import Article, Block, Span
from briefing.model.brief import (
    Actor,
    Brief,
    Claim,
    Gap,
    Generator,
    Mention,
    Sourcing,
    TimelineEntry,
    count_sources,
    decode,
    distinct,
    encode,
    item_id,
)

NAMES = st.text(max_size=20)


ITEMS = {
    Claim: st.builds(Claim),
    TimelineEntry: st.builds(TimelineEntry),
    Actor: st.builds(Actor, salience=st.floats(0, 1), mentions=st.lists(st.builds(Mention), max_size=3)),
}


@pytest.mark.parametrize("kind", ITEMS, ids=lambda kind: kind.__name__)
@given(data=st.data())
@settings(max_examples=30, deadline=None)
def test_json_and_back(kind: type, data: st.DataObject) -> None:
    item = data.draw(ITEMS[kind])
    line = msgspec.json.encode(item)
    assert msgspec.json.decode(line, type=kind) == item
    assert b"\n" not in line


@given(st.lists(st.builds(Claim), max_size=3))
@settings(max_examples=25, deadline=None)
def test_the_five_kinds_of_source_add_up(claims: list[Claim]) -> None:
    s = count_sources(claims)
    assert s.named + s.unnamed + s.document + s.media + s.unattributed == len(claims)


def test_a_brief_in_json_and_back() -> None:
    article = Article(
        "sha256:0", None, "T", None, None, [], None, "en", "A b said c.", [Block("paragraph", 0, 11, True)]
    )
    brief = Brief(
        article,
        [Span(0, 11)],
        [],
        [],
        [],
        [Gap("no_date", [], "x")],
        Sourcing(),
        Generator("briefing", "0", "m"),
    )
    assert decode(encode(brief)) == brief
    assert json.loads(encode(brief))["schema"] == "briefing/1"


def test_an_article_is_the_same_json_on_any_way() -> None:
    """Batches hand articles to other processes by pickle: what is left out as a default is left out there too."""
    article = Article(
        "sha256:0", None, None, None, None, [], None, None, "A.", [Block("paragraph", 0, 2, True)]
    )
    line = msgspec.json.encode(article)
    assert msgspec.json.encode(pickle.loads(pickle.dumps(article))) == line
    assert msgspec.json.encode(msgspec.json.decode(line, type=Article)) == line
    assert "dated_by_hand" not in json.loads(line)


@pytest.mark.parametrize(
    "data", [b"", b"[]", b"{}", b'{"schema":"briefing/2"}', b"\xff", b'{"schema":"briefing/1","article":1}']
)
def test_what_is_no_brief_is_refused(data: bytes) -> None:
    with pytest.raises(msgspec.DecodeError):
        decode(data)


@given(st.lists(st.one_of(NAMES, st.integers()), min_size=1, max_size=4))
def test_identities_are_short_stable_and_of_their_kind(parts: list[str | int]) -> None:
    one = item_id("claim", *parts)
    assert one == item_id("claim", *parts)
    assert one.startswith("claim:")
    assert len(one) == len("claim:") + 10
    assert one.split(":")[1] == item_id("actor", *parts).split(":")[1]


def test_a_taken_identity_gets_a_number() -> None:
    assert distinct("claim:x", []) == "claim:x"
    assert distinct("claim:x", ["claim:x"]) == "claim:x-2"
    assert distinct("claim:x", ["claim:x", "claim:x-2"]) == "claim:x-3"


@given(st.integers(0, 50), st.integers(0, 50), st.integers(0, 50), st.integers(0, 50))
def test_overlap_is_a_common_character(a: int, b: int, c: int, d: int) -> None:
    one, two = Span(min(a, b), max(a, b)), Span(min(c, d), max(c, d))
    common = set(range(one.start, one.end)) & set(range(two.start, two.end))
    if one.start < one.end and two.start < two.end:
        assert one.overlaps(two) == two.overlaps(one) == bool(common)
        assert one.covers(two) == (set(range(two.start, two.end)) <= set(range(one.start, one.end)))
