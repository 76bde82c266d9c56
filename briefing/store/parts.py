"""What the workspace asks of an opened home, be it a folder or a desk. Only type checkers load this."""

from collections.abc import Callable, Iterable, Sequence
from pathlib import Path
from typing import Protocol

from briefing.model.annotation import Annotation
from briefing.model.brief import Brief
from briefing.model.filter import EVERYTHING, Filter
from briefing.store.articles import Kept
from briefing.store.drafts import Drafts
from briefing.store.intents import Part
from briefing.store.library.rows import CatalogueRow, NoteRow
from briefing.store.place import Place
from briefing.store.protocol import AnnotationStore, ArticleStore
from briefing.store.sources import Rating
from briefing.store.stories import Story


class AdmittingStore(AnnotationStore, Protocol):
    """An AnnotationStore that can be asked what it would take."""

    def admitted(self, annotations: Sequence[Annotation]) -> list[Annotation]:
        """The annotations as they may be stored (see briefing.store.door). Raises RefusedError."""


class DatedArticleStore(ArticleStore, Protocol):
    """An ArticleStore that knows when an article came."""

    def kept(self, identity: str) -> Kept:
        """The article with when and whence. Raises NotFoundError or DamagedError."""


class StoryStore(Protocol):
    """The versions of stories by address."""

    def add(self, url: str, article_id: str) -> Story:
        """Note that this address gave this article, durably; a version that is known changes nothing."""

    def story(self, url: str) -> Story | None:
        """The story of an address; None for an address that gave no article yet."""

    def home_of(self, article_id: str, url: str | None) -> str:
        """Where the annotations of an article lie: its story's first version, or itself."""


class RatingStore(Protocol):
    """Outlets' reliability, A to F."""

    def rate(self, site: str, grade: str | None, reason: str = "") -> Rating:
        """Keep a judgement, durably. Raises RefusedError for a grade that is none of A to F."""

    def grade(self, site: str) -> str | None:
        """The grade in force; None for an outlet that nobody has rated."""

    def grades(self) -> dict[str, str]:
        """All grades in force by outlet (see `site_key`)."""

    def history(self, site: str | None = None) -> list[Rating]:
        """All judgements, oldest first; of one outlet where it is given."""


class BatchStore(Protocol):
    """Steps on many articles as one."""

    def apply(self, parts: Sequence[Part]) -> list[Annotation]:
        """Do all parts, durably; gives the annotations as stored. Raises ConflictError when both sides are kept."""


class CatalogueStore(Protocol):
    """Catalogue, search, cached briefs. See briefing.store.library for what each answers."""

    def select(
        self,
        where: Filter = EVERYTHING,
        offset: int = 0,
        limit: int = 200,
        *,
        ranked: bool = False,
        snippets: bool = False,
        copies: bool = False,
    ) -> list[CatalogueRow]:
        """Stories that match, newest first, or best first where they are few and `ranked`.

        A library may show syndicated copies as one story; with `copies`, each is a row of its own.
        """

    def first_page(self, where: Filter, limit: int) -> tuple[list[CatalogueRow], int]:
        """The first rows of `select`, and how many it has in all: what matches is looked for once."""

    def count(self, where: Filter = EVERYTHING, *, copies: bool = False) -> int:
        """How many rows `select` has in all."""

    def row(self, article_id: str) -> CatalogueRow:
        """The row of one article, be it the newest version or not. Raises NotFoundError."""

    def notes(
        self, where: Filter = EVERYTHING, offset: int = 0, limit: int = 200, *, deleted: bool = False
    ) -> list[NoteRow]:
        """Annotations that match, last changed first; with `deleted`, those in the trash."""

    def find(self, uid: str) -> Annotation:
        """The annotation of that uid, whatever its article. Raises NotFoundError."""

    def tags(self) -> list[tuple[str, int]]:
        """Every tag in use and how often, the most frequent first."""

    def save_brief(self, brief: Brief, published: str | None) -> None:
        """Keep a brief that was made for this date of publication, and index its items."""

    def save_briefs(self, briefs: Iterable[tuple[Brief, str | None]]) -> None:
        """Keep many at once, in one transaction."""

    def brief(self, article_id: str, *, version: str, model: str, published: str | None) -> Brief | None:
        """The cached brief of exactly this text, extractor, model and date; None where there is none."""

    def look_again(self) -> None:
        """What the answers rest on has changed."""

    def rebuild(self, progress: Callable[[int, int], None] | None = None) -> int:
        """Make what is derived anew. Raises StoreError where it is not this program's to make."""


class Stores(Protocol):
    """An opened home. `path` and `place` are a folder on this machine, for what is one person's own."""

    @property
    def path(self) -> Path:
        """The folder."""

    @property
    def place(self) -> Place:
        """Its locks."""

    @property
    def annotations(self) -> AdmittingStore:
        """What analysts wrote."""

    @property
    def batches(self) -> BatchStore:
        """Changes of several articles at once."""

    @property
    def articles(self) -> DatedArticleStore:
        """Canonical texts."""

    @property
    def stories(self) -> StoryStore:
        """Their versions."""

    @property
    def sources(self) -> RatingStore:
        """Their outlets."""

    @property
    def drafts(self) -> Drafts:
        """What is being typed."""

    @property
    def library(self) -> CatalogueStore:
        """What finds things."""

    def close(self) -> None:
        """Let go of files and connections."""
