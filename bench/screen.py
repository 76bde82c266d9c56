"""The screen's speed: CPU time over an empty Textual app in the same run.

usage: python -m bench.screen [--articles N] [--notes N] [--keep DIR] [--runs N]

Each figure is a fresh process with the headless driver at 120x40 that starts, does what its scenario
says (bench/scenarios.py) and reports its own CPU seconds. The scenarios take turns, the empty app first in
each round, and a start is the median of the differences within a round: the speed of a rented machine
drifts by a third within seconds, which a difference of two medians takes for the app's. Half of those
differences lie within the range that is printed beside it. Of presses it is the median of all. The reaches
are those of issue 7.
"""

import argparse
import json
import os
import resource
import statistics
import subprocess
import sys
from pathlib import Path
from typing import Any

import platformdirs

from bench import scenarios

# scenario, key, name, reach of the median and of the 99th percentile, in ms of CPU over an empty app's key
KEYS: tuple[tuple[str, str, str, float, float], ...] = (
    ("brief", "next article", "next article", 15, 40),
    ("brief", "next pane", "next pane", 15, 40),
    ("brief", "page down", "page down", 15, 40),
    ("brief", "next claim", "next claim", 15, 40),
    ("brief", "filter by actor", "filter by actor", 15, 40),
    ("library", "down", "down in the library", 15, 40),
    ("library", "a query", "a query, first page shown", 60, 60),
    ("long", "search", "a key of a search in 20,000 lines", 20, 40),
    ("long", "page down", "page down in 20,000 lines", 15, 40),
)


def child(what: str, home: Path) -> dict[str, Any]:
    """Run one scenario in this process; its figures and the memory it took."""
    found = scenarios.run(what, home)
    found["memory_mb"] = _peak_mb()
    return found


def _peak_mb() -> float:
    """The most memory this process has held. (ru_maxrss would count the parent's, before exec.)"""
    try:
        status = Path("/proc/self/status").read_text(encoding="ascii")
    except OSError:
        return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    return int(status.split("VmHWM:")[1].split()[0]) / 1024


SCENARIOS = ("empty", "library", "brief", "short", "long")
STARTS = ("start: empty", "start: library", "start: brief")
ROUNDS_OF_STARTS = 5  # for each round of all scenarios: a start takes half a second


def measured(home: Path, rounds: int) -> dict[str, list[dict[str, Any]]]:
    """What each scenario found in each round, every one in a fresh process."""
    # As installed: modules are compiled once, not at each start.
    environment = {k: v for k, v in os.environ.items() if k != "PYTHONDONTWRITEBYTECODE"}
    environment["TEXTUAL_ANIMATIONS"] = "none"
    found: dict[str, list[dict[str, Any]]] = {what: [] for what in (*SCENARIOS, *STARTS)}
    for n in range(rounds + 1):
        for what in STARTS * ROUNDS_OF_STARTS + SCENARIOS if n else STARTS:
            done = subprocess.run(
                [sys.executable, "-m", "bench.screen", "--child", what, "--keep", str(home)],
                stdout=subprocess.PIPE, text=True, check=True, env=environment,
            )  # fmt: skip
            if n:  # the first round is for the compiler and the machine's file cache
                found[what].append(json.loads(done.stdout.splitlines()[-1]))
    return found


def prepare(home: Path, articles: int, notes: int) -> None:
    """The library, and two long articles without a brief to make."""
    from bench.library_of import long_article, prepared
    from briefing.config import Settings
    from briefing.extract.engine import unread
    from briefing.ingest.plain import article_from_text
    from briefing.workspace import Workspace

    prepared(home, articles, notes)
    start = scenarios.start_file(home, "start")
    if start.exists():
        return
    workspace = Workspace(Settings(home=home, creator="bench"))
    for paragraphs in (scenarios.SHORT, scenarios.LONG):
        article = article_from_text(long_article(paragraphs), title=f"{paragraphs} paragraphs", language="en")
        workspace.home.articles.save(article)
        workspace.home.library.save_brief(unread(article, workspace.settings.model), None)
        scenarios.start_file(home, paragraphs).write_text(json.dumps(article.id))
    start.write_text(json.dumps(workspace.rows(limit=1)[0].article_id))
    workspace.close()


def report(home: Path, articles: int, notes: int, runs: int) -> int:
    """Print the figures beside their reaches; 1 where one is missed."""
    prepare(home, articles, notes)
    found = measured(home, runs)
    median = statistics.median
    presses: dict[str, dict[str, list[float]]] = {
        what: {key: [cost for run in rounds for cost in run["keys"][key]] for key in rounds[0]["keys"]}
        for what, rounds in found.items()
    }
    base = median(presses["empty"]["key"])

    missed = 0

    def line(name: str, value: float, reach: float, unit: str = "ms over", beside: str = "") -> None:
        nonlocal missed
        missed += value > reach
        said = f"{beside}{'' if value <= reach else '  MISSED'}"
        print(f"  {name:<36} {value:8.1f} {unit:<8} reach {reach:g} {said}")

    def start_line(name: str, what: str) -> None:
        both = zip(found[f"start: {what}"], found["start: empty"], strict=True)
        low, middle, high = statistics.quantiles((a["start_ms"] - b["start_ms"] for a, b in both), n=4)
        line(name, middle, 80, beside=f"({low:.0f} to {high:.0f})")

    start = median(run["start_ms"] for run in found["start: empty"])
    print(f"screen: {articles} articles, {notes} notes; empty app {start:.0f} ms CPU, a key {base:.1f} ms")
    start_line("start to the library", "library")
    start_line("start to a cached brief", "brief")
    for what, key, name, reach, reach99 in KEYS:
        costs = sorted(presses[what][key])
        line(name, median(costs) - base, reach)
        line(f"{name}, p99", costs[int(len(costs) * 0.99)] - base, reach99)
    ratio = median(a["start_ms"] / b["start_ms"] for a, b in zip(found["long"], found["short"], strict=True))
    line("opening 20,000 lines against 200", ratio, 3, "times")
    line("memory with the library open", max(run["memory_mb"] for run in found["library"]), 150, "MB")
    return int(missed > 0)


def main() -> int:
    """Measure, or be one of the measured."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--child")
    parser.add_argument("--articles", type=int, default=10_000)
    parser.add_argument("--notes", type=int, default=20_000)
    parser.add_argument("--runs", type=int, default=5)
    parser.add_argument(
        "--keep", type=Path, default=Path(platformdirs.user_cache_dir("briefing-bench")) / "library"
    )
    call = parser.parse_args()
    if call.child:
        print(json.dumps(child(call.child, call.keep)))
        return 0
    return report(call.keep, call.articles, call.notes, call.runs)


if __name__ == "__main__":
    raise SystemExit(main())
