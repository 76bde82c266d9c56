"""Rows of what is compared: facts of articles, items with keys, pairs of items (see `compared`)."""

import sqlite3
import struct
from collections.abc import Iterable, Sequence
from typing import Any

import msgspec

CROWD = 400  # items under one key: what so many share tells none from another
_PART = 500  # bound values of one statement


class Item(msgspec.Struct, frozen=True):
    """An item as kept."""

    number: int
    article: int
    name: str
    data: bytes
    cluster: int | None = None  # where it was asked for


class NewItem(msgspec.Struct, frozen=True):
    """An item to be kept. `moment` is what it is listed by: a day, or None."""

    kind: int
    name: str
    keys: list[int]
    data: bytes
    moment: str | None = None


class ItemRows:
    """Reading and writing articles, items and pairs within one transaction."""

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
        """Keep an item; gives its number. By its keys it is met once it is shown."""
        number = self._db.execute(
            "INSERT INTO item (article, kind, name, moment, keys, data) VALUES (?, ?, ?, ?, ?, ?)",
            (article, new.kind, new.name, new.moment, struct.pack(f"<{len(new.keys)}q", *new.keys), new.data),
        ).lastrowid
        assert number is not None
        return number

    def show(self, item: int, keys: Sequence[int]) -> None:
        """Let others meet an item by its keys."""
        self._db.executemany(
            "INSERT OR IGNORE INTO item_key VALUES (?, ?)", [(k, item) for k in sorted(keys)]
        )

    def keys(self, item: int) -> tuple[int, ...]:
        """The keys of an item, in the order in which it was given them."""
        (data,) = self._db.execute("SELECT keys FROM item WHERE item = ?", (item,)).fetchone()
        return _unpacked(data)

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

    # ── statements ───────────────────────────────────────────────────────────────────────────
    def _in(self, sql: str, values: Iterable[object], after: Sequence[object] = ()) -> list[Any]:
        """The rows of a statement with `IN ({})`, its values bound in parts, before those that come `after`."""
        rows: list[Any] = []
        bound = list(values)
        for start in range(0, len(bound), _PART):
            part = bound[start : start + _PART]
            rows += self._db.execute(sql.format(", ".join("?" * len(part))), (*part, *after)).fetchall()
        return rows


def _unpacked(keys: bytes) -> tuple[int, ...]:
    return struct.unpack(f"<{len(keys) // 8}q", keys)
