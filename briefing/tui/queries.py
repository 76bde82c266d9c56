"""Completion of a query, for prompts."""

from collections.abc import Iterable


def completed_query(typed: str) -> Iterable[str]:
    """Whole queries that `typed` could become."""
    from briefing.query import complete

    return [typed[: c.start] + c.text + typed[c.end :] for c in complete(typed, len(typed))]
