"""Carry the quotations of article versions forward, for ../shared/bench/versions/score.py.

usage: python bench/anchoring.py PAIRS.jsonl --output OUT.jsonl [--quote-only] [--score]

Reads `old`, `new` and the `start` and `end` of each quotation, never where it should be found.
`--quote-only` shows what is found without the old text, from the words and 32 characters on either
side; `--score` runs the scorer that lies beside PAIRS.jsonl. CPU time goes to stderr.
"""

import argparse
import json
import pathlib
import subprocess
import sys
import time
from typing import Any

ROOT = pathlib.Path(__file__).resolve().parent.parent
sys.path.insert(0, str(ROOT))

from briefing.anchor import Placement, anchor, carry_forward  # noqa: E402
from briefing.anchor.carry import quote_at  # noqa: E402
from briefing.model.annotation import Target  # noqa: E402
from briefing.model.article import Span, article_id  # noqa: E402


def places(pair: dict[str, Any], quote_only: bool) -> list[Placement]:
    """A placement for each quotation of one pair."""
    old, new = pair["old"], pair["new"]
    spans = [Span(q["start"], q["end"]) for q in pair["quotes"]]
    if quote_only:
        return [anchor(quote_at(old, s), s, new) for s in spans]
    version = article_id(old)
    targets = [Target(version, version, quote=quote_at(old, s), position=s) for s in spans]
    return carry_forward(targets, old, new)


def main() -> None:
    """Write the predictions."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("pairs", type=pathlib.Path)
    parser.add_argument("--output", type=pathlib.Path, required=True)
    parser.add_argument("--quote-only", action="store_true")
    parser.add_argument("--score", action="store_true")
    args = parser.parse_args()
    pairs = [json.loads(line) for line in args.pairs.read_text(encoding="utf-8").splitlines()]
    began = time.process_time()
    results = [places(p, args.quote_only) for p in pairs]
    spent = (time.process_time() - began) * 1000
    count = sum(len(r) for r in results)
    print(
        f"{count} quotations in {len(pairs)} pairs: {spent / max(1, count):.2f} ms CPU each, {spent / max(1, len(pairs)):.2f} ms a pair",
        file=sys.stderr,
    )
    with args.output.open("w", encoding="utf-8") as lines:
        for pair, found in zip(pairs, results, strict=True):
            quotes = [
                {"state": p.state, "start": p.start or 0, "end": p.end or 0, "score": p.score} for p in found
            ]
            lines.write(json.dumps({"id": pair["id"], "quotes": quotes}) + "\n")
    if args.score:
        subprocess.run(
            [sys.executable, str(args.pairs.parent / "score.py"), str(args.pairs), str(args.output)],
            check=True,
        )


if __name__ == "__main__":
    main()
