"""The article that the project began with."""

from pathlib import Path

import pytest

from briefing.extract.actors import find_actors
from briefing.extract.parse import parse
from briefing.ingest.plain import article_from_text
from briefing.model.article import Article
from briefing.model.brief import Actor


@pytest.fixture(scope="module")
def seed(nlp, real_article: Path) -> tuple[Article, list[Actor]]:
    article = article_from_text(real_article.read_text(encoding="utf-8"))
    return article, find_actors(parse(nlp, article))


def forms(article: Article, actor: Actor) -> set[str]:
    return {m.span.of(article.text) for m in actor.mentions}


def test_the_ambassador_is_one_person_with_his_role(seed: tuple[Article, list[Actor]]) -> None:
    article, actors = seed
    (envoy,) = [a for a in actors if "Xiaoming" in a.name]
    assert envoy.name == "Liu Xiaoming"
    assert envoy.kind == "person"
    assert envoy.country == "CN"
    assert {"Liu Xiaoming", "Xiaoming", "the ambassador", "he"} <= forms(article, envoy)
    assert [r.text for r in envoy.roles] == ["Chinese envoy to the UK"]


def test_the_firm_is_one_organisation(seed: tuple[Article, list[Actor]]) -> None:
    article, actors = seed
    (firm,) = [a for a in actors if "Huawei" in a.name]
    assert firm.kind == "organization"
    assert "it" in forms(article, firm)
    assert "world's biggest telecoms equipment supplier" in [r.text for r in firm.roles]


def test_each_state_is_one_actor(seed: tuple[Article, list[Actor]]) -> None:
    article, actors = seed
    (kingdom,) = [a for a in actors if a.country == "GB" and a.kind == "place"]
    assert {"UK", "Britain", "United Kingdom"} <= forms(article, kingdom)
    (states,) = [a for a in actors if a.country == "US" and a.kind == "place"]
    assert {"US", "United States"} <= forms(article, states)
    (washington,) = [a for a in actors if a.name == "Washington"]
    assert washington.reading == "US government"


def test_the_unnamed_are_labelled_as_written(seed: tuple[Article, list[Actor]]) -> None:
    _, actors = seed
    unnamed = {a.name for a in actors if a.unnamed}
    assert {"Several ministers", "US intelligence officials"} <= unnamed


def test_the_related_link_is_in_no_actor(seed: tuple[Article, list[Actor]]) -> None:
    article, actors = seed
    start = article.text.index("READ MORE")
    end = article.text.index("\n", start)
    assert not [a.name for a in actors for m in a.mentions if m.start < end and start < m.end]
    assert not [a.name for a in actors if "Embracing" in a.name or "Five Eyes" in a.name]
