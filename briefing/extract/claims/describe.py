"""Drafts -> claims: offsets, kinds, links to actors and to each other."""

from briefing.extract.claims.draft import Draft, Scene
from briefing.extract.claims.links import Link, answers, chain_of
from briefing.extract.claims.settle import holders
from briefing.extract.claims.sources import actor_at, head_of, origin_of
from briefing.extract.claims.tree import Range
from briefing.extract.claims.turns import turns
from briefing.extract.claims.wording import certainty_of, evidence_of, hedges_of, quotation_of
from briefing.extract.lookup import ActorLookup
from briefing.model.article import Span
from briefing.model.brief import ChainLink, Claim, ClaimSource, distinct, item_id


def claims_of(scene: Scene, drafts: list[Draft], actors: ActorLookup) -> list[Claim]:
    """The claims of an article's drafts, in text order, each with an id of its own."""
    answered = answers(scene, drafts, [d for d in drafts if d.polarity == "deny"])
    ids: dict[int, str] = {}
    for one in drafts:
        ids[id(one)] = distinct(_identity(scene, one), ids.values())
    outer = holders(drafts)
    turn = turns(scene, drafts)
    return [
        _claim(
            scene,
            one,
            outer[id(one)],
            actors,
            ids,
            answered.get(id(one)),
            turn.get(scene.paragraph[one.start]),
        )
        for one in drafts
    ]


def spans_of(scene: Scene, pieces: list[Range]) -> list[Span]:
    """Ranges of tokens as characters of the article's text."""
    tree = scene.tree
    return [Span(tree.start[s], tree.end[e - 1]) for s, e in pieces if s < e]


def _identity(scene: Scene, one: Draft) -> str:
    spans = [*spans_of(scene, one.content), *spans_of(scene, one.cue)]
    return item_id("claim", *[part for s in spans for part in (s.start, s.of(scene.text))])


def _claim(
    scene: Scene,
    one: Draft,
    outer: list[Draft],
    actors: ActorLookup,
    ids: dict[int, str],
    answered: Draft | None,
    turn: Draft | None,
) -> Claim:
    origin = origin_of(scene, one, actors, turn)
    content = spans_of(scene, one.content)
    return Claim(
        id=ids[id(one)],
        content=content,
        cue=spans_of(scene, one.cue),
        source=ClaimSource(origin.kind, origin.actor, spans_of(scene, origin.pieces), origin.reason),
        quotation=quotation_of(scene, one),
        evidence=evidence_of(one, origin.kind),
        polarity=one.polarity,
        hedges=spans_of(scene, hedges_of(scene, one)),
        chain=[_link(scene, link, actors) for link in chain_of(scene, one, outer)],
        about=actors.ids(content),
        answers=ids[id(answered)] if answered is not None else None,
        stance=one.stance,
        certainty=certainty_of(scene, one),
        rule=one.rule,
    )


def _link(scene: Scene, link: Link, actors: ActorLookup) -> ChainLink:
    source, cue = link
    actor = actor_at(scene.tree, actors, head_of(scene.tree, source[0]), source[0]) if source else None
    return ChainLink(spans_of(scene, source), actor, spans_of(scene, cue))
