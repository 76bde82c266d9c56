"""When the analyst last looked at a story: one moment for each query that a story was read through."""

import msgspec

from briefing.model.text import neutralise
from briefing.store.identity import now
from briefing.store.layout import SINGLES, SINGLES_LOCK
from briefing.store.place import Place
from briefing.store.queries import FILE
from briefing.store.tinyfile import TinyFile

TABLE = "looks"


class Look(msgspec.Struct, frozen=True):
    """A look at the articles of a query, `at` a moment of UTC."""

    query: str
    at: str


class Looks:
    """The last look at each query, in the table `looks` of `queries.json`; one document a query."""

    def __init__(self, place: Place) -> None:
        self._file = TinyFile(place, place.home / FILE, SINGLES_LOCK, SINGLES[FILE])

    def last(self, query: str) -> Look | None:
        """The last look at a query; None where nobody has looked."""
        rows = msgspec.convert(list(self._file.read().get(TABLE, {}).values()), list[Look])
        return next((row for row in rows if row.query == _key(query)), None)

    def look(self, query: str, at: str | None = None) -> Look:
        """Keep that the story was looked at, at the moment `at` (now, unless given), durably."""
        look = Look(_key(query), at or now())
        with self._file.commit() as database:
            database.rows(TABLE).put("query", [msgspec.to_builtins(look)])
        return look


def _key(query: str) -> str:
    """A query by its words: white space around and between them makes no other."""
    return " ".join(neutralise(query).split())
