"""What all parts of the workspace stand on: the opened home and the extraction process."""

import threading

from briefing.config import Settings
from briefing.extract.client import ExtractionProcess
from briefing.model.article import Article
from briefing.store.home import Home, open_home


class Base:
    """Settings, the home folder (opened when first needed) and the process that makes briefs."""

    def __init__(self, settings: Settings) -> None:
        self.settings = settings
        self._process = ExtractionProcess(settings.model)
        self._token: str | None = None
        self._opening = threading.Lock()
        self._opened: Home | None = None
        self._homes: dict[str, str] = {}

    @property
    def home(self) -> Home:
        """The stores. Raises NewerFormatError or StoreError where the folder cannot be used."""
        with self._opening:
            if self._opened is None:
                self._opened = open_home(self.settings.home, creator=self.settings.signature)
            return self._opened

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
        if article_id not in self._homes:
            article = self.article(article_id)
            self._homes[article_id] = self.home.stories.home_of(article_id, article.url)
        return self._homes[article_id]
