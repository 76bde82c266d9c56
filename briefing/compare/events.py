"""Which dated events of several articles are one event: by the wording of the clause, its actors and its date.

Two entries are matched where their clauses share enough of what they are about. A term's weight says
how much it tells one event from another: 1 for a content word, a half for a name or a number (the
names of a story stand in most of its clauses) and less for verbs that go with any noun. With weights
wa and wb of two clauses and w of what they share, w / min(wa, wb) is the overlap coefficient and
2w / (wa + wb) Dice's (Manning and Schütze 1999, table 8.7). The thresholds were set on the timelines of
SemEval-2015 task 4 and on our own samples (`bench/compare_timeline.py` says how well they do).
"""

from collections.abc import Iterator, Mapping
from datetime import date

import msgspec

from briefing.compare.days import Days, Relation, days_of, gap, length, period, relation, shifted
from briefing.compare.decisions import reference
from briefing.compare.echoes import digest
from briefing.compare.terms import NOT, DatedNoun, as_written, clause_terms, dated_noun
from briefing.model.article import Span
from briefing.model.facts import EventFact, Facts

NEAR = 31  # days: dates of one event that differ by more are more often those of two events
NEAR_YEARS = 2  # for dates that are known only to the year
_TERMS = 8  # the heaviest of a clause, which make an event's keys
_BROAD = 400  # days: what is dated to a decade is matched only with what is dated so as well
_NOUN = 0.6  # the score of two dates at one noun
_LEAST = 1.5  # weight that two clauses share at the least


class EventFeatures(msgspec.Struct, frozen=True, omit_defaults=True):
    """One entry of one article, with what it is matched by.

    `terms` maps a stem to its weight, `noun` is what the date stands at ("the hearing of 16 May"), with its
    modifiers before it. `keys` are what entries that may match share: look only there. `who` names actors
    that the clause speaks of without a name.
    """

    article_id: str
    story: str
    outlet: str
    published: str | None
    event: EventFact
    terms: dict[str, float]
    keys: list[str]
    noun: DatedNoun | None = None
    who: list[str] = []

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
    names = {a.id: [a.name, *a.roles] for a in facts.actors if not a.unnamed}
    found = []
    for event in facts.events:
        if not event.event:
            continue
        called = [name for actor in event.actors for name in names.get(actor, [])]
        own = _own_words(event, facts.events)
        told = event.kind != "published"
        terms = clause_terms(own, called) if told else {}
        noun = dated_noun(event.event, event.expression) if told else None
        spoken = (names[a][0] for a in event.actors if a in names)
        found.append(
            EventFeatures(
                article_id=facts.article_id,
                story=facts.story,
                outlet=facts.outlet,
                published=facts.published,
                event=event,
                terms=terms,
                keys=list(_keys(event, terms, noun)),
                noun=noun,
                who=[name for name in spoken if not _is_named(name, event.event)],
            )
        )
    return found


def _is_named(name: str, clause: str) -> bool:
    """Whether a word of the name stands in the clause."""
    return any(word in clause for word in name.split() if word[:1].isupper())


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


def _keys(event: EventFact, terms: Mapping[str, float], noun: DatedNoun | None) -> Iterator[str]:
    """Each of the heaviest terms with each month that the date, or one that differs from it, may be in."""
    days = interval(event)
    if days is None:
        return
    most = _TERMS if length(days) <= 2 * NEAR else _TERMS // 2
    heaviest = sorted(terms, key=lambda t: (-terms[t], -len(t), t))[:most]
    heaviest += [noun.stem] if noun is not None and noun.stem not in heaviest else []
    if length(days) > _BROAD:
        yield from (f"{days[0]}/{days[1]}:{term}" for term in heaviest)
        return
    month, last = shifted(days[0], -NEAR // 2), shifted(days[1], (NEAR + 1) // 2)
    while month <= last:
        yield from (f"{month:%Y-%m}:{term}" for term in heaviest)
        month = shifted(period(month, "month")[1], 1)
        if month == last == date.max:
            return


def interval(event: EventFact) -> Days | None:
    """First and last day that the event may have been on; None where either is unknown."""
    return days_of(event.from_, event.to)


def event_form(entry: EventFeatures) -> bytes:
    """What is equal in two entries that are matched with any entry of another article alike."""
    event = entry.event
    read = (event.event, event.edtf, event.from_, event.to, event.kind, entry.terms, entry.noun)
    return digest(read)


def match_events(a: EventFeatures, b: EventFeatures) -> EventMatch | None:
    """Why two entries are one event; None where they are two, or too little speaks for one."""
    shared = a.terms.keys() & b.terms.keys()
    if not shared and (a.noun is None or b.noun is None):
        return None
    one, other = interval(a.event), interval(b.event)
    if one is None or other is None or not a.terms or not b.terms:
        return None
    if a.article_id == b.article_id and _one_statement(a.event, b.event):
        return None
    lie = relation(one, other)
    if lie == "same" and length(one) <= NEAR and _one_noun(a.noun, b.noun):
        dated = f"{a.event.edtf}" if a.event.edtf == b.event.edtf else f"{a.event.edtf} and {b.event.edtf}"
        return EventMatch(_NOUN, lie, [f"both speak of the {a.noun.word if a.noun else ''} of {dated}"])
    weight = sum(min(a.terms[t], b.terms[t]) for t in shared)
    if weight < 1:
        return None
    least, both = (
        min(sum(a.terms.values()), sum(b.terms.values())),
        sum(a.terms.values()) + sum(b.terms.values()),
    )
    overlap, dice = weight / least, 2 * weight / both
    if (NOT in a.terms) != (NOT in b.terms):
        return None
    if lie != "same" and _other_numbers(a.terms, b.terms):
        return None
    telling = any(min(a.terms[t], b.terms[t]) >= 1 for t in shared)
    if not telling or not _enough(lie, one, other, weight, overlap, dice):
        return None
    if lie == "apart" and not _may_differ(a, b, one, other):
        return None
    return EventMatch(round(dice, 3), lie, list(_reasons(lie, a, b, shared)))


def _one_noun(a: DatedNoun | None, b: DatedNoun | None) -> bool:
    """Whether both dates stand at one noun, and nothing before it tells two of them apart."""
    if a is None or b is None or a.stem != b.stem:
        return False
    return not a.modifiers or not b.modifiers or bool(set(a.modifiers) & set(b.modifiers))


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
    return weight >= 2 and overlap >= 0.5 and dice >= 0.5


def _other_numbers(a: Mapping[str, float], b: Mapping[str, float]) -> bool:
    """Whether both give numbers, and none is the same: 22 per cent in a quarter, 23 in the year."""
    one, other = ({t for t in terms if t[0].isdigit()} for terms in (a, b))
    return bool(one and other) and not one & other


def _may_differ(a: EventFeatures, b: EventFeatures, one: Days, other: Days) -> bool:
    """Whether these can be two accounts of one event: of two articles, of one kind, at dates not far apart."""
    yearly = min(length(one), length(other)) >= 365
    near = gap(one, other) <= (NEAR_YEARS * 366 if yearly else NEAR)
    return near and a.article_id != b.article_id and a.event.kind == b.event.kind


def _reasons(lie: Relation, a: EventFeatures, b: EventFeatures, shared: set[str]) -> Iterator[str]:
    heaviest = sorted(shared, key=lambda t: (-a.terms[t], t))
    yield f"both clauses speak of {', '.join(as_written(a.event.event, heaviest))}"
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
