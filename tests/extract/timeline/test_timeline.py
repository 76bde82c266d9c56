"""The engine as a whole: three times, what is no time, ranges, anchors, determinism."""

from typing import Any

import pytest
from msgspec.structs import replace

from briefing.extract.lookup import ActorLookup
from briefing.extract.parse import Parsed, parse
from briefing.extract.timeline import dateline_date, find_timeline
from briefing.ingest.plain import article_from_text
from briefing.model.brief import TimelineEntry


def read(nlp: Any, text: str, published: str | None = "2031-05-14") -> tuple[Parsed, list[TimelineEntry]]:
    parsed = parse(nlp, article_from_text(text, published=published))
    return parsed, find_timeline(parsed, ActorLookup([]))


def words(nlp: Any, text: str, published: str | None = "2031-05-14") -> dict[str, TimelineEntry]:
    parsed, entries = read(nlp, text, published)
    return {parsed.text[e.start : e.end]: e for e in entries}


def test_saying_is_not_happening(nlp: Any) -> None:
    found = words(nlp, "Mara Lindqvist said on Monday that the plant closed in March.")
    assert (found["Monday"].kind, found["Monday"].timex.value) == ("said", "2031-05-12")
    assert (found["March"].kind, found["March"].timex.value) == ("happened", "2031-03")


def test_the_clause_is_not_the_sentence(nlp: Any) -> None:
    text = "Mara Lindqvist said on Monday that the plant closed in March."
    found = words(nlp, text)
    march, monday = found["March"].event, found["Monday"].event
    assert march is not None
    assert monday is not None
    assert march.of(text).endswith("the plant closed in March")
    assert "Lindqvist" not in march.of(text)
    assert "plant" not in monday.of(text)


def test_published_line(nlp: Any) -> None:
    found = words(nlp, "Dam breaks\n\n14 May 2031\n\nThe dam broke yesterday.", None)
    assert found["14 May 2031"].kind == "published"
    assert found["yesterday"].timex.value == "2031-05-13"


@pytest.mark.parametrize(
    ("text", "status"),
    [
        ("The port reopened on Monday.", "past"),
        ("The port will reopen on Friday.", "future"),
        ("The port could reopen in June.", "unclear"),
        ("The port is being rebuilt this year.", "ongoing"),
    ],
)
def test_status(nlp: Any, text: str, status: str) -> None:
    _, entries = read(nlp, text)
    assert [e.status for e in entries] == [status]


@pytest.mark.parametrize(
    "text",
    [
        "The talks may fail.",
        "They march for peace.",
        "She came second in the race.",
        "He wrote for the Sunday Herald.",
        "See page 1998 and room 2010.",
        "The shop is open 24/7.",
        "The 40-year-old fisherman sold 5G phones.",
        "The ticket costs $2019.",
        "They won 24-17.",
        "A crowd of 2000 people watched.",
        "Sister April Dunne sang.",
        "The spring broke and the bird will fall.",
        "She will hand over minutes of a meeting.",
    ],
)
def test_not_a_time(nlp: Any, text: str) -> None:
    parsed, entries = read(nlp, text)
    assert [parsed.text[e.start : e.end] for e in entries] == []


def test_range_is_two_ends_and_one_interval(nlp: Any) -> None:
    found = words(nlp, "The fair ran from 3 to 5 May and prices rose between 2010 and 2014.")
    assert found["3"].edtf == "2031-05-03/2031-05-05"
    assert (found["3"].from_, found["3"].to, found["3"].precision) == ("2031-05-03", "2031-05-05", "interval")
    assert found["2010"].edtf == "2010/2014"
    assert found["2014"].edtf == "2014"


def test_ambiguous_numeric_date_shows_both(nlp: Any) -> None:
    (entry,) = read(nlp, "The form is dated 03/04/2019.")[1]
    assert entry.edtf == "[2019-03-04,2019-04-03]"
    assert (entry.from_, entry.to) == ("2019-03-04", "2019-04-03")


def test_southern_season_has_southern_bounds(nlp: Any) -> None:
    text = "The river flooded in the summer of 2014."
    (north,) = read(nlp, text)[1]
    (south,) = read(nlp, "MELBOURNE (Wire) - " + text)[1]
    assert (north.from_, north.to) == ("2014-06-01", "2014-08-31")
    assert (south.from_, south.to) == ("2014-12-01", "2015-02-28")
    assert north.timex == south.timex


@pytest.mark.parametrize(
    ("text", "day"),
    [
        ("NORTHPORT, 3 May 2031 (Wire) - The dam broke.", "2031-05-03"),
        ("NORTHPORT, May 3, 2031 - The dam broke.", "2031-05-03"),
        ("NORTHPORT, 3 May (Wire) - The dam broke.", None),
        ("NORTHPORT, 31 February 2031 (Wire) - The dam broke.", None),
        ("The dam of 3 May 2031 broke.", None),
        ("The dam broke.\n\nPublished: 3 May 2031", "2031-05-03"),
        ("", None),
    ],
)
def test_dateline(nlp: Any, text: str, day: str | None) -> None:
    assert dateline_date(parse(nlp, article_from_text(text))) == day


def test_metadata_goes_before_dateline(nlp: Any) -> None:
    found = words(nlp, "NORTHPORT, 3 May 2031 (Wire) - The dam broke yesterday.", "2031-06-20")
    assert found["yesterday"].timex.value == "2031-06-19"


@pytest.mark.parametrize(("by_hand", "day"), [(False, "2031-05-02"), (True, "2031-05-03")])
def test_a_date_set_by_hand_goes_before_a_dateline_close_to_it(nlp: Any, by_hand: bool, day: str) -> None:
    text = "NORTHPORT, 3 May 2031 (Wire) - The dam broke yesterday."
    article = replace(article_from_text(text), published="2031-05-04", dated_by_hand=by_hand)
    found = {e.span.of(text): e for e in find_timeline(parse(nlp, article), ActorLookup([]))}
    assert found["yesterday"].timex.value == day


def test_a_date_set_later_moves_every_value(nlp: Any) -> None:
    text = "The dam broke on Monday. Repairs will end next month. It was built in 1954."
    _, before = read(nlp, text, None)
    _, after = read(nlp, text, "2031-05-14")
    assert [e.anchored for e in before] == [False, False, True]
    assert [e.timex.value for e in after] == ["2031-05-12", "2031-06", "1954"]
    assert [e.id for e in before] == [e.id for e in after]


def test_same_words_same_timeline(nlp: Any) -> None:
    text = "The dam broke on Monday, two years ago, on Monday and on Monday."
    assert read(nlp, text)[1] == read(nlp, text)[1]
    ids = [e.id for e in read(nlp, text)[1]]
    assert len(set(ids)) == len(ids)


def test_the_first_article(nlp: Any, real_article: Any) -> None:
    text = real_article.read_text("utf-8")
    parsed, entries = read(nlp, text, None)
    written = [parsed.text[e.start : e.end] for e in entries]
    assert written == ["this week", "the past years", "Earlier this week"]
    assert not any(e.anchored for e in entries)
    found = words(nlp, text, "2019-04-28")
    assert found["this week"].timex.value == found["Earlier this week"].timex.value == "2019-W17"
    assert found["Earlier this week"].timex.mod == "START"
    assert (found["this week"].from_, found["this week"].to) == ("2019-04-22", "2019-04-28")
