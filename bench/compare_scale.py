"""What comparing costs over thousands of articles, from the derived index.

usage: python bench/compare_scale.py [--articles 10000] [--folder FOLDER]

Makes a library of synthetic articles (invented names, no text worth reading) of stories of one to
twelve articles: copies of an agency's words, the same claims in other words, denials, figures that
differ, and claims of their own. Their facts go through the index as those of real briefs do. Measured,
in CPU milliseconds: the first page of claim groups, a far page, one within a query; a profile of an actor
of one story and of one that one article in ten names; the first page of the merged timeline, and one
in the middle; one more article brought up to date. Exit status 1 where a reach is missed.
"""

import argparse
import random
import shutil
import sqlite3
import statistics
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from datetime import date, timedelta
from functools import partial
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(ROOT))

from briefing.compare.facts import hashes  # noqa: E402
from briefing.config import Settings  # noqa: E402
from briefing.model.article import Article, Block, Span, article_id  # noqa: E402
from briefing.model.facts import ActorFact, ClaimFact, EventFact, Facts, Named, Passage  # noqa: E402
from briefing.store.articles import Kept  # noqa: E402
from briefing.store.library import indexing  # noqa: E402
from briefing.store.library.compared import Rows  # noqa: E402
from briefing.workspace import Workspace  # noqa: E402
from briefing.workspace.compared import Index  # noqa: E402
from briefing.workspace.kept import CLAIM, decisions  # noqa: E402

REACH = 150.0
SYLLABLES = ["ka", "lo", "mi", "ne", "ru", "sa", "te", "vo", "zu", "pi", "dar", "fen", "gos", "hul"]
ADDING = "one more article"
WORDS = 4000  # with these, a claim meets about as many others by its keys as one of real news does


class Writer:
    """Facts of invented articles."""

    def __init__(self, seed: int) -> None:
        self.dice = random.Random(seed)
        self.made = 0
        self.vocabulary = ["".join(self.dice.choices(SYLLABLES, k=3)) for _ in range(WORDS)]

    def name(self) -> str:
        """A full name that no other actor has, as good as certainly."""
        first, last = ("".join(self.dice.choices(SYLLABLES, k=2)).title() for _ in range(2))
        return f"{first} {last}{self.dice.choice(SYLLABLES)}"

    def articles(self) -> Iterator[Facts]:
        """One story after another, for ever."""
        while True:
            people = [self.name() for _ in range(6)]
            claims = [self.claim(people) for _ in range(12)]
            day = date(2031, 1, 1) + timedelta(days=self.dice.randrange(1500))
            wire = [self.words(60) for _ in range(5)]
            for n in range(min(12, 1 + int(self.dice.expovariate(0.25)))):
                own = [self.claim(people) for _ in range(6)]
                held = self.dice.sample(claims, 6) + own
                passages = wire if n % 3 == 1 else [self.words(60) for _ in range(5)]
                yield self.article(people, held, passages, day + timedelta(days=n // 3))

    def words(self, count: int) -> str:
        """So many words that mean nothing."""
        return " ".join("".join(self.dice.choices(SYLLABLES, k=2)) for _ in range(count))

    def claim(self, people: list[str]) -> tuple[str, str, str, int]:
        """Who says, of whom, that what was done, with a number."""
        one, other = self.dice.sample(people, 2)
        verb, noun, third = (self.dice.choice(self.vocabulary) for _ in range(3))
        what = f"{verb}ed the {noun} near {third.title()}"
        return one, other, what, self.dice.randrange(3, 900)

    def article(
        self, people: list[str], held: list[tuple[str, str, str, int]], passages: list[str], day: date
    ) -> Facts:
        """One article."""
        self.made += 1
        # One article in ten names the agency's minister, whom every library has.
        people = [*people, "Petra Vandermolen"] if self.made % 10 == 0 else people
        ids = {name: f"actor:{n}" for n, name in enumerate(people)}
        placed, at = [], 0
        for text in passages:
            placed.append(Passage(Span(at, at + len(text)), hashes(text)))
            at += len(text) + 2
        claims, events = [], []
        for n, (who, whom, what, number) in enumerate(held):
            number += self.dice.choice([0, 0, 0, 7])
            words = f"{whom} {what} after {number} {what.split()[2]}s"
            deny = self.dice.random() < 0.1
            span = Span(n * 90, n * 90 + 80)
            source = people[-1] if len(people) > 6 and n == 0 else who
            claims.append(
                ClaimFact(
                    f"claim:{n}", words, span, "denied" if deny else "said", source, "named",
                    "deny" if deny else "assert", "indirect", "speech", actor=ids[source], about=[ids[whom]],
                    named=[Named(0, len(whom), ids[whom])],
                )
            )  # fmt: skip
            if n % 2:
                when = (day - timedelta(days=number % 90)).isoformat()
                event = EventFact(
                    f"date:{n}", when, Span(n * 90 + 81, n * 90 + 89), f"{whom} {what}", span, when, when, when, "day",
                    "past", "happened", actors=[ids[whom]],
                )  # fmt: skip
                events.append(event)
        actors = [
            ActorFact(ids[p], p, "person", [p.split()[1]], ["minister"], mentions=3, salience=1 / (n + 1))
            for n, p in enumerate(people)
        ]
        identity = article_id(f"{self.made} {passages[0]}")
        return Facts(
            identity, identity, f"{held[0][1]} {held[0][2]}", f"Outlet {self.dice.randrange(60)}",
            f"{day.isoformat()}T08:00:00.000Z", day.isoformat(), actors=actors, claims=claims, events=events,
            passages=placed,
        )  # fmt: skip


def fill(workspace: Workspace, stream: Iterator[Facts], count: int) -> list[Facts]:
    """That many articles in the catalogue and in the index; gives the last ones."""
    workspace.compare()  # an empty index of this making
    compared = workspace.home.library.compared  # type: ignore[attr-defined]
    batch: list[Facts] = []
    for start in range(0, count, 64):
        batch = [next(stream) for _ in range(min(64, count - start))]
        workspace.home.library.database.write(partial(_rows, facts=batch))  # type: ignore[attr-defined]
        compared.write(partial(_take, batch=batch))
        if start % 1024 == 0:
            print(f"  {start + len(batch):,} of {count:,} made", file=sys.stderr, flush=True)
    return batch


def _rows(db: sqlite3.Connection, facts: list[Facts]) -> None:
    for one in facts:
        text = one.title
        article = Article(
            one.article_id, None, text, None, one.outlet, [], one.published, "en", text,
            [Block("paragraph", 0, len(text), True)],
        )  # fmt: skip
        indexing.put_article(db, Kept(article, one.added, None))


def _take(rows: Rows, batch: list[Facts]) -> None:
    index = Index(rows, decisions(rows))
    for facts in batch:
        index.take(facts.article_id, facts)
    index.finish()


def timed(work: Callable[[], object], times: int = 7) -> float:
    """The median CPU milliseconds of a call."""
    spent = []
    for _ in range(times):
        began = time.process_time()
        work()
        spent.append((time.process_time() - began) * 1000)
    return statistics.median(spent)


def measure(workspace: Workspace, last: list[Facts], writer: Writer) -> Iterator[tuple[str, float]]:
    """What was asked and its CPU milliseconds, one after another."""
    compared = workspace.home.library.compared  # type: ignore[attr-defined]
    groups = compared.read(lambda rows: rows.count(CLAIM))
    print(
        f"{groups:,} groups of claims; first: {workspace.claim_groups(limit=1).groups[:1]}"[:300], flush=True
    )
    busy = next(f for f in last[::-1] if len(f.actors) > 6)
    known = workspace.profile(busy.article_id, "actor:6")
    print(
        f"profile: {known.name}, {len(known.articles)} articles, {len(known.said)} said" if known else "none"
    )
    stream = writer.articles()
    asked: dict[str, Callable[[], object]] = {
        "claim groups, first page": workspace.claim_groups,
        "claim groups, far page": lambda: workspace.claim_groups(offset=groups // 2),
        "claim groups of an outlet": lambda: workspace.claim_groups('site:"outlet 7"'),
        "claim groups of half the library": lambda: workspace.claim_groups("newer:2033-01-20"),
        "profile, one story": lambda: workspace.profile(last[0].article_id, "actor:0"),
        "profile, one article in ten": lambda: workspace.profile(busy.article_id, "actor:6"),
        "timeline, first page": workspace.merged_timeline,
        "timeline, from a day in the middle": lambda: workspace.merged_timeline(since="2033-01-01"),
        "timeline of an outlet": lambda: workspace.merged_timeline('site:"outlet 7"'),
        ADDING: lambda: compared.write(lambda rows: _take(rows, [next(stream)])),
    }
    for name, work in asked.items():
        yield name, timed(work, 20 if name == ADDING else 7)


def main() -> int:
    """Measure and print."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--articles", type=int, default=10_000)
    parser.add_argument("--folder", type=Path, help="where the library is made; the current one unless given")
    call = parser.parse_args()
    folder = Path(tempfile.mkdtemp(prefix=".compare-bench-", dir=call.folder or Path.cwd()))
    workspace = Workspace(Settings(home=folder / "home", creator="bench"))
    writer = Writer(11)
    try:
        began = time.process_time()
        last = fill(workspace, writer.articles(), call.articles)
        print(
            f"{call.articles:,} articles: {(time.process_time() - began) * 1000 / call.articles:.1f} ms CPU each",
            flush=True,
        )
        size = (folder / "home" / "library.sqlite3").stat().st_size
        print(
            f"library.sqlite3: {size / 1e6:.0f} MB, {size / call.articles / 1000:.1f} kB an article",
            flush=True,
        )
        missed = 0
        for name, value in measure(workspace, last, writer):
            missed += value > REACH
            kept = "kept" if value <= REACH else "MISSED"
            print(f"  {name:36} {value:8.1f} ms CPU  reach {REACH:g}: {kept}", flush=True)
    finally:
        workspace.close()
        shutil.rmtree(folder, ignore_errors=True)
    return 1 if missed else 0


if __name__ == "__main__":
    raise SystemExit(main())
