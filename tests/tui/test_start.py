"""The start: what is left for later is there when it is needed."""

import gc
from collections import Counter
from collections.abc import Callable
from pathlib import Path

import pytest
from textual.app import App
from textual.strip import Strip

from briefing.resources import styles_path
from briefing.tui.app import LATER_STYLES, STYLES, BriefingApp
from briefing.tui.text.pane import TextPane
from briefing.tui.widgets.itemlist import ItemList
from briefing.workspace import Workspace
from tests.tui.support import opened


def _read(app: App[int]) -> set[str]:
    """The style sheets that are in force."""
    return {Path(path).name for path, _ in app.stylesheet.source if path.endswith(".tcss")}


def test_every_style_sheet_is_read_at_some_time() -> None:
    assert {*STYLES, *LATER_STYLES} == {path.name for path in styles_path().glob("*.tcss")}


async def test_a_prompt_at_once_brings_the_styles_that_the_first_screen_did_without(
    workspace: Workspace,
) -> None:
    async with opened(workspace, size=(80, 24)) as hand:
        app = hand.app
        assert "dialogs.tcss" not in _read(app)
        await hand.keys(":")
        assert _read(app) == {*STYLES, *LATER_STYLES}
        prompt = hand.screen.prompt()
        assert prompt.region.height == 1
        assert prompt.region.bottom == 24
        await hand.keys("escape")


async def test_a_screen_at_once_too(workspace: Workspace) -> None:
    async with opened(workspace, size=(80, 24)) as hand:
        assert "dialogs.tcss" not in _read(hand.app)
        await hand.keys("?")
        assert hand.screen.query_one("#picker").styles.border.top[0] == "round"
        await hand.keys("escape")


async def test_left_alone_the_styles_are_read_before_they_are_needed(
    workspace: Workspace, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("briefing.tui.app.IDLE", 0.01)
    app = BriefingApp(workspace)
    async with app.run_test() as pilot:
        await pilot.pause(0.1)
        assert _read(app) == {*STYLES, *LATER_STYLES}
    app.jobs.close()


async def test_garbage_is_looked_for_often_and_little_at_a_time(workspace: Workspace) -> None:
    async with opened(workspace, size=(80, 24)):
        assert gc.isenabled()
        assert gc.get_threshold()[0] <= 10_000


@pytest.mark.parametrize("size", [(80, 24), (120, 40)])
@pytest.mark.parametrize("start", ["Night boats", None])
async def test_the_first_frame_is_drawn_once_with_what_it_is_to_show(
    workspace: Workspace, monkeypatch: pytest.MonkeyPatch, size: tuple[int, int], start: str | None
) -> None:
    drawn: Counter[tuple[str | None, int]] = Counter()
    for kind in (ItemList, TextPane):
        draw = kind.render_line

        def counted(widget: ItemList | TextPane, y: int, draw: Callable[..., Strip] = draw) -> Strip:
            drawn[widget.id, y] += 1
            return draw(widget, y)

        monkeypatch.setattr(kind, "render_line", counted)
    async with opened(workspace, start, size) as hand:
        assert "Night boats" in hand.shown()
        assert drawn
        assert {place: n for place, n in drawn.items() if n > 1} == {}
