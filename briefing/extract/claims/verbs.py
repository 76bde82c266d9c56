"""Cue verbs in the text: the whole verb group, and what changes its meaning."""

from dataclasses import dataclass

from briefing.extract.claims.source import PASSIVE, is_passive, own_subject
from briefing.extract.claims.tree import Range, Tree
from briefing.extract.lexicon import Cue, cue, verb_forms

_GROUP = frozenset({"aux", "auxpass", "neg", "advmod", "prt"})
_FORBEAR = frozenset({"refrain", "abstain", "forbear", "shy"})
_NEGATIVE = frozenset({"not", "n't", "never", "n’t", "hardly"})
_IF = frozenset({"if", "unless", "whether"})


@dataclass(frozen=True)
class CueVerb:
    """A verb of the lexicon at token `i`, with its group `words` ("has not yet said")."""

    i: int
    cue: Cue
    words: Range
    passive: bool
    negated: bool
    flags: frozenset[str]  # future, hypothetical, question, habitual


def cue_verbs(tree: Tree) -> list[CueVerb]:
    """Every verb of the lexicon, in text order."""
    found = []
    for i in range(len(tree)):
        if not tree.is_verb(i) or tree.dep[i] in ("aux", "auxpass"):
            continue
        particle = tree.child(i, "prt")
        lemma = (
            tree.lemma[i]
            if cue(tree.lemma[i]) is not None
            else verb_forms().get(tree.lower[i], tree.lemma[i])
        )
        entry = (cue(f"{lemma}_{tree.lower[particle]}") if particle is not None else None) or cue(lemma)
        if entry is None or (tree.dep[i] == "amod" and tree.tag[i] != "VBN"):
            continue
        if tree.lower[i] == "said" and _concedes(tree, i):
            continue
        if tree.dep[i] in ("compound", "amod") or (tree.tag[i] == "VB" and tree.dep[i] in ("acl", "relcl")):
            continue  # "a way to report losses" says nothing yet
        found.append(read_verb(tree, i, entry))
    return found


def _concedes(tree: Tree, i: int) -> bool:
    """Whether "said" is that of "That said, …" and "Having said that, …": it joins two thoughts of the writer's."""
    low, high = tree.sent[i]
    that = tree.lower[max(low, i - 1) : i] == ["that"] and i - 1 == low and tree.text[i + 1 : i + 2] == [","]
    having = tree.lower[max(low, i - 1) : i] == ["having"] and tree.lower[i + 1 : i + 3] == ["that", ","]
    return (that or having) and i + 1 < high


def read_verb(tree: Tree, i: int, entry: Cue) -> CueVerb:
    """The verb group round token `i`."""
    start, low = i, tree.sent[i][0]
    while start > low and tree.head[start - 1] == i and tree.dep[start - 1] in _GROUP:
        start -= 1
    if start > low and tree.lower[start - 1 : start + 1] == ["no", "longer"]:
        start -= 1
    end = i + 1
    while end < tree.sent[i][1] and tree.head[end] == i and tree.dep[end] == "prt":
        end += 1
    return CueVerb(i, entry, (start, end), is_passive(tree, i), is_negated(tree, i), realis(tree, i))


def is_finite(tree: Tree, i: int) -> bool:
    """Whether the verb group has a present or past tense: "says", "had said", not "to say" or "would say"."""
    return any(
        tree.tag[k] in ("VBD", "VBZ", "VBP") for k in (i, *tree.children(i, "aux", "auxpass"))
    ) and not any(tree.tag[k] == "MD" for k in tree.children(i, "aux"))


def is_negated(tree: Tree, i: int) -> bool:
    """Whether the verb itself is negated: "did not say", "no one said"."""
    if any(
        tree.dep[k] == "neg" or tree.lower[k] in _NEGATIVE
        for k in tree.kids[i]
        if k < i or tree.dep[k] == "neg"
    ):
        return True
    if any(
        tree.lower[k] == "longer" and k > 0 and tree.lower[k - 1] == "no" for k in tree.children(i, "advmod")
    ):
        return True
    return has_nobody(tree, i) or _forborne(tree, i)


def _forborne(tree: Tree, i: int) -> bool:
    """Whether the gerund is what was not done: "stopped short of blaming", "refrained from saying", "avoided saying",
    "without saying".
    """
    above = tree.head[i]
    if tree.tag[i] != "VBG" or above == i:
        return False
    if tree.dep[i] == "pcomp":
        top = tree.head[above]
        if tree.lower[above] == "without":
            return True
        return tree.lemma[top] in _FORBEAR or (tree.lower[top] == "short" and tree.lower[above] == "of")
    return tree.dep[i] == "xcomp" and tree.lemma[above] == "avoid"


def has_nobody(tree: Tree, i: int) -> bool:
    """Whether the verb's subject is nobody: "no one said", "neither side would say"."""
    own = own_subject(tree, i)
    subject = own if own is not None else tree.child(i, *PASSIVE)
    if subject is None:
        return False
    return tree.lower[subject] in ("nobody", "none", "neither") or any(
        tree.lower[k] in ("no", "neither")
        for k in tree.kids[subject]
        if tree.dep[k] in ("det", "neg", "preconj")
    )


def realis(tree: Tree, i: int) -> frozenset[str]:
    """What keeps the act of saying from being a fact: a condition, the future, a question, a habit."""
    flags = set()
    for k in tree.kids[i]:
        if tree.dep[k] == "mark" and tree.lower[k] in _IF:
            flags.add("conditional")
        elif tree.dep[k] == "aux" and tree.lower[k] in ("will", "'ll", "’ll", "shall"):
            flags.add("future")
        elif tree.dep[k] == "aux" and tree.lower[k] in (
            "would",
            "could",
            "might",
            "may",
            "should",
            "can",
            "must",
            "'d",
            "’d",
        ):
            flags.add("hypothetical")
        elif tree.dep[k] == "advmod" and tree.lower[k] in (
            "often",
            "usually",
            "always",
            "sometimes",
            "generally",
        ):
            flags.add("habitual")
    low, high = tree.sent[i]
    if (
        tree.head[i] == i
        and high > low
        and tree.text[high - 1] == "?"
        and not any(tree.text[k] in '“”"' for k in range(low, high))
    ):
        flags.add("question")
    return frozenset(flags)
