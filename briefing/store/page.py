"""What one article's file holds, as data: annotations, steps, reading state. And what a change changes."""

from collections.abc import Callable
from typing import TYPE_CHECKING, Any

import msgspec

from briefing.model.annotation import Annotation
from briefing.store.envelope import Tables, meta_of
from briefing.store.protocol import Damage, Operation, ReadingState

if TYPE_CHECKING:
    from briefing.store.tables import Database

ANNOTATIONS, STEPS, STATE = "annotations", "ops", "state"


class Page(msgspec.Struct, frozen=True):
    """One article's annotations by uid, its steps in order, where its reader is, and its generation."""

    annotations: dict[str, Annotation]
    steps: list[Operation]
    state: ReadingState
    generation: int = 0
    damage: Damage | None = None

    def live(self) -> list[Annotation]:
        """What is not in the trash, by creation."""
        return self._sorted(lambda a: a.deleted_at is None)

    def trash(self) -> list[Annotation]:
        """What is, by creation."""
        return self._sorted(lambda a: a.deleted_at is not None)

    def _sorted(self, wanted: Callable[[Annotation], bool]) -> list[Annotation]:
        return sorted(filter(wanted, self.annotations.values()), key=lambda a: (a.created, a.uid))


class Change(msgspec.Struct):
    """What one step puts into the file and takes out of it."""

    annotations: list[Annotation] = []
    steps: list[Operation] = []
    forgotten: set[str] = set()  # op_ids that fall to the bound
    state: ReadingState | None = None


def page_of(tables: Tables) -> Page:
    """The page of a file's tables. Raises msgspec.ValidationError where a document is none of ours."""
    annotations = msgspec.convert(list(tables.get(ANNOTATIONS, {}).values()), list[Annotation])
    # Row numbers grow, and the last step is never forgotten, so they are the order even where clocks are not.
    rows = sorted(tables.get(STEPS, {}).items(), key=lambda row: int(row[0]))
    steps = msgspec.convert([document for _, document in rows], list[Operation])
    states = list(tables.get(STATE, {}).values())
    meta: dict[str, Any] = meta_of(tables)
    return Page(
        annotations={a.uid: a for a in annotations},
        steps=steps,
        state=msgspec.convert(states[0], ReadingState) if states else ReadingState(),
        generation=int(meta.get("generation", 0)),
        damage=msgspec.convert(meta["recovered"], Damage) if meta.get("recovered") else None,
    )


def changed(page: Page, change: Change) -> Page:
    """The page as it is once the change is written."""
    steps = {step.op_id: step for step in page.steps if step.op_id not in change.forgotten}
    steps.update((step.op_id, step) for step in change.steps)
    return Page(
        annotations=page.annotations | {a.uid: a for a in change.annotations},
        steps=list(steps.values()),
        state=change.state if change.state is not None else page.state,
        generation=page.generation + 1,
        damage=page.damage,
    )


def write_change(database: "Database", change: Change) -> None:
    """Put a change into the tables of an open transaction."""
    database.rows(ANNOTATIONS).put("uid", [msgspec.to_builtins(a) for a in change.annotations])
    steps = database.rows(STEPS)
    steps.drop("op_id", change.forgotten)
    steps.put("op_id", [msgspec.to_builtins(s) for s in change.steps])
    if change.state is not None:
        database.rows(STATE).replace(msgspec.to_builtins(change.state))
