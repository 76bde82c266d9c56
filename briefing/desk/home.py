"""A desk with a folder on this machine beside it: what is one's own, and what to go on with when the desk is gone.

Every call goes to the desk. Where the desk does not answer, it goes to the folder instead, which holds a copy
of each article that was opened; what is changed there is noted down and joins when the desk is back.
"""

import contextlib
import hashlib
import threading
from collections.abc import Callable, Sequence
from functools import partial
from pathlib import Path
from typing import Any, cast

from briefing.desk.address import checked
from briefing.desk.copying import Copier
from briefing.desk.ledger import Away, Touched
from briefing.desk.server import GoneError
from briefing.desk.stores import DeskStores
from briefing.desk.sync import Report, Sync
from briefing.model.annotation import Annotation
from briefing.store.drafts import Drafts
from briefing.store.home import open_home
from briefing.store.intents import Part, admitted_parts
from briefing.store.parts import (
    AdmittingStore,
    BatchStore,
    CatalogueStore,
    DatedArticleStore,
    RatingStore,
    StoryStore,
)
from briefing.store.place import Place
from briefing.store.protocol import UnconfirmedError

FOLDER = "desks"
POLL = 5.0  # seconds after which the change table is read though the server has told of nothing
# Calls that change nothing at the desk a second time, so that they may be made here when the first one's end
# is not known: their notes have their uid already.
_REPEATABLE = frozenset(
    [
        "insert",
        "edit",
        "delete",
        "restore",
        "settle",
        "set_state",
        "apply",
        "save",
        "add",
        "save_brief",
        "save_briefs",
    ]
)
_OF_STORY = {"delete", "restore", "set_state", "undo", "redo"}  # their first argument is the story


class DeskHome:
    """The stores of a desk, or of the folder while the desk is away. Close it."""

    def __init__(self, address: str, folder: Path, *, creator: str) -> None:
        """Nothing is asked of the desk yet. Raises AddressError, or StoreError for the folder."""
        self.desk = DeskStores(address, creator=creator)
        self.local = open_home(folder, creator=creator)
        self._away = Away(self.local.place)
        self._reason: str | None = None
        self._begun = False
        self.first: str | None = None  # the desk's token from before anything was read
        self._copied: set[str] = set()  # articles whose text is in the folder
        self._switch = threading.RLock()  # nobody writes into the folder while it joins
        self._copier = Copier(self._copy, self._return)
        self.annotations = cast(AdmittingStore, _Annotations(self, "annotations"))
        self.batches = cast(BatchStore, _Batches(self, "batches"))
        self.articles = cast(DatedArticleStore, _Part(self, "articles"))
        self.stories = cast(StoryStore, _Part(self, "stories"))
        self.sources = cast(RatingStore, _Part(self, "sources"))
        self.library = cast(CatalogueStore, _Part(self, "library"))

    @property
    def path(self) -> Path:
        """The folder."""
        return self.local.path

    @property
    def place(self) -> Place:
        """The folder's locks: queries and feeds lie in it."""
        return self.local.place

    @property
    def drafts(self) -> Drafts:
        """What is being typed, in the folder: it is nobody else's."""
        return self.local.drafts

    @property
    def away(self) -> str | None:
        """Why the desk is not there; None while it is."""
        return self._reason

    def there(self) -> bool:
        """Whether calls go to the desk."""
        return self._reason is None

    def watch(self) -> None:
        """From now on, copy what is opened, and look for the desk while it is gone: somebody sits here."""
        self._copier.start()

    def waiting(self) -> int:
        """How many things were changed here and wait for the desk."""
        return len(self._away.all())

    def close(self) -> None:
        """Copy what was opened, and let go of everything."""
        self._copier.close()
        self.local.close()
        self.desk.close()

    # ── there or here ────────────────────────────────────────────────────────────────────────
    def call(self, part: str, method: str, *arguments: Any, **options: Any) -> Any:
        """A method of a part: the desk's, or the folder's where the desk is gone."""
        if self.there():
            try:
                self._begin()
                result = getattr(getattr(self.desk, part), method)(*arguments, **options)
            except UnconfirmedError as error:
                if method not in _REPEATABLE:
                    raise
                self._reason = str(error)
            except GoneError as error:
                self._reason = str(error)
            else:
                self._opened(part, method, arguments, result)
                return result
        with self._switch:
            if self.there():  # it came back in this very moment
                return self.call(part, method, *arguments, **options)
            for touched in _touched(part, method, arguments):
                self._away.add(touched)
            return getattr(getattr(self.local, part), method)(*arguments, **options)

    def join(self) -> Report:
        """Bring to the desk what was changed here; what the desk refuses goes on waiting. Raises GoneError."""
        touched = self._away.all()
        if not touched:
            return Report()
        sync = Sync(self.local, self.desk)
        sync.push_articles(sorted(t.key for t in touched if t.what == "article"))
        for one in sorted(t.key for t in touched if t.what == "story"):
            sync.push_story(one)
        if any(t.what == "ratings" for t in touched):
            self.desk.sources.keep(self.local.sources.history())
        self._away.drop(t for t in touched if t.key not in sync.report.refused)
        return sync.report

    def _begin(self) -> None:
        """Before anything is asked of the desk: what an earlier run has left joins."""
        if not self._begun:
            with self._switch:
                self.join()
                self.first, _ = self.desk.annotations.changes(None)
                self._begun = True

    def _return(self) -> bool:
        """Whether the desk is there; where it has come back, everything has joined."""
        if self._reason is not None:
            with contextlib.suppress(GoneError, UnconfirmedError), self._switch:
                self.desk.server.ping()
                self.join()
                self._reason = None
        return self._reason is None

    # ── copies of what is opened ─────────────────────────────────────────────────────────────
    def _opened(self, part: str, method: str, arguments: Sequence[Any], result: Any) -> None:
        if (part, method) == ("articles", "load"):
            if result.id not in self._copied:
                self._copier.put("article", result.id)
        elif (part, method) == ("annotations", "annotations"):
            self._copier.put("story", arguments[0])
        elif (part, method) == ("library", "brief") and result is not None:
            self._copier.put("brief", result)

    def _copy(self, what: str, subject: Any) -> None:
        """Copy one thing that was opened into the folder."""
        if what == "brief":
            self.local.library.save_brief(subject, subject.article.published)
            return
        sync = Sync(self.local, self.desk)
        if what == "article":
            sync.pull_articles([subject])
            self._copied.add(subject)
        else:
            sync.pull_story(subject)


class _Part:
    """A part of the home whose methods go to the desk or to the folder."""

    def __init__(self, home: DeskHome, name: str) -> None:
        self._home, self._name = home, name

    def __getattr__(self, method: str) -> Callable[..., Any]:
        return partial(self._home.call, self._name, method)


class _Annotations(_Part):
    """The annotations: each has its uid before it is sent, so that it is the same one wherever it ends up."""

    def admitted(self, annotations: Sequence[Annotation]) -> list[Annotation]:
        """See AdmittingStore: the rules are the same there and here."""
        return self._home.desk.annotations.admitted(annotations)

    def insert(self, annotations: Sequence[Annotation], *, label: str = "") -> Any:
        """See the protocol."""
        return self._home.call("annotations", "insert", self.admitted(annotations), label=label)

    def changes(self, token: str | None) -> tuple[str, list[str]]:
        """See the protocol. A token is of the desk or of the folder; after a change of place all is new.

        The first one is from before anything was read, so that nothing falls between reading and looking.
        """
        self._home.watch()
        place, _, rest = (token or "").partition(" ")
        asked = self._home.there()
        if asked and place == "desk" and not self._home.desk.news(POLL):
            return token or "", []
        there = "desk" if asked else "here"
        new, stories = self._home.call("annotations", "changes", rest if place == there else None)
        now = "desk" if self._home.there() else "here"
        if token is None and now == "desk":
            new = self._home.first or new
        elif token is not None and place != now:
            stories = self._home.annotations.articles_with_annotations()
        return f"{now} {new}", stories


class _Batches(_Part):
    """Batches, with the uids of their new notes filled in."""

    def apply(self, parts: Sequence[Part]) -> list[Annotation]:
        """See BatchStore."""
        ready = admitted_parts(self._home.desk.annotations, parts)
        return cast(list[Annotation], self._home.call("batches", "apply", ready))


def _touched(part: str, method: str, arguments: Sequence[Any]) -> list[Touched]:
    """What a call on the folder changes that the desk must hear of."""
    if part == "annotations" and method in ("insert", "edit", "settle"):
        return [Touched("story", a.target.article_id) for a in arguments[0]]
    if part == "annotations" and method in _OF_STORY:
        return [Touched("story", arguments[0])]
    if part == "batches":
        return [Touched("story", p.article_id) for p in arguments[0]]
    if (part, method) == ("articles", "save"):
        return [Touched("article", arguments[0].id)]
    if (part, method) == ("stories", "add"):
        return [Touched("article", arguments[1])]
    if (part, method) == ("sources", "rate"):
        return [Touched("ratings", "")]
    return []


def folder_of(address: str, home: Path) -> Path:
    """The folder under `home` that lies beside the desk at `address`."""
    return home / FOLDER / hashlib.sha256(address.encode()).hexdigest()[:16]


def waiting_for(address: str, home: Path) -> list[str]:
    """What was changed beside the desk at `address` and has not gone there yet, in words. Raises StoreError."""
    folder = folder_of(address, home)
    return sorted(t.name for t in Away(Place(folder)).all()) if folder.exists() else []


def open_desk(address: str, home: Path, *, creator: str) -> DeskHome:
    """The desk at `address`, with a folder of its own under `home`. Raises AddressError or StoreError."""
    checked(address)
    return DeskHome(address, folder_of(address, home), creator=creator)
