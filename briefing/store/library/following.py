"""The library keeping up with the files: which of them changed, and taking those in.

`indexing` is loaded where something is taken in: at most starts nothing is.
"""

import sqlite3
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import suppress
from functools import partial
from itertools import islice

from briefing.store.articles import FileArticles, Kept
from briefing.store.files import EMPTY, FileAnnotations
from briefing.store.library.database import Database
from briefing.store.library.unwritable import obstacle
from briefing.store.place import Place
from briefing.store.protocol import DamagedError, NotFoundError, StoreError
from briefing.store.sources import Sources
from briefing.store.stories import Stories

BATCH = 64  # articles a transaction: short enough for another window to get its turn
HELD = 100_000  # characters of a text that is held until it is taken in
PATIENCE = 1.0  # seconds that an answer waits for another thread's catching up
GLANCE = 0.25  # seconds for which the files are not looked at again, unless this process wrote them

Step = Callable[[sqlite3.Connection], None]
Progress = Callable[[int, int], None]  # done, of how many


class Follower:
    """The part of the library that reads the files."""

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
        self._written: list[Step] = []  # what this process wrote since the last look
        self._mine: set[str] = set()  # the articles among that
        # Articles that were found damaged when they were read, with the words for it.
        self._found: dict[str, str] = {}
        self._catching_up = threading.RLock()
        annotations.committed = lambda identity: self._wrote(partial(self._take_page, identity=identity))
        articles.saved = self._saved
        articles.damaged = self._found.__setitem__
        stories.added = lambda article_id: self.look_again()
        sources.rated = lambda site: self.look_again()

    def close(self) -> None:
        """Let go of the file, with the last that this process wrote in it: the next start need not take it in.

        What is more than a transaction's worth is left: to leave must not take long.
        """
        if self.database.opened and 0 < len(self._written) + len(self._found) <= BATCH:
            with suppress(StoreError, OSError):  # then the next start does
                self.catch_up(force=True)
        self.database.close()

    def look_again(self) -> None:
        """The files have changed: look at them before the next answer."""
        self._looked = -GLANCE

    def _saved(self, kept: Kept) -> None:
        """An article was written. A few are held until they are taken in: they need not be read again."""
        self._mine.add(kept.article.id)
        held = kept if len(self._written) < BATCH and len(kept.article.text) <= HELD else None
        self._wrote(partial(self._take_article, identity=kept.article.id, held=held))

    def _wrote(self, step: Step) -> None:
        """This process wrote a file: take it in before the next answer."""
        self._written.append(step)

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
            own, self._written = self._written, []
            noted: list[Step] = [
                partial(self._note_damage, i, t) for i in list(self._found) if (t := self._found.pop(i, ""))
            ]
            if not force and time.monotonic() - self._looked < GLANCE:
                return self._take_own(own + noted)
            began = time.monotonic()
            before = self._remembered()
            after, work = self._due(before)
            steps = [*work, *noted]
            done = 0
            waiting = iter(steps)
            while batch := list(islice(waiting, BATCH)):
                done += len(batch)
                # The last batch and what it brings the index up to are one transaction: syncing costs most.
                if done == len(steps):
                    batch.append(partial(self._remember, tokens=after))
                self.database.write(partial(_take, batch))
                if progress:
                    progress(done, len(steps))
            if not steps and self._tokens is None and after != before and self.database.writable:
                # Else each start would look through the folders again that were young at the last change.
                with suppress(StoreError, OSError):
                    self.database.write(partial(self._remember, tokens=after))
            if self.database.opened != self._opened:
                # The file fell to pieces on the way: what it said of the past is gone too.
                return done + self.catch_up(progress, force=True)
            self._tokens = after
            self._looked = began
            self._mine.clear()  # they are told no more
            return done
        finally:
            self._catching_up.release()

    def _take_own(self, steps: list[Step]) -> int:
        """Take in what this process wrote. The next look finds the same files, and nothing new in them."""
        if steps:
            self.database.write(partial(_take, steps))
        if self.database.opened != self._opened:
            return self.catch_up(force=True)
        return len(steps)

    def rebuild(self, progress: Progress | None = None) -> int:
        """Make the index anew from the files; cached briefs are taken over. Gives how many files."""
        with self._catching_up:
            self.database.discard()
            return self.catch_up(progress, force=True)

    def forget(self, article_id: str) -> None:
        """Take an article whose text is gone out of the index."""
        from briefing.store.library import indexing

        self.database.write(lambda db: indexing.remove_article(db, article_id))

    def sound(self) -> str | None:
        """None where the file's structures are whole, else what is wrong with them. Reads all of it."""
        return self.database.sound()

    def problems(self) -> list[str]:
        """Files that could not be indexed, or read since, in words."""
        self.catch_up()
        self._look_at_problems()
        return self.database.read(
            lambda db: [r[0] for r in db.execute("SELECT text FROM problem ORDER BY path")]
        )

    def _look_at_problems(self) -> None:
        """Take note of articles that can be read again, or are gone: a file written in place shows in no folder."""
        noted = self.database.read(
            lambda db: db.execute("SELECT path FROM problem WHERE path LIKE 'articles %'").fetchall()
        )
        for identity in [path.removeprefix("articles ") for (path,) in noted]:
            with suppress(StoreError):
                with suppress(NotFoundError):
                    self._articles.kept(identity)
                self.database.write(partial(self._take_article, identity=identity))
            self._found.pop(identity, None)

    def unwritable(self) -> str | None:
        """In words, that the home cannot be written, and its index is read or continued in memory of this process."""
        if self.database.writable:
            return None
        where = obstacle(self.database.path)
        if where == self.database.path:
            return f"{where}: cannot be written; notes and articles are kept, and what the list says of them is not"
        what = "it" if where == self.database.path.parent else "the home"
        return f"{where}: cannot be written; {what} can be read and searched, and nothing is kept"

    def _remembered(self) -> dict[str, str]:
        rows = self.database.read(
            lambda db: db.execute("SELECT key, value FROM meta WHERE key LIKE 'token %'").fetchall()
        )
        if self.database.opened != self._opened:
            # Another file than the one that the tokens in memory speak of.
            self._opened, self._tokens = self.database.opened, None
        return dict(rows) if self._tokens is None else self._tokens

    def _remember(self, db: sqlite3.Connection, tokens: dict[str, str]) -> None:
        """Note what the index is up to; not in a file made anew on the way, which lacks what came before."""
        if self.database.opened == self._opened:
            db.executemany("INSERT OR REPLACE INTO meta VALUES (?, ?)", tokens.items())

    def _due(self, before: dict[str, str]) -> tuple[dict[str, str], Iterator[Step]]:
        """New tokens, and the steps that bring the index up to them."""
        token = {name: before.get(f"token {name}") for name in ("articles", "stories", "annotations")}
        texts: dict[str, list[str]] = {}
        notes: dict[str, list[str]] = {}
        new_articles, articles = self._articles.scan(token["articles"], texts)
        new_stories, stories = self._stories.scan(token["stories"])
        new_annotations, pages = self._annotations.scan(token["annotations"], notes)
        gone, more = self._differing("id", "article", texts, articles)
        articles += more
        gone_pages, more = self._differing("story", "page", notes, pages)
        pages += more + gone_pages
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
            for article in gone:
                yield partial(self._drop_article, identity=article)
            for article in articles:
                yield partial(self._take_article, identity=article)
            for story in stories:
                yield partial(self._take_story, name=story)
            for page in pages:
                yield partial(self._take_page, identity=page)
            if ratings != before.get("token ratings", ""):
                yield self._take_ratings

        return after, steps()

    def _differing(
        self, column: str, table: str, there: dict[str, list[str]], told: list[str]
    ) -> tuple[list[str], list[str]]:
        """What the index has of these folders and they have not; and they have, it has not, and none of `told` is.

        So a file that came with an old date, or while the clock was set, is found by its name all the same.
        """
        query = f"SELECT {column} FROM {table} WHERE {column} BETWEEN ? AND ?"

        def work(db: sqlite3.Connection) -> tuple[list[str], list[str]]:
            gone: list[str] = []
            new: list[str] = []
            for folder, names in there.items():
                indexed = {i for (i,) in db.execute(query, (f"sha256:{folder}", f"sha256:{folder}g"))}
                here = {f"sha256:{name}" for name in names}
                gone += indexed - here
                new += here - indexed
            return gone, sorted(set(new).difference(told))

        return self.database.read(work) if there else ([], [])

    def _drop_article(self, db: sqlite3.Connection, identity: str) -> None:
        from briefing.store.library import indexing

        if not self._articles.holds(identity):  # it may have come back since the folder was looked through
            indexing.remove_article(db, identity)

    def _take_article(self, db: sqlite3.Connection, identity: str, held: Kept | None = None) -> None:
        from briefing.store.library import indexing

        path = f"articles {identity}"
        here = indexing.is_here(db, identity)
        if here and identity in self._mine and not indexing.is_problem(db, path):
            return  # texts are write-once
        with _noting(db, path), suppress(NotFoundError):
            # What another hand put in the place of a text that is indexed (a sync, a backup) is looked at all the same.
            kept = held or self._articles.kept(identity)
            if not here:
                indexing.put_article(db, kept)
        self._found.pop(identity, None)

    def _note_damage(self, identity: str, text: str, db: sqlite3.Connection) -> None:
        db.execute("INSERT OR REPLACE INTO problem VALUES (?, ?)", (f"articles {identity}", text))

    def _take_story(self, db: sqlite3.Connection, name: str) -> None:
        from briefing.store.library import indexing

        with _noting(db, f"stories {name}"):
            story = self._stories.named(name)
            if story is not None:
                indexing.put_story(db, story)

    def _take_page(self, db: sqlite3.Connection, identity: str) -> None:
        from briefing.store.library import indexing

        with _noting(db, f"annotations {identity}"):
            try:
                page = self._annotations.peek(identity)
            except DamagedError:
                indexing.put_page(db, identity, EMPTY)  # none of them can be read any more
                raise
            if page.generation != indexing.indexed_generation(db, identity):
                indexing.put_page(db, identity, page)
            if page.damage is not None:
                aside = page.damage.quarantined
                where = f"set aside as {aside}; " if aside else ""
                raise StoreError(
                    f"{self.database.path.parent / page.damage.path}: {page.damage.reason}; {where}run `briefing check --repair`"
                )

    def _take_ratings(self, db: sqlite3.Connection) -> None:
        with _noting(db, "sources"):
            grades = self._sources.grades()
            db.execute("DELETE FROM rating")
            db.executemany("INSERT INTO rating VALUES (?, ?)", grades.items())


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
