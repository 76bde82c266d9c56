"""Reach of page reading on ../shared/bench/ingest, a part of it, so that a regression is seen at once."""

import gzip
import importlib.util
import json
import statistics
from pathlib import Path

import pytest

from briefing.ingest.decode import decode
from briefing.ingest.html import article_from_html
from briefing.ingest.sniff import declared_encoding
from briefing.model.article import Article

DATA = Path(__file__).resolve().parents[3] / "shared" / "bench" / "ingest"
EVERY = 4  # one page in four: ten seconds instead of forty

pytestmark = [
    pytest.mark.bench,
    pytest.mark.slow,
    pytest.mark.skipif(not DATA.is_dir(), reason="../shared/bench/ingest is not here"),
]


@pytest.fixture(scope="module")
def pages() -> list[tuple[dict, Article]]:
    gold = [json.loads(line) for line in (DATA / "gold.jsonl").read_text(encoding="utf-8").splitlines()][
        ::EVERY
    ]
    found = []
    for record in gold:
        data = gzip.decompress((DATA / record["html"]).read_bytes())
        found.append((record, article_from_html(decode(data, declared_encoding(data)).text)))
    return found


@pytest.fixture(scope="module")
def score():  # type: ignore[no-untyped-def]
    spec = importlib.util.spec_from_file_location("ingest_score", DATA / "score.py")
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def test_bodies(pages, score) -> None:  # type: ignore[no-untyped-def]
    grams, words = [], []
    for gold, article in pages:
        text = "\n".join(
            b.span.of(article.text)
            for b in article.body_blocks()
            if not (b.kind == "heading" and score.fold(b.span.of(article.text)) == score.fold(article.title))
        )
        if gold["source"] == "fundus":
            grams.append(score.f1(*score.overlap(score.shingles(gold["text"]), score.shingles(text))))
        else:
            low = (score.collections.Counter(score.words(t.lower())) for t in (gold["text"], text))
            words.append(score.f1(*score.overlap(*low)))
    assert statistics.mean(grams) >= 0.93
    assert statistics.mean(words) >= 0.94


def test_titles_authors_and_days(pages, score) -> None:  # type: ignore[no-untyped-def]
    news = [(g, a) for g, a in pages if g["source"] == "fundus"]
    titles = [score.fold(a.title) == score.fold(g["title"]) for g, a in news]
    authors = [score.people(a.authors) == score.people(g["authors"]) for g, a in news if g["authors"]]
    days = [score.day(a.published) == score.day(g["published"]) for g, a in news if g["published"]]
    assert statistics.mean(titles) >= 0.75
    assert statistics.mean(authors) >= 0.80
    assert statistics.mean(days) >= 0.95
