"""Dates in words: what stands beside a value, and what need not be said twice."""

import msgspec
import pytest

from briefing.model.article import Article, Block, Span
from briefing.model.brief import Brief, Claim, ClaimSource, Generator, Sourcing, TimelineEntry, Timex
from briefing.tui.words import after_date, says_all, when


@pytest.mark.parametrize(
    ("value", "written", "whole"),
    [
        ("Fri 23 May", "Friday", True),
        ("Thu 17 Apr", "17 April", True),
        ("Thu 17 Apr", "April 17,", True),
        ("Jun 2031", "June", True),
        ("Wed 21 May", "last Wednesday", False),
        ("Sun 25 May", "Sunday night", False),
        ("", "this week", False),
    ],
)
def test_what_a_value_says_by_itself(value: str, written: str, whole: bool) -> None:
    assert says_all(value, written) is whole


@pytest.mark.parametrize(
    ("event", "written", "left"),
    [
        ("On Friday it sailed", "Friday", "it sailed"),
        ("Last week, the crew slept", "Last week", "the crew slept"),
        ("it sailed on Friday", "Friday", "it sailed on Friday"),
        ("By Friday it will have sailed", "Friday", "By Friday it will have sailed"),
        ("In June", "June", "In June"),
        ("", "June", ""),
    ],
)
def test_a_clause_without_its_date(event: str, written: str, left: str) -> None:
    assert after_date(event, written) == left


TEXT = 'On Friday the pilot said that the buoy was gone. "It sank," she said later that day.'


def entry(words: str, event: str, kind: str = "said", value: str = "2031-05-23") -> TimelineEntry:
    at, clause = TEXT.index(words), TEXT.index(event)
    return TimelineEntry(
        "date:x", at, at + len(words), Timex("DATE", value), value, from_=value[:10], to=value[:10], anchored=True,
        event=Span(clause, clause + len(event)), actors=[], status="past",
        kind="said" if kind == "said" else "happened", basis="relative", precision="day",
    )  # fmt: skip


def test_the_date_of_a_saying_shows_what_was_said() -> None:
    def claim(key: str, cue: int, words: str) -> Claim:
        at = TEXT.index(words)
        return Claim(
            key, [Span(at, at + len(words))], [Span(cue, cue + 4)], ClaimSource("unattributed", None, [], None),
            "indirect", "speech", "assert", [], [], [],
        )  # fmt: skip

    first, second = TEXT.index("said"), TEXT.rindex("said")
    brief = Brief(
        Article("sha256:0", None, None, None, None, [], None, "en", TEXT, [Block("paragraph", 0, len(TEXT), True)]),
        [], [], [claim("a", first, "that the buoy was gone"), claim("b", second, '"It sank,"')], [], [],
        Sourcing(0, 0, 0, 0, 2, 0, 0), Generator("t", "1", "m"),
    )  # fmt: skip
    early = entry("Friday", "On Friday the pilot said")
    late = entry("later that day", "she said later that day")
    assert brief.dated_words(early) == "On Friday the pilot said that the buoy was gone"
    assert brief.dated_words(late) == 'she said later that day: "It sank,"'
    assert brief.dated_words(msgspec.structs.replace(early, kind="happened")) == "On Friday the pilot said"
    assert brief.dated_words(msgspec.structs.replace(early, event=None)) == ""


def test_a_clock_takes_the_place_of_the_weekday_where_there_is_little_room() -> None:
    noon = entry("Friday", "On Friday", value="2031-05-23T12:30")
    assert when(noon, "2031-05-26") == "Fri 23 May 12:30"
    assert when(noon, "2031-05-26", short=True) == "23 May 12:30"
    assert when(entry("Friday", "On Friday"), "2031-05-26", short=True) == "Fri 23 May"
