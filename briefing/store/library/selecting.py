"""Reading the library's tables."""

import sqlite3
from typing import Any

import msgspec

from briefing.model.annotation import Annotation
from briefing.model.article import Span
from briefing.model.filter import Filter
from briefing.store.library.compiler import Compiled, compile_articles, compile_notes
from briefing.store.library.rows import CatalogueRow, NoteRow, Snippet
from briefing.store.protocol import ReadingState

RANKED = 1000  # hits up to which they are ranked: BM25 over a common word of 100,000 articles takes 150 ms
WEIGHTS = "8.0, 1.0, 4.0, 4.0"  # of title, text, notes, actors in BM25
SNIPPET_TOKENS = 24
_BEGIN, _END = "\x02", "\x03"  # no text holds them: the door turns them into pictures
_COLUMNS = (
    "a.id, a.story, a.title, a.site, a.published, a.added, a.language, a.url, a.claims, a.actors, a.notes, "
    "a.read, a.starred, a.later, a.position"
)
_WIDTH = 15


def articles(
    db: sqlite3.Connection, where: Filter, offset: int, limit: int, *, ranked: bool, snippets: bool
) -> list[CatalogueRow]:
    """See Library.select."""
    query = compile_articles(where)
    if query.match is None:
        # The page is picked from the narrow index first, so that a far page costs no wide rows.
        sql = (
            f"SELECT {_COLUMNS} FROM article a WHERE a.rowid IN (SELECT a.rowid FROM article a WHERE a.latest = 1 "
            f"AND ({query.where.text}) ORDER BY a.rowid DESC LIMIT ? OFFSET ?) ORDER BY a.rowid DESC"
        )
        return [_row(r) for r in db.execute(sql, (*query.where.values, limit, offset))]
    order = "words.rowid DESC"
    if ranked and _hits(db, query, RANKED + 1) <= RANKED:
        order = f"bm25(words, {WEIGHTS}), words.rowid DESC"
    extra = f", snippet(words, -1, '{_BEGIN}', '{_END}', '…', {SNIPPET_TOKENS})" if snippets else ""
    sql = f"SELECT {_COLUMNS}{extra} {_driven(query)} ORDER BY {order} LIMIT ? OFFSET ?"
    return [_row(r) for r in db.execute(sql, (query.match, *query.where.values, limit, offset))]


def _driven(query: Compiled) -> str:
    return (
        "FROM words JOIN article a ON a.rowid = words.rowid "
        f"WHERE words MATCH ? AND a.latest = 1 AND ({query.where.text})"
    )


def _hits(db: sqlite3.Connection, query: Compiled, most: int) -> int:
    sql = f"SELECT count(*) FROM (SELECT 1 {_driven(query)} LIMIT ?)"
    return int(db.execute(sql, (query.match, *query.where.values, most)).fetchone()[0])


def count(db: sqlite3.Connection, where: Filter) -> int:
    """See Library.count."""
    query = compile_articles(where)
    if query.match is not None:
        return _hits(db, query, 2**62)
    sql = f"SELECT count(*) FROM article a WHERE a.latest = 1 AND ({query.where.text})"
    return int(db.execute(sql, query.where.values).fetchone()[0])


def one(db: sqlite3.Connection, article_id: str) -> CatalogueRow | None:
    """The row of one article."""
    row = db.execute(f"SELECT {_COLUMNS} FROM article a WHERE a.id = ?", (article_id,)).fetchone()
    return _row(row) if row else None


def notes(db: sqlite3.Connection, where: Filter, offset: int, limit: int, *, deleted: bool) -> list[NoteRow]:
    """See Library.notes."""
    condition = compile_notes(where)
    sql = (
        f"SELECT n.data, {_COLUMNS} FROM annotation n LEFT JOIN article a ON a.story = n.story AND a.latest = 1 "
        f"WHERE n.deleted = ? AND ({condition.text}) ORDER BY n.modified DESC, n.uid DESC LIMIT ? OFFSET ?"
    )
    return [
        NoteRow(msgspec.json.decode(r[0], type=Annotation), _row(r[1:]) if r[1] is not None else None)
        for r in db.execute(sql, (deleted, *condition.values, limit, offset))
    ]


def tags(db: sqlite3.Connection) -> list[tuple[str, int]]:
    """See Library.tags. Of tags that differ in case or accents alone, the commonest writing is shown."""
    written: dict[str, tuple[str, int]] = {}
    sql = "SELECT key, tag, count(*) FROM tag GROUP BY key, tag ORDER BY count(*) DESC, tag"
    for key, tag, number in db.execute(sql):
        shown, total = written.get(key, (tag, 0))
        written[key] = (shown, total + number)
    return sorted(written.values(), key=lambda t: (-t[1], t[0]))


def _row(values: tuple[Any, ...]) -> CatalogueRow:
    read, starred, later, position = values[_WIDTH - 4 : _WIDTH]
    state = ReadingState(bool(read), bool(starred), bool(later), position)
    snippet = _snippet(values[_WIDTH]) if len(values) > _WIDTH else None
    plain: dict[str, Any] = dict(zip(CatalogueRow.__struct_fields__, values[: _WIDTH - 4], strict=False))
    return CatalogueRow(**plain, state=state, snippet=snippet)


def _snippet(marked: str) -> Snippet:
    text, hits = "", []
    for n, piece in enumerate(marked.split(_BEGIN)):
        hit, _, after = piece.partition(_END) if n else ("", "", piece)
        if n:
            hits.append(Span(len(text), len(text) + len(hit)))
        text += hit + after
    return Snippet(text, hits)
