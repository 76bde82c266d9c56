"""Clauses that come from nobody: behind "reportedly" (evidence hedge), behind "it emerged that" (hearsay)."""

from briefing.extract.claims.draft import Draft, Scene
from briefing.extract.claims.tree import Range, minus
from briefing.extract.lexicon import words

_EMERGE = frozenset({"emerge", "transpire"})


def emergences(scene: Scene) -> list[Draft]:
    """What came out without anybody's saying it: "it emerged on Friday that he had left"."""
    tree = scene.tree
    found = []
    for i in range(len(tree)):
        if tree.lemma[i] not in _EMERGE or not tree.is_verb(i):
            continue
        subject, clause = tree.child(i, "nsubj", "expl"), tree.child(i, "ccomp", "advcl")
        if subject is None or tree.lower[subject] != "it" or clause is None or clause < i:
            continue
        start, end = tree.subtree(clause)
        if tree.lower[start] == "that":
            content = [tree.trim((start, min(end, tree.sent[i][1])))]
            found.append(
                Draft("hearsay", i, [(i, i + 1)], [], content, evidence="hearsay", lemma=tree.lemma[i])
            )
    return found


def hearsay_claims(scene: Scene, drafts: list[Draft]) -> list[Draft]:
    """One draft for each hearsay adverb outside quotations; its content is the clause it stands in.

    An adverb of a cue of speech ("he reportedly said") is that claim's hedge and makes none of its own.
    """
    tree = scene.tree
    spoken = {d.anchor for d in drafts if d.evidence in ("speech", "hearsay", "decree")}
    found = []
    for i in range(len(tree)):
        if tree.lower[i] in words("hearsay_adverbs") and scene.inside[i] < 0 and tree.head[i] not in spoken:
            content = _clause(scene, i)
            if content:
                found.append(
                    Draft(
                        "hearsay",
                        i,
                        [(i, i + 1)],
                        [],
                        content,
                        evidence="hedge",
                        stance="doubting",
                        lemma=tree.lower[i],
                        weight=0.5,
                    )
                )
    return found


def _clause(scene: Scene, i: int) -> list[Range]:
    """The clause of the adverb's verb without what is coordinated with it; or the phrase it modifies."""
    tree = scene.tree
    head = tree.head[i]
    low, high = tree.sent[i]
    if head == i:
        return []
    start, end = tree.left[head], tree.right[head] + 1
    if tree.is_verb(head) or tree.tag[head] == "MD" or tree.dep[head] == "ROOT":
        if tree.dep[head] == "conj" and tree.child(head, "nsubj", "nsubjpass") is None:
            start = max(start, min([head, i, *(k for k in tree.kids[head] if k > tree.head[head])]))
        for k in tree.kids[head]:
            if tree.dep[k] in ("conj", "cc") and k > head:
                end = min(end, tree.left[k] if tree.dep[k] == "conj" else k)
            elif tree.dep[k] == "mark" and k < head:
                start = max(start, k + 1)
    if tree.tag[start] in ("WP", "WDT") and start < head:
        start += 1
    pieces = [tree.trim(p) for p in minus((max(start, low), min(end, high)), (i, i + 1))]
    return [p for p in pieces if tree.words(p)]
