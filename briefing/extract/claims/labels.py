"""Speakers named by a label or a signature: `Minister: …`, `ANCHOR: …`, `@name: …`, `"…" — Name`."""

from briefing.extract import lexicon
from briefing.extract.claims.draft import Draft, Scene
from briefing.extract.claims.place import is_mark, quotation_before
from briefing.extract.claims.tree import Range, Tree

_DASH = frozenset({"—", "–", "―", "--", "-"})
_BULLETS = frozenset({"•", "·", "*", "-", "–", "◦", "▪", "‣"})
_NAME = 12  # and a name behind a dash so many, with what its bearer is
_LABEL = 8  # a speaker's label before a colon has at most so many words


def colon_claims(scene: Scene) -> list[Draft]:
    """`Speaker: what is said` at the start of a paragraph, in headlines and transcripts, and `"…" — Speaker`."""
    tree = scene.tree
    found: list[Draft] = []
    for number, (first, last) in enumerate(scene.paragraphs):
        start = first + is_mark(tree.text[first])  # a transcript that is quoted opens each turn with a mark
        colon = next((i for i in range(start, min(last, start + _LABEL + 6)) if tree.text[i] == ":"), None)
        if colon is not None and _is_label(scene, start, colon, number) and colon + 1 < last:
            content = tree.trim((colon + 1, last))
            label = _speaker(tree, tree.trim((start, colon)))
            loud = tree.text[start].isupper()
            if tree.words(content) > (not loud) and (start == first or loud):
                found.append(Draft("colon", None, [(colon, colon + 1)], [label], [content], lemma=":"))
            continue
        found += _signed(scene, first, last)
    return found


def _signed(scene: Scene, first: int, last: int) -> list[Draft]:
    """Every `“…” — Speaker` of a paragraph: a quotation that opens its line, a dash, a name up to the line's end."""
    tree = scene.tree
    found: list[Draft] = []
    for dash in range(first + 1, last - 1):
        glued = is_mark(tree.text[dash][:1]) and tree.text[dash][1:] in _DASH  # the tokenizer's "”―"
        if not glued and (tree.text[dash] not in _DASH or scene.inside[dash] >= 0):
            continue
        number = scene.inside[dash] if glued else quotation_before(scene, dash)
        if number is None or number < 0 or not _opens_line(scene, first, scene.quotations[number].start):
            continue
        end = next((k for k in range(dash + 1, last) if k > dash + 1 and _opens_line(scene, first, k)), last)
        name = tree.trim((dash + 1, end))
        if 0 < tree.words(name) <= _NAME and tree.text[name[0]][:1].isupper():
            said = [(scene.quotations[number].start, min(dash, scene.quotations[number].end))]
            found.append(Draft("dash", None, [(dash, dash + 1)], [name], said, lemma="—"))
    return found


def _opens_line(scene: Scene, first: int, i: int) -> bool:
    """Whether token `i` is the first of its paragraph or of a line in it."""
    tree = scene.tree
    return (
        i - first <= 1
        or "\n" in scene.text[tree.end[i - 1] : tree.start[i]]
        or (tree.space[i - 1] and "\n" in scene.text[tree.start[i - 1] : tree.start[i]])
    )


def _speaker(tree: Tree, label: Range) -> Range:
    """A transcript's label without what follows the name in capitals: "ADA HOLM, mayor", "ADA HOLM [from the floor]"."""
    start, end = label
    if start < end and tree.text[start] == "RT" and start + 1 < end:
        start += 1
    stop = next((i for i in range(start + 1, end) if tree.text[i] in (",", "(", "[")), end)
    named = all(tree.text[i].isupper() or tree.is_punct(i) for i in range(start, stop))
    return (start, stop if named else end)


def _is_label(scene: Scene, first: int, colon: int, number: int) -> bool:
    """Whether the words before a colon name a speaker: a name, all capitals, or a title's nouns."""
    tree = scene.tree
    first, colon = _speaker(tree, (first, colon))
    if tree.text[first] in _BULLETS:
        return False  # an entry of a list and its catchword
    words = [i for i in range(first, colon) if not tree.is_punct(i) and not tree.space[i]]
    if not 0 < len(words) <= _LABEL:
        return False
    if tree.text[words[-1]].startswith("@"):
        return all(tree.text[i].startswith("@") or tree.text[i] == "RT" for i in words)
    if any(
        tree.tag[i].startswith(("VB", "MD", "CD", "IN", "W", "PRP", "RB")) and not tree.text[i].isupper()
        for i in words
    ):
        return False
    if any(tree.lower[i] in lexicon.words("labels") for i in words):
        return False
    if all(tree.text[i].isupper() for i in words):
        return True
    return tree.text[words[-1]][:1].isupper() and (
        number in scene.headings or tree.tag[words[-1]] in ("NNP", "NNPS")
    )
