"""A filter as PostgreSQL's SQL. What a person typed is a bound value, never syntax.

Articles are `a`, annotations `n`. The same answers as the local library's (briefing.store.library.compiler).
"""

from collections.abc import Callable
from functools import partial

from briefing.desk.words import Piece, contains, pieces, tag_key
from briefing.model.filter import CLAIM_TRAITS, Filter, Not, Term
from briefing.store.conditions import TRUE, Sql, all_of, any_of, condition
from briefing.store.library.compiler import ANCHORS
from briefing.store.library.schema import KINDS
from briefing.store.protocol import StoreError
from briefing.store.sources import site_key

_LIVE = "SELECT story FROM annotation WHERE deleted_at IS NULL"
_GRADES = "SELECT DISTINCT ON (site) site, grade FROM rating ORDER BY site, at DESC, number DESC"


def compile_articles(where: Filter, often: Callable[[Piece], float] = lambda piece: 0.0) -> Sql:
    """A condition on `article a`. Raises StoreError for a word of the language that it does not know.

    `often` tells how many articles hold a piece, about: a search begins with the rarest.
    """
    return condition(where, partial(_article_term, often=often))


def compile_notes(where: Filter) -> Sql:
    """A condition on `annotation n`. Raises StoreError."""
    return condition(where, _note_term)


def wanted_pieces(where: Filter) -> list[Piece]:
    """The words that a search is for: those of `text` and `title` that are not to be left out."""
    if isinstance(where, Term):
        return pieces(where) if where.field in ("text", "title") else []
    if isinstance(where, Not):
        return []
    return [piece for item in where.items for piece in wanted_pieces(item)]


# ── words ────────────────────────────────────────────────────────────────────────────────────
def _in_columns(found: list[Piece], words: str, tokens: str, raw: str) -> Sql:
    """All pieces in the columns of one row: `words` is indexed, `tokens` have an order, `raw` has the signs."""
    parts = []
    if query := _query(found):
        parts.append(Sql(f"{words} @@ %s::tsquery", (query,)))
    parts += [Sql(f"{tokens} LIKE %s", (p.pattern,)) for p in found if p.needs_pattern]
    parts += [Sql(f"fold({raw}) LIKE %s", (contains(p.literal),)) for p in found if p.literal]
    return all_of(parts)


def _query(found: list[Piece]) -> str:
    return " & ".join(p.query() for p in found if p.lexemes)


def _hits(found: list[Piece], columns: str) -> Sql:
    """The annotations that hold all pieces, as a subquery (see note_hits in the migrations)."""
    return Sql(
        f"SELECT {columns} FROM note_hits(%s::tsquery, %s::text[], %s::text[])",
        (
            _query(found) or None,
            [p.pattern for p in found if p.needs_pattern],
            [contains(p.literal) for p in found if p.literal],
        ),
    )


def _anywhere(term: Term, often: Callable[[Piece], float]) -> Sql:
    """Words of the title, the text or the story's notes: each may stand in another of them.

    Who holds all holds the rarest, so the index is asked for that one, and the few rows for the others.
    """
    found = pieces(term)
    if len(found) > 1:
        found.sort(key=often)
    parts = []
    for n, piece in enumerate(found):
        own = _in_columns([piece], "c.words", "c.tokens", "c.title || ' ' || c.text")
        if n == 0:
            noted = _hits([piece], "story")
            parts.append(
                Sql(
                    f"c.id IN (SELECT c.id FROM article c WHERE {own.text} UNION SELECT c.id FROM article c "
                    f"WHERE c.story IN ({noted.text} WHERE NOT deleted))",
                    (*own.values, *noted.values),
                )
            )
        else:
            inside = _in_columns([piece], "n.words", "n.tokens", "note_text(n.document)")
            noted = Sql(
                f"EXISTS (SELECT FROM annotation n WHERE n.story = c.story AND n.deleted_at IS NULL AND {inside.text})",
                inside.values,
            )
            parts.append(any_of([own, noted]))
    if not parts:
        return TRUE
    every = all_of(parts)
    return Sql(f"a.id IN (SELECT c.id FROM article c WHERE {every.text})", every.values)


def _words(term: Term, words: str, tokens: str, raw: str) -> Sql:
    found = pieces(term)
    return _in_columns(found, words, tokens, raw) if found else TRUE


def _claims(asked: Sql) -> Sql:
    return Sql(f"a.id IN (SELECT c.article_id FROM claim c WHERE {asked.text})", asked.values)


# ── terms ────────────────────────────────────────────────────────────────────────────────────
def _article_term(term: Term, often: Callable[[Piece], float] = lambda piece: 0.0) -> Sql:
    """A term about an article, its claims, or any annotation of its story."""
    field, value = term.field, term.value.strip()
    match field:
        case "text":
            return _anywhere(term, often)
        case "title":
            return _words(term, "a.title_words", "a.title_tokens", "a.title")
        case "actor":
            return _words(term, "a.actor_words", "a.actor_tokens", "a.actor_names")
        case "claim" if not term.phrase and value.lower() in CLAIM_TRAITS:
            return _claims(_trait(value.lower()))
        case "claim":
            return _claims(_words(term, "c.content_words", "c.content_tokens", "c.content"))
        case "said_by":
            return _claims(_words(term, "c.source_words", "c.source_tokens", "c.attribution"))
        case "denied":
            asked = _words(
                term, "(c.content_words || c.source_words)", "(c.content_tokens || c.source_tokens)",
                "c.content || ' ' || c.attribution",
            )  # fmt: skip
            return _claims(Sql(f"c.polarity = 'deny' AND ({asked.text})", asked.values))
        case "tag":
            return Sql("a.story IN (SELECT story FROM tag_hits(%s))", (tag_key(value),))
        case "kind":
            return _of_kind(value)
        case "has":
            return _has(value)
        case "is":
            return _is(value)
        case "grade":
            return _grade(value, Sql(f"a.story IN ({_LIVE} AND credibility = %s)"))
    return _about_source(term)


def _about_source(term: Term) -> Sql:
    value = term.value.strip()
    match term.field:
        case "site":
            return Sql("strpos(a.site_key, %s) > 0", (site_key(value),))
        case "id":
            return Sql("a.id >= %s AND a.id < %s", (f"sha256:{value}", f"sha256:{value}g"))
        case "newer":
            return Sql("a.published >= %s", (value,))
        case "older":
            return Sql("a.published < %s", (value,))
        case "date":
            first, _, last = value.partition("/")
            last = last or first
            return Sql("a.published >= %s AND left(a.published, %s) <= %s", (first, len(last), last))
    raise StoreError(f"the desk knows no field {term.field!r}")


def _note_term(term: Term) -> Sql:
    """A term about an annotation itself, or else about its article."""
    value = term.value.strip()
    match term.field:
        case "text":
            found = pieces(term)
            hit = _hits(found, "uid")
            return Sql(f"n.uid IN ({hit.text})", hit.values) if found else TRUE
        case "tag":
            return Sql("n.uid IN (SELECT uid FROM tag_hits(%s))", (tag_key(value),))
        case "kind":
            return Sql("n.kind = %s", (value,))
        case "grade":
            return _grade(value, Sql("n.credibility = %s"), _on_article)
        case "is" if value in ANCHORS:
            return Sql("n.anchor = %s", (value,))
    return _on_article(_article_term(term))


def _on_article(asked: Sql) -> Sql:
    """A condition on the newest version of the annotation's article."""
    return Sql(f"n.story IN (SELECT a.story FROM article a WHERE a.latest AND ({asked.text}))", asked.values)


def _trait(value: str) -> Sql:
    if value == "hedged":
        return Sql("c.hedged")
    if value in ("assert", "deny", "decline", "urge", "question"):
        return Sql("c.polarity = %s", (value,))
    return Sql("c.quotation = %s" if value in ("direct", "indirect", "mixed") else "c.source = %s", (value,))


def _of_kind(value: str) -> Sql:
    return Sql(f"a.story IN ({_LIVE} AND kind = %s)", (value,))


_HAS = {
    "annotation": Sql(f"a.story IN ({_LIVE})"),
    "tag": Sql(f"a.story IN ({_LIVE} AND tag_keys <> '{{}}')"),
    "brief": Sql("a.claims IS NOT NULL"),
    "claim": Sql("a.claims > 0"),
    "actor": Sql("a.actors > 0"),
    "denial": _claims(Sql("c.polarity = 'deny'")),
    "date": Sql("a.published IS NOT NULL"),
    "url": Sql("a.url IS NOT NULL"),
}


def _has(value: str) -> Sql:
    if value in KINDS:
        return _of_kind(value)
    if value in _HAS:
        return _HAS[value]
    raise StoreError(f"the desk knows no has:{value}")


def _is(value: str) -> Sql:
    if value in ANCHORS:
        return Sql(f"a.story IN ({_LIVE} AND anchor = %s)", (value,))
    if value in ("read", "starred", "later"):
        return Sql(f"a.story IN (SELECT story FROM state WHERE {value})")
    if value == "unread":
        return Sql("a.story NOT IN (SELECT story FROM state WHERE read)")
    raise StoreError(f"the desk knows no is:{value}")


def _grade(value: str, credible: Sql, about_article: Callable[[Sql], Sql] = lambda asked: asked) -> Sql:
    parts = []
    for character in value.upper():
        if character in "ABCDEF":
            reliable = Sql(
                f"a.site_key IN (SELECT r.site FROM ({_GRADES}) r WHERE r.grade = %s)", (character,)
            )
            parts.append(about_article(reliable))
        elif character in "123456":
            parts.append(Sql(credible.text, (int(character),)))
        else:
            raise StoreError(f"the desk knows no grade {value!r}")
    return all_of(parts)
