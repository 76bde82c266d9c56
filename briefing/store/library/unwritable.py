"""The index of a home that cannot be written: read where it lies, and continued in a private copy."""

import os
import sqlite3
from pathlib import Path


def is_writable(path: Path) -> bool:
    """Whether the file may be written, and its folder, where SQLite keeps the journal."""
    return os.access(path.parent, os.W_OK) and (not path.exists() or os.access(path, os.W_OK))


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
