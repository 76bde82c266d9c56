"""A kill at every moment of an import: what was acknowledged is there, nothing is half, and a second import completes it.

A forked child takes things in and dies by its own hand at the n-th call that changes the disk, or in the midst
of the n-th transaction of the index; n = 1, 2, … until the import comes through. The parent looks at what was
left, imports again, and compares with an import that nothing interrupted.
"""

import contextlib
import os
import shutil
import signal
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any
from unittest import mock

import msgspec

from briefing.config import Settings
from briefing.model.filter import EVERYTHING
from briefing.store.library.database import Database
from briefing.workspace import Workspace

CHANGING = ("write", "fsync", "link", "replace", "unlink", "mkdir")
Acknowledge = Callable[[str], None]
# What is taken in: given the workspace, the folder that its sources lie in, and whom to tell of each thing kept.
Import = Callable[[Workspace, Path, Acknowledge], None]


def opened(place: Path) -> Workspace:
    return Workspace(Settings(home=place, creator="ana"))


class Death:
    """SIGKILL at the n-th moment; counts the moments."""

    def __init__(self, root: Path, at: int) -> None:
        self.root, self.at, self.count = os.fspath(root), at, 0

    def moment(self) -> None:
        self.count += 1
        if self.count == self.at:
            os.kill(os.getpid(), signal.SIGKILL)

    @contextlib.contextmanager
    def near(self) -> Iterator[None]:
        def deadly(real: Callable[..., Any]) -> Callable[..., Any]:
            def call(*arguments: Any, **named: Any) -> Any:
                if isinstance(arguments[0], int) or os.fspath(arguments[0]).startswith(self.root):
                    self.moment()
                return real(*arguments, **named)

            return call

        transaction = Database._transaction

        def interrupted(database: Database, work: Callable[[Any], Any]) -> Any:
            def dying(db: Any) -> Any:
                result = work(db)
                self.moment()  # all written, and not committed
                return result

            return transaction(database, dying)

        with contextlib.ExitStack() as stack:
            for name in CHANGING:
                stack.enter_context(mock.patch.object(os, name, deadly(getattr(os, name))))
            stack.enter_context(mock.patch.object(Database, "_transaction", interrupted))
            yield


def content(place: Path) -> dict[str, Any]:
    """All that a home holds, without what differs between two runs: instants, identities, signatures."""
    workspace = opened(place)
    with contextlib.closing(workspace):
        home = workspace.home
        notes = {}
        for page in home.annotations.articles_with_annotations():
            found = home.annotations.annotations(page)
            assert len({note.uid for note in found}) == len(found)
            notes[page] = sorted(
                (
                    note.kind, note.body.text, tuple(note.body.tags), note.target.version_id,
                    (note.anchor.version_id, note.anchor.start, note.anchor.state) if note.anchor else (),
                )
                for note in found
            )  # fmt: skip
        stories = [home.stories.named(name) for name in home.stories.names()]
        rows = home.library.select(EVERYTHING, 0, 10_000, copies=True)
        return {
            "articles": [home.articles.load(identity).id for identity in home.articles.ids()],
            "stories": {s.url: [v.article_id for v in s.versions] for s in stories if s},
            "notes": notes,
            "feeds": [(f.url, sorted(f.seen), f.etag) for f in workspace.feeds()],
            "listed": sorted((row.article_id, row.story, row.notes) for row in rows),
            "found": sorted(n.annotation.body.text for n in home.library.notes(EVERYTHING, 0, 10_000)),
            "problems": home.library.problems(),
        }


def acknowledged_before_death(bring: Import, place: Path, sources: Path, at: int) -> list[str] | None:
    """What the child said before it died at moment `at`; None where it came through."""
    reading, writing = os.pipe()
    child = os.fork()
    if child == 0:
        try:
            os.close(reading)
            tell = os.write  # not a moment of its own
            with Death(place, at).near():
                workspace = opened(place)
                bring(workspace, sources, lambda what: tell(writing, f"{what}\n".encode()) and None)
                workspace.close()
            os._exit(0)
        finally:
            os._exit(99)
    os.close(writing)
    said = b""
    while chunk := os.read(reading, 1 << 16):
        said += chunk
    os.close(reading)
    status = os.waitstatus_to_exitcode(os.waitpid(child, 0)[1])
    assert status in (0, -signal.SIGKILL), f"the import failed by itself: {status}"
    return said.decode().split("\n")[:-1] if status else None


def prove(bring: Import, origin: Path, sources: Path, folder: Path, *, stride: int = 1) -> dict[str, Any]:
    """Kill at each `stride`-th moment; every difference is listed in `wrong`."""
    straight = folder / "straight"
    shutil.copytree(origin, straight)
    with contextlib.closing(opened(straight)) as workspace:
        bring(workspace, sources, lambda what: None)
    whole = content(straight)
    result: dict[str, Any] = {"kills": 0, "acknowledged": 0, "wrong": []}
    for at in range(min(stride, 7), 100_000, stride):  # the first calls make folders
        place = folder / f"{at}"
        shutil.copytree(origin, place)
        said = acknowledged_before_death(bring, place, sources, at)
        if said is None:
            break
        result["kills"] += 1
        result["acknowledged"] += len(said)
        left = content(place)
        kept = {*left["articles"], *left["found"]}
        wrong = [f"lost: {what}" for what in said if what not in kept]
        listed = {row[0] for row in left["listed"]}
        listed.update(version for versions in left["stories"].values() for version in versions[:-1])
        wrong += [f"in no list: {a}" for a in left["articles"] if a not in listed]
        again: list[str] = []
        with contextlib.closing(opened(place)) as workspace:
            bring(workspace, sources, again.append)
        after = content(place)
        wrong += [f"{k}: {after[k]} is not {whole[k]}" for k in whole if after[k] != whole[k]]
        with contextlib.closing(opened(place)) as workspace:  # and a third adds nothing
            bring(workspace, sources, again.append)
        if content(place) != after:
            wrong.append("the third import changed something")
        result["wrong"] += [f"kill {at}: {line}" for line in wrong]
        shutil.rmtree(place)
    return result


def as_json(value: Any) -> bytes:
    return msgspec.json.encode(value)
