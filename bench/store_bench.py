"""What the store costs, against references of the same run.

usage: python bench/store_bench.py [--articles 10000] [--each 10] [--catalogue 100000] [--folder FOLDER]

Makes a home with `articles` x `each` annotations (100,000 unless told otherwise) on the disk that
FOLDER is on, and measures: a durable insert against writing and syncing 1 kB, in turn, on the same
disk; reading one article's annotations; opening; polling for changes. Then a library of `catalogue`
rows: listing, searching, counting. Exit status 1 where a reach is missed.
"""

import argparse
import os
import random
import shutil
import statistics
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(ROOT))

from briefing.model.annotation import Annotation, Body, Quote, Target  # noqa: E402
from briefing.model.article import Article, Block, Span, article_id  # noqa: E402
from briefing.model.filter import EVERYTHING, And, Filter, Term  # noqa: E402
from briefing.store import envelope  # noqa: E402
from briefing.store.articles import Kept  # noqa: E402
from briefing.store.home import Home, open_home  # noqa: E402
from briefing.store.library import indexing  # noqa: E402
from briefing.store.page import ANNOTATIONS  # noqa: E402

WORDS = [
    a + b
    for a in ["ka", "lo", "mi", "ne", "ru", "sa", "te", "vo", "zu", "pi"]
    for b in ["ran", "dol", "mek", "tis", "bur", "nel", "gos"]
]
REACH = {
    "insert": 5.0,
    "insert cpu": 3.0,
    "read": 1.0,
    "poll": 2.0,
    "list": 10.0,
    "search p50": 10.0,
    "search p99": 60.0,
}
Timed = Iterator[tuple[float, float]]  # (wall, CPU) milliseconds, one a round


def note(on: str, n: int) -> Annotation:
    quote = Quote(
        "the quoted words of this note",
        "thirty-two characters stand here",
        "and as many stand behind them ..",
    )
    return Annotation(
        uid="", kind="note", created="", modified="", creator="",
        target=Target(on, on, quote=quote, position=Span(n, n + 29)), body=Body(f"note {n}: who wrote it?", ["safety"]),
    )  # fmt: skip


def rounds(work: Callable[[int], object], count: int) -> Timed:
    for n in range(count):
        cpu, wall = time.process_time(), time.perf_counter()
        work(n)
        yield (time.perf_counter() - wall) * 1000, (time.process_time() - cpu) * 1000


def fill(home: Home, articles: int, each: int) -> list[str]:
    """Files as the store writes them, without the syncs: 10,000 x 10 of those would take an hour."""
    import msgspec

    from briefing.store.door import admit

    ids = [article_id(f"article {n}") for n in range(articles)]
    for identity in ids:
        rows = {}
        for n in range(each):
            kept = admit(
                note(identity, n), at="2031-05-14T14:02:00.123Z", by="ana", generator="briefing/bench"
            )
            rows[str(n + 1)] = msgspec.to_builtins(kept)
        file = home.annotations.file(identity)
        file.path.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
        file.path.write_bytes(envelope.seal({ANNOTATIONS: rows}, {"generation": 1, "subject": identity}))
    return ids


def sync_1kb(path: Path) -> None:
    descriptor = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600)
    os.write(descriptor, b"x" * 1024)
    os.fsync(descriptor)
    os.close(descriptor)


def annotations(folder: Path, articles: int, each: int) -> dict[str, float]:
    home = open_home(folder / "home", creator="ana", generator="briefing/bench")
    ids = fill(home, articles, each)
    dice = random.Random(6)
    os.sync()
    chosen = dice.sample(ids, min(len(ids), 200))
    inserts: list[tuple[float, float]] = []
    syncs: list[tuple[float, float]] = []
    for n, identity in enumerate(chosen):
        # In turn, so that both meet the same moods of the disk.
        syncs += rounds(lambda _: sync_1kb(folder / "reference"), 1)
        inserts += rounds(lambda _, i=identity, n=n: home.annotations.insert([note(i, n)]), 1)  # type: ignore[misc]
    reads = list(
        rounds(lambda n: open_home(folder / "home", creator="bo").annotations.annotations(ids[n]), 200)
    )
    again = list(rounds(lambda n: home.annotations.annotations(chosen[-1 - n % 30]), 200))
    opens = list(rounds(lambda _: open_home(folder / "home", creator="bo"), 50))
    token, _ = home.annotations.changes(None)
    time.sleep(2.1)  # until every folder is older than the clock's slack
    token, _ = home.annotations.changes(token)
    polls = list(rounds(lambda _: home.annotations.changes(token), 50))
    home.close()
    return {
        "write + fsync of 1 kB, ms": statistics.median(w for w, _ in syncs),
        "durable insert, ms": statistics.median(w for w, _ in inserts),
        "insert": statistics.median(w for w, _ in inserts) / statistics.median(w for w, _ in syncs),
        "insert cpu": statistics.median(c for _, c in inserts),
        "read": statistics.median(c for _, c in reads),
        "read again, ms CPU": statistics.median(c for _, c in again),
        "open, ms CPU": statistics.median(c for _, c in opens),
        "poll": statistics.median(c for _, c in polls),
    }


def words(dice: random.Random, count: int) -> str:
    return " ".join(dice.choices(WORDS, k=count))


def fill_library(home: Home, count: int) -> None:
    """Rows as indexing makes them, and the articles' files as the store writes them, without the syncs."""
    import msgspec

    library = home.library
    dice = random.Random(6)
    library.catch_up()

    def batch(start: int) -> None:
        def work(db: object) -> None:
            for n in range(start, min(start + 1000, count)):
                text = f"{words(dice, 60)} unique{n}"
                day = f"20{30 + n % 7}-{1 + n % 12:02}-{1 + n % 28:02}"
                one = Article(
                    article_id(text), None, words(dice, 6), None, f"Outlet {n % 90}", [], day, "en", text,
                    [Block("paragraph", 0, len(text), True)],
                )  # fmt: skip
                kept = Kept(one, f"2037-01-01T{n % 24:02}:00:00.000Z", None)
                indexing.put_article(db, kept)  # type: ignore[arg-type]
                path = home.path / "articles" / one.id[7:9] / f"{one.id[7:]}.json"
                path.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
                document = {"article": {"1": msgspec.to_builtins(kept)}}
                path.write_bytes(envelope.seal(document, {"generation": 1, "subject": one.id}))

        library.database.write(work)

    for start in range(0, count, 1000):
        batch(start)
    library.catch_up(force=True)
    time.sleep(2.1)  # until every folder is older than the clock's slack
    library.catch_up(force=True)


def catalogue(folder: Path, count: int) -> dict[str, float]:
    home = open_home(folder / "library", creator="ana")
    library, dice = home.library, random.Random(7)
    fill_library(home, count)
    queries: list[Filter] = [
        *(Term("text", dice.choice(WORDS)) for _ in range(30)),
        *(Term("text", f"{dice.choice(WORDS)} {dice.choice(WORDS)}", True) for _ in range(30)),
        *(Term("text", f"unique{dice.randrange(count)}") for _ in range(20)),
        *(And((Term("text", dice.choice(WORDS)), Term("newer", "2033-06-01"))) for _ in range(20)),
        *(And((Term("site", f"outlet {n}"), Term("newer", "2033-01-01"))) for n in range(10)),
    ]
    lists = list(rounds(lambda _: library.select(EVERYTHING, 0, 200), 50))
    far = list(rounds(lambda n: library.select(EVERYTHING, count - 1000 - n, 200), 20))
    counts = list(rounds(lambda _: library.count(), 20))
    searches = sorted(
        c
        for n in range(3)
        for c, _ in rounds(lambda n: library.select(queries[n], 0, 50, snippets=True), len(queries))
    )
    adds = list(rounds(lambda n: home.articles.save(_fresh(n)) and library.catch_up(), 20))
    home.close()
    return {
        "list": statistics.median(c for _, c in lists),
        "list, last page, ms CPU": statistics.median(c for _, c in far),
        "count, ms CPU": statistics.median(c for _, c in counts),
        "search p50": searches[len(searches) // 2],
        "search p99": searches[len(searches) * 99 // 100],
        "add one and index it, ms CPU": statistics.median(c for _, c in adds),
    }


def _fresh(n: int) -> Article:
    text = f"A fresh article, number {n}. " + words(random.Random(n), 600)
    return Article(
        article_id(text),
        None,
        "fresh",
        None,
        "Outlet",
        [],
        "2037-05-14",
        "en",
        text,
        [Block("paragraph", 0, len(text), True)],
    )


def main() -> int:
    """Measure and print."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--articles", type=int, default=10_000)
    parser.add_argument("--each", type=int, default=10)
    parser.add_argument("--catalogue", type=int, default=100_000)
    parser.add_argument(
        "--folder", type=Path, help="on the disk to be measured; the current one unless given"
    )
    arguments = parser.parse_args()
    folder = Path(tempfile.mkdtemp(prefix=".store-bench-", dir=arguments.folder or Path.cwd()))
    try:
        print(f"{arguments.articles * arguments.each:,} annotations in {arguments.articles:,} articles")
        results = annotations(folder, arguments.articles, arguments.each)
        if arguments.catalogue:
            results |= catalogue(folder, arguments.catalogue)
    finally:
        shutil.rmtree(folder, ignore_errors=True)
    missed = 0
    for name, value in results.items():
        reach = REACH.get(name)
        verdict = "" if reach is None else f"  reach {reach:g}: {'kept' if value <= reach else 'MISSED'}"
        missed += reach is not None and value > reach
        unit = {"insert": "x write + fsync of 1 kB", "insert cpu": "ms CPU"}.get(
            name, "" if "," in name else "ms CPU" if not name.startswith("search") else "ms"
        )
        print(f"  {name:34} {value:9.3f} {unit}{verdict}")
    return 1 if missed else 0


if __name__ == "__main__":
    raise SystemExit(main())
