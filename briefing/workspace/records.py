"""What the workspace hands to a face."""

import msgspec

from briefing.model.annotation import Annotation
from briefing.model.article import Article, Span
from briefing.model.brief import Brief
from briefing.store.protocol import ReadingState


class WorkspaceError(Exception):
    """Something asked for cannot be done; the message names what and why."""


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
    versions: int = 1
    outlets: list[str] = []  # those that carry the story's copies, its own first; none where there is no copy


class Added(msgspec.Struct, frozen=True):
    """What `add` did with one source. `problem` says why nothing was added; `report` what became of notes.

    Without article and problem, `report` is a remark on what follows (bytes that were replaced, a summary).
    """

    source: str
    article_id: str | None
    title: str | None
    new: bool
    problem: str | None = None
    report: str | None = None


class ArticleView(msgspec.Struct, frozen=True):
    """All that the brief screen shows of one article. `brief` has the analyst's corrections applied."""

    article: Article
    published: str | None  # the date in force: the analyst's, else the source's
    brief: Brief | None  # None: not extracted yet
    annotations: list[Annotation]  # live ones, corrections among them
    places: dict[str, Span | None]  # uid -> where the annotation stands in this version's text
    state: ReadingState
    corrected: dict[str, list[str]]  # item id -> uids of the corrections in force on it
    added: frozenset[str]  # ids of items that the analyst added
    unresolved: list[str]  # uids of corrections that found no item in this brief
