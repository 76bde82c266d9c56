"""Conditions in SQL, put together along a filter: what SQLite and PostgreSQL write alike."""

from collections.abc import Callable, Sequence
from typing import Any

import msgspec

from briefing.model.filter import And, Filter, Not, Term


class Sql(msgspec.Struct, frozen=True):
    """A condition with its bound values."""

    text: str
    values: tuple[Any, ...] = ()


TRUE, FALSE = Sql("true"), Sql("false")


def condition(item: Filter, term: Callable[[Term], Sql]) -> Sql:
    """The filter as a condition; `term` makes that of each of its terms."""
    if isinstance(item, Term):
        return term(item)
    if isinstance(item, Not):
        inner = condition(item.item, term)
        # A comparison with NULL is neither true nor false; "not newer" must still mean the rest.
        return Sql(f"({inner.text}) IS NOT TRUE", inner.values)
    parts = [condition(inner, term) for inner in item.items]
    return all_of(parts) if isinstance(item, And) else any_of(parts)


def all_of(parts: Sequence[Sql]) -> Sql:
    """What all of them ask; TRUE for none."""
    return _joined(parts, " AND ") if parts else TRUE


def any_of(parts: Sequence[Sql]) -> Sql:
    """What one of them at least asks; FALSE for none."""
    return _joined(parts, " OR ") if parts else FALSE


def _joined(parts: Sequence[Sql], operator: str) -> Sql:
    return Sql(operator.join(f"({p.text})" for p in parts), tuple(v for p in parts for v in p.values))
