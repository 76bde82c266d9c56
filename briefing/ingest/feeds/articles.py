"""The items of a feed as articles, and feeds that lie in files."""

from collections.abc import Iterator
from typing import Any, BinaryIO

from briefing.ingest.errors import IngestError, problem
from briefing.ingest.feeds.document import read_feed
from briefing.ingest.feeds.json_feed import read_json_feed as json_feed
from briefing.ingest.feeds.model import Feed, Item
from briefing.ingest.fetch.body import MAX_BYTES
from briefing.ingest.formats.base import Intake, Outcome, read_up_to
from briefing.ingest.metadata import Metadata
from briefing.model.article import Article

SUMMARY_ONLY = "the feed carries a summary of it, not the whole text"


def article_of(item: Item, feed: Feed) -> Article:
    """The article of an item: its text, or its summary where the feed has no more. Raises IngestError."""
    metadata = Metadata(
        title=item.title,
        url=item.url,
        site=feed.title,
        authors=item.authors,
        published=item.published,
        language=item.language,
    )
    if not item.content.strip():
        raise IngestError("the feed carries its title and no text")
    if item.markup:
        from briefing.ingest.formats.markup import article_from_fragment

        return article_from_fragment(item.content, metadata, item.key)
    from briefing.ingest.plain import article_from_text

    return article_from_text(
        item.content,
        title=item.title,
        url=item.url,
        site=feed.title,
        authors=item.authors,
        published=item.published,
        language=item.language,
        external_id=item.key,
    )


def read_feed_file(source: str, stream: BinaryIO, intake: Intake) -> Iterator[Outcome]:
    """The articles of a feed's document. Raises IngestError."""
    yield from _articles(source, read_feed(read_up_to(stream, MAX_BYTES)))


def read_json_feed(source: str, loaded: Any, intake: Intake) -> Iterator[Outcome]:
    """The articles of a JSON Feed. Raises IngestError."""
    yield from _articles(source, json_feed(loaded))


def refuse_opml(source: str, stream: BinaryIO, intake: Intake) -> Iterator[Outcome]:
    """OPML holds feeds and no articles. Raises IngestError, which says what to do with it."""
    raise IngestError("it is a list of feeds (OPML); `briefing feeds import` subscribes to them")


def _articles(source: str, feed: Feed) -> Iterator[Outcome]:
    if not feed.items:
        raise IngestError(feed.lack or "the feed has no items")
    if feed.lack:
        yield problem(source, feed.lack)
    for item in feed.items:
        place = f"{source}#{item.key}"
        try:
            article = article_of(item, feed)
        except IngestError as error:
            yield problem(place, str(error))
            continue
        if item.cut:
            yield problem(place, "the document breaks off in it: its end is missing", note=True)
        elif not item.full:
            yield problem(place, SUMMARY_ONLY, note=True)
        yield article
