"""Verbs whose content is a clause or a quotation: said that, “…,” said, it was said, as X said.

Indirect speech follows the complement clause (Quirk et al. 1985, 16.30 ff.); parenthetical and inverted
reporting clauses (14.28–30) take what is left of their sentence.
"""

from briefing.extract.claims.draft import Draft, Scene, draft
from briefing.extract.claims.place import after, before, block_of, is_mark, quotation_at, quotation_before
from briefing.extract.claims.source import SUBJECT, Subject, noun_phrase, subject_of
from briefing.extract.claims.tree import Range, Tree, minus, root_of
from briefing.extract.claims.verbs import CueVerb, is_finite
from briefing.extract.lexicon import cue, noun_cue

_RESUME = frozenset({"until", "because", "if", "unless", "since", "when", "where", "including"})
_TAIL = frozenset({"advcl", "prep", "npadvmod", "advmod"})


def clause_claim(scene: Scene, verb: CueVerb) -> Draft | None:
    """The claim of an active verb with a clause or a quotation, or None."""
    tree = scene.tree
    frames = verb.cue.frames
    subject = beside(scene, verb, subject_of(tree, verb.i))
    block = block_of(tree, verb, subject, scene)
    right = _right(scene, verb, block) if frames & {"that", "quote"} else None
    left, rule = _left(scene, verb, subject, block, right) if frames & {"that", "quote"} else (None, "")
    if rule == "quoted-before" and right is not None and scene.inside[right[0]] < 0:
        right = None  # the quotation fills the place of the complement
    if right is None and left is None and "that" in frames and not _holds_noun(tree, verb):
        right = _strayed(scene, verb)
    pieces = [p for p in (left, right) if p is not None]
    if not pieces:
        return None
    rest = _resumed(scene, block) if rule == "inverted" and right is None and left is not None else None
    pieces += [rest] if rest is not None else []
    if left is None:
        rule = (
            "quoted"
            if right and scene.inside[right[0]] >= 0 and scene.inside[verb.i] != scene.inside[right[0]]
            else "indirect"
        )
    elif right is not None:
        rule = "split"
    elif rule == "quoted-before":
        rule = "inverted"
    holes = [verb.words, *pieces]
    source = noun_phrase(tree, subject.head, *holes) if subject else []
    if not source and (
        rule not in ("indirect", "quoted")
        or not is_finite(tree, verb.i)
        or tree.child(verb.i, "expl") is not None
    ):
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
        if k <= verb.i:
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
    if verb.cue.frames & {"small", "as"} and tree.text[prior] not in (",", ":"):
        return False
    if tree.text[prior] in (",", ":", "-", "–", "—", "--") or tree.lower[prior] in ("that", "like"):
        return True
    return prior < verb.words[1] or (
        tree.below(prior, verb.i) and tree.dep[prior] in ("dobj", "prt", "advmod")
    )


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


def _interrogative(tree: Tree, k: int) -> bool:
    mark = tree.child(k, "mark")
    if mark is not None and tree.lower[mark] in ("if", "whether"):
        return True
    return tree.dep[k] != "advcl" and tree.tag[tree.left[k]] in ("WRB", "WP", "WDT")


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
        if subject.how not in ("own", "shared"):
            return None, ""
        if not _spoken(scene, number, block, right):
            return None, ""
        start = scene.quotations[number].start
        if low < start and left_clause is not None:
            start = min(start, max(low, tree.left[left_clause]))
        elif low < start and _opens_clause(tree, low, start):
            start = low
        return (start, block[0]), "quoted-before"
    relative = _relative(tree, verb, block)
    if relative is not None:
        return relative, "relative"
    prior = before(tree, block[0], low)
    following = after(tree, block[1], high)
    if prior is None:
        return None, ""
    if tree.text[prior] not in (",", "?", "!") and not is_mark(tree.text[prior]):
        return None, ""
    if right is not None and scene.inside[right[0]] < 0 and not _parenthetical(tree, block, right, following):
        return None, ""
    if tree.dep[verb.i] == "parataxis" and right is None and tree.head[verb.i] != verb.i:
        start, end = tree.subtree(tree.head[verb.i])
        return (max(start, low), _concession(scene, block[1], min(end, high))), "parenthesis"
    if left_clause is not None and (right is None or right[0] > verb.i) and not _own_infinitive(tree, verb):
        start = cut_head(scene, max(low, tree.left[verb.i]), block[0])
        return (_skip_conjunction(tree, start, tree.left[left_clause]), block[0]), "inverted"
    if (
        right is not None
        and scene.inside[right[0]] < 0
        and tree.head[verb.i] == verb.i
        and left_clause is None
    ):
        return (_skip_conjunction(tree, low, prior), prior), "parenthesis"
    if right is None and subject.how == "own" and inside == scene.inside[max(low, block[0] - 1)]:
        closes = following is None or (tree.is_punct(following) and not is_mark(tree.text[following]))
        fragment = (
            tree.child(verb.i, "dobj") is None
            and tree.dep[root_of(tree, (low, prior))] not in ("npadvmod", "prep", "advmod")
            and (
                following is not None
                and tree.text[following] in ".!?"
                and tree.tag[low].startswith(("NN", "DT", "PRP", "CD", "JJ"))
            )
        )
        if closes and tree.head[verb.i] == verb.i and (fragment or not _fronted(tree, verb, low, prior)):
            return (_skip_conjunction(tree, low, prior), prior), "inverted"
    return None, ""


def _spoken(scene: Scene, number: int, block: Range, right: Range | None) -> bool:
    """Whether a quotation before the cue is its content: not a title in the sentence, nor the sentence before."""
    tree, quotation = scene.tree, scene.quotations[number]
    if right is not None and scene.inside[right[0]] < 0 and tree.words(quotation.tokens) < 6:
        return False
    root = root_of(tree, quotation.tokens)
    if (
        tree.dep[root] in ("pobj", "appos")
        and tree.head[root] < quotation.start
        and not tree.is_verb(tree.head[root])
    ):
        return False  # a title: "In his book, “The Salt Road,” he said"
    inner = quotation.end - 1 - quotation.closed
    capital = tree.text[block[0]][:1].isupper() and tree.dep[block[0]] != "ROOT"
    return not (
        tree.text[inner] == "."
        and capital
        and tree.start[quotation.start] < tree.start[tree.sent[block[0]][0]]
    )


def _relative(tree: Tree, verb: CueVerb, block: Range) -> Range | None:
    """The relative pronoun of "which she said was lost": it belongs to the content behind the cue."""
    pronoun = block[0] - 1
    if pronoun < tree.sent[verb.i][0] or tree.tag[pronoun] not in ("WDT", "WP") or tree.tag[verb.i] == "VBG":
        return None
    inner = tree.head[pronoun]
    return (pronoun, pronoun + 1) if inner > verb.i and tree.below(inner, verb.i) else None


def _parenthetical(tree: Tree, block: Range, right: Range, following: int | None) -> bool:
    """Whether commas stand on both sides of the reporting clause: "To see it, she said, one must climb"."""
    return (
        following is not None
        and tree.text[following] == ","
        and right[0] > following
        and tree.lower[right[0]] != "that"
    )


def _strayed(scene: Scene, verb: CueVerb) -> Range | None:
    """A that-clause which the parser hung on an object or adjunct: "told the group that it was over"."""
    tree = scene.tree
    high = tree.sent[verb.i][1]
    for i in range(verb.words[1] + 1, min(high, verb.i + 25)):
        if tree.lower[i] != "that" or scene.inside[i] != scene.inside[verb.i]:
            continue
        clause = tree.head[i]
        if (
            clause > i
            and tree.dep[i] in ("mark", "advmod", "dobj")
            and _through_nouns(tree, clause, verb.i)
            and tree.child(clause, *SUBJECT, "nsubjpass")
        ):
            if tree.dep[clause] in ("relcl", "acl", "ccomp") and all(
                tree.dep[k] != "ccomp" for k in tree.kids[verb.i]
            ):
                return i, cut_tail(scene, i, min(high, tree.right[clause] + 1))
    return None


def _holds_noun(tree: Tree, verb: CueVerb) -> bool:
    """Whether the object is itself a noun of saying: "repeated its warning that …" is about the warning."""
    return "np" in verb.cue.frames and any(
        k > verb.i and noun_cue(tree.lemma[k]) is not None for k in tree.children(verb.i, "dobj")
    )


def _through_nouns(tree: Tree, clause: int, verb: int) -> bool:
    """Whether only nouns and prepositions stand between a clause and the verb above it."""
    at = tree.head[clause]
    while at != verb:
        if tree.is_verb(at) or tree.head[at] == at:
            return False
        at = tree.head[at]
    return True


def _resumed(scene: Scene, block: Range) -> Range | None:
    """What goes on behind a reporting clause between commas: "It was rich, he said, until it burned"."""
    tree = scene.tree
    high = tree.sent[block[0]][1]
    comma = after(tree, block[1], high)
    if comma is None or tree.text[comma] != "," or comma + 2 >= high or tree.lower[comma + 1] not in _RESUME:
        return None
    return comma + 1, cut_tail(scene, comma + 1, high)


def _subordinate(tree: Tree, verb: CueVerb, block: Range) -> bool:
    """Whether the reporting clause is opened by a conjunction: ", though she noted" takes nothing to its left."""
    start = next((i for i in range(*block) if not tree.is_punct(i)), block[0])
    return start < verb.i and (
        tree.dep[start] in ("mark", "cc") or tree.lower[start] in ("though", "although", "but", "while")
    )


def _own_infinitive(tree: Tree, verb: CueVerb) -> bool:
    return "to" in verb.cue.frames and any(k > verb.i for k in tree.children(verb.i, "xcomp"))


def _fronted(tree: Tree, verb: CueVerb, low: int, prior: int) -> bool:
    """Whether what stands before the comma is an adjunct of the cue ("In May, she said") or the cue has an object."""
    if any(k > verb.i for k in tree.children(verb.i, "dobj", "xcomp", "ccomp", "oprd")):
        return True
    return any(
        tree.head[k] == verb.i and k < prior and tree.dep[k] in ("prep", "npadvmod", "advmod", "advcl")
        for k in range(low, prior)
    )


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
    if (
        subject is None
        or scene.inside[subject.head] == scene.inside[verb.i]
        or scene.inside[subject.head] < 0
    ):
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
