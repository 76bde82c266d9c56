"""Pronouns and role nouns: linked where the text proves it, left alone where it does not."""

import pytest
from actor_cases import Case, Finder, check

LINKS = [
    Case(
        "Mara Lindqvist resigned. She had led the port for years.", want={"Mara Lindqvist": {"says": ["She"]}}
    ),
    Case(
        "Oren Castell met Mara Lindqvist. He thanked her.",
        want={"Oren Castell": {"says": ["He"]}, "Mara Lindqvist": {"says": ["her"]}},
    ),
    Case("In his speech, Oren Castell praised the crews.", want={"Oren Castell": {"says": ["his"]}}),
    Case("Toyota said it would close the plant.", want={"Toyota": {"says": ["it"]}}),
    Case("Toyota cut the price. It is time for a change, a critic said.", want={"Toyota": {"not": ["It"]}}),
    Case("A boy fell into the water. He was saved by Oren Castell.", want={"Oren Castell": {"not": ["He"]}}),
    Case(
        "Mr Holm met Mrs Brandt. She refused to talk.",
        want={"Brandt": {"says": ["She"]}, "Holm": {"not": ["She"]}},
    ),
    Case("Oren Castell told him to leave.", want={"Oren Castell": {"not": ["him"]}}),
    Case(
        "Vantrel, a ferry company, sued the port. The company said it had lost millions.",
        want={"Vantrel": {"says": ["The company"]}},
    ),
    Case(
        "Oren Castell, the mayor, met the deputy prime minister. The prime minister was away.",
        want={"Oren Castell": {"not": ["The prime minister"]}},
    ),
    Case(
        "On Monday, Oren Castell and his son left. His father Mark Castell said he would sue.",
        want={"Mark Castell": {"not": ["His"]}},
    ),
    Case(
        "Steven Halder left the port in May. The crews will miss Steven Halder. He had led them for years.",
        want={"Steven Halder": {"says": ["He"]}},
    ),
    Case("Officials met Oren Castell. They refused to sign.", want={"Oren Castell": {"not": ["They"]}}),
    Case(
        "Stella Giordan, the minister of health, spoke. The prime minister was away.",
        want={"Stella Giordan": {"not": ["The prime minister"]}},
    ),
]


@pytest.mark.parametrize("case", LINKS, ids=str)
def test_links(case: Case, find: Finder) -> None:
    check(case, find(case.text, case.title))


def test_every_pronoun_link_is_inferred(find: Finder) -> None:
    actors = find("Mara Lindqvist resigned. She said it was time, and her deputy agreed.")
    pronouns = [m for a in actors for m in a.mentions if m.form == "pronoun"]
    assert pronouns
    assert all(m.inferred for m in pronouns)


def test_a_name_is_never_inferred(find: Finder) -> None:
    actors = find("Mara Lindqvist resigned. Lindqvist said she was tired.")
    assert not [m for a in actors for m in a.mentions if m.form == "name" and m.inferred]
