"""What the rest of the house asks of a store: one protocol, several back-ends."""

from collections.abc import Iterable, Sequence
from typing import Literal, Protocol

import msgspec

from briefing.model.annotation import Annotation
from briefing.model.article import Article


class StoreError(Exception):
    """Something the store could not do; the message names what and where. Nothing was changed."""


class NotFoundError(StoreError):
    """No such annotation or article."""


class RefusedError(StoreError):
    """The data themselves may not be stored: an unknown word, a number JSON has no place for …"""


class UnconfirmedError(StoreError):
    """Written, but the disk did not confirm it: it may or may not survive a power cut. Save again."""


class ConflictError(StoreError):
    """Somebody else edited the annotation first. `theirs` is what the store holds now; both are kept."""

    def __init__(self, message: str, theirs: Annotation, kept: Annotation | None = None) -> None:
        super().__init__(message)
        self.theirs = theirs
        self.kept = kept  # the caller's text, stored as an annotation of its own


class Damage(msgspec.Struct, frozen=True):
    """A file that was not what had been written, and what became of it."""

    path: str  # relative to the home
    at: str
    reason: str
    quarantined: str | None  # where the damaged file lies now; None: still in its place
    missing: list[str] = []  # uids that the damaged file named and the generation in force does not hold


class DamagedError(StoreError):
    """A file that could not be read; it was set aside, never overwritten."""

    def __init__(self, message: str, damage: Damage) -> None:
        super().__init__(message)
        self.damage = damage


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
    state_before: ReadingState | None = None  # of what == "state" alone
    state_after: ReadingState | None = None
    undone_at: str | None = None
    undone_by: str | None = None
    dropped: bool = False  # undone, and a later step has closed the way to redo it


class AnnotationStore(Protocol):
    """Annotations, each in the file of its article. What a method returns is durable.

    Every method may raise StoreError; where it is not UnconfirmedError, ConflictError or
    DamagedError, nothing has changed. `article_id` is the story's first version, the
    `target.article_id` of every annotation.
    """

    def annotations(self, article_id: str, *, deleted: bool = False) -> list[Annotation]:
        """The article's annotations by creation; with `deleted`, only those in the trash."""

    def get(self, article_id: str, uid: str) -> Annotation:
        """One annotation, be it in the trash. Raises NotFoundError."""

    def insert(self, annotations: Sequence[Annotation], *, label: str = "") -> list[Annotation]:
        """Keep new annotations of one article, as one step of undo.

        An empty `uid`, `created`, `modified`, `creator` or `generator` is filled in. An annotation
        that is there already with the same content is returned as it is (so that a caller may save
        again after UnconfirmedError); with another content, RefusedError.
        """

    def edit(self, annotations: Sequence[Annotation], *, label: str = "") -> list[Annotation]:
        """Replace annotations of one article; each carries the `rev` it was read with.

        Returns them with `rev` + 1. Where another has edited one first, the caller's words are kept
        as an annotation of their own, the other edits are done, and ConflictError is raised.
        """

    def delete(self, article_id: str, uids: Iterable[str], *, label: str = "") -> list[Annotation]:
        """Put annotations into the trash (tombstones)."""

    def restore(self, article_id: str, uids: Iterable[str]) -> list[Annotation]:
        """Take annotations out of the trash."""

    def settle(self, annotations: Sequence[Annotation]) -> list[Annotation]:
        """Replace only the anchors of annotations, outside undo; those edited meanwhile keep theirs."""

    def state(self, article_id: str) -> ReadingState:
        """Where the analyst is with the article."""

    def set_state(self, article_id: str, state: ReadingState, *, label: str = "") -> None:
        """Keep it. A change of a flag is a step of undo, a move of the caret is not."""

    def undo(self, article_id: str) -> Operation | None:
        """Undo the last step on this article that is not undone; None where there is none."""

    def redo(self, article_id: str) -> Operation | None:
        """Redo the step undone last, unless a new step came after; None where there is none."""

    def history(self, article_id: str, uid: str | None = None) -> list[Operation]:
        """The kept steps, oldest first; of one annotation where `uid` is given."""

    def damage(self, article_id: str) -> Damage | None:
        """What happened to the article's file, until `check(repair=True)` has put it right."""

    def articles_with_annotations(self) -> list[str]:
        """Ids of all articles that have an annotation file, sorted."""

    def changes(self, token: str | None) -> tuple[str, list[str]]:
        """`(new token, ids of articles that others changed since token)`, within a millisecond or so.

        Steps of this very store are left out. An id may be named once too often, never too seldom.
        """


class ArticleStore(Protocol):
    """Canonical texts, write-once, by id."""

    def save(self, article: Article, *, source: str | None = None) -> bool:
        """Keep an article; False where it is there already."""

    def load(self, article_id: str) -> Article:
        """The article. Raises NotFoundError or DamagedError."""

    def ids(self) -> list[str]:
        """Ids of all kept articles, sorted."""
