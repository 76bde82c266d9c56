"""The annotation store over pages: everything but where a page lies. Two back-ends share it."""

import threading
from abc import ABC, abstractmethod
from collections.abc import Callable, Iterable, Sequence
from typing import TypeVar

from briefing.model.annotation import Annotation
from briefing.store import steps
from briefing.store.door import admit, admit_state
from briefing.store.identity import now, uuid7
from briefing.store.page import Change, Page
from briefing.store.protocol import (
    ConflictError,
    Damage,
    NotFoundError,
    Operation,
    ReadingState,
    RefusedError,
)
from briefing.store.steps import Hand

T = TypeVar("T")


class PagedAnnotations(ABC):
    """An AnnotationStore (see briefing.store.protocol) for a back-end that commits one page at a time."""

    def __init__(self, *, creator: str, generator: str) -> None:
        """`creator` signs what comes unsigned, `generator` is the program that wrote it."""
        self.creator = creator
        self.generator = generator
        self._guard = threading.RLock()

    # ── what a back-end gives ────────────────────────────────────────────────────────────────
    @abstractmethod
    def page(self, article_id: str) -> Page:
        """The article's page as it is now; an empty one where there is none."""

    def peek(self, article_id: str) -> Page:
        """The page, without raising for damage that was mended by falling back."""
        return self.page(article_id)

    @abstractmethod
    def commit(self, article_id: str, work: Callable[[Page], tuple[Change, T]]) -> T:
        """Change a page, durably, with nobody else writing it in between; give what `work` gave.

        Nothing is changed where `work` raises.
        """

    def commit_on(
        self, article_id: str, uids: Sequence[str] | None, work: Callable[[Page], tuple[Change, T]]
    ) -> T:
        """As `commit`, for work that looks at no step and expects no annotations but these; None: the state alone.

        For back-ends that can fetch less than the page, and fetch more where there is more.
        """
        return self.commit(article_id, work)

    @abstractmethod
    def articles_with_annotations(self) -> list[str]:
        """Ids of all articles that have a page, sorted."""

    @abstractmethod
    def changes(self, token: str | None) -> tuple[str, list[str]]:
        """See the protocol."""

    # ── reading ──────────────────────────────────────────────────────────────────────────────
    def annotations(self, article_id: str, *, deleted: bool = False) -> list[Annotation]:
        """See the protocol."""
        page = self.page(article_id)
        return page.trash() if deleted else page.live()

    def get(self, article_id: str, uid: str) -> Annotation:
        """See the protocol."""
        found = self.page(article_id).annotations.get(uid)
        if found is None:
            raise NotFoundError(f"annotation {uid}: there is none in article {article_id}")
        return found

    def state(self, article_id: str) -> ReadingState:
        """See the protocol."""
        return self.page(article_id).state

    def history(self, article_id: str, uid: str | None = None) -> list[Operation]:
        """See the protocol."""
        operations = self.page(article_id).steps
        if uid is None:
            return list(operations)
        return [op for op in operations if any(a.uid == uid for a in [*op.before, *op.after])]

    def damage(self, article_id: str) -> Damage | None:
        """See the protocol."""
        return self.peek(article_id).damage

    # ── writing ──────────────────────────────────────────────────────────────────────────────
    def insert(self, annotations: Sequence[Annotation], *, label: str = "") -> list[Annotation]:
        """See the protocol."""
        hand, admitted = self._admit(annotations)
        if not admitted:
            return []
        return self.commit_on(_article(admitted), [], lambda page: steps.insert(page, admitted, hand, label))

    def edit(self, annotations: Sequence[Annotation], *, label: str = "") -> list[Annotation]:
        """See the protocol."""
        hand, admitted = self._admit(annotations)
        if not admitted:
            return []
        uids = [uuid7() for _ in admitted]

        def work(page: Page) -> tuple[Change, tuple[list[Annotation], list[steps.Conflict]]]:
            change, result, conflicts = steps.edit(page, admitted, hand, label, uids)
            return change, (result, conflicts)

        result, conflicts = self.commit_on(_article(admitted), _uids(admitted), work)
        if conflicts:
            raise conflict_error(conflicts)
        return result

    def delete(self, article_id: str, uids: Iterable[str], *, label: str = "") -> list[Annotation]:
        """See the protocol."""
        wanted, hand = list(uids), self.hand()
        return self.commit_on(article_id, wanted, lambda page: steps.delete(page, wanted, hand, label))

    def restore(self, article_id: str, uids: Iterable[str]) -> list[Annotation]:
        """See the protocol."""
        wanted, hand = list(uids), self.hand()
        return self.commit_on(article_id, wanted, lambda page: steps.restore(page, wanted, hand))

    def settle(self, annotations: Sequence[Annotation]) -> list[Annotation]:
        """See the protocol."""
        _, admitted = self._admit(annotations)
        if not admitted:
            return []
        return self.commit_on(_article(admitted), _uids(admitted), lambda page: steps.settle(page, admitted))

    def set_state(self, article_id: str, state: ReadingState, *, label: str = "") -> None:
        """See the protocol."""
        admitted, hand = admit_state(state), self.hand()
        self.commit_on(article_id, None, lambda page: (steps.set_state(page, admitted, hand, label), None))

    def undo(self, article_id: str) -> Operation | None:
        """See the protocol."""
        return self._replay(article_id, steps.undo)

    def redo(self, article_id: str) -> Operation | None:
        """See the protocol."""
        return self._replay(article_id, steps.redo)

    # ── shared ───────────────────────────────────────────────────────────────────────────────
    def hand(self) -> Hand:
        """This store's analyst, now."""
        return Hand(at=now(), by=self.creator, op_id=uuid7())

    def admitted(self, annotations: Sequence[Annotation]) -> list[Annotation]:
        """The annotations as they may be stored (see briefing.store.door). Raises RefusedError."""
        return self._admit(annotations)[1]

    def require(self, article_id: str, uids: Iterable[str]) -> None:
        """Raise NotFoundError unless the article has annotations of all these uids."""
        for uid in uids:
            self.get(article_id, uid)

    def _admit(self, annotations: Sequence[Annotation]) -> tuple[Hand, list[Annotation]]:
        hand = self.hand()
        return hand, [
            admit(annotation, at=hand.at, by=self.creator, generator=self.generator)
            for annotation in annotations
        ]

    def _replay(
        self, article_id: str, step: Callable[[Page, Hand], tuple[Change, Operation] | None]
    ) -> Operation | None:
        hand = self.hand()
        if step(self.page(article_id), hand) is None:
            return None

        def work(page: Page) -> tuple[Change, Operation | None]:
            return step(page, hand) or (Change(), None)

        return self.commit(article_id, work)


def _uids(annotations: Sequence[Annotation]) -> list[str]:
    return [a.uid for a in annotations]


def _article(annotations: Sequence[Annotation]) -> str:
    ids = {a.target.article_id for a in annotations}
    if len(ids) != 1:
        raise RefusedError(f"annotations of {len(ids)} articles in one step: use a batch")
    return ids.pop()


def conflict_error(conflicts: Sequence[steps.Conflict]) -> ConflictError:
    """What to raise once both sides are kept."""
    first = conflicts[0]
    more = f" (and {len(conflicts) - 1} more)" if len(conflicts) > 1 else ""
    what = "deleted" if first.theirs.deleted_at else "edited"
    return ConflictError(
        f"annotation {first.theirs.uid} was {what} elsewhere meanwhile{more}; your version is kept as {first.kept.uid}",
        theirs=first.theirs,
        kept=first.kept,
    )
