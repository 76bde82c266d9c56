"""Briefs made beside the screen, one after another: the articles that the library shows without one."""

from collections.abc import Callable, Iterable
from typing import TYPE_CHECKING

from briefing.model.brief import Brief

if TYPE_CHECKING:
    from briefing.tui.app import BriefingApp


class StoppedError(Exception):
    """The analyst stopped the extraction."""

    def __init__(self) -> None:
        super().__init__("stopped")


class Making:
    """The queue of articles that wait for a brief, and the one lane in which briefs are made."""

    def __init__(self, app: "BriefingApp") -> None:
        self._app = app
        self._waiting: list[str] = []
        self._seen: set[str] = set()  # what waits, was made or failed: tried once without being asked
        self._at_work: list[str] = []
        self._stops = 0
        self._queued = ""  # the article of the queue that is being made
        self.done = 0
        self.total = 0

    @property
    def busy(self) -> bool:
        """Whether a brief is being made."""
        return bool(self._at_work)

    def words(self) -> str:
        """How far the queue is: `briefs 3/9`; "" where none waits."""
        return f"briefs {self.done}/{self.total}" if self._queued else ""

    def want(
        self, article_ids: Iterable[str], first: Callable[[], str | None], made: Callable[[str], None]
    ) -> None:
        """Make the briefs of these articles. `first()` names the one that goes before the others now.

        `made(article_id)` is called on the screen's thread after each, whether it went well or not.
        """
        new = [a for a in article_ids if a not in self._seen]
        self._seen.update(new)
        self._waiting += new
        self.total += len(new)
        if not self._queued:
            self._next(first, made)

    def _next(self, first: Callable[[], str | None], made: Callable[[str], None]) -> None:
        if not self._waiting:
            self._queued, self.done, self.total = "", 0, 0
            return
        chosen = first()
        article_id = chosen if chosen in self._waiting else self._waiting[0]
        self._waiting.remove(article_id)
        self._queued = article_id

        def after(_: object) -> None:
            if self._queued == article_id:  # else it was stopped meanwhile
                self.done += 1
                self._next(first, made)
            made(article_id)

        # What fails here is said when the article is opened.
        self.make(article_id, lambda words: None, after, after)

    def make(
        self,
        article_id: str,
        progress: Callable[[str], None],
        done: Callable[[Brief], None],
        failed: Callable[[Exception], None],
        *,
        anew: bool = False,
    ) -> None:
        """Make one brief, after the one that is being made; `anew` where a cached one will not do.

        `failed` hears StoppedError where the analyst stopped it.
        """
        workspace, stops = self._app.workspace, self._stops
        if article_id in self._waiting:
            self._waiting.remove(article_id)
            self.done += 1
        self._seen.add(article_id)
        self._at_work.append(article_id)

        def work() -> Brief:
            if stops != self._stops:
                raise StoppedError
            try:
                cached = None if anew else workspace.view(article_id).brief
                return cached or workspace.extract(article_id, progress)
            except Exception as error:
                if stops != self._stops:
                    raise StoppedError from error
                raise

        def finished(brief: Brief) -> None:
            self._at_work.remove(article_id)
            done(brief)

        def unfinished(error: Exception) -> None:
            self._at_work.remove(article_id)
            failed(error)

        self._app.jobs.run(work, finished, unfinished, lane="extract")

    def again(self) -> None:
        """What was stopped or failed may be tried once more."""
        self._seen = {*self._waiting, *self._at_work}

    def stop(self) -> bool:
        """End what is being made, and let nothing wait. Tells whether there was anything."""
        if not self.busy:
            return False
        self._stops += 1
        self._waiting.clear()
        self._queued, self.done, self.total = "", 0, 0
        self._app.jobs.run(self._app.workspace.stop_extraction, lane="stop")
        return True
