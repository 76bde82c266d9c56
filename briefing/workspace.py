"""What the faces call. The one place that knows ingest, extract and store together.

No screen and no printing here. Everything that touches the disk may take a while or raise
`briefing.store.protocol.StoreError`: a screen calls it from a thread.
"""

from collections.abc import Callable, Iterable
from pathlib import Path

import msgspec

from briefing.config import Settings
from briefing.model.annotation import (
    Annotation,
    AnnotationKind,
    Assess,
    Body,
    Correction,
    Link,
)
from briefing.model.article import Article, Span
from briefing.model.brief import Brief
from briefing.store.protocol import Operation, ReadingState


class ArticleRow(msgspec.Struct, frozen=True):
    """One line of the library list."""

    article_id: str
    title: str
    site: str | None
    published: str | None
    added: str
    language: str | None
    claims: int | None  # None: no brief yet
    actors: int | None
    notes: int
    state: ReadingState


class Added(msgspec.Struct, frozen=True):
    """What `add` did with one source. `problem` says why nothing was added."""

    source: str
    article_id: str | None
    title: str | None
    new: bool
    problem: str | None = None


class ArticleView(msgspec.Struct, frozen=True):
    """All that the brief screen shows of one article. `brief` has the analyst's corrections applied."""

    article: Article
    published: str | None  # the date in force: the analyst's, else the source's
    brief: Brief | None  # None: not extracted yet
    annotations: list[Annotation]  # live ones, corrections among them
    state: ReadingState
    corrected: dict[str, list[str]]  # item id -> uids of the corrections in force on it
    added: frozenset[str]  # ids of items that the analyst added


class Workspace:
    """A home folder opened for work."""

    def __init__(self, settings: Settings) -> None: ...

    def close(self) -> None:
        """Stop the extraction process and close the library."""

    # ── the library ──────────────────────────────────────────────────────────────────────────
    def add(self, sources: Iterable[str], *, published: str | None = None) -> Iterable[Added]:
        """Take files, folders or `-` into the library, one result an article."""

    def rows(self, query: str = "", *, offset: int = 0, limit: int = 200) -> list[ArticleRow]:
        """Newest first. Raises `briefing.query.QueryError` where the query is not understood."""

    def count(self, query: str = "") -> int:
        """How many articles `rows` would give."""

    # ── one article ──────────────────────────────────────────────────────────────────────────
    def view(self, article_id: str) -> ArticleView:
        """The article with its cached brief and its annotations."""

    def extract(self, article_id: str, progress: Callable[[str], None] | None = None) -> Brief:
        """Make the brief in a process of its own, keep it in the cache, and return it (blocks)."""

    def set_state(self, article_id: str, state: ReadingState) -> None:
        """Keep whether it is read, starred, for later, and where the caret is."""

    # ── the analyst's hand: every method returns after the store has made it durable ─────────
    def annotate(
        self,
        article_id: str,
        kind: AnnotationKind,
        *,
        span: Span | None = None,
        ref: str | None = None,
        body: Body | None = None,
        assess: Assess | None = None,
        links: list[Link] | None = None,
        correction: Correction | None = None,
    ) -> Annotation:
        """Add an annotation on words (`span`), on an item (`ref`), on both, or on the article."""

    def edit(self, annotation: Annotation) -> Annotation:
        """Keep a changed annotation (made with `msgspec.structs.replace`). Raises ConflictError."""

    def delete(self, annotation: Annotation) -> Annotation:
        """Put it into the trash."""

    def restore(self, annotation: Annotation) -> Annotation:
        """Take it out of the trash."""

    def trash(self, article_id: str) -> list[Annotation]:
        """The article's deleted annotations."""

    def undo(self, article_id: str) -> Operation | None:
        """Undo the last change of this article's annotations."""

    def redo(self, article_id: str) -> Operation | None:
        """Redo what was undone last."""

    def history(self, article_id: str, uid: str | None = None) -> list[Operation]:
        """What changed, by whom, when."""

    def notes(self, query: str = "") -> list[tuple[ArticleRow, Annotation]]:
        """Annotations over all articles, newest first."""

    def tags(self) -> list[tuple[str, int]]:
        """Every tag in use with its count, for completion."""

    def set_reliability(self, site: str, grade: str | None, reason: str = "") -> None:
        """The outlet's reliability, A to F (NATO AJP-2.1), dated."""

    def reliability(self, site: str) -> str | None:
        """The outlet's grade in force."""

    def save_draft(self, article_id: str, key: str, text: str) -> None:
        """Keep what is being typed (`key`: what it is on). An empty text removes the draft."""

    def drafts(self, article_id: str) -> dict[str, str]:
        """Unsaved texts by key."""

    def changed(self) -> list[str]:
        """Ids of articles whose annotations others changed since the last call."""

    def export_path(self) -> Path:
        """The folder that exports go to unless told otherwise."""
