"""Quotations that a noun names: “No,” was her reply; his response: “No”; the union's message is simple: “No”; “No” is
how he put it.

Equative clauses: the copula or the colon stands between the noun and its words (Quirk et al. 1985, 10.20, III.27).
"""

from briefing.extract.claims.draft import Draft, Scene
from briefing.extract.claims.place import after
from briefing.extract.claims.source import SUBJECT, noun_phrase
from briefing.extract.claims.tree import Range, Tree
from briefing.extract.lexicon import words

_BE = frozenset({"is", "was", "are", "were", "'s", "’s"})
_FAR = 6  # tokens between the noun's phrase and the quotation: "to voters on Monday was simple:"
_NEAR = 5  # tokens between the copula behind a quotation and the noun: "was the blunt reply"


def utterance_claims(scene: Scene) -> list[Draft]:
    """Every quotation that is equated with an utterance of somebody's, in text order."""
    found = []
    for q in scene.quotations:
        claim = _named_before(scene, q.tokens) or _named_behind(scene, q.tokens)
        if claim is not None:
            found.append(claim)
    return found


def _named_before(scene: Scene, quoted: Range) -> Draft | None:
    """ "Her answer was “…”", "his response: “…”": the noun stands right before copula and colon."""
    tree, start = scene.tree, quoted[0]
    if scene.paragraph[start] < 0:
        return None
    low = max(scene.paragraphs[scene.paragraph[start]][0], start - 3 * _FAR)
    link = start - 1
    if link < low or not (tree.text[link] == ":" or tree.lower[link] in _BE):
        return None
    while link > low and (tree.lower[link - 1] in _BE or tree.tag[link - 1] in ("JJ", "RB")):
        link -= 1
    for i in range(link - 1, low - 1, -1):
        if tree.is_verb(i) or tree.text[i] in (".", ";", "?", "!") or scene.inside[i] >= 0:
            return None
        if tree.lemma[i] in words("utterances") and tree.tag[i] in ("NN", "NNS") and link - i <= _FAR:
            return _of_holder(scene, i, quoted)
    return None


def _named_behind(scene: Scene, quoted: Range) -> Draft | None:
    """ "“…,” was her answer", "“…” is how he put it": the copula stands right behind the quotation."""
    tree = scene.tree
    high = min(quoted[1] + _NEAR + 2, len(tree))
    at = after(tree, quoted[1], high)
    while at is not None and at < high and tree.text[at] == ",":
        at += 1
    if (
        at is None
        or at >= high
        or tree.lower[at] not in _BE
        or scene.paragraph[at] != scene.paragraph[quoted[0]]
    ):
        return None
    for i in range(at + 1, high):
        if tree.lower[i] == "how" and i == at + 1:
            return _manner(scene, i, quoted)
        if tree.is_punct(i) or tree.is_verb(i):
            return None
        if tree.lemma[i] in words("utterances") and tree.tag[i] in ("NN", "NNS"):
            return _of_holder(scene, i, quoted)
    return None


def _of_holder(scene: Scene, noun: int, quoted: Range) -> Draft | None:
    """The claim of the noun's possessor, or of whom it is of or from; None where it is nobody's."""
    tree = scene.tree
    owner = tree.child(noun, "poss")
    if owner is None:
        phrases = (k for k in tree.children(noun, "prep") if tree.lower[k] in ("of", "from", "by"))
        owner = next((tree.child(k, "pobj") for k in phrases), None)
    source = noun_phrase(tree, owner, (noun, noun + 1), quoted) if owner is not None else []
    if not source:
        return None
    return Draft("utterance", noun, [(noun, noun + 1)], source, [quoted], lemma=tree.lemma[noun])


def _manner(scene: Scene, how: int, quoted: Range) -> Draft | None:
    tree: Tree = scene.tree
    high = tree.sent[how][1]
    verb = next((k for k in range(how + 1, min(high, how + 8)) if tree.is_verb(k)), None)
    subject = tree.child(verb, *SUBJECT) if verb is not None else None
    if (
        verb is None
        or subject is None
        or not how < subject < verb
        or tree.lemma[verb] not in words("putting")
    ):
        return None
    source = noun_phrase(tree, subject, (verb, verb + 1))
    return Draft("utterance", verb, [(verb, verb + 1)], source, [quoted], lemma=tree.lemma[verb])
