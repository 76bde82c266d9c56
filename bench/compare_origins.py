"""Independent origins on synthetic syndication: are copies collapsed, and nothing else?

usage: python bench/compare_origins.py [--articles 300] [--seed 9] [--errors N]

Copies are made from our seeds and from ../shared/bench/corpus: `truncated` (the first paragraphs),
`edited` (words exchanged, added and left out in 1 to 8 of 100 places, a sentence dropped), `re-led`
(a new first paragraph or two, an agency's line at the end), `all three`. Each original goes in with
one copy of each kind and with every other original. A copy is collapsed where it shares an origin
with its original; an article is wrongly collapsed where it shares one with another original's.
Beside it the reference: resemblance of MinHash signatures of 64 places over four-word runs, at .3
and at .5. Exit status 1 where a reach is missed.
"""

import argparse
import json
import random
import sys
from collections.abc import Callable, Iterator
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(ROOT))

import msgspec  # noqa: E402

from briefing.compare.facts import facts_of  # noqa: E402
from briefing.compare.origins import origins, runs  # noqa: E402
from briefing.ingest.plain import article_from_text  # noqa: E402
from briefing.ingest.registry import read_source  # noqa: E402
from briefing.model.article import Article  # noqa: E402
from briefing.model.brief import Brief, Generator, Sourcing  # noqa: E402
from briefing.model.facts import Facts  # noqa: E402
from briefing.resources import seeds_path  # noqa: E402

CORPUS = ROOT.parent / "shared" / "bench" / "corpus" / "corpus.jsonl"
REACH, WRONG = 0.95, 0.01
LEAST_WORDS = 120
Paragraphs = list[list[str]]


def originals(number: int, seed: int) -> list[Paragraphs]:
    """Bodies as paragraphs of words: all seeds, then articles drawn from the corpus."""
    found = [_paragraphs(a) for a in read_source(str(seeds_path())) if isinstance(a, Article)]
    if CORPUS.exists():
        lines = CORPUS.read_text(encoding="utf-8").splitlines()
        random.Random(seed).shuffle(lines)
        for line in lines:
            if len(found) >= number:
                break
            made = _paragraphs(article_from_text(json.loads(line)["text"]))
            if sum(map(len, made)) >= LEAST_WORDS and len(made) > 2:
                found.append(made)
    return found


def _paragraphs(article: Article) -> Paragraphs:
    return [b.span.of(article.text).split() for b in article.body_blocks() if b.kind != "heading"]


def truncated(body: Paragraphs, dice: random.Random, words: list[str]) -> Paragraphs:
    """The first paragraphs, 30 to 70 of 100 words, 60 words at the least."""
    wanted = max(60, int(sum(map(len, body)) * dice.uniform(0.3, 0.7)))
    kept: Paragraphs = []
    for paragraph in body:
        if sum(map(len, kept)) >= wanted:
            break
        kept.append(paragraph)
    return kept


def edited(body: Paragraphs, dice: random.Random, words: list[str]) -> Paragraphs:
    """An editor's hand: words exchanged, added, left out; one paragraph in five loses its last ten words."""
    rate = dice.uniform(0.01, 0.08)
    result: Paragraphs = []
    for paragraph in body:
        new: list[str] = []
        for word in paragraph:
            if dice.random() >= rate:
                new.append(word)
            else:
                new.extend(dice.choice(([], [dice.choice(words)], [word, dice.choice(words)])))
        result.append(new[:-10] if dice.random() < 0.2 and len(new) > 25 else new)
    return [p for p in result if p]


def reled(body: Paragraphs, dice: random.Random, words: list[str]) -> Paragraphs:
    """A lead of one's own in place of the first paragraph, sometimes two, and a line of the agency."""
    lead = [dice.choices(words, k=dice.randint(20, 45)) for _ in range(dice.randint(1, 2))]
    return [*lead, *body[dice.randint(0, 1) :], ["Reporting", "by", *dice.choices(words, k=4)]]


def all_three(body: Paragraphs, dice: random.Random, words: list[str]) -> Paragraphs:
    """Cut, edited, and led anew."""
    return reled(edited(truncated(body, dice, words), dice, words), dice, words)


KINDS: dict[str, Callable[[Paragraphs, random.Random, list[str]], Paragraphs]] = {
    "truncated": truncated,
    "edited": edited,
    "re-led": reled,
    "all three": all_three,
}


def facts(body: Paragraphs, label: str) -> Facts:
    """The record of an article with that body. `label` is kept as its title."""
    article = article_from_text("\n\n".join(" ".join(p) for p in body), title=label)
    brief = Brief(article, [], [], [], [], [], Sourcing(), Generator("bench", "", ""))
    made = facts_of(brief, story=article.id, outlet="", added="", published=None, url=None)
    # Our seeds' agency is credited in several of them: here only the words count. Of a short article,
    # a cut or an edit may leave all as it was: the label tells the two apart.
    return msgspec.structs.replace(made, article_id=label, credits=[])


def minhash(one: Facts, places: int = 64) -> list[int]:
    """The reference's signature: the least of each of 64 permutations of the runs."""
    dice = random.Random(0)
    marks = [dice.getrandbits(32) | 1 for _ in range(places)]
    return [min((h * m ^ h >> 7) & 0xFFFFFFFF for h in runs(one)) for m in marks]


def resemble(made: list[Facts], least: float) -> Iterator[set[int]]:
    """Groups of the reference, by number of the article: pairs that resemble each other, joined."""
    signatures = [minhash(f) for f in made]
    groups = {n: {n} for n in range(len(made))}
    for a, one in enumerate(signatures):
        for b in range(a):
            same = sum(x == y for x, y in zip(one, signatures[b], strict=True)) / len(one)
            if same >= least and groups[a] is not groups[b]:
                joined = groups[a] | groups[b]
                for n in joined:
                    groups[n] = joined
    yield from {id(g): g for g in groups.values()}.values()


def score(made: list[Facts], groups: Iterator[set[int]]) -> tuple[dict[str, float], float, list[str]]:
    """Share of the copies collapsed by kind, share of the articles wrongly collapsed, and errors in words."""
    names = [f.title.split("|") for f in made]
    done: dict[str, list[bool]] = {kind: [] for kind in KINDS}
    wrong = 0
    errors: list[str] = []
    for group in groups:
        stories = {names[n][0] for n in group}
        have = {(names[n][0], names[n][1]) for n in group}
        for n in group:
            story, kind = names[n][0], names[n][1]
            if kind != "original":
                done[kind].append((story, "original") in have)
                if (story, "original") not in have:
                    errors.append(f"missed: {kind} of {story}")
            wrong += len(stories) > 1
        if len(stories) > 1:
            errors.append(f"joined: {sorted(stories)}")
    return {k: sum(v) / len(v) for k, v in done.items() if v}, wrong / len(made), errors


def main() -> int:
    """Measure and print."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--articles", type=int, default=300)
    parser.add_argument("--seed", type=int, default=9)
    parser.add_argument("--errors", type=int, default=0)
    parser.add_argument("--no-reference", action="store_true")
    call = parser.parse_args()
    dice = random.Random(call.seed)
    bodies = originals(call.articles, call.seed)
    words = [w for body in bodies for p in body for w in p if w.isalpha()]
    made = []
    for n, body in enumerate(bodies):
        made.append(facts(body, f"{n}|original"))
        made.extend(facts(make(body, dice, words), f"{n}|{kind}") for kind, make in KINDS.items())
    number = {f.article_id: n for n, f in enumerate(made)}
    found = ({number[a] for a in o.articles} for o in origins(made))
    rates, wrong, errors = score(made, iter(list(found)))
    _line("origins", rates, wrong)
    for error in errors[: call.errors]:
        print("  ", error)
    if not call.no_reference:
        for least in (0.3, 0.5):
            _line(f"MinHash >= {least}", *score(made, resemble(made, least))[:2])
    kept = min(rates.values()) >= REACH and wrong <= WRONG
    print(f"reach: {REACH:.0%} of each kind, {WRONG:.0%} wrongly: {'kept' if kept else 'MISSED'}")
    return 0 if kept else 1


def _line(name: str, rates: dict[str, float], wrong: float) -> None:
    kinds = ", ".join(f"{kind} {rate:.1%}" for kind, rate in rates.items())
    print(f"{name:16} collapsed: {kinds}; wrongly: {wrong:.2%}")


if __name__ == "__main__":
    raise SystemExit(main())
