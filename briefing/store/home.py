"""A home folder, opened: everything that briefing keeps, in one place."""

from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING

from briefing import __version__
from briefing.store import durable, formats
from briefing.store.articles import FileArticles
from briefing.store.drafts import Drafts
from briefing.store.envelope import FORMAT
from briefing.store.files import FileAnnotations
from briefing.store.formats import Format
from briefing.store.intents import Batches
from briefing.store.layout import LOCKS
from briefing.store.place import Place
from briefing.store.protocol import StoreError
from briefing.store.sources import Sources
from briefing.store.stories import Stories

if TYPE_CHECKING:
    from briefing.store.library import Library


class Home:
    """The stores of one home folder. Make it with `open_home`, and close it."""

    def __init__(self, path: Path, *, creator: str, generator: str) -> None:
        self.path = path
        self.place = Place(path, formats.guard(path))
        self.annotations = FileAnnotations(self.place, creator=creator, generator=generator)
        self.batches = Batches(self.place, self.annotations)
        self.annotations.unfinished = self.batches.finish
        self.articles = FileArticles(self.place)
        self.stories = Stories(self.place)
        self.sources = Sources(self.place, creator=creator)
        self.drafts = Drafts(self.place, creator=creator)
        self._library: Library | None = None

    @property
    def library(self) -> "Library":
        """The derived library; its file is opened when something is asked of it."""
        if self._library is None:
            # sqlite3 is loaded only where the library is asked for.
            from briefing.store.library import Library

            self._library = Library(self.place, self.articles, self.annotations, self.stories, self.sources)
        return self._library

    def close(self) -> None:
        """Let go of the library's file."""
        if self._library is not None:
            self._library.close()


def open_home(
    path: Path,
    *,
    creator: str,
    generator: str | None = None,
    progress: Callable[[int, int], None] | None = None,
) -> Home:
    """Open the home folder at `path`; at the first start, make it (0700).

    Reads FORMAT and nothing else, unless an interrupted restore is to be finished or an older format
    to be migrated (`progress(done, total)`). `creator` signs annotations; `generator` is `briefing/<version>`
    unless given. Raises NewerFormatError (nothing touched) or StoreError.
    """
    found = formats.read(path)
    if found is None:
        _begin(path)
    elif found.restoring is not None:
        from briefing.store.care.backup import finish_restore

        with Place(path).all_held():
            finish_restore(path, found.restoring)
    elif found.format < FORMAT:
        from briefing.store.care.migrate import migrate

        migrate(path, found, progress)
    return Home(path, creator=creator, generator=generator or f"briefing/{__version__}")


def _begin(path: Path) -> None:
    try:
        durable.make_folder(path)
        if any((path / name).exists() for name in ("annotations", "articles")):
            raise StoreError(
                f"{path}: there are annotations or articles, but FORMAT is missing; if this folder is briefing's, "
                f'write {{"format":{FORMAT},"min_reader":{FORMAT}}} into {path / formats.FILE}'
            )
        durable.make_folder(path / LOCKS)
    except OSError as error:
        raise StoreError(f"{path}: cannot be made: {error.strerror or error}") from error
    formats.write(path, Format(format=FORMAT, min_reader=FORMAT))
