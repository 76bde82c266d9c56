"""Which dated events of several articles are one event: by the wording of the clause, its actors and its date.

Two entries are matched where their clauses share enough of what they are about. A term's weight says
how much it tells one event from another: 1 for a content word, a half for a name or a number (the
names of a story stand in most of its clauses) and less for verbs that go with any noun. With weights
wa and wb of two clauses and w of what they share, w / min(wa, wb) is the overlap coefficient and
2w / (wa + wb) Dice's (Manning and Schütze 1999, table 8.7). The thresholds were set on the timelines of
SemEval-2015 task 4 and on our own samples (`bench/compare_timeline.py` says how well they do).
"""

from collections.abc import Iterator, Mapping
from itertools import combinations

import msgspec

from briefing.compare.days import Days, Relation, days_of, gap, length, relation, shifted
from briefing.compare.decisions import reference
from briefing.compare.terms import clause_terms
from briefing.model.article import Span
from briefing.model.facts import EventFact, Facts

NEAR = 31  # days: dates of one event that differ by more are more often those of two events
NEAR_YEARS = 2  # for dates that are known only to the year
_HEAVIEST = 6  # terms that make an event's keys: 15 pairs
_LEAST = 1.5  # weight that two clauses share at the least


class EventFeatures(msgspec.Struct, frozen=True, omit_defaults=True):
    """One entry of one article, with what it is matched by.

    `terms` maps a stem to its weight. Two events that match share a key, or one has no keys: the
    keys are pairs of its heaviest terms with each year that its date may touch.
    """

    article_id: str
    story: str
    outlet: str
    published: str | None
    event: EventFact
    terms: dict[str, float]
    keys: list[str]

    @property
    def ref(self) -> str:
        """What a decision names the entry by."""
        return reference(self.story, self.event.id)


class EventMatch(msgspec.Struct, frozen=True):
    """Why two entries are taken for one event. `dates` is `apart` where the articles contradict each other."""

    score: float  # Dice's coefficient, 0 to 1
    dates: Relation
    reasons: list[str]


def event_features(facts: Facts) -> list[EventFeatures]:
    """The entries of an article that stand on the calendar or are told as events, in text order."""
    names = {a.id: [a.name, *a.aliases] for a in facts.actors if not a.unnamed}
    found = []
    for event in facts.events:
        if not event.event:
            continue
        called = [name for actor in event.actors for name in names.get(actor, [])[:1]]
        own = _own_words(event, facts.events)
        terms = clause_terms(own, called) if event.kind != "published" else {}
        found.append(
            EventFeatures(
                article_id=facts.article_id,
                story=facts.story,
                outlet=facts.outlet,
                published=facts.published,
                event=event,
                terms=terms,
                keys=list(_keys(event, terms)),
            )
        )
    return found


def _own_words(event: EventFact, others: list[EventFact]) -> str:
    """The clause without the expression, and without the clauses of other dates that it contains."""
    assert event.event_span is not None
    words = event.event
    for other in others:
        inner = other.event_span
        if inner is None or inner == event.event_span or not event.event_span.covers(inner):
            continue
        if not inner.covers(event.span) and other.event:
            words = words.replace(other.event, " ", 1)
    return words.replace(event.expression, " ", 1)


def _keys(event: EventFact, terms: Mapping[str, float]) -> Iterator[str]:
    days = interval(event)
    if days is None:
        return
    years = range(shifted(days[0], -NEAR).year, shifted(days[1], NEAR).year + 1)
    if len(years) > NEAR_YEARS + 1:  # a decade is no key: what is dated so broadly tells events apart badly
        years = range(days[0].year, days[0].year + 1)
    heaviest = sorted(terms, key=lambda t: (-terms[t], -len(t), t))[:_HEAVIEST]
    pairs = combinations(sorted(heaviest), 2) if len(heaviest) > 1 else [(t, "") for t in heaviest]
    joined = [f"{a}+{b}" for a, b in pairs]
    for year in years:
        yield from (f"{year}:{pair}" for pair in joined)


def interval(event: EventFact) -> Days | None:
    """First and last day that the event may have been on; None where either is unknown."""
    return days_of(event.from_, event.to)


def match_events(a: EventFeatures, b: EventFeatures) -> EventMatch | None:
    """Why two entries are one event; None where they are two, or too little speaks for one."""
    one, other = interval(a.event), interval(b.event)
    if one is None or other is None or not a.terms or not b.terms:
        return None
    if a.article_id == b.article_id and _one_statement(a.event, b.event):
        return None
    shared = a.terms.keys() & b.terms.keys()
    weight = sum(min(a.terms[t], b.terms[t]) for t in shared)
    if weight < 1:
        return None
    least, both = (
        min(sum(a.terms.values()), sum(b.terms.values())),
        sum(a.terms.values()) + sum(b.terms.values()),
    )
    overlap, dice = weight / least, 2 * weight / both
    telling = any(min(a.terms[t], b.terms[t]) >= 1 for t in shared)
    lie = relation(one, other)
    if not telling or not _enough(lie, one, other, weight, overlap, dice):
        return None
    if lie == "apart" and (a.article_id == b.article_id or not _may_differ(one, other)):
        return None
    return EventMatch(round(dice, 3), lie, list(_reasons(lie, a, b, shared)))


def _one_statement(a: EventFact, b: EventFact) -> bool:
    """Whether two entries of one article are two dates of one clause ("on 3 March and on 9 April")."""
    return a.event_span is not None and b.event_span is not None and a.event_span.overlaps(b.event_span)


def _enough(
    lie: Relation,
    one: Days,
    other: Days,
    weight: float,
    overlap: float,
    dice: float,
) -> bool:
    to_the_day = length(one) == length(other) == 1
    if lie == "same" and to_the_day:
        return (weight >= _LEAST and overlap >= 0.5) or dice >= 0.8
    if lie == "apart":
        return weight >= 3 and dice >= 0.5
    return weight >= 2 and overlap >= 0.5 and dice >= 0.45


def _may_differ(one: Days, other: Days) -> bool:
    """Whether the dates are near enough for two accounts of one event."""
    yearly = min(length(one), length(other)) >= 365
    return gap(one, other) <= (NEAR_YEARS * 366 if yearly else NEAR)


def _reasons(lie: Relation, a: EventFeatures, b: EventFeatures, shared: set[str]) -> Iterator[str]:
    heaviest = sorted(shared, key=lambda t: (-a.terms[t], t))
    yield f"both clauses speak of {', '.join(heaviest)}"
    dates = f"{a.event.edtf} and {b.event.edtf}"
    match lie:
        case "same":
            yield (
                f"both are dated {a.event.edtf}" if a.event.edtf == b.event.edtf else f"the same day: {dates}"
            )
        case "within" | "overlap":
            yield f"the dates agree: {dates}"
        case _:
            yield f"the dates differ: {dates}"


def place(features: EventFeatures) -> Span:
    """The words to go to: the clause, else the expression."""
    return features.event.event_span or features.event.span
