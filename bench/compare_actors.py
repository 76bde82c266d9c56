"""How well the same actor is found over articles, on MEANTIME (Wikinews, CC BY), pair by pair.

usage: python bench/compare_actors.py [--errors]

The actors are the engine's own. An actor of an article stands for the gold cluster that most of its
names overlap, as in ../shared/bench/actors/score.py; only what stands in the annotated part of a text is
judged. A gold pair is one cluster named in two articles: it is found where any actors that stand for it
there are linked, and missed where the engine found none. A linked pair is wrong where the two stand for
different clusters. Where one of the two stands for none, the gold does not know that actor: it leaves out
most attributive uses ("US car makers"), so such pairs are left out of P and counted as wrong in "strict".
"any alias": one form of a name in common.
"""

import argparse
import collections
import itertools
import json
import pathlib
import sys
from collections.abc import Iterable
from typing import Any

sys.path.insert(0, str(pathlib.Path(__file__).resolve().parent.parent))

from bench.devset import SHARED, load_model, parsed_set

sys.path.insert(0, str(SHARED))

from briefing.compare.actors import Linked, link
from briefing.compare.names import fold, keys_of
from briefing.extract.actors import find_actors
from briefing.model.brief import Actor
from briefing.model.facts import ActorFact, Facts

Unit = tuple[str, str]  # article, actor


def record(article: str, actors: list[Actor]) -> Facts:
    """The part of an article's facts that linking reads."""
    known = [
        ActorFact(
            a.id, a.name, a.kind, a.aliases, [r.text for r in a.roles], mentions=len(a.mentions),
            unnamed=a.unnamed, parent=a.parent, country=a.country, reading=a.reading, in_ranking=a.in_ranking,
        )
        for a in actors
    ]  # fmt: skip
    return Facts(article, article, "", "", "", actors=known)


def stands_for(score: Any, gold: dict[str, Any], actors: list[Actor], span: Any) -> dict[str, str | None]:
    """The gold cluster of each actor that is named in the annotated part; None where it is none."""
    clusters = score.gold_actors(gold)
    names = [
        (m["name"] or [m["start"], m["end"]], m["head"], i)
        for i, g in enumerate(clusters)
        for m in g["names"]
    ]
    found: dict[str, str | None] = {}
    for actor in actors:
        votes: collections.Counter[int] = collections.Counter()
        judged = False
        for mention in actor.mentions:
            place = span({"start": mention.start, "end": mention.end}) if mention.form == "name" else None
            if place is None or place[0] >= gold["coverage_end"]:
                continue
            judged = True
            best = score.best_gold(names, {"start": place[0], "end": place[1]})
            if best is not None:
                votes[best] += 1
        if judged:
            found[actor.id] = clusters[votes.most_common(1)[0][0]]["id"] if votes else None
    return found


def any_alias(articles: Iterable[Facts]) -> list[list[Unit]]:
    """The baseline: joined by any form in common."""
    top: dict[Unit, Unit] = {}
    first: dict[str, Unit] = {}

    def root(unit: Unit) -> Unit:
        while top[unit] != unit:
            unit = top[unit]
        return unit

    for facts in articles:
        for actor in facts.actors:
            if actor.unnamed:
                continue
            unit = (facts.story, actor.id)
            top[unit] = unit
            for form in (actor.name, *actor.aliases):
                other = first.setdefault(fold(form), unit)
                top[root(unit)] = root(other)
    groups: dict[Unit, list[Unit]] = {}
    for unit in top:
        groups.setdefault(root(unit), []).append(unit)
    return list(groups.values())


def main() -> None:
    """Print pairwise precision, recall and F, of all and by topic."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--errors", action="store_true")
    options = parser.parse_args()
    import run

    score = run.load("actors")
    articles: list[Facts] = []
    stands: dict[Unit, str | None] = {}
    gold_units: list[tuple[str, str, str]] = []
    names: dict[Unit, str] = {}
    for gold, parsed in parsed_set(load_model(), SHARED / "actors" / "meantime_en.jsonl"):
        actors = find_actors(parsed)
        span = run.offsets(parsed.text, gold["text"])
        gold_units += [(gold["id"], g["id"], gold["topic"]) for g in score.gold_actors(gold)]
        articles.append(record(gold["id"], actors))
        for actor, cluster in stands_for(score, gold, actors, span).items() if span else ():
            stands[gold["id"], actor] = cluster
        names |= {(gold["id"], a.id): a.name for a in actors}
    topics = {u[0]: u[2] for u in gold_units}
    ours = [
        [(m.story, m.actor) for m in group]
        for group in link(Linked(f.story, i, k) for f in articles for i, k in keys_of(f).items())
    ]
    for name, groups in (("any alias", any_alias(articles)), ("ours", ours)):
        for topic in ("", *sorted(set(topics.values()))):
            _print(
                name, topic, groups, stands, gold_units, topics, names if options.errors and not topic else {}
            )


def _print(
    name: str,
    topic: str,
    groups: list[list[Unit]],
    stands: dict[Unit, str | None],
    gold_units: list[tuple[str, str, str]],
    topics: dict[str, str],
    names: dict[Unit, str],
) -> None:
    here = {a for a, t in topics.items() if not topic or t == topic}
    right = wrong = unknown = 0
    found: set[tuple[str, str, str]] = set()
    for group in groups:
        units = [u for u in group if u in stands and u[0] in here]
        for a, b in itertools.combinations(units, 2):
            one, other = stands[a], stands[b]
            if a[0] == b[0] or (one is None and other is None):
                continue
            if one is None or other is None:
                unknown += 1
            elif one == other:
                right += 1
                found.add((one, min(a[0], b[0]), max(a[0], b[0])))
            else:
                wrong += 1
                if names:
                    print(f"  wrong: {names[a]} = {names[b]}  ({one} / {other})", json.dumps([a[0], b[0]]))
    wanted = collections.Counter(
        (c, min(a, b), max(a, b))
        for (a, c, _), (b, d, _) in itertools.combinations([u for u in gold_units if u[0] in here], 2)
        if c == d and a != b
    )
    if names:
        missing: collections.Counter[str] = collections.Counter(w[0] for w in wanted if w not in found)
        for cluster, count in missing.most_common(12):
            print(
                f"  missed: {cluster} {count}", sorted({names[u] for u, c in stands.items() if c == cluster})
            )
    p, r = right / max(right + wrong, 1), len(found) / max(len(wanted), 1)
    strict = right / max(right + wrong + unknown, 1)
    print(
        f"{name:10} {topic or 'all':16} P {p:.3f} R {r:.3f} F {2 * p * r / max(p + r, 1e-9):.3f}  "
        f"strict P {strict:.3f}  ({right + wrong} + {unknown} pairs linked, {len(wanted)} in the gold)"
    )


if __name__ == "__main__":
    main()
