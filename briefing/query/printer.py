"""A filter as the query that means it."""

import re

from briefing.model.filter import EVERYTHING, And, Filter, Not, Or, Term
from briefing.query.fields import NAME_OF, WORDS

_PLAIN = re.compile(r'[^\s()"“„«]+')
_KEYWORD = re.compile(r"or|and|not", re.IGNORECASE)
_LIKE_FIELD = re.compile(r"[A-Za-z][A-Za-z_-]*:")


def to_text(query: Filter) -> str:
    """The shortest way to type `query`: `parse(to_text(q)) == q` for every `q` that `parse` gives.

    Raises ValueError for what nobody can type: an empty `Or`, or an empty `And` within another filter.
    """
    return "" if query == EVERYTHING else _text(query)


def _text(query: Filter) -> str:
    match query:
        case Term():
            return _term(query)
        case Not(item):
            return "-" + (_term(item) if isinstance(item, Term) else f"({_text(item)})")
        case And(items):
            parts = [f"({_text(i)})" if isinstance(i, Or | And) else _text(i) for i in items]
            joint = " "
        case Or(items):
            parts = [f"({_text(i)})" if isinstance(i, Or) else _text(i) for i in items]
            joint = " or "
    if not parts:
        raise ValueError("an empty group cannot be typed")
    return joint.join(parts)


def _term(term: Term) -> str:
    name = "" if term.field == "text" else NAME_OF[term.field] + ":"
    value = term.value
    if not (term.field in WORDS and term.phrase) and _bare(value, bool(name)):
        return name + value
    return name + quoted(value)


def _bare(value: str, after_field: bool) -> bool:
    """Whether it can be typed without quotation marks."""
    if not _PLAIN.fullmatch(value):
        return False
    return after_field or not (value.startswith("-") or _KEYWORD.fullmatch(value) or _LIKE_FIELD.match(value))


def quoted(value: str) -> str:
    """Within quotation marks."""
    return '"' + value.replace("\\", "\\\\").replace('"', '\\"') + '"'
