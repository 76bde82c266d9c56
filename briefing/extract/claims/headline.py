"""Headlines and shouting: sentences whose capitals hide their grammar from the tagger.

"FERRY TO CLOSE, MAYOR SAYS" and "Mayor Says Ferry To Close" are read by their words alone: a present or past form of
a verb of saying, what stands before it, what stands behind it.
"""

from briefing.extract.claims.draft import Draft, Scene, draft
from briefing.extract.claims.tree import Range, Tree
from briefing.extract.lexicon import cue, speech_forms

_MOST = 40  # words; longer "headlines" are paragraphs in capitals that no rule of headlines fits
_CAPITAL = 0.7  # share of words with a capital from which a sentence counts as capitalised


def headline_claims(scene: Scene, drafts: list[Draft]) -> list[Draft]:
    """The claims of capitalised sentences in which no other rule found one."""
    tree = scene.tree
    taken = {tree.sent[d.anchor][0] for d in drafts if d.anchor is not None}
    taken |= {tree.sent[d.content[0][0]][0] for d in drafts if d.content}
    found: list[Draft] = []
    for first, last in scene.paragraphs:
        i = first
        while i < last:
            start, end = tree.sent[i]
            if start not in taken and _capitalised(tree, (start, end)):
                claim = _read(scene, (start, min(end, last)))
                if claim is not None:
                    found.append(claim)
            i = max(end, i + 1)
    return found


def _capitalised(tree: Tree, sentence: Range) -> bool:
    words = [tree.text[i] for i in range(*sentence) if tree.text[i][:1].isalpha()]
    long = [w for w in words if len(w) > 3 or w.isupper()]
    return (
        3 <= len(words) <= _MOST
        and sum(w[0].isupper() for w in long) >= _CAPITAL * len(long)
        and len(long) >= 2
    )


def _read(scene: Scene, sentence: Range) -> Draft | None:
    tree = scene.tree
    start, end = sentence
    for i in range(start, end):
        lemma = speech_forms().get(tree.lower[i])
        entry = cue(lemma) if lemma else None
        if entry is None or "that" not in entry.frames or scene.inside[i] >= 0:
            continue
        if tree.lower[i - 1] == "to" or (tree.text[i].islower() and tree.tag[i] == "VBN"):
            continue
        rest = tree.trim((i + 1, end))
        before = tree.trim((start, i))
        if tree.words(rest) >= 2 and 0 < tree.words(before) <= 8:
            return draft("headline", entry, i, [(i, i + 1)], [before], [_without_stop(tree, rest)])
        comma = next((k for k in range(i - 1, start, -1) if tree.text[k] == ","), None)
        if not tree.words(rest) and comma is not None and tree.words((start, comma)) >= 2:
            return draft(
                "headline", entry, i, [(i, i + 1)], [tree.trim((comma + 1, i))], [tree.trim((start, comma))]
            )
    return None


def _without_stop(tree: Tree, piece: Range) -> Range:
    start, end = piece
    return (start, end - 1) if end - 1 > start and tree.text[end - 1] == "." else piece
