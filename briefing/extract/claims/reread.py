"""Words whose class the tagger mistook where grammar allows one reading only."""

from briefing.extract.claims.source import PASSIVE, SUBJECT
from briefing.extract.claims.tree import Tree
from briefing.extract.lexicon import cue

_TOLD = frozenset({"tell", "inform", "notify", "assure", "remind"})
_ASKED = frozenset({"ask", "tell", "press", "question"})


def reread(tree: Tree) -> None:
    """Every correction of this module, in place."""
    read_doings(tree)
    read_shared_passives(tree)
    read_perfects(tree)
    read_participles(tree)
    read_finite(tree)
    read_nouns(tree)
    read_partitives(tree)


def read_doings(tree: Tree) -> None:
    """Make a clause of "*Prosecuting*, Ilse Brandt said", which the parser takes for a noun that the name is in apposition to.

    An apposition has the reference of its noun (Quirk et al. 1985, 17.65), and no person is a doing; a bare -ing form
    before a comma at the beginning is a clause without subject (15.58).
    """
    for i in range(len(tree) - 1):
        if tree.sent[i][0] != i or tree.dep[i] != "nsubj" or not tree.lower[i].endswith("ing"):
            continue
        name, verb = tree.child(i, "appos"), tree.head[i]
        if (
            name is None
            or not tree.tag[name].startswith("NNP")
            or tree.text[i + 1] != ","
            or tree.left[i] != i
        ):
            continue
        tree.kids[i].remove(name)
        tree.head[name], tree.dep[name] = verb, "nsubj"
        tree.kids[verb] = sorted([*tree.kids[verb], name])
        tree.tag[i], tree.dep[i] = "VBG", "advcl"
        tree.right[i] = max([i, *(tree.right[k] for k in tree.kids[i])])


def read_shared_passives(tree: Tree) -> None:
    """Make a passive of "was arrested and *told* that he would be charged", which the tagger takes for a past.

    "Tell" and its like want a hearer (Levin 1993, 37.2); without one, coordinated with a passive, they share it.
    """
    for i in range(len(tree)):
        above = tree.head[i]
        if tree.dep[i] != "conj" or tree.tag[i] != "VBD" or tree.lemma[i] not in _TOLD or above > i:
            continue
        if (
            tree.child(above, "auxpass") is None
            or tree.child(i, *SUBJECT, *PASSIVE, "aux", "dobj", "dative") is not None
        ):
            continue
        if tree.child(i, "ccomp", "xcomp") is not None:
            tree.tag[i] = "VBN"


def read_perfects(tree: Tree) -> None:
    """Make an active perfect of "she's called for a vote", which the parser takes for a passive.

    "'s" is "has" where the participle has an object of its own or what only its active takes.
    """
    for i in range(len(tree)):
        if tree.tag[i] not in ("VBN", "VBD"):
            continue
        short = next((k for k in tree.children(i, "auxpass") if tree.lower[k] in ("'s", "’s")), None)
        entry = cue(tree.lemma[i]) if short is not None else None
        if short is None or entry is None:
            continue
        infinitive = (
            "to" in entry.frames and "obj_to" not in entry.frames and tree.child(i, "xcomp") is not None
        )
        phrase = any(tree.lower[k] in entry.preps and k == i + 1 for k in tree.children(i, "prep"))
        if infinitive or phrase or any(k > i for k in tree.children(i, "dobj", "ccomp")):
            tree.dep[short] = "aux"
            for k in tree.children(i, *PASSIVE):
                tree.dep[k] = "nsubj"


def read_participles(tree: Tree) -> None:
    """Make a passive participle of "Berg, *asked* whether he would go, said no", which the tagger takes for a past.

    A comma parts no subject from its verb (Quirk et al. 1985, III.16), and the verb behind the second comma wants one.
    """
    for i in range(1, len(tree)):
        if tree.tag[i] != "VBD" or tree.lemma[i] not in _ASKED or tree.text[i - 1] != ",":
            continue
        if tree.dep[i] == "acl":
            tree.tag[i] = "VBN"
            continue
        subject = tree.child(i, "nsubj")
        if subject is None or tree.right[subject] + 1 not in (i, i - 1):
            continue
        above = tree.head[i] if tree.dep[i] == "ccomp" and tree.head[i] > i else None
        verb = above or next((k for k in tree.children(i, "conj") if k > i), None)
        if verb is None or tree.text[verb - 1] != "," or tree.child(verb, *SUBJECT, *PASSIVE) is not None:
            continue
        if above is None:
            tree.rule(verb, i)
        tree.tag[i], tree.dep[i] = "VBN", "acl"
        tree.hang(subject, verb)
        tree.kids[verb].remove(i)
        tree.head[i] = subject
        tree.kids[subject] = sorted([*tree.kids[subject], i])
        tree.left[i], tree.right[subject] = i, max(tree.right[subject], tree.right[i])


def read_finite(tree: Tree) -> None:
    """Make a past of "Berg, its head, *called* for a vote, saying …", which the tagger takes for a participle.

    An -ing form without auxiliary is no main verb of a sentence that has a subject; the "participle" before it is.
    """
    for i in range(len(tree)):
        subject = tree.child(i, "nsubj") if tree.head[i] == i and tree.tag[i] == "VBG" else None
        if subject is None or subject > i or tree.child(i, "aux", "auxpass") is not None:
            continue
        late = [k for k in tree.children(subject, "acl") if tree.tag[k] == "VBN" and subject < k < i]
        if not late or tree.text[i - 1] != "," or tree.text[tree.left[late[-1]] - 1] != ",":
            continue
        verb = late[-1]
        if tree.child(verb, "aux", "auxpass", "agent") is None:
            _rule_over(tree, verb, subject, i)


def _rule_over(tree: Tree, verb: int, subject: int, root: int) -> None:
    """Make `verb`, a participle under `subject`, the main verb of the sentence of `root`."""
    tree.kids[subject].remove(verb)
    tree.right[subject] = max([subject, *(tree.right[k] for k in tree.kids[subject] if k < verb)])
    front = [k for k in tree.kids[root] if k <= subject]
    tree.kids[root] = [k for k in tree.kids[root] if k > subject]
    tree.kids[verb] = sorted([*front, *tree.kids[verb], root])
    for k in front:
        tree.head[k] = verb
    tree.head[verb], tree.head[root] = verb, verb
    tree.tag[verb], tree.dep[verb], tree.dep[root] = "VBD", "ROOT", "advcl"
    tree.left[verb], tree.right[verb] = tree.left[root], tree.right[root]
    tree.left[root] = min([root, *(tree.left[k] for k in tree.kids[root])])


def read_nouns(tree: Tree) -> None:
    """Make a verb of "Papers obtained by the Courier *show* that …", which the tagger takes for a noun.

    A noun has no subject but behind a copula, and the that-clause right behind it is what the verb takes.
    """
    for i in range(1, len(tree) - 1):
        if tree.tag[i] not in ("NN", "NNS") or tree.head[i] != i or tree.lower[i + 1] != "that":
            continue
        entry, subject = cue(tree.lemma[i]), tree.child(i, "nsubj")
        clause = tree.child(i, "ccomp", "acl")
        if entry is None or "that" not in entry.frames or subject is None or clause is None:
            continue
        if subject > i or tree.left[clause] != i + 1 or tree.child(i, "cop", "aux", "poss") is not None:
            continue
        tree.tag[i], tree.dep[clause] = ("VBZ" if tree.lower[i].endswith("s") else "VBP"), "ccomp"
        stray = [k for k in tree.children(i, "compound", "amod", "det", "nmod") if subject < k < i]
        if stray:
            # "By the Courier": what the parser hung on the noun is the object of the preposition before.
            head = stray[-1]
            for k in stray[:-1]:
                tree.kids[i].remove(k)
                tree.head[k] = head
                tree.kids[head] = sorted([*tree.kids[head], k])
                tree.left[head] = min(tree.left[head], tree.left[k])
            tree.kids[i].remove(head)
            tree.head[head], tree.dep[head] = subject, "appos"
            tree.kids[subject] = sorted([*tree.kids[subject], head])
            tree.right[subject] = max(tree.right[subject], tree.right[head])


def read_partitives(tree: Tree) -> None:
    """Give "Voters, *a dozen of whom* came, said so" its subject, which the parser set in the clause of the dozen.

    "Of whom" opens a relative clause (Quirk et al. 1985, 17.11), so the noun before it is the subject of the verb behind.
    """
    for i in range(len(tree)):
        clause = tree.child(i, "ccomp") if tree.is_verb(i) else None
        if clause is None or clause > i or tree.child(i, *SUBJECT, *PASSIVE) is not None:
            continue
        found = tree.children(clause, *SUBJECT, *PASSIVE)
        if len(found) < 2 or tree.text[tree.left[found[1]] - 1] != ",":
            continue
        of = tree.child(found[1], "prep")
        if of is None or tree.lower[of] != "of" or tree.lower[of + 1] not in ("whom", "which"):
            continue
        noun, part = found[0], found[1]
        front = [k for k in tree.kids[clause] if k < tree.left[part]]
        tree.kids[clause] = [k for k in tree.kids[clause] if k >= tree.left[part]]
        tree.left[clause] = tree.left[part]
        tree.kids[i] = sorted([*(k for k in tree.kids[i] if k != clause), noun])
        tree.head[noun], tree.dep[noun] = i, "nsubj"
        inner = [k for k in front if k != noun]
        for k in (*inner, clause):
            tree.head[k] = noun
        tree.dep[clause] = "relcl"
        tree.kids[noun] = sorted([*tree.kids[noun], *inner, clause])
        tree.left[noun] = min(noun, *(tree.left[k] for k in tree.kids[noun]))
        tree.right[noun] = max(tree.right[k] for k in tree.kids[noun])
