"""A brief opened so that a note finds its place in it."""

from typing import TYPE_CHECKING

from briefing.commands.model import Context
from briefing.model.annotation import Annotation
from briefing.model.article import Span
from briefing.model.saying import words
from briefing.tui.rows.notes import quote, quoted
from briefing.tui.screens.brief import BriefScreen
from briefing.tui.text.cells import clip

if TYPE_CHECKING:
    from briefing.tui.screens.brief import Opened


class PlacingScreen(BriefScreen):
    """The text of a version, with the words that are offered selected; enter puts the note there."""

    def __init__(self, article_id: str, note: Annotation, offered: Span | None, near: int = 0) -> None:
        super().__init__(article_id)
        self.note = note
        self.offered = offered
        self.near = near

    @property
    def context(self) -> Context:
        """In the text the keys are those of giving a place."""
        context = super().context
        return "placing" if context in ("text", "visual") else context

    def open_article(self, article_id: str, note: str | None = None) -> None:
        """The note waits here: other articles later."""
        self.say("a note waits for its place here · q leaves it where it was")

    def _opened(self, found: "Opened") -> None:
        super()._opened(found)
        pane = self.text
        if self.offered is not None:
            pane.go_to(self.offered.start)
            pane.caret.anchor = self.offered.start
            pane.go_to(max(self.offered.start, self.offered.end - 1))
        elif self.near:
            pane.go_to(self.near)
        about = quote(self.note) or words(self.note)
        self.say(f"placing {quoted(clip(about, 16))} · q leaves")
        self.show_place()
