"""A filter as SQL. Every word that a person typed is a bound value or a quoted FTS5 string, never syntax."""

import re
import unicodedata
from functools import cache

import msgspec

from briefing.model.filter import CLAIM_TRAITS, And, Filter, Not, Term
from briefing.store.conditions import FALSE, TRUE, Sql, all_of, condition
from briefing.store.library.schema import CLAIM_BITS, KINDS, kind_bit, trait_bit
from briefing.store.protocol import StoreError
from briefing.store.sources import site_key

ANCHORS = ("exact", "moved", "fuzzy", "suspect", "orphan")
_COLUMNS = {"text": "{title text notes}", "title": "{title}", "actor": "{actors}"}


class Compiled(msgspec.Struct, frozen=True):
    """What to select by: an FTS5 expression over `words` that drives, if any, and a condition on top."""

    match: str | None
    where: Sql


def fold(text: str) -> str:
    """Case and accents aside: how tags and literal symbols are compared."""
    parts = unicodedata.normalize("NFKD", text.casefold())
    return unicodedata.normalize("NFC", "".join(c for c in parts if not unicodedata.combining(c)))


def compile_articles(where: Filter) -> Compiled:
    """Conditions on `article a`. The words that all results must hold become the driving expression."""
    items = where.items if isinstance(where, And) else (where,)
    driving, rest = [], []
    for item in items:
        expression = _as_match(item)
        (rest.append(item) if expression is None else driving.append(expression))
    on_top = all_of([condition(item, _article_term) for item in rest])
    return Compiled(" AND ".join(f"({d})" for d in driving) if driving else None, on_top)


def compile_notes(where: Filter) -> Sql:
    """Conditions on `annotation n LEFT JOIN article a`."""
    return condition(where, _note_term)


# ── trees ────────────────────────────────────────────────────────────────────────────────────
def _as_match(item: Filter) -> str | None:
    """The item as one FTS5 expression over `words`; None where that cannot say it."""
    if isinstance(item, Term):
        if item.field not in _COLUMNS or _literals(item):
            return None
        words = _quoted(item)
        return f"{_COLUMNS[item.field]} : ({words})" if words else None
    if isinstance(item, Not) or not item.items:
        return None
    parts = [_as_match(inner) for inner in item.items]
    if any(part is None for part in parts):
        return None
    return (" AND " if isinstance(item, And) else " OR ").join(f"({part})" for part in parts)


# ── words ────────────────────────────────────────────────────────────────────────────────────
@cache
def _unspaced() -> re.Pattern[str]:
    """Scripts without spaces between words: unicode61 makes one token of a whole run, so parts are not found.

    Compiled with the first search for words: it takes longer than all of this module.
    """
    return re.compile(
        "[\u0e00-\u0eff\u1000-\u109f\u1780-\u17ff\u3040-\u30ff\u3400-\u9fff\U00020000-\U0003ffff]"
    )


def _is_token(character: str) -> bool:
    return unicodedata.category(character)[0] in "LN" or unicodedata.category(character) == "Co"


def _pieces(term: Term) -> list[str]:
    return [term.value] if term.phrase else term.value.split()


def _quoted(term: Term) -> str:
    """The words as FTS5 strings; empty where none of them has a letter or digit."""
    quoted = []
    for piece in _pieces(term):
        if not any(map(_is_token, piece)) or _unspaced().search(piece):
            continue
        prefix = not term.phrase and piece.endswith("*")
        words = piece.rstrip("*") if prefix else piece
        quoted.append('"' + words.replace('"', '""').replace("\0", " ") + '"' + (" *" if prefix else ""))
    return " AND ".join(quoted)


def _literals(term: Term) -> list[str]:
    """Pieces that the tokenizer would lose something of: `C++`, `#`, `5%`, unspaced scripts."""
    found = []
    for piece in _pieces(term):
        bare = piece.rstrip("*") if not term.phrase else piece
        signs = any(unicodedata.category(c)[0] == "S" or c in "#%@&*" for c in bare)
        if bare and (signs or _unspaced().search(bare) or not any(map(_is_token, bare))):
            found.append(bare)
    return found


def _holding(term: Term, table: str, columns: str) -> Sql | None:
    """The words, asked of rows of an FTS5 table; None where nothing was typed, so nothing is asked."""
    parts: list[str] = []
    values: list[str] = []
    if quoted := _quoted(term):
        parts.append(f"{table} MATCH ?")
        values.append(f"{columns} : ({quoted})")
    names = columns.strip("{}").split()
    for literal in _literals(term):
        parts.append("(" + " OR ".join(f"holds({table}.{name}, ?)" for name in names) + ")")
        values.extend([fold(literal)] * len(names))
    return Sql(" AND ".join(parts), tuple(values)) if parts else None


def _rows(term: Term, row: str, table: str, columns: str) -> Sql:
    holding = _holding(term, table, columns)
    if holding is None:
        return TRUE
    return Sql(f"{row} IN (SELECT {table}.rowid FROM {table} WHERE {holding.text})", holding.values)


def _claim_rows(term: Term, columns: str, also: str = "") -> Sql:
    """Articles with a claim that has the words; `also`: an FTS5 expression that the same claim must match."""
    holding = _holding(term, "claim_words", columns)
    if holding is None:
        return TRUE
    if also:
        holding = all_of([Sql("claim_words MATCH ?", (also,)), holding])
    return Sql(
        f"a.number IN (SELECT claim_words.rowid >> {CLAIM_BITS} FROM claim_words WHERE {holding.text})",
        holding.values,
    )


# ── terms ────────────────────────────────────────────────────────────────────────────────────
def _article_term(term: Term) -> Sql:
    """A term about an article (`a`), its claims, or any annotation of its story."""
    field, value = term.field, term.value.strip()
    if field in _COLUMNS:
        return _rows(term, "a.rowid", "words", _COLUMNS[field])
    if field == "claim":
        if not term.phrase and value.lower() in CLAIM_TRAITS:
            return _having(value.lower())
        return _claim_rows(term, "{content}")
    if field == "said_by":
        return _claim_rows(term, "{source}")
    if field == "denied":
        return _claim_rows(term, "{content source}", "{polarity} : deny")
    if field == "tag":
        return Sql("a.story IN (SELECT story FROM tag WHERE key = ?)", (fold(value),))
    if field == "kind":
        return _of_kind(value)
    if field == "has":
        return _has(value)
    if field == "is":
        return _is(value)
    if field == "grade":
        return _grade(
            value, Sql("a.story IN (SELECT story FROM annotation WHERE NOT deleted AND credibility = ?)")
        )
    return _about_source(term)


def _about_source(term: Term) -> Sql:
    value = term.value.strip()
    match term.field:
        case "site":
            return Sql("instr(a.site_key, ?) > 0", (site_key(value),))
        case "id":
            # Up to the digit after `f`: a range, so that the index of ids serves.
            return Sql("a.id >= ? AND a.id < ?", (f"sha256:{value}", f"sha256:{value}g"))
        case "newer":
            return Sql("a.published >= ?", (value,))
        case "older":
            return Sql("a.published < ?", (value,))
        case "date":
            first, _, last = value.partition("/")
            last = last or first
            return Sql("a.published >= ? AND substr(a.published, 1, ?) <= ?", (first, len(last), last))
    raise StoreError(f"the library knows no field {term.field!r}")


def _note_term(term: Term) -> Sql:
    """A term about an annotation (`n`) itself, or else about its article."""
    value = term.value.strip()
    match term.field:
        case "text":
            return _rows(term, "n.rowid", "annotation_words", "{body quote tags}")
        case "tag":
            return Sql("n.rowid IN (SELECT annotation FROM tag WHERE key = ?)", (fold(value),))
        case "kind":
            return Sql("n.kind = ?", (value,))
        case "grade":
            return _grade(value, Sql("n.credibility = ?"))
        case "is" if value in ANCHORS:
            return Sql("n.anchor = ?", (value,))
    return _article_term(term)


def _having(trait: str) -> Sql:
    return Sql("a.traits & ?", (trait_bit(trait),))


def _of_kind(value: str) -> Sql:
    return Sql("a.kinds & ?", (kind_bit(value),)) if value in KINDS else FALSE


_HAS = {
    "annotation": Sql("a.notes > 0"),
    "tag": Sql("a.story IN (SELECT story FROM tag)"),
    "brief": Sql("a.claims IS NOT NULL"),
    "claim": Sql("a.claims > 0"),
    "actor": Sql("a.actors > 0"),
    "denial": _having("deny"),
    "date": Sql("a.published IS NOT NULL"),
    "url": Sql("a.url IS NOT NULL"),
}


def _has(value: str) -> Sql:
    if value in KINDS:
        return _of_kind(value)
    if value in _HAS:
        return _HAS[value]
    raise StoreError(f"the library knows no has:{value}")


# Whoever has read a story has read its copies.
_READ = (
    "(a.read OR (a.shown = 0 AND EXISTS (SELECT 1 FROM copy JOIN article l ON l.story = copy.lead"
    " WHERE copy.story = a.story AND l.read)))"
)


def _is(value: str) -> Sql:
    if value in ANCHORS:
        return Sql("a.story IN (SELECT story FROM annotation WHERE anchor = ? AND NOT deleted)", (value,))
    if value in ("starred", "later"):
        return Sql(f"a.{value}")
    if value in ("read", "unread"):
        return Sql(_READ if value == "read" else f"NOT {_READ}")
    raise StoreError(f"the library knows no is:{value}")


def _grade(value: str, credible: Sql) -> Sql:
    parts = []
    for character in value.upper():
        if character in "ABCDEF":
            parts.append(Sql("a.site_key IN (SELECT site_key FROM rating WHERE grade = ?)", (character,)))
        elif character in "123456":
            parts.append(Sql(credible.text, (int(character),)))
        else:
            raise StoreError(f"the library knows no grade {value!r}")
    return all_of(parts)
