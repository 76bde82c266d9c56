"""The screen's speed: CPU time over an empty Textual app in the same run.

usage: python -m bench.screen [--articles N] [--notes N] [--keep DIR]

Each figure is a fresh process with the headless driver at 120x40 that starts, does one thing, and
reports its own CPU seconds: median of five. The reaches are those of issue 7.
"""

import argparse
import asyncio
import json
import os
import resource
import statistics
import subprocess
import sys
import time
from collections.abc import Awaitable, Callable
from pathlib import Path
from typing import Any

import platformdirs

SIZE = (120, 40)
RUNS = 5
KEYS = {
    "next article": ("J", 15),
    "next pane": ("tab", 15),
    "page down": ("ctrl+d", 15),
    "next claim": ("]c", 15),
}


def child(what: str, home: Path) -> dict[str, Any]:
    """Run one scenario in this process; CPU milliseconds and more."""
    scenario = {"empty": _empty, "library": _library, "brief": _brief, "long": _long, "short": _short}[what]
    found = scenario(home)
    found["cpu_ms"] = time.process_time() * 1000 - found.pop("after_ms", 0.0)
    found["memory_mb"] = _peak_mb()
    return found


def _peak_mb() -> float:
    """The most memory this process has held. (ru_maxrss would count the parent's, before exec.)"""
    try:
        status = Path("/proc/self/status").read_text(encoding="ascii")
    except OSError:
        return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    return int(status.split("VmHWM:")[1].split()[0]) / 1024


def _empty(home: Path) -> dict[str, Any]:
    from textual.app import App, ComposeResult
    from textual.widgets import Static

    class Empty(App[None]):
        def compose(self) -> ComposeResult:
            yield Static("ready")

    found: dict[str, Any] = {}

    async def pilot(p: Any) -> None:
        await p.pause()
        began = time.process_time()
        found["keys"] = {"key": await _cost(p, "j", 20)}
        found["after_ms"] = (time.process_time() - began) * 1000
        p.app.exit()

    Empty().run(headless=True, size=SIZE, auto_pilot=pilot)
    return found


def _app(home: Path, start: str | None, then: Callable[[Any], Awaitable[dict[str, Any]]]) -> dict[str, Any]:
    from briefing.config import load_settings
    from briefing.tui.app import BriefingApp, keymap_of
    from briefing.workspace import Workspace

    workspace = Workspace(load_settings(str(home)))
    app = BriefingApp(workspace, start, keymap_of(workspace.settings)[0])
    found: dict[str, Any] = {}

    async def pilot(p: Any) -> None:
        deadline = time.monotonic() + 60
        while not _shows(p.app) and time.monotonic() < deadline:
            await asyncio.sleep(0.005)
        began = time.process_time()
        found.update(await then(p))
        found["after_ms"] = (time.process_time() - began) * 1000
        p.app.exit(0)

    app.run(headless=True, size=SIZE, auto_pilot=pilot)
    app.jobs.close()
    workspace.close()
    return found


def _shows(app: Any) -> bool:
    """Whether the first content is on the screen."""
    from briefing.tui.screens.brief import BriefScreen
    from briefing.tui.screens.library import LibraryScreen

    screen = app.screen
    if isinstance(screen, BriefScreen):
        return screen.state is not None and screen.state.brief is not None
    return isinstance(screen, LibraryScreen) and screen.current is not None


async def _cost(p: Any, keys: str, times: int) -> list[float]:
    """CPU milliseconds of each press, up to the frame."""
    costs = []
    sequence = [keys] if "+" in keys or len(keys) > 2 else list(keys)
    for _ in range(times):
        began = time.process_time()
        await p.press(*sequence)
        await p.pause()
        costs.append((time.process_time() - began) * 1000)
    return costs


def _library(home: Path) -> dict[str, Any]:
    async def then(p: Any) -> dict[str, Any]:
        return {"keys": {"down": await _cost(p, "j", 20)}}

    return _app(home, None, then)


def _newest(home: Path) -> str:
    return str(json.loads((home / "bench-start.json").read_text()))


def _brief(home: Path) -> dict[str, Any]:
    async def then(p: Any) -> dict[str, Any]:
        return {"keys": {name: await _cost(p, keys, 20) for name, (keys, _) in KEYS.items()}}

    return _app(home, _newest(home), then)


def _open_text(home: Path, paragraphs: int) -> dict[str, Any]:
    async def then(p: Any) -> dict[str, Any]:
        return {"keys": {"page down": await _cost(p, "ctrl+d", 20)}}

    return _app(home, json.loads((home / f"bench-{paragraphs}.json").read_text()), then)


def _long(home: Path) -> dict[str, Any]:
    return _open_text(home, 10_000)


def _short(home: Path) -> dict[str, Any]:
    return _open_text(home, 100)


def measured(what: str, home: Path) -> dict[str, Any]:
    """Median CPU of RUNS fresh processes, all key costs, the largest memory."""
    # As installed: modules are compiled once, not at each start.
    environment = {k: v for k, v in os.environ.items() if k != "PYTHONDONTWRITEBYTECODE"}
    environment["TEXTUAL_ANIMATIONS"] = "none"
    runs = []
    for _ in range(RUNS):
        done = subprocess.run(
            [sys.executable, "-m", "bench.screen", "--child", what, "--keep", str(home)],
            capture_output=True, text=True, check=True, env=environment,
        )  # fmt: skip
        runs.append(json.loads(done.stdout.splitlines()[-1]))
    keys: dict[str, list[float]] = {}
    for run in runs:
        for name, costs in run["keys"].items():
            keys.setdefault(name, []).extend(costs)
    return {
        "cpu_ms": statistics.median(r["cpu_ms"] for r in runs),
        "memory_mb": max(r["memory_mb"] for r in runs),
        "keys": keys,
    }


def prepare(home: Path, articles: int, notes: int) -> None:
    """The library, and two long articles without a brief to make."""
    from bench.library_of import long_article, prepared
    from briefing.config import Settings
    from briefing.extract.engine import unread
    from briefing.ingest.plain import article_from_text
    from briefing.workspace import Workspace

    prepared(home, articles, notes)
    if (home / "bench-start.json").exists():
        return
    workspace = Workspace(Settings(home=home, creator="bench"))
    for paragraphs in (100, 10_000):
        article = article_from_text(long_article(paragraphs), title=f"{paragraphs} paragraphs", language="en")
        workspace.home.articles.save(article)
        workspace.home.library.save_brief(unread(article, workspace.settings.model), None)
        (home / f"bench-{paragraphs}.json").write_text(json.dumps(article.id))
    (home / "bench-start.json").write_text(json.dumps(workspace.rows(limit=1)[0].article_id))
    workspace.close()


def report(home: Path, articles: int, notes: int) -> int:
    """Print the figures beside their reaches; 1 where one is missed."""
    prepare(home, articles, notes)
    empty = measured("empty", home)
    library, brief, short, long = (measured(w, home) for w in ("library", "brief", "short", "long"))
    base = statistics.median(empty["keys"]["key"])
    missed = 0

    def line(name: str, value: float, reach: float, unit: str) -> None:
        nonlocal missed
        missed += value > reach
        print(f"  {name:<34} {value:8.1f} {unit:<8} reach {reach:g} {'' if value <= reach else '  MISSED'}")

    print(
        f"screen: {articles} articles, {notes} notes; empty app {empty['cpu_ms']:.0f} ms CPU, a key {base:.1f} ms"
    )
    line("start to the library", library["cpu_ms"] - empty["cpu_ms"], 80, "ms over")
    line("start to a cached brief", brief["cpu_ms"] - empty["cpu_ms"], 80, "ms over")
    for name, (_, reach) in KEYS.items():
        line(name, statistics.median(brief["keys"][name]) - base, reach, "ms over")
        line(
            f"{name}, p99",
            sorted(brief["keys"][name])[int(len(brief["keys"][name]) * 0.99)] - base,
            40,
            "ms over",
        )
    line("20,000 lines against 200", long["cpu_ms"] / short["cpu_ms"], 3, "times")
    line("page down in 20,000 lines", statistics.median(long["keys"]["page down"]) - base, 15, "ms over")
    line("memory with the library open", library["memory_mb"], 150, "MB")
    return int(missed > 0)


def main() -> int:
    """Measure, or be one of the measured."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--child")
    parser.add_argument("--articles", type=int, default=10_000)
    parser.add_argument("--notes", type=int, default=20_000)
    parser.add_argument(
        "--keep", type=Path, default=Path(platformdirs.user_cache_dir("briefing-bench")) / "library"
    )
    call = parser.parse_args()
    if call.child:
        print(json.dumps(child(call.child, call.keep)))
        return 0
    return report(call.keep, call.articles, call.notes)


if __name__ == "__main__":
    raise SystemExit(main())
