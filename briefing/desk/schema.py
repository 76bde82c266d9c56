"""The desk's tables: numbered SQL files, applied in order, each once."""

import re
from importlib.resources import files
from typing import NamedTuple

import psycopg
from psycopg import sql

from briefing.store.protocol import NewerFormatError, StoreError

SCHEMA = "briefing"
OWNER = "briefing_owner"
ROLES = ("briefing_reader", "briefing_analyst", "briefing_admin")  # each may do what the one before may
OLDEST_SERVER = 150_000  # as libpq counts: 15.0
_NAME = re.compile(r"(\d{4})_(\w+)\.sql")
_LOCK = 0x62726661  # of pg_advisory_xact_lock: two migrations at once take turns


class Migration(NamedTuple):
    """One file of `migrations/`."""

    number: int
    name: str
    statements: str


def migrations() -> list[Migration]:
    """All that this program knows, in order."""
    folder = files("briefing.desk").joinpath("migrations")
    named = [(file, _NAME.fullmatch(file.name)) for file in folder.iterdir()]
    found = [Migration(int(m[1]), m[2], f.read_text(encoding="utf-8")) for f, m in named if m]
    return sorted(found)


def applied(connection: psycopg.Connection) -> list[int]:
    """Numbers of the migrations that the database has, in order; empty where it is no desk yet."""
    there = connection.execute("SELECT to_regclass('briefing.migration')").fetchone()
    if there is None or there[0] is None:
        return []
    return [row[0] for row in connection.execute("SELECT number FROM briefing.migration ORDER BY number")]


def require_current(connection: psycopg.Connection) -> None:
    """Raise unless this program may work on the database: StoreError, NewerFormatError."""
    known, there = [m.number for m in migrations()], applied(connection)
    name = connection.info.dbname
    if not there:
        raise StoreError(f"database {name}: is no desk yet; an operator runs `briefing desk init`")
    if there[-1] > known[-1]:
        raise NewerFormatError(
            f"database {name}: set up by a newer briefing (migration {there[-1]}; this one knows up to "
            f"{known[-1]}); nothing was touched"
        )
    if there != known:
        raise StoreError(f"database {name}: an operator must run `briefing desk migrate` first")


def begin(connection: psycopg.Connection) -> list[str]:
    """Make roles, schema and tables where they are not there; gives what was done, in words.

    The caller may create roles (a superuser, or CREATEROLE) and schemas in this database. Raises
    StoreError for a server or an encoding that cannot hold a desk, psycopg.Error for what is forbidden.
    """
    if connection.info.server_version < OLDEST_SERVER:
        raise StoreError(
            f"the server is PostgreSQL {connection.info.server_version // 10_000}; a desk needs 15 or later"
        )
    encoding = connection.info.parameter_status("server_encoding")
    if encoding != "UTF8":
        raise StoreError(
            f"the database is encoded as {encoding}; a desk needs UTF8 (createdb --encoding UTF8)"
        )
    done = []
    with connection.transaction():
        connection.execute("SELECT pg_advisory_xact_lock(%s)", (_LOCK,))
        there = {
            row[0]
            for row in connection.execute("SELECT rolname FROM pg_roles WHERE rolname LIKE 'briefing\\_%'")
        }
        for role in (OWNER, *ROLES):
            if role not in there:
                connection.execute(sql.SQL("CREATE ROLE {} NOLOGIN").format(sql.Identifier(role)))
                done.append(f"role {role} made")
        if done:
            reader, analyst, admin = map(sql.Identifier, ROLES)
            owner = sql.Identifier(OWNER)
            connection.execute(sql.SQL("GRANT {} TO {}").format(reader, analyst))
            connection.execute(sql.SQL("GRANT {} TO {}").format(analyst, admin))
            connection.execute(sql.SQL("GRANT {}, {} TO {} WITH ADMIN OPTION").format(reader, analyst, admin))
            connection.execute(sql.SQL("GRANT {} TO CURRENT_USER").format(owner))
        if connection.execute("SELECT to_regnamespace('briefing')").fetchone() == (None,):
            connection.execute(
                sql.SQL("CREATE SCHEMA briefing AUTHORIZATION {}").format(sql.Identifier(OWNER))
            )
            done.append("schema briefing made")
    return done + migrate(connection)


def migrate(connection: psycopg.Connection) -> list[str]:
    """Apply what is missing, each migration in a transaction of its own; gives what was done, in words.

    The caller is a member of briefing_owner. Raises NewerFormatError, psycopg.Error.
    """
    done = []
    for migration in migrations():
        with connection.transaction():
            connection.execute("SELECT pg_advisory_xact_lock(%s)", (_LOCK,))
            there = applied(connection)
            if there and there[-1] > migrations()[-1].number:
                require_current(connection)
            if migration.number in there:
                continue
            connection.execute(sql.SQL("SET LOCAL ROLE {}").format(sql.Identifier(OWNER)))
            connection.execute("SET LOCAL search_path = briefing")
            if not there:
                connection.execute(
                    "CREATE TABLE migration (number integer PRIMARY KEY, name text NOT NULL, "
                    "at timestamptz NOT NULL DEFAULT now(), by name NOT NULL DEFAULT session_user)"
                )
            connection.execute(migration.statements.encode(), prepare=False)
            connection.execute("INSERT INTO migration (number, name) VALUES (%s, %s)", migration[:2])
            done.append(f"migration {migration.number} ({migration.name}) applied")
    return done
