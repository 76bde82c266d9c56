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


ENUMERATED = [
    Case(
        "He wrote to the chief executive, Ann Holm, the fleet manager, Ben Fisk, and the insurer.",
        want={"Ann Holm": {"role": "chief executive", "not": ["the fleet manager"]}, "Ben Fisk": {"role": "fleet manager"}},
    ),
    Case(
        "Ann Holm, the chief executive, Ben Fisk, the fleet manager, and Lena Roth, the lawyer, were there.",
        want={
            "Ann Holm": {"says": ["the chief executive"], "not": ["the fleet manager"]},
            "Ben Fisk": {"says": ["the fleet manager"], "not": ["the chief executive", "the lawyer"]},
            "Lena Roth": {"role": "lawyer"},
        },
    ),
    Case(
        "The mayor of Tamris, Ben Fisk, called for calm.",
        want={"Ben Fisk": {"role": "mayor of Tamris"}, "Tamris": {"kind": "place"}},
    ),
    Case(
        "The plan was approved by the head of our technical department, Ann Holm.",
        want={"Ann Holm": {"role": "head of our technical department"}},
    ),
    Case(
        "Her brother-in-law, Ben Fisk, said he was innocent.",
        want={"Ben Fisk": {"role": "brother-in-law"}},
    ),
]  # fmt: skip


@pytest.mark.parametrize("case", ENUMERATED, ids=str)
def test_a_role_belongs_to_the_name_it_leads_to(find: Finder, case: Case) -> None:
    check(case, find(case.text))


def test_a_town_is_not_its_paper(find: Finder) -> None:
    case = Case(
        "The Tamris Courier found the letter. The hotels in Tamris are empty, and Tamris Courier readers know it.",
        apart=[("Tamris Courier", "Tamris")],
    )
    check(case, find(case.text))


UNNAMED = [
    Case(
        "One of the two people, an engineer, said the bolts were old. The second person said nothing was wrong.",
        want={
            "One of the two people": {"unnamed": True, "kind": "person"},
            "The second person": {"unnamed": True, "kind": "person"},
        },
    ),
    Case("Under the act an operator must report damage within two days.", never=["an operator", "operator"]),
    Case("If a driver asks for help, the guard must stop the train.", never=["a driver", "driver"]),
    Case("No minister has explained the delay.", never=["minister", "No minister"]),
    Case("Ann Holm said her client would give evidence.", never=["client", "her client"]),
    Case(
        "The head of the harbour office on Monday denied the claim.",
        want={"The head of the harbour office": {"unnamed": True}},
    ),
    Case(
        "An official at the harbour office last week said the gate was broken.",
        want={"An official at the harbour office": {"unnamed": True, "kind": "person"}},
    ),
]


@pytest.mark.parametrize("case", UNNAMED, ids=str)
def test_the_unnamed_who_speak_not_whoever_a_rule_is_for(find: Finder, case: Case) -> None:
    check(case, find(case.text))


PLACES = [
    Case(
        "The ferry left late. Cracks were found on the Southern Gannet, and her sister ship, the Southern Petrel, "
        "was kept in port. The Southern Petrel will sail on Monday.",
        never=["Southern Gannet", "Southern Petrel"],
    ),
    Case("The ships Southern Gannet and Southern Petrel carried cars.", never=["Southern Gannet"]),
    Case(
        "Ines Roth, the mayor of Tamris, met visitors. Hotels in Tamris are full.",
        want={"Tamris": {"kind": "place"}},
    ),
    Case(
        "Born on Tamris, the daughter of a baker, she studied in Orlo.",
        want={"Tamris": {"kind": "place", "roles": []}},
    ),
    Case(
        "The boats will be repaired at the Dalmoor yard until June, said Ben Fisk.",
        want={"Ben Fisk": {"kind": "person"}},
    ),
]


@pytest.mark.parametrize("case", PLACES, ids=str)
def test_towns_are_places_and_ships_nobody(find: Finder, case: Case) -> None:
    check(case, find(case.text))


def test_an_office_at_the_start_is_whoever_is_named_with_it_later(find: Finder) -> None:
    case = Case(
        "The head of the harbour office denied the claim. Ann Holm, head of the harbour office, was calm.",
        want={"Ann Holm": {"says": ["The head of the harbour office"]}},
    )
    check(case, find(case.text))
