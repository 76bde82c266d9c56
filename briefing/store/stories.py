"""Which articles are versions of one story: those that came from one address."""

from collections.abc import Callable

import msgspec

from briefing.model.text import one_line
from briefing.store import watch
from briefing.store.envelope import Tables, meta_of
from briefing.store.identity import key_of, now
from briefing.store.place import Place
from briefing.store.protocol import StoreError
from briefing.store.tinyfile import TinyFile

TABLE = "versions"


class Version(msgspec.Struct, frozen=True):
    """One text of a story and when it was first seen."""

    article_id: str
    seen: str


class Story(msgspec.Struct, frozen=True):
    """A story's address and its versions, oldest first. The first one's id is where its annotations lie."""

    url: str
    versions: list[Version]

    @property
    def first(self) -> str:
        """`target.article_id` of the story's annotations."""
        return self.versions[0].article_id


class Stories:
    """`stories/<hh>/<hash of the address>.json`: one TinyDB file a story."""

    def __init__(self, place: Place) -> None:
        self._place = place
        self._root = place.home / "stories"
        self.added: Callable[[str], None] = lambda article_id: None

    def _file(self, key: str, url: str | None) -> TinyFile:
        return TinyFile(self._place, self._root / key[:2] / f"{key}.json", key[:2], url)

    def add(self, url: str, article_id: str) -> Story:
        """Note that this address gave this article, durably; a version that is known changes nothing."""
        address = one_line(url)
        story = self.story(address)
        if story is not None and any(v.article_id == article_id for v in story.versions):
            return story
        with self._file(key_of(address), address).commit() as database:
            known = {d["article_id"] for d in database.rows(TABLE)}
            if article_id not in known:
                database.rows(TABLE).insert({"article_id": article_id, "seen": now()})
        self.added(article_id)
        story = self.story(address)
        if story is None:
            raise StoreError(f"story {address}: it vanished while it was being written")
        return story

    def story(self, url: str) -> Story | None:
        """The story of an address; None for an address that gave no article yet."""
        address = one_line(url)
        return _story(self._file(key_of(address), address).read())

    def scan(self, token: str | None) -> tuple[str, list[str]]:
        """`(new token, names of stories that changed since)`; none for no token. See `named`."""
        try:
            return watch.scan(self._root, token)
        except OSError as error:
            raise StoreError(f"{self._root}: cannot be listed: {error.strerror or error}") from error

    def names(self) -> list[str]:
        """The names of all stories."""
        try:
            return watch.names(self._root)
        except OSError as error:
            raise StoreError(f"{self._root}: cannot be listed: {error.strerror or error}") from error

    def named(self, name: str) -> Story | None:
        """The story whose file has that name."""
        return _story(self._file(name, None).read())

    def home_of(self, article_id: str, url: str | None) -> str:
        """Where the annotations of an article lie: its story's first version, or itself."""
        story = self.story(url) if url else None
        if story is None or all(v.article_id != article_id for v in story.versions):
            return article_id
        return story.first


def _story(tables: Tables) -> Story | None:
    rows = sorted(tables.get(TABLE, {}).items(), key=lambda row: int(row[0]))
    if not rows:
        return None
    versions = msgspec.convert([document for _, document in rows], list[Version])
    return Story(str(meta_of(tables).get("subject")), versions)
