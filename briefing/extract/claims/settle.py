"""Which of several readings of the same words stays."""

from collections.abc import Iterable

from briefing.extract.claims.draft import Draft, Scene
from briefing.extract.claims.sources import is_thing
from briefing.extract.claims.tree import Tree, overlap, root_of, size
from briefing.extract.claims.verbs import is_finite

_SAME = 0.8  # two contents that share so much (Jaccard) are one claim read twice


def settle(scene: Scene, drafts: list[Draft]) -> list[Draft]:
    """The drafts without duplicates, in text order; of two readings the heavier stays, and the
    outer before one whose cue stands in its content.
    """
    outer = holders(drafts)
    inner = {i for i, found in outer.items() if any(i not in map(id, outer[id(o)]) for o in found)}
    kept: dict[int, list[Draft]] = {}
    for draft in sorted(drafts, key=lambda d: (-d.weight, id(d) in inner, d.start, size(d.content), d.rule)):
        near = kept.setdefault(scene.paragraph[draft.content[0][0]], [])
        if not any(_double(scene.tree, draft, other) for other in near):
            near.append(draft)
    return in_order(draft for near in kept.values() for draft in near)


def in_order(drafts: Iterable[Draft]) -> list[Draft]:
    """Drafts in text order."""
    return sorted(drafts, key=lambda d: (d.start, d.content, d.cue))


def holders(drafts: list[Draft]) -> dict[int, list[Draft]]:
    """For each draft, by its `id()`, the others whose content holds its cue."""
    anchors = {d.anchor for d in drafts}
    over: dict[int, list[Draft]] = {}
    for draft in drafts:
        for start, end in draft.content:
            for i in range(start, end):
                if i in anchors:
                    over.setdefault(i, []).append(draft)
    return {
        id(d): [o for o in over.get(d.anchor, []) if o is not d and o.anchor != d.anchor]
        if d.anchor is not None
        else []
        for d in drafts
    }


def _double(tree: Tree, a: Draft, b: Draft) -> bool:
    if a.anchor is not None and a.anchor == b.anchor and a.rule != "floating" and b.rule != "floating":
        return True
    if a.rule == b.rule == "object" and _joint(tree, a, b):
        return False  # "criticised and then defended the bill": two acts with one object
    shared = overlap(a.content, b.content)
    return shared >= _SAME * (size(a.content) + size(b.content) - shared)


def _joint(tree: Tree, a: Draft, b: Draft) -> bool:
    first, second = sorted(d.anchor for d in (a, b) if d.anchor is not None)
    return tree.dep[second] == "conj" and tree.head[second] == first and not overlap(a.cue, b.cue)


def unnested(scene: Scene, drafts: list[Draft]) -> list[Draft]:
    """Without what only serves another claim's content.

    A cue inside another claim's content stays if it is itself a finite act of speech ("X said Y denied
    it"), an attitude that hearsay reports ("reports that officials believe"), or a noun of saying with a that-clause and
    a holder ("denied the clerk's claim that …"): those are links of a chain.
    """
    outer = holders(drafts)
    return [d for d in drafts if _stands(scene, d, outer[id(d)])]


def _repeated(tree: Tree, draft: Draft, outer: list[Draft]) -> bool:
    """Whether a noun and its clause only repeat the claim round them: "repeated *its* warning that", "sends a message that"."""
    if any(tree.is_verb(i) for s, e in draft.cue for i in range(s, e)):
        return True
    own = any(tree.tag[i] == "PRP$" for s, e in draft.source for i in range(s, e))
    return own and draft.anchor is not None and any(tree.head[draft.anchor] == o.anchor for o in outer)


def _stands(scene: Scene, draft: Draft, outer: list[Draft]) -> bool:
    if not outer or draft.anchor is None:
        return True
    if any(o.rule in ("colon", "announced", "floating", "dash", "opening") for o in outer):
        return False
    if draft.rule == "no-answer":
        return False  # "say that nobody there answers the phone": silence towards the source, not the article
    if "negated" in draft.flags and draft.polarity == "assert" and draft.rule in ("object", "preposition"):
        return False  # "insists that he never discussed it": nothing is said there
    if draft.source and is_thing(scene.tree, root_of(scene.tree, draft.source[0]), draft.lemma):
        return False  # "said the attack showed that …" is one inference, the speaker's
    if draft.rule == "noun-that" and (
        draft.evidence == "hearsay" or (draft.source and draft.evidence == "speech")
    ):
        return not _repeated(
            scene.tree, draft, outer
        )  # "denied the clerk's claim that …", "denied reports that …"
    finite = is_finite(scene.tree, draft.anchor)
    if draft.evidence in ("speech", "hearsay"):
        told = (
            {"negated", "passive"} if draft.source and draft.rule != "passive-object" else {"negated"}
        )  # "heard that he was told by her to go"
        return finite and not draft.flags - told
    if draft.evidence == "hedge":
        return False
    return finite and any(o.evidence == "hearsay" for o in outer)
