"""Pictures of a story: claims unfolded, the timeline by months, the report."""

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from briefing.tui.app import BriefingApp
from briefing.workspace import Workspace
from tests.compare import bridge
from tests.screens.test_snapshots import _script
from tests.tui.support import make_workspace

PICTURES = {
    "claims": ((120, 40), ("gc", "enter", "j", "j")),
    "claims, small": ((80, 24), ("gc", "enter", "j")),
    "timeline by month, small": ((80, 24), ("gc", "3", "-", "-")),
    "report": ((80, 24), ("gc", "6")),
}


@pytest.fixture
def workspace(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Workspace]:
    """The story of the bridge."""
    monkeypatch.setattr("tests.tui.support.brief_of", bridge.brief_of)
    made = make_workspace(tmp_path / "home", bridge.ARTICLES)
    yield made
    made.close()


@pytest.mark.parametrize("picture", PICTURES)
def test_story(snap_compare: Any, workspace: Workspace, picture: str) -> None:
    size, steps = PICTURES[picture]
    app = BriefingApp(workspace)
    assert snap_compare(app, terminal_size=size, run_before=_script(workspace, *steps))
    app.jobs.close()
