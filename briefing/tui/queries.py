"""Completion of a query, for prompts."""

from collections.abc import Callable, Iterable


def completed_query(typed: str, values: Callable[[str, str], Iterable[str]]) -> Iterable[str]:
    """Whole queries that `typed` could become; `values` gives those of a field that begin so."""
    from briefing.query import complete

    return [typed[: c.start] + c.text + typed[c.end :] for c in complete(typed, len(typed), values)]
