"""The connection to a desk: opened late, shared by threads one at a time, opened anew when it breaks."""

import contextlib
import threading
import time
from collections.abc import Callable, Iterator
from typing import TypeVar

import psycopg
from psycopg import conninfo
from psycopg.abc import Buffer
from psycopg.adapt import Loader

from briefing.desk.address import checked
from briefing.desk.schema import require_current
from briefing.store.identity import uuid7
from briefing.store.protocol import RefusedError, StoreError, UnconfirmedError

T = TypeVar("T")
Connection = psycopg.Connection
TRIES = 3  # of a call whose connection breaks under it, or that meets a deadlock
PAUSE = 0.05  # seconds before the second try, twice that before the third
# libpq's own keywords; what the address, the service file or the environment says goes before them.
_DEFAULTS = {
    "connect_timeout": "5", "keepalives_idle": "10", "keepalives_interval": "3", "keepalives_count": "3",
    "tcp_user_timeout": "15000", "application_name": "briefing",
}  # fmt: skip
# A client that hangs must not keep others out of an article for longer than they wait for it.
_SESSION = (
    "SELECT set_config('search_path', 'briefing, pg_catalog', false), set_config('lock_timeout', '30s', false), "
    "set_config('idle_in_transaction_session_timeout', '20s', false), "
    "set_config('synchronous_commit', CASE current_setting('synchronous_commit') WHEN 'off' THEN 'on' "
    "ELSE current_setting('synchronous_commit') END, false), session_user, current_setting('server_version')"
)
CHANNEL = "briefing"
_PASSING = (psycopg.errors.DeadlockDetected, psycopg.errors.SerializationFailure)
_IDLE = psycopg.pq.TransactionStatus.IDLE


class GoneError(StoreError):
    """The server does not answer, or broke the connection. Nothing was changed."""


class Bytes(Loader):
    """JSON as the bytes that came, for msgspec to decode."""

    def load(self, data: Buffer) -> bytes:
        """The value."""
        return bytes(data)


class Server:
    """One desk. Close it.

    `read` and `write` raise GoneError where the server cannot be reached, RefusedError for what the role or
    the data do not allow, UnconfirmedError where the connection broke in the midst of a commit and what
    became of it cannot be found out, StoreError for the rest.
    """

    def __init__(self, address: str, *, prepare: Callable[[Connection], None] = require_current) -> None:
        """Nothing is opened yet. `prepare` looks at each new connection. Raises AddressError."""
        self._address = checked(address)
        self._prepare = prepare
        self._connection: Connection | None = None
        self._guard = threading.RLock()
        self.session = uuid7()  # this window, as the change table knows it
        self.analyst = ""  # the login role, once connected
        self.version = ""  # of the server
        self._deaf = True  # the connection does not listen yet: what was told before is unknown

    def close(self) -> None:
        """Let go of the connection."""
        with self._guard:
            self._drop()

    def read(self, work: Callable[[Connection], T]) -> T:
        """What `work` reads; it may be run again on another connection. Raises GoneError or StoreError."""
        return self._run(work)

    def write(self, work: Callable[[Connection], T], *, again: bool = True, alone: bool = False) -> T:
        """What `work` does, in one transaction that is durable when this returns.

        `work` gets a connection with an open transaction; with `alone` it runs one statement, which is a
        transaction by itself. With `again`, `work` may be run another time where nobody knows whether the first
        was committed: it must then find its own traces. Without it, UnconfirmedError is raised there.
        """
        sent = False

        def whole(connection: Connection) -> T:
            nonlocal sent
            if sent and not again:
                raise GoneError("the connection to the desk broke")
            if alone:
                sent = True
                return work(connection)
            connection.execute("BEGIN")
            result = work(connection)
            sent = True
            connection.execute("COMMIT")
            return result

        try:
            return self._run(whole)
        except GoneError as error:
            if not sent:
                raise
            raise UnconfirmedError(f"{error}; it may or may not have been saved: save again") from error

    def heard(self, seconds: float = 0.0) -> bool:
        """Whether the server has told of a change since this was asked last, or may have; waits so long for one.

        Costs no round trip. Nothing else can use the connection while it waits.
        """

        def work(connection: Connection) -> bool:
            if self._deaf:
                connection.execute(f"LISTEN {CHANNEL}")
                self._deaf = False
                return True
            return bool(list(connection.notifies(timeout=seconds, stop_after=1 if seconds else None)))

        return self.read(work)

    def ping(self) -> None:
        """Raise GoneError unless the server answers."""
        self.read(lambda connection: connection.execute("SELECT"))

    # ── connections ──────────────────────────────────────────────────────────────────────────
    def _run(self, work: Callable[[Connection], T]) -> T:
        """What `work` gives, on a connection that is made anew where it breaks."""
        with self._guard:
            for attempt in range(1, TRIES + 1):
                try:
                    connection = self._open()
                except (psycopg.OperationalError, psycopg.InterfaceError) as error:
                    raise GoneError(_gone(error)) from error
                except psycopg.Error as error:
                    raise worded(error) from error
                try:
                    return work(connection)
                except psycopg.Error as error:
                    broken = connection.closed
                    self._roll_back()
                    if attempt == TRIES or not (broken or isinstance(error, _PASSING)):
                        raise (GoneError(_gone(error)) if broken else worded(error)) from error
                    time.sleep(PAUSE * attempt)
                except BaseException:
                    self._roll_back()
                    raise
            raise AssertionError("the last try returns or raises")

    def _roll_back(self) -> None:
        """Leave no transaction open, and no connection that is of no use."""
        connection = self._connection
        if connection is not None and not connection.closed and connection.info.transaction_status != _IDLE:
            with contextlib.suppress(psycopg.Error):
                connection.execute("ROLLBACK")
        if connection is not None and (connection.closed or connection.info.transaction_status != _IDLE):
            self._drop()

    def _open(self) -> Connection:
        if self._connection is not None and not self._connection.closed:
            return self._connection
        self._drop()
        given = conninfo.conninfo_to_dict(self._address)
        defaults = {k: v for k, v in _DEFAULTS.items() if k not in given}
        connection = psycopg.connect(self._address, autocommit=True, **defaults)  # type: ignore[arg-type]
        try:
            for name in ("jsonb", "json"):
                connection.adapters.register_loader(name, Bytes)
            *_, self.analyst, self.version = connection.execute(_SESSION).fetchone() or ("", "")
            self._prepare(connection)
        except BaseException:
            connection.close()
            raise
        self._connection = connection
        self._deaf = True
        return connection

    def _drop(self) -> None:
        if self._connection is not None:
            with contextlib.suppress(psycopg.Error):
                self._connection.close()
        self._connection = None


@contextlib.contextmanager
def operator(address: str) -> Iterator[Connection]:
    """A connection for those who set a desk up; no desk need be there. Raises StoreError."""
    server = Server(address, prepare=lambda connection: None)
    try:
        with server._guard:
            try:
                yield server._open()
            except psycopg.Error as error:
                raise worded(error) from error
    finally:
        server.close()


def worded(error: psycopg.Error) -> StoreError:
    """A psycopg error as one of the store's, in words that name no secret (libpq's never hold one)."""
    text = error.diag.message_primary or _first_line(error)
    if isinstance(error, psycopg.errors.InsufficientPrivilege):
        return RefusedError(f"your role at this desk does not allow it: {text}")
    if isinstance(error, psycopg.DataError | psycopg.errors.ProgramLimitExceeded | psycopg.IntegrityError):
        return RefusedError(f"the desk cannot hold it: {text}")
    if isinstance(error, psycopg.errors.LockNotAvailable):
        return StoreError("another briefing has held this article for 30 s; nothing was changed")
    if isinstance(error, psycopg.OperationalError) and error.diag.message_primary is None:
        return GoneError(_gone(error))
    return StoreError(f"the desk could not do it: {text}; nothing was changed")


def _gone(error: psycopg.Error) -> str:
    return f"the desk does not answer ({_first_line(error)})"


def _first_line(error: psycopg.Error) -> str:
    return " ".join(str(error).split("\n")[0].split()) or type(error).__name__
