"""Queries that the analyst keeps under a name."""

import msgspec

from briefing.model.text import neutralise, one_line
from briefing.store.identity import now
from briefing.store.layout import SINGLES, SINGLES_LOCK
from briefing.store.place import Place
from briefing.store.protocol import RefusedError
from briefing.store.tinyfile import TinyFile

FILE = "queries.json"
TABLE = "queries"


class SavedQuery(msgspec.Struct, frozen=True):
    """A query under its name. `query` None: it was given up."""

    name: str
    query: str | None
    at: str


class Queries:
    """The saved queries, in `queries.json`: one document a name, the last one in force."""

    def __init__(self, place: Place) -> None:
        self._file = TinyFile(place, place.home / FILE, SINGLES_LOCK, SINGLES[FILE])

    def save(self, name: str, query: str) -> SavedQuery:
        """Keep a query under a name, durably; an empty one gives the name up.

        Raises RefusedError where there is no name, or no query of that name to give up.
        """
        called = one_line(name)
        if not called:
            raise RefusedError("a saved query needs a name")
        wanted = neutralise(query).strip() or None
        if wanted is None and called not in self.all():
            raise RefusedError(f"no query is saved as {called!r}, and none is in force")
        saved = SavedQuery(called, wanted, now())
        with self._file.commit() as database:
            database.rows(TABLE).put("name", [msgspec.to_builtins(saved)])
        return saved

    def all(self) -> dict[str, str]:
        """Every saved query by its name, in the order of the alphabet."""
        rows = msgspec.convert(list(self._file.read().get(TABLE, {}).values()), list[SavedQuery])
        return {row.name: row.query for row in sorted(rows, key=lambda r: r.name) if row.query is not None}
