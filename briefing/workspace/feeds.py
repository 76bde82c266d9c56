"""Feeds: subscribed to, refreshed, and their items taken into the library; and lists of links."""

import contextlib
from collections.abc import Iterable, Iterator
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING

import msgspec

from briefing.model.annotation import Body
from briefing.model.article import Article
from briefing.model.filter import And, Term
from briefing.store.feeds import FeedState, Subscription, Subscriptions
from briefing.store.identity import now
from briefing.workspace.asking import Counted, Imported, Refreshed, after_answer, after_failure
from briefing.workspace.hand import Hand
from briefing.workspace.records import Added, WorkspaceError
from briefing.workspace.shelf import Shelf

if TYPE_CHECKING:
    from briefing.ingest.feeds.model import Feed, Item
    from briefing.ingest.feeds.poll import Answer
    from briefing.ingest.formats.base import Intake

_SEEN = 2000  # digests of items kept for a feed
_TOGETHER = 20  # states kept with one commit: what a crash loses is asked again


class Feeds(Hand, Shelf):
    """The part of the workspace that looks after feeds."""

    @property
    def _subscriptions(self) -> Subscriptions:
        return Subscriptions(self.home.place)

    def feeds(self) -> list[Subscription]:
        """Every feed, in the order of subscribing."""
        return self._subscriptions.all()

    def counted_feeds(self) -> list[Counted]:
        """Every feed with what is unread in it. Its articles are those that bear its name as their outlet."""
        from briefing.query import to_text

        found = []
        for feed in self.feeds():
            where = Term("site", feed.title or feed.url)
            unread = self.home.library.count(And((where, Term("is", "unread"))))
            found.append(Counted(feed, to_text(where), unread))
        return found

    def keep_feeds(self, feeds: Iterable[Subscription]) -> None:
        """Subscribe again to feeds that were given up, as they were."""
        self._subscriptions.add(feeds)

    def give_up_feeds(self, feeds: Iterable[Subscription]) -> None:
        """Unsubscribe from several feeds; their articles stay."""
        self._subscriptions.remove([feed.feed_id for feed in feeds])

    def subscribe(
        self, url: str, *, title: str | None = None, folder: Iterable[str] = (), tags: Iterable[str] = ()
    ) -> Subscription:
        """Subscribe to the feed at `url`, or to the one that the page there names.

        Its items come with the next refresh. Raises WorkspaceError where there is no feed, or where it is
        subscribed to already.
        """
        from briefing.ingest.errors import IngestError
        from briefing.ingest.feeds.poll import find_feed

        try:
            address, answer = find_feed(url)
        except IngestError as error:
            raise WorkspaceError(f"{url}: {error}") from None
        feed = answer.feed
        made = self._subscriptions.add(
            [
                Subscription(
                    feed_id="",
                    url=address,
                    title=title or (feed.title if feed else None),
                    site_url=feed.site_url if feed else None,
                    folder=list(folder),
                    tags=list(tags),
                )
            ]
        )
        if not made:
            raise WorkspaceError(f"{address}: is subscribed to already")
        return made[0]

    def unsubscribe(self, which: str) -> Subscription:
        """Remove a feed, named by its address, its title or its id; its articles stay. Raises WorkspaceError."""
        feed = self._feed(which)
        self._subscriptions.remove([feed.feed_id])
        return feed

    def import_feeds(self, path: Path) -> Imported:
        """Subscribe to the feeds of an OPML file; those subscribed to already stay as they are.

        Raises WorkspaceError where it is no OPML file.
        """
        from briefing.ingest.errors import IngestError
        from briefing.ingest.feeds.opml import read_opml
        from briefing.ingest.files import open_file, read_bounded

        try:
            with contextlib.closing(open_file(path)) as stream:
                found = read_opml(read_bounded(stream))
        except (IngestError, OSError) as error:
            raise WorkspaceError(f"{path}: {error}") from None
        made = self._subscriptions.add(
            Subscription(
                feed_id="",
                url=f.url,
                title=f.title,
                site_url=f.site_url,
                folder=list(f.folder),
                tags=list(f.tags),
            )
            for f in found.feeds
        )
        return Imported(made, len(found.feeds) - len(made), found.refused)

    def export_feeds(self) -> bytes:
        """All feeds as an OPML 2.0 document."""
        from briefing.ingest.feeds.opml import Listed, write_opml

        return write_opml(
            (Listed(f.url, f.title, f.site_url, tuple(f.folder), tuple(f.tags)) for f in self.feeds()),
            "Feeds of briefing",
        )

    def refresh(self, which: Iterable[str] = (), *, force: bool = False) -> Iterator[Refreshed]:
        """Ask the feeds (all, or those named) for new items and take them in: a result a feed, as they come.

        A feed that answered within ten minutes, asked to be left alone, or failed a short while ago is
        skipped, unless `force` says to ask it all the same. What was done stays when the iterator is
        closed. Raises WorkspaceError for a feed that is not there.
        """
        from briefing.ingest.feeds.poll import Question, ask_all

        chosen = [self._feed(name) for name in which] or self.feeds()
        moment = now()
        due: dict[str, Subscription] = {}
        for feed in chosen:
            if force or feed.not_before is None or feed.not_before <= moment:
                due[feed.feed_id] = feed
            else:
                yield Refreshed(
                    feed, skipped=f"not to be asked before {feed.not_before[:16].replace('T', ' ')} UTC"
                )
        questions = [Question(f.feed_id, f.url, f.etag, f.modified) for f in due.values()]
        states: list[FeedState] = []
        try:
            for answer in ask_all(questions) if questions else ():
                result, state = self._taken(due[answer.key], answer)
                states.append(state)
                if len(states) >= _TOGETHER:
                    self._subscriptions.keep(states)
                    states = []
                yield result
        finally:
            if states:
                self._subscriptions.keep(states)

    def add(
        self,
        sources: Iterable[str],
        *,
        published: str | None = None,
        accept_shorter: bool = False,
        intake: "Intake | None" = None,
    ) -> Iterator[Added]:
        """As Shelf.add; the tags that a list of links gives are kept as a bookmark on an article that has none.

        An address of such a list that has given an article before is not fetched again, so that an
        import that was interrupted goes on where it stopped.
        """
        from briefing.ingest.formats.base import Intake

        lists = intake or Intake(kept=self._kept)
        for added in super().add(sources, published=published, accept_shorter=accept_shorter, intake=lists):
            tags = lists.tags.get(added.source)
            if tags and added.article_id and (added.new or not self._bookmarked(added.article_id)):
                self.annotate(added.article_id, "bookmark", body=Body("", tags))
            yield added

    def _bookmarked(self, article_id: str) -> bool:
        """Whether there is a bookmark on the article, or was one that somebody put into the trash."""
        story, read = self.story_of(article_id), self.home.annotations.annotations
        return any(note.kind == "bookmark" for note in [*read(story), *read(story, deleted=True)])

    def _kept(self, url: str) -> Article | None:
        """The newest article of that address; None where it has given none yet."""
        from briefing.ingest.fetch.page import tidy

        for address in dict.fromkeys((url, tidy(url))):
            story = self.home.stories.story(address)
            if story is not None:
                return self.article(story.versions[-1].article_id)
        return None

    def _feed(self, which: str) -> Subscription:
        """The feed of that address, title or id. Raises WorkspaceError where it is none, or several."""
        feeds = self.feeds()
        for same in (
            [f for f in feeds if which in (f.url, f.feed_id)],
            [f for f in feeds if (f.title or "").casefold() == which.casefold()],
        ):
            if len(same) == 1:
                return same[0]
            if same:
                raise WorkspaceError(f"{which}: {len(same)} feeds have that title; give the address of one")
        raise WorkspaceError(f"{which}: no such feed; `briefing feeds list` names them")

    def _taken(self, feed: Subscription, answer: "Answer") -> tuple[Refreshed, FeedState]:
        """Take in what a feed answered: the result, and what is to be remembered of it."""
        moment = datetime.now(UTC)
        if answer.problem is not None:
            return Refreshed(feed, problem=answer.problem), after_failure(feed, answer, moment)
        state = after_answer(feed, answer, moment)
        if answer.feed is None:
            return Refreshed(feed, unchanged=True), state
        result, seen = self._items(feed, answer.feed)
        if answer.feed.lack:
            # It must be asked again as if it had not answered: with its ETag it would say that nothing has changed.
            result = msgspec.structs.replace(result, problem=answer.feed.lack)
            state = after_failure(feed, replace(answer, problem=answer.feed.lack), moment)
        return (
            msgspec.structs.replace(result, moved=answer.moved if answer.moved != feed.url else None),
            msgspec.structs.replace(state, seen=seen),
        )

    def _items(self, feed: Subscription, document: "Feed") -> tuple[Refreshed, list[str]]:
        """Take in the items that were not seen before, oldest first; the result and the digests to remember."""
        before = set(feed.seen)
        taken: list[Added] = []
        new = known = summaries = 0
        items = [item for item in document.items if not item.cut]  # the cut one comes whole another time
        for item in reversed(items):
            if item.digest in before:
                known += 1
                continue
            added = self._item(item, document, feed)
            if added is None:
                known += 1
                continue
            taken.append(added)
            new += added.new
            known += added.article_id is not None and not added.new
            summaries += added.new and not item.full
        current = [item.digest for item in items]
        seen = list(dict.fromkeys([*current, *feed.seen]))[:_SEEN]
        return Refreshed(feed, new, known, summaries, items=taken), seen

    def _item(self, item: "Item", document: "Feed", feed: Subscription) -> Added | None:
        """Take one item in; None for a summary of an article that the library has already."""
        from briefing.ingest.errors import IngestError
        from briefing.ingest.feeds.articles import article_of

        if not item.full and item.url and self._kept(item.url) is not None:
            return None
        place = item.url or f"{feed.url}#{item.key}"
        try:
            article = article_of(item, document)
        except IngestError as error:
            return Added(place, None, item.title, False, str(error))
        return self._take(article, place, accept_shorter=False)
