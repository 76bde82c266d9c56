"""Which of several readings of the same words stays."""

from briefing.extract.claims.draft import Draft, Scene
from briefing.extract.claims.tree import overlap, size
from briefing.extract.claims.verbs import is_finite

_SAME = 0.8  # two contents that share so much (Jaccard) are one claim read twice


def settle(drafts: list[Draft]) -> list[Draft]:
    """The drafts without duplicates, in text order; of two readings the heavier stays, and the
    outer before one whose cue stands in its content.
    """
    kept: list[Draft] = []
    inner = {id(d) for d in drafts if any(_inside(d, o) and not _inside(o, d) for o in drafts)}
    for draft in sorted(drafts, key=lambda d: (-d.weight, id(d) in inner, d.start, size(d.content))):
        if not any(_double(draft, other) for other in kept):
            kept.append(draft)
    return sorted(kept, key=lambda d: (d.start, d.content, d.cue))


def _double(a: Draft, b: Draft) -> bool:
    if a.anchor is not None and a.anchor == b.anchor and a.rule != "floating" and b.rule != "floating":
        return True
    shared = overlap(a.content, b.content)
    return shared >= _SAME * (size(a.content) + size(b.content) - shared)


def unnested(scene: Scene, drafts: list[Draft]) -> list[Draft]:
    """Without what only serves another claim's content.

    A cue inside another claim's content stays if it is itself a finite act of speech ("X said Y denied
    it"), or an attitude that hearsay reports ("reports that officials believe"): those are links of a chain.
    """
    return [d for d in drafts if _stands(scene, d, [o for o in drafts if _inside(d, o)])]


def _inside(draft: Draft, other: Draft) -> bool:
    at = draft.anchor
    return (
        other is not draft
        and at is not None
        and other.anchor != at
        and any(s <= at < e for s, e in other.content)
    )


def _stands(scene: Scene, draft: Draft, outer: list[Draft]) -> bool:
    if not outer or draft.anchor is None:
        return True
    if any(o.rule in ("colon", "announced", "floating", "dash", "opening") for o in outer):
        return False
    finite = is_finite(scene.tree, draft.anchor)
    if draft.evidence in ("speech", "hearsay"):
        return finite and not draft.flags - {"negated"}
    if draft.evidence == "hedge":
        return False
    return finite and any(o.evidence == "hearsay" for o in outer)
