"""Coordinated agents with a predicate each: "was described by A as modest and by B as theft".

The second half has lost subject and verb (gapping; Quirk et al. 1985, 13.92-94) and keeps what differs: who, and as what.
"""

from dataclasses import replace

from briefing.extract.claims.draft import Draft, Scene
from briefing.extract.claims.source import noun_phrase
from briefing.extract.claims.tree import Range, Tree


def gapped_claims(scene: Scene, drafts: list[Draft]) -> list[Draft]:
    """One claim for each further agent of a passive of describing; draws the first one's content back to its own."""
    tree = scene.tree
    found = []
    for one in drafts:
        if one.rule != "passive-predication" or one.anchor is None or not one.source:
            continue
        high = tree.sent[one.anchor][1]
        for by in range(one.cue[-1][1], high - 1):
            halves = _halves(tree, by, high)
            if halves is None:
                continue
            agent, predicate = halves
            own = [p for p in one.content if p[1] <= one.cue[0][0]]
            one.content = [
                tree.trim((s, min(e, _joint(tree, by)))) if s < by else (s, e) for s, e in one.content
            ]
            source = noun_phrase(tree, agent, predicate)
            found.append(
                replace(one, anchor=by, source=source, content=[*own, predicate], flags=set(one.flags))
            )
    return found


def _joint(tree: Tree, by: int) -> int:
    """Where the conjunction before "by" begins, with an adverb between."""
    start = by
    while start > 0 and tree.dep[start - 1] in ("cc", "advmod", "preconj"):
        start -= 1
    return start


def _halves(tree: Tree, by: int, high: int) -> tuple[int, Range] | None:
    """`(agent, predicate)` of "and by B as theft" with its "by" at a token, or None."""
    start = _joint(tree, by)
    if tree.lower[by] != "by" or not any(tree.dep[k] == "cc" for k in range(start, by)):
        return None
    agent = tree.child(by, "pobj")
    at = next((k for k in range(by + 1, high) if tree.lower[k] == "as" or tree.is_punct(k)), high)
    if agent is None or at >= high or tree.lower[at] != "as" or not by < agent < at:
        return None
    noun = tree.child(at, "pobj", "amod", "pcomp")
    predicate = tree.trim((at + 1, (tree.right[noun] if noun is not None else tree.right[at]) + 1))
    return (agent, predicate) if tree.words(predicate) else None
