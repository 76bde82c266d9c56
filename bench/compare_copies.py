"""What comparing costs where hundreds of articles are copies of one, beside as many that are not.

usage: python -m bench.compare_copies [--articles 500] [--folder FOLDER] [--profile]

`copies` are one of our seeds as an agency's customers print it: a few words changed by an editor (one longer
plain word in fifty is written in other letters), two in five cut short. `others` are copies of all seeds in
which two thirds of these words are others, as in `bench.library_of`. Both are of sixty outlets. Measured, in
CPU seconds: the index of comparisons (as `Workspace.compare` makes it) and the story of all
(`Workspace.story`); then both for each 1,000 claims, as the articles differ in length. Exit status 1 where
copies cost more than `REACH` times as much as others.
"""

import argparse
import cProfile
import pstats
import shutil
import sys
import tempfile
import time
from collections.abc import Iterator, Sequence
from datetime import date, timedelta
from pathlib import Path
from random import Random

import msgspec

from bench.compare_scale import fill
from bench.library_of import VARIED, bases, varied
from briefing.compare.facts import facts_of
from briefing.config import Settings
from briefing.model.article import article_id
from briefing.model.brief import Brief
from briefing.model.facts import Facts
from briefing.workspace import Workspace

REACH = 1.5
OUTLETS = 60
EDITED = 0.02  # of the longer plain words
CUT = 0.4  # of the copies end earlier, in their second half


def copies(found: Sequence[Brief]) -> Iterator[Facts]:
    """Edited copies of the seed with most claims, for ever."""
    base = max(found, key=lambda b: len(b.claims))
    chance, number = Random(5), 0
    while True:
        facts = _facts(base, number, EDITED)
        length = len(base.article.text)
        yield cut(facts, chance.randrange(length // 2, length)) if chance.random() < CUT else facts
        number += 1


def others(found: Sequence[Brief]) -> Iterator[Facts]:
    """One seed after another in other words, for ever."""
    number = 0
    while True:
        yield _facts(found[number % len(found)], number, VARIED)
        number += 1


def cut(facts: Facts, end: int) -> Facts:
    """What is left of an article that ends after so many characters."""
    claims = [c for c in facts.claims if c.span.end <= end]
    events = [e for e in facts.events if max(e.span, e.event_span or e.span, key=lambda s: s.end).end <= end]
    spoken = {a for c in claims for a in (c.actor, *c.about)} | {a for e in events for a in e.actors}
    return msgspec.structs.replace(
        facts,
        actors=[a for a in facts.actors if a.id in spoken or (a.first is not None and a.first.end <= end)],
        claims=claims,
        events=events,
        gaps=[],
        passages=[p for p in facts.passages if p.span.end <= end],
    )


def _facts(base: Brief, number: int, share: float) -> Facts:
    """What comparing keeps of the seed in other words. The same spans hold: a word keeps its length."""
    text = varied(base.article.text[:-9], number, share) + f"{number:08}."
    day = date(2031, 5, 14) + timedelta(days=number % 7)
    article = msgspec.structs.replace(base.article, id=article_id(text), text=text, url=None)
    return facts_of(
        msgspec.structs.replace(base, article=article),
        story=article.id,
        outlet=f"Outlet {number % OUTLETS}",
        added=f"{day.isoformat()}T08:00:00.000Z",
        published=day.isoformat(),
        url=None,
    )


def measure(stream: Iterator[Facts], articles: int, folder: Path, profile: bool) -> tuple[float, float, int]:
    """CPU seconds of the index and of the story, and how many claims there are."""
    home = Path(tempfile.mkdtemp(prefix=".compare-copies-", dir=folder))
    workspace = Workspace(Settings(home=home / "home", creator="bench"))
    profiler = cProfile.Profile()
    try:
        made = [next(stream) for _ in range(articles)]
        if profile:
            profiler.enable()
        began = time.process_time()
        fill(workspace, iter(made), articles)
        indexed = time.process_time()
        story = workspace.story("").story
        ended = time.process_time()
        profiler.disable()
        print(f"  {len(story.articles)} articles, {len(story.groups)} groups, {len(story.origins)} origins")
    finally:
        workspace.close()
        shutil.rmtree(home, ignore_errors=True)
    if profile:
        pstats.Stats(profiler).sort_stats("cumulative").print_stats(45)
    return indexed - began, ended - indexed, sum(len(f.claims) for f in made)


def main() -> int:
    """Measure and print."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--articles", type=int, default=500)
    parser.add_argument("--folder", type=Path, help="where libraries are made; the current one unless given")
    parser.add_argument("--profile", action="store_true", help="print where the time goes")
    call = parser.parse_args()
    found = bases()
    spent: dict[str, tuple[float, ...]] = {}
    for name, stream in (("others", others(found)), ("copies", copies(found))):
        index, story, claims = measure(stream, call.articles, call.folder or Path.cwd(), call.profile)
        print(f"{name}: {claims:,} claims; index {index:.1f} s, story {story:.1f} s CPU", flush=True)
        spent[name] = index, story, 1000 * index / claims, 1000 * story / claims
    missed = 0
    names = ("index", "story", "index, per claim", "story, per claim")
    for what, others_cost, copies_cost in zip(names, spent["others"], spent["copies"], strict=True):
        ratio = copies_cost / others_cost
        missed += ratio > REACH
        print(f"  {what:18} {ratio:5.2f} times  reach {REACH:g}: {'kept' if ratio <= REACH else 'MISSED'}")
    return 1 if missed else 0


if __name__ == "__main__":
    sys.exit(main())
