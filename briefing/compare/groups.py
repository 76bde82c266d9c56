"""Claims that state one thing, put together, with who asserts, denies, declines and corrects; contested first.

Groups are inferred from matches (`briefing.compare.claims`) and from what the analyst decided. Two groups
join where at least half of the pairs between them match (average linkage with the share of matching pairs
for a similarity), so that a chain of likenesses does not carry one claim into another. Echoes count as one
with what they repeat (`briefing.compare.echoes`). A group depends on the claims it is connected with alone:
whoever keeps groups may make those anew that a new claim touches.
"""

from collections.abc import Iterable, Mapping, Sequence
from itertools import combinations
from typing import Literal

import msgspec

from briefing.compare.claims import Match, act, match
from briefing.compare.decisions import NONE, Decisions, pair
from briefing.compare.echoes import Matched, Units
from briefing.compare.features import ClaimFeatures
from briefing.compare.names import fold

Side = Literal["asserts", "denies", "declines", "asks", "urges"]
GroupStatus = Literal["uncontested", "contested", "denied", "corroborated", "corrected", "declined"]
_PRONOUNS = frozenset(["i", "he", "she", "it", "they", "we", "who", "which", "one", "some", "others"])
_CROWD = 100  # claims of one article under one key: words that so many share set none against another
_LINKED = 0.5  # share of the pairs between two groups that must match
_ORDER: dict[str, int] = {
    "contested": 0, "corrected": 1, "denied": 2, "corroborated": 3, "uncontested": 4, "declined": 5,
}  # fmt: skip


class Member(msgspec.Struct, frozen=True):
    """A claim in a group and what its source does with what the group states."""

    claim: ClaimFeatures
    side: Side
    corrects: bool = False  # says that another figure or wording was wrong


class Reversal(msgspec.Struct, frozen=True):
    """One speaker on both sides: the earlier claim and the later one."""

    speaker: str
    before: Member
    after: Member


class ClaimGroup(msgspec.Struct, frozen=True):
    """Claims that state one thing, earliest first. `status` is inferred; the analyst's own stands beside it.

    Sides are told from the first assertion: who asserts the contrary denies. `key` is the reference of the
    first member, `words` are those of the first that asserts or urges.
    """

    key: str
    words: str
    status: GroupStatus
    members: list[Member]
    reasons: list[str]
    reversals: list[Reversal] = []
    decided: bool = False  # the analyst joined members or kept some apart
    outlets: int = 0
    speakers: int = 0

    def side(self, *sides: Side) -> list[Member]:
        """The members of these sides."""
        return [m for m in self.members if m.side in sides]


def group(
    features: Iterable[ClaimFeatures],
    matches: Iterable[Matched],
    decisions: Decisions = NONE,
    origins: Mapping[str, str] | None = None,
) -> list[ClaimGroup]:
    """The groups of two claims or more, contested first, then by number of articles and by date.

    What one article says twice is no group, unless it is contested or corrected there.
    `matches` are those between any two of `features`; `origins` maps an article's id to its origin
    (`briefing.compare.origins`), each article its own where it is None.
    """
    claims = {c.ref: c for c in sorted(features, key=_age)}
    units = Units(claims, matches, decisions)
    clusters = _clusters(units.members, units.found, decisions)
    groups = [
        _group(names, claims, units, decisions, origins or {})
        for names in clusters
        if sum(len(units.members[n]) for n in names) > 1
    ]
    kept = (g for g in groups if g.decided or len({m.claim.story for m in g.members}) > 1 or _is_open(g))
    return sorted(kept, key=_rank)


def _is_open(found: ClaimGroup) -> bool:
    """Whether more than one speaker has a side in it."""
    speakers = {speaker(m.claim) for m in found.members if m.side in ("asserts", "denies")}
    return found.status in ("contested", "corrected") and len(speakers) > 1


def standing(found: ClaimGroup) -> int:
    """Where groups of this status stand in a list, 0 first: contested before corroborated before the rest."""
    return _ORDER[found.status]


def own_matches(claims: Sequence[ClaimFeatures]) -> list[Matched]:
    """The contradictions within one article: what one says there and another denies or counts otherwise.

    What an article only repeats is no match: it is one report either way. A key of more than `_CROWD` of its
    claims tells none of them from another.
    """
    held: dict[str, list[int]] = {}
    for n, claim in enumerate(claims):
        for key in claim.keys:
            held.setdefault(key, []).append(n)
    shared = {p for places in held.values() if len(places) <= _CROWD for p in combinations(places, 2)}
    found = ((claims[a].ref, claims[b].ref, match(claims[a], claims[b])) for a, b in sorted(shared))
    return [Matched(one, other, how) for one, other, how in found if how and how.relation == "contradicting"]


def _age(claim: ClaimFeatures) -> tuple[str, str, int, str]:
    return claim.published or "9999", claim.article_id, claim.span.start, claim.claim


def _clusters(
    units: Iterable[str], found: Mapping[tuple[str, str], Match], decisions: Decisions
) -> list[list[str]]:
    top = {ref: ref for ref in units}
    refs = {ref: [ref] for ref in top}

    def may_join(a: str, b: str, *, decided: bool) -> bool:
        pairs = [pair(x, y) for x in refs[a] for y in refs[b]]
        if any(p in decisions.apart for p in pairs):
            return False
        linked = sum(p in decisions.together or (p in found and found[p].proposition) for p in pairs)
        return decided or linked >= _LINKED * len(pairs)

    ordered = [(p, True) for p in sorted(decisions.together)]
    ordered += [
        (p, False)
        for p in sorted(found, key=lambda p: (-found[p].score, p))
        if found[p].proposition and p not in decisions.apart
    ]
    for (one, other), decided in ordered:
        if one not in top or other not in top:
            continue
        a, b = sorted((top[one], top[other]))
        if a != b and may_join(a, b, decided=decided):
            for ref in refs[b]:
                top[ref] = a
            refs[a] += refs.pop(b)
    return list(refs.values())


def _group(
    names: Sequence[str],
    known: Mapping[str, ClaimFeatures],
    units: Units,
    decisions: Decisions,
    origins: Mapping[str, str],
) -> ClaimGroup:
    found = units.found
    refs = {ref for name in names for ref in units.members[name]}
    claims = sorted((known[r] for r in refs), key=_age)
    sides = _sided(sorted((known[n] for n in names), key=_age), found)
    whose = {ref: name for name in names for ref in units.members[name]}
    members = [Member(c, _side(c, sides.get(whose[c.ref])), _corrects(c)) for c in claims]
    inside = [found[p] for p in combinations(sorted(names), 2) if p in found and found[p].proposition]
    inside += [units.repeated[n] for n in sorted(names) if len(units.members[n]) > 1 and n in units.repeated]
    reasons = [r for m in sorted(inside, key=lambda m: -m.score) for r in m.reasons]
    decided = any(p[0] in refs and p[1] in refs for p in decisions.together) or any(
        p[0] in refs or p[1] in refs for p in decisions.apart
    )
    lead = next((m for m in members if m.side in ("asserts", "urges")), members[0]).claim
    reversals = list(_reversals(members))
    return ClaimGroup(
        key=claims[0].ref,
        words=lead.words,
        status=_status(members, origins),
        members=members,
        reasons=list(dict.fromkeys(reasons)),
        reversals=reversals,
        decided=decided,
        outlets=len({c.outlet or c.article_id for c in claims}),
        speakers=len({s for m in members if (s := speaker(m.claim))}),
    )


def speaker(claim: ClaimFeatures) -> str:
    """Who speaks, the same for the same actor in other articles; "" for nobody, or for a bare pronoun."""
    if claim.source_keys:
        return claim.source_keys[0]
    words = claim.source.casefold()
    if claim.source_kind == "unattributed" or words in _PRONOUNS:
        return ""
    return f"{claim.article_id} {words}"  # unnamed: of this article alone


def _independent(members: Iterable[Member], origins: Mapping[str, str]) -> bool:
    """Whether two speakers who are known, and not each other's outlet, say it in reports of two origins.

    Sources without a name may be one person, or the one that is named elsewhere: they do not count.
    """
    found = list(members)
    outlets = {fold(m.claim.outlet) for m in found}
    known = {
        (tuple(m.claim.source_keys), origin(m, origins))
        for m in found
        if m.claim.source_keys and not outlets & set(m.claim.source_keys)
    }
    return any(one[1] != two[1] and not set(one[0]) & set(two[0]) for one, two in combinations(known, 2))


def origin(member: Member, origins: Mapping[str, str]) -> str:
    """Where the article has its words from, as far as that is known."""
    return origins.get(member.claim.article_id, member.claim.article_id)


def _sided(claims: Sequence[ClaimFeatures], found: Mapping[tuple[str, str], Match]) -> dict[str, bool]:
    """Which of the claims assert. Two that contradict each other are on different sides, two of one sense on one.

    The best match with a claim that has a side decides; the first assertion, else the first claim, begins.
    """
    rest = {c.ref: c for c in claims if act(c) in ("states", "urges")}
    order = {ref: n for n, ref in enumerate(rest)}
    sides: dict[str, bool] = {}
    # Of those that are left: score, order and side by the best match.
    near: dict[str, tuple[float, int, bool]] = {}
    while rest:
        linked = [ref for ref in rest if ref in near]
        if linked:
            ref = max(linked, key=lambda r: (near[r][:2], -order[r]))
            sides[ref] = near[ref][2]
        else:
            ref = next((r for r, c in rest.items() if c.polarity != "deny"), next(iter(rest)))
            sides[ref] = rest[ref].polarity != "deny"
        del rest[ref]
        for other in rest:
            how = found.get(pair(ref, other))
            if how and how.relation != "related":
                link = (how.score, -order[ref], sides[ref] == (how.relation == "same"))
                near[other] = max(near.get(other, link), link, key=lambda x: x[:2])
    return sides


def _side(claim: ClaimFeatures, asserts: bool | None) -> Side:
    if asserts is not None:
        return "denies" if not asserts else "urges" if act(claim) == "urges" else "asserts"
    return "declines" if claim.polarity == "decline" else "asks"


def _corrects(claim: ClaimFeatures) -> bool:
    """Whether a claim says what is right instead of what was said: "32 bolts, not 24", "corrects", "retracts"."""
    cues = ("correct", "retract", "withdr", "amend")
    plain = [q for q in claim.wording.quantities if not q.negated]
    denied = [q for q in claim.wording.quantities if q.negated]
    return claim.cue.casefold().startswith(cues) or bool(plain and denied)


def _reversals(members: Sequence[Member]) -> Iterable[Reversal]:
    held: dict[str, Member] = {}
    for member in members:
        who = speaker(member.claim)
        if not who or member.side not in ("asserts", "denies", "urges"):
            continue
        before = held.get(who)
        if before is not None and "denies" in {before.side, member.side} and before.side != member.side:
            yield Reversal(member.claim.source, before, member)
        held[who] = member


def _status(members: Sequence[Member], origins: Mapping[str, str]) -> GroupStatus:
    asserting = [m for m in members if m.side in ("asserts", "urges")]
    denying = [m for m in members if m.side == "denies"]
    if any(m.corrects for m in denying) and asserting:
        return "corrected"
    if asserting and denying:
        return "contested"
    if denying:
        return "denied"
    if not asserting:
        return "declined" if any(m.side == "declines" for m in members) else "uncontested"
    return "corroborated" if _independent(asserting, origins) else "uncontested"


def _rank(found: ClaimGroup) -> tuple[int, int, str, str]:
    articles = len({m.claim.article_id for m in found.members})
    return _ORDER[found.status], -articles, found.members[0].claim.published or "9999", found.key
