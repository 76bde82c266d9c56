"""Feeds are asked politely, remembered durably, and their items come in once."""

import time
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from briefing.config import Settings
from briefing.ingest.feeds import poll
from briefing.ingest.formats import readlater
from briefing.store.feeds import Subscription
from briefing.workspace import Workspace, WorkspaceError
from briefing.workspace.asking import Refreshed
from tests.feeds.documents import ATOM, BRIDGE, FERRY, FULL, rss, rss_item
from tests.feeds.server import Handler, Server


@pytest.fixture
def workspace(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Workspace]:
    monkeypatch.setattr(poll, "GAP", 0.0)
    monkeypatch.setattr(readlater, "GAP", 0.0)
    opened = Workspace(Settings(home=tmp_path / "home"))
    yield opened
    opened.close()


def one(results: Iterator[Refreshed]) -> Refreshed:
    (result,) = results
    return result


def subscribed(workspace: Workspace, server: Server, text: str | None = None) -> Subscription:
    return workspace.subscribe(
        server.serve("/feed", text or rss(rss_item(1), rss_item(2)), "application/rss+xml")
    )


def test_items_come_in_once_and_new_ones_when_they_come(workspace: Workspace, server: Server) -> None:
    feed = subscribed(workspace, server)
    assert (feed.title, feed.site_url) == ("Harbour Wire", "https://wire.example/")
    first = one(workspace.refresh())
    assert (first.new, first.known, first.summaries, first.problem) == (1, 1, 0, None)  # two days, one text
    server.serve("/feed", rss(rss_item(3, f"<p>{BRIDGE}</p>"), rss_item(1), rss_item(2)))
    again = one(workspace.refresh(force=True))
    assert (again.new, again.known) == (1, 2)
    assert one(workspace.refresh(force=True)).new == 0
    assert workspace.count() == 2


def test_a_feed_that_answered_is_left_alone_for_a_while(workspace: Workspace, server: Server) -> None:
    feed = subscribed(workspace, server)
    asked = len(server.asked)
    one(workspace.refresh())
    result = one(workspace.refresh())
    assert result.skipped is not None
    assert len(server.asked) == asked + 1
    assert one(workspace.refresh([feed.url], force=True)).skipped is None


def test_requests_are_conditional(workspace: Workspace, server: Server) -> None:
    def page(handler: Handler) -> None:
        if handler.headers.get("If-None-Match") == '"one"':
            handler.answer(b"", status=304)
        else:
            handler.answer(
                rss(rss_item(1)).encode(), ETag='"one"', Last_Modified="Wed, 14 May 2031 14:02:00 GMT"
            )

    server.routes["/feed"] = page
    workspace.subscribe(server.origin + "/feed")
    assert one(workspace.refresh()).new == 1
    assert one(workspace.refresh(force=True)).unchanged
    assert server.asked[-1][1]["If-Modified-Since"] == "Wed, 14 May 2031 14:02:00 GMT"
    assert one(workspace.refresh(force=True)).unchanged  # a 304 without an ETag keeps the old one


def test_failures_back_off_and_retry_after_is_kept(workspace: Workspace, server: Server) -> None:
    feed = subscribed(workspace, server)
    waits = []
    for status, headers in (
        (500, {}),
        (500, {}),
        (429, {"Retry_After": "7200"}),
        (410, {}),
        (503, {"Retry_After": "9" * 9}),
    ):
        server.routes["/feed"] = lambda h, s=status, x=headers: h.answer(b"", status=s, **x)
        assert str(status) in (one(workspace.refresh(force=True)).problem or "")
        (kept,) = workspace.feeds()
        assert kept.error is not None
        assert kept.not_before is not None
        waits.append((datetime.fromisoformat(kept.not_before) - datetime.now(UTC)) / timedelta(minutes=1))
    assert [round(w / 15) for w in waits] == [1, 2, 8, 2880, 192]
    assert kept.failures == 5
    assert one(workspace.refresh()).skipped is not None
    server.serve("/feed", rss(rss_item(1)))
    assert one(workspace.refresh([feed.feed_id], force=True)).problem is None
    (kept,) = workspace.feeds()
    assert (kept.failures, kept.error) == (0, None)


def test_what_is_no_feed_any_more_is_an_error_on_the_feed(workspace: Workspace, server: Server) -> None:
    subscribed(workspace, server)
    server.serve("/feed", "<!doctype html><title>Gone fishing</title><p>Nothing.</p>")
    assert "not a feed" in (one(workspace.refresh()).problem or "")


def test_a_summary_is_kept_and_said_to_be_one_and_never_replaces_the_text(
    workspace: Workspace, server: Server
) -> None:
    subscribed(workspace, server, rss(rss_item(1, FERRY, element="description")))
    result = one(workspace.refresh())
    assert (result.new, result.summaries) == (1, 1)
    server.serve("/feed", rss(rss_item(1)))
    assert one(workspace.refresh(force=True)).new == 1  # the whole text is the story's next version
    server.serve("/feed", rss(rss_item(1, BRIDGE, element="description")))
    assert one(workspace.refresh(force=True)).new == 0
    (row,) = workspace.rows()
    assert len(workspace.versions(row.article_id)) == 2


def test_a_moved_feed_says_where_to(workspace: Workspace, server: Server) -> None:
    subscribed(workspace, server)
    server.serve("/new", rss(rss_item(1)))
    server.routes["/feed"] = lambda handler: handler.answer(b"", status=301, Location="/new")
    assert one(workspace.refresh()).moved == server.origin + "/new"


def test_a_page_leads_to_its_feed(workspace: Workspace, server: Server) -> None:
    server.serve("/atom", ATOM, "application/atom+xml")
    head = (
        '<link rel="stylesheet" href="/x.css"><link rel="alternate" type="application/atom+xml" href="atom">'
    )
    page = server.serve("/", f"<!doctype html><html><head>{head}</head><body>Hello</body></html>")
    assert workspace.subscribe(page, folder=["Local"], tags=["press"]).url == server.origin + "/atom"
    with pytest.raises(WorkspaceError, match="already"):
        workspace.subscribe(server.origin + "/atom")
    with pytest.raises(WorkspaceError, match="names none"):
        workspace.subscribe(server.serve("/bare", "<p>Nothing here</p>"))


def test_feeds_are_found_by_address_title_and_id(workspace: Workspace, server: Server) -> None:
    feed = subscribed(workspace, server)
    with pytest.raises(WorkspaceError, match="no such feed"):
        workspace.unsubscribe("The Gull")
    assert workspace.unsubscribe("harbour wire").feed_id == feed.feed_id
    assert workspace.feeds() == []


def test_a_feed_removed_during_a_refresh_stays_removed(workspace: Workspace, server: Server) -> None:
    feed = subscribed(workspace, server)
    results = workspace.refresh()
    next(results)
    workspace.unsubscribe(feed.url)
    assert list(results) == []
    assert workspace.feeds() == []


def test_what_was_done_stays_when_a_refresh_is_interrupted(workspace: Workspace, server: Server) -> None:
    for n in range(3):
        workspace.subscribe(server.serve(f"/{n}", rss(rss_item(n + 1, f"<p>{FERRY} Day {n}.</p>"))))
    results = workspace.refresh()
    next(results)
    results.close()  # type: ignore[attr-defined]
    assert sum(f.fetched is not None for f in workspace.feeds()) == 1
    assert sum(r.new for r in workspace.refresh()) == 2


def test_one_host_is_asked_one_thing_at_a_time_with_a_pause(
    server: Server, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(poll, "GAP", 0.15)
    running: list[int] = []
    most = 0

    def slow(handler: Handler) -> None:
        nonlocal most
        running.append(1)
        most = max(most, len(running))
        time.sleep(0.05)
        running.pop()
        handler.answer(ATOM.encode())

    urls = []
    for n in range(3):
        server.routes[f"/{n}"] = slow
        urls.append(f"{server.origin}/{n}")
    began = time.monotonic()
    answers = list(poll.ask_all([poll.Question(u, u) for u in urls]))
    assert [a.problem for a in answers] == [None] * 3
    assert most == 1
    assert time.monotonic() - began >= 0.3


def test_a_feed_that_breaks_its_reader_does_not_stop_the_round(
    server: Server, monkeypatch: pytest.MonkeyPatch
) -> None:
    def broken(question: poll.Question) -> poll.Answer:
        raise RuntimeError("a reader's own fault")

    monkeypatch.setattr(poll, "ask", broken)
    (answer,) = poll.ask_all([poll.Question("x", "http://wire.example/")])
    assert "own fault" in (answer.problem or "")


def test_an_item_of_the_seen_ones_is_not_read_again_after_it_was_deleted_elsewhere(
    workspace: Workspace, server: Server
) -> None:
    subscribed(workspace, server, rss(rss_item(1)))
    one(workspace.refresh())
    (feed,) = workspace.feeds()
    assert len(feed.seen) == 1
    assert len(feed.seen[0]) == 16


# ── lists of links ───────────────────────────────────────────────────────────────────────────
def test_an_export_of_links_is_fetched_once_with_its_tags(
    workspace: Workspace, server: Server, tmp_path: Path
) -> None:
    prose = "".join(f"<p>{p}</p>" for p in (FERRY, BRIDGE))
    for name in ("a", "b"):
        server.serve(
            f"/{name}",
            f"<!doctype html><html><head><title>{name}</title></head><body><article><h1>Report {name}</h1>{FULL if name == 'a' else prose}</article></body></html>",
        )
    path = tmp_path / "pocket.csv"
    path.write_text(
        f"title,url,time_added,tags,status\nA,{server.origin}/a,1,ferry|port,unread\nB,{server.origin}/b,2,,archive\n"
        f"A again,{server.origin}/a,3,safety,unread\nnone,javascript:x,4,,unread\ngone,{server.origin}/gone,5,,unread\n",
        encoding="utf-8",
    )
    first = list(workspace.add([str(path)]))
    assert sum(a.new for a in first) == 2
    assert [a.problem for a in first if a.problem] == ["the server answers 404 Not Found"]
    assert any("1 entry has no http address" in (a.report or "") for a in first)
    asked = len(server.asked)
    again = list(workspace.add([str(path)]))
    assert sum(a.new for a in again) == 0
    assert len(server.asked) == asked + 1  # only what was not there before
    assert dict(workspace.tags()) == {"ferry": 1, "port": 1, "safety": 1}


def test_a_feed_that_breaks_off_is_said_keeps_what_is_whole_and_is_asked_again(
    workspace: Workspace, server: Server
) -> None:
    feed = subscribed(workspace, server)
    text = rss(rss_item(1), rss_item(2, BRIDGE * 3))
    server.serve("/feed", text[: text.rindex("mayor")], "application/rss+xml", ETag='"a"')
    result = one(workspace.refresh(force=True))
    assert (result.new, len(workspace.home.articles.ids())) == (1, 1)
    assert result.problem is not None
    assert "breaks off" in result.problem
    (state,) = workspace.feeds()
    assert (state.etag, state.error) == (feed.etag, result.problem)
    server.serve("/feed", text, "application/rss+xml", ETag='"a"')
    result = one(workspace.refresh(force=True))
    assert (result.new, result.known, result.problem) == (1, 1, None)
