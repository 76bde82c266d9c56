"""The feeds that are subscribed to, and what each one's last answer was. See docs/feeds.md."""

from collections.abc import Iterable

import msgspec

from briefing.store.identity import now, uuid7
from briefing.store.layout import SINGLES, SINGLES_LOCK
from briefing.store.place import Place
from briefing.store.tinyfile import TinyFile

FILE = "feeds.json"
TABLE = "feeds"


class FeedState(msgspec.Struct, frozen=True, kw_only=True):
    """What refreshing a feed leaves behind. Instants are UTC, `2031-05-14T14:02:00.123Z`."""

    feed_id: str
    etag: str | None = None
    modified: str | None = None  # its Last-Modified, as written
    checked: str | None = None  # when it was asked last
    fetched: str | None = None  # when it answered last
    error: str | None = None  # why it did not, the last time
    failures: int = 0  # in a row
    not_before: str | None = None  # it is not to be asked before that
    seen: list[str] = []  # digests of the items of its last answers


class Subscription(FeedState, frozen=True, kw_only=True):
    """A feed. `folder` is its place among the feeds, outermost first."""

    url: str
    title: str | None = None
    site_url: str | None = None
    folder: list[str] = []
    tags: list[str] = []
    added: str = ""


class Subscriptions:
    """The feeds, in `feeds.json`. An address stands in it once."""

    def __init__(self, place: Place) -> None:
        self._file = TinyFile(place, place.home / FILE, SINGLES_LOCK, SINGLES[FILE])

    def all(self) -> list[Subscription]:
        """Every feed, in the order of subscribing."""
        rows = sorted(self._file.read().get(TABLE, {}).items(), key=lambda row: int(row[0]))
        return msgspec.convert([document for _, document in rows], list[Subscription])

    def add(self, feeds: Iterable[Subscription]) -> list[Subscription]:
        """Subscribe, durably; those whose address is new, with their identity and date filled in."""
        made: list[Subscription] = []
        with self._file.commit() as database:
            rows = database.rows(TABLE)
            known = {str(document["url"]) for document in rows.all()}
            for feed in feeds:
                if feed.url not in known:
                    known.add(feed.url)
                    made.append(
                        msgspec.structs.replace(
                            feed, feed_id=feed.feed_id or uuid7(), added=feed.added or now()
                        )
                    )
            rows.put("feed_id", [msgspec.to_builtins(feed) for feed in made])
        return made

    def remove(self, feed_ids: Iterable[str]) -> None:
        """Unsubscribe, durably. The articles stay."""
        with self._file.commit() as database:
            database.rows(TABLE).drop("feed_id", set(feed_ids))

    def keep(self, states: Iterable[FeedState]) -> None:
        """Keep what a refresh found, durably; of a feed that was removed meanwhile, nothing."""
        with self._file.commit() as database:
            rows = database.rows(TABLE)
            known = {str(document["feed_id"]) for document in rows.all()}
            rows.put("feed_id", [msgspec.to_builtins(s) for s in states if s.feed_id in known])
