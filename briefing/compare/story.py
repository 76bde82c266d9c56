"""All that is compared over a set of articles, in one place: what a report and the screens are made of."""

from collections.abc import Iterable, Mapping, Sequence

import msgspec

from briefing.compare.claim_origins import Occurrence, claim_origins
from briefing.compare.decisions import decisions_of, reference
from briefing.compare.echoes import Matched, matches_between
from briefing.compare.features import ClaimFeatures, features
from briefing.compare.gaps import OpenQuestion, gaps
from briefing.compare.groups import ClaimGroup, group, own_matches, speaker
from briefing.compare.origins import Link, Origin, links, links_within, origins
from briefing.compare.profiles import Profile, profiles
from briefing.compare.timeline import Timeline, merged
from briefing.model.annotation import Annotation, Assess
from briefing.model.facts import ClaimFact, Facts

_CROWD = 400  # claims under one key: what so many share says little of any


class Story(msgspec.Struct, frozen=True):
    """Articles compared. `rests` says of each group, by its key, on which origins it rests, asserting members only."""

    articles: list[Facts]  # newest versions, by publication
    groups: list[ClaimGroup]
    rests: dict[str, list[Origin]]
    origins: list[Origin]
    profiles: list[Profile]
    timeline: Timeline
    gaps: list[OpenQuestion]
    assessed: dict[str, Assess]  # by the claim's reference
    earlier: dict[str, Facts]  # the version before, by story

    def article(self, article_id: str) -> Facts | None:
        """The article of that id, or None."""
        return next((f for f in self.articles if f.article_id == article_id), None)

    def claim(self, ref: str) -> tuple[Facts, ClaimFact] | None:
        """A claim by its reference, with its article; None where there is none."""
        story, _, item = ref.partition("#")
        for facts in self.articles:
            if facts.story == story:
                found = next((c for c in facts.claims if c.id == item), None)
                return (facts, found) if found else None
        return None

    def origins_of(self, ref: str) -> int:
        """On how many independent origins a claim rests, by its reference; 1 for what no other article states."""
        group = next((g for g in self.groups if any(m.claim.ref == ref for m in g.members)), None)
        return len(self.rests[group.key]) if group is not None else 1

    def counts(self, found: ClaimGroup) -> str:
        """`5 articles / 3 outlets / 1 origin` of a group."""
        articles = len({m.claim.article_id for m in found.members})
        numbers = ((articles, "article"), (found.outlets, "outlet"), (len(self.rests[found.key]), "origin"))
        return " / ".join(f"{n} {word}{'s' * (n != 1)}" for n, word in numbers)


def story_of(
    articles: Iterable[Facts],
    annotations: Sequence[Annotation] = (),
    *,
    earlier: Mapping[str, Facts] | None = None,
    matches: Iterable[Matched] | None = None,
    known: Sequence[Link] | None = None,
) -> Story:
    """Compare articles. `matches` of their claims and `known` links of their origins are made where None."""
    kept = sorted(articles, key=lambda f: (f.published or "9999", f.article_id))
    decisions = decisions_of(annotations)
    claims = [c for facts in kept for c in features(facts)]
    shared = list(links(kept)) if known is None else list(known)
    ties = origins(kept, shared)
    origin = {article: o.articles[0] for o in ties for article in o.articles}
    groups = group(claims, matches_among(claims) if matches is None else matches, decisions, origin)
    by_id = {f.article_id: f for f in kept}
    return Story(
        articles=kept,
        groups=groups,
        rests={g.key: _rests(g, by_id, shared) for g in groups},
        origins=ties,
        profiles=profiles(kept, decisions),
        timeline=merged(kept, decisions),
        gaps=gaps(kept, _replies(groups, by_id), annotations),
        assessed=_assessed(annotations),
        earlier=dict(earlier or {}),
    )


def matches_among(claims: Sequence[ClaimFeatures]) -> list[Matched]:
    """The matches of claims that share a key: of different articles, and the contradictions within one."""
    by_story: dict[str, list[ClaimFeatures]] = {}
    for claim in claims:
        by_story.setdefault(claim.story, []).append(claim)
    within = [m for own in by_story.values() for m in own_matches(own)]
    return [*within, *matches_between(claims, _CROWD)]


def _rests(found: ClaimGroup, articles: Mapping[str, Facts], known: Sequence[Link]) -> list[Origin]:
    """The independent origins of what a group states: of those who assert it, or of all where nobody does."""
    members = found.side("asserts") or found.members
    occurrences = []
    for member in members:
        facts = articles[member.claim.article_id]
        claim = next(c for c in facts.claims if c.id == member.claim.claim)
        occurrences.append(Occurrence(facts, claim, speaker(member.claim) or None))
    inside = list({o.facts.article_id: o.facts for o in occurrences}.values())
    return claim_origins(occurrences, links_within(known, inside))


def _replies(
    groups: Iterable[ClaimGroup], articles: Mapping[str, Facts]
) -> dict[str, list[tuple[Facts, ClaimFact]]]:
    """Reference of a claim -> the claims that its group holds of other articles."""
    found: dict[str, list[tuple[Facts, ClaimFact]]] = {}
    for one in groups:
        members = []
        for member in one.members:
            facts = articles[member.claim.article_id]
            members.append((facts, next(c for c in facts.claims if c.id == member.claim.claim)))
        for facts, claim in members:
            found[reference(facts.story, claim.id)] = [m for m in members if m[0] is not facts]
    return found


def _assessed(annotations: Iterable[Annotation]) -> dict[str, Assess]:
    """The last judgement of each claim."""
    found: dict[str, Assess] = {}
    for note in sorted(annotations, key=lambda a: (a.modified, a.uid)):
        if note.assess is not None and not note.deleted_at and (note.target.ref or "").startswith("claim:"):
            found[reference(note.target.article_id, note.target.ref or "")] = note.assess
    return found
