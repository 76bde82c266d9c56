"""The library as the house asks for it: always caught up with the files before it answers."""

import sqlite3
from collections.abc import Callable, Iterable
from typing import TYPE_CHECKING, TypeVar

import msgspec

from briefing.model.annotation import Annotation
from briefing.model.brief import Brief
from briefing.model.filter import EVERYTHING, Filter
from briefing.store.library import selecting
from briefing.store.library.following import Follower
from briefing.store.library.rows import CatalogueRow, Likeness, NoteRow
from briefing.store.library.schema import digest
from briefing.store.protocol import NotFoundError

if TYPE_CHECKING:
    from briefing.store.library.compared import Compared

T = TypeVar("T")


class Library(Follower):
    """Catalogue, search, cached briefs. Derived: the file may vanish or rot, and is made anew.

    Not part of any promise: when it cannot be written, StoreError is raised and no note is lost.
    """

    @property
    def compared(self) -> "Compared":
        """What comparing keeps of the articles."""
        from briefing.store.library.compared import Compared

        return Compared(self.database, lambda force: self.catch_up(force=force))

    # ── answers ──────────────────────────────────────────────────────────────────────────────
    def select(
        self,
        where: Filter = EVERYTHING,
        offset: int = 0,
        limit: int = 200,
        *,
        ranked: bool = False,
        snippets: bool = False,
        copies: bool = False,
    ) -> list[CatalogueRow]:
        """Stories that match, newest first. Syndicated copies are one story, unless `copies` wants them all.

        `ranked`: best first (BM25), where a search for words has at most `selecting.RANKED` hits;
        ranking more of them takes longer than a frame. `snippets` gives the words around the hits.
        Raises StoreError.
        """
        return self._answer(
            lambda db: selecting.articles(
                db, where, offset, limit, ranked=ranked, snippets=snippets, copies=copies
            )
        )

    def first_page(self, where: Filter, limit: int) -> tuple[list[CatalogueRow], int]:
        """The first rows of `select`, and how many it has in all: what matches is looked for once."""
        return self._answer(lambda db: selecting.first_page(db, where, limit))

    def count(self, where: Filter = EVERYTHING, *, copies: bool = False) -> int:
        """How many rows `select` has in all."""
        return self._answer(lambda db: selecting.count(db, where, copies=copies))

    def row(self, article_id: str) -> CatalogueRow:
        """The row of one article, be it the newest version or not. Raises NotFoundError."""
        found = self._answer(lambda db: selecting.one(db, article_id))
        if found is None:
            raise NotFoundError(f"article {article_id}: not in this library")
        return found

    def notes(
        self, where: Filter = EVERYTHING, offset: int = 0, limit: int = 200, *, deleted: bool = False
    ) -> list[NoteRow]:
        """Annotations that match, last changed first; with `deleted`, those in the trash."""
        return self._answer(lambda db: selecting.notes(db, where, offset, limit, deleted=deleted))

    def find(self, uid: str) -> Annotation:
        """The annotation of that uid, whatever its article. Raises NotFoundError."""
        found = self._answer(
            lambda db: db.execute("SELECT data FROM annotation WHERE uid = ?", (uid,)).fetchone()
        )
        if found is None:
            raise NotFoundError(f"annotation {uid}: there is none")
        return msgspec.json.decode(found[0], type=Annotation)

    def copies(self, article_id: str) -> list[CatalogueRow]:
        """The story of an article and its syndicated copies, the lead first. Raises NotFoundError."""
        story = self.row(article_id).story
        return self._answer(lambda db: selecting.carrying(db, story))

    def likest(self, article_ids: Iterable[str]) -> list[Likeness]:
        """Of these articles, those whose words are nearly another story's, with the likest one."""
        from briefing.store.library import copies

        return self._answer(lambda db: copies.likest(db, article_ids))

    def tags(self) -> list[tuple[str, int]]:
        """Every tag in use and how often, the most frequent first."""
        return self._answer(selecting.tags)

    def _answer(self, work: Callable[[sqlite3.Connection], T]) -> T:
        self.catch_up()
        answer = self.database.read(work)
        if self.database.opened != self._opened:
            self.catch_up(force=True)
            answer = self.database.read(work)
        return answer

    # ── briefs ───────────────────────────────────────────────────────────────────────────────
    def save_brief(self, brief: Brief, published: str | None) -> None:
        """Keep a brief that was made for this date of publication, and index its items."""
        self.save_briefs([(brief, published)])

    def save_briefs(self, briefs: Iterable[tuple[Brief, str | None]]) -> None:
        """Keep many at once, in one transaction: syncing costs more than indexing."""
        from briefing.store.library import indexing

        kept = list(briefs)
        self.catch_up()

        def work(db: sqlite3.Connection) -> None:
            for brief, published in kept:
                indexing.put_brief(db, brief, published)

        self.database.write(work)

    def brief(self, article_id: str, *, version: str, model: str, published: str | None) -> Brief | None:
        """The cached brief of exactly this text, extractor, model and date; None where there is none."""
        row = self.database.read(
            lambda db: db.execute(
                "SELECT digest, data FROM brief WHERE article_id = ? AND version = ? AND model = ? AND published = ?",
                (article_id, version, model, published or ""),
            ).fetchone()
        )
        if row is None or digest(row[1]) != row[0]:
            return None
        return msgspec.json.decode(row[1], type=Brief)
