"""Feeds by the keys, against a real server: subscribed, refreshed, read, given up, and taken up again."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from briefing.ingest.feeds import poll
from briefing.ingest.fetch.address import ALLOW
from briefing.tui.screens.feeds import FeedsScreen
from briefing.tui.screens.library import LibraryScreen
from briefing.workspace import Workspace
from tests.feeds.documents import BRIDGE, FERRY, rss, rss_item
from tests.feeds.server import Server, running
from tests.tui.support import covers, make_workspace, opened


@pytest.fixture
def server(monkeypatch: pytest.MonkeyPatch) -> Iterator[Server]:
    monkeypatch.setattr(poll, "GAP", 0.0)
    with running() as started:
        monkeypatch.setenv(ALLOW, f"127.0.0.1:{started.server_port}")
        yield started


@covers("feeds", "subscribe", "refresh-feed", "refresh-feeds", "open-feed", "unsubscribe")
async def test_a_feed_from_subscribing_to_giving_up(tmp_path: Path, server: Server) -> None:
    address = server.serve("/feed", rss(rss_item(1)), "application/rss+xml")
    workspace = make_workspace(tmp_path / "home", [])
    async with opened(workspace, None) as hand:
        await hand.keys("gf")
        assert "no feed yet" in hand.shown()
        await hand.keys("r", "enter", "d", "a")
        await hand.type(address)
        await hand.keys("enter")
        assert "Harbour Wire" in hand.shown()
        assert "not asked yet" in hand.shown()
        await hand.keys("r")
        assert "1 feed asked · 1 new" in hand.said
        assert "1 unread" in hand.shown()
        await hand.keys("R")
        assert "0 feeds asked · 0 new · 1 not due" in hand.said
        await hand.keys("enter")
        assert isinstance(hand.screen, LibraryScreen)
        assert "Ferries, day 1" in hand.shown()
        await hand.keys("enter", "J")
        assert "the last article of the list" in hand.said
        await hand.keys("q", "q")
        assert isinstance(hand.screen, FeedsScreen)
        assert "unread" not in hand.shown()
        del server.routes["/feed"]
        await hand.keys("r")
        assert "1 failed" in hand.said
        assert "404" in hand.shown()
        await hand.keys("d")
        assert not workspace.feeds()
        await hand.keys("u")
        assert [f.url for f in workspace.feeds()] == [address]
        await hand.keys("ctrl+r")
        assert not workspace.feeds()
        await hand.line("subscribe ftp://feed.example/")
        assert "ftp" in hand.said
    workspace.close()


@covers("import-feeds", "export-feeds")
async def test_lists_of_feeds(workspace: Workspace, tmp_path: Path) -> None:
    listed = Path(__file__).resolve().parent.parent.parent / "seeds" / "feeds" / "norra-sound.opml"
    out = tmp_path / "out.opml"
    async with opened(workspace, None) as hand:
        await hand.keys("gf")
        await hand.line(f"import-feeds {listed}")
        there = [f.url for f in workspace.feeds()]
        assert there
        assert f"{len(there)} feeds new" in hand.said
        await hand.line(f"export-feeds {out}")
        assert all(url in out.read_text("utf-8") for url in there)
        await hand.line(f"export-feeds {out}")
        assert "there already" in hand.said
        await hand.keys("u")
        assert not workspace.feeds()
        await hand.line("import-feeds nowhere.opml")
        assert "nowhere.opml" in hand.said


@covers("fetch")
async def test_a_summary_becomes_the_whole_article(tmp_path: Path, server: Server) -> None:
    page = "<html><head><title>Day 1</title></head><body><article><h1>Day 1</h1>{}</article></body></html>"
    address = server.serve("/1", page.format(f"<p>{FERRY}</p><p>{BRIDGE}</p>"))
    summary = {"id": "1", "title": "Day 1", "text": FERRY, "url": address, "published": "2031-05-14"}
    workspace = make_workspace(tmp_path / "home", [summary])
    async with opened(workspace, "Day 1") as hand:
        await hand.keys("gF")
        assert "a new version" in " ".join(hand.app.said)
        assert "Engineers who looked" in hand.shown()
        assert "14 May 2031" in hand.shown()  # the page states no date: that of the feed holds
        await hand.keys("gF")
        assert "the same text" in hand.said
    async with opened(workspace, None) as hand:
        server.routes.clear()
        await hand.keys("gF")
        assert "404" in hand.said
    workspace.close()


async def test_a_refresh_is_stopped_by_a_key(workspace: Workspace, server: Server) -> None:
    import threading

    first, go = threading.Event(), threading.Event()
    for n in range(6):
        server.serve(f"/{n}", rss(rss_item(n + 1)), "application/rss+xml")
        workspace.keep_feeds([_feed(f"{server.origin}/{n}")])
    refresh = workspace.refresh

    def slowly(*arguments: object, **more: object) -> Iterator[object]:
        for result in refresh(*arguments, **more):  # type: ignore[arg-type]
            yield result
            first.set()
            go.wait(10)

    workspace.refresh = slowly  # type: ignore[method-assign, assignment]
    async with opened(workspace, None) as hand:
        import asyncio

        await hand.keys("gf")
        await hand.pilot.press("R")
        await asyncio.to_thread(first.wait, 10)
        await hand.pilot.pause()
        assert "1 feed asked · 1 new · ctrl+c stops" in hand.shown()
        await hand.pilot.press("R")
        await hand.pilot.pause()
        assert "going on already" in hand.said
        await hand.pilot.press("ctrl+c")
        await hand.pilot.pause()
        go.set()
        await hand.keys("j")
        assert any("stopped · " in words for words in hand.app.said)
        assert hand.app.refreshing.asked < 6


def _feed(url: str) -> object:
    from briefing.store.feeds import Subscription

    return Subscription(feed_id="", url=url, title=url)
