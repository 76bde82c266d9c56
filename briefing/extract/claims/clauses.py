"""Verbs whose content is a clause or a quotation: said that, “…,” said, as X said.

Indirect speech follows the complement clause (Quirk et al. 1985, 16.30 ff.); what stands before the cue is
found in `parenthesis`.
"""

from briefing.extract.claims.cut import cut_tail
from briefing.extract.claims.draft import Draft, Scene, draft
from briefing.extract.claims.parenthesis import before_cue, beside, resumed
from briefing.extract.claims.place import after, before, block_of, quotation_at
from briefing.extract.claims.source import (
    PASSIVE,
    REFLEXIVE,
    SUBJECT,
    is_addressed,
    is_anyone,
    noun_phrase,
    subject_of,
)
from briefing.extract.claims.tree import Range, Tree, minus
from briefing.extract.claims.verbs import CueVerb, is_finite
from briefing.extract.lexicon import cue, noun_cue

_ASIDE = 10  # tokens between a cue and its "that" a parenthesis has at most
_NEAR = 60  # tokens behind the sentence in which an announced quotation may begin
_TAIL = frozenset({"advcl", "prep", "npadvmod", "advmod"})


def clause_claim(scene: Scene, verb: CueVerb) -> Draft | None:
    """The claim of an active verb with a clause or a quotation, or None."""
    tree = scene.tree
    frames = verb.cue.frames
    subject = beside(scene, verb, subject_of(tree, verb.i))
    if subject is None and (is_addressed(tree, verb.i) or is_anyone(tree, verb.i)):
        return None
    block = block_of(tree, verb, subject, scene)
    right = _right(scene, verb, block) if frames & {"that", "quote"} else None
    left, rule = before_cue(scene, verb, subject, block, right) if frames & {"that", "quote"} else (None, "")
    if rule == "quoted-before" and right is not None and scene.inside[right[0]] < 0:
        right = None  # the quotation fills the place of the complement
    if right is None and left is None and "that" in frames and not _holds_noun(tree, verb):
        right = _strayed(scene, verb)
    if left is None and right is not None and _gapped(tree, verb, right):
        return None
    pieces = [p for p in (left, right) if p is not None]
    if not pieces:
        return None
    behind = rule in ("inverted", "quoted-before") and right is None and left is not None
    rest = resumed(scene, block) if behind else None
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
    # "The bridge, he told the council in May, will close": neither the hearer nor the day is content
    inserted = [block] if rule == "parenthesis" and right is None else []
    content = [tree.trim(q) for p in pieces for q in minus(p, verb.words, *source, *inserted)]
    found = draft(rule, verb.cue, verb.i, [verb.words], source, [c for c in content if c[0] < c[1]])
    return found if found.content else None


def _right(scene: Scene, verb: CueVerb, block: Range) -> Range | None:
    """The complement behind the cue: its clauses, a quotation, or what a colon announces."""
    tree = scene.tree
    high = tree.sent[verb.i][1]
    quoting = verb.cue.frames == {"quote"}
    pieces = [
        tree.subtree(k)
        for k in tree.kids[verb.i]
        if k > verb.i and _is_clause(tree, verb, k) and not (quoting and scene.inside[k] < 0)
    ]
    pieces += _quoted(scene, verb, block, bool(pieces))
    if pieces:
        start, end = min(p[0] for p in pieces), max(p[1] for p in pieces)
        return start, _tail(scene, verb, start, end)
    colon = after(tree, block[1], high)
    if colon is not None and tree.text[colon] == ":" and colon + 1 < high and verb.cue.frames > {"quote"}:
        return colon + 1, high
    return None


def _is_clause(tree: Tree, verb: CueVerb, k: int) -> bool:
    """Whether a child is a content clause; a bare infinitive is none unless the cue's grammar says so."""
    if tree.joins(k - 1):
        return False  # the second half of "re-count"
    if (
        tree.tag[k] == "VBN"
        and tree.child(k, "aux", "auxpass") is None
        and tree.text[tree.left[k] - 1] == ","
    ):
        return False  # ", a request not always met": an absolute construction of the writer's
    own = tree.child(k, *SUBJECT)
    aside = tree.text[tree.left[k] - 1] in ("-", "–", "—", "--") and tree.tag[tree.left[k]] in ("WP", "WDT")
    if aside and tree.child(verb.i, "dobj") is not None:
        return False  # "admirals — who announced their support — who said": a relative clause behind a dash
    if own is not None and tree.lower[own] in REFLEXIVE:
        return False  # "has proved itself useless" shows, it does not say
    # "would say the same if it sank", "warned of floods if it rained"
    condition = tree.dep[k] == "advcl" and ("hypothetical" in verb.flags or _complemented(tree, verb, k))
    if _asyndetic(tree, verb, k):
        return True
    if tree.dep[k] != "ccomp" and (
        condition or not (tree.dep[k] in ("advcl", "xcomp") and _interrogative(tree, k))
    ):
        # "has not said when it opens": right behind a negated cue an adverbial clause is what it withholds
        return (
            verb.negated
            and "that" in verb.cue.frames
            and tree.tag[tree.left[k]] == "WRB"
            and tree.left[k] == verb.words[1]
        )
    infinitive = tree.tag[k] == "VB" and tree.lower[tree.left[k]] == "to" and tree.child(k, "aux") is not None
    return "to" in verb.cue.frames or not infinitive


def _complemented(tree: Tree, verb: CueVerb, before: int) -> bool:
    """Whether a preposition of the cue's grammar already holds the content."""
    return any(tree.lower[k] in verb.cue.preps for k in tree.children(verb.i, "prep") if verb.i < k < before)


def _gapped(tree: Tree, verb: CueVerb, right: Range) -> bool:
    """Whether what follows the cue is the rest of a clause round it: "everything he says *is a lie*"."""
    clause = tree.child(verb.i, "ccomp")
    return (
        clause is not None
        and right[0] == tree.left[clause] == verb.words[1]
        and tree.tag[clause] in ("VBZ", "VBD", "VBP")
        and tree.child(clause, *SUBJECT, *PASSIVE, "aux", "auxpass") is None
        and tree.is_verb(right[0])
    )


def _asyndetic(tree: Tree, verb: CueVerb, k: int) -> bool:
    """Whether a finite clause that the parser calls adverbial has no subordinator: then it is the content.

    "Said after the vote he would resign": finite adverbial clauses open with a subordinator or an inversion
    (Quirk et al. 1985, 14.12 and 14.20), content clauses need none.
    """
    if (
        tree.dep[k] != "advcl"
        or "that" not in verb.cue.frames
        or tree.child(verb.i, "ccomp", "dobj") is not None
    ):
        return False
    subject = tree.child(k, *SUBJECT, *PASSIVE)
    opens = [
        tree.dep[c] == "mark" or (tree.tag[c] in ("WRB", "WDT", "WP", "IN") and tree.dep[c] != "prep")
        for c in tree.kids[k]
        if c < k
    ]
    finite = is_finite(tree, k) or any(tree.tag[c] == "MD" for c in tree.children(k, "aux"))
    return (
        finite
        and subject is not None
        and subject < k
        and not any(opens)
        and all(c > subject or c < k for c in tree.children(k, "aux"))
    )


def _quoted(scene: Scene, verb: CueVerb, block: Range, clause: bool) -> list[Range]:
    """The quotation that the cue introduces, with the object that it is a part of."""
    tree = scene.tree
    high = tree.sent[verb.i][1]
    # The parser may end the sentence before the mark; the paragraph decides.
    number = quotation_at(scene, block[1], high + _NEAR)
    if number is None:
        number = quotation_at(scene, verb.words[1], high)
    if number is None or scene.inside[verb.i] == number:
        return []
    quotation = scene.quotations[number]
    if scene.paragraph[verb.i] != quotation.paragraph or quotation.start > high:
        return []
    if (clause and tree.words(quotation.tokens) <= 2) or not _introduces(scene, verb, block, quotation.start):
        return []
    return [quotation.tokens, *_round_quotation(tree, verb, quotation.tokens)]


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


def _interrogative(tree: Tree, k: int) -> bool:
    mark = tree.child(k, "mark")
    if mark is not None and tree.lower[mark] in ("if", "whether"):
        return True
    return tree.dep[k] != "advcl" and tree.tag[tree.left[k]] in ("WRB", "WP", "WDT")


def _strayed(scene: Scene, verb: CueVerb) -> Range | None:
    """A that-clause which the parser hung on an object or adjunct: "told the group that it was over"."""
    tree = scene.tree
    high = tree.sent[verb.i][1]
    for i in range(verb.words[1] + 1, min(high, verb.i + 25)):
        if tree.lower[i] != "that" or scene.inside[i] != scene.inside[verb.i]:
            continue
        clause = tree.head[i]
        # Right behind a noun a "that" which is an object is the noun's: "thought of the boats that she had sold".
        joins = tree.dep[i] in ("mark", "advmod") or (tree.dep[i] == "dobj" and tree.is_punct(i - 1))
        own = joins and tree.child(clause, *SUBJECT, *PASSIVE) is not None
        hung = tree.dep[clause] in ("relcl", "acl", "ccomp") and tree.child(verb.i, "ccomp") is None
        if clause > i and own and hung and _through_nouns(tree, clause, verb.i):
            return i, cut_tail(scene, i, min(high, tree.right[clause] + 1))
    return conjoined(scene, verb)


def conjoined(scene: Scene, verb: CueVerb) -> Range | None:
    """What the conjunction "that" right behind a cue opens, where the parser made no clause of it.

    "Found that 54 percent of voters disapproved": behind a verb that takes clauses a "that" which is no determiner
    can open nothing else; its clause runs to the end of the sentence or to the next report.
    """
    tree, start = scene.tree, verb.words[1]
    high = tree.sent[verb.i][1]
    if start < high and tree.text[start] == ",":  # "warned, as late as May, that"
        close = next((k for k in range(start + 1, min(high, start + _ASIDE)) if tree.text[k] == ","), start)
        start = close + 1 if not any(tree.is_verb(k) for k in range(start, close)) else high
    if start >= high or tree.lower[start] != "that" or tree.tag[start] != "IN":
        return None
    if not any(tree.is_verb(k) or tree.tag[k] == "MD" for k in range(start + 1, high)):
        return None
    return start, cut_tail(scene, start, high)


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
    close = tree.right[verb.i] + (tree.text[tree.right[verb.i]] != ",")
    fronted = all(
        tree.is_punct(k) or tree.space[k] or tree.tag[k] in ("CC", "RB")
        for k in range(low, tree.left[verb.i])
    )
    if fronted and close < high and tree.text[close] == "," and not tree.below(high - 1, head):
        whole = (low, cut_tail(scene, close, high))  # the parser hung it on a clause before the main one
    if close + 1 < high and tree.text[close] == "," and tree.lower[close + 1] == "that":
        # "to assume, as some had urged, that prices would fall": the clause behind it is what was urged
        whole = (close + 1, cut_tail(scene, close + 1, high))
    rest = [tree.trim(r) for r in minus(whole, tree.subtree(verb.i))]
    rest = [r for r in rest if tree.words(r) > 1]
    if not rest:
        return None
    return draft("as-clause", verb.cue, verb.i, [verb.words], noun_phrase(tree, subject, verb.words), rest)
