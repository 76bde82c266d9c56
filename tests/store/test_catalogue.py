"""What every catalogue must answer: that of the files and that of a desk."""

import pytest
from make_records import FERRY, LANG, UNDATED, article, brief_of, note, term

from briefing.model.annotation import Anchor, Assess, Body, Correction
from briefing.model.filter import EVERYTHING, And, Not, Or
from briefing.store.protocol import NotFoundError, ReadingState, StoreError


@pytest.fixture(params=["files", "desk"])
def home(request, tmp_path):
    """The stores of one window."""
    if request.param == "files":
        from briefing.store.home import open_home

        opened = open_home(tmp_path / "home", creator="ana")
    else:
        cluster = request.getfixturevalue("postgres")
        cluster.empty()
        from briefing.desk.stores import DeskStores

        opened = DeskStores(cluster.address(user="ana"), creator="ana")
    yield opened
    opened.close()


@pytest.fixture
def library(home):
    for one in (FERRY, LANG, UNDATED):
        home.articles.save(one)
    return home.library


def titles(library, where=EVERYTHING, **options):
    return [row.title for row in library.select(where, **options)]


def test_newest_first(library):
    assert titles(library) == [
        "Committee meets",
        FERRY.title,
        "Nobody knows when. The dockers' union did not say.",
    ]
    assert titles(library, offset=1, limit=1) == titles(library)[1:2]
    assert library.count() == 3


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
    assert library.first_page(where, 2) == (library.select(where, 0, 2), len(ids))


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


def test_many_briefs_are_kept_at_once(library):
    library.save_briefs([(brief_of(FERRY), "2031-05-14"), (brief_of(LANG), LANG.published)])
    assert library.count(term("has", "brief")) == 2
    assert library.brief(LANG.id, version="1", model="m", published=LANG.published) == brief_of(LANG)


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


def test_words_of_the_text_and_of_several_notes_meet_in_one_search(home, library):
    one, _ = home.annotations.insert(
        [
            note("", on=FERRY.id, body=Body("orchids in the hold")),
            note("", on=FERRY.id, body=Body("a brass lamp")),
        ]
    )
    for words in (
        "ferries orchids",
        "orchids ferries",
        "lamp orchids",
        "lamp ferries orchids",
        "orch* midnight",
    ):
        assert [row.article_id for row in library.select(term("text", words))] == [FERRY.id], words
    assert library.notes(term("text", "lamp orchids")) == []
    home.annotations.delete(FERRY.id, [one.uid])
    for words in ("ferries orchids", "orchids ferries", "lamp orchids"):
        assert library.select(term("text", words)) == [], words
    assert library.count(term("text", "ferries lamp")) == 1
