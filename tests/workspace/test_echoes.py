"""What several articles repeat word for word is compared once, and stands where it stood."""

import pytest
from msgspec.structs import replace

from briefing.model.annotation import Correction
from briefing.model.article import article_id
from tests.workspace.test_comparing import BRIEFS, CRACKED, OUTLETS, brief_of, keep, shapes
from tests.workspace.test_comparing import workspace as workspace

DENIAL = BRIEFS[2]


def reprint(number: int):
    """The first article as another outlet prints it, some days later: the same claim in another text."""
    brief = brief_of(CRACKED, "Mara Lindqvist", OUTLETS[number % 3], f"2031-05-{15 + number:02}")
    text = f"{brief.article.text} Edition {number}."
    article = replace(brief.article, id=article_id(text), text=text, url=f"https://print.example/{number}")
    return replace(brief, article=article)


REPRINTS = [reprint(n) for n in range(5)]


def anew(workspace, briefs):
    """The groups as they come out where no article came before another."""
    from briefing.compare.story import story_of

    facts = [workspace._facts_in_force(b.article.id) for b in briefs]
    return shapes(story_of([f for f in facts if f is not None], [a for _, a in workspace.notes()]).groups)


def matched(workspace, briefs):
    return workspace.kept([b.article.id for b in briefs]).matches


@pytest.mark.parametrize("denied", [0, 3, 5])
def test_a_denial_stands_against_all_reprints_whenever_it_comes(workspace, denied):
    briefs = [*REPRINTS[:denied], DENIAL, *REPRINTS[denied:]]
    for brief in briefs:
        keep(workspace, [brief])
        workspace.compare()
    (group,) = workspace.claim_groups().groups
    assert group.status == "contested"
    assert [m.side for m in group.members].count("asserts") == 5
    assert shapes([group]) == anew(workspace, briefs)


def test_the_number_of_pairs_grows_as_the_number_of_reprints(workspace):
    keep(workspace, [*REPRINTS, DENIAL])
    found = matched(workspace, [*REPRINTS, DENIAL])
    assert sorted(m.echo for m in found) == [False, True, True, True, True]


def test_without_their_lead_the_others_stand_as_they_stood(workspace):
    for brief in [*REPRINTS, DENIAL]:  # the first is the lead
        keep(workspace, [brief])
        workspace.compare()
    (group,) = workspace.claim_groups("newer:2031-05-16").groups
    assert group.status == "contested"
    assert REPRINTS[0].article.id not in {m.claim.article_id for m in group.members}
    assert len(group.members) == 5
    found = matched(workspace, [*REPRINTS[1:], DENIAL])
    assert {m.one for m in found if m.echo} == {f"{REPRINTS[1].article.id}#claim:1"}


def test_a_lead_that_is_corrected_leaves_its_echoes_a_new_one(workspace):
    for brief in [*REPRINTS, DENIAL]:
        keep(workspace, [brief])
        workspace.compare()
    lead = REPRINTS[0].article.id
    workspace.annotate(lead, "correction", ref="claim:1", correction=Correction("reject", "claim:1"))
    (group,) = workspace.claim_groups().groups
    assert (group.status, len(group.members)) == ("contested", 5)
    found = matched(workspace, [*REPRINTS[1:], DENIAL])
    assert sorted(m.echo for m in found) == [False, True, True, True]
    workspace.undo(lead)
    assert shapes(workspace.claim_groups().groups) == anew(workspace, [*REPRINTS, DENIAL])


def test_an_echo_that_the_analyst_keeps_apart_is_apart_and_the_others_stay(workspace):
    briefs = [*REPRINTS, DENIAL]
    keep(workspace, briefs)
    refs = [f"{b.article.id}#claim:1" for b in REPRINTS]
    workspace.keep_apart(workspace.story(), refs[2], [r for r in refs if r != refs[2]])
    groups = workspace.claim_groups().groups
    assert not any(
        {refs[2], r} <= {m.claim.ref for m in g.members} for g in groups for r in refs if r != refs[2]
    )
    assert max(len(g.members) for g in groups) == 5
    assert shapes(groups) == anew(workspace, briefs)


def test_words_that_say_little_are_no_echo_of_a_stranger(workspace):
    """Two articles with nothing in common but `it was fine` are not compared as one."""
    first = brief_of("it was fine", "Oda Kvist", OUTLETS[0], "2031-05-14")
    other = brief_of("it was fine", "Per Sandell", OUTLETS[1], "2033-05-14")
    keep(workspace, [first, other])
    assert matched(workspace, [first, other]) == []


def test_around_an_echo_are_its_fellows_and_what_contradicts_them(workspace):
    for brief in [*REPRINTS, DENIAL]:
        keep(workspace, [brief])
        workspace.compare()
    digits = [b.article.id.removeprefix("sha256:")[:16] for b in [*REPRINTS, DENIAL]]
    for brief in REPRINTS:
        assert all(f"id:{d}" in workspace.around(brief.article.id) for d in digits)
