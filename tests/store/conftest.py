"""Two back-ends, one suite: every test that asks for `windows` runs over each."""

from collections.abc import Callable
from pathlib import Path

import pytest

from briefing.store.home import Home, open_home
from briefing.store.memory import MemoryAnnotations
from briefing.store.protocol import AnnotationStore

Windows = Callable[[str], AnnotationStore]


@pytest.fixture
def home(tmp_path: Path):
    opened = open_home(tmp_path / "home", creator="ana")
    yield opened
    opened.close()


@pytest.fixture(params=["files", "memory"])
def windows(request: pytest.FixtureRequest, tmp_path: Path):
    """Opens one more window on the same collection, signed by the name given."""
    homes: list[Home] = []
    pages: dict[str, bytes] = {}

    def another(creator: str) -> AnnotationStore:
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
