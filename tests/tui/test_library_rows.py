"""A row of the library says who else carries its story, however narrow its column is, and shows the copies."""

from pathlib import Path

import pytest

from briefing.store.library import following
from briefing.store.protocol import ReadingState
from briefing.tui.jobs import Jobs
from briefing.tui.rows.library import LibraryRows
from briefing.tui.widgets.itemlist import ItemList
from briefing.workspace import ArticleRow, Workspace
from tests.tui.support import HandProcess, article_id, covers, make_workspace, opened

# One story of the Wire, carried by two others with a line of their own.
_STORY = " ".join(
    f"Ferry {n} of the Quill line lay at pier {n * 7 % 11} while crews number {n * 5 % 13} counted ropes."
    for n in range(1, 25)
)
CARRIED = [
    {"title": "Quill ferries stop", "text": _STORY, "site": "Harbour Wire", "published": "2031-05-14",
     "url": "https://wire.example/quill"},
    {"title": "No ferries today", "text": f"{_STORY} The Lantern adds a line.", "site": "The Lantern",
     "published": "2031-05-15", "url": "https://lantern.example/quill"},
    {"title": "Quill line at rest", "text": f"{_STORY} The Gull has a word.", "site": "The Gull",
     "published": "2031-05-16", "url": "https://gull.example/quill"},
    {"title": "Toll doubles", "text": "The toll on the Skerrow road doubles in June.", "site": "Oxmere Post",
     "published": "2031-05-12", "url": "https://post.example/toll"},
]  # fmt: skip


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
    monkeypatch.setattr(Jobs, "wait", lambda jobs, job: None)  # it takes longer than the screen waits
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


@covers("copies", "open", "toggle-read", "next-article")
async def test_the_copies_of_a_story_unfold_under_it(tmp_path: Path) -> None:
    workspace = make_workspace(tmp_path / "home", CARRIED)
    gull = article_id(workspace, "Quill ferries")
    gull = next(r.article_id for r in workspace.copies(gull) if r.site == "The Gull")
    async with opened(workspace, None, (80, 24)) as hand:
        assert "Harbour Wire +2" in hand.shown()
        assert "1/2 · F shows its copies" in hand.shown()
        await hand.keys("F")
        lines = [line.split() for line in hand.shown().splitlines() if line.strip()]
        assert lines[2][1:10] == ["15", "May", "2031", "└", "The", "Lantern", "No", "ferries", "today"]
        assert lines[3][1:11] == ["16", "May", "2031", "└", "The", "Gull", "Quill", "line", "at", "rest"]
        assert "Toll doubles" in " ".join(lines[4])
        assert "1/2" in hand.shown()
        assert "shows its copies" not in hand.shown()
        # A copy is an article: it is marked, opened, and read on from.
        await hand.keys("j", "j")
        assert "1/2" in hand.shown()
        await hand.keys("U")
        assert workspace.row(gull).state.read
        assert not hand.screen.rows.row(1).state.read
        await hand.keys("enter")
        assert hand.brief.article_id == gull
        await hand.keys("J")
        assert hand.brief.article_id == article_id(workspace, "Toll")
        await hand.keys("K", "q")
        assert hand.screen.current.article_id == gull
        # What was unfolded stays so when the list is read anew.
        await hand.keys("g.")
        assert hand.screen.current.article_id == gull
        assert len(hand.screen.rows) == 4
        await hand.keys("F")
        assert hand.screen.list.cursor == 0
        assert "└" not in hand.shown()
        await hand.keys("j")
        assert "2/2" in hand.shown()
        await hand.keys("F")
        assert hand.said == "no other outlet carries it"
    workspace.close()


def test_lines_and_places_with_copies_between() -> None:
    rows = LibraryRows(3, "", lambda page: None)
    rows.take(0, [_row(name) for name in "abc"])
    rows.unfold("c", [_row("c1")])
    rows.unfold("a", [_row("a1"), _row("a2")])
    assert [rows.key(n) for n in range(len(rows))] == ["a", "a1", "a2", "b", "c", "c1"]
    assert [rows.place(n) for n in range(len(rows))] == [0, 0, 0, 1, 2, 2]
    assert [rows.find(key) for key in ("a", "a2", "b", "c1", "d", None)] == [0, 2, 3, 5, None, None]
    assert [rows.head(n) for n in range(len(rows))] == ["a", "a", "a", None, "c", "c"]
    assert rows.set_state("a2", ReadingState(read=True))
    assert [rows.row(n).state.read for n in (0, 1, 2)] == [False, False, True]  # type: ignore[union-attr]
    for cells, words in ((50, "└ Gull · 14 May 2031"), (65, "└ Gull · Title"), (100, "└ Gull")):
        line = "".join(text for text, _ in rows.runs(1, cells))
        assert words in line
        assert len(line) == cells
    rows.unfold("a", [])
    assert [rows.key(n) for n in range(len(rows))] == ["a", "b", "c", "c1"]


def _row(article_id: str) -> ArticleRow:
    return ArticleRow(
        article_id,
        "Title",
        "Gull",
        "2031-05-14",
        "2031-05-14",
        "en",
        3,
        2,
        0,
        ReadingState(),
        outlets=["Gull"],
    )
