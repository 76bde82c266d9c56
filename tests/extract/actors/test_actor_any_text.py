"""What holds for every text: no crash, spans inside the text, one identity each, the same answer twice."""

import pytest
from actor_cases import Finder
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from briefing.model.brief import Actor

PIECES = [
    "Mara Lindqvist", "Mr.", "the", "Toyota's", "(", ")", '"', "“", "he", "his", "it", "I", "said", "Britain", "Chinese",
    "officials", "\n\n", "U.S.", ",", ".", "and", "of", "The Tamar Foundation", "Image:", "—", "spokesman", "'s", "3G",
    "💥", "Åse", "王伟", "READ MORE:", "According to", "King", "Minister of", "  ", "&", "@x", "http://a.b/c",
]  # fmt: skip


def hold(text: str, actors: list[Actor]) -> None:
    assert len({a.id for a in actors}) == len(actors)
    known = {a.id for a in actors}
    for actor in actors:
        assert actor.name.strip()
        assert actor.mentions
        assert 0 <= actor.salience <= 1
        assert actor.parent is None or actor.parent in known - {actor.id}
        for mention in actor.mentions:
            assert 0 <= mention.start < mention.end <= len(text)
        for role in actor.roles:
            assert text[role.start : role.end] == role.text
    assert [a.salience for a in actors] == sorted((a.salience for a in actors), reverse=True)


@pytest.mark.parametrize(
    "text",
    [
        "",
        " ",
        ".",
        "\n\n\n",
        "(",
        '"',
        "he",
        "Mr.",
        "The",
        "'s",
        "💥",
        "I said I",
        "By",
        "Image:",
        "&&&&",
        "King",
        "-",
        "The The The",
    ],
)
def test_odd_little_texts(text: str, find: Finder) -> None:
    hold(text, find(text))


@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.lists(st.sampled_from(PIECES), min_size=1, max_size=40))
def test_any_heap_of_words(find: Finder, pieces: list[str]) -> None:
    text = " ".join(pieces)
    hold(text, find(text))


def test_the_same_text_gives_the_same_actors(find: Finder) -> None:
    text = "Mara Lindqvist met Toyota. She said it would sue. Chinese officials denied it."
    assert find(text) == find(text)


def test_an_identity_rests_on_name_and_kind_alone(find: Finder) -> None:
    one = find("Mara Lindqvist resigned on Monday.")
    other = find("Two men left early. Later that day Mara Lindqvist resigned.")
    assert {a.id for a in one if a.name == "Mara Lindqvist"} == {
        a.id for a in other if a.name == "Mara Lindqvist"
    }
