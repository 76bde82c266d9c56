"""Canonical texts, write-once, one file each."""

from collections.abc import Callable
from typing import TypeVar

import msgspec

from briefing.model.article import Article, article_id
from briefing.store import durable, envelope, watch
from briefing.store.identity import key_of, now
from briefing.store.migrations import upgrade
from briefing.store.place import Place
from briefing.store.protocol import (
    Damage,
    DamagedError,
    NewerFormatError,
    NotFoundError,
    RefusedError,
    StoreError,
    UnconfirmedError,
)
from briefing.store.tinyfile import TinyFile

T = TypeVar("T")


class Kept(msgspec.Struct, frozen=True):
    """An article with when it came and from where."""

    article: Article
    added: str
    source: str | None


class FileArticles:
    """An ArticleStore over `articles/<hh>/<hash>.json`: TinyDB files as well, with one document."""

    def __init__(self, place: Place) -> None:
        self._place = place
        self._root = place.home / "articles"
        self.saved: Callable[[Kept], None] = lambda kept: None
        self.damaged: Callable[[str, str], None] = lambda identity, text: None  # found so when it was read

    def _file(self, identity: str) -> TinyFile:
        key = key_of(identity)
        return TinyFile(self._place, self._root / key[:2] / f"{key}.json", key[:2], identity)

    def save(self, article: Article, *, source: str | None = None) -> bool:
        """Keep an article; False where it is there already. A damaged copy is set aside and written anew.

        Raises RefusedError where `article.id` is not the hash of its text.
        """
        if article.id != article_id(article.text):
            raise RefusedError(f"article {article.id}: this is not the hash of its text")
        file = self._file(article.id)
        kept = Kept(article, now(), source)
        document = {"added": kept.added, "source": source, "article": msgspec.to_builtins(article)}
        data = envelope.seal({"article": {"1": document}}, {"generation": 1, "subject": article.id})
        self._place.guard()
        try:
            made = durable.create(file.path, data)
            if not made and not self._whole(article.id):
                with file.locked():
                    if made := not self._whole(article.id):
                        self._place.set_aside(file.path)
                        durable.replace(file.path, data)
        except durable.NotConfirmed as error:
            raise UnconfirmedError(
                f"{file.path}: written, but the disk did not confirm it ({error})"
            ) from error
        except OSError as error:
            raise StoreError(
                f"{file.path}: could not save it: {error.strerror or error}; nothing was changed"
            ) from error
        if made:
            self.saved(kept)
        return made

    def _whole(self, identity: str) -> bool:
        try:
            self.kept(identity)
        except (DamagedError, NotFoundError):
            return False
        return True

    def load(self, identity: str) -> Article:
        """The article. Raises NotFoundError or DamagedError."""
        return self.kept(identity).article

    def kept(self, identity: str) -> Kept:
        """The article with when and whence. Raises NotFoundError or DamagedError."""
        file = self._file(identity)
        try:
            data = durable.read(file.path)
        except OSError as error:
            raise StoreError(f"{file.path}: could not read it: {error.strerror or error}") from error
        if data is None:
            raise NotFoundError(f"article {identity}: not in this store")
        try:
            tables = upgrade("articles", envelope.unseal(data))
            kept = msgspec.convert(tables["article"]["1"], Kept)
            if kept.article.id != identity or article_id(kept.article.text) != identity:
                raise envelope.Broken("its text is not the one that its name says")
        except envelope.Newer as error:
            raise NewerFormatError(f"{file.path}: {error}; nothing was touched") from error
        except (envelope.Broken, msgspec.MsgspecError, KeyError) as error:
            text = f"{file.path}: {error}; add the article again, or run `briefing check`"
            self.damaged(identity, text)
            raise DamagedError(
                text,
                Damage(path=self._place.relative(file.path), at=now(), reason=str(error), quarantined=None),
            ) from error
        return kept

    def ids(self) -> list[str]:
        """Ids of all kept articles, sorted."""
        return [f"sha256:{name}" for name in self._listed(lambda: watch.names(self._root))]

    def by_age(self) -> list[str]:
        """Ids of all kept articles, the one that was kept first first."""
        return [f"sha256:{name}" for name in self._listed(lambda: watch.names(self._root, by_age=True))]

    def scan(self, token: str | None, there: dict[str, list[str]] | None = None) -> tuple[str, list[str]]:
        """`(new token, ids of articles kept since token)`; none for no token. `there`: see watch.scan."""
        new, names = self._listed(lambda: watch.scan(self._root, token, there, once=True))
        return new, [f"sha256:{name}" for name in names]

    def holds(self, identity: str) -> bool:
        """Whether there is a file of this article, be it whole or not."""
        return self._file(identity).path.exists()

    def _listed(self, read: Callable[[], T]) -> T:
        try:
            return read()
        except OSError as error:
            raise StoreError(f"{self._root}: cannot be listed: {error.strerror or error}") from error
