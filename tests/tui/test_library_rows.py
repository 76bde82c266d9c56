"""A row of the library says who else carries its story, however narrow its column is."""

import pytest

from briefing.store.library import following
from briefing.store.protocol import ReadingState
from briefing.tui.rows.library import LibraryRows
from briefing.tui.widgets.itemlist import ItemList
from briefing.workspace import ArticleRow, Workspace
from tests.tui.support import HandProcess, opened


@pytest.mark.parametrize(
    ("site", "outlets", "cells", "shown"),
    [
        ("The Lantern", ["The Lantern", "Skerry Press", "Radio Sund"], 100, "The Lantern +2"),
        ("The Greater Sound Courier", ["The Greater Sound Courier", "The Gull"], 80, "The Greater… +1"),
        ("The Gull", [], 100, "The Gull  "),
    ],
)
def test_the_outlets_of_a_story(site: str, outlets: list[str], cells: int, shown: str) -> None:
    rows = LibraryRows(1, "", lambda page: None)
    row = ArticleRow(
        "sha256:1",
        "Ferries stop",
        site,
        "2031-05-14",
        "2031-05-14",
        "en",
        3,
        2,
        0,
        ReadingState(),
        outlets=outlets,
    )
    rows.take(0, [row])
    line = "".join(text for text, _ in rows.runs(0, cells))
    assert shown in line
    assert "Ferries stop" in line


async def test_a_library_that_is_made_anew_says_how_far_it_is(
    workspace: Workspace, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(following, "BATCH", 2)
    workspace.close()
    (workspace.settings.home / "library.sqlite3").unlink()
    workspace = Workspace(workspace.settings)
    workspace._process = HandProcess()  # type: ignore[assignment]
    told: list[str] = []
    drawn = ItemList.redraw

    def redraw(items: ItemList) -> None:
        told.append(items.rows.empty)
        drawn(items)

    monkeypatch.setattr(ItemList, "redraw", redraw)
    async with opened(workspace, start=None) as hand:
        assert len(hand.screen.rows) == 3
    files = [words for words in told if "files are taken in" in words]
    assert files[0].startswith("opening the library… 2 of ")
    assert len(files) == len(set(files))
    workspace.close()
