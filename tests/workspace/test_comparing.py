"""The derived index answers as comparing from scratch does, whatever changed and in whatever order."""

import random
import sqlite3

import pytest
from msgspec.structs import replace

from briefing.compare.decisions import reference
from briefing.compare.story import story_of
from briefing.config import Settings
from briefing.model.annotation import Body, Correction
from briefing.model.article import Article, Block, Span, article_id
from briefing.model.brief import Actor, Brief, Claim, ClaimSource, Generator, Mention, Sourcing
from briefing.store.library.schema import VERSION
from briefing.workspace import Workspace

MODEL = "none"
OUTLETS = ("Skerry Press", "The Lantern", "Radio Sund")


def brief_of(words: str, source: str, outlet: str, day: str, polarity="assert") -> Brief:
    """An article of one sentence, `source said words`."""
    from briefing import __version__

    text = f"{source} said {words}."
    start = len(source) + 6
    article = Article(
        article_id(text), None, words, f"https://{outlet.split()[-1]}.example/{len(words)}", outlet, [], day, "en",
        text, [Block("paragraph", 0, len(text), True)],
    )  # fmt: skip
    actor = Actor("actor:1", source, "person", [], [], 1.0, [Mention(0, len(source), "name")])
    claim = Claim(
        "claim:1", [Span(start, len(text) - 1)], [Span(len(source) + 1, len(source) + 5)],
        ClaimSource("named", "actor:1", [Span(0, len(source))], None), "indirect", "speech", polarity, [], [], [],
    )  # fmt: skip
    return Brief(
        article, [], [actor], [claim], [], [], Sourcing(named=1), Generator("briefing", __version__, MODEL)
    )


CRACKED = "the harbour board closed the northern ramp after cracked bolts were found"
BRIEFS = [
    brief_of(CRACKED, "Mara Lindqvist", OUTLETS[0], "2031-05-14"),
    brief_of(f"{CRACKED} on Monday", "Tor Halvard", OUTLETS[1], "2031-05-15"),
    brief_of(f"that {CRACKED}", "Edda Voss", OUTLETS[2], "2031-05-16", "deny"),
    brief_of(
        "tickets for the winter concert sold out within a day", "Mara Lindqvist", OUTLETS[1], "2031-05-17"
    ),
]


@pytest.fixture
def workspace(tmp_path):
    opened = Workspace(Settings(home=tmp_path / "home", creator="ana", model=MODEL))
    yield opened
    opened.close()


def keep(workspace, briefs):
    for brief in briefs:
        workspace.home.articles.save(brief.article)
    workspace.home.library.save_briefs([(b, b.article.published) for b in briefs])


def shapes(groups):
    return [(g.key, g.status, [(m.claim.ref, m.side) for m in g.members]) for g in groups]


def anew(workspace):
    """The groups as they come out where nothing is kept."""
    ids = [b.article.id for b in BRIEFS]
    kept = set(workspace.home.articles.ids())
    facts = [f for i in ids if i in kept and (f := workspace._facts_in_force(i)) is not None]
    notes = [a for _, a in workspace.notes()]
    return shapes(story_of(facts, notes).groups)


@pytest.mark.parametrize("order", [[0, 1, 2, 3], [3, 2, 1, 0], [1, 3, 0, 2]])
def test_one_after_another_in_any_order(workspace, order):
    for n in order:
        keep(workspace, [BRIEFS[n]])
        assert shapes(workspace.claim_groups().groups) == anew(workspace)
    (group,) = workspace.claim_groups().groups
    assert group.status == "contested"
    assert [m.side for m in group.members] == ["asserts", "asserts", "denies"]
    assert workspace.compare() == 0


def test_counts_and_origins_of_a_page(workspace):
    keep(workspace, BRIEFS)
    page = workspace.claim_groups()
    assert page.counts(page.groups[0]) == "3 articles / 3 outlets / 2 origins"
    assert set(page.articles) == {b.article.id for b in BRIEFS[:3]}


def test_a_page_of_a_query_shows_its_articles_alone(workspace):
    keep(workspace, BRIEFS)
    (group,) = workspace.claim_groups("older:2031-05-16").groups
    assert [m.claim.outlet for m in group.members] == ["Skerry Press", "The Lantern"]
    assert group.status == "corroborated"
    assert workspace.claim_groups('site:"the lantern"').groups == []
    assert workspace.claim_groups(offset=1).groups == []


def test_a_profile_over_articles(workspace):
    keep(workspace, BRIEFS)
    found = workspace.profile(BRIEFS[0].article.id, "actor:1")
    assert (found.name, found.first, found.last) == ("Mara Lindqvist", "2031-05-14", "2031-05-17")
    assert [s.outlet for s in found.said] == ["Skerry Press", "The Lantern"]


def test_what_the_analyst_keeps_apart_stays_apart_and_comes_back_on_undo(workspace):
    keep(workspace, BRIEFS)
    first, second, third = (reference(b.article.id, "claim:1") for b in BRIEFS[:3])
    before = shapes(workspace.claim_groups().groups)
    workspace.keep_apart(workspace.story(), third, [first, second])
    assert [len(members) for _, _, members in shapes(workspace.claim_groups().groups)] == [2]
    assert shapes(workspace.claim_groups().groups) == anew(workspace)
    keep(workspace, [BRIEFS[3]])  # what comes later does not bring it back
    assert [len(members) for _, _, members in shapes(workspace.claim_groups().groups)] == [2]
    workspace.undo(BRIEFS[2].article.id)
    assert shapes(workspace.claim_groups().groups) == before


def test_a_correction_changes_what_is_compared(workspace):
    keep(workspace, BRIEFS)
    denial = BRIEFS[2].article.id
    change = Correction("set", "claim:1", "polarity", "assert")
    workspace.annotate(denial, "correction", ref="claim:1", correction=change)
    (group,) = workspace.claim_groups().groups
    assert group.status == "corroborated"
    assert shapes([group]) == anew(workspace)
    workspace.annotate(denial, "correction", ref="claim:1", correction=Correction("reject", "claim:1"))
    assert [len(g.members) for g in workspace.claim_groups().groups] == [2]


def test_a_note_that_changes_nothing_makes_nothing_anew(workspace):
    keep(workspace, BRIEFS)
    workspace.compare()
    number = {b.article.id: _number(workspace, b) for b in BRIEFS}
    workspace.annotate(BRIEFS[0].article.id, "note", body=Body("to be read again"))
    assert workspace.compare() == 1
    assert number == {b.article.id: _number(workspace, b) for b in BRIEFS}


def _number(workspace, brief):
    return workspace.home.library.compared.read(lambda rows: rows.kept(brief.article.id)[0])


def test_another_date_without_a_brief_takes_the_article_out(workspace):
    keep(workspace, BRIEFS)
    workspace.compare()
    moved = Correction("set", "article", "published", "2031-06-01")
    workspace.annotate(BRIEFS[2].article.id, "correction", correction=moved)
    assert [len(g.members) for g in workspace.claim_groups().groups] == [2]
    dated = replace(BRIEFS[2], article=replace(BRIEFS[2].article, published="2031-06-01", dated_by_hand=True))
    workspace.home.library.save_brief(dated, "2031-06-01")
    assert [len(g.members) for g in workspace.claim_groups().groups] == [3]


def test_a_new_version_takes_the_place_of_the_old_one(workspace):
    keep(workspace, BRIEFS)
    workspace.compare()
    old = BRIEFS[1].article
    newer = brief_of(
        "the ferry sails again from Thursday with two ramps", "Tor Halvard", OUTLETS[1], "2031-05-15"
    )
    newer = replace(newer, article=replace(newer.article, url=old.url))
    for brief in (BRIEFS[1], newer):
        workspace.home.stories.add(old.url, brief.article.id)
    keep(workspace, [newer])
    (group,) = workspace.claim_groups().groups
    assert old.id not in {m.claim.article_id for m in group.members}
    assert set(workspace.kept([old.id, newer.article.id]).facts) == {newer.article.id}


def test_a_story_waits_for_its_own_articles_alone(workspace):
    keep(workspace, BRIEFS)
    ids = [b.article.id for b in BRIEFS[:2]]
    assert set(workspace.kept(ids).facts) == set(ids)
    assert workspace.home.library.compared.waiting() == 2
    assert len(workspace.kept(ids).matches) == 1
    assert workspace.compare() == 2


def test_without_an_index_the_same_is_found(workspace):
    keep(workspace, BRIEFS)
    ids = [b.article.id for b in BRIEFS]
    kept, fresh = workspace.kept(ids), workspace._kept_anew(ids, None)
    assert kept.facts == fresh.facts

    def pairs(found):
        return sorted((*sorted((m.one, m.other)), m.match.relation, m.match.score) for m in found.matches)

    assert pairs(kept) == pairs(fresh) != []
    assert sorted(map(repr, kept.links)) == sorted(map(repr, fresh.links)) != []


def test_what_changes_while_facts_are_made_is_not_lost(workspace, monkeypatch):
    keep(workspace, BRIEFS)
    whole, denial = workspace._facts_in_force, BRIEFS[2].article.id

    def meanwhile(article_id):
        facts = whole(article_id)
        if article_id == denial and not workspace.home.annotations.annotations(denial):
            change = Correction("set", "claim:1", "polarity", "assert")
            workspace.annotate(denial, "correction", ref="claim:1", correction=change)
            workspace.count()  # the library has taken it in
        return facts

    monkeypatch.setattr(workspace, "_facts_in_force", meanwhile)
    assert [g.status for g in workspace.claim_groups().groups] == ["corroborated"]


def test_too_many_to_be_put_together_at_once_are_in_one_cluster_each(workspace, monkeypatch):
    monkeypatch.setattr("briefing.workspace.compared.TOGETHER", 0)
    for brief in BRIEFS:
        keep(workspace, [brief])
        workspace.compare()
    assert shapes(workspace.claim_groups().groups) == anew(workspace)


def test_the_index_is_made_anew_with_the_library(workspace):
    keep(workspace, BRIEFS)
    before = shapes(workspace.claim_groups().groups)
    workspace.rebuild()
    assert shapes(workspace.claim_groups().groups) == before
    path = workspace.home.path / "library.sqlite3"
    workspace.home.library.close()
    database = sqlite3.connect(path)
    database.execute("UPDATE meta SET value = 'older' WHERE key IN ('version', 'compared')")
    database.commit()
    database.close()
    assert VERSION != "older"
    assert shapes(workspace.claim_groups().groups) == before  # the briefs were taken over


def test_whatever_comes_and_goes_it_is_as_from_scratch(workspace):
    """Versions, corrections and decisions in a drawn order, several between two looks."""
    dice = random.Random(4)
    keep(workspace, BRIEFS[:3])
    refs = [reference(b.article.id, "claim:1") for b in BRIEFS[:3]]
    for turn in range(12):
        if turn == 6:
            keep(workspace, BRIEFS[3:])
        for _ in range(dice.randrange(1, 4)):
            n, other = dice.sample(range(3), 2)
            match dice.randrange(3):
                case 0:
                    workspace.keep_apart(workspace.story(), refs[n], [refs[other]])
                case 1:
                    workspace.put_together(workspace.story(), refs[n], refs[other])
                case 2:
                    polarity = Correction("set", "claim:1", "polarity", dice.choice(["assert", "deny"]))
                    workspace.annotate(BRIEFS[n].article.id, "correction", ref="claim:1", correction=polarity)
        assert shapes(workspace.claim_groups().groups) == anew(workspace)
    assert {"correction", "link"} <= {note.kind for _, note in workspace.notes()}
