"""Who speaks over articles: each source once, with what it said where."""

from collections.abc import Iterable, Sequence

import msgspec

from briefing.compare.actors import link, linked
from briefing.compare.decisions import NONE, Decisions, reference
from briefing.model.facts import ActorFact, ClaimFact, Facts


class Said(msgspec.Struct, frozen=True):
    """A claim with the article that carries it."""

    article_id: str
    story: str
    published: str | None
    claim: ClaimFact

    @property
    def ref(self) -> str:
        """How decisions and groups name the claim."""
        return reference(self.story, self.claim.id)


class Speaker(msgspec.Struct, frozen=True):
    """A named source over articles. `said` is in order of publication."""

    key: str  # the reference of the first of its actors
    name: str
    roles: list[str]
    actors: list[str]  # references
    said: list[Said]

    @property
    def articles(self) -> int:
        """In how many articles it speaks."""
        return len({s.article_id for s in self.said})

    def counted(self, polarity: str) -> int:
        """How many of its claims are of that polarity."""
        return sum(s.claim.polarity == polarity for s in self.said)


def speakers(articles: Iterable[Facts], decisions: Decisions = NONE) -> list[Speaker]:
    """The named sources, those that speak in most articles first. Actors are linked by `briefing.compare.actors`."""
    kept = {f.story: f for f in sorted(articles, key=lambda f: (f.published or "9999", f.article_id))}
    facts = {reference(f.story, a.id): (f, a) for f in kept.values() for a in f.actors}
    groups = [
        [m.ref for m in group] for group in link((m for f in kept.values() for m in linked(f)), decisions)
    ]
    met = {ref for group in groups for ref in group}
    groups += [[ref] for ref in facts if ref not in met]
    found = [_speaker([facts[r] for r in group if r in facts], group) for group in groups]
    speaking = [s for s in found if s is not None]
    return sorted(speaking, key=lambda s: (-s.articles, -len(s.said), s.name.casefold(), s.key))


def _speaker(members: Sequence[tuple[Facts, ActorFact]], refs: list[str]) -> Speaker | None:
    named = [(f, a) for f, a in members if not a.unnamed]
    said = [
        Said(f.article_id, f.story, f.published, c)
        for f, a in named
        for c in f.claims
        if c.actor == a.id and c.source_kind == "named"
    ]
    if not said:
        return None
    said.sort(key=lambda s: (s.published or "9999", s.article_id, s.claim.span.start))
    names = [a.name for _, a in named]
    roles = [r for _, a in sorted(named, key=lambda m: m[0].published or "9999") for r in a.roles]
    return Speaker(
        key=min(refs),
        name=max(names, key=lambda n: (names.count(n), len(n), n)),
        roles=list(dict.fromkeys(roles)),
        actors=sorted(refs),
        said=said,
    )


def unnamed(articles: Iterable[Facts]) -> int:
    """How many sources speak without a name, each counted once an article."""
    return len(
        {
            (f.story, c.actor or c.source.casefold())
            for f in articles
            for c in f.claims
            if c.source_kind == "unnamed"
        }
    )
