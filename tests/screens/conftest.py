"""What all pictures share: nothing moves, no hand hesitates, and nothing is waited for twice."""

import pytest

from briefing.commands import reader
from tests.tui.support import idle


@pytest.fixture(autouse=True)
def _still(monkeypatch: pytest.MonkeyPatch) -> None:
    """The scripts `settle`; that is all the waiting there is."""
    monkeypatch.setattr(reader, "COUNT_WINDOW", -1.0)
    monkeypatch.setenv("TEXTUAL_ANIMATIONS", "none")
    monkeypatch.setattr("textual.app.wait_for_idle", idle)
    monkeypatch.setattr("textual.pilot.wait_for_idle", idle)
