"""make bench: every measurement, each beside its reference; what is not here is skipped with a reason.

usage: python -m bench [--only WORD]
"""

import argparse
import subprocess
import sys
import tempfile
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
SHARED = ROOT.parent / "shared" / "bench"
OUT = str(Path(tempfile.gettempdir()) / "briefing-anchoring.jsonl")
BRIEFING = str(Path(sys.executable).with_name("briefing"))

# name, command, what it needs outside the repository
STEPS: list[tuple[str, list[str], Path | None]] = [
    ("claims, our own sentences", [sys.executable, "bench/claims_cases.py"], None),
    ("extraction speed", [sys.executable, "bench/extraction.py"], None),
    ("screen speed", [sys.executable, "-m", "bench.screen"], None),
    ("store speed", [sys.executable, "bench/store_bench.py"], None),
    ("desk speed", [sys.executable, "-m", "bench.desk"], None),
    (
        "anchoring on real versions",
        [
            sys.executable,
            "bench/anchoring.py",
            str(SHARED / "versions" / "pairs.jsonl"),
            "--output",
            OUT,
            "--score",
        ],
        SHARED,
    ),
    ("claims over articles, our own pairs", [sys.executable, "bench/compare_pairs.py"], None),
    ("actors over articles", [sys.executable, "bench/compare_actors.py"], SHARED),
    ("copies of a text", [sys.executable, "bench/compare_origins.py"], SHARED),
    ("timeline, clause of the expression", [sys.executable, "-m", "bench.timeline_events"], SHARED),
    ("merged timeline", [sys.executable, "-m", "bench.compare_timeline"], SHARED),
    (
        "claims, actors, timeline",
        [sys.executable, str(SHARED / "run.py"), "all", "--briefing", BRIEFING],
        SHARED,
    ),
    ("pages", [sys.executable, str(SHARED / "ingest" / "score.py"), "--briefing", BRIEFING], SHARED),
]


def main() -> int:
    """Run the steps; exit status 1 where one of them misses its reach or fails."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--only", default="", help="steps whose name holds this word")
    call = parser.parse_args()
    failed = []
    for name, command, needs in STEPS:
        if call.only not in name:
            continue
        print(f"\n== {name}", flush=True)
        if needs is not None and not needs.exists():
            print(f"skipped: {needs} is not here")
        elif subprocess.run(command, cwd=ROOT, check=False).returncode:
            failed.append(name)
    if failed:
        print(f"\nmissed or failed: {', '.join(failed)}")
    return 1 if failed else 0


if __name__ == "__main__":
    raise SystemExit(main())
