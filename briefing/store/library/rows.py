"""What the library answers with."""

import msgspec

from briefing.model.annotation import Annotation
from briefing.model.article import Span
from briefing.store.protocol import ReadingState


class Snippet(msgspec.Struct, frozen=True):
    """The words around a hit; `hits` are places in `text` of this snippet, not of the article."""

    text: str
    hits: list[Span]


class CatalogueRow(msgspec.Struct, frozen=True):
    """One story of the library, as its newest version has it."""

    article_id: str
    story: str  # id of the story's first version, where its annotations lie
    title: str
    site: str | None
    published: str | None  # the date in force: the analyst's, else the source's
    added: str
    language: str | None
    url: str | None
    claims: int | None  # None: no brief yet
    actors: int | None
    notes: int  # annotations that are not in the trash
    state: ReadingState
    snippet: Snippet | None = None
    lead: str | None = None  # id of the story that this one is a copy of
    outlets: list[str] = []  # those that carry the story, the row's own first; none where there is no copy


class Likeness(msgspec.Struct, frozen=True):
    """An article whose text is nearly that of another story. `similarity`: estimated Jaccard, 0 to 1."""

    article_id: str
    other: str
    title: str
    site: str | None
    published: str | None
    similarity: float
    copy: bool  # both are shown as one story


class NoteRow(msgspec.Struct, frozen=True):
    """An annotation and the article that it is on; None where the library does not hold that one."""

    annotation: Annotation
    article: CatalogueRow | None
