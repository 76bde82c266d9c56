"""Groups of claims: sides, status, reversals, the analyst's decisions."""

import random
from itertools import pairwise

import pytest

from briefing.compare.claims import Match, match
from briefing.compare.decisions import NONE, Decisions, decisions_of, pair
from briefing.compare.echoes import Matched
from briefing.compare.features import ClaimFeatures, features
from briefing.compare.groups import ClaimGroup, group, own_matches
from briefing.model.annotation import Annotation, Correction, Link, Target
from briefing.model.article import Span
from briefing.model.facts import ActorFact, ClaimFact, Facts

BRENN = ActorFact("actor:b", "Ilka Brenn", "person", ["Brenn"])
UNION = ActorFact("actor:u", "Dockers Union of Tarne", "organization", [])
PORT = ActorFact("actor:p", "Port of Tarne", "organization", [])
ACTORS = {a.id: a for a in (BRENN, UNION, PORT)}


def said(
    story: str, day: int, source: str, words: str, *, polarity: str = "assert", cue: str = "said", n: int = 0
) -> tuple[str, int, ClaimFact]:
    actor = ACTORS.get(source)
    claim = ClaimFact(
        f"claim:{n}", words, Span(100 * n, 100 * n + len(words)), cue, actor.name if actor else source,
        "named" if actor else "unnamed", polarity, "indirect", "speech", actor=source if actor else None,  # type: ignore[arg-type]
    )  # fmt: skip
    return story, day, claim


def claims(*told: tuple[str, int, ClaimFact]) -> list[ClaimFeatures]:
    by: dict[str, tuple[int, list[ClaimFact]]] = {}
    for story, day, claim in told:
        by.setdefault(story, (day, []))[1].append(claim)
    return [
        f
        for story, (day, own) in by.items()
        for f in features(
            Facts(story, story, "", f"Paper {story}", "", published=f"2031-05-{day:02}", actors=list(ACTORS.values()), claims=own)
        )
    ]  # fmt: skip


def matched(found: list[ClaimFeatures]) -> list[Matched]:
    pairs = [(a, b) for n, a in enumerate(found) for b in found[n + 1 :]]
    return [Matched(a.ref, b.ref, m) for a, b in pairs if (m := match(a, b, one_story=True))]


def grouped(*told: tuple[str, int, ClaimFact], decisions: Decisions = NONE) -> list[ClaimGroup]:
    found = claims(*told)
    return group(found, matched(found), decisions)


def sides(found: ClaimGroup) -> list[tuple[str, str]]:
    return [(m.claim.story, m.side) for m in found.members]


CRANE = "that the crane had been repaired in April"


def test_who_asserts_and_who_denies_stand_on_two_sides() -> None:
    (found,) = grouped(
        said("a", 1, "actor:p", CRANE),
        said("b", 2, "actor:u", CRANE, polarity="deny", cue="denied"),
        said("c", 3, "actor:b", "that the crane had not been repaired in April"),
    )
    assert sides(found) == [("a", "asserts"), ("b", "denies"), ("c", "denies")]
    assert found.status == "contested"


def test_two_known_speakers_in_two_reports_corroborate_and_one_twice_does_not() -> None:
    (two,) = grouped(said("a", 1, "actor:p", CRANE), said("b", 2, "actor:u", CRANE))
    (one,) = grouped(said("a", 1, "actor:p", CRANE), said("b", 2, "actor:p", CRANE))
    (nameless,) = grouped(said("a", 1, "a docker", CRANE), said("b", 2, "an official", CRANE))
    assert [g.status for g in (two, one, nameless)] == ["corroborated", "uncontested", "uncontested"]


def test_reports_of_one_origin_do_not_corroborate() -> None:
    found = claims(said("a", 1, "actor:p", CRANE), said("b", 2, "actor:u", CRANE))
    (one,) = group(found, matched(found), origins={"a": "wire", "b": "wire"})
    assert one.status == "uncontested"


def test_only_denied() -> None:
    (found,) = grouped(
        said("a", 1, "actor:p", CRANE, polarity="deny", cue="denied"),
        said("b", 2, "actor:p", CRANE, polarity="deny", cue="rejected"),
    )
    assert found.status == "denied"


def test_a_refusal_to_say_is_neither_side() -> None:
    (found,) = grouped(
        said(
            "a", 1, "actor:p", "whether the crane had been repaired", polarity="decline", cue="would not say"
        ),
        said("b", 2, "actor:u", "that the crane had been repaired"),
    )
    assert sides(found) == [("a", "declines"), ("b", "asserts")]
    assert found.status == "uncontested"


def test_a_figure_that_is_called_wrong_is_corrected() -> None:
    (found,) = grouped(
        said("a", 1, "actor:p", "the old ferry is held by 24 ramp bolts"),
        said("b", 2, "actor:u", "the old ferry is held by 32 ramp bolts, not 24"),
    )
    assert found.status == "corrected"
    assert [m.corrects for m in found.members] == [False, True]


def test_a_speaker_who_changes_sides_is_noted_with_both_claims() -> None:
    (found,) = grouped(
        said("a", 1, "actor:b", CRANE),
        said("b", 2, "actor:u", CRANE),
        said("c", 3, "actor:b", CRANE, polarity="deny", cue="denied"),
    )
    ((before, after),) = [(r.before.claim.story, r.after.claim.story) for r in found.reversals]
    assert (before, after) == ("a", "c")


def test_a_demand_that_is_taken_back_is_a_reversal() -> None:
    (found,) = grouped(
        said("a", 1, "actor:u", "that Brenn resign", polarity="urge", cue="demanded"),
        said("b", 2, "actor:u", "Brenn to resign", polarity="deny", cue="no longer calls for"),
    )
    assert [s for _, s in sides(found)] == ["urges", "denies"]
    assert len(found.reversals) == 1


def test_contested_comes_first() -> None:
    found = grouped(
        said("a", 1, "actor:p", "the harbour dues would double in autumn"),
        said("b", 2, "actor:u", "the harbour dues would double in autumn"),
        said("c", 3, "actor:p", CRANE, n=1),
        said("d", 4, "actor:u", CRANE, polarity="deny", cue="denied", n=1),
    )
    assert [g.status for g in found] == ["contested", "corroborated"]


def test_what_is_kept_apart_stays_apart_and_what_is_joined_stays_joined() -> None:
    told = (said("a", 1, "actor:p", CRANE), said("b", 2, "actor:u", CRANE))
    one, other = (c.ref for c in claims(*told))
    assert not grouped(*told, decisions=Decisions(apart=frozenset([pair(one, other)])))
    unlike = (said("a", 1, "actor:p", CRANE), said("b", 2, "actor:u", "a bolt lay in the grass"))
    one, other = (c.ref for c in claims(*unlike))
    (joined,) = grouped(*unlike, decisions=Decisions(together=frozenset([pair(one, other)])))
    assert joined.decided


def test_a_chain_of_likenesses_does_not_join_its_ends() -> None:
    found = claims(*(said(s, n + 1, "actor:p", CRANE) for n, s in enumerate("abcdef")))
    chain = [
        Matched(a.ref, b.ref, Match("same", 0.9, ["next to each other"], True)) for a, b in pairwise(found)
    ]
    assert max(len(g.members) for g in group(found, chain)) <= 3


@pytest.mark.parametrize("seed", range(3))
def test_the_order_of_what_comes_in_does_not_matter(seed: int) -> None:
    told = [
        said("a", 1, "actor:p", CRANE),
        said("b", 2, "actor:u", CRANE, polarity="deny", cue="denied"),
        said("c", 3, "actor:b", CRANE),
        said("d", 4, "actor:b", "the harbour dues would double in autumn", n=1),
        said("e", 5, "actor:u", "the harbour dues would double in autumn", n=1),
    ]
    first = grouped(*told)
    found = claims(*told)
    links = matched(found)
    random.Random(seed).shuffle(found)
    random.Random(seed).shuffle(links)
    assert group(found, links) == first


def test_a_group_depends_on_what_it_is_connected_with_alone() -> None:
    told = [
        said("a", 1, "actor:p", CRANE),
        said("b", 2, "actor:u", "the harbour dues would double in autumn"),
        said("c", 3, "actor:b", "the harbour dues would double in autumn"),
        said("d", 4, "actor:u", CRANE, polarity="deny", cue="denied", n=1),
    ]
    found = claims(*told)
    links = matched(found)
    around = group([c for c in found if c.story in "ad"], links)
    assert [g.key for g in around] == ["a#claim:0"]
    assert all(g in group(found, links) for g in around)


def note(uid: str, kind: str, modified: str, **more: object) -> Annotation:
    target = Target("a", "a", ref="claim:1")
    return Annotation(uid, kind, modified, modified, "analyst", target, **more)  # type: ignore[arg-type]


def test_decisions_are_read_from_links_and_splits_and_the_later_holds() -> None:
    joined = note("1", "link", "2031-01-01", links=[Link("same_as", "b#claim:9"), Link("cites", "c#claim:9")])
    split = note(
        "2", "correction", "2031-01-02", correction=Correction("split", "claim:1", "match", "b#claim:9")
    )
    gone = note("3", "link", "2031-01-03", links=[Link("same_as", "b#claim:9")], deleted_at="2031-01-04")
    wrong = note("4", "link", "2031-01-05", links=[Link("same_as", "b#actor:9"), Link("same_as", "claim:9")])
    both = pair("a#claim:1", "b#claim:9")
    assert decisions_of([joined]).together == {both}
    assert decisions_of([split, joined]) == Decisions(frozenset(), frozenset([both]))
    assert decisions_of([gone, wrong]) == Decisions()


def test_an_article_that_has_both_sides_is_contested_and_what_it_repeats_is_nothing() -> None:
    sides_in_one = claims(
        said("a", 1, "actor:p", CRANE, n=1),
        said("a", 1, "actor:u", "that the crane had not been repaired in April", n=2),
        said("a", 1, "actor:p", CRANE, n=3),
    )
    links = own_matches(sides_in_one)
    assert {m.match.relation for m in links} == {"contradicting"}
    assert {(m.one, m.other) for m in links} == {("a#claim:1", "a#claim:2"), ("a#claim:2", "a#claim:3")}
    (found,) = group(sides_in_one, links)
    assert found.status == "contested"


def test_decisions_connect_over_several_steps() -> None:
    held = Decisions(together=frozenset([("a", "b"), ("c", "d")]), apart=frozenset([("b", "c"), ("x", "y")]))
    assert held.touching(["a"]) == {"a", "b", "c", "d"}
    assert held.touching(["q"]) == {"q"}
