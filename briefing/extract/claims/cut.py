"""Where a content ends: before a further act of speech, a concession of the writer's, another's clause, and
never inside a word.
"""

from briefing.extract.claims.draft import Scene
from briefing.extract.claims.tree import Range, Tree
from briefing.extract.lexicon import cue

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
            if tree.tag[i] == "VBG":
                entry = cue(tree.lemma[i])
                if entry is not None and entry.evidence in ("speech", "hearsay") and tree.right[i] > i:
                    return i - 1
    return end


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
    if scene.paragraph[start] < 0 or scene.paragraphs[scene.paragraph[start]][0] != start:
        return start
    dash = next(
        (i for i in range(start, min(end, start + _DATELINE)) if tree.text[i] in ("—", "–", "--", "-")), None
    )
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
