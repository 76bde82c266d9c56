"""What a desk editor stumbled over when reading whole briefs: wrong kinds, half roles, the wrong "she"."""

import pytest
from actor_cases import Case, Finder, check

KINDS = [
    Case(
        "The council thanked Fort Tamris for its help. Fort Tamris fed the town for a week.",
        want={"Fort Tamris": {"kind": "place"}},
    ),
    Case(
        "The winners were Ann Lee of FTU and FTU's Jon Brandt.",
        want={"FTU": {"kind": "organization"}, "Jon Brandt": {"kind": "person"}},
    ),
    Case(
        "HarborWatch said the pier was closed. Jon McLane of HarborWatch took the pictures.",
        want={"HarborWatch": {"kind": "organization"}, "Jon McLane": {"kind": "person"}},
    ),
    Case("Thank you, Mr. Mayor, you did an outstanding job, Ann Lee said.", never=["Mayor", "Mr. Mayor"]),
    Case(
        "The operator of the Tamris ferries said the ramp was safe.",
        want={"The operator of the Tamris ferries": {"kind": "organization"}},
    ),
    Case("The operator told police that he had fallen asleep.", want={"The operator": {"kind": "person"}}),
]

ROLES = [
    Case(
        "They were found along the coast of Aldea, Norway, on Friday. Norway sent a boat.",
        want={"Norway": {"roles": []}},
    ),
    Case(
        "Someone is in charge of the Mara Lindqvist case. Mara Lindqvist was not asked.",
        want={"Mara Lindqvist": {"roles": []}},
    ),
]

BOUND = [
    Case(
        "Ann Lee, a spokeswoman for the yard, met reporters. Asked whether the manager, Eva Holm, had resigned, "
        "she declined to answer.",
        want={"Ann Lee": {"says": ["she"]}, "Eva Holm": {"not": ["she"]}},
    ),
]


@pytest.mark.parametrize("case", [*KINDS, *ROLES, *BOUND], ids=str)
def test_desk(case: Case, find: Finder) -> None:
    check(case, find(case.text, case.title))
