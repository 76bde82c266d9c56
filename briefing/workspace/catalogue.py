"""The library's lists and searches, and the care of its files."""

from collections.abc import Callable, Iterable
from pathlib import Path
from typing import TYPE_CHECKING

from briefing.model.annotation import Annotation
from briefing.workspace.base import Base, filter_of
from briefing.workspace.records import ArticleRow

if TYPE_CHECKING:
    from briefing.store.library import CatalogueRow, Likeness
    from briefing.store.queries import Queries


class Catalogue(Base):
    """The part of the workspace that finds things."""

    def rows(
        self, query: str = "", *, offset: int = 0, limit: int = 200, copies: bool = False
    ) -> list[ArticleRow]:
        """Newest first; syndicated copies are one row, unless `copies` wants them all. Raises QueryError."""
        found = self.home.library.select(filter_of(query), offset, limit, copies=copies)
        return [article_row(r) for r in found]

    def first_page(self, query: str = "", *, limit: int = 200) -> tuple[list[ArticleRow], int]:
        """The first of `rows` and how many there are in all, for one asking. Raises QueryError."""
        found, total = self.home.library.first_page(filter_of(query), limit)
        return [article_row(r) for r in found], total

    def copies(self, article_id: str) -> list[ArticleRow]:
        """The story of an article and its syndicated copies, the one published first at the head."""
        library = self.home.library
        from briefing.store.library import Library

        if not isinstance(library, Library):
            return [self.row(article_id)]
        return [article_row(r) for r in library.copies(article_id)]

    def likest(self, article_ids: Iterable[str]) -> list["Likeness"]:
        """Of these articles, those that are nearly the words of another story, with the likest one."""
        library = self.home.library
        from briefing.store.library import Library

        return library.likest(article_ids) if isinstance(library, Library) else []

    def row(self, article_id: str) -> ArticleRow:
        """The row of one article. Raises NotFoundError."""
        return article_row(self.home.library.row(article_id))

    def count(self, query: str = "") -> int:
        """How many articles `rows` would give."""
        return self.home.library.count(filter_of(query))

    def search(self, query: str, *, limit: int = 20) -> list[tuple[ArticleRow, str]]:
        """Articles that match, best first where they are few, each with the words around the hits."""
        found = self.home.library.select(filter_of(query), 0, limit, ranked=True, snippets=True)
        return [(article_row(r), r.snippet.text if r.snippet else "") for r in found]

    def notes(
        self, query: str = "", *, offset: int = 0, limit: int = 100_000
    ) -> list[tuple[ArticleRow | None, Annotation]]:
        """Annotations over all articles, last changed first; no row where the article is not kept."""
        found = self.home.library.notes(filter_of(query), offset, limit)
        return [(article_row(n.article) if n.article else None, n.annotation) for n in found]

    def tags(self) -> list[tuple[str, int]]:
        """Every tag in use with its count, the most frequent first."""
        return self.home.library.tags()

    def save_query(self, name: str, query: str) -> None:
        """Keep a query under a name; an empty one gives the name up. Raises RefusedError, QueryError."""
        filter_of(query)
        self._queries.save(name, query)

    def saved_queries(self) -> dict[str, str]:
        """Every saved query by its name."""
        return self._queries.all()

    @property
    def _queries(self) -> "Queries":
        from briefing.store.queries import Queries  # only where one is kept or asked for

        return Queries(self.home.place)

    def catch_up(self, progress: Callable[[int, int], None]) -> None:
        """Bring the library up to the files, with `progress(done, of how many)` now and then. A desk always is."""
        library = self.home.library
        from briefing.store.library import Library

        if isinstance(library, Library):
            library.catch_up(progress)

    def unreadable(self) -> list[str]:
        """What lists and searches lack because its file could not be read, in words."""
        library = self.home.library
        from briefing.store.library import Library

        return library.problems() if isinstance(library, Library) else []

    def unwritable(self) -> str | None:
        """In words, that the home can be read alone; None where it can be written."""
        library = self.home.library
        from briefing.store.library import Library

        return library.unwritable() if isinstance(library, Library) else None

    def rebuild(self, progress: Callable[[int, int], None] | None = None) -> int:
        """Make the derived library anew from the files; gives how many files it read."""
        return self.home.library.rebuild(progress)

    def export_path(self) -> Path:
        """The folder that exports go to unless told otherwise."""
        return Path.cwd()


def article_row(row: "CatalogueRow") -> ArticleRow:
    """A row of the store as the faces know it."""
    return ArticleRow(
        article_id=row.article_id,
        title=row.title,
        site=row.site,
        published=row.published,
        added=row.added,
        language=row.language,
        claims=row.claims,
        actors=row.actors,
        notes=row.notes,
        state=row.state,
        outlets=row.outlets,
    )
