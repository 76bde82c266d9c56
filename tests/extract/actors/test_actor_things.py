"""Products and other things, credits, quotes, fiction, paragraph breaks (phenomena 13, 14, 15, 17, 18)."""

import pytest
from actor_cases import Case, Finder, check

THINGS = [
    Case(
        "Toyota unveiled the Corvana, a small car. The new Corvana costs 20,000 dollars.",
        never=["Corvana"],
        want={"Toyota": {}},
    ),
    Case(
        "The Space Shuttle Meridian landed at noon. NASA said the crew was well.",
        want={"NASA": {}},
        never=["Space Shuttle Meridian"],
    ),
    Case(
        "Parliament passed the Harbour Safety Act. The act takes effect in May.", never=["Harbour Safety Act"]
    ),
    Case(
        "Microsoft released a new version of its Windows software for the Veltron 3.",
        want={"Microsoft": {}},
        never=["Windows", "Veltron 3"],
    ),
    Case("He read the novel Anna Holm on the train.", never=["Anna Holm"]),
    Case(
        "Cyclone Mirabel hit the coast. The Tamar Institute said Cyclone Mirabel would weaken.",
        never=["Cyclone Mirabel"],
    ),
    Case(
        "Users can download Lumigraph today. Google built an app with its Lumigraph browser.",
        want={"Google": {}},
        never=["Lumigraph"],
    ),
    Case(
        "Toyota sued the dealer. Toyota's lawyers said the dealer had lied.",
        want={"Toyota": {"kind": "organization"}},
    ),
    Case("The Tamar Lantern Festival began on Saturday.", never=["Tamar Lantern Festival"]),
]

CREDITS = [
    Case(
        "Mara Lindqvist left the court.\n\nThe court on Monday. Image: Nick Morell.\n\nMara Lindqvist said she would appeal.",
        want={"Nick Morell": {"in_ranking": False}, "Mara Lindqvist": {"in_ranking": True}},
    ),
    Case(
        "By Nora Felling\n\nThe mayor, Oren Castell, resigned on Monday.",
        want={"Nora Felling": {"in_ranking": False}, "Oren Castell": {"in_ranking": True}},
    ),
    Case(
        "Oren Castell resigned on Monday. Photo: Ida Brask.\n\nOren Castell led the town.",
        want={"Ida Brask": {"in_ranking": False}},
    ),
    Case(
        "Photo: Ida Brask\n\nOren Castell resigned. He said he was tired.",
        want={"Oren Castell": {"says": ["He", "he"]}},
        never=["Ida Brask"],
    ),
    Case(
        "READ MORE: Why Toyota Fears Anna Holm\n\nThe mayor, Oren Castell, resigned on Monday.",
        want={"Oren Castell": {}},
        never=["Anna Holm", "Toyota"],
    ),
    Case(
        "Ida Brask, who took the picture, said the mayor smiled. Image: Ida Brask.",
        want={"Ida Brask": {"in_ranking": True}},
    ),
]

QUOTES = [
    Case(
        '"I will not resign before the vote," said Oren Castell. Castell left.',
        want={"Oren Castell": {"says": ["I"]}},
    ),
    Case(
        '"We will not give up the harbour," said Oren Castell.',
        want={"Oren Castell": {"not": ["We"]}},
    ),
    Case(
        'Mara Lindqvist said: "I told them that my report was late."',
        want={"Mara Lindqvist": {"says": ["I", "my"]}},
    ),
    Case(
        '"Peter Brandt lied to me and to the court," Anna Holm said.',
        apart=[("Peter Brandt", "Anna Holm")],
        want={"Anna Holm": {"says": ["me"]}},
    ),
    Case(
        'Anna Holm said: "He never wrote the letter that I sent." Peter Brandt denied it.',
        want={"Anna Holm": {"not": ["He"]}},
    ),
    Case(
        '"They told us nothing about the fire," Anna Holm said.',
        want={"Anna Holm": {"not": ["They", "us"]}},
    ),
]

FICTION = [
    Case(
        "Actor Jon Halder plays the king in the film Northlight.",
        want={"Jon Halder": {"kind": "person"}},
        never=["Northlight"],
    ),
    Case(
        "Ella Morne sings the part of a witch in the opera Nightglass.",
        want={"Ella Morne": {}},
        never=["Nightglass"],
    ),
    Case(
        "The novel Stormgate by Peter Brandt won the prize.",
        want={"Peter Brandt": {"kind": "person"}},
        never=["Stormgate", "novel Stormgate"],
    ),
    Case(
        "Director Ada Wirth presented her film Harbour Lights.",
        want={"Ada Wirth": {"says": ["her"]}},
        never=["film Harbour Lights"],
    ),
    Case(
        "The singer Lena Fahl released the album Glass Rivers.",
        want={"Lena Fahl": {}},
        never=["Glass Rivers", "album Glass Rivers"],
    ),
]

BREAKS = [
    Case(
        "The Chinese ambassador spoke to the press.",
        title="Chinese Envoy",
        never=["Chinese Envoy\n\nThe Chinese ambassador", "Chinese Envoy"],
    ),
    Case(
        "Peter Brandt\n\nAnna Holm said the house was sold.",
        want={"Anna Holm": {}},
        never=["Peter Brandt\n\nAnna Holm"],
    ),
    Case("Officials met in Oslo\n\nNorway said the talks were useful.", apart=[("Oslo", "Norway")]),
    Case(
        "The strike ended, said Oren Castell\n\nMara Lindqvist thanked the crews.",
        apart=[("Oren Castell", "Mara Lindqvist")],
    ),
    Case(
        "The court freed Anna Holm.\n\nToyota said it would appeal.",
        title="Court Frees Holm",
        want={"Anna Holm": {"says": ["Holm"]}},
        never=["Court Frees Holm"],
    ),
]


@pytest.mark.parametrize("case", [*THINGS, *CREDITS, *QUOTES, *FICTION, *BREAKS], ids=str)
def test_things(case: Case, find: Finder) -> None:
    check(case, find(case.text, case.title))
