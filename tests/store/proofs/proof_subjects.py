"""What a proof is run against: our store, and TinyDB's own storage to see that the proof can fail.

A subject keeps a list of texts in a folder. What a method returns from counts as acknowledged.
"""

import contextlib
from collections.abc import Callable
from pathlib import Path
from typing import Protocol

from make_records import A, B, note
from msgspec.structs import replace
from tinydb import TinyDB

from briefing.model.annotation import Body
from briefing.store.home import open_home
from briefing.store.intents import Part
from briefing.store.protocol import ConflictError, StoreError


class Subject(Protocol):
    """A list of texts with a disk under it. Positions count what is not deleted, oldest first."""

    errors: tuple[type[BaseException], ...]  # what it may raise to say that it could not

    def insert(self, text: str) -> None: ...
    def edit(self, position: int, text: str) -> None: ...
    def delete(self, position: int) -> None: ...
    def texts(self) -> list[str]: ...
    def close(self) -> None: ...


class Ours:
    """briefing's store, with one article."""

    errors = (StoreError,)

    def __init__(self, folder: Path) -> None:
        self.home = open_home(folder / "home", creator="ana")
        self.store = self.home.annotations

    def insert(self, text: str) -> None:
        self.store.insert([note(text)])

    def edit(self, position: int, text: str) -> None:
        chosen = self.store.annotations(A)[position]
        # The words of a conflict are kept, so that it counts as acknowledged.
        with contextlib.suppress(ConflictError):
            self.store.edit([replace(chosen, body=Body(text))])

    def delete(self, position: int) -> None:
        self.store.delete(A, [self.store.annotations(A)[position].uid])

    def batch(self, text: str) -> None:
        parts = [
            Part(A, "insert", [note(text)], label="batch"),
            Part(B, "insert", [note(text, on=B)], label="batch"),
        ]
        self.home.batches.apply(parts)

    def batches(self, article: str) -> int:
        """How many batches the article's history holds."""
        return sum(step.label == "batch" for step in self.store.history(article))

    def undo(self) -> None:
        self.store.undo(A)

    def redo(self) -> None:
        self.store.redo(A)

    def texts(self, article: str = A) -> list[str]:
        return [a.body.text for a in self.store.annotations(article)]

    def close(self) -> None:
        self.home.close()


class Plain:
    """TinyDB as it comes: JSONStorage, one file."""

    errors = (OSError,)

    def __init__(self, folder: Path) -> None:
        (folder / "home").mkdir(parents=True, exist_ok=True)
        self.db = TinyDB(folder / "home" / "db.json")

    def insert(self, text: str) -> None:
        self.db.insert({"text": text})

    def edit(self, position: int, text: str) -> None:
        self.db.update({"text": text}, doc_ids=[self.db.all()[position].doc_id])

    def delete(self, position: int) -> None:
        self.db.remove(doc_ids=[self.db.all()[position].doc_id])

    def texts(self) -> list[str]:
        return [d["text"] for d in self.db.all()]

    def close(self) -> None:
        self.db.close()


Opener = Callable[[Path], Subject]
SUBJECTS: dict[str, Opener] = {"ours": Ours, "tinydb": Plain}
