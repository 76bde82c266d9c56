"""The merged timeline: one line an event, dates side by side, zoom, what has no date."""

from typing import Any

import msgspec
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from briefing.compare.days import ZOOMS
from briefing.compare.decisions import Decisions, pair
from briefing.compare.events import event_features, match_events
from briefing.compare.terms import dated_noun
from briefing.compare.timeline import Line, Timeline, lines_of, merged
from briefing.compare.zoom import bands, spoken
from briefing.model.article import Span
from briefing.model.facts import ActorFact, EventFact, Facts
from tests.compare.bridge import everything


def _event(key: str, clause: str, first: str | None, last: str | None = None, **more: Any) -> EventFact:
    last = last or first
    at = 1000 * (1 + int(key, 36) % 50)
    fields: dict[str, Any] = {"precision": "day", "status": "past", "kind": "happened", **more}
    expression = fields.pop("expression", "then")
    return EventFact(
        id=f"date:{key}", expression=expression, span=Span(at, at + 4), event=clause, event_span=Span(at, at + len(clause)),
        edtf=first if first == last else f"{first}/{last}", from_=first, to=last, **fields,
    )  # fmt: skip


def _article(n: int, *events: EventFact, published: str | None = "2033-06-20", outlet: str = "") -> Facts:
    return Facts(
        article_id=f"sha256:{n:064}", story=f"sha256:{n:064}", title=f"Article {n}", outlet=outlet or f"Outlet {n}",
        added="2033-06-20T00:00:00Z", published=published, events=list(events),
    )  # fmt: skip


def _one(timeline: Timeline, words: str) -> Line:
    found = [e for e in timeline.happened + timeline.said if any(words in s.event.event for s in e.sources)]
    assert len(found) == 1, [e.words for e in found]
    return found[0]


def test_what_two_articles_tell_is_one_line_with_both_beside_it() -> None:
    line = _one(merged(everything()), "bridge at Tollmar was closed")
    assert {s.outlet for s in line.sources} == {"Harrow Gazette", "Tollmar Ledger"}
    assert (line.articles, line.outlets) == (2, 2)
    assert line.reasons


def test_a_month_agrees_with_a_day_in_it_and_the_day_is_shown() -> None:
    line = _one(merged(everything()), "bridge at Tollmar was closed")
    assert not line.contested
    assert spoken(line) == "Tue 2 March 2032"


def test_dates_that_cannot_both_be_right_stand_side_by_side_the_better_founded_first() -> None:
    clause = "the chapel of Orvik burned down to its walls"
    timeline = merged(
        [
            _article(1, _event("a", f"{clause} that night", "2033-06-12")),
            _article(2, _event("b", f"{clause} on the 11th", "2033-06-11")),
            _article(3, _event("c", f"Witnesses saw how {clause}", "2033-06-12")),
        ]
    )
    line = _one(timeline, "chapel")
    assert [(d.from_, len(d.sources)) for d in line.dates] == [("2033-06-12", 2), ("2033-06-11", 1)]
    assert line.contested
    assert any("differ" in reason for reason in line.reasons)


def test_what_does_not_happen_until_a_day_happens_on_it() -> None:
    told = _event("a", "the new organ of Orvik chapel was delivered", "2033-06-12")
    ahead = _event("b", "the chapel's new organ is not due to be delivered until then", "2033-06-12")
    never = _event("c", "the new organ of Orvik chapel was not delivered then", "2033-06-12")
    one, other, third = (event_features(_article(n, e))[0] for n, e in enumerate((told, ahead, never)))
    assert match_events(one, other) is not None
    assert match_events(one, third) is None
    assert match_events(other, third) is None


def test_a_noun_made_of_a_verb_tells_what_the_verb_tells() -> None:
    told = _event("a", "the harbour board of Tarne seized four trawlers", "2033-06-12")
    named = _event("b", "the seizure of the trawlers at Tarne", "2033-06-12")
    (one,), (other,) = (event_features(_article(n, e)) for n, e in enumerate((told, named)))
    found = match_events(one, other)
    assert found is not None
    assert "seized" in found.reasons[0]


def test_copies_of_a_clause_do_not_outvote_what_another_article_tells() -> None:
    clause = "the weir at Quillmere gave way after three days of rain"
    copies = [_article(n, _event("a", clause, "2033-06-12")) for n in range(1, 9)]
    other = _article(9, _event("b", "the Quillmere weir gave way after days of rain", "2033-06-13"))
    line = _one(merged([*copies, other]), "gave way")
    assert (line.articles, line.contested) == (9, True)
    assert line.words == clause


def test_two_dates_of_one_clause_are_two_events() -> None:
    clause = "the guild sent letters on 3 March and on 9 April"
    one, other = _event("a", clause, "2033-03-03"), _event("b", clause, "2033-04-09")
    other = msgspec.structs.replace(other, event_span=one.event_span)
    lines = lines_of(event_features(_article(1, one, other)))
    assert sorted(d.from_ or "" for e in lines for d in e.dates) == ["2033-03-03", "2033-04-09"]
    assert len(lines) == 2


@pytest.mark.parametrize(
    ("one", "other", "days"),
    [
        ("Ferry bookings rose by 22 per cent in the quarter", "Ferry bookings rose by 23 per cent in the year", ("2033-04-01", "2033-06-30", "2033-01-01", "2033-12-31")),
        ("the union met the board in Orvik", "the chapel choir sang in Lund", ("2033-06-12", "2033-06-12", "2033-06-12", "2033-06-12")),
        ("the lighthouse keeper of Skarn was found dead", "the lighthouse keeper of Skarn was found dead", ("2033-01-10", "2033-01-10", "2033-06-12", "2033-06-12")),
    ],
)  # fmt: skip
def test_other_numbers_other_matters_and_far_dates_are_other_events(
    one: str, other: str, days: tuple[str, ...]
) -> None:
    a = event_features(_article(1, _event("a", one, days[0], days[1])))[0]
    b = event_features(_article(2, _event("b", other, days[2], days[3])))[0]
    assert match_events(a, b) is None


def test_what_the_analyst_keeps_apart_stays_apart_and_what_is_joined_stays_joined() -> None:
    articles = everything()
    line = _one(merged(articles), "bridge at Tollmar was closed")
    one, other = (s.ref for s in line.sources)
    apart = merged(articles, Decisions(apart=frozenset({pair(one, other)})))
    assert sum("closed" in e.words for e in apart.happened) == 2
    opening = _one(merged(articles), "open again in May")
    found = _one(merged(articles), "found cracks")
    joined = merged(articles, Decisions(together=frozenset({pair(opening.key, found.key)})))
    assert {s.ref for s in _one(joined, "found cracks").sources} >= {opening.key, found.key}


def test_published_said_happened_vague_and_unanchored_are_kept_apart() -> None:
    timeline = merged(
        [
            _article(
                1,
                _event("a", "the mill at Skarn was sold", "2033-06-12"),
                _event("b", "Ada Holm said so on Monday", "2033-06-13", kind="said"),
                _event("c", "the mill has lost money lately", None, precision="vague"),
                _event("d", "the sale was agreed on Friday", None, anchored=False),
                _event("e", "Skarn, 20 June", "2033-06-20", kind="published"),
            )
        ]
    )
    assert [e.words for e in timeline.happened] == ["the mill at Skarn was sold"]
    assert [e.words for e in timeline.said] == ["Ada Holm said so on Monday"]
    assert [e.words for e in timeline.published] == ["Article 1"]
    assert [e.words for e in timeline.vague] == ["the mill has lost money lately"]
    assert [e.words for e in timeline.unanchored] == ["the sale was agreed on Friday"]


def test_a_month_is_shown_as_a_month_and_not_on_its_first_day() -> None:
    timeline = merged(
        [
            _article(
                1,
                _event("a", "the quay was painted", "2033-05-01", "2033-05-31", precision="month"),
                _event("b", "the lamp was lit", "2033-05-01"),
                _event("c", "the net was mended", "2033-05-04"),
                _event("d", "the keepers met", "2033-05-30"),
                _event("e", "the hall was built", "2020-01-01", "2029-12-31", precision="decade"),
                _event("f", "the boats were hauled out", "2032-10-01", "2032-12-31", precision="quarter"),
            )
        ]
    )
    by_zoom = {z: [(b.label, len(b.lines)) for b in bands(timeline.happened, z)] for z in ZOOMS}
    assert by_zoom["day"] == [
        ("2020s", 1), ("quarter 4 of 2032", 1), ("May 2033", 1), ("Sun 1 May 2033", 1), ("Wed 4 May 2033", 1), ("Mon 30 May 2033", 1),
    ]  # fmt: skip
    assert by_zoom["week"] == [
        ("2020s", 1), ("quarter 4 of 2032", 1), ("25 April – 1 May 2033", 1), ("May 2033", 1), ("2 – 8 May 2033", 1), ("30 May – 5 June 2033", 1),
    ]  # fmt: skip
    assert by_zoom["month"] == [("2020s", 1), ("quarter 4 of 2032", 1), ("May 2033", 4)]
    assert by_zoom["year"] == [("2020s", 1), ("2032", 1), ("2033", 4)]


_WORDS = (
    "mill",
    "quay",
    "lamp",
    "board",
    "strike",
    "ferry",
    "vote",
    "harbour",
    "fire",
    "closed",
    "opened",
    "sold",
)
_ENTRY = st.tuples(
    st.lists(st.sampled_from(_WORDS), min_size=1, max_size=5),
    st.integers(1, 28),
    st.integers(0, 40),
    st.sampled_from(("happened", "said")),
)


@settings(max_examples=30, deadline=None)
@given(st.lists(st.lists(_ENTRY, max_size=4), min_size=1, max_size=4))
def test_every_entry_is_in_one_line_and_every_line_in_one_band(told: list[list[Any]]) -> None:
    articles = []
    for n, entries in enumerate(told):
        events = []
        for m, (words, day, length, kind) in enumerate(entries):
            month, end = divmod(day + length - 1, 28)
            event = _event(
                str(m),
                "the " + " ".join(words),
                f"2033-02-{day:02}",
                f"2033-{2 + month:02}-{end + 1:02}",
                kind=kind,
            )
            events.append(event)
        articles.append(_article(n, *events))
    timeline = merged(articles)
    refs = [s.ref for e in (*timeline.happened, *timeline.said) for s in e.sources]
    assert sorted(refs) == sorted(f"{a.story}#{e.id}" for a in articles for e in a.events)
    for zoom in ZOOMS:
        shown = [e.key for b in bands(timeline.happened, zoom) for e in b.lines]
        assert sorted(shown) == sorted(e.key for e in timeline.happened)
    assert merged(list(reversed(articles))) == timeline


@settings(max_examples=30, deadline=None)
@given(_ENTRY, _ENTRY)
def test_entries_that_match_share_a_key(one: Any, other: Any) -> None:
    found = []
    for n, (words, day, length, kind) in enumerate((one, other)):
        month, end = divmod(day + length - 1, 28)
        event = _event(
            "a", "the " + " ".join(words), f"2033-02-{day:02}", f"2033-{2 + month:02}-{end + 1:02}", kind=kind
        )
        found += event_features(_article(n, event))
    a, b = found
    match = match_events(a, b)
    assert (match is None) == (match_events(b, a) is None)
    if match is not None:
        assert set(a.keys) & set(b.keys)


def test_what_did_not_happen_is_another_event_but_the_first_place_is_no_denial() -> None:
    def told(n: int, clause: str) -> Any:
        return event_features(_article(n, _event("a", clause, "2033-06-12")))[0]

    saw, did_not = (
        told(1, "the keeper of Skarn saw the light"),
        told(2, "the keeper of Skarn did not see the light"),
    )
    assert match_events(saw, did_not) is None
    assert match_events(did_not, told(3, "the keeper of Skarn didn't see any light")) is not None
    first = told(4, "the keeper of Skarn saw the No. 1 light")
    assert match_events(saw, first) is not None


@pytest.mark.parametrize(
    ("clause", "expression", "noun", "modifiers"),
    [
        ("The leaked memo of April 17, which the Gazette reported", "April 17", "memo", 1),
        ("a meeting on 24 April at which managers spoke", "24 April", "meeting", 0),
        ("the hearing on Friday", "Friday", "hearing", 0),
        ("the board's statement of 15 May", "15 May", "statement", 1),
        ("The valve was replaced on Tuesday", "Tuesday", None, 0),
        ("The ship arrived on Tuesday", "Tuesday", None, 0),
        ("the board would meet on Sunday", "Sunday", None, 0),
        ("On Friday it said", "Friday", None, 0),
        ("Varga told the council on Friday", "Friday", None, 0),
        ("the council on Friday rejected it", "Friday", None, 0),
        ("he told the hearing on Friday", "Friday", "hearing", 0),
        ("what the Council said on Friday", "Friday", None, 0),
    ],
)
def test_the_noun_that_a_date_stands_at(
    clause: str, expression: str, noun: str | None, modifiers: int
) -> None:
    found = dated_noun(clause, expression)
    assert (found.word if found else None) == noun
    assert len(found.modifiers if found else []) == modifiers


def test_dates_at_one_noun_are_one_event_unless_something_tells_them_apart() -> None:
    def told(n: int, clause: str, day: str = "2033-04-17") -> Any:
        return event_features(_article(n, _event("a", clause, day, expression="17 April")))[0]

    memo, leaked = (
        told(1, "he never saw the memo of 17 April"),
        told(2, "The leaked memo of 17 April spoke of cracks"),
    )
    match = match_events(memo, leaked)
    assert match is not None
    assert match.reasons == ["both speak of the memo of 2033-04-17"]
    assert set(memo.keys) & set(leaked.keys)
    assert match_events(memo, told(3, "the memo of 17 April", "2033-04-18")) is None
    assert (
        match_events(told(4, "the union meeting of 17 April"), told(5, "a board meeting of 17 April")) is None
    )


def test_a_clause_that_names_nobody_says_whom_it_is_about() -> None:
    event = _event("a", "he had sent the memo to three people", "2033-04-17", actors=["actor:r"])
    reeve = ActorFact("actor:r", "Bastian Reeve", "person")
    article = msgspec.structs.replace(_article(1, event), actors=[reeve])
    assert event_features(article)[0].who == ["Bastian Reeve"]
    named = msgspec.structs.replace(event, event="Reeve had sent the memo to three people")
    assert event_features(msgspec.structs.replace(article, events=[named]))[0].who == []
