"""The catalogue, the search and the cached briefs of a desk."""

from collections.abc import Callable, Iterable

import msgspec

from briefing.desk import records, selecting
from briefing.desk.server import Connection, Server
from briefing.desk.words import distinct, row_of
from briefing.model.annotation import Annotation
from briefing.model.brief import Brief, encode
from briefing.model.filter import EVERYTHING, Filter
from briefing.store.library.indexing import actor_names, claim_words
from briefing.store.library.rows import CatalogueRow, NoteRow
from briefing.store.protocol import NotFoundError, StoreError

_CLAIM = (
    "INSERT INTO claim (article_id, polarity, source, quotation, hedged, content, attribution, content_words, "
    "source_words, content_tokens, source_tokens) VALUES (%s, %s, %s, %s, %s, %s, %s, array_to_tsvector(%s), "
    "array_to_tsvector(%s), %s, %s)"
)


class DeskLibrary:
    """A CatalogueStore. Everything in it is up to date with each commit, so there is nothing to catch up with."""

    def __init__(self, server: Server) -> None:
        self._server = server

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
        """See the protocol. A desk shows each copy anyway."""
        return self._server.read(
            lambda db: selecting.articles(db, where, offset, limit, ranked=ranked, snippets=snippets)
        )

    def first_page(self, where: Filter, limit: int) -> tuple[list[CatalogueRow], int]:
        """See the protocol."""
        return self._server.read(lambda db: selecting.first_page(db, where, limit))

    def count(self, where: Filter = EVERYTHING, *, copies: bool = False) -> int:
        """See the protocol."""
        return self._server.read(lambda db: selecting.count(db, where))

    def row(self, article_id: str) -> CatalogueRow:
        """See the protocol."""
        found = self._server.read(lambda db: selecting.one(db, article_id))
        if found is None:
            raise NotFoundError(f"article {article_id}: not at this desk")
        return found

    def notes(
        self, where: Filter = EVERYTHING, offset: int = 0, limit: int = 200, *, deleted: bool = False
    ) -> list[NoteRow]:
        """See the protocol."""
        return self._server.read(lambda db: selecting.notes(db, where, offset, limit, deleted=deleted))

    def find(self, uid: str) -> Annotation:
        """See the protocol."""
        sql = "SELECT document, verbatim FROM annotation WHERE uid = %s"
        row = self._server.read(lambda db: db.execute(sql, (uid,)).fetchone())
        if row is None:
            raise NotFoundError(f"annotation {uid}: there is none")
        return records.annotation_of(*row)

    def tags(self) -> list[tuple[str, int]]:
        """See the protocol."""
        return self._server.read(selecting.tags)

    def look_again(self) -> None:
        """Nothing: each answer looks."""

    def rebuild(self, progress: Callable[[int, int], None] | None = None) -> int:
        """Raise StoreError: the index is the server's."""
        raise StoreError("the index of a desk is the server's own: an operator may REINDEX it")

    # ── briefs ───────────────────────────────────────────────────────────────────────────────
    def save_brief(self, brief: Brief, published: str | None) -> None:
        """See the protocol."""
        self.save_briefs([(brief, published)])

    def save_briefs(self, briefs: Iterable[tuple[Brief, str | None]]) -> None:
        """See the protocol."""
        # In one order everywhere, so that two windows that keep the same briefs do not lock each other out.
        kept = sorted(briefs, key=lambda pair: pair[0].article.id)

        def work(db: Connection) -> None:
            for brief, published in kept:
                _put(db, brief, published)

        self._server.write(work)

    def brief(self, article_id: str, *, version: str, model: str, published: str | None) -> Brief | None:
        """See the protocol."""
        sql = (
            "SELECT data FROM brief WHERE article_id = %s AND version = %s AND model = %s AND published = %s"
        )
        key = (article_id, version, model, published or "")
        row = self._server.read(lambda db: db.execute(sql, key).fetchone())
        return msgspec.json.decode(row[0], type=Brief) if row else None


def _put(db: Connection, brief: Brief, published: str | None) -> None:
    """Keep a brief and index its actors and claims, in place of those of an older one."""
    identity = brief.article.id
    # Found out before anything waits: the row of the article is locked first everywhere.
    db.execute("SELECT FROM article WHERE id = %s FOR UPDATE", (identity,))
    db.execute(
        "INSERT INTO brief (article_id, version, model, published, data) VALUES (%s, %s, %s, %s, %s) "
        "ON CONFLICT (article_id, version, model, published) DO UPDATE SET data = excluded.data",
        (identity, brief.generator.version, brief.generator.model, published or "", encode(brief)),
    )
    names = actor_names(brief)
    rows = []
    for claim in brief.claims:
        content, source = claim_words(claim, brief.article.text, names)
        told, by = row_of([content]), row_of([source])
        rows.append(
            (identity, claim.polarity, claim.source.kind, claim.quotation, bool(claim.hedges), content, source,
             distinct(told), distinct(by), told, by)
        )  # fmt: skip
    db.execute("DELETE FROM claim WHERE article_id = %s", (identity,))
    if rows:
        db.cursor().executemany(_CLAIM, rows)
    tokens = row_of(names.values())
    db.execute(
        "UPDATE article SET claims = %s, actors = %s, actor_words = array_to_tsvector(%s), actor_tokens = %s, "
        "actor_names = %s WHERE id = %s",
        (len(brief.claims), len(brief.actors), distinct(tokens), tokens, "\n".join(names.values()), identity),
    )
