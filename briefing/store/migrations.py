"""From one format of the files to the next, by number.

Migration n turns the tables of a file of format n - 1 into those of format n. Format 1 is the first
that was ever released, so there is none yet; the tests run the machinery with one of their own.
"""

from collections.abc import Callable

from briefing.store import envelope
from briefing.store.envelope import Tables
from briefing.store.protocol import StoreError

Migration = Callable[[str, Tables], Tables]  # (folder of the file, tables) -> tables
MIGRATIONS: dict[int, Migration] = {}


def upgrade(folder: str, tables: Tables) -> Tables:
    """The tables of a file of `folder`, brought to the format of this program. Raises StoreError."""
    for number in range(int(envelope.meta_of(tables)["format"]) + 1, envelope.FORMAT + 1):
        step = MIGRATIONS.get(number)
        if step is None:
            raise StoreError(f"there is no migration from format {number - 1} to {number}")
        tables = step(folder, tables)
    return tables
