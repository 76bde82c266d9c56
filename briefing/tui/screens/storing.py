"""The store and the extractor behind the brief screen: changes, briefs, what other windows wrote."""

from collections.abc import Callable
from datetime import datetime
from typing import TYPE_CHECKING, Any

from textual.message import Message

from briefing.model.brief import Brief
from briefing.tui.history import Noted
from briefing.tui.making import StoppedError
from briefing.tui.screens.linking import LinkedScreen
from briefing.workspace import ArticleView

if TYPE_CHECKING:
    from briefing.tui.screens.base import BaseScreen


class StoringScreen(LinkedScreen):
    """The part of the brief screen that lets others work and shows what came of it."""

    class Progressed(Message):
        """The extractor came a step further."""

        def __init__(self, article_id: str, words: str) -> None:
            super().__init__()
            self.article_id = article_id
            self.words = words

    _away: str | None = None  # why the desk is not there, as far as it was said
    extracting = ""  # how far the brief is, in words; "" where none is being made

    def take(self, view: ArticleView) -> None:
        """Show a newer view of the article that is open."""
        raise NotImplementedError

    def reload(self, said: str = "") -> None:
        """Read the article's brief and notes again."""
        raise NotImplementedError

    def refresh_lists(self) -> None:
        """Show the lists anew."""
        raise NotImplementedError

    def change(
        self,
        work: Callable[[], Any],
        said: str,
        then: Callable[[], None] | None = None,
        *,
        failed: Callable[[Exception], None] | None = None,
    ) -> None:
        """Let the store do `work`, and only then say so and show what came of it."""
        article_id = self.article_id
        self.briefing.last = None  # this is the last change now; whoever can do it again, says so afterwards

        def job() -> ArticleView:
            work()
            return self.workspace.view(article_id)

        def done(view: ArticleView) -> None:
            self.briefing.changes.did(Noted(article_id))
            self.take(view)
            now = datetime.now()
            self.say(f"{said} {now.hour:02}:{now.minute:02}", "good")
            if then is not None:
                then()

        self.briefing.jobs.run(job, done, failed or self.complain)

    def start_extraction(self, *, anew: bool = False) -> None:
        """Make the brief in its own process; the text can be read meanwhile."""
        article_id = self.article_id
        self.extracting = "making the brief…"
        self.refresh_lists()

        def progress(words: str) -> None:
            self.post_message(self.Progressed(article_id, words))

        def done(_: Brief) -> None:
            if self.article_id == article_id:
                self.extracting = ""
                self.reload("the brief is made")

        def failed(error: Exception) -> None:
            if self.article_id == article_id and self.is_attached:
                self.extracting = ""
                self.refresh_lists()
                if isinstance(error, StoppedError):
                    self.say("stopped · E makes the brief")
                else:
                    self.complain(f"no brief: {error} · E tries again")

        self.briefing.making.make(article_id, progress, done, failed, anew=anew)

    def extract_if_missing(self) -> None:
        """A brief depends on the date of publication: make it where the cache has none for the new one."""
        if self.state is not None and self.state.brief is None and not self.extracting:
            self.start_extraction()

    def on_storing_screen_progressed(self, message: Progressed) -> None:
        """Show how far the brief is."""
        message.stop()
        if self.article_id == message.article_id and self.extracting:
            self.extracting = message.words
            self.refresh_lists()

    def look_for_changes(self) -> None:
        """What another window wrote shows here within a second."""

        def done(changed: list[str]) -> None:
            self._tell_away()
            if self.state is not None and self.is_attached:
                story = {a.target.article_id for a in self.state.view.annotations}
                if self.article_id in changed or story & set(changed):
                    self.reload()

        if self.is_current and not self.briefing.jobs.storing:
            self.briefing.jobs.run(self.workspace.changed, done, self.complain)

    def _tell_away(self) -> None:
        """Say once that the desk has gone, and that it is back."""
        away = self.workspace.away
        if away != self._away:
            self.say(
                f"{away}; notes are kept on this machine until it is back" if away else "the desk is back",
                "error" if away else "good",
            )
            self._away = away
            self.show_place()


def reload_below(screen: "BaseScreen") -> None:
    """Briefs that lie under `screen` show what was changed on it."""
    for below in screen.app.screen_stack:
        if below is not screen and isinstance(below, StoringScreen):
            below.reload()
