"""What the first twelve texts of `unseen/` showed to be missing, in other words: names, couples, firms, ships, teams."""

import pytest
from actor_cases import Case, Finder, check

CASES = [
    # First names and particles that are words for things or titles as well.
    Case(
        "Bill Castor and Grant Oduya met Pieter van Loonen on Monday. Victor Halse declined to come.",
        {n: {"kind": "person"} for n in ("Bill Castor", "Grant Oduya", "Pieter van Loonen", "Victor Halse")},
    ),
    Case("Cyclone Ada killed three people in Tamrin. The novel Anna Holm is about it.", never=("Cyclone Ada", "Anna Holm")),
    # One surname: the word of address and the office decide, by what the given names tell.
    Case(
        "Maria Corvo, the mayor of Tamar, and Robert Corvo, her brother, gave evidence on Friday. Mr Corvo spoke first. "
        "Mayor Corvo answered him at length. Mrs Corvo then left.",
        {"Maria Corvo": {"says": ["Corvo"], "role": "mayor of Tamar"}, "Robert Corvo": {"role": "brother"}},
    ),
    Case(
        "Bartholomew Ngata runs the yard. Bart is kind, the foreman said. Robert Ilves left in May. Bob is ill, he said.",
        {"Bartholomew Ngata": {"says": ["Bart"]}, "Robert Ilves": {"says": ["Bob"]}},
    ),
    # Whose role it is: not that of the person whom the role is about.
    Case(
        "An attorney for Milena Orsk, Jon Vessel, said that she was ready. The spokeswoman of Mrs Orsk was not.",
        {"Milena Orsk": {"roles": []}},
    ),
    Case('Capt. Ivo Tarn brought the tanker in. "The captain did well," the harbour master said.', {"Ivo Tarn": {"says": ["The captain"]}}),
    # The firm that was spoken of last; another firm is another one.
    Case(
        "Halvar Holdings agreed to buy Orbit Rail from the city. The company will pay in May, it said. "
        "The rival company would not comment.",
        {"Halvar Holdings": {"says": ["The company", "it"], "not": ["The rival company"]}},
    ),
    Case(
        "The Tarn Council closed the pier. It plans to sell the land. A spokesman for the council said it had no choice.",
        {"Tarn Council": {"says": ["It", "it", "the council"]}},
    ),
    Case(
        "Orbia, which filed for protection from its creditors, will close.",
        {"Orbia": {"says": ["its"]}},
    ),
    # What a name is.
    Case(
        "PORT ELSA, March 4 — The mayor of Port Elsa resigned on Monday.",
        {"Port Elsa": {"kind": "place", "says": ["PORT ELSA", "Port Elsa"]}},
    ),
    Case("UPDATE — The mayor of Elsa resigned on Monday.", never=("UPDATE",)),
    Case(
        "Rescuers reached the Santa Lorena, a small ferry with 90 aboard, on Sunday. The Santa Lorena sank at noon.",
        never=("Santa Lorena",),
    ),
    Case(
        "Operation Quiet Harbour began on Monday. Two men were charged under the Arson (Penalties) Act.",
        never=("Operation Quiet Harbour", "Arson"),
    ),
    Case(
        "Aldmora have lost three matches in a row. In the final the goalkeeper saved a penalty, but Aldmora, who are the "
        "holders, lost the league match and the cup.",
        {"Aldmora": {"kind": "organization"}},
    ),
    Case(
        "The Tamar team of inspectors said the team could not enter. The team chief told the teams that his team would "
        "try to win time. Baghdad has lost the argument, the team said.",
        {"Baghdad": {"kind": "place"}},
    ),
    Case(
        "St Osric's Hospital dismissed a nurse. A panel said that St Osric's had been wrong.",
        {"St Osric's Hospital": {"says": ["St Osric"]}},
    ),
    Case("She lives in Victoria. Victoria says it will plant trees.", {"Victoria": {"reading": None}}),
]  # fmt: skip


@pytest.mark.parametrize("case", CASES, ids=str)
def test_reports(find: Finder, case: Case) -> None:
    check(case, find(case.text, case.title))


def test_a_team_is_not_called_by_its_people(find: Finder) -> None:
    text = (
        "Denmark beat Norway 2-1 in the final on Sunday. The goalkeeper saved a penalty in the match. "
        "The Danes scored twice before half-time, and the coach was happy. Norway lost the second cup match in a row."
    )
    assert {a.name for a in find(text)} >= {"Denmark", "Norway"}


def test_he_in_a_part_of_a_quotation_is_whoever_speaks(find: Finder) -> None:
    actors = find(
        'Tomas Reik, its managing director, said he had "slept in his own bed for the first time since May".'
    )
    person = next(a for a in actors if a.name == "Tomas Reik")
    assert sum(m.form == "pronoun" for m in person.mentions) == 2


def test_who_says_it_is_meant_before_whom_the_text_speaks_of_more(find: Finder) -> None:
    actors = find(
        "Alma Torvik leads the choir. She was tired. Torvik said that she would rest. "
        "Ines Dahl, a singer and the choir's secretary, said she had cried."
    )
    singer = next(a for a in actors if a.name == "Ines Dahl")
    assert sum(m.form == "pronoun" for m in singer.mentions) == 1
