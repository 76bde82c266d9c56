"""Briefs made beside the screen, stopped, and queries kept under a name."""

import threading
from pathlib import Path
from typing import Any

from briefing.extract.client import ExtractionError
from briefing.model.article import Article
from briefing.model.brief import Brief
from briefing.tui.app import BriefingApp
from briefing.workspace import Workspace
from tests.tui.support import Hand, HandProcess, brief_of, covers, opened, settle


class SlowProcess(HandProcess):
    """Works until it is let go or ended, as a process does."""

    def __init__(self) -> None:
        super().__init__()
        self.asked: list[str] = []
        self.go = threading.Event()
        self.ended = False

    def extract(self, article: Article, progress: Any = None) -> Brief:
        """The brief, once it is let go."""
        self.asked.append(article.title or "")
        self.ended = False
        self.go.wait(10)
        if self.ended:
            raise ExtractionError("the extraction process ended unexpectedly")
        return brief_of(article)

    def close(self) -> None:
        """End what is being made."""
        self.ended = True
        self.go.set()


def _bare(workspace: Workspace, folder: Path, count: int) -> SlowProcess:
    """A process that waits, and articles without a brief."""
    process = SlowProcess()
    workspace._process = process  # type: ignore[assignment]
    for n in range(count):
        source = folder / f"bell{n}.txt"
        source.write_text(f"Bell {n} of Marrow Quay rang, the sexton said.", encoding="utf-8")
        list(workspace.add([str(source)]))
    return process


async def test_what_is_shown_without_a_brief_gets_one(workspace: Workspace, tmp_path: Path) -> None:
    process = _bare(workspace, tmp_path, 3)
    process.go.set()
    async with opened(workspace, None) as hand:
        assert len(process.asked) == 3
        assert all(row.claims is not None for row in workspace.rows())
        assert "–" not in hand.shown()
        assert "briefs" not in hand.shown()


@covers("stop", "extract", "reload")
async def test_making_briefs_is_shown_and_stopped(workspace: Workspace, tmp_path: Path) -> None:
    process = _bare(workspace, tmp_path, 3)
    app = BriefingApp(workspace, None)
    async with app.run_test(size=(120, 40), notifications=True) as pilot:
        hand = Hand(pilot, workspace)
        while not process.asked:
            await pilot.pause(0.01)
        await pilot.pause(0.05)
        assert "briefs 0/3" in hand.shown()
        await pilot.press("ctrl+c")
        await settle(pilot)
        assert hand.said == "stopped"
        assert len(process.asked) == 1
        await hand.keys("j", "k")
        assert len(process.asked) == 1, "what was stopped does not begin again by itself"
        await hand.keys("ctrl+c")
        assert hand.said == "nothing is being made"
        process.go.clear()
        bare = next(row for row in workspace.rows() if row.claims is None)
        hand.screen.list.go_to(bare.article_id)
        await pilot.press("enter")
        while len(process.asked) < 2:
            await pilot.pause(0.01)
        await pilot.press("ctrl+c")
        await settle(pilot)
        assert hand.said == "stopped · E makes the brief"
        assert "no brief · E makes one" in hand.shown()
        process.go.set()
        await hand.keys("E")
        assert hand.said == "the brief is made"
        await hand.keys("q", "g.")
        assert all(row.claims is not None for row in workspace.rows())
    app.jobs.close()


@covers("save", "open")
async def test_a_query_is_saved_opened_and_given_up(workspace: Workspace) -> None:
    async with opened(workspace, None) as hand:
        await hand.line("filter site:wire")
        assert len(hand.screen.rows) == 1
        await hand.line("save wires")
        assert "saved" in hand.said
        await hand.keys("escape")
        assert len(hand.screen.rows) == 3
        await hand.keys(":")
        await hand.type("open w")
        await hand.keys("tab", "enter")
        assert len(hand.screen.rows) == 1
        assert hand.said == "wires: site:wire"
        await hand.line("open tides")
        assert "no query is saved as 'tides'; there are wires" in hand.said
        await hand.keys("escape", "gS")
        assert "No query is in force. Give up a saved one?" in hand.shown()
        await hand.keys("escape")
        assert workspace.saved_queries() == {"wires": "site:wire"}
        await hand.line("save wires")
        await hand.keys("enter")
        assert hand.said == "wires is given up · u takes it back"
        assert workspace.saved_queries() == {}
        await hand.keys("gS")
        assert hand.said == "no query in force to save · / sets one"
        await hand.keys("u")
        assert workspace.saved_queries() == {"wires": "site:wire"}
        await hand.keys("ctrl+r")
    assert workspace.saved_queries() == {}


@covers("save", "undo")
async def test_a_name_saved_anew_gives_its_former_query_back(workspace: Workspace) -> None:
    workspace.save_query("wires", "site:wire")
    async with opened(workspace, None) as hand:
        await hand.line("filter museum")
        await hand.keys("gS")
        await hand.type("wires")
        await hand.keys("enter")
        assert workspace.saved_queries() == {"wires": "museum"}
        await hand.keys("u")
        assert workspace.saved_queries() == {"wires": "site:wire"}
        assert hand.said == "undone: wires is saved as site:wire"


def test_saved_queries_outlive_the_program(workspace: Workspace) -> None:
    workspace.save_query("  late\nnews ", "newer:2031-05-01")
    again = Workspace(workspace.settings)
    assert again.saved_queries() == {"late news": "newer:2031-05-01"}
    again.close()
