"""What is known of an actor over articles: its names and roles over time, what it said, what was said of it."""

from collections.abc import Iterable, Sequence

import msgspec

from briefing.compare.actors import link, linked
from briefing.compare.decisions import NONE, Decisions, reference
from briefing.model.brief import ActorKind
from briefing.model.facts import ActorFact, ClaimFact, Facts


class Said(msgspec.Struct, frozen=True):
    """A claim with the article that carries it."""

    article_id: str
    story: str
    outlet: str
    published: str | None
    claim: ClaimFact

    @property
    def ref(self) -> str:
        """How decisions and groups name the claim."""
        return reference(self.story, self.claim.id)


class Role(msgspec.Struct, frozen=True):
    """What an article calls the actor, with the day it was published first so."""

    words: str
    published: str | None
    article_id: str


class Profile(msgspec.Struct, frozen=True):
    """A named actor over articles; claims and roles in order of publication."""

    key: str  # the reference of the first of its actors
    name: str
    kind: ActorKind
    aliases: list[str]
    roles: list[Role]
    actors: list[str]  # references: one an article, or more where an article names it twice
    articles: list[str]
    said: list[Said]  # as a named source
    about: list[Said]  # what others said that speaks of it
    first: str | None  # days of the first and the last article that names it
    last: str | None

    @property
    def speaks_in(self) -> int:
        """In how many articles it speaks."""
        return len({s.article_id for s in self.said})

    def counted(self, polarity: str) -> int:
        """How many of its claims are of that polarity."""
        return sum(s.claim.polarity == polarity for s in self.said)


def profiles(articles: Iterable[Facts], decisions: Decisions = NONE) -> list[Profile]:
    """The named actors: those that speak in most articles first, then those that most articles name."""
    kept = {f.story: f for f in sorted(articles, key=lambda f: (f.published or "9999", f.article_id))}
    facts = {reference(f.story, a.id): (f, a) for f in kept.values() for a in f.actors}
    met = [m for f in kept.values() for m in linked(f)]
    groups = [[m.ref for m in group] for group in link(met, decisions)]
    linkable = {m.ref for m in met}
    groups += [[ref] for ref in facts if ref not in linkable]
    found = [_profile([facts[r] for r in group if r in facts], group) for group in groups]
    return sorted(
        (p for p in found if p is not None),
        key=lambda p: (-p.speaks_in, -len(p.articles), -len(p.said) - len(p.about), p.name.casefold(), p.key),
    )


def _profile(members: Sequence[tuple[Facts, ActorFact]], refs: list[str]) -> Profile | None:
    """None for who has no name, and for bylines and publishers that nobody speaks of."""
    named = [(f, a) for f, a in members if not a.unnamed]
    if not any(a.in_ranking for _, a in named):
        return None
    named.sort(key=lambda m: (m[0].published or "9999", m[0].article_id))
    said = [_said(f, c) for f, a in named for c in f.claims if c.actor == a.id and c.source_kind == "named"]
    about = [_said(f, c) for f, a in named for c in f.claims if a.id in c.about and c.actor != a.id]
    names = [a.name for _, a in named]
    name = max(names, key=lambda n: (names.count(n), len(n), n))
    roles: dict[str, Role] = {}
    for facts, actor in named:
        for words in actor.roles:
            roles.setdefault(words.casefold(), Role(words, facts.published, facts.article_id))
    days = [f.published[:10] for f, _ in named if f.published]
    other = dict.fromkeys(n for _, a in named for n in (a.name, *a.aliases) if n != name)
    return Profile(
        key=min(refs),
        name=name,
        kind=named[0][1].kind,
        aliases=list(other),
        roles=list(roles.values()),
        actors=sorted(refs),
        articles=list(dict.fromkeys(f.article_id for f, _ in named)),
        said=_in_order(said),
        about=_in_order(about),
        first=min(days, default=None),
        last=max(days, default=None),
    )


def _said(facts: Facts, claim: ClaimFact) -> Said:
    return Said(facts.article_id, facts.story, facts.outlet, facts.published, claim)


def _in_order(claims: Iterable[Said]) -> list[Said]:
    return sorted(claims, key=lambda s: (s.published or "9999", s.article_id, s.claim.span.start))


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
