"""Roles, spans that hold a role, sub-units, coordination, the unnamed (phenomena 8 to 12)."""

import pytest
from actor_cases import Case, Finder, check

ROLES = [
    Case(
        "Hungarian Prime Minister Tibor Varga resigned.",
        want={"Tibor Varga": {"role": "Hungarian Prime Minister", "kind": "person", "country": "HU"}},
        never=["Hungarian Prime Minister Tibor Varga"],
    ),
    Case(
        "Chen Haoran, the ambassador to Norway, praised the deal.",
        want={"Chen Haoran": {"role": "ambassador to Norway"}},
    ),
    Case(
        "Mara Lindqvist, a spokeswoman for the Port Authority, denied it.",
        want={"Mara Lindqvist": {"role": "spokeswoman for the Port Authority"}},
    ),
    Case(
        "Oren Castell is the head of the union. The union called a strike.",
        want={"Oren Castell": {"role": "head of the union"}},
    ),
    Case(
        "Chen Haoran, the ambassador to Norway, praised the deal. The ambassador then left.",
        want={"Chen Haoran": {"says": ["The ambassador"]}},
    ),
    Case(
        "Chinese envoy to Norway Chen Haoran wrote a letter. The ambassador called for calm.",
        want={"Chen Haoran": {"role": "Chinese envoy to Norway", "says": ["The ambassador"]}},
    ),
    Case(
        "Minister of Education Stella Giordan said the law was fair.",
        want={"Stella Giordan": {"role": "Minister of Education"}},
        never=["Education"],
    ),
    Case(
        "Vantrel, the largest ferry builder, sued. Vantrel, a shipping company, said it had no choice.",
        want={"Vantrel": {"kind": "organization", "role": "shipping company"}},
    ),
]

TRIMMED = [
    Case(
        "State Department Spokesperson Jon Rathway declined to comment.",
        want={"Jon Rathway": {"kind": "person"}},
        never=["State Department Spokesperson", "State Department Spokesperson Jon Rathway"],
    ),
    Case(
        "General Samir Basra denied the raid.",
        want={"Samir Basra": {"kind": "person", "role": "General"}},
        never=["General Samir Basra"],
    ),
    Case(
        "Mr. Castell met Dr. Ines Roth.",
        want={"Castell": {"kind": "person"}, "Ines Roth": {"kind": "person"}},
    ),
    Case(
        "Senator Ruth Colby voted against the bill. Sen. Colby spoke for an hour.",
        want={"Ruth Colby": {"says": ["Colby"], "role": "Senator"}},
    ),
    Case(
        "Police Chief Dana Whitlock praised the officers.",
        want={"Dana Whitlock": {"kind": "person", "role": "Police Chief"}},
        never=["Police Chief Dana Whitlock"],
    ),
    Case(
        "The group's founder, Tomas Reyle, was fined. Founder Tomas Reyle appealed.",
        want={"Tomas Reyle": {"kind": "person"}},
        never=["Founder Tomas Reyle"],
    ),
]

UNITS = [
    Case(
        "Vantrel Australia cut 100 jobs. Vantrel said the cuts were needed.",
        want={"Vantrel Australia": {"parent": "Vantrel"}},
        apart=[("Vantrel Australia", "Vantrel")],
    ),
    Case(
        "Harlow University sued. The Harlow University Student Association welcomed the suit.",
        apart=[("Harlow University", "Harlow University Student Association")],
    ),
    Case(
        "Toyota's Norwegian subsidiary said it would appeal.",
        want={"Toyota's Norwegian subsidiary": {"parent": "Toyota", "kind": "organization"}},
    ),
    Case(
        "Microsoft Research published a paper. Microsoft said the paper was old.",
        apart=[("Microsoft Research", "Microsoft")],
        want={"Microsoft Research": {"parent": "Microsoft"}},
    ),
    Case(
        "The UK's National Harbour Council approved the plan.",
        want={"National Harbour Council": {"country": "GB", "kind": "organization"}},
        apart=[("National Harbour Council", "UK")],
    ),
    Case(
        "Toyota Motor Corporation said sales fell. Toyota will close a plant.",
        want={"Toyota Motor Corporation": {"says": ["Toyota"]}},
    ),
]

COORDINATION = [
    Case("Kersey and Lavrin signed the text. Kersey smiled.", apart=[("Kersey", "Lavrin")]),
    Case(
        "Both the Irvale School District and the Irvale Police Department denied it.",
        apart=[("Irvale School District", "Irvale Police Department")],
    ),
    Case(
        "Anna Holm and Peter Brandt sued the city.",
        apart=[("Anna Holm", "Peter Brandt")],
        never=["Anna Holm and Peter Brandt"],
    ),
    Case(
        "Sweden, Norway and Denmark sent ships.",
        apart=[("Sweden", "Norway"), ("Norway", "Denmark")],
        never=["Sweden, Norway and Denmark"],
    ),
    Case(
        "The Food and Drug Administration approved the drug.",
        want={"Food and Drug Administration": {"kind": "organization"}},
        never=["Drug Administration"],
    ),
    Case(
        "Toyota and Honda cut prices. Honda said demand was weak.",
        apart=[("Toyota", "Honda")],
        never=["Toyota and Honda"],
    ),
]

UNNAMED = [
    Case(
        "US intelligence officials said the letter was forged.",
        want={"US intelligence officials": {"unnamed": True, "country": "US", "kind": "group"}},
    ),
    Case(
        "Several ministers opposed the plan.", want={"Several ministers": {"unnamed": True, "kind": "group"}}
    ),
    Case("A spokesman declined to comment.", want={"A spokesman": {"unnamed": True, "kind": "person"}}),
    Case(
        "People familiar with the matter said the talks had failed.",
        want={"People familiar with the matter": {"unnamed": True, "kind": "group"}},
    ),
    Case(
        "According to two officials, the report is late. The officials said it would come in June.",
        want={"two officials": {"unnamed": True, "says": ["officials"]}},
    ),
    Case(
        "Critics said the law was weak. Protesters demanded a vote.",
        apart=[("Critics", "Protesters")],
    ),
    Case("The box held ten ministers made of clay.", never=["ten ministers", "ministers"]),
    Case(
        "Several ministers opposed the plan. They said it was rushed.",
        want={"Several ministers": {"not": ["They", "it"]}},
    ),
]


@pytest.mark.parametrize("case", [*ROLES, *TRIMMED, *UNITS, *COORDINATION, *UNNAMED], ids=str)
def test_roles(case: Case, find: Finder) -> None:
    check(case, find(case.text, case.title))
