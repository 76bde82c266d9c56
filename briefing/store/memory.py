"""Annotations in memory: the plainest back-end of the conformance suite."""

import contextlib
from collections.abc import Callable
from typing import TypeVar

import msgspec

from briefing.store.envelope import META, Tables, seal, unseal
from briefing.store.page import Change, Page, page_of, write_change
from briefing.store.paged import PagedAnnotations
from briefing.store.tables import open_database

T = TypeVar("T")


class MemoryAnnotations(PagedAnnotations):
    """An AnnotationStore whose pages lie in a dictionary, as the bytes that a file would hold.

    Give two stores one `pages` to have two windows on one collection.
    """

    def __init__(
        self, *, creator: str = "analyst", generator: str = "briefing", pages: dict[str, bytes] | None = None
    ) -> None:
        super().__init__(creator=creator, generator=generator)
        self._pages = {} if pages is None else pages
        self._own: dict[str, int] = {}

    def page(self, article_id: str) -> Page:
        """See PagedAnnotations."""
        return page_of(self._load(article_id))

    def commit(self, article_id: str, work: Callable[[Page], tuple[Change, T]]) -> T:
        """See PagedAnnotations."""
        database = open_database(
            lambda: self._load(article_id),
            lambda tables: self._save(article_id, tables),
            lambda: contextlib.ExitStack(),
        )
        with self._guard, database.storage.transaction() as tables:
            change, result = work(page_of(tables))
            write_change(database, change)
        return result

    def articles_with_annotations(self) -> list[str]:
        """See the protocol."""
        return sorted(self._pages)

    def changes(self, token: str | None) -> tuple[str, list[str]]:
        """See the protocol."""
        generations = {article: self._generation(article) for article in self._pages}
        new = msgspec.json.encode(generations).decode()
        if token is None:
            return new, []
        before = msgspec.json.decode(token, type=dict[str, int])
        changed = [a for a, n in generations.items() if before.get(a) != n and self._own.get(a) != n]
        return new, sorted(changed)

    def _generation(self, article_id: str) -> int:
        return int(self._load(article_id)[META]["1"]["generation"])

    def _load(self, article_id: str) -> Tables:
        data = self._pages.get(article_id)
        return unseal(data) if data is not None else {}

    def _save(self, article_id: str, tables: Tables) -> None:
        generation = int(tables.get(META, {}).get("1", {}).get("generation", 0)) + 1
        data = seal(tables, {"generation": generation, "subject": article_id})
        self._pages[article_id] = data
        self._own[article_id] = generation
