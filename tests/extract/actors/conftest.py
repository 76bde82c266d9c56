"""A way to read the cases: text in, actors out, through the default pipeline."""

import pytest
from actor_cases import Finder

from briefing.extract.actors import find_actors
from briefing.extract.parse import parse
from briefing.ingest.plain import article_from_text
from briefing.model.brief import Actor


@pytest.fixture(scope="session")
def find(nlp) -> Finder:
    """`find(text, title=None)` -> the actors; a title stands in the text as its first line."""

    def run(text: str, title: str | None = None) -> list[Actor]:
        whole = f"{title}\n\n{text}" if title else text
        return find_actors(parse(nlp, article_from_text(whole, title=title)))

    return run
