"""What news reports do with their actors: publishers, datelines, ships, short forms of firms, delayed names."""

import pytest
from actor_cases import Case, Finder, check

from briefing.extract.actors import find_actors
from briefing.extract.parse import parse
from briefing.ingest.plain import article_from_text
from briefing.model.brief import Actor

SHORT_FORMS = [
    Case(
        "Orbelle Ferries cancelled two sailings. Orbelle said the fog was to blame.",
        want={"Orbelle Ferries": {"kind": "organization", "says": ["Orbelle"]}},
    ),
    Case(
        "The strike at Tamris Airlines ended on Friday. Tamris will pay more.",
        want={"Tamris Airlines": {"kind": "organization", "says": ["Tamris"]}},
    ),
    Case(
        "Dalmoor Shipping sold four tankers. Its rival praised Dalmoor for the deal.",
        want={"Dalmoor Shipping": {"kind": "organization", "says": ["Dalmoor"]}},
    ),
    Case(
        "Vantrel Norway closed a plant. Vantrel said it would keep the others.",
        apart=[("Vantrel Norway", "Vantrel")],
    ),
    Case(
        "Vantrel Ferries has a new owner. The Vantrel Seafarers' Union said it was worried.",
        apart=[("Vantrel Ferries", "Vantrel Seafarers' Union")],
    ),
]


@pytest.mark.parametrize("case", SHORT_FORMS, ids=str)
def test_a_firm_goes_by_its_first_word(find: Finder, case: Case) -> None:
    check(case, find(case.text))


def read(nlp, text: str, **facts: object) -> list[Actor]:
    """The actors of a text with what its source says of it."""
    return find_actors(parse(nlp, article_from_text(text, **facts)))


def ranked(actors: list[Actor]) -> dict[str, bool]:
    return {a.name: a.in_ranking for a in actors}


def test_publisher_and_author_stay_out_of_the_ranking(nlp) -> None:
    text = (
        "The harbour will close, according to a letter seen by The Tamar Courier. "
        "Ines Roth told the Tamar Courier that she was shocked. Lena Fisk was there."
    )
    found = ranked(read(nlp, text, site="the tamar courier", authors=["Lena Fisk"]))
    assert found["Tamar Courier"] is False
    assert found["Ines Roth"] is True
    assert found.get("Lena Fisk", False) is False
    assert ranked(read(nlp, text))["Tamar Courier"] is True


def test_a_dateline_ranks_nobody_and_acts_nowhere(nlp) -> None:
    text = (
        "PORT TAMAR, May 14 (Orlo Press) — The union called a strike for Monday.\n\n"
        "Ines Roth, who leads the union, said the talks had failed."
    )
    found = ranked(read(nlp, text))
    assert not any(loud for name, loud in found.items() if "press" in name.lower() or "tamar" in name.lower())
    assert found["Ines Roth"] is True
