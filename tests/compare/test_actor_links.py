"""Which actors of different articles are one."""

import random

from briefing.compare.actors import link, linked
from briefing.compare.decisions import NONE, Decisions, pair
from briefing.compare.names import keys_of
from briefing.model.facts import ActorFact, Facts


def article(story: str, *actors: ActorFact) -> Facts:
    return Facts(story, story, "", "", "", actors=list(actors))


def person(name: str, *aliases: str, **more: object) -> ActorFact:
    return ActorFact(f"actor:{name}", name, "person", list(aliases), **more)  # type: ignore[arg-type]


def body(name: str, *aliases: str, **more: object) -> ActorFact:
    return ActorFact(f"actor:{name}", name, "organization", list(aliases), **more)  # type: ignore[arg-type]


def groups(*articles: Facts, decisions: Decisions = NONE) -> set[frozenset[str]]:
    members = [m for f in articles for m in linked(f)]
    found = [frozenset(m.ref for m in g) for g in link(members, decisions)]
    random.Random(3).shuffle(members)
    again = {frozenset(m.ref for m in g) for g in link(members, decisions)}
    assert set(found) == again, "the order of the articles decides"
    return {g for g in found if len(g) > 1}


def ref(story: str, name: str) -> str:
    return f"{story}#actor:{name}"


def test_one_full_name_is_one_person_whatever_title_initial_or_accent() -> None:
    assert groups(
        article("a", person("Ilka M. Brenn", "Brenn")),
        article("b", person("Mayor Ilka Brenn")),
        article("c", person("Ílka Brenn Jr.")),
    ) == {frozenset([ref("a", "Ilka M. Brenn"), ref("b", "Mayor Ilka Brenn"), ref("c", "Ílka Brenn Jr.")])}


def test_a_surname_joins_the_one_who_is_called_so() -> None:
    assert groups(article("a", person("Ilka Brenn", "Brenn")), article("b", person("Brenn"))) == {
        frozenset([ref("a", "Ilka Brenn"), ref("b", "Brenn")])
    }


def test_a_surname_of_two_people_joins_neither() -> None:
    assert not groups(
        article("a", person("Ilka Brenn", "Brenn")),
        article("b", person("Otto Brenn", "Brenn")),
        article("c", person("Brenn")),
    )


def test_two_first_names_are_two_people() -> None:
    assert not groups(
        article("a", person("Ilka Brenn", "Brenn")), article("b", person("Otto Brenn", "Brenn"))
    )


def test_a_company_with_and_without_its_legal_form_and_by_its_short_name() -> None:
    found = groups(
        article("a", body("Torvald Resources plc", "Torvald")),
        article("b", body("Torvald Resources")),
        article("c", body("Torvald")),
    )
    assert [len(g) for g in found] == [3]


def test_initials_join_what_they_stand_for() -> None:
    found = groups(
        article("a", body("National Fisheries Agency of Norsund", "NFAN")), article("b", body("NFAN"))
    )
    assert [len(g) for g in found] == [1 + 1]


def test_a_branch_is_not_its_parent() -> None:
    home = body("Torvald")
    branch = ActorFact("actor:branch", "Torvald Norsund", "organization", ["Torvald"], parent="actor:Torvald")
    assert not groups(article("a", home, branch), article("b", branch)) - {
        frozenset(["a#actor:branch", "b#actor:branch"])
    }


def test_the_supreme_court_of_two_states_is_two_and_of_none_is_nobodys() -> None:
    assert not groups(
        article("a", body("Supreme Court", country="NO")), article("b", body("Supreme Court", country="DK"))
    )
    assert not groups(article("a", body("Supreme Court")), article("b", body("Supreme Court")))
    found = groups(
        article("a", body("Supreme Court", country="NO")),
        article("b", body("the Supreme Court", country="NO")),
    )
    assert [len(g) for g in found] == [2]


def test_a_state_is_one_under_each_of_its_names_and_its_seat_is_not_it() -> None:
    places = [
        ActorFact("actor:1", "Denmark", "place", [], country="DK"),
        ActorFact("actor:2", "Kingdom of Denmark", "place", [], country="DK"),
        ActorFact("actor:3", "Copenhagen", "place", [], country="DK", reading="Danish government"),
    ]
    found = groups(*(article(str(n), p) for n, p in enumerate(places)))
    assert found == {frozenset(["0#actor:1", "1#actor:2"])}


def test_who_has_no_name_is_met_nowhere() -> None:
    assert not keys_of(
        article("a", body("two officials", unnamed=True), body("Wire Credit", in_ranking=False))
    )


def test_the_analyst_keeps_apart_and_joins() -> None:
    one, two, three = (article(s, person("Ilka Brenn", "Brenn")) for s in "abc")
    other = article("d", person("I. B. Brenn-Falk"))
    apart = Decisions(apart=frozenset([pair(ref("a", "Ilka Brenn"), ref("b", "Ilka Brenn"))]))
    found = groups(one, two, three, decisions=apart)
    assert not any({ref("a", "Ilka Brenn"), ref("b", "Ilka Brenn")} <= g for g in found)
    assert any(ref("c", "Ilka Brenn") in g for g in found)
    joined = Decisions(together=frozenset([pair(ref("a", "Ilka Brenn"), ref("d", "I. B. Brenn-Falk"))]))
    assert groups(one, other, decisions=joined) == {
        frozenset([ref("a", "Ilka Brenn"), ref("d", "I. B. Brenn-Falk")])
    }


def test_middle_initials_tell_two_people_of_one_name_apart() -> None:
    found = groups(
        article("a", person("Otto W. Brenn")),
        article("b", person("Otto H. W. Brenn")),
        article("c", person("Otto H.W. Brenn")),
        article("d", person("Otto Wolf Brenn")),
    )
    assert frozenset([ref("b", "Otto H. W. Brenn"), ref("c", "Otto H.W. Brenn")]) in found
    assert not any({ref("a", "Otto W. Brenn"), ref("b", "Otto H. W. Brenn")} <= g for g in found)


def test_a_first_name_joins_nobody_where_the_surname_is_used_too() -> None:
    assert not groups(article("a", person("John Orrin", "John", "Orrin")), article("b", person("John")))
    found = groups(article("a", person("Tan Weiling", "Tan")), article("b", person("Tan")))
    assert [len(g) for g in found] == [2]
