"""Annotations at the desk: one row each, a step of undo in the same transaction."""

from collections.abc import Callable, Iterable, Sequence
from functools import partial
from typing import Any, TypeVar

from briefing.desk import records
from briefing.desk.dates import changes_date, redate
from briefing.desk.server import Connection, Server
from briefing.model.annotation import Annotation
from briefing.store.page import Change, Page
from briefing.store.paged import PagedAnnotations
from briefing.store.protocol import Damage, NotFoundError, Operation, ReadingState, StoreError

T = TypeVar("T")
EMPTY = Page({}, [], ReadingState())
TRIES = 3  # without a lock; then with it
_STEPS = "SELECT document, undone, undone_at, undone_by, dropped FROM op WHERE story = %s"
_DOCUMENTS = "SELECT document, verbatim FROM annotation WHERE story = %s"


class DeskAnnotations(PagedAnnotations):
    """An AnnotationStore at a desk.

    Undo, redo and the reading state are the analyst's own, that is the login role's; the history is
    everybody's, as far as the role may see its annotations.
    """

    def __init__(self, server: Server, *, creator: str, generator: str) -> None:
        super().__init__(creator=creator, generator=generator)
        self._server = server

    # ── reading ──────────────────────────────────────────────────────────────────────────────
    def annotations(self, article_id: str, *, deleted: bool = False) -> list[Annotation]:
        """See the protocol."""
        which = "deleted_at IS NOT NULL" if deleted else "deleted_at IS NULL"
        sql = f"{_DOCUMENTS} AND {which} ORDER BY created, uid"
        rows = self._server.read(lambda db: db.execute(sql, (article_id,)).fetchall())
        return [records.annotation_of(*row) for row in rows]

    def everything(self, article_id: str) -> list[Annotation]:
        """The article's annotations, those in the trash too, by creation."""
        sql = f"{_DOCUMENTS} ORDER BY created, uid"
        rows = self._server.read(lambda db: db.execute(sql, (article_id,)).fetchall())
        return [records.annotation_of(*row) for row in rows]

    def get(self, article_id: str, uid: str) -> Annotation:
        """See the protocol."""
        sql = f"{_DOCUMENTS} AND uid = %s"
        row = self._server.read(lambda db: db.execute(sql, (article_id, uid)).fetchone())
        if row is None:
            raise NotFoundError(f"annotation {uid}: there is none in article {article_id}")
        return records.annotation_of(*row)

    def state(self, article_id: str) -> ReadingState:
        """See the protocol."""
        return self._server.read(lambda db: _state(db, article_id))

    def history(self, article_id: str, uid: str | None = None) -> list[Operation]:
        """See the protocol."""
        sql, values = f"{_STEPS} ORDER BY number", [article_id]
        if uid is not None:
            sql, values = f"{_STEPS} AND %s = ANY (uids) ORDER BY number", [article_id, uid]
        return self._server.read(lambda db: [records.step_of(row) for row in db.execute(sql, values)])

    def damage(self, article_id: str) -> Damage | None:
        """None: the server looks after its files itself."""
        return None

    def page(self, article_id: str) -> Page:
        """See PagedAnnotations; the steps are the analyst's own."""
        return self._server.read(lambda db: _page(db, article_id))

    def articles_with_annotations(self) -> list[str]:
        """See the protocol."""
        sql = "SELECT story FROM annotation UNION SELECT story FROM state ORDER BY 1"
        return self._server.read(lambda db: [row[0] for row in db.execute(sql)])

    def changes(self, token: str | None) -> tuple[str, list[str]]:
        """See the protocol. Reading states are no change: they are one analyst's own."""
        return self._server.read(lambda db: _changes(db, token, self._server.session))

    # ── writing ──────────────────────────────────────────────────────────────────────────────
    def commit(self, article_id: str, work: Callable[[Page], tuple[Change, T]]) -> T:
        """See PagedAnnotations."""

        def whole(db: Connection) -> T:
            lock(db, [article_id])
            result, changed = self.apply(db, article_id, _page(db, article_id), work)
            self.announce(db, [article_id] * changed)
            return result

        # `undo` run twice takes two steps back.
        return self._server.write(whole, again=False)

    def commit_on(
        self, article_id: str, uids: Sequence[str] | None, work: Callable[[Page], tuple[Change, T]]
    ) -> T:
        """See PagedAnnotations. Run twice it does nothing more: an annotation with the same content stays.

        Nothing is locked while `work` decides; the server refuses what was decided on a page that is another
        by then, and it is decided again.
        """
        named = uids
        for _ in range(TRIES):
            page = (
                EMPTY
                if named == []
                else self._server.read(partial(page_of, article_id=article_id, uids=named))
            )
            change, result = work(page)
            if _dates(page, change):
                break
            if not (change.annotations or change.steps or change.state):
                return result
            values = _values(article_id, page, change, self._server.session)
            if self._server.write(partial(_applied, values=values), alone=True):
                return result
            named = list(dict.fromkeys([*(uids or ()), *(a.uid for a in change.annotations)]))

        def whole(db: Connection) -> T:
            lock(db, [article_id])
            result, changed = self.apply(db, article_id, page_of(db, article_id, named), work)
            self.announce(db, [article_id] * changed)
            return result

        return self._server.write(whole)

    def apply(
        self, db: Connection, article_id: str, page: Page, work: Callable[[Page], tuple[Change, T]]
    ) -> tuple[T, bool]:
        """Do `work` on a page within a transaction that holds the article's lock; whether annotations changed.

        The change is told at the end (see `announce`): the lock for it is everybody's. Raises StoreError where
        the article was changed in spite of the lock.
        """
        change, result = work(page)
        known = {step.op_id for step in page.steps}
        for step in change.steps:
            if step.op_id in known:
                db.execute(
                    "UPDATE op SET undone = %s, undone_at = %s, undone_by = %s, dropped = %s WHERE op_id = %s",
                    (step.undone, step.undone_at, step.undone_by, step.dropped, step.op_id),
                )
        if not _applied(db, _values(article_id, page, change, None)):
            raise StoreError(f"article {article_id}: it was changed under the lock; nothing was changed")
        if _dates(page, change):
            redate(db, article_id)
        return result, bool(change.annotations)

    def announce(self, db: Connection, stories: Sequence[str]) -> None:
        """Tell every other window that these stories changed: the last thing in a transaction."""
        if stories:
            db.execute("SELECT announce(%s, %s)", (sorted(set(stories)), self._server.session))


def _values(article_id: str, page: Page, change: Change, session: str | None) -> dict[str, Any]:
    known = {step.op_id for step in page.steps}
    new = [step for step in change.steps if step.op_id not in known]
    before = {uid: annotation.rev for uid, annotation in page.annotations.items()}
    return records.change_of(change, before, new[-1] if new else None, article_id, session)


def _applied(db: Connection, values: dict[str, Any]) -> bool:
    return db.execute(records.APPLY, values).fetchone() == (True,)


def _dates(page: Page, change: Change) -> bool:
    """Whether a change touches a date of publication."""
    before = (page.annotations.get(a.uid) for a in change.annotations)
    return any(changes_date(a) for a in (*change.annotations, *filter(None, before)))


def lock(db: Connection, stories: Sequence[str]) -> None:
    """Keep every other window out of these stories until the transaction ends.

    A statement of its own: what is read after it is what the one before has left.
    """
    for story in sorted(set(stories)):
        db.execute("SELECT pg_advisory_xact_lock(hashtextextended(%s, 0))", (story,))


def page_of(db: Connection, article_id: str, uids: Sequence[str] | None) -> Page:
    """The page with these annotations alone, or with the reading state alone; no steps."""
    if uids is None:
        return Page({}, [], _state(db, article_id))
    rows = db.execute(f"{_DOCUMENTS} AND uid = ANY (%s)", (article_id, list(uids))).fetchall()
    return Page(_by_uid(records.annotation_of(*row) for row in rows), [], ReadingState())


def _by_uid(annotations: Iterable[Annotation]) -> dict[str, Annotation]:
    return {a.uid: a for a in annotations}


def _page(db: Connection, article_id: str) -> Page:
    rows = db.execute(_DOCUMENTS, (article_id,)).fetchall()
    own = db.execute(f"{_STEPS} AND analyst = session_user ORDER BY number", (article_id,))
    found = [records.step_of(row) for row in own]
    return Page(_by_uid(records.annotation_of(*row) for row in rows), found, _state(db, article_id))


def _state(db: Connection, article_id: str) -> ReadingState:
    row = db.execute(
        "SELECT read, starred, later, position FROM state WHERE analyst = session_user AND story = %s",
        (article_id,),
    ).fetchone()
    return ReadingState(*row) if row else ReadingState()


def _changes(db: Connection, token: str | None, session: str) -> tuple[str, list[str]]:
    first, last = db.execute("SELECT min(number), max(number) FROM change").fetchone() or (None, None)
    new = str(last or 0)
    if token is None:
        return new, []
    since = int(token) if token.isdecimal() else -1
    if since < 0 or since > (last or 0) or (first is not None and since < first - 1):
        # Not a token of this desk, or older than what is kept: everything may have changed.
        rows = db.execute("SELECT DISTINCT story FROM annotation ORDER BY story")
    else:
        rows = db.execute(
            "SELECT DISTINCT story FROM change WHERE number > %s AND number <= %s AND session <> %s ORDER BY story",
            (since, last or 0, session),
        )
    return new, [row[0] for row in rows]
