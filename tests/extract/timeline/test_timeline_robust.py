"""Odd input never raises, and every entry is well formed."""

import time
from typing import Any

import pytest
from edtf import parse_edtf
from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st

from briefing.extract.lookup import ActorLookup
from briefing.extract.parse import assemble, parse, prepare
from briefing.extract.timeline import find_timeline
from briefing.ingest.plain import article_from_text

PIECES = [
    "the", "a", "last", "next", "this", "past", "two", "2", "31", "0", "99", "1998", "2019", "10000", "May", "March", "Feb. 30",
    "week", "years", "days", "century", "ago", "later", "before", "Monday", "Sunday", "at", "5", "p.m.", "25:61", "GMT", "EST",
    "00/00/0000", "31/31/2019", "2019-02-30", "9999-12-31", "0001-01-01", "quarter", "third", "half", "of", "the 0th", "the 99th century",
    "BC", "99999 BC", "the 1990s", "'80s", "summer", "winter of", "Christmas", "Easter 9999", "Easter 1", "daily", "every", "twice", "now",
    "million", "1/0", "½", "a trillion billion years ago", "−", "–", ",", ".", "(", ")", "\n", "\n\n", "İ", "ß", "\u0660", "٣", "²", "🕰", "NORTHPORT, 99 May 0000 -",
]  # fmt: skip


@example(pieces=["next", "10000", "years"], published="2031-05-14")
# A preposition that is the root of its sentence: climbing from it once never ended.
@example(pieces=["½", "±", "BC", "Easter 1", "BC"], published="2031-05-14")
@settings(max_examples=120, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(
    pieces=st.lists(st.one_of(st.sampled_from(PIECES), st.text(max_size=8)), max_size=25),
    published=st.sampled_from([None, "2031-05-14", "0001-01-01", "9999-12-31", "2032-02-29T23:59:59+14:00", "not a date", "1500-02-28"]),
)  # fmt: skip
def test_never_raises(nlp: Any, pieces: list[str], published: str | None) -> None:
    article = article_from_text(" ".join(pieces), published=published)
    for entry in find_timeline(parse(nlp, article), ActorLookup([])):
        assert 0 <= entry.start < entry.end <= len(article.text)
        assert entry.timex.value
        if entry.event is not None:
            assert 0 <= entry.event.start < entry.event.end <= len(article.text)
        if entry.edtf is not None:
            assert parse_edtf(entry.edtf)
        if entry.from_ and entry.to and not entry.from_.startswith("-"):
            assert entry.from_ <= entry.to


@pytest.mark.parametrize(
    "text", ["", " ", "\n\n", "a" * 5_000, "1 " * 2_000, "two " * 2_000, "(" * 3_000, "May " * 500]
)
def test_long_and_empty(nlp: Any, text: str) -> None:
    find_timeline(parse(nlp, article_from_text(text, published="2031-05-14")), ActorLookup([]))


def test_one_long_paragraph_takes_linear_time(nlp: Any) -> None:
    """Four times the text takes about four times the time, not sixteen (CPU; a margin for noise)."""

    def seconds(times: int) -> float:
        text = (
            "On Monday 3 May, two years ago, at 5 p.m., from 2010 to 2014 and a year earlier, it fell. "
            * times
        )
        article = article_from_text(text, published="2031-05-14")
        parsed = assemble(nlp, article, prepare(nlp, article))
        began = time.process_time()
        find_timeline(parsed, ActorLookup([]))
        return time.process_time() - began

    seconds(10)
    assert seconds(400) < 9 * max(seconds(100), 0.05)
