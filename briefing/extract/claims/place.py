"""Places in a sentence: the block of a cue with its source, and what stands before and behind it."""

from briefing.extract.claims.draft import Scene
from briefing.extract.claims.quotations import Quotation
from briefing.extract.claims.source import Subject
from briefing.extract.claims.tree import Range, Tree
from briefing.extract.claims.verbs import CueVerb
from briefing.extract.lexicon import words

_ADJUNCT = frozenset({"prep", "npadvmod", "advmod", "dobj", "dative", "agent", "prt", "iobj", "pobj", "tmod"})
_MARKS = frozenset('“”"«»„') | {"``", "''", "‘‘", "’’"}


def block_of(tree: Tree, verb: CueVerb, subject: Subject | None, scene: Scene) -> Range:
    """The cue, its own subject and the adjuncts that touch them: what a parenthesis is made of.

    Never reaches into a quotation that the cue is not in.
    """
    start, end = verb.words
    if subject is not None and subject.how == "own":
        left, right = tree.subtree(subject.head)
        if right <= verb.i or left > verb.i:
            start, end = min(start, max(left, tree.sent[verb.i][0])), max(end, right)
    for k in tree.kids[verb.i]:
        if k > verb.i and tree.dep[k] in _ADJUNCT and tree.left[k] <= end + 1 and not _holds_clause(tree, k):
            if tree.lower[tree.left[k]] == "including" and tree.text[tree.left[k] - 1] == ",":
                break  # "…, experts say, including a clause on fees": content goes on
            end = max(end, tree.right[k] + 1)
        elif k < verb.i and tree.dep[k] in ("cc", "mark") and k == start - 1:
            start = k
    side = scene.inside[verb.i]
    while end > verb.words[1] and scene.inside[end - 1] != side:
        end -= 1
    while start < verb.words[0] and scene.inside[start] != side:
        start += 1
    return start, min(end, tree.sent[verb.i][1])


def _holds_clause(tree: Tree, k: int) -> bool:
    return tree.dep[k] == "prep" and tree.child(k, "pcomp") is not None


def before(tree: Tree, at: int, low: int) -> int | None:
    """The last token before `at` that is not white space, not below `low`; None where there is none."""
    at -= 1
    while at >= low and tree.space[at]:
        at -= 1
    return at if at >= low else None


def after(tree: Tree, at: int, high: int) -> int | None:
    """The first token from `at` on that is not white space, below `high`."""
    while at < high and tree.space[at]:
        at += 1
    return at if at < high else None


def is_mark(text: str) -> bool:
    """Whether a token is a double quotation mark."""
    return text in _MARKS


def quotation_at(scene: Scene, at: int, high: int) -> int | None:
    """The number of the quotation that begins at `at`, after commas, colons and white space."""
    tree = scene.tree
    high = min(high, len(tree))
    while at < high and (tree.space[at] or tree.text[at] in (",", ":", "-", "–", "—", "--", ";", "that")):
        at += 1
    if at < high and scene.inside[at] >= 0 and scene.quotations[scene.inside[at]].start == at:
        return scene.inside[at]
    return None


def quotation_before(scene: Scene, at: int) -> int | None:
    """The number of the quotation that ends right before `at`, after commas, dashes and white space."""
    tree = scene.tree
    at -= 1
    while (
        at >= 0 and (tree.space[at] or tree.text[at] in (",", "-", "–", "—", "--")) and scene.inside[at] < 0
    ):
        at -= 1
    if at >= 0 and scene.inside[at] >= 0 and scene.quotations[scene.inside[at]].end == at + 1:
        return scene.inside[at]
    return None


def is_time(tree: Tree, noun: int) -> bool:
    """Whether the object of a preposition says when: "on Friday", "on 3 May"."""
    return tree.tag[noun] == "CD" or tree.lower[noun] in words("times")


def is_named_work(scene: Scene, quotation: Quotation) -> bool:
    """Whether a noun right before a quotation in title case says what it is the name of: "his book, “The Salt Road”"."""
    tree = scene.tree
    low = tree.sent[quotation.start][0]
    noun = before(tree, quotation.start, low)
    if noun is not None and tree.text[noun] == ",":
        noun = before(tree, noun, low)
    heading = scene.paragraph[quotation.start] in scene.headings
    return not heading and noun is not None and tree.tag[noun] == "NN" and is_titled(tree, quotation.tokens)


def is_titled(tree: Tree, piece: Range) -> bool:
    """Whether every longer word has a capital: a title or a heading."""
    long = [tree.text[i] for i in range(*piece) if len(tree.text[i]) > 3 and tree.text[i][0].isalpha()]
    return len(long) > 1 and all(w[0].isupper() for w in long)
