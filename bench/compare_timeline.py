"""The merged timeline against SemEval-2015 task 4 (timelines of 19 entities over several articles each).

usage: python -m bench.compare_timeline [--errors]

Gold: ../shared/bench/timeline/timelines-semeval2015.jsonl over the articles of timeline-docs.jsonl (Wikinews;
CC BY; the thresholds of `briefing.compare.events` were set on it). The event mentions are given; asked
is the date of each. Figures, of mentions with a known date:

found      share that stands in a clause of a line (with a baseline of one date for all: every one)
exact      share whose date is that of the gold, at the gold's precision; compat: the two overlap
order      of pairs with different dates, share put in the right order
date F1    over the set of dates of a timeline

Systems: `published` gives every event its article's date; `nearest` the nearest expression of the
sentence, else the article's date; `clause` the date of the smallest clause that the mention stands
in; `merged` the first date of the line that this clause is in. These two date few events, as a brief
does: with `+ published` and `+ nearest` the others get what the baselines give (the screen does not).

merging    of pairs of entries that hold mentions of one timeline, in different clauses: precision (share of
           joined pairs that share an event of the gold), recall (share of gold pairs that are joined).
           Entries of one article count as well: one line an event.
"""

import argparse
import json
import sys
from collections.abc import Callable, Iterator, Mapping
from importlib import import_module
from typing import Any

from bench.devset import MODEL, SHARED, load_model, parsed_set
from briefing.compare.decisions import reference
from briefing.compare.events import EventFeatures, event_features
from briefing.compare.facts import facts_of
from briefing.compare.timeline import Line, lines_of
from briefing.extract.engine import brief_of
from briefing.model.facts import EventFact, Facts

Mention = tuple[str, int, str]  # document, sentence, token
Dater = Callable[[Mention], str | None]
FOLDER = SHARED / "timeline"


class Articles:
    """The articles of the gold with their facts, and where each mention stands."""

    def __init__(self) -> None:
        self.gold: dict[str, dict[str, Any]] = {}
        self.facts: dict[str, Facts] = {}
        for gold, parsed in parsed_set(load_model(), FOLDER / "timeline-docs.jsonl"):
            brief = brief_of(parsed, MODEL)
            self.gold[gold["id"]] = gold
            self.facts[gold["id"]] = facts_of(
                brief,
                story=brief.article.id,
                outlet="",
                added="",
                published=brief.article.published,
                url=None,
            )

    def place(self, mention: Mention) -> int | None:
        """Where the mention begins; None where its words are not in the sentence."""
        doc, number, token = mention
        gold = self.gold[doc]
        for n, start, end in gold["sentences"]:
            if n == number or (number == 0 and n == 1):  # sentence 0 is the headline, which stands before
                at = gold["text"].find(token.split("_")[0], start, end)
                return None if at < 0 else int(at)
        return None

    def sentence(self, mention: Mention) -> tuple[int, int]:
        """The characters of the mention's sentence."""
        sentences = self.gold[mention[0]]["sentences"]
        return next(((s, e) for n, s, e in sentences if n == mention[1]), (0, 0))

    def entry(self, mention: Mention) -> EventFact | None:
        """The entry with the smallest clause that the mention stands in."""
        at = self.place(mention)
        if at is None:
            return None
        holding = [
            e
            for e in self.facts[mention[0]].events
            if e.event_span
            and e.event_span.start <= at < e.event_span.end
            and e.from_
            and e.kind != "published"
        ]
        return min(holding, key=lambda e: (len(e.event), e.id), default=None)


def day(value: str | None) -> str | None:
    """An EDTF value as the gold writes dates: without the time, an interval by its beginning."""
    return value.split("/")[0].split("T")[0] if value and not value.startswith("..") else None


def main() -> None:
    """Measure and print."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument(
        "--errors", action="store_true", help="print the pairs that were joined wrongly or not at all"
    )
    errors = parser.parse_args().errors
    sys.path.insert(0, str(FOLDER))
    timeline_score = import_module("timeline_score")

    articles = Articles()
    timelines = [json.loads(line) for line in (FOLDER / "timelines-semeval2015.jsonl").open(encoding="utf-8")]
    entries = [e for f in articles.facts.values() for e in event_features(f)]
    lines = lines_of(entries)
    line_of = {s.ref: line for line in lines for s in line.sources}
    for name, dater in systems(articles, line_of).items():
        predicted = {(t["corpus"], t["entity"]): {"events": list(dated(t, dater))} for t in timelines}
        figures = timeline_score.score(timelines, predicted)
        known = [
            m
            for t in timelines
            for r in t["timeline"]
            for m in mentions(r)
            if not r["date"].startswith("XXX")
        ]
        found = sum(dater(m) is not None for m in known)
        shown = " ".join(
            f"{k} {figures[k]:5.1f}" for k in ("exact", "compat", "order", "date_p", "date_r", "date_f1")
        )
        print(f"{name:20} found {100 * found / len(known):5.1f} {shown}")
    print(
        f"{len(entries)} entries in {len(lines)} lines; {sum(line.contested for line in lines)} with two dates"
    )
    merging(articles, timelines, line_of, errors)


def systems(articles: Articles, line_of: Mapping[str, Line]) -> dict[str, Dater]:
    """Each way of dating a mention, by its name."""

    def published(mention: Mention) -> str | None:
        return day(articles.facts[mention[0]].published)

    def nearest(mention: Mention) -> str | None:
        at = articles.place(mention)
        start, end = articles.sentence(mention)
        dates = [e for e in articles.facts[mention[0]].events if e.from_ and start <= e.span.start < end]
        best = min(dates, key=lambda e: abs(e.span.start - (at or start)), default=None)
        return day(best.edtf) if best is not None else published(mention)

    def clause(mention: Mention) -> str | None:
        entry = articles.entry(mention)
        return day(entry.edtf) if entry else None

    def merged(mention: Mention) -> str | None:
        entry = articles.entry(mention)
        line = line_of.get(reference(articles.facts[mention[0]].story, entry.id)) if entry else None
        return day(line.dates[0].edtf) if line else None

    return {
        "published": published,
        "nearest": nearest,
        "clause": clause,
        "merged": merged,
        "clause + published": lambda m: clause(m) or published(m),
        "merged + nearest": lambda m: merged(m) or nearest(m),
    }


def mentions(row: Mapping[str, Any]) -> Iterator[Mention]:
    """The mentions of one event of the gold."""
    for m in row["mentions"]:
        yield m["doc"], int(m["sent"]), m["token"]


def dated(timeline: Mapping[str, Any], dater: Dater) -> Iterator[dict[str, Any]]:
    """What the scorer reads: each mention with its date."""
    for row in timeline["timeline"]:
        for doc, sentence, token in mentions(row):
            value = dater((doc, sentence, token))
            if value is not None:
                yield {"doc": doc, "sent": sentence, "token": token, "date": value}


def merging(
    articles: Articles, timelines: list[dict[str, Any]], line_of: Mapping[str, Line], errors: bool
) -> None:
    """How well entries were put into lines."""
    events: dict[str, set[tuple[str, str, int]]] = {}
    sources = {s.ref: s for line in line_of.values() for s in line.sources}
    for timeline in timelines:
        for n, row in enumerate(timeline["timeline"]):
            for mention in mentions(row):
                entry = articles.entry(mention)
                if entry is not None:
                    ref = reference(articles.facts[mention[0]].story, entry.id)
                    events.setdefault(ref, set()).add((timeline["corpus"], timeline["entity"], n))
    refs = sorted(events)
    joined = right = gold = 0
    for i, a in enumerate(refs):
        for b in refs[i + 1 :]:
            if not {e[:2] for e in events[a]} & {e[:2] for e in events[b]} or _one_clause(
                sources[a], sources[b]
            ):
                continue
            same, ours = bool(events[a] & events[b]), line_of[a] is line_of[b]
            joined, right, gold = joined + ours, right + (ours and same), gold + same
            if errors and same != ours:
                print("missed" if same else "WRONG ", *(f"\n    {sources[r].event.edtf} | {sources[r].event.event}" for r in (a, b)))  # fmt: skip
    print(
        f"merging: {joined} pairs joined, {right} of them right (P {100 * right / max(joined, 1):.0f} %), "
        f"of {gold} in the gold (R {100 * right / max(gold, 1):.0f} %)"
    )


def _one_clause(a: EventFeatures, b: EventFeatures) -> bool:
    one, other = a.event.event_span, b.event.event_span
    return a.article_id == b.article_id and one is not None and other is not None and one.overlaps(other)


if __name__ == "__main__":
    main()
