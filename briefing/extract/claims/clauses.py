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
    subject = beside(scene, verb, subject_of(tree, verb.i))
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
                pieces += _round_quotation(tree, verb, quotation.tokens)
    if not pieces:
        colon = after(tree, block[1], high)
        if colon is not None and tree.text[colon] == ":" and colon + 1 < high and "quote" in verb.cue.frames:
            return colon + 1, high
        return None
    start, end = min(p[0] for p in pieces), max(p[1] for p in pieces)
    return start, _tail(scene, verb, start, end)


def _round_quotation(tree: Tree, verb: CueVerb, quoted: Range) -> list[Range]:
    """The object that a quotation is a part of: "reported “many incidents” in the town"."""
    prior = before(tree, quoted[0], verb.i)
    if prior is None or tree.is_punct(prior):
        return []
    pieces = [tree.subtree(k) for k in tree.children(verb.i, "dobj", "oprd", "acomp", "attr") if k > verb.i]
    return [p for p in pieces if p[0] < quoted[1] and quoted[0] < p[1] and p[0] >= verb.words[1]]


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
    if subject is None or subject.how == "control" or _subordinate(tree, verb, block):
        return None, ""
    left_clause = next(
        (k for k in tree.kids[verb.i] if k < verb.i and tree.dep[k] == "ccomp" and tree.right[k] < verb.i + 1), None
    )
    number = quotation_before(scene, block[0]) if "quote" in verb.cue.frames else None
    if number is not None and number != inside and scene.quotations[number].paragraph == scene.paragraph[verb.i]:
        if subject.how not in ("own", "shared"):
            return None, ""
        start = scene.quotations[number].start
        if low < start and left_clause is not None:
            start = min(start, max(low, tree.left[left_clause]))
        elif low < start and _opens_clause(tree, low, start):
            start = low
        return (start, block[0]), "inverted"
    prior = before(tree, block[0], low)
    following = after(tree, block[1], high)
    if prior is None:
        return None, ""
    relative = left_clause is not None and any(tree.tag[k] in ("WDT", "WP") for k in range(tree.left[left_clause], block[0]))
    if tree.text[prior] not in (",", "?", "!") and not relative and not is_mark(tree.text[prior]):
        return None, ""
    if tree.dep[verb.i] == "parataxis" and right is None and tree.head[verb.i] != verb.i:
        start, end = tree.subtree(tree.head[verb.i])
        return (max(start, low), _concession(scene, block[1], min(end, high))), "parenthesis"
    if left_clause is not None and (right is None or right[0] > verb.i) and not _own_infinitive(tree, verb):
        start = max(low, tree.left[left_clause]) if relative else max(low, tree.left[verb.i])
        return (_skip_conjunction(tree, start, tree.left[left_clause]), block[0]), "inverted"
    if right is None and subject.how == "own" and inside == scene.inside[max(low, block[0] - 1)]:
        closes = following is None or (tree.is_punct(following) and not is_mark(tree.text[following]))
        if closes and tree.head[verb.i] == verb.i and not _fronted(tree, verb, low, prior):
            return (_skip_conjunction(tree, low, prior), prior), "inverted"
    return None, ""


def _subordinate(tree: Tree, verb: CueVerb, block: Range) -> bool:
    """Whether the reporting clause is opened by a conjunction: ", though she noted" takes nothing to its left."""
    start = next((i for i in range(*block) if not tree.is_punct(i)), block[0])
    return start < verb.i and (tree.dep[start] in ("mark", "cc") or tree.lower[start] in ("though", "although", "but", "while"))


def _own_infinitive(tree: Tree, verb: CueVerb) -> bool:
    return "to" in verb.cue.frames and any(k > verb.i for k in tree.children(verb.i, "xcomp"))


def _fronted(tree: Tree, verb: CueVerb, low: int, prior: int) -> bool:
    """Whether what stands before the comma is an adjunct of the cue ("In May, she said") or the cue has an object."""
    if any(k > verb.i for k in tree.children(verb.i, "dobj", "xcomp", "ccomp", "oprd")):
        return True
    return any(tree.head[k] == verb.i and k < prior and tree.dep[k] in ("prep", "npadvmod", "advmod", "advcl") for k in range(low, prior))


def _concession(scene: Scene, start: int, end: int) -> int:
    """`end`, drawn back to before ", although …" behind a parenthesis: what the writer puts against it."""
    tree = scene.tree
    for i in range(start + 1, end):
        if tree.text[i - 1] == "," and tree.lower[i] in ("although", "though"):
            return i - 1
    return end


def beside(scene: Scene, verb: CueVerb, subject: Subject | None) -> Subject | None:
    """The subject, or where the parser took one from inside a quotation, the noun phrase beside the cue."""
    tree = scene.tree
    if subject is None or scene.inside[subject.head] == scene.inside[verb.i] or scene.inside[subject.head] < 0:
        return subject
    number = scene.inside[subject.head]
    start, end = verb.words
    low, high = tree.sent[verb.i]
    for k in range(end, min(high, end + 8)):  # said the mayor of the town
        if tree.is_punct(k) or scene.inside[k] == number:
            break
        if tree.tag[k].startswith(("NN", "PRP")) and not tree.tag[tree.head[k]].startswith("NN"):
            return Subject(k, "own")
    for k in range(start - 1, low - 1, -1):
        if scene.inside[k] == number or tree.is_verb(k):
            break
        if tree.tag[k].startswith(("NN", "PRP")):
            return Subject(k, "own")
    return None


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
