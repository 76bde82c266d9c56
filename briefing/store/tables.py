"""TinyDB's two extension points, used: where the bytes go (Storage) and how documents are found (Table)."""

import contextlib
from collections.abc import Callable, Iterator
from typing import Any

from tinydb import TinyDB
from tinydb.storages import Storage
from tinydb.table import Document, Table
from tinydb.utils import LRUCache

from briefing.store.envelope import Tables


class NoCache(LRUCache[Any, Any]):
    """Remembers nothing: another process may have changed the file since the last search."""

    def set(self, key: Any, value: Any) -> None:
        """Forget it at once."""


class UidTable(Table):
    """A table whose documents are known by a field of their own; doc_ids are row numbers only.

    TinyDB hands out a doc_id again after a delete and a reopen, and remembers the next one in the
    handle, which goes wrong with two handles. So no identity rests on it, and the next one is
    asked of the file each time.
    """

    query_cache_class = NoCache

    def _get_next_id(self) -> int:
        return max(map(int, self._read_table()), default=0) + 1

    def _update_table(self, updater: Callable[[dict[int, Any]], None]) -> None:
        """Read, change and write under one lock, or another process's write in between would be lost."""
        storage = self._storage
        assert isinstance(storage, TransactionStorage)
        with storage.transaction():
            super()._update_table(updater)

    def put(self, key: str, documents: list[dict[str, Any]]) -> None:
        """Insert each document, in place of the one with the same value of the field `key`.

        Fields of the old one that the new one does not have are kept: a later version of the
        program may have written them.
        """

        def update(table: dict[int, Any]) -> None:
            rows = {document.get(key): doc_id for doc_id, document in table.items()}
            following = max(table, default=0) + 1
            for document in documents:
                doc_id = rows.get(document[key])
                if doc_id is None:
                    doc_id, following = following, following + 1
                    rows[document[key]] = doc_id
                table[doc_id] = {**table.get(doc_id, {}), **document}

        if documents:
            self._update_table(update)

    def drop(self, key: str, values: set[str]) -> None:
        """Remove the documents whose field `key` has one of the values."""

        def update(table: dict[int, Any]) -> None:
            for doc_id in [i for i, document in table.items() if document.get(key) in values]:
                del table[doc_id]

        if values:
            self._update_table(update)

    def replace(self, document: dict[str, Any]) -> None:
        """Make this the table's one document."""

        def update(table: dict[int, Any]) -> None:
            table.clear()
            table[1] = document

        self._update_table(update)


class TransactionStorage(Storage):
    """A storage whose writes reach the disk together or not at all.

    Outside `transaction` each write is one transaction of its own, so that the ordinary methods of
    TinyDB are as durable as ours.
    """

    def __init__(
        self,
        load: Callable[[], Tables],
        save: Callable[[Tables], None],
        lock: Callable[[], contextlib.AbstractContextManager[Any]],
    ) -> None:
        """`load` gives tables that the caller may change, `save` makes tables durable, both under `lock`."""
        super().__init__()
        self._load = load
        self._save = save
        self._lock = lock
        self._open: Tables | None = None

    def read(self) -> Tables | None:
        """The tables in force, those of the open transaction included."""
        return self._open if self._open is not None else self._load()

    def write(self, data: Tables) -> None:
        """Take the tables into the open transaction, or make them durable at once."""
        if self._open is not None:
            self._open = data
            return
        with self._lock():
            self._save(data)

    @contextlib.contextmanager
    def transaction(self) -> Iterator[Tables]:
        """Everything written until the end of the block is one commit; nothing, if the block raises.

        Inside another transaction, it is a part of that one.
        """
        if self._open is not None:
            yield self._open
            return
        with self._lock():
            self._open = self._load()
            try:
                yield self._open
                result = self._open
            finally:
                self._open = None
            self._save(result)


class Database(TinyDB):
    """TinyDB over a TransactionStorage, with tables that find documents by their own identity."""

    table_class = UidTable

    @property
    def storage(self) -> TransactionStorage:
        """The storage, by its own type."""
        storage = self._storage
        assert isinstance(storage, TransactionStorage)
        return storage

    def rows(self, name: str) -> UidTable:
        """The table of that name."""
        table = self.table(name)
        assert isinstance(table, UidTable)
        return table


def open_database(
    load: Callable[[], Tables],
    save: Callable[[Tables], None],
    lock: Callable[[], contextlib.AbstractContextManager[Any]],
) -> Database:
    """A database over these three. See TransactionStorage."""
    return Database(load, save, lock, storage=TransactionStorage)


__all__ = ["Database", "Document", "NoCache", "TransactionStorage", "UidTable", "open_database"]
