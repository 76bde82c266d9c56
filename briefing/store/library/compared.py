"""What comparing keeps of the articles: facts, items with keys, pairs of items, clusters of them.

The tables know nothing of what is compared. An item is a part of an article (a claim, an event, an actor,
its text) with keys; items that share a key are candidates; a pair says how two of them stand to each
other, and whether that joins them; a cluster is a set of items that were put together. Whoever fills
them (briefing.workspace.comparing) decides what an item's data mean. All of it is derived.

Which articles have to be looked at again is noted by triggers in the same transaction as the change.
"""

import sqlite3
import struct
from collections.abc import Callable, Iterable, Sequence
from typing import Any, TypeVar

import msgspec

from briefing.model.filter import Filter
from briefing.store.library.compiler import compile_articles
from briefing.store.library.database import Database

T = TypeVar("T")
CROWD = 400  # items under one key: what so many share tells none from another
_MADE_BY = "compared"
_FEW = 500  # articles from which on a list is walked instead
_PART = 500  # bound values of one statement


class Item(msgspec.Struct, frozen=True):
    """An item as kept."""

    number: int
    article: int
    name: str
    data: bytes


class Pair(msgspec.Struct, frozen=True):
    """How two items stand to each other."""

    one: int
    other: int
    data: bytes


class Cluster(msgspec.Struct, frozen=True):
    """Items that were put together; listed by `rank`, then the number of articles, then `moment`."""

    items: list[int]
    rank: int
    articles: int
    moment: str | None


class NewItem(msgspec.Struct, frozen=True):
    """An item to be kept. `moment` is what it is listed by: a day, or None."""

    kind: int
    name: str
    keys: list[int]
    data: bytes
    moment: str | None = None


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


class Rows:
    """Reading and writing within one transaction."""

    def __init__(self, db: sqlite3.Connection) -> None:
        self._db = db

    # ── articles ─────────────────────────────────────────────────────────────────────────────
    def due(self, limit: int, among: Sequence[str] | None = None) -> dict[str, int]:
        """See Compared.due."""
        if among is None:
            return dict(self._db.execute("SELECT article_id, mark FROM due LIMIT ?", (limit,)))
        found = self._in("SELECT article_id, mark FROM due WHERE article_id IN ({})", among)
        return dict(found[:limit])

    def done(self, article_id: str, mark: int) -> None:
        """The article is as it should be, unless it has changed since it had that mark."""
        self._db.execute("DELETE FROM due WHERE article_id = ? AND mark = ?", (article_id, mark))

    def facts(self, article_ids: Iterable[str]) -> list[bytes]:
        """The kept facts of these articles; those that have none are left out."""
        return [r[0] for r in self._in("SELECT data FROM facts WHERE article_id IN ({})", article_ids)]

    def kept(self, article_id: str) -> tuple[int, bytes, bytes] | None:
        """`(number, facts, decisions)` of an article; None where it has none."""
        found: tuple[int, bytes, bytes] | None = self._db.execute(
            "SELECT article, data, decided FROM facts WHERE article_id = ?", (article_id,)
        ).fetchone()
        return found

    def heads(self, items: Iterable[int]) -> list[bytes]:
        """The heads of the articles that these items are of."""
        articles = {r[0] for r in self._in("SELECT DISTINCT article FROM item WHERE item IN ({})", items)}
        return [
            r[0]
            for r in self._in(
                "SELECT head FROM facts WHERE article IN ({}) ORDER BY article", sorted(articles)
            )
        ]

    def put(self, article_id: str, story: str, head: bytes, data: bytes, decided: bytes) -> int:
        """Keep an article's facts, in place of older ones, whose items are gone; gives its number."""
        self.drop(article_id)
        row = self._db.execute(
            "INSERT INTO facts (article_id, story, decided, head, data) VALUES (?, ?, ?, ?, ?)",
            (article_id, story, decided, head, data),
        ).lastrowid
        assert row is not None
        return row

    def decide(self, article: int, decided: bytes) -> None:
        """Keep which decisions an article's items were put together with."""
        self._db.execute("UPDATE facts SET decided = ? WHERE article = ?", (decided, article))

    def drop(self, article_id: str) -> None:
        """Forget an article's facts and items."""
        kept = self.kept(article_id)
        if kept is None:
            return
        items = self._db.execute("SELECT item, keys FROM item WHERE article = ?", (kept[0],)).fetchall()
        for number, keys in items:
            self._db.executemany(
                "DELETE FROM item_key WHERE key = ? AND item = ?", [(k, number) for k in _unpacked(keys)]
            )
            self._db.execute("DELETE FROM pair WHERE one = ?", (number,))
            self._db.execute("DELETE FROM pair WHERE other = ?", (number,))
        self._db.execute("DELETE FROM item WHERE article = ?", (kept[0],))
        self._db.execute("DELETE FROM facts WHERE article = ?", (kept[0],))

    # ── items ────────────────────────────────────────────────────────────────────────────────
    def add(self, article: int, new: NewItem) -> int:
        """Keep an item; gives its number."""
        number = self._db.execute(
            "INSERT INTO item (article, kind, name, moment, keys, data) VALUES (?, ?, ?, ?, ?, ?)",
            (article, new.kind, new.name, new.moment, struct.pack(f"<{len(new.keys)}q", *new.keys), new.data),
        ).lastrowid
        assert number is not None
        self._db.executemany(
            "INSERT OR IGNORE INTO item_key VALUES (?, ?)", [(k, number) for k in sorted(new.keys)]
        )
        return number

    def near(
        self, keys: Sequence[int], kind: int, article: int, meet: int = 1, crowd: int = CROWD
    ) -> list[Item]:
        """Items of a kind of other articles that share `meet` of the keys, those of a crowd left out."""
        found: dict[int, int] = {}
        for key in keys:
            rows = self._db.execute(
                "SELECT item FROM item_key WHERE key = ? LIMIT ?", (key, crowd + 1)
            ).fetchall()
            if len(rows) <= crowd:
                for (number,) in rows:
                    found[number] = found.get(number, 0) + 1
        met = sorted(n for n, times in found.items() if times >= meet)
        return [i for i in self.items(met, kind) if i.article != article]

    def namesakes(self, numbers: Sequence[int], kind: int) -> list[Item]:
        """These items and all that are met from them by shared keys, of crowds too, in two steps."""
        reached = set(numbers)
        asked: set[int] = set()
        for _ in range(2):
            keys = {
                k
                for r in self._in("SELECT keys FROM item WHERE item IN ({})", reached)
                for k in _unpacked(r[0])
            }
            reached |= {r[0] for r in self._in("SELECT item FROM item_key WHERE key IN ({})", keys - asked)}
            asked |= keys
        return self.items(sorted(reached), kind)

    def items(self, numbers: Iterable[int], kind: int | None = None) -> list[Item]:
        """Items by number, in order of number."""
        also = "" if kind is None else f" AND kind = {int(kind)}"
        rows = self._in(f"SELECT item, article, name, data FROM item WHERE item IN ({{}}){also}", numbers)
        return [Item(*row) for row in sorted(rows)]

    def of_article(self, article: int, kind: int) -> list[Item]:
        """An article's items of a kind."""
        rows = self._db.execute(
            "SELECT item, article, name, data FROM item WHERE article = ? AND kind = ? ORDER BY item",
            (article, kind),
        )
        return [Item(*row) for row in rows]

    def named(self, story: str, name: str) -> int | None:
        """The number of the item of that name in a story's newest version."""
        row = self._db.execute(
            "SELECT i.item FROM facts f JOIN item i ON i.article = f.article WHERE f.story = ? AND i.name = ?",
            (story, name),
        ).fetchone()
        return int(row[0]) if row else None

    def of_articles(self, article_ids: Iterable[str], kind: int) -> list[tuple[int, str, str]]:
        """`(number, story, name)` of the items of a kind of these articles."""
        sql = (
            "SELECT i.item, f.story, i.name FROM facts f JOIN item i ON i.article = f.article "
            f"WHERE i.kind = {int(kind)} AND f.article_id IN ({{}})"
        )
        return self._in(sql, article_ids)

    def names(self, numbers: Iterable[int]) -> list[tuple[str, str]]:
        """`(story, name)` of items."""
        sql = "SELECT f.story, i.name FROM item i JOIN facts f ON f.article = i.article WHERE i.item IN ({})"
        return self._in(sql, numbers)

    # ── pairs ────────────────────────────────────────────────────────────────────────────────
    def tie(self, one: int, other: int, data: bytes, *, joins: bool) -> None:
        """Keep how two items stand to each other."""
        self._db.execute(
            "INSERT OR REPLACE INTO pair VALUES (?, ?, ?, ?)", (min(one, other), max(one, other), joins, data)
        )

    def neighbours(self, item: int) -> list[int]:
        """The items that a pair joins with this one."""
        rows = self._db.execute(
            "SELECT other FROM pair WHERE one = ?1 AND joins UNION SELECT one FROM pair WHERE other = ?1 AND joins",
            (item,),
        )
        return [r[0] for r in rows]

    def pairs(self, items: Iterable[int]) -> list[Pair]:
        """The pairs with both sides among these items."""
        inside = set(items)
        rows = self._in("SELECT one, other, data FROM pair WHERE one IN ({})", sorted(inside))
        return [Pair(*row) for row in sorted(rows) if row[1] in inside]

    # ── clusters ─────────────────────────────────────────────────────────────────────────────
    def arrange(self, items: Iterable[int], kind: int, clusters: Iterable[Cluster]) -> None:
        """Put these items into these clusters, in place of those that they were in."""
        affected = [item.number for item in self.items(items, kind)]  # a number may have become another's
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
        sql = "SELECT i.item, i.article, i.name, i.data FROM item i WHERE i.cluster IN ({})"
        values: tuple[object, ...] = ()
        if where is not None:
            chosen, values = _articles(where)
            sql += f" AND i.article IN ({chosen})"
        return [Item(*row) for row in sorted(self._in(sql, clusters, values))]

    def count(self, kind: int) -> int:
        """How many clusters of a kind there are."""
        return int(self._db.execute("SELECT count(*) FROM cluster WHERE kind = ?", (kind,)).fetchone()[0])

    def annotations(self, kinds: Sequence[str], holding: Sequence[str]) -> list[bytes]:
        """Live annotations of these kinds whose record holds one of these words, in order of creation."""
        kind = ", ".join("?" * len(kinds))
        words = " OR ".join("instr(data, ?)" for _ in holding)
        sql = f"SELECT data FROM annotation WHERE kind IN ({kind}) AND NOT deleted AND ({words}) ORDER BY uid"
        return [r[0] for r in self._db.execute(sql, (*kinds, *(w.encode() for w in holding)))]

    def _in(self, sql: str, values: Iterable[object], more: Sequence[object] = ()) -> list[Any]:
        """The rows of a statement with `IN ({})`, its values bound in parts."""
        rows: list[Any] = []
        bound = list(values)
        for start in range(0, len(bound), _PART):
            part = bound[start : start + _PART]
            rows += self._db.execute(sql.format(", ".join("?" * len(part))), (*part, *more)).fetchall()
        return rows


def _articles(where: Filter) -> tuple[str, tuple[object, ...]]:
    """A subquery of the numbers of the newest versions that match, with its values."""
    query = compile_articles(where)
    base = "SELECT f.article FROM article a JOIN facts f ON f.article_id = a.id WHERE a.latest = 1 AND "
    if query.match is None:
        return f"{base}({query.where.text})", query.where.values
    return (
        f"{base}({query.where.text}) AND a.rowid IN (SELECT rowid FROM words WHERE words MATCH ?)",
        (*query.where.values, query.match),
    )


def _made_by(db: sqlite3.Connection) -> str | None:
    row = db.execute("SELECT value FROM meta WHERE key = ?", (_MADE_BY,)).fetchone()
    return str(row[0]) if row else None


def _begin_anew(db: sqlite3.Connection, made_by: str) -> None:
    for table in ("facts", "item", "item_key", "pair", "cluster", "due"):
        db.execute(f"DELETE FROM {table}")
    db.execute("INSERT INTO due SELECT id, random() FROM article WHERE latest AND claims IS NOT NULL")
    db.execute("INSERT OR REPLACE INTO meta VALUES (?, ?)", (_MADE_BY, made_by))


def _unpacked(keys: bytes) -> tuple[int, ...]:
    return struct.unpack(f"<{len(keys) // 8}q", keys)
