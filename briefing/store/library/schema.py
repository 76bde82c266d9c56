"""The tables of library.sqlite3. Another VERSION, and the file is built anew: everything in it is derived.

`article.rowid` is made from the date and the time of adding (see `row_number`), so that descending
row numbers are "newest first" for the catalogue and for FTS5 alike, which then need not sort. It moves
when the analyst gives the article another date; `article.number` stays, and is what claims and signatures
go by. Each index that an article has an entry in is a page to be written and synced when it comes in: there
are those that a list or a search cannot do without.
"""

import hashlib
import re
from datetime import UTC, date, datetime

from briefing.model.annotation import AnnotationKind
from briefing.model.filter import CLAIM_TRAITS

VERSION = "6"
KINDS: tuple[str, ...] = AnnotationKind.__args__  # type: ignore[attr-defined]
CLAIM_BITS = 20  # of the row number of a claim: more claims than characters of a text can hold

TABLES = """
CREATE TABLE meta (key TEXT PRIMARY KEY, value TEXT NOT NULL) WITHOUT ROWID;
CREATE TABLE article (
    rowid INTEGER PRIMARY KEY,
    number INTEGER NOT NULL UNIQUE,
    id TEXT NOT NULL UNIQUE,
    story TEXT NOT NULL,
    latest INTEGER NOT NULL DEFAULT 1, -- of the versions of its story
    shown INTEGER NOT NULL DEFAULT 1,  -- the latest, and no copy of another story: what an unfiltered list shows
    title TEXT NOT NULL,
    site TEXT,
    site_key TEXT NOT NULL,
    stated TEXT,                      -- the source's date of publication
    published TEXT,                   -- the date in force
    added TEXT NOT NULL,
    language TEXT,
    url TEXT,
    claims INTEGER,
    traits INTEGER NOT NULL DEFAULT 0, -- those that one of its claims has: bits, in the order of CLAIM_TRAITS
    actors INTEGER,
    notes INTEGER NOT NULL DEFAULT 0,
    kinds INTEGER NOT NULL DEFAULT 0,  -- of its annotations: bits, in the order of KINDS
    read INTEGER NOT NULL DEFAULT 0,
    starred INTEGER NOT NULL DEFAULT 0,
    later INTEGER NOT NULL DEFAULT 0,
    position INTEGER NOT NULL DEFAULT 0
);
CREATE INDEX article_shown ON article (shown);
CREATE INDEX article_story ON article (story);
CREATE VIRTUAL TABLE words USING fts5(title, text, notes, actors, tokenize = "unicode61 remove_diacritics 2");
CREATE TABLE signature (number INTEGER PRIMARY KEY, data BLOB NOT NULL);
CREATE TABLE band (key INTEGER NOT NULL, number INTEGER NOT NULL, PRIMARY KEY (key, number)) WITHOUT ROWID;
CREATE TABLE likeness (
    one TEXT NOT NULL, other TEXT NOT NULL, similarity REAL NOT NULL, PRIMARY KEY (one, other)
) WITHOUT ROWID;
CREATE TABLE copy (story TEXT PRIMARY KEY, lead TEXT NOT NULL) WITHOUT ROWID;
CREATE INDEX copy_lead ON copy (lead);
CREATE TABLE brief (
    article_id TEXT NOT NULL, version TEXT NOT NULL, model TEXT NOT NULL, published TEXT NOT NULL,
    digest BLOB NOT NULL, data BLOB NOT NULL,
    PRIMARY KEY (article_id, version, model, published)
);
-- Its rowid: the article's number << 20, and which of its claims. `polarity` is empty where nothing is denied.
CREATE VIRTUAL TABLE claim_words USING fts5(content, source, polarity, tokenize = "unicode61 remove_diacritics 2");
CREATE TABLE page (
    story TEXT PRIMARY KEY, generation INTEGER NOT NULL, notes INTEGER NOT NULL, kinds INTEGER NOT NULL, words TEXT NOT NULL,
    dated TEXT, dated_version TEXT,
    read INTEGER NOT NULL, starred INTEGER NOT NULL, later INTEGER NOT NULL, position INTEGER NOT NULL
) WITHOUT ROWID;
CREATE TABLE annotation (
    rowid INTEGER PRIMARY KEY,
    uid TEXT NOT NULL, story TEXT NOT NULL, kind TEXT NOT NULL, modified TEXT NOT NULL,
    deleted INTEGER NOT NULL, credibility INTEGER, anchor TEXT, data BLOB NOT NULL
);
CREATE INDEX annotation_story ON annotation (story);
CREATE INDEX annotation_modified ON annotation (deleted, modified, uid);
CREATE VIRTUAL TABLE annotation_words USING fts5(body, quote, tags, tokenize = "unicode61 remove_diacritics 2");
CREATE TABLE tag (annotation INTEGER NOT NULL, story TEXT NOT NULL, tag TEXT NOT NULL, key TEXT NOT NULL);
CREATE INDEX tag_key ON tag (key, story);
CREATE INDEX tag_annotation ON tag (annotation);
CREATE TABLE due (
    article_id TEXT PRIMARY KEY, mark INTEGER NOT NULL -- another one with each change
) WITHOUT ROWID;
CREATE TRIGGER due_gone AFTER DELETE ON article BEGIN INSERT OR REPLACE INTO due VALUES (old.id, random()); END;
CREATE TRIGGER due_moved AFTER UPDATE OF story, latest, published, claims ON article BEGIN INSERT OR REPLACE INTO due VALUES (new.id, random()); END;
CREATE TRIGGER due_page AFTER INSERT ON page BEGIN INSERT OR REPLACE INTO due SELECT id, random() FROM article WHERE story = new.story; END;
CREATE TABLE facts (
    article INTEGER PRIMARY KEY,      -- a number of its own, by which what is compared names it
    article_id TEXT NOT NULL UNIQUE, story TEXT NOT NULL, decided BLOB NOT NULL, head BLOB NOT NULL, data BLOB NOT NULL
);
CREATE INDEX facts_story ON facts (story);
CREATE TABLE item (
    item INTEGER PRIMARY KEY,
    article INTEGER NOT NULL, kind INTEGER NOT NULL, name TEXT NOT NULL, moment TEXT, cluster INTEGER,
    keys BLOB NOT NULL, data BLOB NOT NULL
);
CREATE INDEX item_article ON item (article, kind);
CREATE INDEX item_cluster ON item (cluster) WHERE cluster IS NOT NULL;
CREATE TABLE item_key (key INTEGER NOT NULL, item INTEGER NOT NULL, PRIMARY KEY (key, item)) WITHOUT ROWID;
CREATE TABLE pair (
    one INTEGER NOT NULL, other INTEGER NOT NULL, joins INTEGER NOT NULL, data BLOB NOT NULL,
    PRIMARY KEY (one, other)
) WITHOUT ROWID;
CREATE INDEX pair_other ON pair (other, one);
CREATE TABLE cluster (
    cluster INTEGER PRIMARY KEY, kind INTEGER NOT NULL, rank INTEGER NOT NULL, articles INTEGER NOT NULL, moment TEXT
);
CREATE INDEX cluster_rank ON cluster (kind, rank, articles DESC, moment);
CREATE INDEX cluster_moment ON cluster (kind, moment);
CREATE TABLE rating (site_key TEXT PRIMARY KEY, grade TEXT NOT NULL) WITHOUT ROWID;
CREATE TABLE problem (path TEXT PRIMARY KEY, text TEXT NOT NULL) WITHOUT ROWID;
"""

_ISO_DAY = r"(\d{4})(?:-(\d\d)(?:-(\d\d)(?:[T ](\d\d):(\d\d))?)?)?"
TIE_BITS = 30  # of a row number, below day and minute
_ROOM = 1 << 20  # behind the last of a minute, for those that come after it
_EPOCH = int(datetime(2020, 1, 1, tzinfo=UTC).timestamp())


def row_number(published: str | None, added: str) -> int:
    """Where an article stands among all: by day, minute (0 where only the day is known), time of adding.

    22 bits of days since the year 1, 11 of minutes, 30 of units of 4 s since 2020. Articles that
    agree in all three come behind those of the same minute.
    """
    match = re.match(_ISO_DAY, published or "") or re.match(_ISO_DAY, added)
    day, minute = 0, 0
    if match:
        year, month, dom, hour, minutes = (int(g) if g else None for g in match.groups())
        try:
            day = date(year or 1, month or 1, dom or 1).toordinal()
        except ValueError:
            day = date(max(year or 1, 1), 1, 1).toordinal()
        minute = min((hour or 0) * 60 + (minutes or 0), 1439)
    try:
        seconds = int(datetime.fromisoformat(added).timestamp())
    except ValueError:
        seconds = _EPOCH
    tie = min(max((seconds - _EPOCH) // 4, 0), (1 << TIE_BITS) - _ROOM)
    return day << TIE_BITS + 11 | minute << TIE_BITS | tie


def trait_bit(trait: str) -> int:
    """What a claim of CLAIM_TRAITS adds to `article.traits`. Raises ValueError for another word."""
    return 1 << CLAIM_TRAITS.index(trait)


def kind_bit(kind: str) -> int:
    """What an annotation of KINDS adds to `article.kinds`. Raises ValueError for another word."""
    return 1 << KINDS.index(kind)


def digest(data: bytes) -> bytes:
    """What guards a cached brief, so that it can be taken over from a damaged file."""
    return hashlib.sha256(data).digest()
