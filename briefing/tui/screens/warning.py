"""Notes from an earlier version whose sentence was edited or removed: found beside the screen, then shown."""

from typing import TYPE_CHECKING

from briefing.tui.screens.editing import EditingScreen
from briefing.tui.words import plural

if TYPE_CHECKING:
    from briefing.anchor import SentenceChange


class WarningScreen(EditingScreen):
    """The part of the brief screen that compares the text with the versions that its notes were made on."""

    _looked: tuple[str, frozenset[str]] = ("", frozenset())

    def warn_of_edits(self, *, opened: bool = False) -> None:
        """Find the notes that cite what was changed since, where any note is of another version.

        Says so in words where the article was `opened` just now.
        """
        state, article_id = self.state, self.article_id
        if state is None:
            return
        elsewhere = frozenset(
            n.uid for n in state.notes if n.target.version_id != article_id and n.target.position
        )
        if not elsewhere or (not opened and self._looked == (article_id, elsewhere)):
            return
        self._looked = (article_id, elsewhere)

        def done(found: "dict[str, SentenceChange]") -> None:
            if self.state is None or self.article_id != article_id or not self.is_attached:
                return
            self.state.warnings = {uid: change.kind for uid, change in found.items() if change.kind != "same"}
            self.lists["notes"].redraw()
            count = sum(uid in elsewhere for uid in found)
            if count and opened and not self.status.word:
                words = plural(count, "note cites", "notes cite")
                self.say(f"! {words} what was changed since · V compares")

        self.briefing.jobs.run(
            lambda: self.workspace.sentence_warnings(article_id), done, self.complain, lane="compare"
        )
