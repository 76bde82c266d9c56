"""Seats of government, demonyms, sports teams, one state under several names (phenomena 6, 7, 16, 19)."""

import pytest
from actor_cases import Case, Finder, check

METONYMS = [
    Case(
        "Washington said on Monday that it would resist the tariff.",
        want={"Washington": {"kind": "place", "reading": "US government"}},
    ),
    Case("Beijing denied the claim.", want={"Beijing": {"kind": "place", "reading": "Chinese government"}}),
    Case(
        "The Kremlin rejected the report, and Moscow expelled two diplomats.",
        want={"Kremlin": {"reading": "Russian government"}, "Moscow": {"reading": "Russian government"}},
    ),
    Case(
        "Downing Street declined to comment.",
        want={"Downing Street": {"kind": "place", "reading": "UK government"}},
    ),
    Case("Brussels warned the firm against the merger.", want={"Brussels": {"reading": "EU"}}),
    Case(
        "Ana Brod lives in Washington and works in London.",
        want={"Washington": {"reading": None}, "London": {"reading": None}},
    ),
    Case(
        "The White House criticised the vote. The United States has no plan, an envoy said.",
        apart=[("White House", "United States")],
        want={"White House": {"kind": "place", "reading": "US government"}},
    ),
    Case("Copenhagen's refusal surprised Oslo.", want={"Copenhagen": {"reading": "Danish government"}}),
]

DEMONYMS = [
    Case(
        "Chinese envoy Han Dongmei visited the port.",
        want={"Han Dongmei": {"country": "CN", "role": "Chinese envoy"}},
        never=["Chinese"],
    ),
    Case("Britons voted on Thursday.", want={"Britons": {"kind": "group", "unnamed": True}}),
    Case(
        "Chinese officials denied the report.", want={"Chinese officials": {"country": "CN", "kind": "group"}}
    ),
    Case(
        "French police arrested two men.",
        want={"French police": {"country": "FR"}},
        never=["French"],
    ),
    Case("The Danes rejected the treaty.", want={"Danes": {"kind": "group", "unnamed": True}}),
    Case("He speaks French and likes German cars.", never=["French", "German"]),
    Case(
        "The Kosovan government said it would appeal.",
        want={"Kosovan government": {"country": "XK", "kind": "organization"}},
    ),
]

TEAMS = [
    Case(
        "Sweden defeated Panama 2-0 in the first match. Sweden's striker scored a late goal, and the midfielder "
        "missed a penalty. The coach praised the team after the game at the stadium.",
        want={"Sweden": {"kind": "organization"}, "Panama": {"kind": "organization"}},
    ),
    Case(
        "Tunisia lost to England in the final of the tournament. The referee gave a penalty in the second half of the "
        "match, and the goalkeeper of the team saved the second penalty.",
        want={"Tunisia": {"kind": "organization"}, "England": {"kind": "organization"}},
    ),
    Case(
        "Japan beat Chile in the semifinal. The coach said the striker and the goalkeeper won the match for the team.",
        want={"Japan": {"kind": "organization", "reading": "team"}},
    ),
    Case(
        "Sweden signed the treaty, and Panama signed it later.",
        want={"Sweden": {"kind": "place"}, "Panama": {"kind": "place"}},
    ),
    Case(
        "Norway beat its own forecast for growth, the bank said. Inflation fell and wages rose.",
        want={"Norway": {"kind": "place", "reading": None}},
    ),
    Case(
        "Korea Republic drew the match with Peru. The tournament goes on; a goal by the striker in the second half of "
        "the game pleased the coach. South Korea play again on Friday.",
        want={"South Korea": {"country": "KR"}},
        apart=[("South Korea", "Peru")],
    ),
]

ONE_STATE = [
    Case(
        "The UK banned the firm. Britain had warned it, and the United Kingdom acted alone.",
        want={"United Kingdom": {"says": ["UK", "Britain"], "kind": "place", "country": "GB"}},
    ),
    Case(
        "The U.S. sent aid. The United States will send more, and America cares, the US envoy said.",
        want={"United States": {"says": ["U.S.", "America", "US"], "country": "US"}},
    ),
    Case("Burma released prisoners. Myanmar had held them since May.", want={"Myanmar": {"says": ["Burma"]}}),
    Case(
        "Ivory Coast closed its border. Côte d'Ivoire said the border would open soon.",
        want={"Ivory Coast": {"country": "CI"}},
    ),
    Case(
        "The U.S. State Department denied it. The US State Department was asked again, and the State Department refused.",
        want={
            "U.S. State Department": {
                "says": ["US State Department", "State Department"],
                "kind": "organization",
            }
        },
    ),
    Case(
        "North Korea fired a missile. South Korea protested.",
        apart=[("North Korea", "South Korea")],
    ),
]


@pytest.mark.parametrize("case", [*METONYMS, *DEMONYMS, *TEAMS, *ONE_STATE], ids=str)
def test_states(case: Case, find: Finder) -> None:
    check(case, find(case.text, case.title))
