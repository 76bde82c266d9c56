"""The one door to library.sqlite3: opened late, closed explicitly, thrown away when it is not sound."""

import contextlib
import os
import sqlite3
import threading
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import TypeVar

from briefing.store import durable
from briefing.store.library.compiler import fold
from briefing.store.library.schema import TABLES, VERSION, digest
from briefing.store.library.turn import turn
from briefing.store.library.unwritable import as_it_lies, copy_of, obstacle
from briefing.store.place import Place
from briefing.store.protocol import StoreError

T = TypeVar("T")
NAME = "library.sqlite3"
BUSY = 10.0  # seconds to wait for another process's transaction
Salvage = list[tuple[str, str, str, str, bytes, bytes]]


class Database:
    """A connection that several threads share, one at a time.

    Rollback journal and full sync. No write-ahead log: the system's SQLite may carry the WAL-reset bug (fixed in
    3.51.3), and the file may be deleted at any time, while a connection that outlives its file takes the log of the
    next one away with its own. The journal is truncated, not removed, which saves each transaction the sync of a
    folder. Writers of several processes take turns by a lock of ours, so that none waits in
    SQLite's busy loop for longer than a transaction.
    """

    def __init__(self, place: Place) -> None:
        self._place = place
        self.path = place.home / NAME
        self._connection: sqlite3.Connection | None = None
        self._inode: int | None = None
        self._guard = threading.RLock()
        self._lock_held = False
        self._private = False  # a copy of our own: see `unwritable`
        self._writable: bool | None = None
        self.opened = 0  # how often another file was opened: for those who remember what the last one said

    def close(self) -> None:
        """Let go of the file."""
        with self._guard:
            if self._connection is not None:
                self._connection.close()
            self._connection = self._inode = None
            self._private, self._writable = False, None

    @property
    def writable(self) -> bool:
        """Whether what is indexed stays: else it is for this process alone. Looked at once for each opening."""
        if self._writable is None:
            self._writable = obstacle(self.path) is None
        return self._writable

    def read(self, work: Callable[[sqlite3.Connection], T]) -> T:
        """What `work` reads. A file that SQLite finds damaged is made anew, empty, and read again.

        Raises StoreError where even that fails.
        """
        with self._guard:
            try:
                return work(self._open())
            except sqlite3.Error as error:
                self._after(error)
                return work(self._open())

    def write(self, work: Callable[[sqlite3.Connection], T]) -> T:
        """What `work` does, in one transaction, with no other process writing. As `read` otherwise."""
        with self._guard, self._locked():
            try:
                return self._transaction(work)
            except sqlite3.Error as error:
                self._after(error)
                return self._transaction(work)

    def _transaction(self, work: Callable[[sqlite3.Connection], T]) -> T:
        connection = self._open()
        if not self._private and not self.writable:
            connection = self._in_private(connection)
        connection.execute("BEGIN IMMEDIATE")
        try:
            result = work(connection)
            connection.execute("COMMIT")
        except BaseException:
            with contextlib.suppress(sqlite3.Error):
                connection.execute("ROLLBACK")
            raise
        return result

    @contextlib.contextmanager
    def _locked(self) -> Iterator[None]:
        """The lock of writers; taken once however often it is asked for (the guard is held)."""
        if self._lock_held or not self.writable:
            yield
            return
        with turn(self._place):
            self._lock_held = True
            try:
                yield
            finally:
                self._lock_held = False

    def _open(self) -> sqlite3.Connection:
        """The connection; a new one where the file was deleted or exchanged under us."""
        inode = _inode(self.path)
        if self._connection is not None and (self._private or inode == self._inode is not None):
            return self._connection
        self.close()
        for attempt in (1, 2):
            try:
                self._connection = self._connect()
                break
            except sqlite3.Error as error:
                self.close()
                if attempt == 2 or not _unsound(error):
                    raise StoreError(f"{self.path}: cannot be opened: {error}") from error
                self.discard()
                if self._private:
                    break
        assert self._connection is not None
        self.opened += 1
        self._inode = _inode(self.path)
        return self._connection

    def _connect(self) -> sqlite3.Connection:
        if not self.writable:
            try:
                return self._set_up(as_it_lies(self.path))
            except sqlite3.OperationalError:
                return self._in_private(None)
        new = not self.path.exists()
        if new:
            # A journal without its file would be rolled back into the new one.
            durable.remove(self.path.with_name(NAME + "-journal"))
            with contextlib.suppress(FileExistsError):
                os.close(os.open(self.path, os.O_CREAT | os.O_EXCL | os.O_WRONLY, 0o600))
        connection = sqlite3.connect(self.path, timeout=BUSY, isolation_level=None, check_same_thread=False)
        try:
            connection.execute("PRAGMA journal_mode = TRUNCATE")
            connection.execute("PRAGMA synchronous = FULL")
        except BaseException:
            connection.close()
            raise
        return self._set_up(connection)

    def _in_private(self, found: sqlite3.Connection | None) -> sqlite3.Connection:
        """Go on in a copy of what was found, or with nothing."""
        self._connection = self._set_up(copy_of(found))
        self._private = True
        if found is not None:
            found.close()
        return self._connection

    def _set_up(self, connection: sqlite3.Connection) -> sqlite3.Connection:
        try:
            connection.execute("PRAGMA cell_size_check = ON")
            connection.execute("PRAGMA cache_size = -16000")
            connection.create_function("holds", 2, _holds, deterministic=True)
            self._prepare(connection)
        except BaseException:
            connection.close()
            raise
        return connection

    def _prepare(self, connection: sqlite3.Connection) -> None:
        tables = connection.execute("SELECT count(*) FROM sqlite_master").fetchone()[0]
        if tables:
            found = connection.execute("SELECT value FROM meta WHERE key = 'version'").fetchone()
            if found is None or found[0] != VERSION:
                raise sqlite3.DatabaseError(f"made by another version ({found})")
            return
        connection.execute("BEGIN IMMEDIATE")
        if not connection.execute("SELECT count(*) FROM sqlite_master").fetchone()[0]:
            for statement in TABLES.split(";\n"):
                connection.execute(statement)
            connection.execute("INSERT INTO meta VALUES ('version', ?)", (VERSION,))
        connection.execute("COMMIT")

    def _after(self, error: sqlite3.Error) -> None:
        """Discard a file that is not sound; raise what is another kind of failure."""
        if not _unsound(error):
            raise StoreError(f"{self.path}: {error}") from error
        self.discard()

    def discard(self) -> None:
        """Throw the file away, all but the briefs that can be read and whose digests agree."""
        with self._guard, self._locked():
            if self._inode is not None and _inode(self.path) not in (None, self._inode):
                self.close()  # another process has made it anew meanwhile
                return
            briefs = self._salvage()
            self.close()
            if self.writable:
                for name in (NAME, NAME + "-journal"):
                    durable.remove(self.path.with_name(name))
                if self.path.exists():
                    raise StoreError(f"{self.path}: damaged, and it cannot be removed")
                connection = self._open()
            else:
                connection = self._in_private(None)
                self.opened += 1
            connection.execute("BEGIN IMMEDIATE")
            connection.executemany("INSERT OR IGNORE INTO brief VALUES (?, ?, ?, ?, ?, ?)", briefs)
            connection.execute("COMMIT")

    def _salvage(self) -> Salvage:
        kept: Salvage = []
        try:
            address = self.path.resolve().as_uri() + "?mode=ro"
            connection = sqlite3.connect(address, uri=True, timeout=BUSY)
        except sqlite3.Error:
            return kept
        try:
            # One by one: the first that cannot be read ends it, and what came before is kept.
            for row in connection.execute(
                "SELECT article_id, version, model, published, digest, data FROM brief"
            ):
                if isinstance(row[5], bytes) and digest(row[5]) == row[4]:
                    kept.append(row)
        except (sqlite3.Error, UnicodeError):
            pass
        finally:
            connection.close()
        return kept

    def sound(self) -> str | None:
        """None where SQLite and FTS5 find their structures whole, else what they find. Reads the whole file."""
        with self._guard:
            try:
                connection = self._open()
                found = connection.execute("PRAGMA integrity_check(5)").fetchall()
                if found != [("ok",)]:
                    return "; ".join(str(row[0]) for row in found)
                for table in ("words", "claim_words", "annotation_words"):
                    connection.execute(f"INSERT INTO {table} ({table}) VALUES ('integrity-check')")
            except sqlite3.Error as error:
                return str(error)
        return None


def _inode(path: Path) -> int | None:
    try:
        return path.stat().st_ino
    except OSError:
        return None


def _unsound(error: sqlite3.Error) -> bool:
    """Whether the file is to blame, and not the disk, a lock or the statement."""
    if isinstance(error, sqlite3.OperationalError):
        # Most of these are a full disk or a lock; these few are what damage looks like.
        return any(sign in str(error) for sign in ("no such", "malformed", "Could not decode"))
    return isinstance(error, sqlite3.DatabaseError) and not isinstance(error, sqlite3.ProgrammingError)


def _holds(text: str | None, folded: str) -> bool:
    return text is not None and folded in fold(text)
