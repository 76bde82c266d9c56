"""Annotations at the desk: one row each, a step of undo in the same transaction."""

from collections.abc import Callable, Iterable, Sequence
from typing import TypeVar

import msgspec

from briefing.desk import records
from briefing.desk.dates import changes_date, redate
from briefing.desk.server import Connection, Server
from briefing.model.annotation import Annotation
from briefing.store.page import Change, Page
from briefing.store.paged import PagedAnnotations
from briefing.store.protocol import Damage, NotFoundError, Operation, ReadingState, StoreError
from briefing.store.steps import STEP_BYTES_KEPT, STEPS_KEPT

T = TypeVar("T")
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
            return self.apply(db, article_id, _page(db, article_id), work)

        # `undo` run twice takes two steps back.
        return self._server.write(whole, again=False)

    def commit_on(self, article_id: str, uids: Sequence[str], work: Callable[[Page], tuple[Change, T]]) -> T:
        """See PagedAnnotations. Run twice it does nothing more: an annotation with the same content stays."""

        def whole(db: Connection) -> T:
            lock(db, [article_id])
            return self.apply(db, article_id, page_of(db, article_id, uids), work)

        return self._server.write(whole)

    def apply(
        self, db: Connection, article_id: str, page: Page, work: Callable[[Page], tuple[Change, T]]
    ) -> T:
        """Do `work` on a page within a transaction that holds the article's lock."""
        change, result = work(page)
        self._put(db, article_id, page, change.annotations)
        known = {step.op_id for step in page.steps}
        for step in change.steps:
            if step.op_id in known:
                db.execute(
                    "UPDATE op SET undone = %s, undone_at = %s, undone_by = %s, dropped = %s WHERE op_id = %s",
                    (step.undone, step.undone_at, step.undone_by, step.dropped, step.op_id),
                )
            else:
                db.execute(
                    "SELECT record_step(%s, %s, %s, %s, %s::json, %s, %s)",
                    (step.op_id, article_id, step.what, records.uids_of(step), records.step_document(step),
                     STEPS_KEPT, STEP_BYTES_KEPT),
                )  # fmt: skip
        if change.state is not None:
            db.execute(
                "INSERT INTO state (story, read, starred, later, position) VALUES (%s, %s, %s, %s, %s) "
                "ON CONFLICT (analyst, story) DO UPDATE SET read = excluded.read, starred = excluded.starred, "
                "later = excluded.later, position = excluded.position",
                (article_id, *msgspec.structs.astuple(change.state)),
            )
        return result

    def _put(self, db: Connection, article_id: str, page: Page, changed: Sequence[Annotation]) -> None:
        if not changed:
            return
        new = [a for a in changed if a.uid not in page.annotations]
        old = [a for a in changed if a.uid in page.annotations]
        if new:
            db.cursor().executemany(records.INSERT, [records.values(a) for a in new])
        for annotation in old:
            before = page.annotations[annotation.uid]
            done = db.execute(records.UPDATE, records.changed_values(annotation, before.rev))
            if done.rowcount != 1:
                raise StoreError(
                    f"annotation {annotation.uid}: it was changed under the lock; nothing was changed"
                )
        if any(changes_date(a) for a in [*changed, *(page.annotations[a.uid] for a in old)]):
            redate(db, article_id)
        db.execute("SELECT announce(%s, %s)", ([article_id], self._server.session))


def lock(db: Connection, stories: Sequence[str]) -> None:
    """Keep every other window out of these stories until the transaction ends.

    A statement of its own: what is read after it is what the one before has left.
    """
    for story in sorted(set(stories)):
        db.execute("SELECT pg_advisory_xact_lock(hashtextextended(%s, 0))", (story,))


def page_of(db: Connection, article_id: str, uids: Sequence[str]) -> Page:
    """The page with these annotations alone, and no steps."""
    rows = db.execute(f"{_DOCUMENTS} AND uid = ANY (%s)", (article_id, list(uids))).fetchall() if uids else []
    state = ReadingState() if uids else _state(db, article_id)
    return Page(_by_uid(records.annotation_of(*row) for row in rows), [], state)


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
