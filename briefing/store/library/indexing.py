"""What goes into the library's tables, and how it is taken out again. Every function is part of a transaction."""

import sqlite3
from collections.abc import Iterable
from functools import reduce
from operator import or_

import msgspec

from briefing.model.annotation import Annotation
from briefing.model.brief import Brief, Claim, encode
from briefing.store.articles import Kept
from briefing.store.library import copies
from briefing.store.library.compiler import fold
from briefing.store.library.schema import CLAIM_BITS, TIE_BITS, digest, kind_bit, row_number, trait_bit
from briefing.store.page import Page
from briefing.store.sources import site_key
from briefing.store.stories import Story


# ── articles ─────────────────────────────────────────────────────────────────────────────────
def is_here(db: sqlite3.Connection, identity: str) -> bool:
    """Whether a text is indexed."""
    return db.execute("SELECT 1 FROM article WHERE id = ?", (identity,)).fetchone() is not None


def is_problem(db: sqlite3.Connection, path: str) -> bool:
    """Whether a file is noted as one that cannot be read."""
    return db.execute("SELECT 1 FROM problem WHERE path = ?", (path,)).fetchone() is not None


def put_article(db: sqlite3.Connection, kept: Kept) -> None:
    """Index a text that is not here yet."""
    article = kept.article
    title = article.heading
    row = _free(db, row_number(article.published, kept.added))
    (number,) = db.execute("SELECT coalesce(max(number), 0) + 1 FROM article").fetchone()
    db.execute(
        "INSERT INTO article (rowid, number, id, story, title, site, site_key, stated, published, added, language,"
        " url) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
        (row, number, article.id, article.id, title, article.site, site_key(article.site or ""), article.published,
         article.published, kept.added, article.language, article.url),
    )  # fmt: skip
    newest = db.execute(
        "SELECT data FROM brief WHERE article_id = ? ORDER BY rowid DESC LIMIT 1", (article.id,)
    ).fetchone()
    brief = msgspec.json.decode(newest[0], type=Brief) if newest else None
    page = db.execute("SELECT words FROM page WHERE story = ?", (article.id,)).fetchone()
    # All of its words at once: FTS5 takes a change of one column for a change of the whole row.
    db.execute(
        "INSERT INTO words (rowid, title, text, notes, actors) VALUES (?, ?, ?, ?, ?)",
        (row, title, article.text, page[0] if page else "", _actor_words(brief) if brief else ""),
    )
    copies.put_likenesses(db, article, number)
    if brief:
        _put_items(db, brief)
    if page:
        refresh_story(db, article.id)


def remove_article(db: sqlite3.Connection, identity: str) -> None:
    """Take a text out of the index; its annotations stay in it, and its story is shown as the version before it."""
    found = db.execute("SELECT rowid, number, story FROM article WHERE id = ?", (identity,)).fetchone()
    if found is None:
        return
    row, number, story = found
    db.execute("DELETE FROM words WHERE rowid = ?", (row,))
    db.execute("DELETE FROM article WHERE rowid = ?", (row,))
    _clear_claims(db, number)
    copies.remove_likenesses(db, identity, number)
    left = db.execute("SELECT id, latest FROM article WHERE story = ? ORDER BY added", (story,)).fetchall()
    if not left:
        db.execute("DELETE FROM copy WHERE story = ?", (story,))
    elif not any(latest for _, latest in left):
        db.execute("UPDATE article SET latest = 1 WHERE id = ?", (left[-1][0],))
        copies.arrange(db, [left[-1][0]])


def _free(db: sqlite3.Connection, row: int) -> int:
    """`row`, or where another article has it the first number behind all of the same minute."""
    if db.execute("SELECT 1 FROM article WHERE rowid = ?", (row,)).fetchone() is None:
        return row
    # Not the first that is free: thousands may come with one date, and each would be looked at.
    (last,) = db.execute(
        "SELECT max(rowid) FROM article WHERE rowid BETWEEN ? AND ?", (row, row | (1 << TIE_BITS) - 1)
    ).fetchone()
    return int(last) + 1


def put_story(db: sqlite3.Connection, story: Story) -> None:
    """Join the rows of a story's versions; the newest one that is here is the one that lists show."""
    ids = [version.article_id for version in story.versions]
    marks = ", ".join("?" * len(ids))
    before = db.execute(f"SELECT id, story, latest FROM article WHERE id IN ({marks})", ids).fetchall()
    if before == [(story.first, story.first, 1)]:
        return  # its only version that is here stands as it was put
    here = {row[0] for row in before}
    db.execute(f"UPDATE article SET story = ?, latest = 0 WHERE id IN ({marks})", (story.first, *ids))
    newest = [identity for identity in ids if identity in here]
    if newest:
        db.execute("UPDATE article SET latest = 1 WHERE id = ?", (newest[-1],))
    # What was listed as a story of its own before it was known to be a version of this one.
    db.execute(
        f"DELETE FROM copy WHERE story <> ? AND story IN ({marks}) "
        "AND NOT EXISTS (SELECT 1 FROM article a WHERE a.story = copy.story)",
        (story.first, *ids),
    )
    copies.show(db, story.first)
    copies.arrange(db, here)
    refresh_story(db, story.first)


def refresh_story(db: sqlite3.Connection, story: str) -> None:
    """Bring what the story's page says (dates, notes, reading state) to the rows of its versions."""
    page = db.execute(
        "SELECT notes, kinds, words, dated, dated_version, read, starred, later, position FROM page WHERE story = ?",
        (story,),
    ).fetchone()
    if page is None:
        return
    notes, kinds, words, dated, dated_version, *state = page
    rows = db.execute(
        "SELECT rowid, id, stated, published, added FROM article WHERE story = ?", (story,)
    ).fetchall()
    for row, identity, stated, published, added in rows:
        mine = dated_version is not None and (identity == dated_version or stated is None)
        in_force = dated if mine else stated
        if in_force != published:
            row = _redate(db, row, in_force, added)
        db.execute(
            "UPDATE article SET notes = ?, kinds = ?, read = ?, starred = ?, later = ?, position = ? WHERE rowid = ?",
            (notes, kinds, *state, row),
        )
        db.execute("UPDATE words SET notes = ? WHERE rowid = ? AND notes <> ?", (words, row, words))


def _redate(db: sqlite3.Connection, row: int, published: str | None, added: str) -> int:
    new = _free(db, row_number(published, added))
    db.execute("UPDATE article SET rowid = ?, published = ? WHERE rowid = ?", (new, published, row))
    db.execute(
        "INSERT INTO words (rowid, title, text, notes, actors) "
        "SELECT ?, title, text, notes, actors FROM words WHERE rowid = ?",
        (new, row),
    )
    db.execute("DELETE FROM words WHERE rowid = ?", (row,))
    identity = db.execute("SELECT id FROM article WHERE rowid = ?", (new,)).fetchone()
    copies.arrange(db, identity)
    return new


# ── annotations ──────────────────────────────────────────────────────────────────────────────
def put_page(db: sqlite3.Connection, story: str, page: Page) -> None:
    """Index an article's annotations and reading state, in place of what is there."""
    clear_page(db, story)
    live = page.live()
    kinds = reduce(or_, (kind_bit(a.kind) for a in live), 0)
    words = "\n".join(_words_of(a) for a in live)
    dated, dated_version = _date_of(live)
    state = page.state
    db.execute(
        "INSERT INTO page VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
        (story, page.generation, len(live), kinds, words, dated, dated_version,
         state.read, state.starred, state.later, state.position),
    )  # fmt: skip
    for annotation in page.annotations.values():
        _put_annotation(db, story, annotation)
    refresh_story(db, story)


def indexed_generation(db: sqlite3.Connection, story: str) -> int | None:
    """The generation of the article's file that the index has; None for none."""
    found = db.execute("SELECT generation FROM page WHERE story = ?", (story,)).fetchone()
    return found[0] if found else None


def clear_page(db: sqlite3.Connection, story: str) -> None:
    """Take an article's annotations out of the index."""
    rows = [(r[0],) for r in db.execute("SELECT rowid FROM annotation WHERE story = ?", (story,))]
    db.executemany("DELETE FROM annotation_words WHERE rowid = ?", rows)
    db.executemany("DELETE FROM tag WHERE annotation = ?", rows)
    db.execute("DELETE FROM annotation WHERE story = ?", (story,))
    db.execute("DELETE FROM page WHERE story = ?", (story,))


def _put_annotation(db: sqlite3.Connection, story: str, annotation: Annotation) -> None:
    assess, anchor, body = annotation.assess, annotation.anchor, annotation.body
    deleted = annotation.deleted_at is not None
    row = db.execute(
        "INSERT INTO annotation (uid, story, kind, modified, deleted, credibility, anchor, data)"
        " VALUES (?, ?, ?, ?, ?, ?, ?, ?)",
        (annotation.uid, story, annotation.kind, annotation.modified, deleted,
         assess.credibility if assess else None, anchor.state if anchor else None,
         msgspec.json.encode(annotation)),
    ).lastrowid  # fmt: skip
    quote = annotation.target.quote.exact if annotation.target.quote else ""
    db.execute(
        "INSERT INTO annotation_words (rowid, body, quote, tags) VALUES (?, ?, ?, ?)",
        (row, body.text, quote, " ".join(body.tags)),
    )
    if not deleted:
        db.executemany(
            "INSERT INTO tag VALUES (?, ?, ?, ?)", [(row, story, tag, fold(tag)) for tag in body.tags]
        )


def _words_of(annotation: Annotation) -> str:
    return " ".join([annotation.body.text, *annotation.body.tags])


def _date_of(live: Iterable[Annotation]) -> tuple[str | None, str | None]:
    """The day that the analyst gave the article, and the version that it was given to."""
    dates = [
        a
        for a in live
        if a.correction is not None and a.correction.op == "set" and a.correction.item == "article"
        and a.correction.field in ("", "published")
    ]  # fmt: skip
    if not dates:
        return None, None
    last = max(dates, key=lambda a: (a.modified, a.uid))
    value = last.correction.value if last.correction else None
    return (value if isinstance(value, str) else None), last.target.version_id


# ── briefs ───────────────────────────────────────────────────────────────────────────────────
def put_brief(db: sqlite3.Connection, brief: Brief, published: str | None) -> None:
    """Keep a brief and index its actors and claims, in place of those of an older one."""
    data = encode(brief)
    db.execute(
        "INSERT OR REPLACE INTO brief VALUES (?, ?, ?, ?, ?, ?)",
        (
            brief.article.id,
            brief.generator.version,
            brief.generator.model,
            published or "",
            digest(data),
            data,
        ),
    )
    _put_items(db, brief)


def _put_items(db: sqlite3.Connection, brief: Brief) -> None:
    """Index the claims and actors of an article that is here."""
    found = db.execute("SELECT rowid, number FROM article WHERE id = ?", (brief.article.id,)).fetchone()
    if found is None:
        return  # they are put when it comes
    row, number = found
    _clear_claims(db, number)
    names = actor_names(brief)
    numbered = list(enumerate(brief.claims, number << CLAIM_BITS))
    db.executemany(
        "INSERT INTO claim_words (rowid, content, source, polarity) VALUES (?, ?, ?, ?)",
        [
            (n, *claim_words(c, brief.article.text, names), c.polarity if c.polarity == "deny" else "")
            for n, c in numbered
        ],
    )
    db.execute(
        "UPDATE article SET claims = ?, traits = ?, actors = ? WHERE rowid = ?",
        (len(brief.claims), _traits(brief.claims), len(brief.actors), row),
    )
    words = _actor_words(brief)
    db.execute("UPDATE words SET actors = ? WHERE rowid = ? AND actors <> ?", (words, row, words))


def _clear_claims(db: sqlite3.Connection, number: int) -> None:
    """Take the claims of the article of that number out of the index."""
    span = (number << CLAIM_BITS, (number + 1 << CLAIM_BITS) - 1)
    db.execute("DELETE FROM claim_words WHERE rowid BETWEEN ? AND ?", span)


def _traits(claims: Iterable[Claim]) -> int:
    found = 0
    for claim in claims:
        found |= trait_bit(claim.polarity) | trait_bit(claim.source.kind) | trait_bit(claim.quotation)
        found |= trait_bit("hedged") if claim.hedges else 0
    return found


def _actor_words(brief: Brief) -> str:
    return "\n".join(actor_names(brief).values())


def actor_names(brief: Brief) -> dict[str, str]:
    """By an actor's id, its name and aliases, a line each."""
    return {actor.id: "\n".join([actor.name, *actor.aliases]) for actor in brief.actors}


def claim_words(claim: Claim, text: str, names: dict[str, str]) -> tuple[str, str]:
    """What a claim is found by: the words of its content, and those of its source with the actor's names."""
    source = [names.get(claim.source.actor or "", ""), *(span.of(text) for span in claim.source.spans)]
    return " … ".join(span.of(text) for span in claim.content), "\n".join(filter(None, source))
