"""Whether a source's words tell the reader who it is, and what a pronoun that no actor claims stands for.

A name identifies, and so does a definite description that fits one party only: "the company", "his office", "the
mayor of the town" (Russell's uniqueness). An indefinite one ("an official", "two people", "critics") does not, nor
does a definite one that takes it up again ("the official").
"""

from briefing.extract.claims.source import PASSIVE, SUBJECT
from briefing.extract.claims.tree import Tree
from briefing.extract.lexicon import words

_INDEFINITE = frozenset({"a", "an", "another", "some", "several", "one", "many", "few", "certain"})
_DEFINITE = frozenset({"the", "this", "that"})
_ORDINAL = frozenset({"first", "second", "third", "fourth", "other", "latter", "former", "same", "last"})
_SINGULAR = frozenset({"it", "its"})
_PLURAL = frozenset({"they", "them", "their"})


def identifies(tree: Tree, head: int) -> bool:
    """Whether the noun phrase of token `head` is a definite description of one party."""
    lemma = tree.lemma[head]
    if not tree.tag[head].startswith("NN") or lemma in words("anonymous"):
        return False
    lead = [k for k in tree.kids[head] if k < head]
    if any(tree.lower[k] in _ORDINAL and k == head - 1 and tree.dep[k] == "amod" for k in lead):
        return False
    owned = any(tree.dep[k] == "poss" for k in lead)
    if not owned and not any(tree.lower[k] in _DEFINITE and tree.dep[k] == "det" for k in lead):
        return False
    if tree.tag[head] == "NNS" and lemma not in words("bodies"):
        return False  # "the officials", "his lawyers": some of them
    return owned or not _introduced(tree, head)


def _introduced(tree: Tree, head: int) -> bool:
    """Whether an indefinite phrase with the same noun stands before: "an engineer … the engineer"."""
    return any(
        tree.lemma[i] == tree.lemma[head]
        and any(tree.lower[k] in _INDEFINITE or tree.tag[k] == "CD" for k in tree.kids[i] if k < i)
        for i in range(head)
    )


def stands_for(tree: Tree, pronoun: int) -> int | None:
    """The subject of the sentence before, where "it" or "they" agrees with it; None where there is none."""
    low = tree.sent[pronoun][0]
    if low == 0 or tree.lower[pronoun] not in _SINGULAR | _PLURAL:
        return None
    start, end = tree.sent[low - 1]
    root = next((i for i in range(start, end) if tree.head[i] == i and not tree.space[i]), None)
    subject = tree.child(root, *SUBJECT, *PASSIVE) if root is not None else None
    if subject is None or not tree.tag[subject].startswith("NN"):
        return None
    plural = tree.tag[subject] in ("NNS", "NNPS")
    return subject if plural == (tree.lower[pronoun] in _PLURAL) else None
