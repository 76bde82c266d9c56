"""Reading the catalogue and the notes of a desk."""

import math
from collections.abc import Sequence
from functools import partial
from typing import Any

import msgspec

from briefing.desk import records
from briefing.desk.compiler import compile_articles, compile_notes, wanted_pieces
from briefing.desk.server import Connection
from briefing.desk.snippets import snippet
from briefing.desk.words import Piece, tag_key
from briefing.model.filter import Filter
from briefing.store.conditions import Sql
from briefing.store.library.rows import CatalogueRow, NoteRow
from briefing.store.library.selecting import RANKED, commonest
from briefing.store.protocol import ReadingState

_COLUMNS = (
    "a.id, a.story, a.title, a.site, a.published, a.added, a.language, a.url, a.claims, a.actors, "
    "(SELECT count(*) FROM annotation c WHERE c.story = a.story AND c.deleted_at IS NULL), "
    "s.read, s.starred, s.later, s.position"
)
_WIDTH = 15
_ROWS = (
    f"SELECT {_COLUMNS} FROM article a LEFT JOIN state s ON s.analyst = session_user AND s.story = a.story"
)
_TITLE, _NOTES = 8.0, 4.0  # weight of a word in the title and in a note, beside one in the text
_K1, _B = 1.2, 0.75  # of BM25, as FTS5 has them
_COMMON = 1000  # articles up to which it matters how many hold a word


def articles(
    db: Connection, where: Filter, offset: int, limit: int, *, ranked: bool, snippets: bool
) -> list[CatalogueRow]:
    """See CatalogueStore.select."""
    condition, pieces = compile_articles(where, partial(_held, db)), wanted_pieces(where)
    if ranked and pieces and _hits(db, condition, RANKED + 1) <= RANKED:
        chosen = _ranked(db, condition, pieces)[offset : offset + limit]
        rows = {row[0]: row for row in db.execute(f"{_ROWS} WHERE a.id = ANY (%s)", (chosen,))}
        found = [_row(rows[identity]) for identity in chosen if identity in rows]
    else:
        # The page is picked first, so that a far page costs no wide rows.
        sql = (
            f"{_ROWS} JOIN (SELECT a.id FROM article a WHERE a.latest AND ({condition.text}) "
            f"ORDER BY a.place DESC, a.id {_page(offset, limit)}) page ON page.id = a.id ORDER BY a.place DESC, a.id"
        )
        found = [_row(row) for row in db.execute(sql, condition.values)]
    return _with_snippets(db, found, pieces) if snippets and pieces else found


def first_page(db: Connection, where: Filter, limit: int) -> tuple[list[CatalogueRow], int]:
    """See CatalogueStore.first_page."""
    condition = compile_articles(where, partial(_held, db))
    sql = (
        f"WITH hit AS MATERIALIZED (SELECT a.id, a.place FROM article a WHERE a.latest AND ({condition.text})) "
        f"SELECT {_COLUMNS}, (SELECT count(*) FROM hit) FROM "
        f"(SELECT id FROM hit ORDER BY place DESC, id {_page(0, limit)}) page JOIN article a ON a.id = page.id "
        "LEFT JOIN state s ON s.analyst = session_user AND s.story = a.story ORDER BY a.place DESC, a.id"
    )
    found = db.execute(sql, condition.values).fetchall()
    return [_row(row[:_WIDTH]) for row in found], found[0][_WIDTH] if found else 0


def count(db: Connection, where: Filter) -> int:
    """See CatalogueStore.count."""
    return _hits(db, compile_articles(where, partial(_held, db)), None)


def one(db: Connection, article_id: str) -> CatalogueRow | None:
    """The row of one article."""
    row = db.execute(f"{_ROWS} WHERE a.id = %s", (article_id,)).fetchone()
    return _row(row) if row else None


def notes(db: Connection, where: Filter, offset: int, limit: int, *, deleted: bool) -> list[NoteRow]:
    """See CatalogueStore.notes."""
    condition = compile_notes(where)
    which = "NOT NULL" if deleted else "NULL"
    sql = (
        f"SELECT n.document, n.verbatim, {_COLUMNS} FROM ("
        "SELECT n.uid, n.story, n.modified, n.document, n.verbatim FROM annotation n "
        f"WHERE n.deleted_at IS {which} AND ({condition.text}) "
        f"ORDER BY n.modified DESC, n.uid DESC {_page(offset, limit)}) n "
        "LEFT JOIN article a ON a.story = n.story AND a.latest "
        "LEFT JOIN state s ON s.analyst = session_user AND s.story = a.story "
        "ORDER BY n.modified DESC, n.uid DESC"
    )
    return [
        NoteRow(records.annotation_of(*row[:2]), _row(row[2:]) if row[2] is not None else None)
        for row in db.execute(sql, condition.values)
    ]


def tags(db: Connection) -> list[tuple[str, int]]:
    """See CatalogueStore.tags."""
    counted = db.execute(
        "SELECT t.tag, count(*) FROM annotation n, jsonb_array_elements_text(n.document #> '{body,tags}') t (tag) "
        "WHERE n.deleted_at IS NULL GROUP BY t.tag ORDER BY count(*) DESC, t.tag"
    )
    return commonest((tag_key(tag), tag, number) for tag, number in counted)


def _hits(db: Connection, condition: Sql, most: int | None) -> int:
    sql = f"SELECT count(*) FROM (SELECT FROM article a WHERE a.latest AND ({condition.text}) LIMIT %s) hit"
    return int((db.execute(sql, (*condition.values, most)).fetchone() or (0,))[0])


def _ranked(db: Connection, condition: Sql, pieces: Sequence[Piece]) -> list[str]:
    """Ids of the hits, best first by BM25 with weighted fields (Robertson and Zaragoza 2009, 3.6)."""
    wanted = [piece for piece in pieces if piece.lexemes]
    needles = [f" {' '.join(p.lexemes)}{'' if p.begins else ' '}" for p in wanted]
    noted = "(SELECT coalesce(sum(occurrences(n.tokens, %s)), 0) FROM annotation n WHERE n.story = a.story AND n.deleted_at IS NULL)"
    columns = "".join(
        f", occurrences(a.title_tokens, %s), occurrences(a.tokens, %s), {noted}" for _ in needles
    )
    rows = db.execute(
        f"SELECT a.id, a.place, occurrences(a.tokens, ' ') + 1{columns} FROM article a WHERE a.latest AND ({condition.text})",
        (*(needle for needle in needles for _ in range(3)), *condition.values),
    ).fetchall()
    if not rows:
        return []
    size = max(
        1.0,
        float(
            (db.execute("SELECT reltuples FROM pg_class WHERE oid = 'article'::regclass").fetchone() or (0,))[
                0
            ]
        ),
        len(rows),
    )
    rarity = [_rarity(db, piece, size) for piece in wanted]
    usual = sum(row[2] for row in rows) / len(rows)

    def score(row: tuple[Any, ...]) -> float:
        long = _K1 * (1 - _B + _B * row[2] / usual)
        total = 0.0
        for n, rare in enumerate(rarity):
            title, text, notes = row[3 + 3 * n : 6 + 3 * n]
            # The text's words include the title's.
            often = (_TITLE - 1) * title + text + _NOTES * float(notes)
            total += rare * often * (_K1 + 1) / (often + long)
        return total

    return [row[0] for row in sorted(rows, key=lambda row: (-score(row), -row[1], row[0]))]


def _rarity(db: Connection, piece: Piece, size: float) -> float:
    """The inverse document frequency of a piece among `size` articles, never below a millionth, as in FTS5."""
    held = _held(db, piece)
    return max(1e-6, math.log((max(size, held) - held + 0.5) / (held + 0.5)))


def _held(db: Connection, piece: Piece) -> float:
    """How many articles hold the words of a piece, counted up to COMMON; none for a piece without words."""
    if not piece.lexemes:
        return _COMMON
    sql = "SELECT count(*) FROM (SELECT FROM article WHERE words @@ %s::tsquery LIMIT %s) held"
    return float((db.execute(sql, (piece.query(), _COMMON)).fetchone() or (0,))[0])


def _with_snippets(db: Connection, rows: list[CatalogueRow], pieces: Sequence[Piece]) -> list[CatalogueRow]:
    shown, noted = [r.article_id for r in rows], [r.story for r in rows if r.notes]
    texts = {
        row[0]: row[1] for row in db.execute("SELECT id, text FROM article WHERE id = ANY (%s)", (shown,))
    }
    written = {
        row[0]: row[1]
        for row in db.execute(
            "SELECT story, string_agg(note_text(document), E'\\n' ORDER BY created) FROM annotation "
            "WHERE story = ANY (%s) AND deleted_at IS NULL GROUP BY story",
            (noted,),
        )
    }
    return [
        msgspec.structs.replace(
            r, snippet=snippet([texts.get(r.article_id, ""), r.title, written.get(r.story, "")], pieces)
        )
        for r in rows
    ]


def _page(offset: int, limit: int) -> str:
    """Written out: with a number that it knows, the server plans a statement once and not each time."""
    return f"LIMIT {int(limit)} OFFSET {int(offset)}"


def _row(values: tuple[Any, ...]) -> CatalogueRow:
    read, starred, later, position = values[_WIDTH - 4 : _WIDTH]
    state = ReadingState(read, starred, later, position) if read is not None else ReadingState()
    plain: dict[str, Any] = dict(zip(CatalogueRow.__struct_fields__, values[: _WIDTH - 4], strict=False))
    return CatalogueRow(**plain, state=state)
