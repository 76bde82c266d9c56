"""Where a content ends: before a further act of speech, a concession of the writer's, another's clause, and
never inside a word.
"""

from briefing.extract.claims.draft import Scene
from briefing.extract.claims.source import SUBJECT
from briefing.extract.claims.tree import Range, Tree
from briefing.extract.lexicon import cue, words

_DASH = frozenset({"—", "–", "--", "-"})
_TOWN = 3  # words of a town's name in capitals before the one that a sentence opens with
_DATELINE = 16  # tokens a dateline has at most


def cut_tail(scene: Scene, start: int, end: int) -> int:
    """`end`, drawn back to before ", adding that …" and ", according to …"."""
    tree = scene.tree
    for i in range(start + 1, end):
        if tree.tag[i] == "VBG" and tree.lower[i - 1] in ("before", "after", "while") and scene.inside[i] < 0:
            entry = cue(tree.lemma[i])
            if entry is not None and entry.evidence in ("speech", "hearsay") and tree.right[i] > i:
                return i - 1
        if tree.text[i] == ";" and scene.inside[i] < 0:
            return i
        if tree.text[i - 1] == "," and scene.inside[i] < 0:
            if tree.lower[i] == "according" and i + 1 < end and tree.lower[i + 1] == "to":
                return i - 1
            if tree.lower[i] in ("although", "though") and tree.head[i] < end:
                return i - 1
            if _judged(tree, i, end):
                return i - 1
            if tree.tag[i] == "VBG":
                entry = cue(tree.lemma[i])
                if entry is not None and entry.evidence in ("speech", "hearsay") and tree.right[i] > i:
                    return i - 1
    return end


def _judged(tree: Tree, i: int, end: int) -> bool:
    """Whether an apposition at `i` tells what others made of the words before it: ", a claim that the data contradict"."""
    if tree.lower[i] not in ("a", "an"):
        return False
    noun = next((k for k in range(i + 1, min(end, i + 4)) if tree.tag[k] in ("NN", "NNS")), i)
    if tree.lemma[noun] not in words("accusation") or noun + 1 >= end:
        return False
    clauses = tree.children(noun, "relcl", "acl")
    return any(tree.child(k, *SUBJECT) is not None and tree.right[k] >= end - 1 for k in clauses)


def cut_supplement(scene: Scene, start: int, end: int) -> int:
    """`end`, drawn back to before a last ", which …", ", who …" or " — a charge that …" that nothing closes.

    A non-restrictive relative clause is the writer's own aside, not part of what is praised, likened or denied
    (speaker-oriented supplements: Potts 2005, The Logic of Conventional Implicatures, ch. 4).
    """
    tree = scene.tree
    for i in range(start + 2, end - 1):
        if _comments(scene, i, end):
            return i - 1
        if tree.text[i - 1] != "," or scene.inside[i] >= 0 or tree.tag[i] not in ("WDT", "WP", "WP$", "WRB"):
            continue
        clause = tree.head[i]
        while tree.dep[clause] != "relcl" and tree.head[clause] != clause and i <= tree.head[clause] < end:
            clause = tree.head[clause]
        if tree.dep[clause] == "relcl" and tree.head[clause] < i and tree.right[clause] >= end - 1:
            return i - 1
    return end


def _comments(scene: Scene, i: int, end: int) -> bool:
    """Whether the last dash of a content opens an indefinite noun phrase at `i`: what the writer calls it."""
    tree = scene.tree
    return (
        tree.text[i - 1] in _DASH
        and not tree.joins(i - 1)
        and tree.lower[i] in ("a", "an")
        and scene.inside[i] < 0
        and not any(tree.text[k] in _DASH for k in range(i, end))
    )


def cut_head(scene: Scene, start: int, end: int) -> int:
    """`start`, moved behind ", according to X, and": what comes before is X's, not this speaker's."""
    tree = scene.tree
    phrase = next(
        (i for i in range(start, end - 1) if tree.lower[i] == "according" and tree.lower[i + 1] == "to"), None
    )
    if phrase is None:
        return start
    stop = next(
        (i for i in range(phrase, end - 1) if tree.text[i] in (",", ";") and tree.dep[i + 1] == "cc"), None
    )
    return stop + 2 if stop is not None else start


def trimmed(scene: Scene, anchor: int | None, pieces: list[Range]) -> list[Range]:
    """The content's pieces without a dateline before them and without ", quoting …" behind the cue."""
    tree = scene.tree
    kept: list[Range] = []
    for start, end in pieces:
        if kept and anchor is not None and start > anchor and tree.tag[start] == "VBG":
            entry = cue(tree.lemma[start])
            if entry is not None and entry.evidence in ("speech", "hearsay") and scene.inside[start] < 0:
                continue
        kept.append((_behind_dateline(scene, start, end), end))
    return kept


def _behind_dateline(scene: Scene, start: int, end: int) -> int:
    """`start`, moved behind "PORT HALLEN, May 14 (Agency) —": a town in capitals, no verb, a dash."""
    tree = scene.tree
    if scene.paragraph[start] < 0:
        return start
    first = scene.paragraphs[scene.paragraph[start]][
        0
    ]  # the parser may end a sentence inside the town's name
    if start - first > _TOWN or not all(tree.text[i].isupper() or tree.space[i] for i in range(first, start)):
        return start
    dash = next((i for i in range(start, min(end, start + _DATELINE)) if tree.text[i] in _DASH), None)
    if dash is None or not (tree.text[start].isupper() and len(tree.text[start]) > 2) or dash + 1 >= end:
        return start
    return start if any(tree.tag[i].startswith(("VB", "MD", "PRP")) for i in range(start, dash)) else dash + 1


def whole_words(tree: Tree, pieces: list[Range]) -> list[Range]:
    """The pieces without a broken word at their ends: the tokenizer makes three tokens of "e-mail"."""
    whole = []
    for start, end in pieces:
        while start >= 2 and start < end and tree.joins(start - 1):
            start -= 2
        while start < end < len(tree) - 1 and tree.joins(end):
            end += 2
        whole.append((start, end))
    return whole
