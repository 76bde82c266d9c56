"""A row of the library says who else carries its story, however narrow its column is."""

import pytest

from briefing.store.protocol import ReadingState
from briefing.tui.rows.library import LibraryRows
from briefing.workspace import ArticleRow


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
