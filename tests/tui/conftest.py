"""A library of three fictional articles for every test of the screens."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from briefing.commands import reader
from briefing.workspace import Workspace
from tests.tui.support import make_workspace


@pytest.fixture
def workspace(tmp_path: Path) -> Iterator[Workspace]:
    """A home of its own, with briefs."""
    made = make_workspace(tmp_path / "home")
    yield made
    made.close()


@pytest.fixture(autouse=True)
def _slow_hand(monkeypatch: pytest.MonkeyPatch) -> None:
    """Digits show panes: these tests press keys faster than a hand that means a pane would."""
    monkeypatch.setattr(reader, "COUNT_WINDOW", -1.0)
