"""Claims worded alike: what has one form, and what is made of it."""

from briefing.compare.claims import Match
from briefing.compare.decisions import Decisions, pair
from briefing.compare.echoes import Matched, form, matches_between
from briefing.compare.features import ClaimFeatures, features
from briefing.compare.groups import group
from briefing.model.article import Span
from briefing.model.facts import ActorFact, ClaimFact, Facts, Named

CLOSED = "the Tarne ferry was closed on Monday after 24 cracked bolts were found"


def claim_in(
    story: str, words: str, *, actor: str = "actor:t", day: str = "2031-05-02", **more
) -> ClaimFeatures:
    tarne = ActorFact(actor, "Tarne", "place")
    brenn = ActorFact("actor:b", "Ilka Brenn", "person")
    named = [Named(4, 9, actor)] if words[4:9] == "Tarne" else []
    claim = ClaimFact(
        "claim:1", words, Span(0, len(words)), more.pop("cue", "said"), "Ilka Brenn", "named",
        more.pop("polarity", "assert"), "indirect", "speech", actor="actor:b", named=named,
    )  # fmt: skip
    (found,) = features(
        Facts(story, story, "", f"Paper {story}", "", published=day, actors=[tarne, brenn], claims=[claim])
    )
    return found


def test_a_form_is_the_words_and_not_the_article() -> None:
    one = claim_in("a", CLOSED)
    assert form(one) == form(claim_in("b", CLOSED, actor="actor:other", day="2031-09-01"))
    assert form(one) != form(claim_in("b", CLOSED.replace("24", "25")))
    assert form(one) != form(claim_in("b", CLOSED, polarity="deny", cue="denied"))
    assert form(one) != form(claim_in("b", CLOSED.replace("ferry", "bridge")))


def test_echoes_are_matched_with_their_lead_alone() -> None:
    told = [claim_in(s, CLOSED) for s in "abcd"]
    other = claim_in("e", CLOSED.replace("24", "32"))
    found = list(matches_between([*told, other], 400))
    assert [(m.one[0], m.other[0], m.match.relation, m.echo) for m in found] == [
        ("a", "b", "same", True), ("a", "c", "same", True), ("a", "d", "same", True),
        ("a", "e", "contradicting", False),
    ]  # fmt: skip
    (together,) = group([*told, other], found)
    assert [(m.claim.story, m.side) for m in together.members] == [(s, "asserts") for s in "abcd"] + [
        ("e", "denies")
    ]


def test_more_copies_than_a_crowd_are_still_met() -> None:
    told = [claim_in(f"a{n:02}", CLOSED) for n in range(12)]
    other = claim_in("z", CLOSED.replace("24", "32"))
    (together,) = group([*told, other], matches_between([*told, other], 4))
    assert len(together.members) == 13


def test_a_decision_takes_an_echo_out_and_leaves_the_rest() -> None:
    told = [claim_in(s, CLOSED) for s in "abcd"]
    apart = frozenset(pair(told[0].ref, t.ref) for t in told[1:])  # of the lead itself
    groups = group(told, matches_between(told, 400), Decisions(apart=apart))
    assert [[m.claim.story for m in g.members] for g in groups] == [["b", "c", "d"]]


def test_the_number_of_copies_does_not_outvote_what_is_between() -> None:
    """Half of the pairs between two groups must match; copies of one wording are one of these."""
    told = [claim_in(s, CLOSED) for s in "abcd"]
    near = claim_in("e", CLOSED.replace("24", "32"))
    far = claim_in("f", "the mayor will open the Tarne market again in the autumn")
    found = [*matches_between([*told, near], 400), Matched(told[0].ref, far.ref, _weak())]
    groups = group([*told, near, far], found)
    assert {len(g.members) for g in groups} == {6}


def _weak() -> Match:
    return Match("same", 0.7, ["invented"], True)
