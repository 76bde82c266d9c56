"""Pictures of the main screens and states. After a change that is meant: pytest tests/screens --snapshot-update."""

import threading
from collections.abc import Callable, Iterator
from datetime import datetime
from pathlib import Path
from typing import Any

import pytest
from textual.pilot import Pilot

from briefing.model.annotation import Body
from briefing.tui.app import BriefingApp
from briefing.tui.rows import notes, versions
from briefing.tui.screens import storing
from briefing.workspace import Workspace
from tests.tui.support import BOATS, Hand, article_id, make_workspace, settle, span
from tests.tui.test_review import CHANGED, rewrite
from tests.tui.test_versions import SECOND

SIZES = [(80, 24), (120, 40)]
HARD = {
    "id": "hard",
    "title": "北港渡轮停航 — مرفأ الشمال 🚢👩‍👩‍👧 " + "Donaudampfschifffahrtsgesellschaft" * 3,
    "site": "Sehr lange Zeitung für Schifffahrt und Hafenwesen",
    "published": "2031-05-14",
    "text": "北港渡轮将于午夜停航，工会表示。「船体报告公布之前，任何船员都不会出航」，主席说。\n\n"
    "قالت النقابة إن العبّارات ستتوقف عند منتصف الليل.\n\n"
    "Emoji: 🚢 👩‍👩‍👧 🇬🇧 e\u0301 and a word " + "x" * 140 + " end.",
}


class _Clock(datetime):
    @classmethod
    def now(cls, tz: Any = None) -> "_Clock":
        return cls(2031, 5, 14, 14, 2)


@pytest.fixture
def workspace(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Workspace]:
    """The test library at a fixed time."""
    monkeypatch.setattr(notes, "moment", lambda stamp: "14:02")
    monkeypatch.setattr(storing, "datetime", _Clock)
    made = make_workspace(tmp_path / "home")
    yield made
    made.close()


def _script(workspace: Workspace, *steps: str) -> Callable[[Pilot[Any]], Any]:
    """Keys to press before the picture; `"words` is typed at once."""

    async def run(pilot: Pilot[Any]) -> None:
        await settle(pilot)
        hand = Hand(pilot, workspace)
        for step in steps:
            if step.startswith('"'):
                await hand.type(step[1:])
            else:
                await hand.keys(step)
        field = getattr(hand.screen.focused, "cursor_blink", None)
        if field is not None:
            hand.screen.focused.cursor_blink = False
        await settle(pilot)

    return run


STATES = {
    "library": (None, ()),
    "brief": ("Night boats", ()),
    "claim": ("Night boats", ("]c", "]c", "]c")),
    "claims": ("Night boats", ("3", "j", "j")),
    "narrowed": ("Night boats", ("2", "enter")),
    "note": ("Night boats", ("w", "v", "e", "a", '"who leads it?', "ctrl+s", "H", "5")),
    "editor": ("Night boats", ("a", '"It is likely, and probable, that the report waits.')),
    "help": ("Night boats", ("?",)),
    "grades": ("Night boats", ("3", "r")),
    "command line": ("Night boats", (":", '"next-')),
    "query error": (None, ("/", '"sitte:wire is:unread', "enter")),
    "undated": ("Skerrow", ()),
}


@pytest.mark.parametrize("size", SIZES, ids=lambda s: f"{s[0]}x{s[1]}")
@pytest.mark.parametrize("state", STATES)
def test_state(snap_compare: Any, workspace: Workspace, state: str, size: tuple[int, int]) -> None:
    title, steps = STATES[state]
    app = BriefingApp(workspace, article_id(workspace, title) if title else None)
    assert snap_compare(app, terminal_size=size, run_before=_script(workspace, *steps))
    app.jobs.close()


@pytest.mark.parametrize("size", SIZES, ids=lambda s: f"{s[0]}x{s[1]}")
def test_all_scripts_and_long_words(
    snap_compare: Any, workspace: Workspace, tmp_path: Path, size: tuple[int, int]
) -> None:
    other = make_workspace(tmp_path / "other" / "home", [HARD])
    app = BriefingApp(other, other.rows()[0].article_id)
    assert snap_compare(app, terminal_size=size, run_before=_script(other))
    app.jobs.close()
    other.close()


@pytest.mark.parametrize("size", SIZES, ids=lambda s: f"{s[0]}x{s[1]}")
@pytest.mark.parametrize(
    ("screen", "newer"), [("review", CHANGED), ("versions", SECOND)], ids=["review", "versions"]
)
def test_a_story_with_a_new_version(
    snap_compare: Any,
    workspace: Workspace,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    screen: str,
    newer: str,
    size: tuple[int, int],
) -> None:
    monkeypatch.setattr(versions, "moment", lambda stamp: "14:02")
    first = article_id(workspace)
    workspace.annotate(first, "note", span=span(BOATS, "did not reply"), body=Body("call her", ["todo"]))
    workspace.annotate(first, "question", span=span(BOATS, "could be delayed"), body=Body("by whom?"))
    app = BriefingApp(workspace, rewrite(workspace, tmp_path, newer))
    assert snap_compare(app, terminal_size=size, run_before=_script(workspace, ":", f'"{screen}', "enter"))
    app.jobs.close()


def test_empty_library(snap_compare: Any, workspace: Workspace, tmp_path: Path) -> None:
    other = make_workspace(tmp_path / "other" / "home", [])
    app = BriefingApp(other)
    assert snap_compare(app, terminal_size=(80, 24), run_before=_script(other))
    app.jobs.close()
    other.close()


def test_while_a_brief_is_made(snap_compare: Any, workspace: Workspace, tmp_path: Path) -> None:
    process = workspace._process
    go = threading.Event()
    inner = process.extract

    def slow(article: Any, progress: Any = None) -> Any:
        progress("reading the text")
        go.wait(10)
        return inner(article)

    process.extract = slow  # type: ignore[method-assign]
    source = tmp_path / "new.txt"
    source.write_text(BOATS.replace("Tuesday", "Monday"), encoding="utf-8")
    (added,) = workspace.add([str(source)])
    app = BriefingApp(workspace, added.article_id)

    async def before(pilot: Pilot[Any]) -> None:
        for _ in range(400):
            await pilot.pause(0.01)
            if getattr(app.screen, "extracting", "") == "reading the text":
                break
        await pilot.pause()

    assert snap_compare(app, terminal_size=(120, 40), run_before=before)
    go.set()
    app.jobs.close()


@pytest.mark.parametrize(
    "theme",
    [
        "briefing-light",
        *(pytest.param(t, marks=pytest.mark.slow) for t in ("briefing-contrast", "briefing-ansi", "nord")),
    ],
)
def test_themes(snap_compare: Any, workspace: Workspace, theme: str) -> None:
    app = BriefingApp(workspace, article_id(workspace))
    app.theme = theme
    assert span(BOATS, "denied").start
    assert snap_compare(app, terminal_size=(120, 40), run_before=_script(workspace, "]c", "]c", "]c"))
    app.jobs.close()


def test_the_library_beside_a_brief(snap_compare: Any, workspace: Workspace) -> None:
    app = BriefingApp(workspace, article_id(workspace))
    assert snap_compare(app, terminal_size=(200, 50), run_before=_script(workspace, "]c"))
    app.jobs.close()
