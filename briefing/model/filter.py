"""A filter over articles or annotations: what the query language means, as plain data.

The query room makes it from what a person types; the store turns it into SQL. Neither knows the other.

What each field of a `Term` holds (`value` is what the person typed unless the list says otherwise):

========  ==============================================================================================
text      words of the article's title or text, of an annotation's body, tags or quoted words
title     words of the article's title
actor     words of an actor's name or aliases
claim     words of a claim's content; one bare word of `CLAIM_TRAITS` asks for that property instead
said_by   words of the name, the aliases or the wording of a claim's source
denied    words of a denial: what is denied, or who denies it
date      publication: `2031`, `2031-05`, `2031-05-14`, or a closed interval `2031-05-01/2031-05-14`
newer     published on this ISO day or later (the query room has turned `2w` into a day)
older     published before this ISO day
site      the outlet; part of its name is enough
tag       a whole tag, case and accents aside
has       one of `HAS`
is        one of `IS`
kind      an `AnnotationKind`
grade     `A` … `F` (reliability of the outlet), `1` … `6` (credibility), or both, as `B2`
id        how an article's id begins: 4 to 64 hexadecimal digits
========  ==============================================================================================

Articles without a date of publication match no `date`, `newer` or `older`. Words match in any order and
place, whole, case and accents aside; a last word ending in `*` matches its beginning; with `phrase` they
match in order and side by side. Asked of annotations, `text`, `tag`, `kind`, `grade` with a digit, and
the states of an anchor look at the annotation itself, every other field at its article.
"""

from typing import Literal

import msgspec

Field = Literal[
    "text", "title", "actor", "claim", "said_by", "denied", "date", "newer", "older", "site", "tag",
    "has", "is", "kind", "grade", "id",
]  # fmt: skip

CLAIM_TRAITS: tuple[str, ...] = (
    "assert", "deny", "decline", "urge", "question",  # polarity
    "named", "unnamed", "document", "media", "unattributed",  # kind of source
    "direct", "indirect", "mixed",  # quotation
    "hedged",
)  # fmt: skip
HAS: tuple[str, ...] = (
    "note", "highlight", "question", "gap", "assessment", "correction", "link", "bookmark",
    "annotation", "tag", "brief", "claim", "actor", "denial", "date", "url",
)  # fmt: skip
IS: tuple[str, ...] = (
    "read", "unread", "starred", "later",  # the reading state
    "exact", "moved", "fuzzy", "suspect", "orphan",  # the state of an anchor
)  # fmt: skip


class Term(msgspec.Struct, frozen=True, tag="term"):
    """One condition. See the module for what `value` holds."""

    field: Field
    value: str
    phrase: bool = False


class Not(msgspec.Struct, frozen=True, tag="not"):
    """What `item` does not match."""

    item: "Filter"


class And(msgspec.Struct, frozen=True, tag="and"):
    """What every item matches; with no items, everything."""

    items: tuple["Filter", ...]


class Or(msgspec.Struct, frozen=True, tag="or"):
    """What at least one item matches; with no items, nothing."""

    items: tuple["Filter", ...]


Filter = And | Or | Not | Term
EVERYTHING = And(())
