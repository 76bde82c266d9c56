"""A desk, opened: everything that lies on the server."""

import time

from briefing import __version__
from briefing.desk.annotations import DeskAnnotations
from briefing.desk.articles import DeskArticles
from briefing.desk.batches import DeskBatches
from briefing.desk.library import DeskLibrary
from briefing.desk.server import Server
from briefing.desk.sources import DeskSources
from briefing.desk.stories import DeskStories


class DeskStores:
    """The stores of one desk, over one connection. Close it."""

    def __init__(self, address: str, *, creator: str, generator: str | None = None) -> None:
        """`creator` signs annotations. Nothing is opened yet. Raises AddressError."""
        self.server = Server(address)
        self._identity: str | None = None
        self._asked = float("-inf")
        self.annotations = DeskAnnotations(
            self.server, creator=creator, generator=generator or f"briefing/{__version__}"
        )
        self.batches = DeskBatches(self.server, self.annotations)
        self.articles = DeskArticles(self.server)
        self.stories = DeskStories(self.server)
        self.sources = DeskSources(self.server, creator=creator)
        self.library = DeskLibrary(self.server)

    def identity(self) -> str:
        """What tells this desk from every other, wherever it is moved. Raises StoreError."""
        if self._identity is None:
            sql = "SELECT value FROM setting WHERE key = 'desk'"
            row = self.server.read(lambda db: db.execute(sql).fetchone())
            self._identity = str(row[0]) if row else ""
        return self._identity

    def news(self, at_least: float) -> bool:
        """Whether the change table is to be read: the server has told of a change, or so many seconds have passed."""
        if not self.server.heard() and time.monotonic() - self._asked < at_least:
            return False
        self._asked = time.monotonic()
        return True

    def close(self) -> None:
        """Let go of the connection."""
        self.server.close()
