"""The index of a home that cannot be written: read where it lies, and continued in a private copy."""

import os
import sqlite3
from pathlib import Path

from briefing.store.layout import LOCKS


def obstacle(path: Path) -> Path | None:
    """What may not be written and must be to write the file: its folder (SQLite keeps the journal there), itself, the locks.

    None where nothing is in the way.
    """
    for one in (path.parent, path, path.parent / LOCKS):
        if one.exists() and not os.access(one, os.W_OK | (os.X_OK if one.is_dir() else os.R_OK)):
            return one
    return None


def as_it_lies(path: Path) -> sqlite3.Connection:
    """The file, for reading alone. Raises sqlite3.Error where there is none, or one that must be rolled back first."""
    address = path.resolve().as_uri() + "?mode=ro"
    connection = sqlite3.connect(address, uri=True, isolation_level=None, check_same_thread=False)
    try:
        connection.execute("SELECT count(*) FROM meta")
    except sqlite3.Error:
        connection.close()
        raise
    return connection


def copy_of(found: sqlite3.Connection | None) -> sqlite3.Connection:
    """A database that only this process sees, and that goes with it: SQLite's own temporary file; empty for None."""
    private = sqlite3.connect("", isolation_level=None, check_same_thread=False)
    try:
        if found is not None:
            found.backup(private)
    except BaseException:
        private.close()
        raise
    return private
