"""The notes of all articles."""

from briefing.model.annotation import Annotation
from briefing.tui.jobs import Job
from briefing.tui.rows.notes import AllNoteRows
from briefing.tui.screens.listing import ListScreen
from briefing.workspace import ArticleRow

_FIRST, _ALL = 200, 100_000  # notes fetched at first, and at the most


class NotesScreen(ListScreen):
    """Every annotation, newest first, through a query."""

    place = "all-notes"
    opening = "go-to-note"

    def __init__(self) -> None:
        self.query_text = ""
        self.rows = AllNoteRows([])
        super().__init__(self.rows, ident="all-notes", empty="looking through the notes…")

    def load(self, limit: int = _FIRST) -> Job:
        """Look at the notes anew, through the query in force: the newest at once, then all of them."""
        query = self.query_text
        limit = max(limit, len(self.rows))  # what is shown stays while it is looked at again

        def done(found: list[tuple[ArticleRow | None, Annotation]]) -> None:
            if query == self.query_text and self.is_attached:
                self.rows = AllNoteRows(found, query)
                self.list.show(self.rows)
                self.show_place()
                if len(found) == limit < _ALL:
                    self.load(_ALL)
                else:
                    self.tell_unreadable()

        def failed(error: Exception) -> None:
            self.query_text = self.rows.query
            self.complain(error)

        return self.briefing.jobs.run(lambda: self.workspace.notes(query, limit=limit), done, failed)

    @property
    def current(self) -> tuple[ArticleRow | None, Annotation] | None:
        """The annotation the hand is on, with its article."""
        return self.rows.notes[self.list.cursor] if len(self.rows) else None

    def show_place(self) -> None:
        """Where the hand is, in the status line."""
        n = len(self.rows)
        self.status.place(f"{self.list.cursor + 1}/{n}" if n else "notes", self.footer_keys())
