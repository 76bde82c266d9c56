"""Nouns that hold a content: "allegations that …", "her claim to …", "calls for …"."""

from briefing.extract.claims.draft import Draft, Scene
from briefing.extract.claims.place import is_time
from briefing.extract.claims.relay import is_outlet
from briefing.extract.claims.source import PASSIVE, SUBJECT, noun_phrase, subject_of
from briefing.extract.claims.tree import Range, Tree
from briefing.extract.lexicon import Cue, noun_cue, words

_PLACES = frozenset({"in", "at", "among", "across", "within", "inside", "around"})


def nominal_claims(scene: Scene) -> list[Draft]:
    """Every claim of a noun, in text order."""
    tree = scene.tree
    found = []
    for i in range(len(tree)):
        if tree.tag[i] in ("NN", "NNS"):
            entry = noun_cue(tree.lemma[i])
            if entry is not None and not _in_charge(tree, i):
                claim = _nominal(scene, i, entry)
                if claim is not None:
                    found.append(claim)
    return found


def _in_charge(tree: Tree, i: int) -> bool:
    """ "In charge of", "take charge of": a responsibility, no accusation."""
    return tree.lower[i] == "charge" and (
        tree.lower[max(0, i - 1)] == "in" or tree.lemma[tree.head[i]] in ("take", "have")
    )


def _nominal(scene: Scene, i: int, entry: Cue) -> Draft | None:
    tree = scene.tree
    rule, content, cue_end = _complement(tree, i, entry)
    if content is None:
        return None
    source, start = _holder(tree, i, content)
    if (
        not source
        and rule != "noun-that"
        and (entry.evidence not in ("speech", "hearsay") or rule == "noun-to")
    ):
        return None  # a plan, an order, a hope of nobody's
    if not source and rule == "noun-preposition" and entry.lemma in words("impersonal"):
        return None  # "the threat of frost", "demand for coal": a danger and a market
    low, high = tree.sent[i]
    content = tree.trim((max(low, content[0]), min(high, content[1])))
    if not tree.words(content):
        return None
    return Draft(
        rule,
        i,
        [(start, cue_end)],
        source,
        [content],
        entry.evidence,
        entry.stance,
        entry.polarity,
        entry.lemma,
    )


def _complement(tree: Tree, i: int, entry: Cue) -> tuple[str, Range | None, int]:
    """`(rule, content, end of the cue)`."""
    for k in tree.kids[i]:
        if k < i:
            continue
        clause = tree.dep[k] in ("acl", "ccomp") or (
            tree.dep[k] == "relcl" and tree.child(k, "mark") is not None
        )
        if clause and "that" in entry.frames and tree.lower[tree.left[k]] in ("that", "whether"):
            if tree.dep[tree.left[k]] in SUBJECT:
                continue  # "the case that reached the court": "that" is the subject
            if tree.lemma[k] in words("handling") and tree.child(k, "dobj", "ccomp", *PASSIVE) is None:
                continue  # "the reports that I have seen", "a claim that he made": the noun is the object
            return "noun-that", tree.subtree(k), i + 1
        infinitive = any(tree.lower[a] == "to" for a in tree.children(k, "aux"))
        if tree.dep[k] in ("acl", "xcomp") and infinitive and "to" in entry.frames:
            return "noun-to", tree.subtree(k), i + 1
        if (
            tree.lower[tree.left[k]] == "for"
            and infinitive
            and "for" in entry.preps
            and tree.left[k] == i + 1
        ):
            return "noun-preposition", (i + 2, tree.right[k] + 1), i + 2  # "a call for the town to wait"
        inner = tree.child(k, "pobj")
        if (
            tree.dep[k] == "prep"
            and tree.lower[k] in entry.preps
            and k == i + 1
            and not (inner is not None and is_time(tree, inner))
        ):
            return "noun-preposition", (k + 1, tree.right[k] + 1), k + 1
    far = _behind_place(tree, i) if "that" in entry.frames else None
    if far is not None:
        return "noun-that", tree.subtree(far), i + 1
    above = tree.head[i]
    for k in tree.children(
        above, "advcl", "xcomp"
    ):  # "sounded a call *for the town to wait*", hung on the verb
        opens = tree.left[k]
        if (
            opens == i + 1
            and tree.lower[opens] == "for"
            and "for" in entry.preps
            and tree.child(k, "aux") is not None
        ):
            return "noun-preposition", (i + 2, tree.right[k] + 1), i + 2
    if tree.dep[i] in ("nsubj", "nsubjpass") and above > i and "that" in entry.frames:
        # "Reports emerged that": the clause hangs on the verb.
        for k in tree.children(above, "ccomp", "advcl"):
            if k > above and tree.lower[tree.left[k]] == "that":
                return "noun-that", tree.subtree(k), above + 1
    return "", None, i + 1


def _behind_place(tree: Tree, i: int) -> int | None:
    """The that-clause which the parser hung on a phrase of place: "speculation in the capital *that he will resign*"."""
    for k in tree.children(i, "prep"):
        noun = tree.child(k, "pobj")
        if k != i + 1 or tree.lower[k] not in _PLACES or noun is None:
            continue
        for clause in tree.children(noun, "relcl", "acl"):
            subject = tree.child(clause, *SUBJECT, *PASSIVE)
            if (
                tree.lower[tree.left[clause]] == "that"
                and subject is not None
                and tree.lower[subject] != "that"
            ):
                return clause
    return None


def _holder(tree: Tree, i: int, content: Range) -> tuple[list[Range], int]:
    """The source and the first token of the cue: a possessor, a by- or from-phrase, the giver of the word."""
    owner = tree.child(i, "poss")
    if owner is not None:
        return noun_phrase(tree, owner, (i, i + 1), content), min(owner + 1, i)
    for k in tree.children(i, "prep"):
        if k > i and tree.lower[k] in ("by", "from"):
            noun = tree.child(k, "pobj")
            if noun is not None:
                return noun_phrase(tree, noun, content), i
    outlet = [k for k in tree.children(i, "compound", "nmod") if tree.tag[k] == "NNP" and is_outlet(tree, k)]
    if outlet:  # "a New York Times report that": a medium's name before the noun is whose report it is
        return noun_phrase(tree, outlet[-1], (i, i + 1), content), i
    above = tree.head[i]
    if tree.dep[i] == "dobj" and tree.is_verb(above) and tree.lemma[above] in words("light"):
        subject = subject_of(tree, above)
        if subject is not None:
            return noun_phrase(tree, subject.head, (above, above + 1), content), above
    return [], i
