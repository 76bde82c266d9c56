"""What `bench.screen` measures: each scenario is the reader itself on a headless driver, with real keys.

A scenario gives `{"start_ms": CPU milliseconds until the first content is on the screen, drawn, "keys": {name:
[CPU milliseconds of each press]}}`.
"""

import asyncio
import json
import time
from collections.abc import Awaitable, Callable
from functools import partial
from pathlib import Path
from typing import Any

SIZE = (120, 40)
TIMES = 20
LONG, SHORT = 10_000, 100  # paragraphs, each with an empty line after it: 20,000 and 200 lines
QUERIES = (
    "has:note", "tag:tag7", "claim:deny", "union", "date:2030", "-is:read", '"talks had failed"', "said-by:authority",
)  # fmt: skip

Then = Callable[[Any], Awaitable[dict[str, list[float]]]]
Found = dict[str, Any]


def run(what: str, home: Path) -> Found:
    """Run one scenario in this process; `start: library` and the like stop when it is started."""
    begun, _, named = what.rpartition(": ")
    scenarios: dict[str, Callable[[Path, bool], Found]] = {
        "empty": _empty, "library": _library, "brief": _brief, "long": _long, "short": _short
    }  # fmt: skip
    return scenarios[named](home, not begun)


def start_file(home: Path, what: int | str) -> Path:
    """Where the id of an article to start with is kept: `start`, or a number of paragraphs."""
    return home / f"bench-{what}.json"


def _empty(home: Path, keys: bool) -> Found:
    from textual.app import App, ComposeResult
    from textual.widgets import Static

    class Empty(App[None]):
        def compose(self) -> ComposeResult:
            yield Static("ready")

    found: Found = {}

    async def pilot(p: Any) -> None:
        await p.pause()
        found["start_ms"] = time.process_time() * 1000
        found["keys"] = {"key": await _costs(p, ["j"])} if keys else {}
        p.app.exit()

    Empty().run(headless=True, size=SIZE, auto_pilot=pilot)
    return found


def _app(home: Path, start: str | None, then: Then | None) -> Found:
    from briefing.cli.parser import parse_arguments
    from briefing.config import load_settings
    from briefing.tui.app import BriefingApp, keymap_of
    from briefing.workspace import Workspace

    workspace = Workspace(load_settings(parse_arguments(["--home", str(home)]).home))
    app = BriefingApp(workspace, start, keymap_of(workspace.settings)[0])
    found: Found = {}

    async def pilot(p: Any) -> None:
        await _until(lambda: _shows(p.app))
        await p.pause()
        found["start_ms"] = time.process_time() * 1000
        found["keys"] = await then(p) if then is not None else {}
        p.app.exit(0)

    app.run(headless=True, size=SIZE, auto_pilot=pilot)
    app.jobs.close()
    workspace.close()
    return found


async def _until(there: Callable[[], bool], seconds: float = 60) -> None:
    deadline = time.monotonic() + seconds
    while not there():
        if time.monotonic() > deadline:
            raise TimeoutError("the screen did not come to show what was waited for")
        await asyncio.sleep(0.005)


def _shows(app: Any) -> bool:
    """Whether the first content is on the screen. By name: to import the other screen would be part of the start."""
    screen = app.screen
    if type(screen).__name__ == "BriefScreen":
        return screen.state is not None and screen.state.brief is not None
    return type(screen).__name__ == "LibraryScreen" and screen.current is not None


def _lists(screen: Any, query: str) -> bool:
    """Whether the library shows what a query finds."""
    return bool(screen.rows.query == query)


def _left(screen: Any, article_id: str) -> bool:
    """Whether the brief screen shows another article."""
    return bool(screen.state.view.article.id != article_id)


async def _cost(p: Any, keys: list[str], there: Callable[[], bool] | None = None) -> float:
    """CPU milliseconds of pressing keys, up to the frame that shows what came of it."""
    began = time.process_time()
    await p.press(*keys)
    if there is not None:
        await _until(there)
    await p.pause()
    return (time.process_time() - began) * 1000


async def _costs(p: Any, keys: list[str], times: int = TIMES) -> list[float]:
    return [await _cost(p, keys) for _ in range(times)]


def _library(home: Path, keys: bool) -> Found:
    async def then(p: Any) -> dict[str, list[float]]:
        screen = p.app.screen
        found = {"down": await _costs(p, ["j"])}
        queries = []
        for query in QUERIES:
            await p.press("/", *(c if c != " " else "space" for c in query))
            queries.append(await _cost(p, ["enter"], partial(_lists, screen, query)))
            await p.press("escape")
            await _until(partial(_lists, screen, ""))
        await _until(lambda: not p.app.jobs.busy)
        return {**found, "a query": queries}

    return _app(home, None, then if keys else None)


def _brief(home: Path, keys: bool) -> Found:
    async def then(p: Any) -> dict[str, list[float]]:
        screen = p.app.screen
        found = {
            "next article": [
                await _cost(p, ["J"], partial(_left, screen, screen.article_id)) for _ in range(TIMES)
            ]
        }
        for name, keys in (("next pane", ["tab"]), ("page down", ["ctrl+d"]), ("next claim", ["]", "c"])):
            found[name] = await _costs(p, keys)
        await p.press("2")
        await p.pause(0.3)  # typed at once, `2gg` would be a count
        await p.press("g", "g")
        narrowings = []
        for _ in range(TIMES // 2):
            narrowings.append(await _cost(p, ["enter"]))
            assert screen.state.narrowed
            await p.press("escape", "j")
        return {**found, "filter by actor": narrowings}

    return _app(home, json.loads(start_file(home, "start").read_text()), then if keys else None)


def _open_text(home: Path, paragraphs: int, then: Then | None) -> Found:
    return _app(home, json.loads(start_file(home, paragraphs).read_text()), then)


def _long(home: Path, keys: bool) -> Found:
    async def then(p: Any) -> dict[str, list[float]]:
        found = {"page down": await _costs(p, ["ctrl+d"])}
        await p.press("/")
        typed = "ferry number 47 would"
        found["search"] = [await _cost(p, [c if c != " " else "space"]) for c in typed]
        assert p.app.screen.text.search.count
        return found

    return _open_text(home, LONG, then if keys else None)


def _short(home: Path, keys: bool) -> Found:
    async def then(p: Any) -> dict[str, list[float]]:
        return {"page down": await _costs(p, ["ctrl+d"])}

    return _open_text(home, SHORT, then if keys else None)
