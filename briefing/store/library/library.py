"""The library as the house asks for it: always caught up with the files before it answers."""

import sqlite3
import threading
import time
from collections.abc import Callable, Iterable, Iterator
from contextlib import suppress
from functools import partial
from itertools import islice
from typing import TypeVar

import msgspec

from briefing.model.annotation import Annotation
from briefing.model.brief import Brief
from briefing.model.filter import EVERYTHING, Filter
from briefing.store.articles import FileArticles
from briefing.store.files import FileAnnotations
from briefing.store.library import indexing, selecting
from briefing.store.library.database import Database
from briefing.store.library.rows import CatalogueRow, NoteRow
from briefing.store.library.schema import digest
from briefing.store.place import Place
from briefing.store.protocol import NotFoundError, StoreError
from briefing.store.sources import Sources
from briefing.store.stories import Stories

T = TypeVar("T")
BATCH = 64  # articles a transaction: short enough for another window to get its turn
PATIENCE = 1.0  # seconds that an answer waits for another thread's catching up
GLANCE = 0.25  # seconds for which the files are not looked at again, unless this process wrote them

Step = Callable[[sqlite3.Connection], None]
Progress = Callable[[int, int], None]  # done, of how many


class Library:
    """Catalogue, search, cached briefs. Derived: the file may vanish or rot, and is made anew.

    Not part of any promise: when it cannot be written, StoreError is raised and no note is lost.
    """

    def __init__(
        self,
        place: Place,
        articles: FileArticles,
        annotations: FileAnnotations,
        stories: Stories,
        sources: Sources,
    ) -> None:
        self.database = Database(place)
        self._articles, self._annotations = articles, annotations
        self._stories, self._sources = stories, sources
        self._tokens: dict[str, str] | None = None  # of the last look; None: as the file remembers
        self._opened = 0
        self._looked = -GLANCE
        self._catching_up = threading.RLock()
        annotations.committed = lambda article_id: self.look_again()
        articles.saved = lambda article_id: self.look_again()
        stories.added = lambda article_id: self.look_again()
        sources.rated = lambda site: self.look_again()

    def close(self) -> None:
        """Let go of the file."""
        self.database.close()

    def look_again(self) -> None:
        """The files have changed: look at them before the next answer."""
        self._looked = -GLANCE

    # ── keeping up with the files ────────────────────────────────────────────────────────────
    def catch_up(self, progress: Progress | None = None, *, force: bool = False) -> int:
        """Index what changed since the index last looked; gives how many files that were.

        An empty index takes everything in, in the order of adding, with `progress(done, total)`
        after each batch. What was taken in stays, should the program end in between.
        """
        # While another thread takes in thousands, the rest of the house reads what is there already.
        if not self._catching_up.acquire(timeout=-1 if force else PATIENCE):
            return 0
        try:
            if not force and time.monotonic() - self._looked < GLANCE:
                return 0
            began = time.monotonic()
            before = self._remembered()
            after, work = self._due(before)
            steps = list(work)
            done = 0
            waiting = iter(steps)
            while batch := list(islice(waiting, BATCH)):
                self.database.write(partial(_take, batch))
                done += len(batch)
                if progress:
                    progress(done, len(steps))
            if steps or not before:
                self.database.write(lambda db: _remember(db, after))
            if self.database.opened != self._opened:
                # The file fell to pieces on the way: what it said of the past is gone too.
                return done + self.catch_up(progress, force=True)
            self._tokens = after
            self._looked = began
            return done
        finally:
            self._catching_up.release()

    def rebuild(self, progress: Progress | None = None) -> int:
        """Make the index anew from the files; cached briefs are taken over. Gives how many files."""
        with self._catching_up:
            self.database.discard()
            return self.catch_up(progress, force=True)

    def forget(self, article_id: str) -> None:
        """Take an article whose text is gone out of the index."""
        self.database.write(lambda db: indexing.remove_article(db, article_id))

    def sound(self) -> str | None:
        """None where the file's structures are whole, else what is wrong with them. Reads all of it."""
        return self.database.sound()

    def problems(self) -> list[str]:
        """Files that could not be indexed, in words."""
        self.catch_up()
        return self.database.read(
            lambda db: [r[0] for r in db.execute("SELECT text FROM problem ORDER BY path")]
        )

    def _remembered(self) -> dict[str, str]:
        rows = self.database.read(
            lambda db: db.execute("SELECT key, value FROM meta WHERE key LIKE 'token %'").fetchall()
        )
        if self.database.opened != self._opened:
            # Another file than the one that the tokens in memory speak of.
            self._opened, self._tokens = self.database.opened, None
        return dict(rows) if self._tokens is None else self._tokens

    def _due(self, before: dict[str, str]) -> tuple[dict[str, str], Iterator[Step]]:
        """New tokens, and the steps that bring the index up to them."""
        token = {name: before.get(f"token {name}") for name in ("articles", "stories", "annotations")}
        new_articles, articles = self._articles.scan(token["articles"])
        new_stories, stories = self._stories.scan(token["stories"])
        new_annotations, pages = self._annotations.scan(token["annotations"])
        if token["articles"] is None:
            articles = self._articles.by_age()
        if token["stories"] is None:
            stories = self._stories.names()
        if token["annotations"] is None:
            pages = self._annotations.articles_with_annotations()
        ratings = (self._sources.digest() or b"").decode()
        after = {
            "token articles": new_articles, "token stories": new_stories, "token annotations": new_annotations,
            "token ratings": ratings,
        }  # fmt: skip

        def steps() -> Iterator[Step]:
            for article in articles:
                yield partial(self._take_article, identity=article)
            for story in stories:
                yield partial(self._take_story, name=story)
            for page in pages:
                yield partial(self._take_page, identity=page)
            if ratings != before.get("token ratings", ""):
                yield self._take_ratings

        return after, steps()

    def _take_article(self, db: sqlite3.Connection, identity: str) -> None:
        with _noting(db, f"articles {identity}"), suppress(NotFoundError):
            indexing.put_article(db, self._articles.kept(identity))

    def _take_story(self, db: sqlite3.Connection, name: str) -> None:
        with _noting(db, f"stories {name}"):
            story = self._stories.named(name)
            if story is not None:
                indexing.put_story(db, story)

    def _take_page(self, db: sqlite3.Connection, identity: str) -> None:
        with _noting(db, f"annotations {identity}"):
            page = self._annotations.peek(identity)
            if page.generation != indexing.indexed_generation(db, identity):
                indexing.put_page(db, identity, page)
            if page.damage is not None:
                aside = page.damage.quarantined or "nowhere"
                raise StoreError(f"{page.damage.path}: {page.damage.reason}; set aside as {aside}")

    def _take_ratings(self, db: sqlite3.Connection) -> None:
        with _noting(db, "sources"):
            grades = self._sources.grades()
            db.execute("DELETE FROM rating")
            db.executemany("INSERT INTO rating VALUES (?, ?)", grades.items())

    # ── answers ──────────────────────────────────────────────────────────────────────────────
    def select(
        self,
        where: Filter = EVERYTHING,
        offset: int = 0,
        limit: int = 200,
        *,
        ranked: bool = False,
        snippets: bool = False,
    ) -> list[CatalogueRow]:
        """Stories that match, newest first.

        `ranked`: best first (BM25), where a search for words has at most `selecting.RANKED` hits;
        ranking more of them takes longer than a frame. `snippets` gives the words around the hits.
        Raises StoreError.
        """
        return self._answer(
            lambda db: selecting.articles(db, where, offset, limit, ranked=ranked, snippets=snippets)
        )

    def count(self, where: Filter = EVERYTHING) -> int:
        """How many stories match."""
        return self._answer(lambda db: selecting.count(db, where))

    def row(self, article_id: str) -> CatalogueRow:
        """The row of one article, be it the newest version or not. Raises NotFoundError."""
        found = self._answer(lambda db: selecting.one(db, article_id))
        if found is None:
            raise NotFoundError(f"article {article_id}: not in this library")
        return found

    def notes(
        self, where: Filter = EVERYTHING, offset: int = 0, limit: int = 200, *, deleted: bool = False
    ) -> list[NoteRow]:
        """Annotations that match, last changed first; with `deleted`, those in the trash."""
        return self._answer(lambda db: selecting.notes(db, where, offset, limit, deleted=deleted))

    def find(self, uid: str) -> Annotation:
        """The annotation of that uid, whatever its article. Raises NotFoundError."""
        found = self._answer(
            lambda db: db.execute("SELECT data FROM annotation WHERE uid = ?", (uid,)).fetchone()
        )
        if found is None:
            raise NotFoundError(f"annotation {uid}: there is none")
        return msgspec.json.decode(found[0], type=Annotation)

    def tags(self) -> list[tuple[str, int]]:
        """Every tag in use and how often, the most frequent first."""
        return self._answer(selecting.tags)

    def _answer(self, work: Callable[[sqlite3.Connection], T]) -> T:
        self.catch_up()
        answer = self.database.read(work)
        if self.database.opened != self._opened:
            self.catch_up(force=True)
            answer = self.database.read(work)
        return answer

    # ── briefs ───────────────────────────────────────────────────────────────────────────────
    def save_brief(self, brief: Brief, published: str | None) -> None:
        """Keep a brief that was made for this date of publication, and index its items."""
        self.save_briefs([(brief, published)])

    def save_briefs(self, briefs: Iterable[tuple[Brief, str | None]]) -> None:
        """Keep many at once, in one transaction: syncing costs more than indexing."""
        kept = list(briefs)
        self.catch_up()

        def work(db: sqlite3.Connection) -> None:
            for brief, published in kept:
                indexing.put_brief(db, brief, published)

        self.database.write(work)

    def brief(self, article_id: str, *, version: str, model: str, published: str | None) -> Brief | None:
        """The cached brief of exactly this text, extractor, model and date; None where there is none."""
        row = self.database.read(
            lambda db: db.execute(
                "SELECT digest, data FROM brief WHERE article_id = ? AND version = ? AND model = ? AND published = ?",
                (article_id, version, model, published or ""),
            ).fetchone()
        )
        if row is None or digest(row[1]) != row[0]:
            return None
        return msgspec.json.decode(row[1], type=Brief)

    def without_brief(self, *, version: str, model: str, limit: int = 1000) -> list[str]:
        """Ids of newest versions that have no cached brief of this extractor and model, newest first."""
        return self._answer(
            lambda db: [
                row[0]
                for row in db.execute(
                    "SELECT a.id FROM article a WHERE a.latest AND NOT EXISTS (SELECT 1 FROM brief b WHERE "
                    "b.article_id = a.id AND b.version = ? AND b.model = ? AND b.published = coalesce(a.published, ''))"
                    " ORDER BY a.rowid DESC LIMIT ?",
                    (version, model, limit),
                )
            ]
        )


class _noting:  # noqa: N801  (a context manager, used like a function)
    """A file that cannot be read is noted as a problem, and the rest goes on."""

    def __init__(self, db: sqlite3.Connection, path: str) -> None:
        self.database, self._path = db, path

    def __enter__(self) -> None:
        self.database.execute("DELETE FROM problem WHERE path = ?", (self._path,))

    def __exit__(self, kind: object, error: BaseException | None, trace: object) -> bool:
        if not isinstance(error, StoreError):
            return False
        self.database.execute("INSERT INTO problem VALUES (?, ?)", (self._path, str(error)))
        return True


def _take(steps: list[Step], db: sqlite3.Connection) -> None:
    for step in steps:
        step(db)


def _remember(db: sqlite3.Connection, tokens: dict[str, str]) -> None:
    db.executemany("INSERT OR REPLACE INTO meta VALUES (?, ?)", tokens.items())
