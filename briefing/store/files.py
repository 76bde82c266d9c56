"""Annotations in TinyDB files, one an article: the default back-end."""

import contextlib
import threading
from collections import OrderedDict
from collections.abc import Callable
from pathlib import Path
from typing import TypeVar

import msgspec

from briefing.store import watch
from briefing.store.envelope import Tables, meta_of
from briefing.store.identity import key_of
from briefing.store.page import Change, Page, changed, page_of, write_change
from briefing.store.paged import PagedAnnotations
from briefing.store.place import Place
from briefing.store.protocol import DamagedError, ReadingState, RefusedError, StoreError
from briefing.store.tinyfile import TinyFile, fell_back

T = TypeVar("T")
PAGES_CACHED = 64
EMPTY = Page(annotations={}, steps=[], state=ReadingState())


class FileAnnotations(PagedAnnotations):
    """An AnnotationStore over `annotations/<hh>/<article>.json`, safe for several processes and threads.

    Nothing is read until it is asked for. Reads take no lock: a file is replaced whole.
    """

    def __init__(self, place: Place, *, creator: str, generator: str) -> None:
        super().__init__(creator=creator, generator=generator)
        self._place = place
        self._root = place.home / "annotations"
        self._cache: OrderedDict[str, tuple[bytes, Page]] = OrderedDict()
        self._own: dict[str, bytes] = {}
        self._told: set[str] = set()  # times of damage that this store has raised already
        self._cache_guard = threading.Lock()
        self.committed: Callable[[str], None] = lambda article_id: None
        self.unfinished: Callable[[], object] = lambda: None  # finishes batches of processes that died
        self._begun = False

    def file(self, article_id: str) -> TinyFile:
        """The article's file. Raises RefusedError for what is no article's id."""
        if not article_id.startswith("sha256:") or article_id != f"sha256:{key_of(article_id)}":
            raise RefusedError(f"{article_id!r} is not the id of an article")
        key = key_of(article_id)
        return TinyFile(self._place, self._root / key[:2] / f"{key}.json", key[:2], article_id)

    def page(self, article_id: str) -> Page:
        """See PagedAnnotations. Raises DamagedError once for a file that fell back and was not looked at yet."""
        page = self.peek(article_id)
        if page.damage is not None and page.damage.at not in self._told:
            self._told.add(page.damage.at)
            raise fell_back(page.damage, self._place.home)
        return page

    def peek(self, article_id: str) -> Page:
        """The page in force, without telling of damage unless nothing is in force."""
        self._begin()
        file = self.file(article_id)
        digest = file.digest()
        if digest is None:
            return EMPTY
        cached = self._cached(article_id, digest)
        if cached is not None:
            return cached
        try:
            tables = file.read()
        except DamagedError:
            tables = file.read()  # raises again where there was nothing to fall back to
        page = _page(file.path, tables)
        self._keep(article_id, _digest(tables), page)
        return page

    def commit(self, article_id: str, work: Callable[[Page], tuple[Change, T]]) -> T:
        """See PagedAnnotations."""
        self._begin()
        file = self.file(article_id)
        try:
            with file.commit() as database:
                tables = database.storage.read() or {}
                page = self._cached(article_id, _digest(tables))
                if page is None:
                    page = _page(file.path, tables)
                change, result = work(page)
                write_change(database, change)
        except DamagedError as error:
            self._told.add(error.damage.at)
            raise
        finally:
            if file.written is not None:
                self._own[article_id] = file.written
        if file.written is not None:
            self._keep(article_id, file.written, changed(page, change))
        self.committed(article_id)
        return result

    def _cached(self, article_id: str, digest: bytes) -> Page | None:
        with self._cache_guard:
            cached = self._cache.get(article_id)
            if cached is None or cached[0] != digest:
                return None
            self._cache.move_to_end(article_id)
            return cached[1]

    def _keep(self, article_id: str, digest: bytes, page: Page) -> None:
        with self._cache_guard:
            self._cache[article_id] = (digest, page)
            while len(self._cache) > PAGES_CACHED:
                self._cache.popitem(last=False)

    def _begin(self) -> None:
        """Before anything is read or written for the first time: finish what a dead process left."""
        if not self._begun:
            self._begun = True
            self.unfinished()

    def articles_with_annotations(self) -> list[str]:
        """See the protocol."""
        return [f"sha256:{name}" for name in _listed(watch.names, self._root)]

    def changes(self, token: str | None) -> tuple[str, list[str]]:
        """See the protocol."""
        with contextlib.suppress(StoreError):  # the next poll, or the next start, tries again
            self.unfinished()
        new, names = self.scan(token)
        return new, [a for a in names if a not in self._own or self.file(a).digest() != self._own[a]]

    def scan(self, token: str | None, there: dict[str, list[str]] | None = None) -> tuple[str, list[str]]:
        """As `changes`, with this store's own steps. `there`: see watch.scan."""
        new, names = _listed(lambda root: watch.scan(root, token, there), self._root)
        return new, [f"sha256:{name}" for name in names]


def _digest(tables: Tables) -> bytes:
    return str(meta_of(tables).get("sha256", "")).encode()


def _page(path: Path, tables: Tables) -> Page:
    try:
        return page_of(tables)
    except (msgspec.MsgspecError, ValueError) as error:
        raise StoreError(
            f"{path}: whole, but it holds a record that this briefing does not know: {error}; nothing was touched"
        ) from error


def _listed(read: Callable[[Path], T], root: Path) -> T:
    try:
        return read(root)
    except OSError as error:
        raise StoreError(f"{root}: cannot be listed: {error.strerror or error}") from error
