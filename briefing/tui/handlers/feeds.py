"""Feeds: subscribing, refreshing, and their articles in the library."""

from briefing.commands.reader import Call
from briefing.store.feeds import Subscription
from briefing.tui.history import Subscribed
from briefing.tui.paths import is_there, typed_path
from briefing.tui.screens.base import BaseScreen
from briefing.tui.screens.brief import BriefScreen
from briefing.tui.screens.feeds import FeedsScreen
from briefing.tui.screens.library import LibraryScreen
from briefing.workspace.records import Added, WorkspaceError


def do_feeds(screen: BaseScreen, call: Call) -> None:
    """Show the feeds."""
    if not isinstance(screen, FeedsScreen):
        screen.app.push_screen(FeedsScreen())


def do_open_feed(screen: FeedsScreen, call: Call) -> None:
    """The library, through the query that finds this feed's articles."""
    feed = screen.current
    if feed is not None:
        screen.app.push_screen(LibraryScreen(feed.query, within=True))


def do_refresh_feed(screen: FeedsScreen, call: Call) -> None:
    """Ask this one, due or not."""
    if screen.current is not None:
        _refresh(screen, [screen.current.feed.feed_id], force=True)


def do_refresh_feeds(screen: FeedsScreen, call: Call) -> None:
    """Ask all that are due."""
    _refresh(screen, [], force=False)


def _refresh(screen: FeedsScreen, which: list[str], *, force: bool) -> None:
    def done(account: str) -> None:
        screen.say(account, "error" if screen.briefing.refreshing.failed else "good")
        for below in screen.app.screen_stack:
            if isinstance(below, LibraryScreen | FeedsScreen):
                below.load()

    def failed(error: Exception) -> None:
        screen.complain(error)
        screen.load()

    started = screen.briefing.refreshing.start(
        which, force=force, step=screen.show_place, done=done, failed=failed
    )
    screen.show_place()
    if not started:
        screen.say("a refresh is going on already")


def do_subscribe(screen: FeedsScreen, call: Call) -> None:
    """Look for the feed at the address, and keep it."""
    address, workspace = call.argument.strip(), screen.workspace

    def done(feed: Subscription) -> None:
        screen.briefing.changes.did(Subscribed((feed,), kept=True))
        screen.say(f"subscribed to {feed.title or feed.url} · r asks it for articles", "good")
        screen.load()

    screen.say(f"asking {address}…")
    screen.briefing.jobs.run(lambda: workspace.subscribe(address), done, screen.complain, lane="feeds")


def do_unsubscribe(screen: FeedsScreen, call: Call) -> None:
    """Give the feed up."""
    if screen.current is None:
        return
    feed, workspace = screen.current.feed, screen.workspace

    def done(given_up: Subscription) -> None:
        screen.briefing.changes.did(Subscribed((given_up,), kept=False))
        screen.say(f"{feed.title or feed.url} given up; its articles stay", "good")
        screen.load()

    screen.briefing.jobs.run(lambda: workspace.unsubscribe(feed.feed_id), done, screen.complain)


def do_import_feeds(screen: FeedsScreen, call: Call) -> None:
    """Subscribe to what an OPML file lists."""
    path, workspace = typed_path(call.argument), screen.workspace

    def work() -> tuple[list[Subscription], str]:
        found = workspace.import_feeds(path)
        refused = f", {len(found.refused)} without a usable address" if found.refused else ""
        return found.new, f"{len(found.new)} feeds new, {found.known} known already{refused}"

    def done(found: tuple[list[Subscription], str]) -> None:
        if found[0]:
            screen.briefing.changes.did(Subscribed(tuple(found[0]), kept=True))
        screen.say(found[1], "good")
        screen.load()

    screen.briefing.jobs.run(work, done, screen.complain)


def do_export_feeds(screen: FeedsScreen, call: Call) -> None:
    """Write an OPML file; one that is there stays."""
    path, workspace = typed_path(call.argument), screen.workspace

    def work() -> str:
        from briefing.workspace.exchanging import write_whole

        if is_there(path):
            raise WorkspaceError(f"{path}: is there already; name another file")
        write_whole(path, [workspace.export_feeds().decode()])
        return f"feeds written to {path}"

    screen.briefing.jobs.run(work, lambda words: screen.say(words, "good"), screen.complain)


def do_fetch(screen: LibraryScreen | BriefScreen, call: Call) -> None:
    """The page behind the article's address, as one would add it."""
    row = screen.current if isinstance(screen, LibraryScreen) else None
    article_id = screen.article_id if isinstance(screen, BriefScreen) else row.article_id if row else None
    workspace = screen.workspace
    if article_id is None:
        return

    def work() -> Added:
        kept = workspace.article(article_id)
        url = kept.url
        if not url:
            raise WorkspaceError("the article has no address")
        # The date that the outlet's feed gave holds where its page states none.
        added = [a for a in workspace.add([url], published=kept.published) if a.problem or a.article_id]
        if not added:
            raise WorkspaceError(f"{url}: gave no article")
        return added[0]

    def done(added: Added) -> None:
        if added.problem:
            screen.complain(f"{added.source}: {added.problem}")
        elif not added.new:
            screen.say("the same text as here")
        else:
            screen.say(" · ".join(filter(None, ["fetched: a new version", added.report])), "good")
            if isinstance(screen, LibraryScreen):
                screen.load(added.article_id)
            elif added.article_id and screen.is_current and screen.article_id == article_id:
                screen.open_article(added.article_id)

    screen.say("fetching…")
    screen.briefing.jobs.run(work, done, screen.complain, lane="feeds")
