"""What the text says a name is one of: "bands such as X and Y", "the groups included X", "a singer known as X".

The patterns are those of Hearst (1992), "Automatic acquisition of hyponyms from large text corpora", and
the verbs of naming.
"""

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from spacy.tokens import Token

_PLURAL = frozenset({"NNS", "NNPS"})
_SELF = frozenset({"herself", "himself", "itself", "themselves"})
_NAMING = frozenset({"call", "name", "dub", "nickname", "title", "know", "style"})


def first_of_list(token: "Token") -> "Token":
    """The first name of a list; parsers hang some of the later ones on it as appositions."""
    while token.head.i != token.i and (
        token.dep_ == "conj" or (token.dep_ == "appos" and token.pos_ == token.head.pos_ == "PROPN")
    ):
        token = token.head
    return token


def class_noun(name_head: "Token") -> "Token | None":
    """The common noun that a list or a verb of naming puts a name under, or None."""
    token = first_of_list(name_head)
    head = token.head
    noun: Token | None = None
    if token.dep_ == "pobj":
        noun = _named(head.head) if head.lower_ == "as" and head.head.lemma_ == "know" else _listing(head)
    elif token.dep_ == "dobj" and head.lemma_ == "include":
        noun = next((c for c in head.lefts if c.dep_ == "nsubj" and c.tag_ in _PLURAL), None)
    elif token.dep_ in ("oprd", "attr", "dobj", "nsubj", "nsubjpass") and token.i and token.i == name_head.i:
        verb = _verb_before(token)
        noun = _named(verb) if verb is not None else None
    elif token.dep_ == "appos" and head.lower_ == "name" and head.head.lower_ == "by":
        # "a singer going by the name X"
        verb = head.head.head
        noun = verb.head if verb.lemma_ == "go" and verb.dep_ == "acl" else None
    return noun if noun is not None and noun.pos_ == "NOUN" else None


def _listing(prep: "Token") -> "Token | None":
    """The plural in front of "such as", "including" and "like"; the words beside them where the parse has another."""
    doc, word = prep.doc, prep.lower_
    if word not in ("as", "including", "like"):
        return None
    at = prep.i - 1
    while at >= 0 and doc[at].text in (",", ";", ":"):
        at -= 1
    if word == "as":
        if at >= 0 and doc[at].lower_ == "such":
            at -= 1
            while at >= 0 and doc[at].text in (",", ";", ":"):
                at -= 1
        elif not any(c.lower_ == "such" for c in prep.head.lefts):
            return None  # "bands as" without "such" compares
    noun = prep.head if prep.head.tag_ in _PLURAL else doc[at] if at >= 0 else None
    return noun if noun is not None and noun.tag_ in _PLURAL else None


def _verb_before(token: "Token") -> "Token | None":
    """The participle of naming right before a name and its article: "a group called the X", "calling itself X"."""
    doc, at = token.doc, token.left_edge.i - 1
    while at >= 0 and (doc[at].text in ('"', "“", "‘", "'") or doc[at].lower_ == "the"):
        at -= 1
    verb = doc[at] if at >= 0 else None
    if verb is not None and verb.lower_ in _SELF and at > 0:
        verb = doc[at - 1]
        return verb if verb.lemma_ in _NAMING and verb.tag_ in ("VBG", "VBZ", "VBP", "VBD") else None
    return verb if verb is not None and verb.lemma_ in _NAMING and verb.tag_ in ("VBN", "VBD") else None


def _named(verb: "Token") -> "Token | None":
    """The noun that a participle of naming hangs on, the noun right before it, or the subject of its passive."""
    if verb.dep_ in ("acl", "relcl"):
        return verb.head
    before = verb.doc[verb.i - 1] if verb.i else None
    if before is not None and before.pos_ == "NOUN":
        return before
    return next((c for c in verb.lefts if c.dep_ == "nsubjpass"), None)
