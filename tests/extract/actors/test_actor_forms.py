"""Other forms of a name, and names that share words and are two: what the texts of the second unseen set brought up."""

from actor_cases import Finder

from briefing.extract.actors.bodies import is_club
from briefing.extract.actors.entity import Entity
from briefing.extract.actors.names import Name
from briefing.extract.actors.table import fold
from briefing.extract.actors.towns import settle
from briefing.model.brief import ActorKind


def written(find: Finder, text: str) -> dict[str, set[str]]:
    """The actors by label with the words of their names in the text."""
    return {
        a.name: {text[m.start : m.end] for m in a.mentions if m.form == "name"}
        for a in find(text)
        if a.mentions
    }


def kinds(find: Finder, text: str) -> dict[str, str]:
    return {a.name: a.kind for a in find(text)}


def test_the_first_of_two_surnames_is_the_person(find: Finder) -> None:
    text = (
        "Rodrigo Belmar Quintana told the court that he was tired. Belmar said he would appeal. "
        "Ana Lucía Ferrán de la Torre warned the jury. Ferrán said she was sure. "
        "Peter Halvar Jr. said that Halvar Motors would close."
    )
    found = written(find, text)
    assert "Belmar" in found["Rodrigo Belmar Quintana"]
    assert "Ferrán" in found["Ana Lucía Ferrán de la Torre"]
    assert not any("Halvar" in words for name, words in found.items() if name.startswith("Peter"))


def test_the_dead_brother_does_not_speak(find: Finder) -> None:
    text = (
        "Karl Brandvik said his brother Jens Brandvik, who was killed in May, had built the pier. "
        "The yard of Jens Brandvik closed in June. Mr Brandvik told reporters he would appeal."
    )
    karl = next(a for a in find(text) if a.name == "Karl Brandvik")
    assert {text[m.start : m.end] for m in karl.mentions if m.start > text.index("Mr ")} >= {"Brandvik", "he"}


def test_the_text_says_that_two_names_are_one(find: Finder) -> None:
    text = (
        "Marisa Vance, better known as Zaza, sang on Monday. Zaza said she was tired. "
        "Rowers of the Delta, known as RAD, thanked the crowd. RAD said it would row."
    )
    found = written(find, text)
    assert found["Marisa Vance"] == {"Marisa Vance", "Zaza"}
    assert "Zaza" not in found
    other = "Marisa Vance, who fears Zaza, sang on Monday. Zaza said she was tired."
    assert written(find, other)["Zaza"] == {"Zaza"}


def test_people_of_two_towns_are_two_groups(find: Finder) -> None:
    text = "People of Orvik denied the report on Monday. People of Tamsund rejected it, and people of Orvik protested."
    labels = [a.name for a in find(text) if a.kind == "group"]
    assert len(labels) == 2, labels


def test_a_town_is_not_its_paper_and_a_bloc_not_its_partners(find: Finder) -> None:
    text = (
        "The New York Times said on Monday that Ms Falk was ill. She lives in New York. "
        "NATO Partners said the talks had failed. NATO denied it."
    )
    found = written(find, text)
    assert "New York" in found
    assert found["New York Times"] == {"New York Times"}
    assert all(len(found[name] & {"NATO", "NATO Partners"}) < 2 for name in found)


def test_kinds_by_who_by_naming_and_by_the_table(find: Finder) -> None:
    text = (
        "Sukarno, who heads the jury, said he was wrong. A gang calling itself Velvet Moth said it was rich. "
        "N'Djamena said no camp would be opened."
    )
    found = kinds(find, text)
    assert found["Sukarno"] == "person"
    assert found["Velvet Moth"] == "organization"
    assert next(kind for name, kind in found.items() if name.startswith("N'Djamena")) == "place"


def name(text: str, label: str = "ORG") -> Name:
    return Name(0, 1, label, text, fold(text))


def test_a_town_is_known_by_the_bodies_called_after_it() -> None:
    def entity(text: str, kind: ActorKind) -> Entity:
        return Entity([name(text)], kind=kind)

    town, other, surname = (
        entity("Thistleby", "organization"),
        entity("Annasra", "person"),
        entity("Holm", "person"),
    )
    bodies = ["Thistleby Borough Council", "Port Authority of Annasra", "Friends of Holm"]
    settle([town, other, surname, *(entity(b, "organization") for b in bodies)])
    assert [e.kind for e in (town, other, surname)] == ["place", "place", "person"]


def test_clubs_go_by_their_last_word() -> None:
    assert is_club(name("Club Deportivo Almansur"))
    assert is_club(name("FC Tamar"))
    assert not is_club(name("Tamar Rowing Club"))
    assert not is_club(name("Almansur"))
