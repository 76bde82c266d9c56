"""Coordinations that the parser hangs too low: "said she would wait *and warned* the board".

A small parser attaches the second verb to the nearest clause. Grammar says more: verbs that share a subject are
alike in form (Quirk et al. 1985, 13.43 ff.), so a past "warned" cannot be coordinated with "wait"; and a
reporting verb behind a content clause goes with the reporting verb before it.
"""

from briefing.extract.claims.reread import reread
from briefing.extract.claims.source import PASSIVE, SUBJECT
from briefing.extract.claims.tree import Tree
from briefing.extract.lexicon import cue

_CONTRAST = frozenset({"while", "whereas", "although", "though"})
_PAST, _PRESENT = frozenset({"VBD"}), frozenset({"VBZ", "VBP"})


def mend(tree: Tree) -> None:
    """Every repair of this module, in place."""
    reread(tree)
    raise_reports(tree)
    lift_contrasts(tree)
    lift_coordinations(tree)
    lift_tenses(tree)
    lift_marked(tree)
    lift_narrated(tree)
    lift_bare_forms(tree)
    lift_participles(tree)
    lower_complements(tree)
    lower_coordinations(tree)
    lower_perfects(tree)
    lower_parallels(tree)


def raise_reports(tree: Tree) -> None:
    """Give an adverbial report the clause behind it that the parser made its head: "While he admitted it was old, …".

    A comma stands between an adverbial clause in front and the clause it belongs to (Quirk et al. 1985, III.17); where
    none does, and the report lacks a complement, what follows is its content.
    """
    for i in range(len(tree)):
        below = tree.head[i]
        entry = cue(tree.lemma[i]) if tree.dep[i] == "advcl" and below > i else None
        if entry is None or "that" not in entry.frames:
            continue
        own = tree.child(below, *SUBJECT, *PASSIVE)
        if tree.child(i, "mark") is None or tree.child(i, *SUBJECT) is None or _finite(tree, i) is None:
            continue
        if own is None or not i < own < below or _finite(tree, below) is None:
            continue
        if tree.child(i, "ccomp", "dobj", "xcomp") is not None:
            continue
        if any(tree.text[k] in (",", ";", "-", "–", "—", "--") for k in range(i, tree.left[own])):
            continue
        if any(k < i for k in tree.kids[below] if k != i and not tree.is_punct(k)):
            continue
        _change_places(tree, i, below)


def _change_places(tree: Tree, i: int, below: int) -> None:
    """Make `i`, a child of `below` before it, its head in the same place of the tree, and `below` its complement."""
    above, whole = tree.head[below], (tree.left[below], tree.right[below])
    front = [k for k in tree.kids[below] if k <= i]
    tree.kids[below] = [k for k in tree.kids[below] if k > i]
    tree.kids[i] = sorted([*(k for k in front if k != i), *tree.kids[i], below])
    for k in tree.kids[i]:
        tree.head[k] = i
    tree.head[i] = i if above == below else above
    tree.dep[i], tree.dep[below] = ("ROOT" if above == below else "advcl"), "ccomp"
    if above != below:
        tree.kids[above] = sorted([*(k for k in tree.kids[above] if k != below), i])
    tree.left[below] = min([below, *(tree.left[k] for k in tree.kids[below])])
    tree.left[i], tree.right[i] = whole


def lift_coordinations(tree: Tree) -> None:
    """Re-hang each reporting verb that is coordinated with a verb of an earlier reporting verb's content."""
    for i in range(len(tree)):
        if tree.dep[i] != "conj" or not tree.is_verb(i):
            continue
        entry = cue(tree.lemma[i])
        if entry is None:
            continue
        below = tree.head[i]
        if entry.evidence not in ("speech", "decree", "hearsay") and not _bare_below(tree, below, i):
            continue
        if _finite(tree, i) is None and tree.tag[i] != "VBN":
            continue
        if any(tree.lower[k] == "that" for k in tree.children(i, "mark")):
            continue  # "said that …, and that she denied it": the conjunction names its place
        matrix = _matrix(tree, below)
        while matrix is not None and matrix < below and not _alike(tree, i, matrix):
            matrix = _matrix(tree, matrix)
        if matrix is None or matrix > below:
            continue
        own = tree.child(i, *SUBJECT) is not None
        between = any(_finite(tree, k) for k in range(below + 1, i) if tree.is_verb(k))
        passive = tree.child(below, "auxpass") is not None and not between
        state = tree.lemma[below] == "be" or passive
        apart = _finite(tree, below) != _finite(tree, i) or (not own and state)
        if apart or (own and _comma(tree, below, i)):
            tree.hang(i, matrix)


def lift_tenses(tree: Tree) -> None:
    """Re-hang a present report behind ", and" from a backshifted content: "found it was old, and the board *advises* …".

    In a past report what holds is put in the past (sequence of tenses, Quirk et al. 1985, 14.31); a present report with
    a subject of its own is the writer's.
    """
    for i in range(len(tree)):
        below = tree.head[i]
        if tree.dep[i] != "conj" or not tree.is_verb(i) or not below < i or _finite(tree, i) != "present":
            continue
        own, inner = tree.child(i, *SUBJECT), cue(tree.lemma[i])
        if own is None or inner is None or inner.evidence != "speech" or not _comma(tree, below, i):
            continue
        matrix = _matrix(tree, below)
        if (
            matrix is None
            or not matrix < below
            or any(tree.lower[k] == "that" for k in tree.children(i, "mark"))
        ):
            continue
        if _finite(tree, matrix) == "past" and _finite(tree, below) in ("past", "pluperfect"):
            tree.hang(i, matrix)


def lift_marked(tree: Tree) -> None:
    """Re-hang "and that …" from a clause without "that" on the that-clause round it: "that she told him it was old, *but
    that he stayed*". What is coordinated is alike in form (Quirk et al. 1985, 13.43).
    """
    for i in range(len(tree)):
        below = tree.head[i]
        if tree.dep[i] != "conj" or not below < i or not _that(tree, i) or _that(tree, below):
            continue
        above = below
        while tree.head[above] != above and not _that(tree, above):
            above = tree.head[above]
        if _that(tree, above) and tree.dep[above] == "ccomp" and above < below:
            tree.hang(i, above)


def _that(tree: Tree, i: int) -> bool:
    return any(tree.lower[k] == "that" for k in tree.children(i, "mark"))


def lift_narrated(tree: Tree) -> None:
    """Re-hang a clause that a report comments on from the content: "says it must go, and he doubled down, *telling* …".

    What the speaker did while telling is told by the writer.
    """
    for i in range(len(tree)):
        clause = tree.head[i]
        if tree.tag[i] != "VBG" or tree.dep[i] != "advcl" or tree.dep[clause] != "conj" or not clause < i:
            continue
        entry, subject = cue(tree.lemma[i]), tree.child(clause, *SUBJECT)
        if entry is None or entry.evidence != "speech" or subject is None or tree.tag[subject] != "PRP":
            continue
        below = tree.head[clause]
        matrix = _matrix(tree, below)
        if (
            matrix is not None
            and matrix < below
            and _comma(tree, below, clause)
            and tree.child(i, "ccomp") is not None
        ):
            tree.hang(clause, matrix)


def _bare_below(tree: Tree, below: int, i: int) -> bool:
    """Whether a finite verb without a subject hangs on a form that is not: "wants him to go and *plans* a vote"."""
    finite = tree.tag[i] in _PAST | _PRESENT and tree.child(i, *SUBJECT, *PASSIVE, "aux") is None
    return (
        finite and tree.tag[below] == "VB" and any(tree.lower[k] == "to" for k in tree.children(below, "aux"))
    )


def lift_bare_forms(tree: Tree) -> None:
    """Re-hang each bare reporting verb that is coordinated with a participle on the bare verb above it.

    "To accuse the clerk of being late and urge him to go": "urge" goes with "accuse", not with "being late".
    """
    for i in range(len(tree)):
        if tree.dep[i] != "conj" or tree.tag[i] != "VB" or tree.child(i, "aux", *SUBJECT) is not None:
            continue
        above = tree.head[i]
        if cue(tree.lemma[i]) is None or tree.tag[above] not in ("VBG", "VBN"):
            continue
        while tree.head[above] != above and tree.tag[above] != "VB":
            above = tree.head[above]
        if tree.tag[above] == "VB" and above < i and cue(tree.lemma[above]) is not None:
            tree.hang(i, above)


def lift_contrasts(tree: Tree) -> None:
    """Re-hang a report that contrasts with another from the other's content: "said it would, *while* a fourth said no"."""
    for i in range(len(tree)):
        mark = tree.child(i, "mark")
        if tree.dep[i] != "advcl" or mark is None or tree.lower[mark] not in _CONTRAST:
            continue
        entry, matrix = cue(tree.lemma[i]), _matrix(tree, tree.head[i])
        if entry is None or entry.evidence != "speech" or matrix is None or not matrix < tree.head[i] < i:
            continue
        if tree.child(i, *SUBJECT) is not None and _comma(tree, tree.head[i], i):
            tree.hang(i, matrix)


def lower_complements(tree: Tree) -> None:
    """Re-hang a that-clause from a verb that takes none on the reporting infinitive or gerund before it.

    "Continues to insist, most recently in May, that it leaks": what insists holds the clause.
    """
    for i in range(len(tree)):
        verb = tree.head[i]
        if tree.dep[i] != "ccomp" or not tree.is_verb(verb) or verb > i or tree.lower[tree.left[i]] != "that":
            continue
        entry = cue(tree.lemma[verb])
        if entry is not None and "that" in entry.frames:
            continue
        for k in tree.children(verb, "xcomp"):
            inner = cue(tree.lemma[k])
            if verb < k < i and inner is not None and "that" in inner.frames:
                tree.lower_to(i, k)
                break


def lower_coordinations(tree: Tree) -> None:
    """Re-hang each bare or -ing form that is coordinated with a cue verb of another form on the verb's complement.

    "Promising to meet and in some cases exceed the goal", "denied taking and selling it": only forms that are alike
    are coordinated, so the second verb belongs to the infinitive or gerund, not to the verb that governs it.
    """
    for i in range(len(tree)):
        if tree.dep[i] != "conj" or tree.tag[i] not in ("VB", "VBP", "VBG"):
            continue
        verb = tree.head[i]
        if not tree.is_verb(verb) or verb > i or cue(tree.lemma[verb]) is None:
            continue
        if tree.child(i, "aux", *SUBJECT) is not None or _form(tree, verb) == _form(tree, i):
            continue
        like = [
            k
            for k in tree.children(verb, "xcomp", "ccomp")
            if verb < k < i and _form(tree, k) == _form(tree, i)
        ]
        if like:
            tree.lower_to(i, like[-1])


def lower_perfects(tree: Tree) -> None:
    """Re-hang a pluperfect without subject from a past report on its pluperfect content: "said it had not been asked, *had
    not seen* the plan" (alike in form: Quirk et al. 1985, 13.43).
    """
    for i in range(len(tree)):
        verb = tree.head[i]
        if (
            tree.dep[i] != "conj"
            or not verb < i
            or cue(tree.lemma[verb]) is None
            or _finite(tree, verb) != "past"
        ):
            continue
        if _finite(tree, i) != "pluperfect" or tree.child(i, *SUBJECT, *PASSIVE) is not None:
            continue
        content = next((k for k in tree.children(verb, "ccomp") if verb < k < i), None)
        if content is not None and _finite(tree, content) == "pluperfect":
            tree.lower_to(i, content)


def lower_parallels(tree: Tree) -> None:
    """Re-hang a clause whose pronoun subject repeats that of the content before it on the content.

    "Brandt says she hopes to win, but she knows that it is hard": parallel subjects and tenses are coordinated with
    each other, not the second with the report, whose subject is a noun. A further report stays where it is.
    """
    for i in range(len(tree)):
        verb = tree.head[i]
        if tree.dep[i] != "conj" or verb > i or not tree.is_verb(verb):
            continue
        outer, inner = cue(tree.lemma[verb]), cue(tree.lemma[i])
        if outer is None or outer.evidence != "speech" or (inner is not None and inner.evidence == "speech"):
            continue
        mine, own = tree.child(verb, *SUBJECT), tree.child(i, *SUBJECT, *PASSIVE)
        content = tree.child(verb, "ccomp")
        if own is None or mine is None or content is None or not verb < content < i or tree.tag[own] != "PRP":
            continue
        other = tree.child(content, *SUBJECT, *PASSIVE)
        same = other is not None and tree.lower[other] == tree.lower[own]
        if same and tree.tag[mine] != "PRP" and _finite(tree, content) == _finite(tree, i):
            tree.lower_to(i, content)


def _form(tree: Tree, i: int) -> str:
    """The form that coordination compares; the tagger mistakes a bare form for a present far from its "to"."""
    if tree.tag[i] == "VBG":
        return "ing"
    if tree.tag[i] in ("VB", "VBP") and tree.child(i, *SUBJECT) is None:
        return "bare"
    return "finite"


def lift_participles(tree: Tree) -> None:
    """Re-hang each reporting participle behind a content clause: "said it would wait, *adding that* …".

    "…, adding that" and "before adding that" say what the speaker did next, not what the content's subject did.
    """
    for i in range(len(tree)):
        if tree.tag[i] != "VBG" or tree.dep[i] not in ("advcl", "pcomp"):
            continue
        entry = cue(tree.lemma[i])
        if entry is None or entry.evidence not in ("speech", "hearsay"):
            continue
        top = i if tree.dep[i] == "advcl" else tree.head[i]
        if tree.dep[i] == "pcomp" and tree.lower[top] not in ("before", "after", "while"):
            continue
        below = tree.head[top]
        matrix = _matrix(tree, below)
        if matrix is None or matrix > below or below > top or tree.child(i, *SUBJECT) is not None:
            continue
        if top != i or _comma(tree, below, i):
            tree.hang(top, matrix)


def _matrix(tree: Tree, i: int) -> int | None:
    """The reporting verb whose content clause `i` heads, or None."""
    for _ in range(4):
        above = tree.head[i]
        if above == i:
            return None
        if tree.dep[i] in ("ccomp", "xcomp") and tree.is_verb(above) and cue(tree.lemma[above]) is not None:
            return above
        if tree.dep[i] not in ("conj", "advcl", "xcomp", "ccomp", "relcl", "acl"):
            return None
        i = above
    return None


def _alike(tree: Tree, i: int, matrix: int) -> bool:
    """Whether the two have one tense, or are participles under one "have"."""
    if tree.tag[matrix] == "VBN" and tree.tag[i] in ("VBN", "VBD"):
        return True
    return _finite(tree, i) == _finite(tree, matrix)


def _finite(tree: Tree, i: int) -> str | None:
    """The tense of a verb group: past, before the past, present, modal; None for infinitives and participles."""
    aux = tree.children(i, "aux", "auxpass")
    if tree.tag[i] == "VBN" and any(tree.lower[k] in ("had", "'d", "’d") for k in aux):
        return "pluperfect"
    for k in aux:
        if tree.tag[k] == "MD":
            return "modal"
        if tree.tag[k] in _PAST:
            return "past"
        if tree.tag[k] in _PRESENT:
            return "present"
    if tree.tag[i] in _PAST:
        return "past"
    if tree.tag[i] in _PRESENT:
        return "present"
    return None


def _comma(tree: Tree, low: int, high: int) -> bool:
    """Whether a comma, dash or semicolon stands before the conjunction."""
    start = min(tree.left[high], high)
    return any(tree.text[j] in (",", ";", "-", "–", "—", "--") for j in range(max(low, start - 3), start))
