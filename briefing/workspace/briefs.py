"""Briefs: made once, cached, and shown with the analyst's corrections over them."""

import contextlib
from collections.abc import Callable, Iterable, Iterator

import msgspec

from briefing import __version__
from briefing.model.annotation import Annotation
from briefing.model.article import Article, Span
from briefing.model.brief import Brief, decode
from briefing.model.overlay import overlay
from briefing.store.protocol import NotFoundError, StoreError
from briefing.workspace.base import Base
from briefing.workspace.records import ArticleView, WorkspaceError

Pool = Callable[
    [Iterable[Article]], Iterator[tuple[str, bytes | str]]
]  # as briefing.extract.batch.extract_many
_MAKES = (
    "blocks",
    "title",
    "language",
    "dated_by_hand",
)  # of an article beside text and date, what its brief is made from
_KEPT_AT_ONCE = 32  # briefs in one transaction of the library


def dated(article: Article, annotations: Iterable[Annotation]) -> Article:
    """The article with the analyst's publication date where one was set (the last one counts)."""
    for annotation in annotations:
        change = annotation.correction
        if (
            change is not None
            and change.item == "article"
            and change.field == "published"
            and not annotation.deleted_at
        ):
            date = change.value if isinstance(change.value, str) else None
            article = msgspec.structs.replace(article, published=date, dated_by_hand=True)
    return article


class Briefs(Base):
    """The part of the workspace that makes and finds briefs."""

    def view(self, article_id: str) -> ArticleView:
        """The article with its cached brief and its annotations. Raises NotFoundError, DamagedError."""
        article = self.article(article_id)
        story = self._story(article)
        annotations = self.home.annotations.annotations(story)
        in_force = dated(article, annotations)
        brief = self._cached(in_force)
        corrected: dict[str, list[str]] = {}
        added: frozenset[str] = frozenset()
        unresolved: list[str] = []
        if brief is not None:
            over = overlay(brief, annotations)
            brief, corrected, unresolved = over.brief, over.corrected, over.unresolved
            added = frozenset(over.added)
        return ArticleView(
            article=article,
            published=in_force.published,
            brief=brief,
            annotations=annotations,
            places={a.uid: place_in(a, article_id) for a in annotations},
            state=self.home.annotations.state(story),
            corrected=corrected,
            added=added,
            unresolved=unresolved,
        )

    def extract(self, article_id: str, progress: Callable[[str], None] | None = None) -> Brief:
        """Make the brief in a process of its own, keep it in the cache, and return it (blocks).

        Raises ExtractionError where the process fails.
        """
        brief = self._process.extract(self._dated(article_id), progress)
        self._keep(brief)
        return brief

    def stop_extraction(self) -> None:
        """End the brief that `extract` is making: it raises ExtractionError. The next call starts afresh."""
        self._process.close()

    def make_briefs(
        self, article_ids: Iterable[str], jobs: int | None = None, pool: Pool | None = None
    ) -> Iterator[tuple[int, str | None]]:
        """Make the briefs that are not cached, on all cores: `(how many are done, a problem or None)`.

        `pool` makes them elsewhere, on a cluster.
        """
        from briefing.extract.batch import extract_many

        missing: list[str] = []
        done = 0
        for article_id in dict.fromkeys(article_ids):
            if self._cached(self._dated(article_id)) is None:
                missing.append(article_id)
            else:
                done += 1
                yield done, None
        if not missing:
            return
        # A worker loads the model in a second: not worth it for a few articles.
        processes = jobs or self.settings.processes
        if len(missing) < 8:
            processes = 1
        articles = map(self._dated, missing)
        results = pool(articles) if pool else extract_many(articles, self.settings.model, processes)
        made: list[Brief] = []
        try:
            for article_id, (kind, value) in zip(missing, results, strict=True):
                done += 1
                if kind == "brief":
                    made.append(decode(value))
                    yield done, None
                else:
                    yield done, f"{article_id}: {value!s}"
                if len(made) >= _KEPT_AT_ONCE:
                    self._keep(*made)
                    made = []
        finally:
            self._keep(*made)  # after Ctrl-C too: the next call goes on from here

    def show(self, source: str, *, published: str | None = None, corrected: bool = True) -> Brief:
        """The brief of a file, of standard input (`-`) or of an article of the library by its id.

        Nothing is added to the library; a brief made before is taken from the cache. Raises
        WorkspaceError where the source gives no article, or more than one.
        """
        article = self._one_article(source, published)
        annotations: list[Annotation] = []
        if corrected and article.id in self._known(article.id):
            annotations = self.home.annotations.annotations(self.story_of(article.id))
        in_force = dated(article, annotations)
        brief = self._cached(in_force)
        if brief is None:
            from briefing.extract.engine import Engine

            brief = Engine(self.settings.model).extract(in_force)
            self._keep(brief)
        brief = msgspec.structs.replace(brief, article=in_force)
        return overlay(brief, annotations).brief if annotations else brief

    def _one_article(self, source: str, published: str | None) -> Article:
        from briefing.ingest.errors import SourceProblem
        from briefing.ingest.registry import read_source

        if source.startswith("sha256:"):
            article = self.article(source)
            return msgspec.structs.replace(article, published=article.published or published)
        found = []
        for outcome in read_source(source, published=published):
            if isinstance(outcome, SourceProblem):
                if outcome.note:
                    continue
                raise WorkspaceError(f"{outcome.source}: {outcome.message}")
            found.append(outcome)
            if len(found) > 1:
                raise WorkspaceError(
                    f"{source}: holds more than one article; use extract, or name one of them"
                )
        if not found:
            raise WorkspaceError(f"{source}: holds no article")
        return found[0]

    def _known(self, article_id: str) -> list[str]:
        try:
            return [self.home.articles.load(article_id).id]
        except NotFoundError:
            return []

    def _dated(self, article_id: str) -> Article:
        article = self.article(article_id)
        return dated(article, self.home.annotations.annotations(self._story(article)))

    def _cached(self, article: Article) -> Brief | None:
        """The cached brief of an article as dated; None where there is none of this version and model.

        The same text may come with other blocks or another title (a page and its plain text): what
        was made from those is not taken.
        """
        brief = self.home.library.brief(
            article.id, version=__version__, model=self.settings.model, published=article.published
        )
        if brief is None:
            return None
        made = brief.article
        if any(getattr(made, name) != getattr(article, name) for name in _MAKES):
            return None
        return msgspec.structs.replace(brief, article=article)

    def _keep(self, *briefs: Brief) -> None:
        """Cache briefs. The cache is derived: where it cannot be written, nothing is lost."""
        with contextlib.suppress(StoreError):
            self.home.library.save_briefs([(brief, brief.article.published) for brief in briefs])


def place_in(annotation: Annotation, version_id: str) -> Span | None:
    """Where an annotation stands in the text of a version; None for one without words, or an orphan."""
    anchor = annotation.anchor
    if anchor is not None and anchor.version_id == version_id:
        return Span(anchor.start, anchor.end) if anchor.start is not None and anchor.end is not None else None
    return annotation.target.position if annotation.target.version_id == version_id else None
