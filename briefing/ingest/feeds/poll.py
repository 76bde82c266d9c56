"""Asking feeds whether there is something new: one by one, and many at once without pressing any host."""

import queue
import threading
import time
from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from urllib.parse import urljoin

from briefing.ingest.errors import IngestError
from briefing.ingest.feeds.document import read_feed
from briefing.ingest.feeds.model import Feed
from briefing.ingest.fetch.errors import FetchError
from briefing.ingest.fetch.get import GAP, fetch
from briefing.ingest.fetch.page import host_of
from briefing.ingest.formats.table import recognise
from briefing.ingest.html import parse_page
from briefing.ingest.metadata import normal_url

HOSTS = 6  # hosts that are asked at the same time
_ACCEPT = (
    "application/rss+xml,application/atom+xml,application/feed+json,application/rdf+xml;q=0.9,"
    "application/xml;q=0.8,text/xml;q=0.8,application/json;q=0.7,*/*;q=0.5"
)
_FEED_TYPES = ("application/rss+xml", "application/atom+xml", "application/feed+json", "application/rdf+xml")


@dataclass(frozen=True)
class Question:
    """A feed to ask. `etag` and `modified` are those of its last answer."""

    key: str
    url: str
    etag: str | None = None
    modified: str | None = None


@dataclass(frozen=True)
class Answer:
    """What came of a question: a feed, the word that nothing has changed, or a problem.

    `moved` is the feed's new address where it has moved for good; `status` and `wait` as in FetchError.
    """

    key: str
    feed: Feed | None = None
    unchanged: bool = False
    etag: str | None = None
    modified: str | None = None
    moved: str | None = None
    problem: str | None = None
    status: int | None = None
    wait: float | None = None


def ask(question: Question) -> Answer:
    """Ask one feed. Never raises for what a server or a document does."""
    try:
        page = fetch(question.url, etag=question.etag, modified=question.modified, accept=_ACCEPT)
        if page.unchanged:
            return Answer(
                question.key, unchanged=True, etag=page.etag or question.etag, modified=question.modified
            )
        feed = read_feed(page.data, page.url, page.charset)
    except FetchError as error:
        return Answer(question.key, problem=str(error), status=error.status, wait=error.wait)
    except IngestError as error:
        return Answer(question.key, problem=str(error))
    return Answer(question.key, feed, etag=page.etag, modified=page.modified, moved=page.moved)


def ask_all(questions: Sequence[Question]) -> Iterator[Answer]:
    """Ask many: several hosts at once, the feeds of one host one after the other with a pause.

    Answers come as they are made. Closing the iterator ends the round after the requests under way.
    """
    hosts: defaultdict[str, list[Question]] = defaultdict(list)
    for question in questions:
        hosts[host_of(question.url)].append(question)
    waiting: queue.SimpleQueue[list[Question]] = queue.SimpleQueue()
    for group in hosts.values():
        waiting.put(group)
    answers: queue.SimpleQueue[Answer] = queue.SimpleQueue()
    stop = threading.Event()
    for _ in range(min(HOSTS, len(hosts))):
        # Daemons: Ctrl-C does not wait for a server that takes its time.
        threading.Thread(
            target=_work, args=(waiting, answers, stop), name="briefing-feeds", daemon=True
        ).start()
    try:
        for _ in questions:
            yield answers.get()
    finally:
        stop.set()


def _work(
    waiting: "queue.SimpleQueue[list[Question]]", answers: "queue.SimpleQueue[Answer]", stop: threading.Event
) -> None:
    while not stop.is_set():
        try:
            group = waiting.get_nowait()
        except queue.Empty:
            return
        for number, question in enumerate(group):
            if number and stop.wait(GAP):
                return
            try:
                answers.put(ask(question))
            except Exception as error:  # a feed that breaks its reader must not stop the round
                answers.put(Answer(question.key, problem=f"cannot be read: {type(error).__name__}: {error}"))


def find_feed(url: str) -> tuple[str, Answer]:
    """The feed at an address, or the first one that the page there links to, with its address.

    Raises IngestError where there is neither.
    """
    page = fetch(url, accept=_ACCEPT)
    if recognise(page.data[:65_536]) == "feed" or page.data.lstrip(b"\xef\xbb\xbf \t\r\n").startswith(b"{"):
        feed = read_feed(page.data, page.url, page.charset)
        return page.moved or url, Answer(url, feed, etag=page.etag, modified=page.modified)
    time.sleep(GAP)
    linked = _linked_feed(page.data, page.url)
    answer = ask(Question(linked, linked))
    if answer.feed is None:
        raise IngestError(f"{linked}, which the page names as its feed: {answer.problem}")
    return linked, answer


def _linked_feed(data: bytes, url: str) -> str:
    """The address that a page names as its feed (`<link rel="alternate">`). Raises IngestError."""
    from briefing.ingest.decode import decode
    from briefing.ingest.sniff import declared_encoding

    for link in parse_page(decode(data, declared_encoding(data)).text).iter("link"):
        kind = (link.get("type") or "").partition(";")[0].strip().lower()
        if kind in _FEED_TYPES and "alternate" in (link.get("rel") or "").lower().split():
            found = normal_url(urljoin(url, (link.get("href") or "").strip()))
            if found:
                return found
    raise IngestError("it is no feed, and names none (looked for RSS, Atom, RDF and JSON Feed)")
