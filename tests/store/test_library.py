"""The derived library: it answers as the files say, whatever becomes of its own file."""

import sqlite3
import threading

import pytest
from make_records import article, note
from msgspec.structs import replace

from briefing.model.annotation import Anchor, Assess, Body, Correction
from briefing.model.article import Span
from briefing.model.brief import Actor, Brief, Claim, ClaimSource, Generator, Sourcing
from briefing.model.filter import EVERYTHING, And, Not, Or, Term
from briefing.store.home import open_home
from briefing.store.library.schema import row_number
from briefing.store.protocol import NotFoundError, ReadingState, StoreError

FERRY = article()
LANG = article(
    "The C++ committee of the U.S. met in Zürich. 渡轮停运了。",
    title="Committee meets", site="The Gull", published="2031-05-20T09:00", url="https://gull.example/c",
)  # fmt: skip
UNDATED = article(
    "Nobody knows when.\nThe dockers' union did not say.", title=None, published=None, site=None
)


def brief_of(about, *, source="Dockers' Union", polarity="assert") -> Brief:
    actor = Actor("actor:1", source, "organization", ["the union"], [], 1.0, [])
    claim = Claim(
        "claim:1", [Span(4, 20)], [], ClaimSource("named", "actor:1", [Span(0, 11)], None), "indirect", "speech",
        polarity, [], [], [],
    )  # fmt: skip
    return Brief(about, [], [actor], [claim], [], [], Sourcing(named=1), Generator("briefing", "1", "m"))


@pytest.fixture
def library(home):
    for one in (FERRY, LANG, UNDATED):
        home.articles.save(one)
    return home.library


def titles(library, where=EVERYTHING, **options):
    return [row.title for row in library.select(where, **options)]


def term(field, value, phrase=False):
    return Term(field, value, phrase)


def test_newest_first(library):
    assert titles(library) == [
        "Committee meets",
        FERRY.title,
        "Nobody knows when. The dockers' union did not say.",
    ]
    assert titles(library, offset=1, limit=1) == titles(library)[1:2]
    assert library.count() == 3


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


@pytest.mark.parametrize(
    ("where", "found"),
    [
        (term("text", "ferries"), [FERRY]),
        (term("text", "FERRIES midnight"), [FERRY]),
        (term("text", "midnight ferries"), [FERRY]),
        (term("text", "midnight ferries", True), []),
        (term("text", "ferries from Northport", True), [FERRY]),
        (term("text", "ferr*"), [FERRY]),
        (term("text", "ferr"), []),
        (term("text", "dockers’ union", True), [FERRY, UNDATED]),
        (term("text", "C++"), [LANG]),
        (term("text", "C#"), []),
        (term("text", "U.S."), [LANG]),
        (term("text", "zurich"), [LANG]),
        (term("text", "渡轮"), [LANG]),
        (term("text", 'a"b OR NEAR( {title}: ^x* -y'), []),
        (term("text", ""), [FERRY, LANG, UNDATED]),
        (term("text", "*"), None),
        (term("text", "AND"), []),
        (term("title", "ferries"), [FERRY]),
        (term("title", "midnight"), []),
        (term("id", FERRY.id.removeprefix("sha256:")), [FERRY]),
        (term("id", FERRY.id.removeprefix("sha256:")[:6]), [FERRY]),
        (term("id", "ffff"), []),
        (term("site", "harbour"), [FERRY]),
        (term("site", "%"), []),
        (term("newer", "2031-05-20"), [LANG]),
        (term("older", "2031-05-20"), [FERRY]),
        (Not(term("newer", "2031-05-20")), [FERRY, UNDATED]),
        (term("date", "2031-05"), [FERRY, LANG]),
        (term("date", "2031-05-14"), [FERRY]),
        (term("date", "2031-05-15/2031-05-20"), [LANG]),
        (term("has", "date"), [FERRY, LANG]),
        (term("has", "url"), [LANG]),
        (term("is", "unread"), [FERRY, LANG, UNDATED]),
        (Or((term("text", "ferries"), term("title", "committee"))), [FERRY, LANG]),
        (Or((term("text", "ferries"), term("has", "url"))), [FERRY, LANG]),
        (And((term("text", "the"), Not(term("text", "ferries")))), [LANG, UNDATED]),
        (And((term("text", "the"), term("has", "date"), Not(term("site", "gull")))), [FERRY]),
        (Or(()), []),
        (Not(Or(())), [FERRY, LANG, UNDATED]),
    ],
)  # fmt: skip
def test_conditions_on_articles(library, where, found):
    ids = {row.article_id for row in library.select(where)}
    if found is not None:
        assert ids == {a.id for a in found}
    assert library.count(where) == len(ids)


@pytest.mark.parametrize("where", [term("has", "x"), term("is", "x"), term("grade", "Z"), term("odd", "x")])
def test_what_is_not_known_is_said(library, where):
    with pytest.raises(StoreError):
        library.select(where)


def test_annotations_are_found_by_themselves_and_by_their_article(home, library):
    home.annotations.insert(
        [
            note("who wrote the report?", on=FERRY.id, body=Body("who wrote the report?", ["Safety", "5G"]),
                 assess=Assess(credibility=3)),
            note("why?", on=FERRY.id, kind="question", anchor=Anchor("suspect", FERRY.id, 1, 2, 0.7, "")),
        ]
    )  # fmt: skip
    home.annotations.insert([note("other", on=LANG.id, body=Body("other", ["safety"]))])
    home.sources.rate("Harbour Wire", "B", "steady")
    for where, articles, notes in [
        (term("tag", "SAFETY"), [FERRY, LANG], 2),
        (term("tag", "safe"), [], 0),
        (term("kind", "question"), [FERRY], 1),
        (term("has", "question"), [FERRY], 2),
        (term("has", "annotation"), [FERRY, LANG], 3),
        (term("has", "tag"), [FERRY, LANG], 3),
        (term("is", "suspect"), [FERRY], 1),
        (term("grade", "B"), [FERRY], 2),
        (term("grade", "b3"), [FERRY], 1),
        (term("grade", "4"), [], 0),
        (term("text", "report"), [FERRY], 1),
        (term("text", "safety"), [FERRY, LANG], 2),
        (term("text", "northport"), [FERRY], 0),
        (term("title", "committee"), [LANG], 1),
        (term("site", "gull"), [LANG], 1),
    ]:
        assert {r.article_id for r in library.select(where)} == {a.id for a in articles}, where
        assert len(library.notes(where)) == notes, where
    assert library.tags() == [("Safety", 2), ("5G", 1)] or library.tags() == [("safety", 2), ("5G", 1)]
    assert library.row(FERRY.id).notes == 2
    found = library.notes(term("kind", "question"))[0]
    assert found.article.title == FERRY.title
    assert library.find(found.annotation.uid) == found.annotation
    home.annotations.delete(FERRY.id, [found.annotation.uid])
    assert library.notes(term("kind", "question")) == []
    assert [n.annotation.uid for n in library.notes(deleted=True)] == [found.annotation.uid]
    assert library.row(FERRY.id).notes == 1
    with pytest.raises(NotFoundError):
        library.find("nobody")


def test_notes_on_an_article_that_is_not_here_are_not_hidden(home, library):
    home.annotations.insert([note("lonely")])
    assert [(n.annotation.body.text, n.article) for n in library.notes()] == [("lonely", None)]


def test_reading_state_and_the_analysts_date(home, library):
    home.annotations.set_state(UNDATED.id, ReadingState(read=True, starred=True, position=7))
    assert library.row(UNDATED.id).state == ReadingState(read=True, starred=True, position=7)
    assert library.count(term("is", "starred")) == 1
    dated = note(
        on=UNDATED.id, kind="correction", correction=Correction("set", "article", "published", "2031-05-16")
    )
    (kept,) = home.annotations.insert([dated])
    assert titles(library)[1] == library.row(UNDATED.id).title
    assert library.row(UNDATED.id).published == "2031-05-16"
    assert library.count(term("text", "nobody")) == 1
    home.annotations.delete(UNDATED.id, [kept.uid])
    assert library.row(UNDATED.id).published is None


def test_briefs_are_cached_and_their_items_found(home, library):
    library.save_brief(brief_of(FERRY, polarity="deny"), "2031-05-14")
    assert library.brief(FERRY.id, version="1", model="m", published="2031-05-14") == brief_of(
        FERRY, polarity="deny"
    )
    assert library.brief(FERRY.id, version="2", model="m", published="2031-05-14") is None
    assert library.brief(FERRY.id, version="1", model="m", published=None) is None
    row = library.row(FERRY.id)
    assert (row.claims, row.actors) == (1, 1)
    for where, n in [
        (term("actor", "dockers union", True), 1), (term("actor", "lindqvist"), 0), (term("claim", "deny"), 1),
        (term("claim", "deny", True), 0), (term("claim", "union"), 1), (term("claim", "named"), 1),
        (term("claim", "hedged"), 0), (term("claim", "indirect"), 1), (term("said_by", "union"), 1),
        (term("denied", "union"), 1), (term("denied", "midnight"), 0), (term("has", "denial"), 1),
        (term("has", "brief"), 1), (Not(term("has", "brief")), 2), (term("has", "actor"), 1),
    ]:  # fmt: skip
        assert library.count(where) == n, where
    library.save_brief(brief_of(FERRY), "2031-05-14")
    assert library.count(term("claim", "deny")) == 0
    assert FERRY.id not in library.without_brief(version="1", model="m")
    assert library.without_brief(version="2", model="m", limit=10)[1] == FERRY.id


def test_many_briefs_are_kept_at_once(library):
    library.save_briefs([(brief_of(FERRY), "2031-05-14"), (brief_of(LANG), LANG.published)])
    assert library.count(term("has", "brief")) == 2
    assert library.brief(LANG.id, version="1", model="m", published=LANG.published) == brief_of(LANG)


def test_an_answer_does_not_wait_for_thousands(library, monkeypatch):
    monkeypatch.setattr("briefing.store.library.library.PATIENCE", 0.05)
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


def test_snippets_point_at_the_hits(library):
    (row,) = library.select(term("text", "ferries midnight"), snippets=True)
    assert {hit.of(row.snippet.text).lower() for hit in row.snippet.hits} >= {"ferries"}
    assert library.select(term("text", "union"), ranked=True, snippets=True)[0].snippet is not None


def test_versions_of_one_story_are_one_row(home, library):
    first = article("First words.", url="https://gull.example/s", published="2031-05-01", title="old")
    second = article("Second words.", url="https://gull.example/s", published="2031-05-02", title="new")
    for version in (first, second):
        home.articles.save(version)
        home.stories.add(version.url, version.id)
    home.annotations.insert([note(on=first.id)])
    (row,) = library.select(term("text", "words"))
    assert (row.title, row.story, row.notes) == ("new", first.id, 1)
    assert library.row(first.id).title == "old"
    assert home.stories.home_of(second.id, second.url) == first.id
    assert home.stories.home_of(LANG.id, LANG.url) == LANG.id
    assert [v.article_id for v in home.stories.story(first.url).versions] == [first.id, second.id]
    home.stories.add(first.url, first.id)
    assert len(home.stories.story(first.url).versions) == 2


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
