"""A local store and a desk: there and back by uid and rev, as often as one likes; conflicts keep both."""

import pytest
from make_records import FERRY, article, note, term
from msgspec.structs import replace

from briefing.cli import main
from briefing.desk.ledger import Agreed
from briefing.desk.sync import Sync, compare
from briefing.model.annotation import Body
from briefing.store.home import open_home
from briefing.store.protocol import ReadingState

STORY = FERRY.id


def texts(stores, story=STORY, **options):
    return sorted(a.body.text for a in stores.annotations.annotations(story, **options))


@pytest.fixture
def home(tmp_path):
    opened = open_home(tmp_path / "home", creator="ana")
    opened.articles.save(FERRY)
    yield opened
    opened.close()


@pytest.fixture
def desk(sit):
    return sit("ana")


def push(home, desk, story=STORY):
    sync = Sync(home, desk)
    sync.push_articles(home.articles.ids())
    sync.push_story(story)
    return dict(sync.report.counts.items()), sync.report.problems


def pull(home, desk, story=STORY):
    sync = Sync(home, desk)
    sync.pull_story(story)
    return {k: n for k, n in sync.report.counts.items() if n}, sync.report.problems


def counted(outcome):
    return {k: n for k, n in outcome[0].items() if n}


def test_who_changed_what_follows_from_the_revisions_agreed_on():
    old = note("old", uid="1", rev=3)
    here, there = replace(old, body=Body("here"), rev=4), replace(old, body=Body("there"), rev=9)
    known = {"1": Agreed("1", 3, 8)}
    both = compare({"1": here}, {"1": there}, known)
    assert both.conflicts == [(here, there)]
    at_desk = replace(old, rev=8)
    assert compare({"1": here}, {"1": at_desk}, known).edited_here == [(here, at_desk)]
    assert compare({"1": old}, {"1": there}, known).edited_there == [(old, there)]
    assert compare({"1": old}, {"1": at_desk}, known) == compare({}, {}, {})
    assert compare({"1": old}, {"1": at_desk}, {}).agreed == [Agreed("1", 3, 8)]
    assert compare({"1": here}, {"1": at_desk}, {}).conflicts == [(here, at_desk)]
    assert compare({"1": old}, {}, {}).new_there == [old]
    assert compare({"1": old}, {}, known).hidden == ["1"]
    assert compare({}, {"1": there}, known).new_here == [there]


def test_push_brings_everything_once(home, desk):
    one, two = home.annotations.insert([note("one", on=STORY), note("two", on=STORY)])
    home.annotations.delete(STORY, [two.uid])
    home.annotations.set_state(STORY, ReadingState(read=True, position=9))
    assert counted(push(home, desk)) == {"articles": 1, "notes": 2, "states": 1}
    assert desk.articles.kept(STORY) == home.articles.kept(STORY)
    assert texts(desk) == ["one"]
    assert texts(desk, deleted=True) == ["two"]
    assert desk.annotations.get(STORY, one.uid).created == one.created
    assert desk.annotations.state(STORY).read
    for _ in range(2):
        assert counted(push(home, desk)) == {}
        assert pull(home, desk) == ({}, [])
    assert len(desk.annotations.everything(STORY)) == 2


def test_edits_go_over_in_both_directions_and_only_once(home, desk, sit):
    (kept,) = home.annotations.insert([note("one", on=STORY)])
    push(home, desk)
    home.annotations.edit([replace(kept, body=Body("one, edited here"))])
    assert counted(push(home, desk)) == {"edits": 1}
    assert counted(push(home, desk)) == {}
    theirs = sit("bo").annotations
    theirs.edit([replace(theirs.get(STORY, kept.uid), body=Body("one, edited by bo"))])
    theirs.insert([note("bo's own", on=STORY)])
    assert counted(push(home, desk)) == {}
    assert pull(home, desk)[0] == {"notes": 1, "edits": 1}
    assert texts(home) == ["bo's own", "one, edited by bo"]
    assert pull(home, desk) == ({}, [])
    assert counted(push(home, desk)) == {}
    mine = home.annotations.get(STORY, kept.uid)
    home.annotations.delete(STORY, [mine.uid])
    push(home, desk)
    assert texts(desk) == ["bo's own"]


@pytest.mark.parametrize("first", ["push", "pull"])
def test_a_conflict_keeps_both_on_both_sides(home, desk, sit, first):
    (kept,) = home.annotations.insert([note("one", on=STORY)])
    push(home, desk)
    home.annotations.edit([replace(kept, body=Body("here"))])
    theirs = sit("bo").annotations
    theirs.edit([replace(theirs.get(STORY, kept.uid), body=Body("there"))])
    outcome = push(home, desk) if first == "push" else pull(home, desk)
    assert outcome[0]["conflicts, both kept"] == 1
    for _ in range(2):
        push(home, desk)
        pull(home, desk)
    assert texts(home) == texts(desk) == ["here", "there"]
    assert home.annotations.get(STORY, kept.uid).body.text == "there"
    (beside,) = [a for a in desk.annotations.annotations(STORY) if a.uid != kept.uid]
    assert beside.provenance.via == f"conflict:{kept.uid}"


def test_what_breaks_off_goes_on_where_it_stopped(home, desk, monkeypatch):
    """The desk has the notes and the ledger does not know it yet: nothing is doubled."""
    home.annotations.insert([note("one", on=STORY)])
    with monkeypatch.context() as patch:
        patch.setattr(
            "briefing.desk.ledger.Ledger.keep", lambda *rest: (_ for _ in ()).throw(KeyboardInterrupt)
        )
        with pytest.raises(KeyboardInterrupt):
            push(home, desk)
    assert texts(desk) == ["one"]
    assert counted(push(home, desk)) == {}
    assert len(desk.annotations.everything(STORY)) == 1


def test_a_private_note_of_another_is_reported_and_the_rest_goes_over(home, desk, sit):
    (kept,) = sit("bo").annotations.insert([note("bo's", on=STORY)])
    pull(home, desk)
    theirs = sit("bo").annotations
    theirs.edit([replace(kept, body=Body("bo's", ["private"]))])
    home.annotations.insert([note("new", on=STORY)])
    _, problems = push(home, desk)
    assert kept.uid in problems[0]
    assert texts(desk) == ["new"]
    assert "bo's" in texts(home)


def test_stores_that_know_other_first_versions_meet(home, desk, sit):
    url = "https://gull.example/s"
    old, new = article("First words.", url=url), article("Second words.", url=url)
    bo = sit("bo")
    for version in (old, new):
        bo.articles.save(version)
        bo.stories.add(url, version.id)
    bo.annotations.insert([note("on the story", on=old.id)])
    home.articles.save(new)
    home.stories.add(url, new.id)
    home.annotations.insert([note("mine", on=new.id)])
    push(home, desk, new.id)
    assert texts(bo, old.id) == ["mine", "on the story"]
    pull(home, desk, new.id)
    assert texts(home, new.id) == ["mine", "on the story"]
    assert counted(push(home, desk, new.id)) == {}


def test_push_and_pull_from_the_shell(cluster, tmp_path, capsys, sit):
    bo = sit("bo")
    bo.articles.save(FERRY)
    bo.annotations.insert([note("bo was here", on=STORY)])
    source = tmp_path / "a.txt"
    source.write_text("The toll on the Skerrow road doubles.", encoding="utf-8")
    home = ["--home", str(tmp_path / "data")]
    desk = ["--desk", cluster.address(user="ana")]
    main(["add", str(source), "--no-briefs", *home])
    main(["note", str(source), "--body", "since when?", *home])
    capsys.readouterr()
    for call, said in [
        (["push"], "pushed: 1 articles, 1 notes"), (["push"], "pushed: nothing"), (["pull"], "pulled: nothing"),
        (["pull", "northport"], "pulled: 1 articles, 1 notes"), (["pull", "northport"], "pulled: nothing"),
    ]:  # fmt: skip
        assert main(["desk", *call, *home, *desk]) == 0
        assert capsys.readouterr().out.startswith(said)
    assert bo.library.notes(term("text", "since"))[0].annotation.body.text == "since when?"
    main(["notes", *home])
    assert "bo was here" in capsys.readouterr().out
    (tmp_path / "data" / "config.toml").write_text(
        f'desk = "{cluster.address(user="ana")}"\n', encoding="utf-8"
    )
    assert main(["list", *home]) == 0
    assert len(capsys.readouterr().out.splitlines()) == 2
