"""Changes of several articles at once: all of them, whatever happens in between.

What is to be done is written to `intents/` first; then it is done article by article; then the
intent is removed. A process that dies in between leaves the intent, and the next one that looks
carries it out. Each part has an identity that the article's history keeps, so that no part is done
twice.
"""

import contextlib
import os
import threading
from collections.abc import Iterator, Sequence
from functools import partial
from pathlib import Path
from typing import Literal

import msgspec

from briefing.model.annotation import Annotation
from briefing.store import durable, envelope, steps
from briefing.store.files import FileAnnotations
from briefing.store.identity import uuid7
from briefing.store.page import Change, Page
from briefing.store.paged import PagedAnnotations, conflict_error
from briefing.store.place import Place
from briefing.store.protocol import NotFoundError, RefusedError, StoreError, UnconfirmedError

FOLDER = "intents"
LOCK = "intents"


class Part(msgspec.Struct, frozen=True):
    """One step on one article: annotations for insert and edit, uids for delete and restore."""

    article_id: str
    what: Literal["insert", "edit", "delete", "restore"]
    annotations: list[Annotation] = []
    uids: list[str] = []
    label: str = ""


class Intent(msgspec.Struct, frozen=True):
    """A batch as it lies on disk, with everything decided that must come out alike a second time."""

    hands: list[steps.Hand]
    copies: list[list[str]]  # uids for edits that come too late
    parts: list[Part]


class Batches:
    """Steps on many articles as one: `apply` returns when all are durable."""

    def __init__(self, place: Place, annotations: FileAnnotations) -> None:
        self._place = place
        self._annotations = annotations
        self._folder = place.home / FOLDER
        self._holder: int | None = None  # the thread that holds the lock

    def apply(self, parts: Sequence[Part]) -> list[Annotation]:
        """Do all parts, durably; gives the annotations as stored.

        Raises RefusedError or NotFoundError before anything is done; ConflictError after everything
        was done and both sides of each conflict are kept; UnconfirmedError where the disk failed on
        the way: the rest follows at the next start.
        """
        ready = admitted_parts(self._annotations, parts)
        if not ready:
            return []
        hand = self._annotations.hand()
        intent = Intent(
            hands=[msgspec.structs.replace(hand, op_id=f"{hand.op_id}.{n}") for n in range(len(ready))],
            copies=[[uuid7() for _ in part.annotations] for part in ready],
            parts=ready,
        )
        with self.locked():
            self._finish()
            for part in ready:
                self._annotations.require(part.article_id, _needed(part))
            result, conflicts = self._carry_out(intent, self._write(intent))
        if conflicts:
            raise conflict_error(conflicts)
        return result

    def finish(self) -> int:
        """Carry out what a dead process left; gives how many batches. Nothing to do costs one look."""
        if self._holder == threading.get_ident() or not self.pending():
            return 0
        with self.locked():
            return self._finish()

    def pending(self) -> list[Path]:
        """The intents that lie there, oldest first; some may be under way in another process."""
        try:
            entries = [entry.name for entry in os.scandir(self._folder)]
        except FileNotFoundError:
            return []
        except OSError as error:
            raise StoreError(f"{FOLDER}: cannot be listed: {error.strerror or error}") from error
        return [self._folder / name for name in sorted(entries) if name.endswith(".json") and name[0] != "."]

    def _write(self, intent: Intent) -> Path:
        path = self._folder / f"{intent.hands[0].op_id}.json"
        data = envelope.seal({"intent": {"1": msgspec.to_builtins(intent)}}, {"subject": FOLDER})
        try:
            self._place.guard()
            durable.replace(path, data)
        except (OSError, durable.NotConfirmed) as error:
            durable.remove(path)  # nothing was done yet, so it can be called off
            raise StoreError(
                f"{FOLDER}: the batch could not be saved: {error}; nothing was changed"
            ) from error
        return path

    def _carry_out(self, intent: Intent, path: Path) -> tuple[list[Annotation], list[steps.Conflict]]:
        result: list[Annotation] = []
        conflicts: list[steps.Conflict] = []
        try:
            for n, part in enumerate(intent.parts):
                with contextlib.suppress(NotFoundError, RefusedError):  # its article has become another since
                    done, late = self._annotations.commit(part.article_id, partial(_work, intent, n))
                    result.extend(done)
                    conflicts.extend(late)
        except StoreError as error:
            raise UnconfirmedError(f"the batch is kept and is finished at the next start: {error}") from error
        durable.remove(path)
        return result, conflicts

    def _finish(self) -> int:
        done = 0
        for path in self.pending():
            try:
                data = durable.read(path)
                intent = msgspec.convert(envelope.unseal(data or b"")["intent"]["1"], Intent)
            except (envelope.Broken, msgspec.MsgspecError, KeyError):
                # It is synced before its first part is done, so nothing rests on it.
                with contextlib.suppress(OSError):
                    self._place.set_aside(path)
                    durable.remove(path)
                continue
            except (OSError, envelope.Newer) as error:
                raise StoreError(f"{path}: a batch cannot be finished: {error}") from error
            self._carry_out(intent, path)
            done += 1
        return done

    @contextlib.contextmanager
    def locked(self) -> Iterator[None]:
        """Hold the lock of batches: none is under way. Raises StoreError."""
        with self._place.held(LOCK):
            self._holder = threading.get_ident()
            try:
                yield
            finally:
                self._holder = None


def _needed(part: Part) -> list[str]:
    return [a.uid for a in part.annotations] if part.what == "edit" else list(part.uids)


def admitted_parts(store: PagedAnnotations, parts: Sequence[Part]) -> list[Part]:
    """The parts that do anything, their annotations as they may be stored. Raises RefusedError."""
    ready = []
    for part in parts:
        annotations = store.admitted(part.annotations)
        if any(a.target.article_id != part.article_id for a in annotations):
            raise RefusedError(
                f"a part of a batch is about {part.article_id}, and holds annotations of another"
            )
        if annotations or part.uids:
            ready.append(msgspec.structs.replace(part, annotations=annotations))
    return ready


def carry_out(
    page: Page, part: Part, hand: steps.Hand, copies: Sequence[str]
) -> tuple[Change, tuple[list[Annotation], list[steps.Conflict]]]:
    """A part as a change of its page; `copies` are uids for edits that come too late."""
    match part.what:
        case "insert":
            change, result = steps.insert(page, part.annotations, hand, part.label)
        case "edit":
            change, result, conflicts = steps.edit(page, part.annotations, hand, part.label, copies)
            return change, (result, conflicts)
        case "delete":
            change, result = steps.delete(page, part.uids, hand, part.label)
        case "restore":
            change, result = steps.restore(page, part.uids, hand)
    return change, (result, [])


def _work(intent: Intent, n: int, page: Page) -> tuple[Change, tuple[list[Annotation], list[steps.Conflict]]]:
    """Part `n` on its page, unless its step is in the page's history already."""
    part, hand = intent.parts[n], intent.hands[n]
    if any(step.op_id == hand.op_id for step in page.steps):
        return Change(), ([], [])
    return carry_out(page, part, hand, intent.copies[n])
