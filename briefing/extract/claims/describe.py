"""Draft -> Claim."""

from briefing.extract.claims.draft import Draft, Scene
from briefing.extract.claims.tree import Range
from briefing.extract.lookup import ActorLookup
from briefing.model.article import Span
from briefing.model.brief import Claim, ClaimSource, item_id


def spans(scene: Scene, pieces: list[Range]) -> list[Span]:
    tree = scene.tree
    return [Span(tree.start[s], tree.end[e - 1]) for s, e in pieces if s < e]


def claim_of(scene: Scene, draft: Draft, actors: ActorLookup) -> Claim:
    content, cue, source = spans(scene, draft.content), spans(scene, draft.cue), spans(scene, draft.source)
    return Claim(
        id=item_id("claim", *[p for s in [*content, *cue] for p in (s.start, s.of(scene.text))]),
        content=content, cue=cue, source=ClaimSource("unattributed" if not source else "named", None, source, None),
        quotation="indirect", evidence=draft.evidence, polarity=draft.polarity, hedges=[], chain=[], about=[], rule=draft.rule, stance=draft.stance,
    )  # fmt: skip
