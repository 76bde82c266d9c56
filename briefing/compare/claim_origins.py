"""On how many independent words a claim rests that several articles carry. Inferred, as all origins are."""

from collections.abc import Iterable, Mapping, Sequence

import msgspec

from briefing.compare.origins import Groups, Link, Origin, by_size, links, runs
from briefing.compare.outlets import is_outlet, outlet_key, relayed
from briefing.model.article import Span
from briefing.model.facts import ClaimFact, Facts

PASSAGE = 0.5  # of the runs of a passage
PASSAGE_LEAST = 8  # runs of a passage of eleven words


class Occurrence(msgspec.Struct, frozen=True):
    """A claim as one article carries it. `speaker` names who says it, the same for the same actor over articles."""

    facts: Facts
    claim: ClaimFact
    speaker: str | None = None


def claim_origins(occurrences: Sequence[Occurrence], known: Sequence[Link] | None = None) -> list[Origin]:
    """On how many independent words a claim rests that several articles carry.

    The same speaker is one origin, however many quote him: who has heard a minister twice has not heard
    two ministers. Different speakers are different ones, even in one article. Words without a speaker
    of their own are of one origin where their articles are, where the passage of one stands in the
    other article, and where one relays the other's outlet ("X reported that …") or both relay the same;
    they count with a speaker's where the same ties hold.
    """
    articles = list({o.facts.article_id: o.facts for o in occurrences}.values())
    linked = {
        frozenset((one.one, one.other)): one.reason for one in (links(articles) if known is None else known)
    }
    groups = Groups(len(occurrences))
    voices: dict[str, int] = {}
    for n, one in enumerate(occurrences):
        if (voice := _voice(one)) is not None:
            groups.join(voices.setdefault(voice, n), n, f"the same speaker: {one.claim.source}")
    named = [n for n, one in enumerate(occurrences) if _voice(one) is not None]
    rest = [n for n, one in enumerate(occurrences) if _voice(one) is None]
    runs_of = _Runs(articles)
    for at, n in enumerate(rest):
        for other in rest[at + 1 :]:
            if groups.root(n) != groups.root(other) and (
                reason := _tie(occurrences[n], occurrences[other], linked, runs_of)
            ):
                groups.join(n, other, reason)
    # A speaker takes in what is tied to him; two speakers are not joined by what is tied to both.
    taken: set[int] = set()
    for n in rest:
        for other in named:
            if groups.root(n) not in taken and (
                reason := _tie(occurrences[n], occurrences[other], linked, runs_of)
            ):
                groups.join(other, n, reason)
                taken.add(groups.root(n))
    return by_size(groups.all(), [o.facts for o in occurrences])


def _voice(occurrence: Occurrence) -> str | None:
    """Who says it; None for an outlet that relays it."""
    return None if occurrence.claim.source_kind == "media" else occurrence.speaker


def _tie(
    one: Occurrence,
    other: Occurrence,
    linked: Mapping[frozenset[str], str],
    runs_of: "_Runs",
) -> str | None:
    """Why two occurrences of a claim, of which at most one has a speaker, have one origin."""
    a, b = one.facts.article_id, other.facts.article_id
    if a == b:
        return "the same article"
    if reason := linked.get(frozenset((a, b))):
        return reason
    for relay, told in ((one, other), (other, one)):
        for credit in relayed(relay.claim):
            if is_outlet(credit, told.facts.outlet):
                return f"relays {credit}"
    common = {outlet_key(c) for c in relayed(other.claim)}
    for credit in relayed(one.claim):
        if outlet_key(credit) in common:
            return f"both relay {credit}"
    for own, elsewhere in ((one, b), (other, a)):
        words = _around(own.facts, own.claim.span)
        if len(words) >= PASSAGE_LEAST and len(words & runs_of.of(elsewhere)) >= PASSAGE * len(words):
            return "the same passage"
    return None


class _Runs:
    """The runs of articles, made where they are asked for: most ties are told by the speaker."""

    def __init__(self, articles: Iterable[Facts]) -> None:
        self._articles = {facts.article_id: facts for facts in articles}
        self._made: dict[str, frozenset[int]] = {}

    def of(self, article_id: str) -> frozenset[int]:
        if article_id not in self._made:
            self._made[article_id] = runs(self._articles[article_id])
        return self._made[article_id]


def _around(facts: Facts, span: Span) -> frozenset[int]:
    return frozenset(h for p in facts.passages if p.span.overlaps(span) for h in p.hashes)
