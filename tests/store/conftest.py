"""Three back-ends, one suite: every test that asks for `windows` runs over each."""

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from briefing.store.home import open_home
from briefing.store.memory import MemoryAnnotations
from briefing.store.protocol import AnnotationStore

Windows = Callable[[str], AnnotationStore]


@pytest.fixture
def home(tmp_path: Path):
    opened = open_home(tmp_path / "home", creator="ana")
    yield opened
    opened.close()


@pytest.fixture(params=["files", "memory", "desk"])
def windows(request: pytest.FixtureRequest, tmp_path: Path):
    """Opens one more window on the same collection, signed by the name given.

    At the desk all of them are one login role's, because undo and the reading state are a role's own.
    """
    homes: list[Any] = []
    pages: dict[str, bytes] = {}
    if request.param == "desk":
        cluster = request.getfixturevalue("postgres")
        cluster.empty()

    def another(creator: str) -> AnnotationStore:
        if request.param == "desk":
            from briefing.desk.annotations import DeskAnnotations
            from briefing.desk.server import Server

            homes.append(Server(cluster.address(user="ana")))
            return DeskAnnotations(homes[-1], creator=creator, generator="briefing/test")
        if request.param == "memory":
            return MemoryAnnotations(creator=creator, pages=pages)
        homes.append(open_home(tmp_path / "home", creator=creator))
        return homes[-1].annotations

    yield another
    for opened in homes:
        opened.close()


@pytest.fixture
def store(windows: Windows) -> AnnotationStore:
    return windows("ana")
