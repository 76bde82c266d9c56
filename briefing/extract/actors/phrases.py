"""Noun phrases: the words that belong to a noun, without clauses and asides."""

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from spacy.tokens import Token

_ASIDE = frozenset({"relcl", "appos", "punct", "cc", "conj", "parataxis", "acl", "advcl", "npadvmod", "dep"})
_LEFT = frozenset(
    {"compound", "amod", "nmod", "poss", "nummod", "det", "advmod", "quantmod", "case", "predet"}
)
# Prepositions that say when: with a date behind them they belong to the verb, whatever the parser says.
_WHEN = frozenset(
    {"on", "in", "at", "since", "during", "until", "till", "by", "before", "after", "for", "over"}
)


def is_when(token: "Token") -> bool:
    """Whether a token leads an adverbial of time: "on Monday", "in May", "last week"."""
    if token.dep_ in ("npadvmod", "tmod"):
        return token.ent_type_ in ("DATE", "TIME")
    return token.lower_ in _WHEN and any(
        c.dep_ == "pobj" and c.ent_type_ in ("DATE", "TIME") for c in token.rights
    )


def noun_phrase(noun: "Token", *, conjuncts: bool = False) -> tuple[int, int]:
    """Tokens `[start, end)` of a noun with its modifiers and prepositional phrases.

    Clauses, appositions, adverbials of time and, unless `conjuncts`, coordinated nouns are left out.
    """
    start, end = noun.i, _compound(noun)
    for child in noun.lefts:
        if child.dep_ in _LEFT:
            start = min(start, child.left_edge.i)
    at = end
    for child in noun.rights:
        if child.i < end:
            continue
        if is_when(child):
            break
        if child.dep_ in ("prep", "prt", "amod", "nummod") or (
            child.dep_ == "acl" and child.tag_ in ("VBG", "VBN") and child.i == at
        ):
            end = max(end, _edge(child))
        elif conjuncts and child.dep_ in ("cc", "conj"):
            end = max(end, _edge(child) if child.dep_ == "conj" else child.i + 1)
        elif child.dep_ in ("relcl", "appos", "parataxis", "advcl") or child.dep_ == "punct":
            break
        at = end
    while end > noun.i + 1 and (
        noun.doc[end - 1].is_punct or noun.doc[end - 1].is_space or noun.doc[end - 1].dep_ == "cc"
    ):
        end -= 1
    while start < noun.i and (noun.doc[start].is_punct or noun.doc[start].is_space):
        start += 1
    return start, end


def _compound(noun: "Token") -> int:
    """The end of a noun with what hyphens join to it: "brother-in-law", "passer-by"."""
    doc, end = noun.doc, noun.i + 1
    while (
        end + 1 < len(doc)
        and doc[end].text in "-\u2010\u2011"
        and not doc[end - 1].whitespace_
        and not doc[end].whitespace_
        and doc[end + 1].is_alpha
    ):
        end += 2
    return end


def _edge(token: "Token") -> int:
    """The end of a token's subtree, cut before its first relative clause, apposition or dash."""
    end = token.i + 1
    doc = token.doc
    stop = token.right_edge.i + 1
    for child in token.rights:
        if child.dep_ in ("relcl", "appos", "parataxis") or is_when(child):
            break
        if child.dep_ == "punct" and child.text not in "'\"-":
            break
        end = max(end, _edge(child))
    while end > token.i + 1 and (doc[end - 1].is_punct or doc[end - 1].is_space):
        end -= 1
    return min(end, stop)


def without_article(token_start: int, noun: "Token") -> int:
    """The phrase's start behind a leading article."""
    first = noun.doc[token_start]
    return token_start + 1 if token_start < noun.i and first.tag_ == "DT" else token_start
