"""The sample articles that the app opens with."""

from pathlib import Path

import pytest

from briefing.ingest.registry import read_source
from briefing.model.article import Article

SEEDS = Path(__file__).resolve().parent.parent.parent / "seeds"
FILES = sorted(path for path in SEEDS.iterdir() if path.suffix in (".txt", ".md", ".html"))


def test_there_are_several_in_every_format() -> None:
    assert len(FILES) >= 6
    assert {path.suffix for path in FILES} == {".txt", ".md", ".html"}


@pytest.mark.parametrize("path", FILES, ids=lambda p: p.name)
def test_a_seed_reads_well_and_says_that_it_is_fiction(path: Path) -> None:
    assert "ictional sample" in path.read_text(encoding="utf-8")
    (article,) = read_source(str(path))
    assert isinstance(article, Article)
    assert article.title
    assert article.site
    assert article.language == "en"
    body = " ".join(b.span.of(article.text) for b in article.body_blocks())
    assert "ictional sample" not in body
    assert 250 <= len(body.split()) <= 620


def test_one_has_no_date_and_the_others_do() -> None:
    articles = [a for path in FILES for a in read_source(str(path)) if isinstance(a, Article)]
    assert sum(a.published is None for a in articles) == 1
