"""What a local store and a desk agreed on last: which revision of each note here is which one there."""

import threading
from collections.abc import Iterable

import msgspec

from briefing.model.annotation import Annotation
from briefing.store.identity import key_of
from briefing.store.layout import SINGLES, SINGLES_LOCK
from briefing.store.place import Place
from briefing.store.protocol import ReadingState
from briefing.store.tinyfile import TinyFile

FOLDER = "desk"
AWAY = "away.json"


class Agreed(msgspec.Struct, frozen=True):
    """The `rev` of a note here and at the desk when both said the same."""

    uid: str
    here: int
    there: int


class AgreedState(msgspec.Struct, frozen=True):
    """The reading state that both had."""

    uid: str  # "state": the key of its document
    state: ReadingState


class Ledger:
    """`desk/<hh>/<article>.json`: a table for each desk, a document for each note."""

    def __init__(self, place: Place, desk: str) -> None:
        """`desk` is the desk's identity (see DeskStores.identity)."""
        self._place = place
        self._notes, self._states = f"notes {desk}", f"state {desk}"

    def _file(self, story: str) -> TinyFile:
        key = key_of(story)
        return TinyFile(self._place, self._place.home / FOLDER / key[:2] / f"{key}.json", key[:2], story)

    def of(self, story: str) -> tuple[dict[str, Agreed], ReadingState]:
        """What was agreed on for a story, by uid, and its reading state."""
        tables = self._file(story).read()
        notes = msgspec.convert(list(tables.get(self._notes, {}).values()), list[Agreed])
        states = msgspec.convert(list(tables.get(self._states, {}).values()), list[AgreedState])
        return {a.uid: a for a in notes}, states[0].state if states else ReadingState()

    def keep(self, story: str, notes: Iterable[Agreed], state: ReadingState | None = None) -> None:
        """Keep what was agreed on, durably."""
        rows = [msgspec.to_builtins(a) for a in notes]
        if not rows and state is None:
            return
        with self._file(story).commit() as database:
            database.rows(self._notes).put("uid", rows)
            if state is not None:
                database.rows(self._states).replace(msgspec.to_builtins(AgreedState("state", state)))


class Touched(msgspec.Struct, frozen=True):
    """Something that was changed while the desk was away."""

    what: str  # story, article or ratings
    key: str

    @property
    def name(self) -> str:
        """Its key in the table."""
        return f"{self.what} {self.key}"


class Away:
    """`away.json`: what must go to the desk when it is back."""

    def __init__(self, place: Place) -> None:
        self._file = TinyFile(place, place.home / AWAY, SINGLES_LOCK, SINGLES[AWAY])
        self._known: set[Touched] | None = None
        self._guard = threading.Lock()

    def all(self) -> set[Touched]:
        """Everything that waits."""
        if self._known is None:
            rows = self._file.read().get("touched", {}).values()
            self._known = {Touched(row["what"], row["key"]) for row in rows}
        return set(self._known)

    def add(self, touched: Touched) -> None:
        """Keep in mind, durably."""
        with self._guard:
            if touched in self.all():
                return
            with self._file.commit() as database:
                database.rows("touched").put("name", [{"name": touched.name, **msgspec.to_builtins(touched)}])
            self._known = self.all() | {touched}

    def drop(self, touched: Iterable[Touched]) -> None:
        """It has gone to the desk."""
        done = set(touched)
        if done:
            with self._guard, self._file.commit() as database:
                database.rows("touched").drop("name", {t.name for t in done})
                self._known = self.all() - done


def at_story(annotation: Annotation, story: str) -> Annotation:
    """The annotation as it lies with that first version: the two stores may know different ones."""
    if annotation.target.article_id == story:
        return annotation
    target = msgspec.structs.replace(annotation.target, article_id=story)
    return msgspec.structs.replace(annotation, target=target)
