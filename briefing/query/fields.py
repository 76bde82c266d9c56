"""The fields of the query language, as a person types and reads them."""

from typing import NamedTuple, get_args

from briefing.model.annotation import AnnotationKind
from briefing.model.filter import CLAIM_TRAITS, HAS, IS, Field


class FieldHelp(NamedTuple):
    """One field: its name in a query, what it holds in one line, an example, and its fixed values."""

    name: str
    field: Field
    help: str
    example: str
    values: tuple[str, ...] = ()


HELP: tuple[FieldHelp, ...] = (
    FieldHelp("actor", "actor", "an actor's name or alias", 'actor:"mara lindqvist"'),
    FieldHelp(
        "claim", "claim", "words of a claim, or its kind: deny, unnamed, hedged …", "claim:deny", CLAIM_TRAITS
    ),
    FieldHelp("said-by", "said_by", "who said it", "said-by:lindqvist"),
    FieldHelp("denied", "denied", "what is denied, or who denies it", "denied:talks"),
    FieldHelp("date", "date", "published in that year, month, week or time", "date:2031-05"),
    FieldHelp("newer", "newer", "published since a day, or in the last days", "newer:2w"),
    FieldHelp("older", "older", "published before a day, or longer ago", "older:2031-05-14"),
    FieldHelp("site", "site", "the outlet, or a part of its name", "site:harbour"),
    FieldHelp("tag", "tag", "a tag of one of your notes", "tag:safety"),
    FieldHelp("has", "has", "there is one: note, highlight, brief, denial …", "has:note", HAS),
    FieldHelp("is", "is", "read, unread, starred, later; of a note: exact, suspect …", "is:unread", IS),
    FieldHelp("kind", "kind", "the kind of annotation", "kind:question", get_args(AnnotationKind)),
    FieldHelp("grade", "grade", "reliability A to F, credibility 1 to 6, or both", "grade:B2"),
    FieldHelp("id", "id", "the article of that id, or of its first digits", "id:5c51cc0a"),
    FieldHelp("title", "title", "words of the title", "title:ferries"),
    FieldHelp("text", "text", "words anywhere; the same as without a field", "text:ferries"),
)
BY_NAME: dict[str, FieldHelp] = {h.name: h for h in HELP}
NAME_OF: dict[str, str] = {h.field: h.name for h in HELP}

# Fields whose value is words: quotation marks mean "side by side", and one sign alone finds nothing.
WORDS: frozenset[str] = frozenset({"text", "title", "actor", "claim", "said_by", "denied"})

# What people type who know another program. Only suggested, never taken.
FIELD_SYNONYMS: dict[str, str] = {
    "about": "text", "after": "newer", "author": "said-by", "before": "older", "body": "text", "by": "said-by",
    "content": "text", "denies": "denied", "deny": "denied", "domain": "site", "from": "site", "headline": "title",
    "in": "site", "label": "tag", "org": "actor", "outlet": "site", "people": "actor", "person": "actor",
    "publisher": "site", "quote": "claim", "rating": "grade", "said": "said-by", "since": "newer",
    "source": "said-by", "speaker": "said-by", "state": "is", "status": "is", "subject": "title",
    "type": "kind", "until": "older", "when": "date", "who": "actor",
}  # fmt: skip
VALUE_SYNONYMS: dict[str, dict[str, str]] = {
    "has": {"notes": "note", "tags": "tag", "denials": "denial", "claims": "claim"},
    "is": {"new": "unread", "seen": "read", "star": "starred", "flagged": "starred", "lost": "orphan"},
    "kind": {"comment": "note", "mark": "highlight", "rating": "assessment"},
}
