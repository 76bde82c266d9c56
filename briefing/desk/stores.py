"""A desk, opened: everything that lies on the server."""

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
        self.annotations = DeskAnnotations(
            self.server, creator=creator, generator=generator or f"briefing/{__version__}"
        )
        self.batches = DeskBatches(self.server, self.annotations)
        self.articles = DeskArticles(self.server)
        self.stories = DeskStories(self.server)
        self.sources = DeskSources(self.server, creator=creator)
        self.library = DeskLibrary(self.server)

    def close(self) -> None:
        """Let go of the connection."""
        self.server.close()
