"""Claims worded alike as one: what copies of a text repeat is matched once, and all of them share the verdict.

Two claims have one *form* where all that a match between articles reads of the claims themselves is equal
(`form`). Where they are also matched, the later one is an *echo* of the first, its lead: it is compared with
nothing else, for it stands to any third claim as its lead does. Some hundred copies of a dispatch then cost
what the dispatch costs, and their number does not weigh in what is put together: a claim is no likelier
for being reprinted. What the analyst decided on is no echo: it goes where the decision puts it.
"""

import hashlib
from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import combinations

import msgspec

from briefing.compare.claims import Match, closeness, match
from briefing.compare.decisions import Decisions, pair
from briefing.compare.features import ClaimFeatures

_DIGEST = 16  # bytes of a form: enough to tell any two
_ENCODER = msgspec.msgpack.Encoder(order="deterministic")


class Matched(msgspec.Struct, frozen=True):
    """Two claims, by reference, and how they stand to each other."""

    one: str
    other: str
    match: Match
    echo: bool = False  # `other` repeats `one` and is matched with nothing else of other articles


def form(claim: ClaimFeatures) -> bytes:
    """What is equal in two claims that stand to any claim of another article alike."""
    wording = claim.wording
    first: dict[str, int] = {}
    # The ids of actors say in a claim which mentions are of one actor, and are else those of its article.
    actors = [(first.setdefault(m.actor, n), m.actor == "source", msgspec.structs.astuple(m)[1:]) for n, m in enumerate(wording.actors)]  # fmt: skip
    rest = msgspec.structs.replace(wording, actors=[])
    read = (rest, actors, claim.dates, claim.cue, claim.polarity, claim.source_keys)
    return digest(read)


def digest(data: object) -> bytes:
    """A name for data, the same for equal ones."""
    return hashlib.blake2b(_ENCODER.encode(data), digest_size=_DIGEST).digest()


class Matcher:
    """Matches claims of different articles; those of the same two forms once."""

    def __init__(self) -> None:
        self._known: dict[tuple[bytes, bytes, str], Match | None] = {}

    def match(self, a: ClaimFeatures, one: bytes, b: ClaimFeatures, other: bytes) -> Match | None:
        """As `claims.match`; `one` and `other` are the forms."""
        key = one, other, closeness(a, b)
        if key not in self._known:
            self._known[key] = match(a, b)
        return self._known[key]


def matches_between(claims: Sequence[ClaimFeatures], crowd: int) -> Iterator[Matched]:
    """The matches of claims of different articles that share a key, echoes with their lead alone.

    A key that more than `crowd` claims have, echoes left out, says little of any.
    """
    forms = [form(c) for c in claims]
    matcher = Matcher()
    leads: dict[bytes, list[int]] = {}
    held: dict[str, list[int]] = {}
    for n, claim in enumerate(claims):
        lead = None
        for other in leads.get(forms[n], ()) if claim.keys else ():
            if claims[other].story == claim.story:
                continue
            how = matcher.match(claims[other], forms[n], claim, forms[n])
            if how is not None and how.proposition:
                yield Matched(claims[other].ref, claim.ref, how, echo=lead is None)
                lead = other if lead is None else lead
        if lead is None:
            leads.setdefault(forms[n], []).append(n)
            for key in claim.keys:
                held.setdefault(key, []).append(n)
    pairs = {
        (a, b)
        for places in held.values()
        if len(places) <= crowd
        for a, b in combinations(places, 2)
        if claims[a].story != claims[b].story
    }
    for a, b in sorted(pairs):
        how = matcher.match(claims[a], forms[a], claims[b], forms[b])
        if how is not None:
            yield Matched(claims[a].ref, claims[b].ref, how)


class Units:
    """Claims with their echoes as one; a unit is named by its first claim."""

    def __init__(
        self, claims: Mapping[str, ClaimFeatures], matches: Iterable[Matched], decisions: Decisions
    ) -> None:
        """`claims` by reference, the earliest first; matches with others are left out."""
        known = [m for m in matches if m.one in claims and m.other in claims]
        lead = {m.other: m.one for m in known if m.echo}
        decided = {ref for p in decisions.together | decisions.apart for ref in p}
        self.members: dict[str, list[str]] = {}
        self.found: dict[tuple[str, str], Match] = {}
        self.repeated: dict[str, Match] = {}  # how the echoes of a unit stand to their lead
        first: dict[str, str] = {}
        unit: dict[str, str] = {}
        families: dict[str, list[str]] = {}
        for ref in claims:
            family = lead.get(ref, ref)
            unit[ref] = ref if ref in decided else first.setdefault(family, ref)
            self.members.setdefault(unit[ref], []).append(ref)
            if unit[ref] == ref:
                families.setdefault(family, []).append(ref)
        for m in known:
            one, other = lead.get(m.one, m.one), lead.get(m.other, m.other)
            if m.echo:
                self.repeated.setdefault(unit[m.other], m.match)
                self.repeated.setdefault(unit[m.one], m.match)
                for a, b in combinations(families[one], 2):
                    self._keep(a, b, m.match)
            elif claims[m.one].story == claims[m.other].story:
                self._keep(unit[m.one], unit[m.other], m.match)
            else:
                for a in families[one]:
                    for b in families[other]:
                        self._keep(a, b, m.match)

    def _keep(self, one: str, other: str, how: Match) -> None:
        """The better of two matches is how two units stand to each other."""
        if one == other:
            return
        held = self.found.get(pair(one, other))
        if held is None or (how.proposition, how.score) > (held.proposition, held.score):
            self.found[pair(one, other)] = how
