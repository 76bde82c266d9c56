"""Verbs whose content is a clause or a quotation: said that, “…,” said, it was said, as X said.

Indirect speech follows the complement clause (Quirk et al. 1985, 16.30 ff.); parenthetical and inverted
reporting clauses (14.28–30) take what is left of their sentence.
"""

from briefing.extract.claims.draft import Draft, Scene, draft
from briefing.extract.claims.place import after, before, block_of, is_mark, quotation_at, quotation_before
from briefing.extract.claims.source import SUBJECT, Subject, noun_phrase, subject_of
from briefing.extract.claims.tree import Range, Tree, minus
from briefing.extract.claims.verbs import CueVerb
from briefing.extract.lexicon import cue

_TAIL = frozenset({"advcl", "prep", "npadvmod", "advmod"})


def clause_claim(scene: Scene, verb: CueVerb) -> Draft | None:
    """The claim of an active verb with a clause or a quotation, or None."""
    tree = scene.tree
    frames = verb.cue.frames
    subject = subject_of(tree, verb.i)
    block = block_of(tree, verb, subject, scene)
    right = _right(scene, verb, block) if frames & {"that", "quote"} else None
    left, rule = _left(scene, verb, subject, block, right) if frames & {"that", "quote"} else (None, "")
    pieces = [p for p in (left, right) if p is not None]
    if not pieces:
        return None
    if left is None:
        rule = (
            "quoted"
            if right and scene.inside[right[0]] >= 0 and scene.inside[verb.i] != scene.inside[right[0]]
            else "indirect"
        )
    elif right is not None:
        rule = "split"
    holes = [verb.words, *pieces]
    source = noun_phrase(tree, subject.head, *holes) if subject else []
    if not source and rule not in ("indirect", "quoted"):
        return None
    content = [tree.trim(q) for p in pieces for q in minus(p, verb.words, *source)]
    found = draft(rule, verb.cue, verb.i, [verb.words], source, [c for c in content if c[0] < c[1]])
    return found if found.content else None


def _right(scene: Scene, verb: CueVerb, block: Range) -> Range | None:
    """The complement behind the cue."""
    tree = scene.tree
    low, high = tree.sent[verb.i]
    pieces = []
    for k in tree.kids[verb.i]:
        if k <= verb.i or tree.left[k] < verb.words[1]:
            continue
        if tree.dep[k] == "ccomp" or (tree.dep[k] in ("advcl", "xcomp") and _interrogative(tree, k)):
            if verb.cue.frames == {"quote"} and scene.inside[k] < 0:
                continue
            if (
                tree.child(k, "aux") is not None
                and tree.tag[k] == "VB"
                and tree.lower[tree.left[k]] == "to"
                and "to" not in verb.cue.frames
            ):
                continue
            pieces.append(tree.subtree(k))
    number = (
        quotation_at(scene, block[1], high + 60)
        if "quote" in verb.cue.frames or "that" in verb.cue.frames
        else None
    )
    if number is None:
        number = quotation_at(scene, verb.words[1], high)
    if (
        number is not None
        and scene.inside[verb.i] != number
        and scene.paragraph[verb.i] == scene.quotations[number].paragraph
    ):
        quotation = scene.quotations[number]
        if quotation.start <= high and (tree.words(quotation.tokens) > 2 or not pieces):
            if _introduces(scene, verb, block, quotation.start):
                pieces.append(quotation.tokens)
    if not pieces:
        colon = after(tree, block[1], high)
        if colon is not None and tree.text[colon] == ":" and colon + 1 < high and "quote" in verb.cue.frames:
            return colon + 1, high
        return None
    start, end = min(p[0] for p in pieces), max(p[1] for p in pieces)
    return start, _tail(scene, verb, start, end)


def _introduces(scene: Scene, verb: CueVerb, block: Range, start: int) -> bool:
    """Whether a quotation at `start` is the verb's complement and not its object's name."""
    tree = scene.tree
    prior = before(tree, start, tree.sent[verb.i][0])
    if prior is None or "quote" not in verb.cue.frames:
        return False
    if tree.text[prior] in (",", ":", "-", "–", "—", "--") or tree.lower[prior] in ("that", "like"):
        return True
    return prior < verb.words[1] or tree.below(prior, verb.i) and tree.dep[prior] in ("dobj", "prt", "advmod")


def _tail(scene: Scene, verb: CueVerb, start: int, end: int) -> int:
    """Where the content ends: adjuncts right behind it go with it, a further act of speech does not."""
    tree = scene.tree
    high = tree.sent[verb.i][1]
    for k in tree.kids[verb.i]:
        if (
            k >= end
            and tree.dep[k] in _TAIL
            and tree.left[k] in (end, end + 1)
            and tree.lower[tree.left[k]] != "according"
        ):
            prior = before(tree, tree.left[k], verb.i)
            if prior is not None and tree.text[prior] == ",":
                continue
            if tree.is_verb(k) and cue(tree.lemma[k]) is not None:
                continue
            end = max(end, min(high, tree.right[k] + 1))
    return cut_tail(scene, start, end)


def cut_tail(scene: Scene, start: int, end: int) -> int:
    """`end`, drawn back to before ", adding that …" and ", according to …"."""
    tree = scene.tree
    for i in range(start + 1, end):
        if tree.text[i - 1] == "," and scene.inside[i] < 0:
            if tree.lower[i] == "according" and i + 1 < end and tree.lower[i + 1] == "to":
                return i - 1
            if tree.tag[i] == "VBG":
                entry = cue(tree.lemma[i])
                if (
                    entry is not None
                    and entry.evidence == "speech"
                    and "that" in entry.frames
                    and tree.child(i, "ccomp", "dobj") is not None
                ):
                    return i - 1
    return end


def _interrogative(tree: Tree, k: int) -> bool:
    mark = tree.child(k, "mark")
    if mark is not None and tree.lower[mark] in ("if", "whether"):
        return True
    return tree.tag[tree.left[k]] in ("WRB", "WP", "WDT")


def _left(
    scene: Scene, verb: CueVerb, subject: Subject | None, block: Range, right: Range | None
) -> tuple[Range | None, str]:
    """What stands before the cue and is its content, and the rule's name."""
    tree = scene.tree
    low, high = tree.sent[verb.i]
    inside = scene.inside[verb.i]
    left_clause = next(
        (
            k
            for k in tree.kids[verb.i]
            if k < verb.i and tree.dep[k] == "ccomp" and tree.right[k] < verb.i + 1
        ),
        None,
    )
    number = quotation_before(scene, block[0]) if "quote" in verb.cue.frames else None
    if (
        number is not None
        and number != inside
        and scene.quotations[number].paragraph == scene.paragraph[verb.i]
    ):
        if subject is None or subject.how not in ("own", "shared"):
            return None, ""
        start = scene.quotations[number].start
        if low < start and left_clause is not None:
            start = min(start, max(low, tree.left[left_clause]))
        elif low < start and _opens_clause(tree, low, start):
            start = low
        return (start, block[0]), "inverted"
    if subject is None or subject.how == "control":
        return None, ""
    if tree.dep[verb.i] == "parataxis" and right is None and tree.head[verb.i] != verb.i:
        head = tree.head[verb.i]
        start, end = tree.subtree(head)
        return (max(start, low), min(end, high)), "parenthesis"
    if left_clause is not None and (right is None or right[0] > verb.i):
        start = max(low, tree.left[verb.i])
        return (_skip_conjunction(tree, start, tree.left[left_clause]), block[0]), "inverted"
    if right is None and subject.how == "own" and inside == scene.inside[max(low, block[0] - 1)]:
        prior = before(tree, block[0], low)
        following = after(tree, block[1], high)
        closes = following is None or tree.is_punct(following)
        if (
            prior is not None
            and tree.text[prior] == ","
            and closes
            and tree.head[verb.i] == verb.i
            and prior - low >= 3
        ):
            return (_skip_conjunction(tree, low, prior), prior), "inverted"
    return None, ""


def _opens_clause(tree: Tree, low: int, start: int) -> bool:
    """Whether the words before a quotation belong to the same sentence as content: `It was “a shame,” he said`."""
    return any(not tree.is_punct(i) for i in range(low, start)) and not any(
        tree.text[i] == ":" for i in range(low, start)
    )


def _skip_conjunction(tree: Tree, start: int, stop: int) -> int:
    while (
        start < stop and (tree.dep[start] == "cc" or tree.is_punct(start)) and not is_mark(tree.text[start])
    ):
        start += 1
    return start


def as_clause(scene: Scene, verb: CueVerb) -> Draft | None:
    """ "As the mayor said, it rained": the content is the clause that the as-clause hangs on."""
    tree = scene.tree
    mark = next(
        (
            k
            for k in tree.kids[verb.i]
            if tree.lower[k] == "as" and k < verb.i and tree.dep[k] in ("mark", "advmod", "prep")
        ),
        None,
    )
    subject = tree.child(verb.i, *SUBJECT)
    head = tree.head[verb.i]
    if mark is None or subject is None or tree.dep[verb.i] != "advcl" or head == verb.i:
        return None
    if "that" not in verb.cue.frames or tree.child(verb.i, "ccomp", "dobj", "xcomp") is not None:
        return None
    low, high = tree.sent[verb.i]
    whole = (max(low, tree.left[head]), min(high, tree.right[head] + 1))
    rest = [tree.trim(r) for r in minus(whole, tree.subtree(verb.i))]
    rest = [r for r in rest if tree.words(r) > 1]
    if not rest:
        return None
    return draft("as-clause", verb.cue, verb.i, [verb.words], noun_phrase(tree, subject, verb.words), rest)
