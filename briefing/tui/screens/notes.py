"""The notes of all articles."""

from textual.app import ComposeResult

from briefing.commands.model import Context
from briefing.model.annotation import Annotation
from briefing.tui.rows.notes import AllNoteRows
from briefing.tui.screens.base import BaseScreen
from briefing.tui.widgets.bars import Rule
from briefing.tui.widgets.itemlist import ItemList
from briefing.workspace import ArticleRow

_FIRST, _ALL = 200, 100_000  # notes fetched at first, and at the most


class NotesScreen(BaseScreen):
    """Every annotation, newest first, through a query."""

    def __init__(self) -> None:
        super().__init__()
        self.query_text = ""
        self.rows = AllNoteRows([])
        self.rows.empty = "looking through the notes…"
        self.list = ItemList(self.rows, ident="all-notes", context="all-notes")

    def compose(self) -> ComposeResult:
        """The list and the status line."""
        yield self.list
        yield Rule("─", ident="rule-bottom")
        yield self.status

    @property
    def resting(self) -> Context:
        """The notes of all articles."""
        return "all-notes"

    def on_mount(self) -> None:
        """Fill the list."""
        self.list.focus()
        self.load()
        self.show_place()

    def on_screen_resume(self) -> None:
        """Back from an article."""
        self.load()

    def load(self, limit: int = _FIRST) -> None:
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

        def failed(error: Exception) -> None:
            self.query_text = self.rows.query
            self.complain(error)

        self.briefing.jobs.run(lambda: self.workspace.notes(query, limit=limit), done, failed)

    @property
    def current(self) -> tuple[ArticleRow | None, Annotation] | None:
        """The annotation the hand is on, with its article."""
        return self.rows.notes[self.list.cursor] if len(self.rows) else None

    def on_item_list_moved(self, message: ItemList.Moved) -> None:
        """Say where the hand is."""
        message.stop()
        self.show_place()

    def on_item_list_opened(self, message: ItemList.Opened) -> None:
        """A double click opens."""
        message.stop()
        self.call_named("go-to-note")

    def show_place(self) -> None:
        """Where the hand is, in the status line."""
        n = len(self.rows)
        self.status.place(f"{self.list.cursor + 1}/{n}" if n else "notes", self.footer_keys())
