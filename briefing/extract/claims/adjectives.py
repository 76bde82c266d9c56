"""Attitudes behind a copula, "she is worried about …", and what somebody makes clear."""

from briefing.extract.claims.draft import Draft, Scene, draft
from briefing.extract.claims.source import noun_phrase, subject_of
from briefing.extract.claims.tree import Range, Tree
from briefing.extract.claims.verbs import is_negated
from briefing.extract.lexicon import Cue, adjective_cue

_COPULAS = frozenset(
    {"be", "become", "seem", "appear", "remain", "feel", "grow", "look", "sound", "get", "'s", "’s"}
)

_CLEAR = frozenset({"clear", "plain"})


def attitude_claims(scene: Scene) -> list[Draft]:
    """Every attitude that an adjective or participle names, in text order."""
    tree = scene.tree
    found = []
    for i in range(len(tree)):
        if not tree.tag[i].startswith(("JJ", "VBN")):
            continue
        entry = adjective_cue(tree.lower[i])
        if entry is None:
            continue
        claim = _attitude(scene, i, entry)
        if claim is not None:
            found.append(claim)
    return found


def made_clear(scene: Scene) -> list[Draft]:
    """What somebody makes clear, or plain: "she made (it) clear (that) she would go"."""
    tree = scene.tree
    found = []
    for i in range(1, len(tree)):
        verb = tree.head[i]
        if tree.lower[i] not in _CLEAR or tree.lemma[verb] != "make" or not verb < i <= verb + 4:
            continue
        inner = [*tree.children(i, "ccomp", "advcl"), *tree.children(verb, "ccomp", "advcl")]
        clause = next((k for k in inner if k > i and tree.left[k] == i + 1 and tree.is_verb(k)), None)
        subject, entry = subject_of(tree, verb), adjective_cue("clear")
        if clause is None or subject is None or entry is None:
            continue
        if any(tree.lower[k] == "to" for k in tree.children(clause, "aux")):
            continue
        content = tree.trim((i + 1, min(tree.right[clause] + 1, tree.sent[i][1])))
        one = draft("made-clear", entry, verb, [(verb, i + 1)], noun_phrase(tree, subject.head), [content])
        one.evidence = "speech"
        if is_negated(tree, verb):
            one.flags.add("negated")
        found.append(one)
    return found


def _attitude(scene: Scene, i: int, entry: Cue) -> Draft | None:
    tree = scene.tree
    copula = tree.head[i] if tree.dep[i] in ("acomp", "oprd", "xcomp") else i
    if tree.dep[i] in ("acomp", "oprd") and tree.lemma[copula] not in _COPULAS:
        return None
    subject = subject_of(tree, copula) if copula != i else None
    head = subject.head if subject is not None else tree.child(i, "nsubjpass", "nsubj")
    found = _complement(tree, i, entry)
    if head is None or found is None or tree.lower[head] in ("it", "there"):
        return None
    cue_end, content = found
    start = min(
        [
            i,
            *(
                k
                for k in (*tree.kids[copula], copula)
                if k <= i and (k == copula or tree.dep[k] in ("aux", "auxpass", "neg", "advmod")) and k > head
            ),
        ]
    )
    piece = tree.trim((max(content[0], tree.sent[i][0]), min(content[1], tree.sent[i][1])))
    if not tree.words(piece):
        return None
    return draft(
        "attitude", entry, i, [(start, cue_end)], noun_phrase(tree, head, (start, cue_end), piece), [piece]
    )


def _complement(tree: Tree, i: int, entry: Cue) -> tuple[int, Range] | None:
    for k in tree.kids[i]:
        if k < i:
            continue
        infinitive = any(tree.lower[a] == "to" for a in tree.children(k, "aux"))
        if tree.dep[k] in ("ccomp", "xcomp", "advcl") and infinitive and "to" in entry.frames:
            return i + 1, tree.subtree(k)
        if tree.dep[k] == "ccomp" and "that" in entry.frames and not infinitive:
            return i + 1, tree.subtree(k)
        if (
            tree.dep[k] in ("prep", "agent")
            and tree.lower[k] in entry.preps
            and k == i + 1
            and tree.right[k] > k
        ):
            return k + 1, (k + 1, tree.right[k] + 1)
    return None
