"""The steps an analyst can take on one article, as pure functions from a page to a change.

No file and no clock here, so that every back-end that keeps pages has the same undo, the same
history and the same answer to two people editing one note.
"""

from collections.abc import Iterable, Sequence
from typing import Any, Literal

import msgspec

from briefing.model.annotation import Annotation, Provenance
from briefing.store.page import Change, Page
from briefing.store.protocol import NotFoundError, Operation, ReadingState, RefusedError

# How much of its past an article's file keeps; the last step is kept whatever its size.
STEPS_KEPT = 100
STEP_BYTES_KEPT = 128 * 1024

What = Literal["insert", "edit", "delete", "restore", "state"]
_FLAGS = ("read", "starred", "later")
_NOT_CONTENT = {"rev", "modified", "uid"}
_NOT_SAME = {"rev", "modified", "generator"}
_LABELS = {"insert": "added", "edit": "edited", "delete": "deleted", "restore": "restored"}


class Hand(msgspec.Struct, frozen=True):
    """Who acts, when, and the identity of the step."""

    at: str
    by: str
    op_id: str


class Conflict(msgspec.Struct, frozen=True):
    """An annotation as the store holds it, and the caller's words kept beside it."""

    theirs: Annotation
    kept: Annotation


def insert(
    page: Page, annotations: Sequence[Annotation], hand: Hand, label: str
) -> tuple[Change, list[Annotation]]:
    """New annotations. Those that are there already, with the same content, are left alone."""
    new: dict[str, Annotation] = {}
    result = []
    for annotation in annotations:
        there = page.annotations.get(annotation.uid) or new.get(annotation.uid)
        if there is None:
            new[annotation.uid] = there = msgspec.structs.replace(annotation, rev=1)
        elif not same(there, annotation):
            raise RefusedError(f"annotation {annotation.uid}: there is another one with this uid")
        result.append(there)
    return _step(page, hand, "insert", label, [], list(new.values())), result


def edit(
    page: Page, annotations: Sequence[Annotation], hand: Hand, label: str, new_uids: Sequence[str]
) -> tuple[Change, list[Annotation], list[Conflict]]:
    """Edits by `rev`. `new_uids` (one for each) are for copies of what came too late."""
    before, after, result, conflicts = [], [], [], []
    for annotation, uid in zip(annotations, new_uids, strict=True):
        current = _of(page, annotation.uid)
        if same(current, annotation):
            result.append(current)
        elif current.rev == annotation.rev:
            edited = msgspec.structs.replace(annotation, rev=current.rev + 1, modified=hand.at)
            before.append(current)
            after.append(edited)
            result.append(edited)
        else:
            kept = beside(annotation, uid, hand)
            after.append(kept)
            conflicts.append(Conflict(theirs=current, kept=kept))
    return _step(page, hand, "edit", label, before, after), result, conflicts


def beside(annotation: Annotation, uid: str, hand: Hand) -> Annotation:
    """The caller's version of an annotation that another has changed, as an annotation of its own."""
    provenance = annotation.provenance or Provenance()
    return msgspec.structs.replace(
        annotation,
        uid=uid,
        rev=1,
        created=hand.at,
        modified=hand.at,
        creator=hand.by,
        deleted_at=None,
        provenance=msgspec.structs.replace(provenance, via=f"conflict:{annotation.uid}"),
    )


def delete(page: Page, uids: Iterable[str], hand: Hand, label: str) -> tuple[Change, list[Annotation]]:
    """Tombstones. What lies in the trash already is left as it is."""
    return _bury(page, uids, hand, "delete", label, hand.at)


def restore(page: Page, uids: Iterable[str], hand: Hand) -> tuple[Change, list[Annotation]]:
    """Out of the trash. What is not in it is left as it is."""
    return _bury(page, uids, hand, "restore", "", None)


def _bury(
    page: Page, uids: Iterable[str], hand: Hand, what: What, label: str, deleted_at: str | None
) -> tuple[Change, list[Annotation]]:
    before, after, result = [], [], []
    for uid in dict.fromkeys(uids):
        current = _of(page, uid)
        if (current.deleted_at is None) == (deleted_at is None):
            result.append(current)
            continue
        changed = msgspec.structs.replace(
            current, deleted_at=deleted_at, rev=current.rev + 1, modified=hand.at
        )
        before.append(current)
        after.append(changed)
        result.append(changed)
    return _step(page, hand, what, label, before, after), result


def settle(page: Page, annotations: Sequence[Annotation]) -> tuple[Change, list[Annotation]]:
    """New anchors for annotations that are as the caller read them. No step: the machine's work."""
    changed, result = [], []
    for annotation in annotations:
        current = _of(page, annotation.uid)
        if current.rev == annotation.rev and current.anchor != annotation.anchor:
            current = msgspec.structs.replace(current, anchor=annotation.anchor)
            changed.append(current)
        result.append(current)
    return Change(annotations=changed), result


def set_state(page: Page, state: ReadingState, hand: Hand, label: str) -> Change:
    """The reading state; a step where a flag changes."""
    if all(getattr(page.state, flag) == getattr(state, flag) for flag in _FLAGS):
        return Change(state=state)
    words = [
        ("" if getattr(state, f) else "not ") + f
        for f in _FLAGS
        if getattr(state, f) != getattr(page.state, f)
    ]
    operation = Operation(
        op_id=hand.op_id, at=hand.at, by=hand.by, what="state", label=label or f"marked {', '.join(words)}",
        before=[], after=[], state_before=page.state, state_after=state,
    )  # fmt: skip
    return _with_step(page, operation, Change(state=state))


# ── undo and redo ────────────────────────────────────────────────────────────────────────────
def undo(page: Page, hand: Hand) -> tuple[Change, Operation] | None:
    """Take back the last step that stands."""
    standing = [step for step in page.steps if not step.undone]
    if not standing:
        return None
    step = standing[-1]
    marked = msgspec.structs.replace(step, undone=True, undone_at=hand.at, undone_by=hand.by)
    return _play(page, step, marked, hand, backwards=True), marked


def redo(page: Page, hand: Hand) -> tuple[Change, Operation] | None:
    """Take the step again that was taken back last: the first undone one behind all that stand."""
    waiting = [step for step in page.steps if step.undone and not step.dropped]
    if not waiting:
        return None
    step = waiting[0]
    marked = msgspec.structs.replace(step, undone=False, undone_at=None, undone_by=None)
    return _play(page, step, marked, hand, backwards=False), marked


def _play(page: Page, step: Operation, marked: Operation, hand: Hand, *, backwards: bool) -> Change:
    """The step's own differences, put upon what is there now.

    Only fields that the step itself changed go back, so that what was written since by other means
    (an anchor in a new version, another window) stays. What a step added goes to the trash.
    """
    source, goal = (step.after, step.before) if backwards else (step.before, step.after)
    wanted = {a.uid: a for a in goal}
    had = {a.uid: a for a in source}
    changed = []
    for uid in dict.fromkeys([*had, *wanted]):
        current = page.annotations.get(uid)
        if current is None:
            continue
        if uid not in wanted:
            fields: dict[str, Any] = {"deleted_at": current.deleted_at or hand.at}
        elif uid not in had:
            fields = {"deleted_at": wanted[uid].deleted_at}
        else:
            fields = _differences(had[uid], wanted[uid])
        changed.append(msgspec.structs.replace(current, **fields, rev=current.rev + 1, modified=hand.at))
    state = None
    if step.state_before is not None and step.state_after is not None:
        flags = step.state_before if backwards else step.state_after
        state = msgspec.structs.replace(page.state, **{flag: getattr(flags, flag) for flag in _FLAGS})
    return Change(annotations=changed, steps=[marked], state=state)


def _differences(have: Annotation, want: Annotation) -> dict[str, Any]:
    return {
        name: getattr(want, name)
        for name in Annotation.__struct_fields__
        if name not in _NOT_CONTENT and getattr(want, name) != getattr(have, name)
    }


# ── shared ───────────────────────────────────────────────────────────────────────────────────
def _of(page: Page, uid: str) -> Annotation:
    try:
        return page.annotations[uid]
    except KeyError:
        raise NotFoundError(f"annotation {uid}: there is none in this article") from None


def same(one: Annotation, other: Annotation) -> bool:
    """Whether two states of an annotation say the same, however often and when they were saved."""
    return all(
        getattr(one, name) == getattr(other, name)
        for name in Annotation.__struct_fields__
        if name not in _NOT_SAME
    )


def _step(
    page: Page, hand: Hand, what: What, label: str, before: list[Annotation], after: list[Annotation]
) -> Change:
    if not after:
        return Change()
    if not label:
        kinds = {a.kind for a in after}
        label = f"{kinds.pop() if len(kinds) == 1 else 'annotations'} {_LABELS[what]}"
    operation = Operation(
        op_id=hand.op_id, at=hand.at, by=hand.by, what=what, label=label, before=before, after=after
    )
    return _with_step(page, operation, Change(annotations=after))


def _with_step(page: Page, operation: Operation, change: Change) -> Change:
    """Add a step: what was undone can no longer be redone, and the oldest fall to the bound."""
    closed = [
        msgspec.structs.replace(step, dropped=True) for step in page.steps if step.undone and not step.dropped
    ]
    kept, size = 1, len(msgspec.json.encode(operation))
    for step in reversed(page.steps):
        size += len(msgspec.json.encode(step))
        if kept >= STEPS_KEPT or size > STEP_BYTES_KEPT:
            break
        kept += 1
    forgotten = {step.op_id for step in page.steps[: len(page.steps) - (kept - 1)]}
    change.forgotten = forgotten
    change.steps = [*(s for s in closed if s.op_id not in forgotten), operation]
    return change
