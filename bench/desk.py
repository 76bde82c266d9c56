"""What the desk costs, against plain SQL on the same server in the same run.

usage: python -m bench.desk [--articles 10000] [--each 10] [--rounds 300] [--writers 8]

Starts a PostgreSQL server of its own (15 or later, fsync on), makes a desk with `articles` x `each` notes
(100,000 unless told otherwise), and beside it a plain table of the same documents: uid, story, JSONB, a
vector of words, with the indices that the three questions need. Then, in turn, so that both meet the same
moods of the machine: an insert with its commit, one article's notes, a search for two words; medians of the
rounds, and their ratio. Then commits a second with several writers, how soon another window sees a note, the
sizes on the disk. Exit status 1 where a reach is missed.
"""

import argparse
import os
import random
import shutil
import statistics
import sys
import tempfile
import threading
import time
from collections.abc import Callable
from pathlib import Path

import msgspec
import psycopg

from bench.store_bench import WORDS, note, words
from briefing.desk import records
from briefing.desk.stores import DeskStores
from briefing.desk.words import distinct, row_of
from briefing.model.annotation import Annotation, Body
from briefing.model.article import Article, Block, article_id
from briefing.model.filter import Term
from briefing.store.door import admit
from briefing.store.page import Change
from tests.postgres import Cluster, programs, started

REACH = 2.0  # times plain SQL
SEEN = 1000.0  # milliseconds, p99
PLAIN = """
CREATE SCHEMA plain AUTHORIZATION ana;
CREATE TABLE plain.note (uid text PRIMARY KEY, story text NOT NULL, created text NOT NULL, document jsonb NOT NULL, words tsvector NOT NULL);
CREATE INDEX ON plain.note (story);
CREATE INDEX ON plain.note USING gin (words);
INSERT INTO plain.note SELECT uid, story, created, document, words FROM briefing.annotation;
ALTER TABLE plain.note OWNER TO ana;
VACUUM ANALYZE;
CHECKPOINT;
"""
AT = "2031-05-14T14:02:00.123Z"


def text_of(dice: random.Random) -> str:
    """Thirty words as notes have them: a few are in every tenth note, many in one of ten thousand."""
    rare = [f"{dice.choice(WORDS)}{dice.randrange(200)}" for _ in range(10)]
    return f"{words(dice, 20)} {' '.join(rare)}"


def made(identity: str, n: int, dice: random.Random) -> Annotation:
    """A note of some three hundred characters."""
    one = msgspec.structs.replace(note(identity, n), body=Body(text_of(dice), [dice.choice(WORDS)]))
    return admit(one, at=AT, by="ana", generator="briefing/bench")


def fill(cluster: Cluster, articles: int, each: int) -> list[str]:
    """Rows as the desk writes them, by COPY-sized batches."""
    dice = random.Random(6)
    ids = [article_id(f"article {n}") for n in range(articles)]
    with psycopg.connect(cluster.address(user="ana"), autocommit=True) as db:
        db.execute("SET search_path = briefing")
        for start in range(0, articles, 200):
            with db.transaction():
                for identity in ids[start : start + 200]:
                    change = Change(annotations=[made(identity, n, dice) for n in range(each)])
                    db.execute(records.APPLY, records.change_of(change, {}, None, identity, "bench"))
    for statement in filter(None, map(str.strip, PLAIN.split(";"))):
        cluster.superuser(statement)
    return ids


class Plain:
    """The three questions asked by hand."""

    def __init__(self, address: str) -> None:
        self.db = psycopg.connect(address, autocommit=True)

    def insert(self, annotation: Annotation) -> None:
        """One row, committed."""
        document = msgspec.json.encode(annotation).decode()
        found = distinct(row_of([annotation.body.text]))
        self.db.execute(
            "INSERT INTO plain.note VALUES (%s, %s, %s, %s::jsonb, array_to_tsvector(%s))",
            (annotation.uid, annotation.target.article_id, annotation.created, document, found),
        )

    def of(self, story: str) -> list[Annotation]:
        """An article's notes."""
        rows = self.db.execute(
            "SELECT document::text FROM plain.note WHERE story = %s ORDER BY created, uid", (story,)
        )
        return [msgspec.json.decode(row[0], type=Annotation) for row in rows]

    def search(self, one: str, two: str) -> list[Annotation]:
        """Notes with both words, the newest 50."""
        rows = self.db.execute(
            "SELECT document::text FROM plain.note WHERE words @@ %s::tsquery ORDER BY created DESC, uid DESC LIMIT 50",
            (f"'{one}' & '{two}'",),
        )
        return [msgspec.json.decode(row[0], type=Annotation) for row in rows]


def in_turn(rounds: int, *works: Callable[[int], object]) -> list[float]:
    """Median milliseconds of each work, done in turn."""
    times: list[list[float]] = [[] for _ in works]
    for n in range(rounds):
        for kept, work in zip(times, works, strict=True):
            began = time.perf_counter()
            work(n)
            kept.append((time.perf_counter() - began) * 1000)
    return [
        statistics.median(kept[len(kept) // 10 :]) for kept in times
    ]  # the first tenth prepares statements


def compared(desk: DeskStores, plain: Plain, ids: list[str], rounds: int) -> dict[str, tuple[float, float]]:
    """Plain SQL and the desk, in milliseconds."""
    dice = random.Random(7)
    chosen = dice.sample(ids, min(rounds, len(ids)))
    fresh = [made(chosen[n % len(chosen)], n, dice) for n in range(2 * rounds)]
    inserts = in_turn(
        rounds,
        lambda n: plain.insert(fresh[n]),
        lambda n: desk.annotations.insert([fresh[rounds + n]]),
    )
    reads = in_turn(
        rounds,
        lambda n: plain.of(chosen[-1 - n % len(chosen)]),
        lambda n: desk.annotations.annotations(chosen[-1 - n % len(chosen)]),
    )
    pairs = [(f"{dice.choice(WORDS)}{dice.randrange(200)}", dice.choice(WORDS)) for _ in range(rounds)]
    searches = in_turn(
        rounds,
        lambda n: plain.search(*pairs[n]),
        lambda n: desk.library.notes(Term("text", " ".join(pairs[n])), 0, 50),
    )
    return {
        "insert with its commit": (inserts[0], inserts[1]),
        "one article's notes": (reads[0], reads[1]),
        "two-word search": (searches[0], searches[1]),
    }


def commits(cluster: Cluster, ids: list[str], writers: int, seconds: float = 5.0) -> float:
    """Acknowledged inserts a second, by so many connections at once."""
    done = [0] * writers
    end = time.perf_counter() + seconds

    def work(number: int) -> None:
        stores, dice = DeskStores(cluster.address(user="ana"), creator="ana"), random.Random(number)
        while time.perf_counter() < end:
            stores.annotations.insert([made(dice.choice(ids), number, dice)])
            done[number] += 1
        stores.close()

    threads = [threading.Thread(target=work, args=(n,)) for n in range(writers)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    return sum(done) / seconds


def seen(cluster: Cluster, story: str, times: int) -> tuple[float, float]:
    """Median and p99 of the milliseconds until another window has read a note."""
    ana, bo = (DeskStores(cluster.address(user=who), creator=who) for who in ("ana", "bo"))
    token, _ = bo.annotations.changes(None)
    bo.server.heard()
    waits = []
    for n in range(times):
        (kept,) = ana.annotations.insert([note(story, n)])
        written = time.perf_counter()
        while kept.uid not in {a.uid for a in bo.annotations.annotations(story)}:
            bo.server.heard(1.0)
            token, _ = bo.annotations.changes(token)
        waits.append((time.perf_counter() - written) * 1000)
    waits.sort()
    return waits[len(waits) // 2], waits[len(waits) * 99 // 100]


def sizes(cluster: Cluster, desk: DeskStores) -> dict[str, float]:
    """Bytes of a row with its share of the indices, of notes, of steps, and of an article of 6,000 characters."""
    dice = random.Random(9)
    for n in range(300):
        text = f"{words(dice, 900)} unique{n}"
        one = Article(article_id(text), None, words(dice, 7), None, "Outlet", [], "2031-05-14", "en", text, [Block("paragraph", 0, len(text), True)])  # fmt: skip
        desk.articles.save(one)
    with psycopg.connect(cluster.address(), autocommit=True) as db:
        found = {}
        for table in ("annotation", "op", "article", "change"):
            row = db.execute(
                f"SELECT pg_total_relation_size('briefing.{table}'), count(*) FROM briefing.{table}"
            ).fetchone()
            size, rows = row or (0, 1)
            found[table] = size / max(rows, 1)
    return found


def main() -> int:
    """Measure and print."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--articles", type=int, default=10_000)
    parser.add_argument("--each", type=int, default=10)
    parser.add_argument("--rounds", type=int, default=300)
    parser.add_argument("--writers", type=int, default=8)
    parser.add_argument("--folder", type=Path, help="on the disk to be measured")
    asked = parser.parse_args()
    if programs() is None:
        print("no server programs of PostgreSQL 15 or later here: not measured")
        return 0
    folder = Path(tempfile.mkdtemp(prefix="desk-", dir=asked.folder))
    missed = 0
    servers = started(folder, durable=True)
    try:
        cluster = next(servers)
        ids = fill(cluster, asked.articles, asked.each)
        desk = DeskStores(cluster.address(user="ana"), creator="ana")
        print(
            f"PostgreSQL, {asked.articles * asked.each:,} notes on {asked.articles:,} articles, {os.cpu_count()} cores"
        )
        results = compared(desk, Plain(cluster.address(user="ana")), ids, asked.rounds)
        for name, (plain, ours) in results.items():
            verdict = "kept" if ours <= REACH * plain else "MISSED"
            missed += ours > REACH * plain
            print(
                f"  {name:24} {plain:8.3f} ms plain {ours:8.3f} ms desk  {ours / plain:5.2f}x  reach {REACH:g}x: {verdict}"
            )
        for writers in (1, asked.writers):
            print(
                f"  {writers} writer{'s' * (writers > 1)}: {commits(cluster, ids, writers):.0f} notes a second"
            )
        half, most = seen(cluster, ids[0], asked.rounds)
        missed += most > SEEN
        print(
            f"  seen by another window   {half:8.1f} ms median {most:8.1f} ms p99  reach {SEEN:g} ms: {'kept' if most <= SEEN else 'MISSED'}"
        )
        for table, size in sizes(cluster, desk).items():
            print(f"  {table}: {size:,.0f} bytes a row, indices included")
        desk.close()
    finally:
        servers.close()  # type: ignore[attr-defined]
        shutil.rmtree(folder, ignore_errors=True)
    return 1 if missed else 0


if __name__ == "__main__":
    sys.exit(main())
