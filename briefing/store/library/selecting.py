"""Reading the library's tables."""

import sqlite3
from collections.abc import Iterable
from typing import Any

import msgspec

from briefing.model.annotation import Annotation
from briefing.model.article import Span
from briefing.model.filter import Filter
from briefing.store.conditions import TRUE
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
_LATEST = "a.latest = 1"
_UNFILTERED = "a.shown = 1"
# A copy stands for its story only where the story's lead is not among what was found.
_ONCE = "(a.shown OR NOT EXISTS (SELECT 1 FROM copy WHERE copy.story = a.story AND copy.lead IN ({leads})))"


def articles(
    db: sqlite3.Connection,
    where: Filter,
    offset: int,
    limit: int,
    *,
    ranked: bool,
    snippets: bool,
    copies: bool = False,
) -> list[CatalogueRow]:
    """See Library.select."""
    query = compile_articles(where)
    if query.match is None:
        shown, values = _shown(query, copies)
        # The page is picked from the narrow index first, so that a far page costs no wide rows.
        sql = (
            f"SELECT {_COLUMNS} FROM article a WHERE a.rowid IN (SELECT a.rowid FROM article a WHERE {shown} "
            "ORDER BY a.rowid DESC LIMIT ? OFFSET ?) ORDER BY a.rowid DESC"
        )
        return _with_outlets(db, [_row(r) for r in db.execute(sql, (*values, limit, offset))])
    order = "words.rowid DESC"
    if ranked and _hits(db, query, RANKED + 1, copies) <= RANKED:
        order = f"bm25(words, {WEIGHTS}), words.rowid DESC"
    extra = f", snippet(words, -1, '{_BEGIN}', '{_END}', '…', {SNIPPET_TOKENS})" if snippets else ""
    driven, values = _driven(query, copies)
    sql = f"SELECT {_COLUMNS}{extra} {driven} ORDER BY {order} LIMIT ? OFFSET ?"
    return _with_outlets(db, [_row(r) for r in db.execute(sql, (*values, limit, offset))])


def first_page(db: sqlite3.Connection, where: Filter, limit: int) -> tuple[list[CatalogueRow], int]:
    """See Library.first_page."""
    query = compile_articles(where)
    if query.match is None:
        shown, values = _shown(query, False)
        if shown == _UNFILTERED:  # both are read off an index
            return articles(db, where, 0, limit, ranked=False, snippets=False), count(db, where)
        hits = f"SELECT a.rowid FROM article a WHERE {shown} ORDER BY a.rowid DESC"
    else:
        driven, values = _driven(query, False)
        hits = f"SELECT words.rowid {driven} ORDER BY words.rowid DESC"
    # A list here costs no more than SQLite's keeping of what was found, and needs no sorting.
    numbers = [number for (number,) in db.execute(hits, values)]
    first = numbers[:limit]
    sql = f"SELECT {_COLUMNS} FROM article a WHERE a.rowid IN ({', '.join('?' * len(first))}) ORDER BY a.rowid DESC"
    return _with_outlets(db, [_row(r) for r in db.execute(sql, first)]), len(numbers)


def _shown(query: Compiled, copies: bool) -> tuple[str, tuple[Any, ...]]:
    """The condition on `article a` of a query without a driving expression, with its values."""
    condition, values = query.where.text, query.where.values
    if copies:
        return f"{_LATEST} AND ({condition})", values
    if query.where == TRUE:
        return _UNFILTERED, ()
    leads = f"SELECT a.story FROM article a WHERE a.story = copy.lead AND {_LATEST} AND ({condition})"
    return f"{_LATEST} AND ({condition}) AND {_ONCE.format(leads=leads)}", (*values, *values)


def _driven(query: Compiled, copies: bool) -> tuple[str, tuple[Any, ...]]:
    """From where, and under which condition, rows come that FTS5 finds, with the values."""
    condition = f"{_LATEST} AND ({query.where.text})"
    found = f"FROM words CROSS JOIN article a ON a.rowid = words.rowid WHERE words MATCH ? AND {condition}"
    if copies:
        return found, (query.match, *query.where.values)
    leads = (
        f"SELECT a.story FROM article a WHERE a.story = copy.lead AND {condition} "
        "AND EXISTS (SELECT 1 FROM words WHERE words.rowid = a.rowid AND words MATCH ?)"
    )
    return (
        f"{found} AND {_ONCE.format(leads=leads)}",
        (query.match, *query.where.values, *query.where.values, query.match),
    )


def _hits(db: sqlite3.Connection, query: Compiled, most: int, copies: bool) -> int:
    driven, values = _driven(query, copies)
    return int(db.execute(f"SELECT count(*) FROM (SELECT 1 {driven} LIMIT ?)", (*values, most)).fetchone()[0])


def count(db: sqlite3.Connection, where: Filter, *, copies: bool = False) -> int:
    """See Library.count."""
    query = compile_articles(where)
    if query.match is not None:
        return _hits(db, query, 2**62, copies)
    shown, values = _shown(query, copies)
    return int(db.execute(f"SELECT count(*) FROM article a WHERE {shown}", values).fetchone()[0])


def carrying(db: sqlite3.Connection, story: str) -> list[CatalogueRow]:
    """A story and its copies, the lead first, then by date; whichever of them is asked for."""
    sql = (
        f"SELECT {_COLUMNS} FROM article a WHERE {_LATEST} AND a.story IN "
        "(SELECT ?1 UNION SELECT story FROM copy WHERE lead = ?1) ORDER BY a.story <> ?1, a.rowid"
    )
    return _with_outlets(db, [_row(r) for r in db.execute(sql, (_lead(db, story) or story,))])


def _lead(db: sqlite3.Connection, story: str) -> str | None:
    found = db.execute("SELECT lead FROM copy WHERE story = ?", (story,)).fetchone()
    return str(found[0]) if found else None


def _with_outlets(db: sqlite3.Connection, rows: list[CatalogueRow]) -> list[CatalogueRow]:
    """The rows with who else carries their stories."""
    if db.execute("SELECT 1 FROM copy LIMIT 1").fetchone() is None:
        return rows
    result = []
    for row in rows:
        lead = _lead(db, row.story)
        others = db.execute(
            f"SELECT DISTINCT a.site FROM article a WHERE {_LATEST} AND a.site IS NOT NULL AND a.story IN "
            "(SELECT ?1 UNION SELECT story FROM copy WHERE lead = ?1) AND a.story <> ?2 ORDER BY a.rowid",
            (lead or row.story, row.story),
        ).fetchall()
        if lead is not None or others:
            outlets = list(dict.fromkeys(s for s in (row.site, *(o[0] for o in others)) if s))
            row = msgspec.structs.replace(row, lead=lead, outlets=outlets)
        result.append(row)
    return result


def one(db: sqlite3.Connection, article_id: str) -> CatalogueRow | None:
    """The row of one article."""
    row = db.execute(f"SELECT {_COLUMNS} FROM article a WHERE a.id = ?", (article_id,)).fetchone()
    return _row(row) if row else None


def notes(db: sqlite3.Connection, where: Filter, offset: int, limit: int, *, deleted: bool) -> list[NoteRow]:
    """See Library.notes."""
    condition = compile_notes(where)
    sql = (
        f"SELECT n.data, {_COLUMNS} FROM annotation n LEFT JOIN article a ON a.story = n.story AND {_LATEST} "
        f"WHERE n.deleted = ? AND ({condition.text}) ORDER BY n.modified DESC, n.uid DESC LIMIT ? OFFSET ?"
    )
    return [
        NoteRow(msgspec.json.decode(r[0], type=Annotation), _row(r[1:]) if r[1] is not None else None)
        for r in db.execute(sql, (deleted, *condition.values, limit, offset))
    ]


def tags(db: sqlite3.Connection) -> list[tuple[str, int]]:
    """See Library.tags."""
    return commonest(
        db.execute("SELECT key, tag, count(*) FROM tag GROUP BY key, tag ORDER BY count(*) DESC, tag")
    )


def commonest(counted: Iterable[tuple[str, str, int]]) -> list[tuple[str, int]]:
    """Of `(folded tag, tag, how often)`, most frequent first, one row a folded tag, in its commonest writing."""
    written: dict[str, tuple[str, int]] = {}
    for key, tag, number in counted:
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
