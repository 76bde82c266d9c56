"""Steps on several articles at once: all of them or none, whatever happens in between."""

import pytest
from make_records import A, B, note
from msgspec.structs import replace

from briefing.model.annotation import Body
from briefing.store.home import open_home
from briefing.store.intents import Part
from briefing.store.protocol import ConflictError, NotFoundError, RefusedError, StoreError


def texts(home, article):
    return [a.body.text for a in home.annotations.annotations(article)]


def test_a_batch_is_done_and_undone_article_by_article(home):
    (old,) = home.annotations.insert([note("old")])
    parts = [
        Part(A, "insert", [note("a")]),
        Part(B, "insert", [note("b1", on=B), note("b2", on=B)], label="imported"),
        Part(A, "edit", [replace(old, body=Body("new"))]),
        Part(A, "delete", uids=[old.uid]),
        Part(A, "restore", uids=[old.uid]),
        Part(B, "insert"),
    ]
    assert len(home.batches.apply(parts)) == 6
    assert texts(home, A) == ["new", "a"]
    assert texts(home, B) == ["b1", "b2"]
    assert home.batches.pending() == []
    assert [s.what for s in home.annotations.history(A)] == ["insert", "insert", "edit", "delete", "restore"]
    home.annotations.undo(B)
    assert texts(home, B) == []
    assert home.batches.apply([]) == []


def test_what_cannot_be_done_is_refused_before_anything_is(home):
    for bad, error in [
        (Part(B, "insert", [note(kind="poem", on=B)]), RefusedError),
        (Part(B, "insert", [note()]), RefusedError),
        (Part(B, "delete", uids=["nobody"]), NotFoundError),
        (Part(B, "edit", [note(uid="nobody", on=B)]), NotFoundError),
    ]:
        with pytest.raises(error):
            home.batches.apply([Part(A, "insert", [note("a")]), bad])
        assert texts(home, A) == []
        assert home.batches.pending() == []


def test_a_conflict_in_a_batch_keeps_both(home):
    (old,) = home.annotations.insert([note("old")])
    home.annotations.edit([replace(old, body=Body("hers"))])
    with pytest.raises(ConflictError):
        home.batches.apply(
            [Part(A, "edit", [replace(old, body=Body("his"))]), Part(B, "insert", [note("b", on=B)])]
        )
    assert sorted(texts(home, A)) == ["hers", "his"]
    assert texts(home, B) == ["b"]


@pytest.mark.parametrize("after", [0, 1, 2])
def test_an_interrupted_batch_is_finished_at_the_next_start_and_once(home, monkeypatch, after):
    (old,) = home.annotations.insert([note("old")])
    real, calls = home.annotations.commit, []

    def commit(article, work):
        if len(calls) == after:
            raise StoreError("the disk went")
        calls.append(article)
        return real(article, work)

    monkeypatch.setattr(home.annotations, "commit", commit)
    with pytest.raises(StoreError, match="next start"):
        home.batches.apply(
            [Part(A, "insert", [note("a")]), Part(A, "edit", [replace(old, body=Body("new"))]),
             Part(B, "insert", [note("b", on=B)])]
        )  # fmt: skip
    for _ in range(2):
        again = open_home(home.path, creator="ana")
        assert texts(again, A) == ["new", "a"]
        assert texts(again, B) == ["b"]
        assert again.batches.pending() == []
        assert len(again.annotations.history(A)) == 3


def test_a_batch_may_be_the_first_thing_that_is_done(home, monkeypatch):
    monkeypatch.setattr("briefing.store.place.LOCK_TIMEOUT", 0.5)
    home.batches.apply([Part(A, "insert", [note("a")])])
    assert texts(home, A) == ["a"]


def test_an_open_window_finishes_what_another_process_left(home, monkeypatch):
    other = open_home(home.path, creator="bo")
    assert texts(other, A) == []
    token, _ = other.annotations.changes(None)

    def commit(article, work):
        raise StoreError("the disk went")

    monkeypatch.setattr(home.annotations, "commit", commit)
    with pytest.raises(StoreError, match="next start"):
        home.batches.apply([Part(A, "insert", [note("a")])])
    other.annotations.changes(token)
    assert texts(other, A) == ["a"]


def test_a_damaged_intent_is_set_aside(home):
    (home.path / "intents").mkdir()
    (home.path / "intents" / "x.json").write_bytes(b"half")
    assert texts(open_home(home.path, creator="ana"), A) == []
    assert len(list((home.path / "quarantine").iterdir())) == 1
