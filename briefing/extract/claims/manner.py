"""Quotations beside a verb that is none of saying: “…,” beamed Holm; “…,” she laughed.

Behind a quotation a verb of manner or of nonverbal expression stands for "say" (Levin 1993, 37.3 and 40.2; the
inversion shows it). The class is open, so the place decides: right behind a quotation that opens the sentence
and ends in a comma or asks or cries out.
"""

from briefing.extract.claims.draft import Draft, Scene
from briefing.extract.claims.place import is_titled
from briefing.extract.claims.quotations import Quotation
from briefing.extract.claims.source import SUBJECT, noun_phrase
from briefing.extract.claims.tree import Tree
from briefing.extract.lexicon import cue

_FEWEST = 2  # words of the quotation
_AUXILIARY = frozenset({"be", "have", "do"})
_BETWEEN = frozenset({"advmod", "punct"})


def manner_claims(scene: Scene, drafts: list[Draft]) -> list[Draft]:
    """A draft for each quotation that none of `drafts` covers and that such a verb follows."""
    tree = scene.tree
    found = []
    taken = {i for d in drafts for s, e in d.content for i in range(s, e)}
    for q in scene.quotations:
        if not q.closed or not taken.isdisjoint(range(*q.tokens)):
            continue
        spoken = _spoken(scene, q)
        if spoken is not None:
            verb, subject = spoken
            source = noun_phrase(tree, subject, (verb, verb + 1), q.tokens)
            found.append(
                Draft("inverted", verb, [(verb, verb + 1)], source, [q.tokens], lemma=tree.lemma[verb])
            )
    return found


def _spoken(scene: Scene, q: Quotation) -> tuple[int, int] | None:
    """`(verb, subject)` of the clause behind a quotation that says who spoke and how."""
    tree = scene.tree
    low = tree.sent[q.start][0]
    if tree.words(q.tokens) < _FEWEST or any(not tree.is_punct(k) for k in range(low, q.start)):
        return None
    stop = tree.text[q.end - 2]
    at = q.end + (q.end < len(tree) and tree.text[q.end] == ",")
    comma = stop == "," or at > q.end
    if at >= len(tree) or scene.paragraph[at] != q.paragraph or not (comma or stop in "?!"):
        return None
    if _manner(tree, at):
        behind = [k for k in tree.kids[at] if k > at and tree.dep[k] in (*SUBJECT, "dobj")]
        if behind and tree.left[behind[0]] == at + 1:
            return at, behind[0]
    subject = next((k for k in range(at, min(at + 12, tree.sent[at][1])) if tree.dep[k] in SUBJECT), None)
    if subject is None or tree.left[subject] != at or not (comma or tree.text[at].islower()):
        return None
    verb = tree.head[subject]
    between = range(tree.right[subject] + 1, verb)
    if not _manner(tree, verb) or verb < subject or any(tree.dep[k] not in _BETWEEN for k in between):
        return None
    # "“Salt of the Earth,” Holm sold for a crown" has an object; who smiles has none.
    if is_titled(tree, q.tokens):
        return None
    objects = [k for k in tree.children(verb, "dobj", "ccomp", "xcomp", "acomp", "attr", "oprd") if k > verb]
    return None if objects else (verb, subject)


def _manner(tree: Tree, i: int) -> bool:
    """Whether a token is a finite verb that attributes nothing by itself."""
    return (
        tree.tag[i] in ("VBD", "VBZ")
        and tree.lemma[i] not in _AUXILIARY
        and cue(tree.lemma[i]) is None
        and tree.child(i, "neg", "aux", "auxpass") is None
    )
