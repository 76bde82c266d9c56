"""The derived library: it answers as the files say, whatever becomes of its own file."""

import errno
import os
import sqlite3
import threading
import time
from pathlib import Path

import pytest
from make_records import FERRY, LANG, UNDATED, article, brief_of, note, term
from msgspec.structs import replace

from briefing.model.annotation import Body
from briefing.model.filter import EVERYTHING
from briefing.store import watch
from briefing.store.home import open_home
from briefing.store.library.schema import row_number
from briefing.store.protocol import DamagedError, ReadingState


@pytest.fixture
def library(home):
    for one in (FERRY, LANG, UNDATED):
        home.articles.save(one)
    return home.library


def titles(library, where=EVERYTHING, **options):
    return [row.title for row in library.select(where, **options)]


def test_row_numbers_sort_as_dates_do():
    added = "2031-06-01T10:00:00.000Z"
    dates = [
        None,
        "2031-05-14T09:00:00Z",
        "2031-05-14T08:59",
        "2031-05-14",
        "2031-05-13",
        "2031-05",
        "2031",
        "0001-01-01",
    ]
    numbers = [row_number(d, added) for d in dates]
    assert numbers == sorted(numbers, reverse=True)
    assert len({*numbers}) == len(numbers)
    assert numbers[-1] >= 0
    assert row_number("2031-05-14", "2031-06-01T10:00:08.000Z") > row_number("2031-05-14", added)
    assert max(numbers) < 2**63
    assert row_number("9999-99-99", "odd") < 2**63


def test_an_unfiltered_list_is_read_off_an_index(library):
    assert library.count() == 3
    asked = []
    library.database.read(lambda db: db.set_trace_callback(asked.append))
    rows, total = library.first_page(EVERYTHING, 2)
    assert (len(rows), total) == (2, 3)
    assert [sql for sql in asked if "shown = 1" in sql]
    assert not [sql for sql in asked if "EXISTS" in sql]  # which asks of each article whether it is a copy


def test_an_answer_does_not_wait_for_thousands(library, monkeypatch):
    monkeypatch.setattr("briefing.store.library.following.PATIENCE", 0.05)
    assert library.count() == 3
    library.look_again()
    started, done = threading.Event(), threading.Event()

    def hold() -> None:
        with library._catching_up:
            started.set()
            done.wait(10)

    thread = threading.Thread(target=hold)
    thread.start()
    started.wait(10)
    assert library.count() == 3
    done.set()
    thread.join()


def answers(library):
    return (
        library.select(snippets=True), library.select(term("text", "the"), snippets=True), library.notes(),
        library.notes(deleted=True), library.tags(), library.count(term("claim", "union")), library.row(FERRY.id),
        library.select(term("grade", "A")),
    )  # fmt: skip


@pytest.fixture
def filled(home, library):
    home.annotations.insert([note(f"note {n}", on=FERRY.id, body=Body(f"note {n}", ["t"])) for n in range(5)])
    home.annotations.set_state(FERRY.id, ReadingState(read=True))
    home.sources.rate("Harbour Wire", "A")
    home.stories.add(LANG.url, LANG.id)
    library.save_brief(brief_of(FERRY), "2031-05-14")
    return library


def test_deleted_and_made_anew_with_the_same_answers(home, filled):
    before = answers(filled)
    (home.path / "library.sqlite3").unlink()
    after = answers(filled)
    assert after[0] != before[0]  # the counts of a brief that is gone are not made up
    filled.save_brief(brief_of(FERRY), "2031-05-14")
    assert answers(filled) == before


def test_rebuild_keeps_the_briefs_and_tells_how_far_it_is(home, filled):
    before, told = answers(filled), []
    assert filled.rebuild(lambda done, total: told.append((done, total))) == 6
    assert told[-1] == (6, 6)
    assert answers(filled) == before


@pytest.mark.parametrize("closed", [True, False])
def test_damaged_and_made_anew_with_the_same_answers(home, filled, closed, tmp_path):
    before = answers(filled)
    path = home.path / "library.sqlite3"
    data = path.read_bytes()
    for broken in (
        b"",
        b"\0" * 100,
        b"x" * 5000,
        data[:4096],
        data[: len(data) // 2],
        data[:100] + b"\xff" * 4000 + data[4100:],
    ):
        if closed:
            filled.close()
        path.write_bytes(broken)
        filled.catch_up(force=True)
        filled.save_brief(brief_of(FERRY), "2031-05-14")
        assert answers(filled) == before
        assert filled.sound() is None


def test_damage_within_is_found_by_sound_and_mended_by_rebuild(home, filled):
    before = answers(filled)
    filled.close()
    with sqlite3.connect(home.path / "library.sqlite3") as db:
        db.execute("DELETE FROM words_docsize")
    db.close()
    assert filled.sound()
    filled.rebuild()
    assert filled.sound() is None
    assert answers(filled) == before


def test_two_windows_see_each_other(home, filled):
    other = open_home(home.path, creator="bo")
    assert other.library.count() == 3
    home.articles.save(article("Fresh words of a third.", title="fresh"))
    home.library.catch_up()
    other.library.look_again()
    assert "fresh" in titles(other.library)
    (kept,) = other.annotations.insert([note("theirs", on=LANG.id)])
    filled.look_again()
    assert filled.find(kept.uid) == kept
    filled.rebuild()
    assert other.library.count() == 4
    other.close()


def test_an_old_index_catches_up_after_a_restart(home, filled):
    filled.close()
    other = open_home(home.path, creator="bo")
    (kept,) = other.annotations.edit(
        [replace(other.annotations.annotations(FERRY.id)[0], body=Body("edited"))]
    )
    again = open_home(home.path, creator="ana")
    told = []
    again.library.catch_up(lambda done, total: told.append(total))
    assert sum(told) <= 6
    assert again.library.find(kept.uid).body.text == "edited"
    again.close()
    other.close()


def test_a_damaged_article_is_a_problem_and_hides_no_other(home, library):
    (home.path / "articles" / FERRY.id[7:9] / f"{FERRY.id[7:]}.json").write_bytes(b"{}")
    assert library.count() == 2
    assert any(FERRY.id[7:] in problem for problem in library.problems())
    assert home.articles.save(FERRY)
    assert library.count() == 3
    assert library.problems() == []


def test_what_was_written_last_is_in_the_index_when_the_home_is_left(home, filled):
    assert filled.count() == 3
    home.annotations.set_state(LANG.id, ReadingState(read=True, position=7))
    home.close()
    again = open_home(home.path, creator="ana")
    assert again.library.catch_up() == 0
    assert again.library.row(LANG.id).state.position == 7
    again.close()


def test_folders_that_have_settled_are_not_looked_through_at_each_start(home, filled, monkeypatch):
    assert filled.count() == 3
    home.close()
    for folder in ("articles", "stories", "annotations"):
        for one in (home.path / folder).iterdir():
            os.utime(one, ns=(time.time_ns() - 9 * watch.SLACK,) * 2)
    looked = []
    marks = watch._marks
    monkeypatch.setattr(watch, "_marks", lambda folder, **how: looked.append(folder) or marks(folder, **how))
    for first in (True, False):
        again = open_home(home.path, creator="ana")
        assert again.library.catch_up() == 0
        again.close()
        assert bool(looked) == first
        looked.clear()


def test_leaving_takes_in_no_more_than_a_transaction_and_fails_on_nothing(home, filled, monkeypatch):
    assert filled.count() == 3
    monkeypatch.setattr("briefing.store.library.following.BATCH", 1)
    for one in (FERRY, LANG):
        home.annotations.set_state(one.id, ReadingState(read=True))
    home.close()
    again = open_home(home.path, creator="ana")
    assert again.library.catch_up() == 2
    home.annotations.set_state(UNDATED.id, ReadingState(read=True))
    monkeypatch.setattr(again.library, "_due", lambda before: (_ for _ in ()).throw(OSError("gone")))
    again.annotations.set_state(UNDATED.id, ReadingState(starred=True))
    again.close()


def file_of(home, identity):
    return home.path / "articles" / identity[7:9] / f"{identity[7:]}.json"


def test_an_article_whose_file_was_deleted_is_listed_no_more(home, filled):
    wire = [article(f"{FERRY.text} More than {n}." * 9, title=f"wire {n}", site=f"W{n}") for n in (1, 2)]
    for one in wire:
        home.articles.save(one)
    assert titles(filled, copies=True).count("wire 1") == 1
    for identity in (FERRY.id, wire[0].id):
        file_of(home, identity).unlink()
    filled.look_again()
    assert titles(filled) == ["Committee meets", "wire 2", UNDATED.text[:50].replace("\n", " ")]
    assert filled.count(term("claim", "union")) == filled.count(term("said_by", "union")) == 0
    assert [r.outlets for r in filled.select()] == [[], [], []]
    assert len(filled.notes()) == 5  # they are on no article that is here
    home.articles.save(FERRY)
    assert filled.count(term("said_by", "union")) == 1


def test_a_whole_folder_of_articles_may_go(home, filled):
    assert filled.count() == 3
    file_of(home, LANG.id).unlink()
    file_of(home, LANG.id).parent.rmdir()
    filled.look_again()
    assert filled.count() == 2


def test_the_version_before_is_shown_where_the_newest_was_deleted(home, library):
    first, second = (article(f"{word} words.", url="https://gull.example/s", title=word) for word in "ab")
    for version in (first, second):
        home.articles.save(version)
        home.stories.add(version.url, version.id)
    assert "b" in titles(library)
    file_of(home, second.id).unlink()
    library.look_again()
    assert {"a", "b"} & {*titles(library)} == {"a"}


def test_notes_whose_file_was_deleted_or_damaged_are_listed_no_more(home, filled):
    home.annotations.insert([note("on the other", on=LANG.id)])
    assert len(filled.notes()) == 6
    assert filled.row(FERRY.id).state.read
    ferry, lang = (home.annotations.file(one.id).path for one in (FERRY, LANG))
    whole = ferry.read_bytes()
    for path in home.path.glob("annotations/**/*.prev"):
        path.unlink()
    ferry.write_bytes(whole[:-20])
    lang.unlink()
    home.close()
    again = open_home(home.path, creator="ana")
    library = again.library
    assert library.notes() == []
    assert library.tags() == []
    assert (library.row(FERRY.id).notes, library.row(FERRY.id).state.read) == (0, False)
    assert [FERRY.id[7:] in problem for problem in library.problems()] == [True]
    ferry.write_bytes(whole)
    library.look_again()
    assert len(library.notes()) == 5
    assert library.problems() == []
    again.close()


def test_claims_do_not_pass_to_the_next_article(home, filled):
    assert filled.count(term("claim", "union")) == 1
    for one in (FERRY, LANG, UNDATED):
        filled.forget(one.id)
    home.articles.save(article("Quite another text."))
    assert filled.count() == 1
    assert filled.count(term("claim", "union")) == filled.count(term("has", "brief")) == 0


def test_many_of_one_minute_stay_in_the_order_of_adding(home):
    from briefing.store.articles import Kept
    from briefing.store.library import indexing

    came = [article(f"Text number {n}.", title=f"{n:03}", published=None) for n in range(60)]
    home.library.catch_up()

    def put(db):
        for one in came:
            indexing.put_article(db, Kept(one, "2031-06-01T10:00:00.000Z", None))

    home.library.database.write(put)
    assert titles(home.library) == [f"{n:03}" for n in reversed(range(60))]


def test_a_text_that_is_not_held_is_read_from_its_file(home, monkeypatch):
    monkeypatch.setattr("briefing.store.library.following.HELD", 0)
    assert home.library.count() == 0
    read = []
    kept = home.articles.kept
    monkeypatch.setattr(home.articles, "kept", lambda identity: read.append(identity) or kept(identity))
    home.articles.save(FERRY)
    assert titles(home.library) == [FERRY.title]
    assert read == [FERRY.id]


def test_an_index_of_another_version_is_made_anew_and_its_briefs_are_kept(home, filled):
    before = answers(filled)
    filled.close()
    with sqlite3.connect(home.path / "library.sqlite3") as db:
        db.execute("UPDATE meta SET value = '3' WHERE key = 'version'")
    db.close()
    assert answers(filled) == before


@pytest.mark.parametrize("free", [True, False])
def test_writers_take_turns_whichever_way_they_ask(home, free):
    from briefing.store.library.turn import turn

    if free:
        with home.place.held("library"):
            pass
    elif (lock := home.path / "locks" / "library.lock").exists():
        lock.unlink()
    other = open_home(home.path, creator="bo")
    order, inside = [], threading.Event()

    def second():
        inside.wait(10)
        with other.place.held("library"):
            order.append("held")
        with turn(other.place):
            order.append("turn")

    thread = threading.Thread(target=second)
    thread.start()
    with turn(home.place):
        inside.set()
        thread.join(0.05)
        order.append("first")
    thread.join(10)
    assert order == ["first", "held", "turn"]
    other.close()


@pytest.fixture
def unwritable(monkeypatch):
    """As on a disk that is mounted for reading alone: every call that would change the home fails."""

    def make(path):
        access = os.access
        monkeypatch.setattr(os, "access", lambda p, mode: access(p, mode) and not mode & os.W_OK)

        def refuse(name, call):
            def checked(where, *rest, **more):
                writes = name != "open" or rest[0] & (os.O_WRONLY | os.O_RDWR)
                if writes and str(path) in str(where):
                    raise OSError(errno.EROFS, "Read-only file system", str(where))
                return call(where, *rest, **more)

            monkeypatch.setattr(os, name, checked)

        for name in ("open", "mkdir", "unlink", "replace", "link"):
            refuse(name, getattr(os, name))
        # What SQLite would write by itself is refused by the modes: to all but root.
        for file in (*path.rglob("*"), path):
            file.chmod(0o500 if file.is_dir() else 0o400)

    yield make
    monkeypatch.undo()


@pytest.mark.parametrize("index", ["current", "behind", "gone", "old"])
def test_a_home_that_cannot_be_written_is_listed_and_searched(home, filled, unwritable, index):
    before = answers(filled)
    filled.close()
    path = home.path / "library.sqlite3"
    if index == "gone":
        path.unlink()
    elif index == "old":
        with sqlite3.connect(path) as db:
            db.execute("UPDATE meta SET value = '3' WHERE key = 'version'")
        db.close()
    elif index == "behind":
        other = open_home(home.path, creator="bo")
        other.articles.save(article("Fresh words of the union.", title="fresh", published="2031-05-30"))
    held = {p: p.read_bytes() for p in home.path.rglob("*") if p.is_file()}
    unwritable(home.path)
    try:
        again = open_home(home.path, creator="ana").library
        if index == "gone":
            assert [row.article_id for row in again.select()] == [row.article_id for row in before[0]]
            assert [row.annotation for row in again.notes()] == [row.annotation for row in before[2]]
        elif index == "behind":
            assert titles(again)[0] == "fresh"
            assert titles(again, term("text", "union"))[0] == "fresh"
        else:
            assert answers(again) == before
        assert again.problems() == []
        assert "cannot be written" in again.unwritable()
        again.close()
        assert {p: p.read_bytes() for p in home.path.rglob("*") if p.is_file()} == held
    finally:
        for file in (home.path, *home.path.rglob("*")):
            file.chmod(0o700)


def _spoil(path: Path) -> bytes:
    """Write into the file as it lies, as a failing disk does; gives what stood there."""
    data = path.read_bytes()
    path.write_bytes(data[:-40] + b"#" + data[-39:])
    return data


def test_an_article_damaged_after_it_was_indexed_is_a_problem_once_it_is_opened_and_none_once_it_is_whole(
    home, filled
):
    path = home.path / "articles" / FERRY.id[7:9] / f"{FERRY.id[7:]}.json"
    assert filled.problems() == []
    data = _spoil(path)
    with pytest.raises(DamagedError):
        home.articles.load(FERRY.id)
    (said,) = filled.problems()
    assert str(path) in said
    assert any(
        row.article_id == FERRY.id for row in filled.select(EVERYTHING, 0, 9)
    )  # it is listed all the same
    path.write_bytes(data)
    assert filled.problems() == []
    _spoil(path)
    with pytest.raises(DamagedError):
        home.articles.load(FERRY.id)
    assert len(filled.problems()) == 1
    assert home.articles.save(FERRY)  # added again from its source
    assert filled.problems() == []


def test_a_damaged_article_put_in_the_place_of_a_whole_one_is_a_problem_without_being_opened(home, filled):
    path = home.path / "articles" / FERRY.id[7:9] / f"{FERRY.id[7:]}.json"
    assert filled.problems() == []
    other = path.with_name("sync")
    other.write_bytes(path.read_bytes()[:-40])
    other.replace(path)  # as a program does that keeps two folders alike
    filled.look_again()
    assert [str(path) in said for said in filled.problems()] == [True]
    path.unlink()
    filled.look_again()
    assert filled.problems() == []


def test_files_that_came_with_old_dates_are_found_by_their_names(home, filled, tmp_path):
    """A file system may keep a file's dates when it is moved, and folders may bear the dates of a backup."""
    home.annotations.insert([note("on the other", on=LANG.id)])
    texts = home.path / "articles" / LANG.id[7:9]
    notes = home.path / "annotations" / LANG.id[7:9]
    kept = [
        (file, file.read_bytes()) for file in (texts / f"{LANG.id[7:]}.json", notes / f"{LANG.id[7:]}.json")
    ]
    for file, _ in kept:
        file.unlink()
    later = time.time_ns() + 10**12
    for folder in (texts, notes):
        os.utime(folder, ns=(later, later))
    filled.look_again()
    assert (filled.count(), len(filled.notes())) == (2, 5)
    for file, data in kept:
        file.write_bytes(data)
        os.utime(file.parent, ns=(later + 10**12,) * 2)  # newer than before, and so is no file in it
    filled.look_again()
    assert (filled.count(), len(filled.notes())) == (3, 6)
