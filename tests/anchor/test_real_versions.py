"""The measure of real article versions, where ../shared is at hand."""

import json
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parent.parent.parent
VERSIONS = ROOT.parent / "shared" / "bench" / "versions"


@pytest.mark.bench
def test_real_versions(tmp_path: Path) -> None:
    pairs = VERSIONS / "pairs.jsonl"
    if not pairs.exists():
        pytest.skip("../shared/bench/versions is not here")
    out = tmp_path / "out.jsonl"
    command = [sys.executable, str(ROOT / "bench" / "anchoring.py"), str(pairs), "--output", str(out)]
    subprocess.run(command, check=True, capture_output=True)
    scorer = [sys.executable, str(VERSIONS / "score.py"), str(pairs), str(out)]
    printed = subprocess.run(scorer, check=True, capture_output=True, text=True).stdout
    rows = {line.split()[0]: line.split() for line in printed.splitlines()}
    figures = {kind: {row[i]: float(row[i + 1]) for i in (2, 4, 6)} for kind, row in rows.items()}
    assert figures["kept"]["right"] >= 0.998
    assert figures["moved"]["right"] >= 0.998
    assert figures["edited"]["right"] >= 0.95
    assert figures["edited"]["wrong"] <= 0.01
    assert figures["deleted"]["wrong"] == 0.0
    assert len(out.read_text().splitlines()) == len(pairs.read_text().splitlines())
    assert json.loads(out.read_text().splitlines()[0]).keys() == {"id", "quotes"}
