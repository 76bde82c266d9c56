"""Changes of several articles at once, at the desk: one transaction."""

from collections.abc import Sequence
from functools import partial

from briefing.desk.annotations import DeskAnnotations, lock, page_of
from briefing.desk.server import Connection, Server
from briefing.model.annotation import Annotation
from briefing.store import steps
from briefing.store.identity import uuid7
from briefing.store.intents import Part, admitted_parts, carry_out
from briefing.store.paged import conflict_error

Done = tuple[list[Annotation], list[steps.Conflict]]


class DeskBatches:
    """Steps on many articles as one: `apply` returns when all are durable, or none is done."""

    def __init__(self, server: Server, annotations: DeskAnnotations) -> None:
        self._server = server
        self._annotations = annotations

    def apply(self, parts: Sequence[Part]) -> list[Annotation]:
        """Do all parts, durably; gives the annotations as stored.

        Raises RefusedError or NotFoundError where nothing was done; ConflictError after everything was done
        and both sides of each conflict are kept.
        """
        ready = admitted_parts(self._annotations, parts)
        if not ready:
            return []
        hand = self._annotations.hand()
        hands = [steps.Hand(hand.at, hand.by, f"{hand.op_id}.{n}") for n in range(len(ready))]
        copies = [[uuid7() for _ in part.annotations] for part in ready]

        def work(db: Connection) -> Done:
            lock(db, [part.article_id for part in ready])
            all_done: Done = ([], [])
            touched: list[str] = []
            for part, hand, uids in zip(ready, hands, copies, strict=True):
                page = page_of(db, part.article_id, [*part.uids, *(a.uid for a in part.annotations)])
                work_on = partial(carry_out, part=part, hand=hand, copies=uids)
                (done, late), changed = self._annotations.apply(db, part.article_id, page, work_on)
                touched += [part.article_id] * changed
                all_done[0].extend(done)
                all_done[1].extend(late)
            self._annotations.announce(db, touched)
            return all_done

        result, conflicts = self._server.write(work)
        if conflicts:
            raise conflict_error(conflicts)
        return result
