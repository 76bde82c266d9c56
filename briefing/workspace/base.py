"""What all parts of the workspace stand on: the opened home and the extraction process."""

import threading
from datetime import date
from typing import TYPE_CHECKING

from briefing.config import Settings
from briefing.extract.client import ExtractionProcess
from briefing.model.article import Article
from briefing.model.filter import EVERYTHING, Filter
from briefing.store.home import open_home
from briefing.workspace.records import WorkspaceError

if TYPE_CHECKING:
    from briefing.desk.home import DeskHome
    from briefing.store.parts import Stores


class Base:
    """Settings, the home folder (opened when first needed) and the process that makes briefs."""

    def __init__(self, settings: Settings) -> None:
        self.settings = settings
        self._process = ExtractionProcess(settings.model)
        self._token: str | None = None
        self._opening = threading.Lock()
        self._opened: Stores | None = None
        self._homes: dict[str, str] = {}

    @property
    def home(self) -> "Stores":
        """The stores: of the home folder, or of the desk that the settings name.

        Raises NewerFormatError or StoreError where they cannot be used, WorkspaceError where psycopg is missing.
        """
        with self._opening:
            if self._opened is None:
                signature = self.settings.signature
                self._opened = (
                    self._open_desk()
                    if self.settings.desk
                    else open_home(self.settings.home, creator=signature)
                )
            return self._opened

    def _open_desk(self) -> "DeskHome":
        try:
            from briefing.desk.home import open_desk
        except ImportError as error:
            raise WorkspaceError(f"a desk needs psycopg: pip install 'briefing[desk]' ({error})") from error
        return open_desk(self.settings.desk, self.settings.home, creator=self.settings.signature)

    @property
    def away(self) -> str | None:
        """Why the desk is not there, so that everything is done on this machine; None where nothing is amiss."""
        return getattr(self._opened, "away", None)

    def close(self) -> None:
        """Stop the extraction process and close the library."""
        self._process.close()
        if self._opened is not None:
            self._opened.close()

    def article(self, article_id: str) -> Article:
        """A kept article. Raises NotFoundError or DamagedError."""
        return self.home.articles.load(article_id)

    def story_of(self, article_id: str) -> str:
        """The id that the annotations of this version hang on: its story's first version."""
        return self._homes.get(article_id) or self._story(self.article(article_id))

    def _story(self, article: Article) -> str:
        """As `story_of`, of an article that was read."""
        if article.id not in self._homes:
            self._homes[article.id] = self.home.stories.home_of(article.id, article.url)
        return self._homes[article.id]


def filter_of(query: str) -> Filter:
    """What a query asks for; everything where it is empty. Raises QueryError."""
    if not query.strip():
        return EVERYTHING
    from briefing.query import parse

    return parse(query, today=date.today())
