"""Who may what, with real roles of the server: reader, analyst, admin, and nobody."""

import psycopg
import pytest
from make_records import FERRY, note, term
from msgspec.structs import replace

from briefing.model.annotation import Body, Correction
from briefing.store.intents import Part
from briefing.store.protocol import NotFoundError, ReadingState, RefusedError, StoreError


def secret(text="mine alone", **changes):
    return note(text, on=FERRY.id, body=Body(text, ["Private"]), **changes)


@pytest.fixture
def desk(sit):
    sit("ana").articles.save(FERRY)
    return sit


def test_a_reader_reads_and_keeps_a_place_but_writes_nothing(desk):
    (kept,) = desk("ana").annotations.insert([note("shared", on=FERRY.id)])
    rita = desk("rita")
    assert rita.articles.load(FERRY.id) == FERRY
    assert rita.annotations.annotations(FERRY.id) == [kept]
    rita.annotations.set_state(FERRY.id, ReadingState(read=True))
    assert rita.library.row(FERRY.id).state.read
    assert [step.what for step in rita.annotations.history(FERRY.id)] == ["insert", "state"]
    assert rita.annotations.undo(FERRY.id).what == "state"
    for write in (
        lambda: rita.annotations.insert([note("no", on=FERRY.id)]),
        lambda: rita.annotations.edit([replace(kept, body=Body("no"))]),
        lambda: rita.annotations.delete(FERRY.id, [kept.uid]),
        lambda: rita.batches.apply([Part(FERRY.id, "insert", [note("no", on=FERRY.id)])]),
        lambda: rita.articles.save(replace(FERRY, id="sha256:" + "0" * 64)),
        lambda: rita.stories.add("https://gull.example/x", FERRY.id),
        lambda: rita.sources.rate("The Gull", "A"),
    ):
        with pytest.raises(RefusedError):
            write()
    assert desk("ana").annotations.annotations(FERRY.id) == [kept]


def test_who_has_no_role_sees_nothing(desk):
    with pytest.raises(RefusedError, match="role"):
        desk("otto").library.count()


def test_a_private_note_is_seen_by_its_owner_alone(desk):
    ana, bo = desk("ana"), desk("bo")
    (kept,) = ana.annotations.insert([secret("orchids for the harbour master")])
    (shared,) = ana.annotations.insert([note("shared", on=FERRY.id)])
    assert ana.annotations.annotations(FERRY.id) == [kept, shared]
    assert ana.library.row(FERRY.id).notes == 2
    for other in (bo, desk("adam"), desk("rita")):
        assert other.annotations.annotations(FERRY.id) == [shared]
        assert other.annotations.everything(FERRY.id) == [shared]
        assert other.library.row(FERRY.id).notes == 1
        assert [row.annotation for row in other.library.notes()] == [shared]
        assert other.library.notes(term("text", "orchids")) == []
        assert other.library.select(term("text", "orchids")) == []
        assert other.library.select(term("tag", "private")) == []
        assert other.library.tags() == []
        assert [step.after[0].uid for step in other.annotations.history(FERRY.id)] == [shared.uid]
        for lost in (
            lambda o=other: o.library.find(kept.uid),
            lambda o=other: o.annotations.get(FERRY.id, kept.uid),
        ):
            with pytest.raises(NotFoundError):
                lost()
    assert [row.annotation for row in ana.library.notes(term("text", "orchids"))] == [kept]
    assert ana.library.tags() == [("Private", 1)]
    assert len(ana.library.select(term("tag", "private"))) == 1


def test_a_private_note_cannot_be_written_by_another(desk):
    ana, bo = desk("ana"), desk("bo")
    (kept,) = ana.annotations.insert([secret()])
    for write in (
        lambda: bo.annotations.edit([replace(kept, body=Body("stolen"))]),
        lambda: bo.annotations.delete(FERRY.id, [kept.uid]),
        lambda: bo.annotations.insert([note("another with this uid", uid=kept.uid, on=FERRY.id)]),
    ):
        with pytest.raises((NotFoundError, RefusedError)):
            write()
    assert ana.annotations.annotations(FERRY.id) == [kept]


def test_only_its_owner_makes_a_note_private_and_shares_it_again(desk):
    ana, bo = desk("ana"), desk("bo")
    (kept,) = ana.annotations.insert([note("ours", on=FERRY.id)])
    with pytest.raises(RefusedError):
        bo.annotations.edit([replace(kept, body=Body("ours", ["private"]))])
    (edited,) = bo.annotations.edit([replace(kept, body=Body("ours, edited by bo"))])
    (hidden,) = ana.annotations.edit([replace(edited, body=Body("mine now", ["private"]))])
    assert bo.annotations.annotations(FERRY.id) == []
    # What it said while it was shared is not read from the history any more either.
    assert bo.annotations.history(FERRY.id) == []
    ana.annotations.edit([replace(hidden, body=Body("ours again"))])
    assert [a.body.text for a in bo.annotations.annotations(FERRY.id)] == ["ours again"]


def test_each_analyst_undoes_her_own_steps(desk):
    ana, bo = desk("ana"), desk("bo")
    ana.annotations.insert([note("hers", on=FERRY.id)])
    bo.annotations.insert([note("his", on=FERRY.id)])
    assert ana.annotations.undo(FERRY.id).after[0].body.text == "hers"
    assert [a.body.text for a in bo.annotations.annotations(FERRY.id)] == ["his"]
    assert ana.annotations.undo(FERRY.id) is None
    assert bo.annotations.redo(FERRY.id) is None
    assert {(s.by, s.undone) for s in bo.annotations.history(FERRY.id)} == {("ana", True), ("bo", False)}


def test_reading_states_are_ones_own(desk):
    ana, bo = desk("ana"), desk("bo")
    ana.annotations.set_state(FERRY.id, ReadingState(read=True, starred=True))
    assert bo.annotations.state(FERRY.id) == ReadingState()
    assert bo.library.count(term("is", "unread")) == 1
    assert ana.library.count(term("is", "unread")) == 0
    assert ana.library.count(term("is", "starred")) == 1
    assert bo.annotations.history(FERRY.id) == []


def test_a_private_date_moves_nothing_in_the_list(desk):
    ana, bo = desk("ana"), desk("bo")
    dated = Correction("set", "article", "published", "2031-06-01")
    ana.annotations.insert([secret(kind="correction", correction=dated)])
    assert bo.library.row(FERRY.id).published == "2031-05-14"
    bo.annotations.insert([note("", kind="correction", on=FERRY.id, correction=dated)])
    assert ana.library.row(FERRY.id).published == "2031-06-01"


@pytest.mark.parametrize(
    "statement",
    [
        "SELECT document FROM annotation WHERE private",
        "UPDATE annotation SET owner = session_user",
        "UPDATE annotation SET tag_keys = '{}' WHERE private RETURNING uid",
        "INSERT INTO annotation (uid, owner, story, rev, kind, created, modified, tag_keys, document, words, tokens) "
        "VALUES ('x', 'ana', 's', 1, 'note', '', '', '{}', '{}', '', '')",
        "INSERT INTO op (op_id, story, what, uids, size, document) VALUES ('x', 's', 'edit', '{}', 1, '{}')",
        "UPDATE op SET undone = true WHERE analyst = 'ana' RETURNING op_id",
        "DELETE FROM annotation", "DELETE FROM op", "DELETE FROM change", "DELETE FROM article",
        "UPDATE article SET text = ''", "UPDATE setting SET value = ''", "INSERT INTO change (story, session) VALUES ('', '')",
        "SET ROLE briefing_owner", "SET ROLE briefing_admin", "ALTER TABLE annotation DISABLE ROW LEVEL SECURITY",
        "SELECT uid FROM note_hits(NULL, '{}', '{}')", "SELECT uid FROM tag_hits('private')",
        "TRUNCATE annotation", "CREATE TABLE briefing.trap (x int)",
    ],
)  # fmt: skip
def test_an_analyst_with_psql_goes_no_further(desk, cluster, statement):
    desk("ana").annotations.insert([secret()])
    with psycopg.connect(cluster.address(user="bo"), autocommit=True) as db:
        db.execute("SET search_path = briefing")
        try:
            result = db.execute(statement)
        except psycopg.errors.InsufficientPrivilege:
            return
        assert result.fetchall() == []


def test_an_admin_lets_people_in_and_takes_articles_out(desk, cluster):
    with psycopg.connect(cluster.address(user="adam"), autocommit=True) as db:
        db.execute("GRANT briefing_analyst TO otto")
        try:
            otto = desk("otto")
            assert otto.annotations.insert([note("hello", on=FERRY.id)])
        finally:
            db.execute("REVOKE briefing_analyst FROM otto")
        db.execute("DELETE FROM briefing.article")
    assert desk("ana").library.count() == 0
    with pytest.raises(StoreError):
        desk("otto").library.count()
