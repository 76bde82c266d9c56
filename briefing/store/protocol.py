"""What the rest of the house asks of a store: one protocol, several back-ends."""

from collections.abc import Iterable, Sequence
from typing import Literal, Protocol

import msgspec

from briefing.model.annotation import Annotation
from briefing.model.article import Article


class StoreError(Exception):
    """Something the store could not do; the message names what and where."""


class NotFoundError(StoreError):
    """No such annotation or article."""


class ConflictError(StoreError):
    """Somebody else edited the annotation first. `theirs` is what the store holds now; both are kept."""

    def __init__(self, message: str, theirs: Annotation, kept: Annotation | None = None) -> None:
        super().__init__(message)
        self.theirs = theirs
        self.kept = kept  # the caller's text, stored as an annotation of its own


class DamagedError(StoreError):
    """A file that could not be read; it was set aside, never overwritten."""


class NewerFormatError(StoreError):
    """The data were written by a newer briefing; nothing was touched."""


class ReadingState(msgspec.Struct, frozen=True):
    """Where the analyst is with an article. Not an annotation, but never lost either."""

    read: bool = False
    starred: bool = False
    later: bool = False
    position: int = 0  # offset of the caret in the text


class Operation(msgspec.Struct, frozen=True):
    """One step of the history: enough to undo it, to redo it, and to say who did what when."""

    op_id: str
    at: str
    by: str
    what: Literal["insert", "edit", "delete", "restore", "state"]
    label: str  # "note added", "tag removed" …: what the screen says on undo
    before: list[Annotation]
    after: list[Annotation]
    undone: bool = False


class AnnotationStore(Protocol):
    """Annotations, each in the file of its article. What a method returns is durable."""

    def annotations(self, article_id: str, *, deleted: bool = False) -> list[Annotation]:
        """The article's annotations by creation; with `deleted`, only those in the trash."""

    def get(self, article_id: str, uid: str) -> Annotation:
        """One annotation. Raises NotFoundError."""

    def insert(self, annotations: Sequence[Annotation], *, label: str = "") -> list[Annotation]:
        """Keep new annotations of one article, as one step of undo."""

    def edit(self, annotations: Sequence[Annotation], *, label: str = "") -> list[Annotation]:
        """Replace annotations of one article; each carries the `rev` it was read with.

        Returns them with `rev` + 1. Raises ConflictError, after keeping both.
        """

    def delete(self, article_id: str, uids: Iterable[str], *, label: str = "") -> list[Annotation]:
        """Put annotations into the trash (tombstones)."""

    def restore(self, article_id: str, uids: Iterable[str]) -> list[Annotation]:
        """Take annotations out of the trash."""

    def undo(self, article_id: str) -> Operation | None:
        """Undo the last step on this article that is not undone; None where there is none."""

    def redo(self, article_id: str) -> Operation | None:
        """Redo the last undone step."""

    def history(self, article_id: str, uid: str | None = None) -> list[Operation]:
        """The kept steps, oldest first; of one annotation where `uid` is given."""

    def articles_with_annotations(self) -> list[str]:
        """Ids of all articles that have an annotation file."""

    def changes(self, token: str | None) -> tuple[str, list[str]]:
        """`(new token, ids of articles whose annotations changed since token)`, within a millisecond or so."""


class ArticleStore(Protocol):
    """Canonical texts, write-once, by id."""

    def save(self, article: Article, *, source: str | None = None) -> bool:
        """Keep an article; False where it is there already."""

    def load(self, article_id: str) -> Article:
        """The article. Raises NotFoundError or DamagedError."""

    def ids(self) -> list[str]:
        """Ids of all kept articles."""
