"""A library of three fictional articles for every test of the screens."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from briefing.workspace import Workspace
from tests.tui.support import make_workspace


@pytest.fixture
def workspace(tmp_path: Path) -> Iterator[Workspace]:
    """A home of its own, with briefs."""
    made = make_workspace(tmp_path / "home")
    yield made
    made.close()
