"""What asking a feed comes to, and when it may be asked again."""

from datetime import datetime, timedelta
from typing import TYPE_CHECKING

import msgspec

from briefing.store.feeds import FeedState, Subscription
from briefing.workspace.records import Added

if TYPE_CHECKING:
    from briefing.ingest.feeds.poll import Answer

AGAIN = timedelta(minutes=10)  # a feed that has answered is left alone for that long
_FIRST, _LAST = timedelta(minutes=15), timedelta(days=1)  # the pause doubles with each failure in a row
_ASKED, _GONE = timedelta(days=2), timedelta(days=30)  # the longest Retry-After that is kept; 410 Gone


class Refreshed(msgspec.Struct, frozen=True):
    """What came of one feed. Counts of items: `new` ones (`summaries` of them without their full text), `known` ones.

    `skipped` says why the feed was not asked, `problem` why it gave nothing; `moved` is its new address
    where it has moved for good. `items` are the new articles, and items that could not be taken.
    """

    feed: Subscription
    new: int = 0
    known: int = 0
    summaries: int = 0
    unchanged: bool = False
    skipped: str | None = None
    problem: str | None = None
    moved: str | None = None
    items: list[Added] = []


class Counted(msgspec.Struct, frozen=True):
    """A feed with the query that finds its articles, and how many of those are unread."""

    feed: Subscription
    query: str
    unread: int


class Imported(msgspec.Struct, frozen=True):
    """What came of a list of feeds. `refused` are names of entries without a usable address."""

    new: list[Subscription]
    known: int
    refused: list[str]


def after_failure(feed: Subscription, answer: "Answer", moment: datetime) -> FeedState:
    """What to remember of a feed that gave nothing: the pause doubles, and is no shorter than it asked for."""
    failures = feed.failures + 1
    pause = min(_FIRST * 2 ** min(failures - 1, 10), _LAST)
    if answer.wait is not None:
        pause = max(pause, min(timedelta(seconds=answer.wait), _ASKED))
    if answer.status == 410:
        pause = _GONE
    return _state(
        feed,
        checked=_stamp(moment),
        error=answer.problem,
        failures=failures,
        not_before=_stamp(moment + pause),
    )


def after_answer(feed: Subscription, answer: "Answer", moment: datetime) -> FeedState:
    """What to remember of a feed that answered, whether it had anything new or not."""
    return _state(
        feed, etag=answer.etag, modified=answer.modified, checked=_stamp(moment), fetched=_stamp(moment),
        error=None, failures=0, not_before=_stamp(moment + AGAIN),
    )  # fmt: skip


def _state(feed: Subscription, **changes: object) -> FeedState:
    """The feed's state with changes."""
    fields = {name: getattr(feed, name) for name in FeedState.__struct_fields__}
    return msgspec.convert({**fields, **changes}, FeedState)


def _stamp(moment: datetime) -> str:
    return moment.isoformat(timespec="milliseconds").replace("+00:00", "Z")
