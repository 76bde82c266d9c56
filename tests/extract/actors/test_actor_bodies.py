"""Bodies that the table knows, and names that only look like one."""

import pytest
from actor_cases import Case, Finder, check

CASES = [
    # The letters of a state are no university's initials.
    Case(
        "The University of Sarnholm published the study. Officials in the US read the study.",
        apart=[("University of Sarnholm", "US")],
    ),
    # What the table knows need not act.
    Case("The phone runs on Qualcomm chips, Jonas Berg said.", {"Qualcomm": {"kind": "organization"}}),
    Case("Jonas Berg bought it at Home Depot on Monday.", {"Home Depot": {"kind": "organization"}}),
    Case("Travellers from the Soviet Union arrived in Ostvik.", {"Soviet Union": {"kind": "place"}}),
    # A legal form closes the firm's name.
    Case(
        "The vice president of Orbia LLC Jonas Berg said that sales fell.",
        {"Orbia LLC": {"kind": "organization"}, "Jonas Berg": {"kind": "person"}},
    ),
    # First nouns of other languages.
    Case(
        "Instituto Tamara said on Monday that it would close.", {"Instituto Tamara": {"kind": "organization"}}
    ),
    Case(
        "Fondazione Ostvik said on Monday that it would pay.", {"Fondazione Ostvik": {"kind": "organization"}}
    ),
    # Bodies that are called as places are.
    Case(
        "The Tamar School District said that classes would resume.",
        {"Tamar School District": {"kind": "organization"}},
    ),
    Case(
        "The Centre for Tidal Research said that the sea would rise.",
        {"Centre for Tidal Research": {"kind": "organization"}},
    ),
    # A field of work is no body.
    Case(
        "Orla Vinter, director of Communications at Halvar Lines, said that it was late.",
        {"Orla Vinter": {"kind": "person"}},
        never=["Communications"],
    ),
    # A storm has a first name and is nobody.
    Case("Hurricane Orla reached the coast on Monday. Hurricane Orla killed two people.", never=["Orla"]),
    # An adjective is no place.
    Case("The Kuwaiti delegation met Jonas Berg on Monday.", never=["Kuwaiti"]),
    # A web address acts as its owner does.
    Case("Tidewatch.org said that the sea rose by a metre.", {"Tidewatch.org": {"kind": "organization"}}),
    # What someone believes in is no part of the name.
    Case("Socialist Anna Berglund won the seat in Ostvik.", {"Anna Berglund": {"kind": "person"}}),
    # A role does not end in half a bracket.
    Case(
        "Orla Vinter, head of the Office of Tidal Safety (OTS), said that the pier was closed.",
        {"Orla Vinter": {"role": "head of the Office of Tidal Safety"}},
    ),
    # A fuller wording says the shorter one too.
    Case(
        "Mayor Jonas Berg said no. Jonas Berg, the mayor of Ostvik, left at noon.",
        {"Jonas Berg": {"role": "mayor of Ostvik"}},
    ),
    Case("Its chair, Jonas Berg, called the affair a scandal.", {"Jonas Berg": {"role": "chair"}}),
    # Meetings are no actors.
    Case("The Rural Council Meeting began at noon in Ostvik.", never=["Rural Council Meeting"]),
    # "The public" are many.
    Case("The general public voted for the bridge.", {"general public": {"kind": "group"}}),
]


@pytest.mark.parametrize("case", CASES, ids=str)
def test_bodies(case: Case, find: Finder) -> None:
    check(case, find(case.text))


def test_a_shorter_role_is_left_out(find: Finder) -> None:
    text = "Mayor Jonas Berg said no. Jonas Berg, the mayor of Ostvik, left at noon."
    (actor,) = [a for a in find(text) if a.kind == "person"]
    assert [r.text for r in actor.roles] == ["mayor of Ostvik"]


@pytest.mark.parametrize("name", ["University of Applied Sciences", "Bank of Commerce", "Ministry of Health"])
def test_what_stands_in_a_name_and_is_no_town(find: Finder, name: str) -> None:
    (actor,) = [a for a in find(f"The {name} said on Monday that it would close.") if not a.unnamed]
    assert actor.name == name


def test_a_town_within_a_name_is_no_actor(find: Finder) -> None:
    text = "The University of Sarnholm said that it would play at the Ostvik Stadium."
    assert {a.name for a in find(text)} == {"University of Sarnholm", "Ostvik Stadium"}


ROLES = [
    ("Orbia, the second-largest retailer in Norway, said that it would close.", "Orbia",
     ["second-largest retailer in Norway"]),
    ("The port wants to buy a plant from Orla Vinter, a Danish official said on Friday.", "Orla Vinter", []),
    ("Orla Vinter, also the mayor of Ostvik, left at noon.", "Orla Vinter", ["mayor of Ostvik"]),
]  # fmt: skip


@pytest.mark.parametrize(("text", "name", "roles"), ROLES)
def test_a_role_is_neither_cut_nor_borrowed(find: Finder, text: str, name: str, roles: list[str]) -> None:
    (actor,) = [a for a in find(text) if a.name == name]
    assert [r.text for r in actor.roles] == roles
