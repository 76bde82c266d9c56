"""What a text says a name is one of, peoples, and names of which a tagger sees a part."""

import pytest
from actor_cases import Case, Finder, called, check

ORGANIZATION, PERSON, GROUP = {"kind": "organization"}, {"kind": "person"}, {"kind": "group"}

CLASSES = [
    Case("The music came from such bands as The Velvet Harbour.", want={"Velvet Harbour": ORGANIZATION}),
    Case(
        "Leaders of companies such as Orbia, Vantrel, Tamris and Dalmoor will attend.",
        want={
            "Orbia": ORGANIZATION,
            "Vantrel": ORGANIZATION,
            "Tamris": ORGANIZATION,
            "Dalmoor": ORGANIZATION,
        },
    ),
    Case(
        "Local groups included The Tamar Ghosthunters, Harbour Watch and Sail Ho.",
        want={"Tamar Ghosthunters": ORGANIZATION, "Harbour Watch": ORGANIZATION, "Sail Ho": ORGANIZATION},
    ),
    Case("A militia known as the Tide Guard attacked the port.", want={"Tide Guard": ORGANIZATION}),
    Case("The strike was led by a union called Open Decks.", want={"Open Decks": ORGANIZATION}),
    Case("A rapper called Odilo won the prize in May.", want={"Odilo": PERSON}),
    Case(
        'The reporters met a singer going by the name "The Lanternista". She was in the garden.',
        want={"Lanternista": {"kind": "person", "says": ["She"]}},
    ),
    Case("Cars such as the Corvana and the Belisto sell well in Norway.", never=["Corvana", "Belisto"]),
    Case("Programs including Netterling and Docuflow were deleted.", never=["Netterling", "Docuflow"]),
    Case("She bought a boat called the Orbetta.", never=["Orbetta"]),
]

PEOPLES = [
    Case("The Rohingya fled the town on Monday.", want={"Rohingya": GROUP}),
    Case("The camp holds Sudanese families and many Hazara.", want={"Hazara": GROUP}),
    Case("The village is home to Danes and Hmong.", want={"Danes": GROUP, "Hmong": GROUP}),
    Case("A Hausa teacher spoke to the class.", never=["Hausa"]),
    Case("The pilgrims came to Tamar, Islam's holiest site in the north.", never=["Islam"]),
]

WHOLE = [
    Case(
        "The money will go to the Give-A-Coat Foundation.",
        want={"Give-A-Coat Foundation": ORGANIZATION},
        never=["Coat Foundation"],
    ),
    Case(
        "The Ada & Lee Holm Museum of Art bought the boat.",
        want={"Ada & Lee Holm Museum of Art": ORGANIZATION},
    ),
    Case("They moved from East Oslo to Bergen. Oslo paid.", apart=[("East Oslo", "Oslo")]),
    Case(
        "The deputies of Movimento 7 Torri (MST) voted against it. The MST party wants a new law.",
        want={"Movimento 7 Torri": {"kind": "organization", "says": ["MST"]}},
        never=["Torri", "MST party"],
    ),
    Case(
        "The Vantrel company said it would close. It blamed the Tamris factory.",
        want={"Vantrel": {"kind": "organization", "says": ["company"]}},
        never=["Vantrel company", "factory"],
    ),
]

SLIPS = [
    Case(
        "The United Nations sent a letter. The Untied Nations and the United States waited.",
        want={"United Nations": {"says": ["Untied Nations"]}},
    ),
    Case("South Korea lost. Korea had been the better side.", want={"South Korea": {"says": ["Korea"]}}),
    Case(
        "Group F is easy. Group G is hard. The Bank of Tamar and the Bank of Tavar merged.",
        apart=[("Bank of Tamar", "Bank of Tavar")],
    ),
    Case(
        'Lena Waters runs the gallery. "It is full," Water said.', want={"Lena Waters": {"says": ["Water"]}}
    ),
]

FORMS = [
    Case(
        "South Africa will host the talks. Leaders from all over Africa will come.",
        apart=[("South Africa", "Africa")],
    ),
    Case(
        "Kenya Airways bought two aircraft. Kenya had promised its help.", apart=[("Kenya Airways", "Kenya")]
    ),
    Case(
        "The Ostvik Grey Herons won on Friday. The Grey Herons scored three times.",
        want={"Ostvik Grey Herons": {"kind": "organization", "says": ["Grey Herons"]}},
    ),
    Case(
        "The Tamris Airlines strike ended. The Airlines for Norway group praised Tamris Airlines.",
        apart=[("Tamris Airlines", "Airlines for Norway")],
    ),
    Case(
        "PORT TAMAR, Norway — The harbour closed on Monday. Fog lay over Port Tamar for three days.",
        want={"Port Tamar": {"kind": "place", "name": "Port Tamar"}},
    ),
    Case(
        "The medal went to Sergeant Ann Hunter and Captain Ben Holm. Captain Holm thanked the crowd.",
        want={"Ben Holm": {"role": "Captain"}, "Ann Hunter": {"role": "Sergeant"}},
    ),
    Case(
        "The Office of the Inspector General told Halvar Ferries to stop.",
        want={"Office of the Inspector General": {"kind": "organization"}},
        never=["Office of the", "Office of"],
    ),
    Case(
        "We met Ann Lee, Senior Harbour Engineer at the Ostvik Research Centre. The Ostvik Research Centre opened a school.",
        want={"Ann Lee": {}, "Ostvik Research Centre": {"kind": "organization"}},
        never=["Senior Harbour Engineer"],
    ),
    Case(
        "Ann Lee, Senior harbour strategist, Ostvik Port Authority, spoke. Ben Holm, Senior officer, Ostvik Port Authority, left.",
        want={"Ostvik Port Authority": {"roles": []}},
    ),
    Case(
        "The Department of Health and Office of Trade signed the letter.",
        want={"Department of Health": ORGANIZATION, "Office of Trade": ORGANIZATION},
    ),
    Case("She joined the Tide Corvins aged 14.", want={"Tide Corvins": ORGANIZATION}),
    Case(
        "It was their first win over the Korvanger Gulls since 2019. They play on Friday.",
        want={"Korvanger Gulls": ORGANIZATION},
    ),
    Case("God bless Norway, said Ann Lee. May God help us.", want={"Ann Lee": {}}, never=["God"]),
]


@pytest.mark.parametrize("case", [*CLASSES, *PEOPLES, *WHOLE, *SLIPS, *FORMS], ids=str)
def test_case(find: Finder, case: Case) -> None:
    check(case, find(case.text))


def test_a_people_is_named_and_nobody_of_it(find: Finder) -> None:
    actor = called(find("Britons voted on Thursday."), "Britons")[0]
    assert actor.unnamed
    assert [m.form for m in actor.mentions] == ["name"]


def test_a_state_that_two_share_stays_alone_where_both_are_named(find: Finder) -> None:
    actors = find("South Korea and North Korea met. Korea had been divided for years.")
    assert "Korea" not in {a for actor in actors for a in actor.aliases}


def test_the_people_of_a_team_are_the_team(find: Finder) -> None:
    text = (
        "Denmark defeated Norway 2 – 0 in the first match of the group. The goalkeeper saved a penalty before "
        "half-time. The Danes scored again in the second half. Norway's coach blamed the referee and the pitch."
    )
    team = called(find(text), "Denmark")[0]
    assert team.reading == "team"
    assert "Danes" in team.aliases
