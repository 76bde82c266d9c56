"""The derived library: it answers as the files say, whatever becomes of its own file."""

import sqlite3
import threading

import pytest
from make_records import FERRY, LANG, UNDATED, article, brief_of, note, term
from msgspec.structs import replace

from briefing.model.annotation import Body
from briefing.model.filter import EVERYTHING
from briefing.store.home import open_home
from briefing.store.library.schema import row_number
from briefing.store.protocol import ReadingState


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
    assert len({*numbers}) == len(numbers) or numbers[-1] >= 0
    assert row_number("2031-05-14", "2031-06-01T10:00:08.000Z") > row_number("2031-05-14", added)
    assert max(numbers) < 2**63
    assert row_number("9999-99-99", "odd") < 2**63


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
