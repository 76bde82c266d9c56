"""Syndicated copies: stories of nearly the same words from another address or outlet, shown as one.

Candidates share a band of their MinHash signatures (briefing.model.minhash); the signatures then tell
how alike two texts are. A copy is listed under the
story that was published first, its lead. Nothing is taken out of the library: a search that finds the
copy and not its lead shows the copy. All of it depends on the texts, their dates and addresses alone,
not on the order in which they came.
"""

import sqlite3
from collections.abc import Iterable
from datetime import date

from briefing.model.article import Article
from briefing.model.minhash import BANDS, bands, body_text, pack, signature, similarity, unpack
from briefing.store.library.rows import Likeness

ALIKE = 0.7  # estimated Jaccard similarity of the sets of five-word runs
WITHIN = 7  # days between two publications: later, the same words are a new bulletin, not a copy


_NEAR = (
    "SELECT number, data FROM signature WHERE number IN "
    f"(SELECT number FROM band WHERE key IN ({', '.join('?' * BANDS)}))"
)


def put_likenesses(db: sqlite3.Connection, article: Article, number: int) -> None:
    """Keep a new article's signature and which others it is like, and list it as a copy where it is one.

    A text too short for a signature is like none.
    """
    found = signature(body_text(article))
    if found is None:
        return
    keys = sorted(bands(found))
    alike = [
        (other, share)
        for other, theirs in db.execute(_NEAR, keys)
        if (share := similarity(found, unpack(theirs))) >= ALIKE
    ]
    db.execute("INSERT INTO signature VALUES (?, ?)", (number, pack(found)))
    db.executemany("INSERT OR IGNORE INTO band VALUES (?, ?)", [(key, number) for key in keys])
    for near, share in alike:
        (other,) = db.execute("SELECT id FROM article WHERE number = ?", (near,)).fetchone()
        db.executemany(
            "INSERT OR REPLACE INTO likeness VALUES (?, ?, ?)",
            [(article.id, other, share), (other, article.id, share)],
        )
    if alike:
        _list(db, article.id)


def remove_likenesses(db: sqlite3.Connection, identity: str, number: int) -> None:
    """Forget what an article is like; those that it joined are arranged without it."""
    kept = db.execute("SELECT data FROM signature WHERE number = ?", (number,)).fetchone()
    if kept is None:
        return
    others = [row[0] for row in db.execute("SELECT other FROM likeness WHERE one = ?", (identity,))]
    db.execute("DELETE FROM likeness WHERE one = ? OR other = ?", (identity, identity))
    db.executemany(
        "DELETE FROM band WHERE key = ? AND number = ?", [(key, number) for key in bands(unpack(kept[0]))]
    )
    db.execute("DELETE FROM signature WHERE number = ?", (number,))
    arrange(db, others)


def _list(db: sqlite3.Connection, identity: str) -> None:
    """List an article that has just come: `arrange`, without going through all that its likes are like.

    What was listed before is in order; the newcomer only joins some of it. Of a text that 500 outlets carry
    that is a step for each that is like it, and not one for each pair.
    """
    row = _row(db, identity)
    if row is None:
        return
    near = db.execute(
        "SELECT story, site_key, url, published, added FROM likeness JOIN article ON id = other"
        " WHERE one = ? AND latest",
        (identity,),
    ).fetchall()
    stories = {other.story for other in (_Row(*r) for r in near) if _are_copies(row, other)}
    if not stories:
        return
    leads = {_lead(db, story) for story in (row.story, *stories)}
    ages = {lead: age for lead in leads if (age := _age(db, lead)) is not None}
    first = min(ages, key=ages.__getitem__)
    for lead in sorted(leads - {first}):
        moved = [lead, *(r[0] for r in db.execute("SELECT story FROM copy WHERE lead = ?", (lead,)))]
        for story in moved:
            db.execute("INSERT OR REPLACE INTO copy VALUES (?, ?)", (story, first))
            show(db, story)
    show(db, first)


def _lead(db: sqlite3.Connection, story: str) -> str:
    found = db.execute("SELECT lead FROM copy WHERE story = ?", (story,)).fetchone()
    return str(found[0]) if found else story


def _age(db: sqlite3.Connection, story: str) -> tuple[str, str, str] | None:
    found = db.execute(
        "SELECT coalesce(nullif(published, ''), added), added FROM article WHERE story = ? AND latest",
        (story,),
    ).fetchone()
    return (*found, story) if found else None


def arrange(db: sqlite3.Connection, articles: Iterable[str]) -> None:
    """Decide anew which story leads and which are its copies, for all that is alike with these articles."""
    pairs = _connected(db, given := list(articles))
    rows = {i: row for i in {*given, *(p[0] for p in pairs)} if (row := _row(db, i)) is not None}
    lead = {row.story: row.story for row in rows.values()}

    def top(story: str) -> str:
        while lead[story] != story:
            story = lead[story]
        return story

    age = {row.story: (row.published or row.added, row.added, row.story) for row in rows.values()}
    for one, other in pairs:
        if one in rows and other in rows and _are_copies(rows[one], rows[other]):
            first, second = sorted((top(rows[one].story), top(rows[other].story)), key=age.__getitem__)
            lead[second] = first
    for story in lead:
        db.execute("DELETE FROM copy WHERE story = ?", (story,))
        if top(story) != story:
            db.execute("INSERT INTO copy VALUES (?, ?)", (story, top(story)))
        show(db, story)


def show(db: sqlite3.Connection, story: str) -> None:
    """Show the story's newest version in unfiltered lists, unless it is a copy."""
    db.execute(
        "UPDATE article SET shown = (latest AND NOT EXISTS (SELECT 1 FROM copy WHERE copy.story = article.story))"
        " WHERE story = ?",
        (story,),
    )


def likest(db: sqlite3.Connection, articles: Iterable[str]) -> list[Likeness]:
    """What each of these articles is most like among those of other stories, most like first."""
    found = []
    for identity in articles:
        row = db.execute(
            "SELECT b.id, b.title, b.site, b.published, l.similarity, "
            "coalesce((SELECT lead FROM copy WHERE story = a.story), a.story) = "
            "coalesce((SELECT lead FROM copy WHERE story = b.story), b.story) FROM likeness l "
            "JOIN article a ON a.id = l.one JOIN article b ON b.id = l.other "
            "WHERE l.one = ? AND a.story <> b.story ORDER BY l.similarity DESC, b.rowid LIMIT 1",
            (identity,),
        ).fetchone()
        if row:
            other, title, site, published, share, copy = row
            found.append(Likeness(identity, other, title, site, published, share, bool(copy)))
    return found


class _Row:
    """What decides whether an article is a copy."""

    def __init__(self, story: str, site: str, url: str | None, published: str | None, added: str) -> None:
        self.story, self.site, self.url = story, site, url
        self.published, self.added = published, added


def _row(db: sqlite3.Connection, identity: str) -> _Row | None:
    """None for an article that is not here, or that a newer version has taken the place of."""
    row = db.execute(
        "SELECT story, site_key, url, published, added FROM article WHERE id = ? AND latest", (identity,)
    ).fetchone()
    return _Row(*row) if row else None


def _connected(db: sqlite3.Connection, articles: Iterable[str]) -> list[tuple[str, str]]:
    """Every pair of alike articles that these are connected with, in a fixed order."""
    pairs: set[tuple[str, str]] = set()
    seen: set[str] = set()
    ahead = list(articles)
    while ahead:
        one = ahead.pop()
        if one in seen:
            continue
        seen.add(one)
        for (other,) in db.execute("SELECT other FROM likeness WHERE one = ?", (one,)):
            pairs |= {(one, other), (other, one)}
            ahead.append(other)
    return sorted(pairs)


def _are_copies(one: _Row, other: _Row) -> bool:
    """Whether alike texts are copies: another address or another outlet, published within days."""
    if one.story == other.story:
        return False
    addresses = bool(one.url and other.url and one.url != other.url)
    outlets = bool(one.site and other.site and one.site != other.site)
    if not addresses and not outlets:
        return False
    days = [_day(r.published) for r in (one, other)]
    return None in days or abs((days[0] or 0) - (days[1] or 0)) <= WITHIN


def _day(published: str | None) -> int | None:
    try:
        return date.fromisoformat((published or "")[:10]).toordinal()
    except ValueError:
        return None
