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

import msgspec

from briefing.compare.days import days_of, length, relation
from briefing.compare.decisions import NONE, Decisions
from briefing.compare.events import (
    EventFeatures,
    EventMatch,
    event_features,
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
    matches = found_matches(told)
    groups = _grouped(told, matches, decisions)
    return [_line([told[n] for n in group], _reasons_of(group, matches)) for group in groups]


def found_matches(entries: Sequence[EventFeatures]) -> dict[tuple[int, int], EventMatch]:
    """The matches among entries by their places in the list, looked for only where two share a key."""
    held: defaultdict[str, list[int]] = defaultdict(list)
    for n, entry in enumerate(entries):
        for key in entry.keys:
            held[key].append(n)
    pairs = {
        (a, b)
        for places in held.values()
        if len(places) <= _CROWD
        for i, a in enumerate(places)
        for b in places[i + 1 :]
    }
    found = {}
    for a, b in sorted(pairs):
        match = match_events(entries[a], entries[b])
        if match is not None:
            found[a, b] = match
    return found


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


def _reasons_of(group: Sequence[int], matches: Mapping[tuple[int, int], EventMatch]) -> list[str]:
    found = [matches[a, b] for a in group for b in group if (a, b) in matches]
    return list(dict.fromkeys(r for m in sorted(found, key=lambda m: -m.score) for r in m.reasons))


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

    def shared(entry: EventFeatures) -> float:
        return sum(
            min(weight, other.terms.get(term, 0))
            for other in sources
            if other is not entry
            for term, weight in entry.terms.items()
        )

    return min(sources, key=lambda s: (-shared(s), s.published or "9999", s.ref))


def _dated(sources: Sequence[EventFeatures]) -> list[Dating]:
    """The dates that are given, finest first; a coarser one that agrees with a finer one is not another date."""

    def width(entry: EventFeatures) -> int:
        return _width(entry.event.from_, entry.event.to)

    groups: list[list[EventFeatures]] = []
    for source in sorted(sources, key=lambda s: (width(s), s.published or "9999", s.ref)):
        fitting = [g for g in groups if _agree(g[0], source)]
        if fitting:
            max(fitting, key=lambda g: len({s.article_id for s in g})).append(source)
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
