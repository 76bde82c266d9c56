"""One timeline over many articles: one line an event, with every article that states it and the date it gives.

Events are put together by `briefing.compare.events`; that is inferred, and each line keeps the reasons.
A group is joined to another only where at least half of the pairs between them match, so that a chain
of likenesses does not carry one event into the next (average linkage, with the share of matching pairs
for a similarity). What happened, what was said and what was published are kept apart; so are entries
without a place on the calendar.
"""

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from datetime import date
from itertools import combinations

import msgspec

from briefing.compare.days import days_of, length, relation
from briefing.compare.decisions import NONE, Decisions
from briefing.compare.events import (
    EventFeatures,
    EventMatch,
    event_features,
    event_form,
    interval,
    match_events,
)
from briefing.model.article import Span
from briefing.model.brief import Precision, Status, TimelineKind
from briefing.model.facts import EventFact, Facts

_CROWD = 400  # entries under one key: words that common tell no event from another
_LINKED = 0.5  # share of the pairs between two groups that must match


class Dating(msgspec.Struct, frozen=True):
    """One of the dates that the articles give for an event, with the entries that give it or hold it."""

    edtf: str | None
    from_: str | None = msgspec.field(name="from")
    to: str | None
    precision: Precision
    sources: list[EventFeatures]


class Line(msgspec.Struct, frozen=True):
    """One event. More than one of `dates`: the articles contradict each other; the best founded is first."""

    key: str  # the first of its sources by reference: stable while that article is kept
    words: str
    kind: TimelineKind
    status: Status  # as the article published last has it
    dates: list[Dating]
    reasons: list[str] = []  # why the sources are taken for one event; empty for one source

    @property
    def sources(self) -> list[EventFeatures]:
        """Every entry of the line, those of the first date first."""
        return [s for d in self.dates for s in d.sources]

    @property
    def contested(self) -> bool:
        """Whether the articles give dates that cannot both be right."""
        return len(self.dates) > 1

    @property
    def articles(self) -> int:
        """How many articles state it."""
        return len({s.article_id for s in self.sources})

    @property
    def outlets(self) -> int:
        """How many outlets state it; articles without a known outlet count as one each."""
        return len({s.outlet or s.article_id for s in self.sources})


class Timeline(msgspec.Struct, frozen=True):
    """`dated` by their first day; `vague` have no place on the calendar; `unanchored` wait for an article's date."""

    happened: list[Line]
    said: list[Line]
    published: list[Line]
    vague: list[Line]
    unanchored: list[Line]


def merged(articles: Iterable[Facts], decisions: Decisions = NONE) -> Timeline:
    """The timeline of all articles, with what the analyst decided on what is one event."""
    kept = list(articles)
    lines = lines_of([f for facts in kept for f in event_features(facts)], decisions)
    return arranged(lines, [_publication(f) for f in kept if f.published])


def arranged(lines: Iterable[Line], published: Iterable[Line] = ()) -> Timeline:
    """Lines in their parts, each in order of time."""
    timeline = Timeline([], [], [], [], [])
    for line in [*lines, *published]:
        if line.dates[0].from_ is None and (line.dates[0].to is None or line.dates[0].precision == "vague"):
            anchored = all(s.event.anchored for s in line.sources)
            (timeline.vague if anchored else timeline.unanchored).append(line)
        elif line.kind == "happened":
            timeline.happened.append(line)
        else:
            (timeline.said if line.kind == "said" else timeline.published).append(line)
    for part in (timeline.happened, timeline.said, timeline.published):
        part.sort(key=moment)
    return timeline


def _publication(facts: Facts) -> Line:
    """The line of an article's own publication; its id is `article`, as in a correction of that date."""
    day = (facts.published or "")[:10]
    event = EventFact(
        id="article", expression=day, span=Span(0, 0), event=facts.title, event_span=None, edtf=day, from_=day,
        to=day, precision="day", status="past", kind="published",
    )  # fmt: skip
    entry = EventFeatures(facts.article_id, facts.story, facts.outlet, facts.published, event, {}, [])
    return Line(entry.ref, facts.title, "published", "past", [Dating(day, day, day, "day", [entry])])


def moment(line: Line) -> tuple[str, int, str]:
    """Where a line stands: by its first day; of those, the coarser first; then by key."""
    first = line.dates[0]
    start = first.from_ or first.to or ""
    return start, -_width(first.from_, first.to), line.key


def _width(first: str | None, last: str | None) -> int:
    """Days from first to last; more than any calendar has where an end is open."""
    days = days_of(first, last)
    return length(days) if days else 10**7


def lines_of(entries: Sequence[EventFeatures], decisions: Decisions = NONE) -> list[Line]:
    """The entries as lines: matched ones together. Entries that give an article's publication are left out."""
    told = sorted((e for e in entries if e.event.kind != "published"), key=lambda e: e.ref)
    units = _units(told, decisions)
    matches = found_matches(units)
    found = []
    for group in _grouped([unit[0] for unit in units], matches, decisions):
        sources = sorted((e for n in group for e in units[n]), key=lambda e: e.ref)
        how = [matches[p] for p in combinations(group, 2) if p in matches]
        how += [match for n in group if (match := _echoed(units[n])) is not None]
        reasons = [r for m in sorted(how, key=lambda m: -m.score) for r in m.reasons]
        found.append(_line(sources, list(dict.fromkeys(reasons))))
    return sorted(found, key=lambda line: line.key)


def _units(entries: Iterable[EventFeatures], decisions: Decisions) -> list[list[EventFeatures]]:
    """Entries that repeat each other as one, as claims do (`briefing.compare.echoes`)."""
    decided = {ref for p in decisions.together | decisions.apart for ref in p}
    forms: dict[object, list[EventFeatures]] = {}
    for entry in entries:
        forms.setdefault(entry.ref if entry.ref in decided else event_form(entry), []).append(entry)
    found = []
    for unit in forms.values():
        found += [unit] if _echoed(unit) is not None else [[entry] for entry in unit]
    return found


def _echoed(unit: Sequence[EventFeatures]) -> EventMatch | None:
    """Why entries of one form are one event; None where they are of one article, or too little speaks for it."""
    other = next((e for e in unit if e.article_id != unit[0].article_id), None)
    return match_events(unit[0], other) if other is not None else None


def found_matches(units: Sequence[Sequence[EventFeatures]]) -> dict[tuple[int, int], EventMatch]:
    """The matches among entries, each with what repeats it, by their places in the list: of those that share a key."""
    held: defaultdict[str, list[int]] = defaultdict(list)
    for n, unit in enumerate(units):
        for key in unit[0].keys:
            held[key].append(n)
    pairs = {p for places in held.values() if len(places) <= _CROWD for p in combinations(places, 2)}
    found = {}
    for a, b in sorted(pairs):
        match = match_events(*_sample(units[a], units[b]))
        if match is not None:
            found[a, b] = match
    return found


def _sample(
    one: Sequence[EventFeatures], other: Sequence[EventFeatures]
) -> tuple[EventFeatures, EventFeatures]:
    """An entry of each, of two articles where there are such: within one, dates of one clause are two events."""
    a, b = one[0], other[0]
    if a.article_id == b.article_id:
        b = next((e for e in other if e.article_id != a.article_id), b)
    if a.article_id == b.article_id:
        a = next((e for e in one if e.article_id != b.article_id), a)
    return a, b


def _grouped(
    entries: Sequence[EventFeatures], matches: Mapping[tuple[int, int], EventMatch], decisions: Decisions
) -> list[list[int]]:
    """Groups of places: what the analyst joined, then the likest pairs, those with dates that agree first."""
    group = [[n] for n in range(len(entries))]  # by its first member
    first = list(range(len(entries)))
    # Matches between two groups, and whether a decision keeps them apart, by their first members: counted
    # along, because over hundreds of copies of one text to count them again at each step has no end.
    linked: list[Counter[int]] = [Counter() for _ in entries]
    for a, b in matches:
        linked[a][b] += 1
        linked[b][a] += 1
    places = {e.ref: n for n, e in enumerate(entries)}
    apart: list[set[int]] = [set() for _ in entries]
    for x, y in decisions.apart:
        if x in places and y in places:
            apart[places[x]].add(places[y])
            apart[places[y]].add(places[x])

    def join(a: int, b: int, least: float) -> None:
        one, other = first[a], first[b]
        if one == other or other in apart[one]:
            return
        if linked[one][other] < least * len(group[one]) * len(group[other]):
            return
        for n in group[other]:
            first[n] = one
        group[one] += group[other]
        for third, count in linked[other].items():
            del linked[third][other]
            if third != one:
                linked[one][third] += count
                linked[third][one] += count
        for third in apart[other]:
            apart[third].discard(other)
            apart[third].add(one)
        apart[one] |= apart[other]
        group[other], linked[other], apart[other] = [], Counter(), set()

    for x, y in sorted(decisions.together):
        if x in places and y in places:
            join(places[x], places[y], 0)
    for a, b in sorted(matches, key=lambda p: (matches[p].dates == "apart", -matches[p].score, p)):
        join(a, b, _LINKED)
    return sorted(sorted(g) for g in group if g)


def _line(sources: Sequence[EventFeatures], reasons: list[str]) -> Line:
    newest = max(sources, key=lambda s: (s.published or "", s.ref))
    kinds = [s.event.kind for s in sources]
    return Line(
        key=sources[0].ref,
        words=_telling(sources).event.event,
        kind="said" if kinds.count("said") * 2 > len(kinds) else "happened",
        status=newest.event.status,
        dates=_dated(sources),
        reasons=reasons,
    )


def _telling(sources: Sequence[EventFeatures]) -> EventFeatures:
    """The entry whose clause shares most with the others; of equal ones the one published first."""
    clauses = Counter(tuple(sorted(s.terms.items())) for s in sources)
    terms = {clause: dict(clause) for clause in clauses}

    def common(one: Mapping[str, float], other: Mapping[str, float]) -> float:
        return sum(min(weight, other.get(term, 0)) for term, weight in one.items())

    shared = {
        clause: sum(times * common(own, terms[other]) for other, times in clauses.items()) - common(own, own)
        for clause, own in terms.items()
    }
    return min(
        sources,
        key=lambda s: (-round(shared[tuple(sorted(s.terms.items()))], 6), s.published or "9999", s.ref),
    )


def _dated(sources: Sequence[EventFeatures]) -> list[Dating]:
    """The dates that are given, finest first; a coarser one that agrees with a finer one is not another date."""

    def width(entry: EventFeatures) -> int:
        return _width(entry.event.from_, entry.event.to)

    groups: list[list[EventFeatures]] = []
    for source in sorted(sources, key=lambda s: (width(s), s.published or "9999", s.ref)):
        fitting = [g for g in groups if _agree(g[0], source)]
        if fitting:
            best = fitting[0]
            if len(fitting) > 1:
                best = max(fitting, key=lambda g: len({s.article_id for s in g}))
            best.append(source)
        else:
            groups.append([source])
    groups.sort(
        key=lambda g: (-len({s.article_id for s in g}), width(g[0]), _reverse(g[0].published), g[0].ref)
    )
    return [Dating(g[0].event.edtf, g[0].event.from_, g[0].event.to, g[0].event.precision, g) for g in groups]


def _reverse(day: str | None) -> int:
    """Later days first."""
    try:
        return -date.fromisoformat((day or "")[:10]).toordinal()
    except ValueError:
        return 0


def _agree(a: EventFeatures, b: EventFeatures) -> bool:
    one, other = interval(a.event), interval(b.event)
    if one is None or other is None:
        return (a.event.from_, a.event.to) == (b.event.from_, b.event.to)
    return relation(one, other) != "apart"
