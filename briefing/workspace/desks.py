"""Desks from the shell: set up, looked at, and kept in step with a store on this machine."""

from collections.abc import Callable, Iterable
from datetime import date
from typing import TYPE_CHECKING

from briefing.config import Settings
from briefing.model.filter import EVERYTHING, Filter
from briefing.store.home import Home, open_home
from briefing.workspace.records import WorkspaceError

if TYPE_CHECKING:
    from briefing.desk.stores import DeskStores
    from briefing.desk.sync import Report

Progress = Callable[[int, int], None]  # stories done, of how many
_ALL = 2**31
_TOGETHER = 500  # articles that the desk is asked for at once


def init(address: str) -> list[str]:
    """Make roles, schema and tables where they are not there yet; what was done, in words. Raises StoreError."""
    from briefing.desk.schema import begin
    from briefing.desk.server import operator

    with operator(address) as connection:
        return begin(connection)


def migrate(address: str) -> list[str]:
    """Bring the tables to this program's; what was done, in words. Raises StoreError."""
    from briefing.desk.schema import migrate
    from briefing.desk.server import operator

    with operator(address) as connection:
        return migrate(connection)


def status(settings: Settings) -> tuple[list[str], bool]:
    """Lines about the desk, and whether it can be worked at. Raises StoreError."""
    from briefing.desk.home import waiting_for
    from briefing.desk.status import status

    lines, works = status(settings.desk)
    waiting = waiting_for(settings.desk, settings.home)
    if waiting:
        lines.append(f"{len(waiting)} changes on this machine wait for the desk: {', '.join(waiting)}")
    return lines, works


def push(settings: Settings, query: str = "", progress: Progress | None = None) -> "Report":
    """Articles and notes of the home folder to the desk; of those that match, where a query is given."""
    return _synchronised(settings, query, progress, _push)


def pull(settings: Settings, query: str = "", progress: Progress | None = None) -> "Report":
    """Notes of the desk on the home folder's articles; with a query, its articles that match come too."""
    return _synchronised(settings, query, progress, _pull)


def _synchronised(
    settings: Settings,
    query: str,
    progress: Progress | None,
    work: "Callable[[Home, DeskStores, Filter, Progress], Report]",
) -> "Report":
    from briefing.desk.stores import DeskStores

    if not settings.desk:
        raise WorkspaceError("no desk is named: --desk postgresql://…, or `desk` in config.toml")
    where: Filter = EVERYTHING
    if query.strip():
        from briefing.query import parse

        where = parse(query, today=date.today())
    home = open_home(settings.home, creator=settings.signature)
    desk = DeskStores(settings.desk, creator=settings.signature)
    try:
        return work(home, desk, where, progress or (lambda done, total: None))
    finally:
        home.close()
        desk.close()


def _push(home: Home, desk: "DeskStores", where: Filter, progress: Progress) -> "Report":
    from briefing.desk.sync import Sync

    sync = Sync(home, desk)
    ids = home.articles.ids()
    stories: Iterable[str] = home.annotations.articles_with_annotations()
    if where != EVERYTHING:
        rows = home.library.select(where, 0, _ALL, copies=True)
        stories = sorted({row.story for row in rows} & set(stories))
        ids = _with_versions(home, [row.article_id for row in rows])
    for start in range(0, len(ids), _TOGETHER):
        sync.push_articles(ids[start : start + _TOGETHER])
    stories = list(stories)
    for done, story in enumerate(stories, 1):
        sync.push_story(story)
        progress(done, len(stories))
    desk.sources.keep(home.sources.history())
    return sync.report


def _pull(home: Home, desk: "DeskStores", where: Filter, progress: Progress) -> "Report":
    from briefing.desk.sync import Sync

    sync = Sync(home, desk)
    if where == EVERYTHING:
        ids = home.articles.ids()
    else:
        ids = [row.article_id for row in desk.library.select(where, 0, _ALL)]
        sync.pull_articles(ids)
    stories = list(dict.fromkeys(sync.here(identity) for identity in ids))
    for done, story in enumerate(stories, 1):
        sync.pull_story(story)
        progress(done, len(stories))
    return sync.report


def _with_versions(home: Home, ids: Iterable[str]) -> list[str]:
    """The articles and the other versions of their stories that are kept."""
    found: dict[str, None] = {}
    kept = set(home.articles.ids())
    for identity in ids:
        url = home.articles.load(identity).url
        story = home.stories.story(url) if url else None
        versions = [v.article_id for v in story.versions] if story else [identity]
        found.update(dict.fromkeys(v for v in versions if v in kept))
    return list(found)
