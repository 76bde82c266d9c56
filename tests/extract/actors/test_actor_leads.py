"""Who a lead describes, who "she" is, and who comes first."""

import pytest
from actor_cases import Case, Finder, check

LEADS = [
    Case(
        "The director of the Tamar Museum denied on Monday that she had sold the painting.\n\n"
        '"I never signed anything," Orla Vinter told reporters. Vinter has led the museum since 2019.',
        {
            "Orla Vinter": {
                "role": "director of the Tamar Museum",
                "says": ["The director of the Tamar Museum"],
            }
        },
    ),
    Case(
        "OSTVIK, May 4 (Tamar News) — Halvar Lines's chief executive told a committee on Friday that nobody "
        "had warned the firm.\n\nMarit Solvang spoke for two hours. She admitted that a memo exists.",
        {"Marit Solvang": {"role": "Halvar Lines's chief executive"}},
    ),
    # The first person whom the text names has an office of her own: she is somebody else.
    Case(
        "The mayor of Ostvik denied on Monday that the bridge was unsafe.\n\n"
        "A spokeswoman, Orla Vinter, said that the town would wait.",
        {"Orla Vinter": {"role": "spokeswoman", "not": ["The mayor of Ostvik"]}},
    ),
    # An indefinite office is anybody's.
    Case(
        "A director of the Tamar Museum denied on Monday that she had sold the painting.\n\n"
        "Orla Vinter told reporters that the museum was open.",
        {"Orla Vinter": {"not": ["A director of the Tamar Museum"], "roles": []}},
    ),
    # Whoever is named in the same sentence is told apart from the office by the text itself.
    Case(
        "The director of the Tamar Museum met Jonas Berg on Monday.\n\nBerg told reporters that it went well.",
        {"Jonas Berg": {"not": ["The director of the Tamar Museum"]}},
    ),
]


@pytest.mark.parametrize("case", LEADS, ids=str)
def test_leads(case: Case, find: Finder) -> None:
    check(case, find(case.text))


def pronouns(find: Finder, text: str, name: str) -> list[str]:
    """The pronouns of an actor, in text order."""
    (actor,) = [a for a in find(text) if a.name == name]
    return [text[m.start : m.end] for m in actor.mentions if m.form == "pronoun"]


def test_a_given_name_tells_who_she_is_not(find: Finder) -> None:
    text = (
        "Pia Holm built the sensor. Edvin Strand, who ran the shop, remembers it well. "
        "Strand swears that it worked. The idea that made her name came to her at sea."
    )
    assert pronouns(find, text, "Edvin Strand") == []
    assert pronouns(find, text, "Pia Holm") == ["her", "her"]


def test_a_ship_is_she(find: Finder) -> None:
    text = "Jonas Berg spoke for the union. The ship may sail on Tuesday, if inspectors pass her new bolts."
    assert pronouns(find, text, "Jonas Berg") == []


def test_a_third_is_somebody_else(find: Finder) -> None:
    text = "Two guests said that Jonas Berg had taken part by telephone. A third said he could not remember."
    assert pronouns(find, text, "Jonas Berg") == []


def test_an_object_is_not_its_own_subject(find: Finder) -> None:
    text = "The Tamar Courier obtained the memo. The Tamar Courier printed parts of it on Monday."
    assert pronouns(find, text, "Tamar Courier") == []


def test_the_name_behind_an_office_of_a_town_is_the_subject(find: Finder) -> None:
    text = (
        "Hedda Lunde will run the yard. On Monday the prosecutor in Port Ostvik, Ebba Lind, announced an "
        "inquiry into two managers, whom she did not name."
    )
    assert pronouns(find, text, "Ebba Lind") == ["she"]


def test_five_come_first_whom_the_text_speaks_of_most(find: Finder) -> None:
    often = ["Jonas Berg", "Marit Solvang", "Orla Vinter", "Hedda Lunde", "Edvin Strand"]
    lines = [f"{name} told the court about the bridge." for name in often for _ in range(2)]
    text = "The court in Ostvik met Pia Holm on Monday for the first time.\n\n" + "\n\n".join(lines * 2)
    ranked = [a.name for a in find(text) if not a.unnamed]
    assert set(ranked[:5]) == set(often)
    assert "Pia Holm" in ranked[5:]
    salience = [a.salience for a in find(text)]
    assert salience == sorted(salience, reverse=True)


INTERVIEW = (
    "The Tamar Courier interviewed painter Orla Vinter about the harbour.\n\n"
    "Why did you leave Ostvik?\n\nI wanted to see the sea. My father did not like it.\n\n"
    "What do you paint?\n\nI paint ships. Jonas Berg bought one of them.\n\n"
    "May I ask what comes next?\n\nI am going home."
)


def test_who_answers_says_i(find: Finder) -> None:
    assert [p for p in pronouns(find, INTERVIEW, "Orla Vinter") if p in ("I", "My")] == ["I", "My", "I", "I"]
    assert pronouns(find, INTERVIEW, "Jonas Berg") == []


@pytest.mark.parametrize(
    "intro",
    [
        "The Tamar Courier interviewed Orla Vinter and Hedda Lunde about the harbour.",
        "In a 2003 interview with the Tamar Courier, Orla Vinter praised the harbour.",
        "Orla Vinter moved the harbour office in May.",
    ],
)
def test_nobody_says_i_where_it_is_unclear_who_answers(find: Finder, intro: str) -> None:
    text = intro + INTERVIEW[INTERVIEW.index("\n") :]
    assert not {"I", "My"} & set(pronouns(find, text, "Orla Vinter"))
