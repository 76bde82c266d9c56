"""How a desk is: what an operator looks at first."""

from collections.abc import Iterator

import psycopg

from briefing.desk.schema import ROLES, applied, migrations
from briefing.desk.server import Connection, operator

_SIZES = (
    "SELECT c.relname, pg_total_relation_size(c.oid), c.reltuples::bigint FROM pg_class c "
    "WHERE c.relnamespace = to_regnamespace('briefing') AND c.relkind = 'r' ORDER BY 2 DESC"
)


def status(address: str) -> tuple[list[str], bool]:
    """Lines about the desk at `address`, and whether it can be worked at. Raises StoreError."""
    with operator(address) as connection:
        lines = list(_server(connection))
        try:
            known, there = [m.number for m in migrations()], applied(connection)
            if not there:
                return [*lines, "no desk yet: `briefing desk init` sets it up"], False
            lines.append(f"migrations {there[-1]} of {known[-1]}")
            if there == known:
                return [*lines, *_content(connection)], True
        except psycopg.errors.InsufficientPrivilege:
            return [*lines, f"your role is no member of {ROLES[0]}: ask an admin"], False
        newer = there[-1] > known[-1]
        return [
            *lines,
            "set up by a newer briefing: update this one" if newer else "run `briefing desk migrate`",
        ], False


def _server(connection: Connection) -> Iterator[str]:
    info = connection.info
    secure = " over TLS" if connection.pgconn.ssl_in_use else ""
    yield f"PostgreSQL {info.parameter_status('server_version')} at {info.host or 'a local socket'}, database {info.dbname}{secure}"
    row = connection.execute(
        "SELECT session_user, array(SELECT rolname FROM pg_roles WHERE rolname = ANY (%s) "
        "AND pg_has_role(session_user, oid, 'member') ORDER BY rolname), current_setting('fsync'), "
        "current_setting('full_page_writes'), (SELECT setting FROM pg_settings WHERE name = 'synchronous_commit'), "
        "(SELECT count(*) FROM pg_stat_activity WHERE datname = current_database()), current_setting('max_connections'), "
        "pg_size_pretty(pg_database_size(current_database()))",
        (list(ROLES),),
    ).fetchone()
    user, roles, fsync, pages, _, connected, most, size = row or ("", [], "", "", "", 0, "0", "")
    may = [name.removeprefix("briefing_") for name in ROLES if name in roles]
    yield f"you are {user}: {may[-1] if may else 'no role at this desk'}"
    yield f"{connected} of {most} connections, {size}"
    if fsync != "on" or pages != "on":
        yield "WARNING: fsync or full_page_writes is off; a power cut may lose notes that were acknowledged"


def _content(connection: Connection) -> Iterator[str]:
    for name, size, rows in connection.execute(_SIZES).fetchall():
        # Never counted since it was made: the table is small enough to look.
        many = (
            rows
            if rows >= 0
            else (connection.execute(f"SELECT count(*) FROM briefing.{name}").fetchone() or (0,))[0]
        )
        if name in ("article", "annotation", "brief", "claim", "op", "change"):
            yield f"{name}: {'about ' if rows >= 0 else ''}{many:,} rows, {size / 1e6:,.1f} MB"
