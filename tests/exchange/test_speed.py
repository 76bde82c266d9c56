"""10,000 notes leave in any format within 5 s and come in within 20 s (CPU time: other work is not counted)."""

import json
import random
import time
from pathlib import Path

import pytest

from briefing.anchor import quote_at
from briefing.config import load_settings
from briefing.exchange.registry import WRITTEN
from briefing.ingest.plain import article_from_text
from briefing.model.annotation import Annotation, Body, Target
from briefing.model.article import Article, Span
from briefing.workspace import Workspace

WORDS = [
    "harbour",
    "bridge",
    "union",
    "mayor",
    "said",
    "ferries",
    "stop",
    "midnight",
    "report",
    "denied",
    "talks",
    "office",
    "clerk",
    "night",
]


def library(home: Path, articles: list[Article]) -> Workspace:
    workspace = Workspace(load_settings(str(home)))
    for article in articles:
        workspace.home.articles.save(article)
        workspace.home.stories.add(article.url or "", article.id)
    return workspace


@pytest.mark.slow
def test_ten_thousand_notes(tmp_path: Path) -> None:
    chance = random.Random(7)
    articles = []
    for n in range(100):
        text = "\n\n".join(" ".join(chance.choices(WORDS, k=60)) + f" {n} 😀." for _ in range(12))
        articles.append(
            article_from_text(
                text, title=f"Article {n}", url=f"https://news.example/{n}", site="Harbour Wire", authors=[],
                published="2031-05-14", language="en", external_id=None,
            )
        )  # fmt: skip
    full = library(tmp_path / "full", articles)
    for article in articles:
        notes = []
        for n in range(100):
            start = chance.randrange(len(article.text) - 60)
            span = Span(start, start + chance.randrange(10, 60))
            target = Target(article.id, article.id, article.url, None, quote_at(article.text, span), span)
            notes.append(
                Annotation(
                    uid="",
                    kind="note",
                    created="",
                    modified="",
                    creator="",
                    target=target,
                    body=Body(f"note {n}", ["x"]),
                )
            )
        full.home.annotations.insert(notes)
    full.home.library.catch_up(force=True)
    for form in WRITTEN:
        began = time.process_time()
        full.export_file(tmp_path / f"out.{form}", form=form)
        assert time.process_time() - began < 5, form
    rows = json.loads((tmp_path / "out.hypothesis").read_text(encoding="utf-8"))["rows"]
    foreign = [{**{k: v for k, v in row.items() if k != "briefing"}, "id": f"h{row['id']}"} for row in rows]
    (tmp_path / "foreign").write_text(json.dumps(foreign), encoding="utf-8")
    empty = library(tmp_path / "empty", articles)
    for name, added in (("out.w3c", 10_000), ("out.hypothesis", 0), ("foreign", 10_000), ("foreign", 0)):
        began = time.process_time()
        report = empty.import_file(tmp_path / name)
        assert time.process_time() - began < 20, name
        assert report.counts["added"] == added
    full.close()
    empty.close()
