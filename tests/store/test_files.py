"""TinyDB files as files: what others may do to them, and how that shows."""

import json
import os
import shutil
import stat
import time
from pathlib import Path
from unittest import mock

import pytest
from make_records import A, B, article, note
from msgspec.structs import replace
from tinydb import Query, TinyDB

from briefing.model.annotation import Body
from briefing.store import durable, watch
from briefing.store.home import open_home
from briefing.store.identity import key_of, uuid7
from briefing.store.protocol import (
    DamagedError,
    NewerFormatError,
    NotFoundError,
    RefusedError,
    StoreError,
)


def file_of(home, identity=A, folder="annotations"):
    key = key_of(identity)
    return home.path / folder / key[:2] / f"{key}.json"


def test_first_start_makes_a_private_home_and_little_else(tmp_path):
    home = open_home(tmp_path / "deep" / "home", creator="ana")
    assert stat.S_IMODE(home.path.stat().st_mode) == 0o700
    assert json.loads((home.path / "FORMAT").read_text()) == {"format": 1, "min_reader": 1}
    assert sorted(p.name for p in home.path.iterdir()) == ["FORMAT", "locks"]
    home.annotations.insert([note()])
    assert stat.S_IMODE(file_of(home).stat().st_mode) == 0o600


def test_opening_reads_format_alone(home, monkeypatch):
    home.annotations.insert([note()])
    home.library.count()
    opened = []
    real = os.open
    monkeypatch.setattr(os, "open", lambda path, *a, **k: opened.append(str(path)) or real(path, *a, **k))
    monkeypatch.setattr(os, "scandir", lambda path: pytest.fail(f"listed {path}"))
    open_home(home.path, creator="bo")
    assert opened == [str(home.path / "FORMAT")]


def test_plain_tinydb_opens_the_file(home):
    (kept,) = home.annotations.insert([note("find me")])
    with TinyDB(file_of(home), access_mode="r") as db:
        assert db.tables() == {"_meta", "annotations", "ops"}
        (found,) = db.table("annotations").search(Query().body.text == "find me")
        assert found["uid"] == kept.uid
        assert db.table("_meta").all()[0]["subject"] == A


def test_tinydbs_own_methods_are_durable_through_our_storage(home):
    home.annotations.insert([note("one"), note("two")])
    database = home.annotations.file(A).database()
    database.table("annotations").update({"kind": "question"}, Query().body.text == "two")
    assert [a.kind for a in home.annotations.annotations(A)] == ["note", "question"]
    assert len(database.table("annotations").search(Query().kind == "note")) == 1


def test_what_a_later_program_wrote_is_kept(home):
    (kept,) = home.annotations.insert([note("one")])
    home.annotations.file(A).database().table("annotations").update({"mood": "odd"}, Query().uid == kept.uid)
    home.annotations.edit([replace(kept, body=Body("two"))])
    with TinyDB(file_of(home), access_mode="r") as db:
        assert db.table("annotations").all()[0]["mood"] == "odd"


def test_a_record_that_is_not_known_is_said_and_left(home):
    (kept,) = home.annotations.insert([note("one")])
    home.annotations.file(A).database().table("annotations").update({"kind": "poem"}, Query().uid == kept.uid)
    before = file_of(home).read_bytes()
    with pytest.raises(StoreError, match="does not know"):
        home.annotations.annotations(A)
    with pytest.raises(StoreError, match="does not know"):
        home.annotations.insert([note("two")])
    assert file_of(home).read_bytes() == before


@pytest.mark.parametrize("identity", ["", "x", "../../etc", "sha256:" + "g" * 64, "sha256:" + "A" * 64])
def test_what_is_no_article_never_becomes_a_path(home, identity):
    with pytest.raises(RefusedError):
        home.annotations.annotations(identity)
    with pytest.raises(NotFoundError):
        home.articles.load(identity)


def test_a_newer_home_is_refused_and_not_touched(home):
    home.annotations.insert([note()])
    (home.path / "FORMAT").write_text('{"format": 2, "min_reader": 2}')
    before = {p: (p.read_bytes(), p.stat().st_mtime_ns) for p in home.path.rglob("*") if p.is_file()}
    with pytest.raises(NewerFormatError):
        open_home(home.path, creator="ana")
    with pytest.raises(NewerFormatError):  # a window that was open when the newer program migrated
        home.annotations.insert([note()])
    after = {p: (p.read_bytes(), p.stat().st_mtime_ns) for p in home.path.rglob("*") if p.is_file()}
    assert {p: v for p, v in after.items() if "locks" not in p.parts} == {
        p: v for p, v in before.items() if "locks" not in p.parts
    }


@pytest.mark.parametrize("text", ["", "{", "[]", '{"format": "x"}', "\0"])
def test_a_damaged_format_is_said(home, text):
    (home.path / "FORMAT").write_text(text)
    with pytest.raises(StoreError, match="FORMAT"):
        open_home(home.path, creator="ana")


def test_a_missing_format_beside_data_is_said(home):
    home.annotations.insert([note()])
    (home.path / "FORMAT").unlink()
    with pytest.raises(StoreError, match="FORMAT is missing"):
        open_home(home.path, creator="ana")


def test_damage_is_said_once_set_aside_and_the_generation_before_is_in_force(home):
    (one,) = home.annotations.insert([note("one")])
    (two,) = home.annotations.insert([note("two")])
    file_of(home).write_bytes(file_of(home).read_bytes()[:-9])
    home = open_home(home.path, creator="ana")
    with pytest.raises(DamagedError) as error:
        home.annotations.annotations(A)
    assert error.value.damage.missing == [two.uid]
    assert (home.path / error.value.damage.quarantined).exists()
    assert home.annotations.annotations(A) == [one]
    assert home.annotations.damage(A) == error.value.damage
    other = open_home(home.path, creator="bo")
    assert other.annotations.damage(A) == error.value.damage
    other.annotations.insert([note("three")])
    with pytest.raises(DamagedError):  # every window and every run says it once, until somebody has looked
        other.annotations.annotations(A)
    assert len(other.annotations.annotations(A)) == 2


def test_damage_without_a_way_back_never_starts_empty(home):
    home.annotations.insert([note("one")])
    damaged = file_of(home).read_bytes()[:-9]
    file_of(home).write_bytes(damaged)
    home = open_home(home.path, creator="ana")
    for _ in range(2):
        with pytest.raises(DamagedError, match="check --repair"):
            home.annotations.annotations(A)
        with pytest.raises(DamagedError):
            home.annotations.insert([note("two")])
    assert file_of(home).read_bytes() == damaged


def test_damage_under_an_open_window_is_noticed_by_the_next_step(home):
    home.annotations.insert([note("one")])
    home.annotations.insert([note("two")])
    file_of(home).write_bytes(file_of(home).read_bytes()[:-9])
    assert len(home.annotations.annotations(A)) == 2  # what it holds in memory is still right
    with pytest.raises(DamagedError):
        home.annotations.insert([note("three")])
    assert [a.body.text for a in home.annotations.annotations(A)] == ["one"]


def test_a_file_that_went_is_not_an_empty_one(home):
    (one,) = home.annotations.insert([note("one")])
    home.annotations.insert([note("two")])
    file_of(home).unlink()
    with pytest.raises(DamagedError, match="gone"):
        home.annotations.annotations(A)
    assert home.annotations.annotations(A) == [one]


def test_a_file_under_another_name_is_not_taken_for_its_own(home):
    home.annotations.insert([note("one")])
    home.annotations.insert([note("b", on=B)])
    shutil.copy(file_of(home, B), file_of(home, A))
    with pytest.raises(DamagedError, match="about"):
        home.annotations.annotations(A)


def test_no_hard_links_no_loss(home, monkeypatch):
    def refuse(*_):
        raise PermissionError(1, "not on this disk")

    monkeypatch.setattr(os, "link", refuse)
    (one,) = home.annotations.insert([note("one")])
    home.annotations.insert([note("two")])
    assert home.articles.save(article())
    assert not home.articles.save(article())
    file_of(home).write_bytes(b"x")
    with pytest.raises(DamagedError):
        home.annotations.annotations(A)
    assert home.annotations.annotations(A) == [one]


def test_a_lock_that_is_held_is_said(home, monkeypatch):
    monkeypatch.setattr("briefing.store.place.LOCK_TIMEOUT", 0.05)
    other = open_home(home.path, creator="bo")
    with other.annotations.file(A).locked(), pytest.raises(StoreError, match="lock"):
        home.annotations.insert([note()])
    home.annotations.insert([note()])


def test_articles_are_write_once_and_verified(home):
    one = article()
    assert home.articles.save(one, source="a.txt")
    assert not home.articles.save(article(title="another title"))
    assert home.articles.load(one.id) == one
    assert home.articles.kept(one.id).source == "a.txt"
    assert home.articles.ids() == [one.id]
    with pytest.raises(RefusedError):
        home.articles.save(article(id=A))
    file_of(home, one.id, "articles").write_bytes(b"")
    with pytest.raises(DamagedError):
        home.articles.load(one.id)
    assert home.articles.save(one)
    assert home.articles.load(one.id) == one
    assert len(list((home.path / "quarantine").iterdir())) == 1


def test_outlets_are_rated_with_date_and_reason(home):
    home.sources.rate("Harbour  Wire", "B", "steady\x1b")
    home.sources.rate("harbour wire", "C", "two corrections")
    assert home.sources.grade("HARBOUR WIRE") == "C"
    assert [(r.grade, r.reason, r.by) for r in home.sources.history("Harbour Wire")] == [
        ("B", "steady␛", "ana"),
        ("C", "two corrections", "ana"),
    ]
    home.sources.rate("harbour wire", None)
    assert home.sources.grade("harbour wire") is None
    for site, grade in [("x", "G"), ("x", "b"), (" ", "A")]:
        with pytest.raises(RefusedError):
            home.sources.rate(site, grade)


def test_drafts_outlive_the_program(home):
    home.drafts.save(A, "claim:1", "half a thou")
    home.drafts.save(A, "claim:1", "half a thought")
    home.drafts.save(A, "new", "x")
    again = open_home(home.path, creator="ana")
    assert {k: d.text for k, d in again.drafts.of(A).items()} == {"claim:1": "half a thought", "new": "x"}
    assert again.drafts.articles() == [A]
    again.drafts.save(A, "claim:1", "")
    again.drafts.save(A, "new", "")
    again.drafts.save(B, "new", "")
    assert again.drafts.articles() == []


def test_uids_are_version_7_and_grow():
    uids = [uuid7() for _ in range(5000)]
    assert uids == sorted(set(uids))
    assert {u[14] for u in uids} == {"7"}
    assert {u[19] for u in uids} <= set("89ab")


def test_watching_names_every_change_even_within_one_tick(tmp_path):
    root = tmp_path / "root"
    for folder in ("aa", "bb"):
        durable.make_folder(root / folder)
    token, changed = watch.scan(root, None)
    for n in range(50):
        name = f"{n % 7}"
        durable.replace(root / ("aa" if n % 2 else "bb") / f"{name}.json", b"x")
        token, changed = watch.scan(root, token)
        assert name in changed
    assert watch.scan(root, token)[1] == []
    assert set(watch.scan(root, "rubbish")[1]) == set(watch.names(root)) == set("0123456")
    assert watch.scan(tmp_path / "nowhere", token) == ("{}", [])


@pytest.mark.parametrize("once", [True, False])
def test_a_look_tells_what_came_what_was_replaced_and_what_is_left(tmp_path, once):
    folder = tmp_path / "aa"
    folder.mkdir()
    (folder / "one.json").write_text("1")
    token, _ = watch.scan(tmp_path, None, once=once)
    (folder / "two.json").write_text("2")
    there: dict[str, list[str]] = {}
    token, told = watch.scan(tmp_path, token, there, once=once)
    assert told == ["two"]
    assert {folder: sorted(names) for folder, names in there.items()} == {"aa": ["one", "two"]}
    durable.replace(folder / "one.json", b"new")
    token, told = watch.scan(tmp_path, token, once=once)
    assert told == ["one"]
    (folder / "two.json").unlink()
    token, told = watch.scan(tmp_path, token, there, once=once)
    assert (told, there) == ([], {"aa": ["one"]})
    (folder / "one.json").unlink()
    folder.rmdir()
    assert watch.scan(tmp_path, token, there, once=once)[1] == []
    assert there == {"aa": []}


def _set(folder: Path, seconds: int) -> None:
    """Give the folder a date so many seconds from now."""
    at = time.time_ns() + seconds * 10**9
    os.utime(folder, ns=(at, at))


@pytest.mark.parametrize("once", [True, False])
@pytest.mark.parametrize("ahead", [1, 3600])
def test_what_is_written_after_the_clock_was_set_back_is_told(tmp_path, once, ahead):
    folder = tmp_path / "aa"
    folder.mkdir()
    (folder / "one.json").write_text("1")
    _set(folder, ahead)  # as the last change left it, by a clock that went fast
    token, _ = watch.scan(tmp_path, None, once=once)
    with mock.patch.object(time, "time_ns", return_value=10**19):  # and had settled by that clock
        token, _ = watch.scan(tmp_path, token, once=once)
    durable.replace(folder / "two.json", b"new")
    token, told = watch.scan(tmp_path, token, once=once)
    assert "two" in told
    durable.replace(folder / "one.json", b"new")
    assert "one" in watch.scan(tmp_path, token, once=once)[1]
