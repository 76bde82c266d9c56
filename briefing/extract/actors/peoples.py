"""Peoples whose name is the same for one and for all, which taggers miss: "the Rohingya", "Hazara and Uzbeks"."""

from collections.abc import Container, Iterator
from typing import TYPE_CHECKING

from briefing.extract.actors.evidence import conjunct_head
from briefing.extract.actors.names import Name, make
from briefing.extract.actors.table import fold
from briefing.extract.actors.words import words

if TYPE_CHECKING:
    from spacy.tokens import Doc, Token

_ARGUMENTS = frozenset({"nsubj", "nsubjpass", "dobj", "pobj", "conj", "poss", "dative"})
_SEVERAL = frozenset({"all", "few", "many", "most", "other", "several", "some", "these", "those"})


def peoples(doc: "Doc", taken: Container[int], skip: Container[int]) -> Iterator[Name]:
    """The mentions of peoples of the list outside of names, in text order.

    Only where the word stands for the people: with "the" or a word for several, beside another people,
    or with a plural verb. "A Hazara teacher" and "One Hazara" name nobody.
    """
    known = words().peoples
    for token in doc:
        if (
            token.i in taken
            or token.i in skip
            or not token.text[:1].isupper()
            or fold(token.text) not in known
        ):
            continue
        if token.dep_ in _ARGUMENTS and _all_of_them(token):
            yield make(doc, token.i, token.i + 1, "NORP")


def _all_of_them(token: "Token") -> bool:
    first = conjunct_head(token)
    left = {c.lower_ for c in token.lefts}
    if left & {"a", "an", "one", "this", "that"}:
        return False
    if "the" in left or left & _SEVERAL or any(c.like_num for c in token.lefts):
        return True
    if first.i != token.i and (first.ent_type_ == "NORP" or first.tag_ == "NNPS"):
        return True
    verbs = [first.head, *(c for c in first.head.lefts if c.dep_ == "aux")]
    return first.dep_ in ("nsubj", "nsubjpass") and any(v.tag_ == "VBP" for v in verbs)
