"""What comparing keeps of the articles: facts, items with keys, pairs of items, clusters of them.

The tables know nothing of what is compared. An item is a part of an article (a claim, an event, an actor,
its text) with keys; items that share a key are candidates; a pair says how two of them stand to each
other, and whether that joins them or the one echoes the other; a cluster is a set of items that were put
together. Whoever fills
them (briefing.workspace.compared) decides what an item's data mean. All of it is derived.

Which articles have to be looked at again is noted by triggers in the same transaction as the change.
"""

import sqlite3
from collections.abc import Callable, Iterable, Sequence
from typing import TypeVar

import msgspec

from briefing.model.filter import Filter
from briefing.store.library.compiler import compile_articles
from briefing.store.library.database import Database
from briefing.store.library.items import Item
from briefing.store.library.pairs import PairRows

T = TypeVar("T")
_MADE_BY = "compared"
_FEW = 500  # articles from which on a list is walked instead


class Cluster(msgspec.Struct, frozen=True):
    """Items that were put together; listed by `rank`, then the number of articles, then `moment`."""

    items: list[int]
    rank: int
    articles: int
    moment: str | None


class Compared:
    """The tables, each method in a transaction of its own unless it is called within `write`."""

    def __init__(self, database: Database, catch_up: Callable[[bool], object]) -> None:
        """`catch_up` brings the catalogue up to the files; True: without trusting the last look."""
        self._database, self._catch_up = database, catch_up

    def read(self, work: "Callable[[Rows], T]") -> T:
        """What `work` reads."""
        return self._database.read(lambda db: work(Rows(db)))

    def write(self, work: "Callable[[Rows], T]") -> T:
        """What `work` does, in one transaction."""
        return self._database.write(lambda db: work(Rows(db)))

    def due(self, made_by: str, limit: int, among: Sequence[str] | None = None) -> dict[str, int]:
        """Articles whose facts may not be what they should be, with a mark of their last change.

        All are where another rule made them. `among`: of these alone.
        """
        self._catch_up(False)
        if self._database.read(_made_by) != made_by:
            self._catch_up(True)  # it may be another file than the one that was caught up
            self._database.write(lambda db: _begin_anew(db, made_by))
        return self.read(lambda rows: rows.due(limit, among))

    def shown(self, article_id: str) -> str | None:
        """When an article was added that is its story's newest version; None for another."""
        sql = "SELECT added FROM article WHERE id = ? AND latest"
        found = self._database.read(lambda db: db.execute(sql, (article_id,)).fetchone())
        return str(found[0]) if found else None

    def waiting(self) -> int:
        """How many articles are due."""
        return self._database.read(lambda db: int(db.execute("SELECT count(*) FROM due").fetchone()[0]))


class Rows(PairRows):
    """Reading and writing within one transaction."""

    def arrange(self, items: Iterable[int], kind: int, clusters: Iterable[Cluster]) -> None:
        """Put these items into these clusters, in place of those that they were in."""
        sql = f"SELECT item FROM item WHERE kind = {int(kind)} AND item IN ({{}})"
        affected = [r[0] for r in self._in(sql, items)]  # a number may have become another's
        sql = "SELECT cluster FROM item WHERE item IN ({}) AND cluster IS NOT NULL"
        old = {r[0] for r in self._in(sql, affected)}
        self._in("UPDATE item SET cluster = NULL WHERE item IN ({})", affected)
        for number in old:
            self._db.execute("DELETE FROM cluster WHERE cluster = ?", (number,))
        for one in clusters:
            number = self._db.execute(
                "INSERT INTO cluster (kind, rank, articles, moment) VALUES (?, ?, ?, ?)",
                (kind, one.rank, one.articles, one.moment),
            ).lastrowid
            self._in(f"UPDATE item SET cluster = {number} WHERE item IN ({{}})", one.items)

    def whole(self, items: Iterable[int], kind: int) -> set[int]:
        """These items and all that are in a cluster with one of them."""
        inside = set(items)
        clusters = {r[0] for r in self._in("SELECT cluster FROM item WHERE item IN ({})", inside)} - {None}
        sql = f"SELECT item FROM item WHERE kind = {int(kind)} AND cluster IN ({{}})"
        return inside | {r[0] for r in self._in(sql, clusters)}

    def page(
        self,
        kind: int,
        where: Filter | None,
        offset: int,
        limit: int,
        *,
        rank: int | None = None,
        since: str | None = None,
    ) -> list[int]:
        """Numbers of clusters with an item of an article that matches: by rank, or, `since` a moment, by moment.

        `where` None: of any article. `rank`: of that rank alone.
        """
        condition, values = "c.kind = ?", [kind]
        order = "c.rank, c.articles DESC, c.moment, c.cluster"
        more: tuple[object, ...] = ()
        if since is not None:
            condition, order = f"{condition} AND c.moment >= ?", "c.moment, c.cluster"
            more = (since,)
        if rank is not None:
            condition, more = f"{condition} AND c.rank = ?", (*more, rank)
        if where is not None:
            chosen, bound = _articles(where)
            few = self._db.execute(f"SELECT count(*) FROM ({chosen} LIMIT {_FEW + 1})", bound).fetchone()[0]
            # From a few articles to their clusters, or down the list until the page is full.
            condition += (
                f" AND EXISTS (SELECT 1 FROM item i WHERE i.cluster = c.cluster AND i.article IN ({chosen}))"
                if few > _FEW
                else f" AND c.cluster IN (SELECT cluster FROM item WHERE kind = {int(kind)} AND article IN ({chosen}))"
            )
            more = (*more, *bound)
        sql = f"SELECT c.cluster FROM cluster c WHERE {condition} ORDER BY {order} LIMIT ? OFFSET ?"
        return [r[0] for r in self._db.execute(sql, (*values, *more, limit, offset))]

    def members(self, clusters: Iterable[int], where: Filter | None) -> list[Item]:
        """The items of clusters, those of articles that match alone."""
        sql = "SELECT item, article, name, data, cluster FROM item WHERE cluster IN ({})"
        found = [Item(*row) for row in sorted(self._in(sql, clusters))]
        if where is None:
            return found
        chosen, values = _articles(where, "f.article IN ({}) AND")
        inside = {r[0] for r in self._in(chosen, sorted({item.article for item in found}), after=values)}
        return [item for item in found if item.article in inside]

    def count(self, kind: int) -> int:
        """How many clusters of a kind there are."""
        return int(self._db.execute("SELECT count(*) FROM cluster WHERE kind = ?", (kind,)).fetchone()[0])

    def annotations(self, kinds: Sequence[str], holding: Sequence[str]) -> list[bytes]:
        """Live annotations of these kinds whose record holds one of these words, in order of creation."""
        kind = ", ".join("?" * len(kinds))
        words = " OR ".join("instr(data, ?)" for _ in holding)
        sql = f"SELECT data FROM annotation WHERE kind IN ({kind}) AND NOT deleted AND ({words}) ORDER BY uid"
        return [r[0] for r in self._db.execute(sql, (*kinds, *(w.encode() for w in holding)))]


def _articles(where: Filter, among: str = "") -> tuple[str, tuple[object, ...]]:
    """A subquery of the numbers of the newest versions that match, with its values; `among`: of some numbers."""
    query = compile_articles(where)
    # CROSS JOIN is SQLite's way to say which table comes first: the few, or the catalogue.
    tables = "facts f CROSS JOIN article a" if among else "article a CROSS JOIN facts f"
    base = f"SELECT f.article FROM {tables} ON f.article_id = a.id WHERE {among} a.latest = 1 AND ({query.where.text})"
    if query.match is None:
        return base, query.where.values
    matching = " AND a.rowid IN (SELECT rowid FROM words WHERE words MATCH ?)"
    return base + matching, (*query.where.values, query.match)


def _made_by(db: sqlite3.Connection) -> str | None:
    row = db.execute("SELECT value FROM meta WHERE key = ?", (_MADE_BY,)).fetchone()
    return str(row[0]) if row else None


def _begin_anew(db: sqlite3.Connection, made_by: str) -> None:
    for table in ("facts", "item", "item_key", "pair", "cluster", "due"):
        db.execute(f"DELETE FROM {table}")
    db.execute("INSERT INTO due SELECT id, random() FROM article WHERE latest AND claims IS NOT NULL")
    db.execute("INSERT OR REPLACE INTO meta VALUES (?, ?)", (_MADE_BY, made_by))
