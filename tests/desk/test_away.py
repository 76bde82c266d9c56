"""The desk is gone and comes back: the reader goes on, and what was written joins."""

import time

import pytest
from make_records import FERRY, article, brief_of, note
from msgspec.structs import replace

from briefing.cli import main
from briefing.desk import copying
from briefing.desk.home import DeskHome, open_desk
from briefing.model.annotation import Body
from briefing.store.intents import Part
from briefing.store.protocol import NotFoundError, ReadingState, UnconfirmedError

STORY = FERRY.id


@pytest.fixture(autouse=True)
def _impatient(monkeypatch):
    monkeypatch.setattr(copying, "RETRY", 0.02)
    monkeypatch.setattr("briefing.desk.server.PAUSE", 0.005)


@pytest.fixture
def window(cluster, tmp_path):
    """Opens the program anew, on the same folder."""
    opened = []

    def another():
        opened.append(DeskHome(cluster.address(user="ana"), tmp_path / "folder", creator="ana"))
        return opened[-1]

    yield another
    for home in opened:
        home.close()


@pytest.fixture
def stopped(cluster):
    """Stops the server; whatever happens, it runs afterwards."""
    yield cluster.stop
    if cluster._process is None:
        cluster.start()


def texts(stores, story=STORY):
    return sorted(a.body.text for a in stores.annotations.annotations(story))


def until(condition, seconds=20.0):
    deadline = time.monotonic() + seconds
    while not condition():
        assert time.monotonic() < deadline
        time.sleep(0.01)


def test_the_reader_goes_on_and_its_notes_join(cluster, window, stopped, sit):
    bo = sit("bo")
    bo.articles.save(FERRY)
    (shared,) = bo.annotations.insert([note("shared", on=STORY)])
    bo.library.save_brief(brief_of(FERRY), FERRY.published)
    home = window()
    token, _ = home.annotations.changes(None)
    home.articles.load(STORY)
    (seen,) = home.annotations.annotations(STORY)
    home.library.brief(STORY, version="1", model="m", published=FERRY.published)
    until(lambda: home.local.articles.ids() == [STORY] and texts(home.local) == ["shared"])
    until(lambda: home.local.library.row(STORY).claims == 1)

    stopped()
    assert home.articles.load(STORY) == FERRY
    assert home.away is not None
    assert texts(home) == ["shared"]
    assert home.library.brief(STORY, version="1", model="m", published=FERRY.published) == brief_of(FERRY)
    (mine,) = home.annotations.insert([note("written away", on=STORY)])
    home.annotations.edit([replace(seen, body=Body("edited away"))])
    home.annotations.set_state(STORY, ReadingState(starred=True))
    home.articles.save(article("A text that was added away.", title="away"))
    home.sources.rate("Harbour Wire", "C", "twice wrong")
    token, changed = home.annotations.changes(token)
    assert STORY in changed
    assert home.waiting() == 3

    with home._switch:  # until bo has edited, nothing joins
        cluster.start()
        sit("bo").annotations.edit([replace(shared, body=Body("edited by bo"))])
    until(lambda: home.away is None)
    assert home.waiting() == 0
    assert texts(home) == texts(bo) == ["edited away", "edited by bo", "written away"]
    assert bo.annotations.get(STORY, mine.uid).created == mine.created
    assert home.library.row(STORY).state.starred
    assert bo.sources.grade("harbour wire") == "C"
    assert bo.library.count() == 2
    token, changed = home.annotations.changes(token)
    assert STORY in changed


def test_what_an_earlier_run_has_left_joins_at_the_next_start(cluster, window, stopped, sit):
    sit("bo").articles.save(FERRY)
    home = window()
    home.annotations.changes(None)
    home.articles.load(STORY)
    home.annotations.annotations(STORY)
    until(lambda: home.local.articles.ids() == [STORY])
    stopped()
    home.batches.apply([Part(STORY, "insert", [note("written away", on=STORY)])])
    home.close()
    still_away = window()
    assert texts(still_away) == ["written away"]
    still_away.close()
    cluster.start()
    assert texts(window()) == ["written away"]
    assert texts(sit("bo")) == ["written away"]
    assert len(sit("bo").annotations.everything(STORY)) == 1


def test_a_note_whose_commit_was_not_heard_of_is_not_doubled(window, sit, monkeypatch):
    sit("bo").articles.save(FERRY)
    home = window()
    home.annotations.changes(None)
    home.articles.load(STORY)
    until(lambda: home.local.articles.ids() == [STORY])
    real = home.desk.annotations.insert

    def insert(annotations, *, label=""):
        real(annotations, label=label)
        raise UnconfirmedError("the line went dead")

    with monkeypatch.context() as patch:
        patch.setattr(home.desk.annotations, "insert", insert)
        patch.setattr(home.desk.server, "ping", lambda: (_ for _ in ()).throw(UnconfirmedError("still dead")))
        home.annotations.insert([note("once", on=STORY)])
        assert home.away
    until(lambda: home.away is None)
    assert len(sit("bo").annotations.everything(STORY)) == 1


def test_a_command_that_reads_much_copies_nothing(window, sit):
    bo = sit("bo")
    bo.articles.save(FERRY)
    home = window()
    home.articles.load(STORY)
    home.close()
    assert home.local.articles.ids() == []


def test_what_was_never_opened_is_not_here_while_the_desk_is_gone(window, stopped, sit):
    sit("bo").articles.save(FERRY)
    home = window()
    assert home.library.count() == 1
    stopped()
    assert home.library.count() == 0
    with pytest.raises(NotFoundError):
        home.articles.load(STORY)


def test_what_came_between_reading_and_the_first_look_is_told(window, sit):
    bo = sit("bo")
    bo.articles.save(FERRY)
    home = window()
    assert texts(home) == []
    bo.annotations.insert([note("in between", on=STORY)])
    token, changed = home.annotations.changes(None)
    assert changed == []
    token, changed = home.annotations.changes(token)
    assert changed == [STORY]
    token, changed = home.annotations.changes(token)
    assert changed == []


def test_an_idle_window_asks_the_server_nothing(window, sit, monkeypatch):
    home, bo = window(), sit("bo")
    token, _ = home.annotations.changes(None)
    token, _ = home.annotations.changes(token)
    asked = []
    real = home.desk.annotations.changes
    monkeypatch.setattr(home.desk.annotations, "changes", lambda t: asked.append(t) or real(t))
    for _ in range(5):
        token, changed = home.annotations.changes(token)
        assert changed == []
    assert asked == []
    bo.annotations.insert([note("news")])
    heard = []

    def look():
        nonlocal token
        token, changed = home.annotations.changes(token)
        heard.extend(changed)
        return heard

    until(look)
    assert len(asked) == 1


def test_what_the_desk_refuses_goes_on_waiting(cluster, tmp_path, stopped, sit, capsys):
    """A reader may write nothing at the desk; what she wrote away from it stays with her, and is told of."""
    bo = sit("bo")
    bo.articles.save(FERRY)
    address = cluster.address(user="rita")
    home = open_desk(address, tmp_path, creator="rita")
    home.annotations.changes(None)
    home.articles.load(STORY)
    until(lambda: home.local.articles.ids() == [STORY])
    stopped()
    home.annotations.insert([note("from a reader", on=STORY)])
    cluster.start()
    until(lambda: home.away is None)
    assert home.waiting() == 1
    assert texts(bo) == []
    assert [a.body.text for a in home.local.annotations.annotations(STORY)] == ["from a reader"]
    home.close()
    assert main(["desk", "status", "--home", str(tmp_path), "--desk", address]) == 0
    assert STORY in capsys.readouterr().out
    cluster.superuser("GRANT briefing_analyst TO rita")
    try:
        again = open_desk(address, tmp_path, creator="rita")
        assert texts(again) == ["from a reader"]
        assert again.waiting() == 0
        again.close()
    finally:
        cluster.superuser("REVOKE briefing_analyst FROM rita")
    assert texts(bo) == ["from a reader"]
