"""The library beside a brief, on screens of 200 columns: where one is in the list, and what comes next."""

from textual import events

from briefing.store.protocol import ReadingState
from briefing.tui.rows.library import PAGE, LibraryRows
from briefing.tui.screens.library import LibraryScreen
from briefing.tui.widgets.itemlist import ItemList
from briefing.workspace import ArticleRow


class Shelf(ItemList, can_focus=False):
    """Shows the list that the article was opened from, or the whole library. `J` and `K` walk in it."""

    def __init__(self, article_id: str) -> None:
        super().__init__(LibraryRows(0, "", self._want), ident="shelf", context="library")
        self._article_id = article_id

    def on_mount(self) -> None:
        """Take the rows of the library screen below, or fetch some."""
        library = next((s for s in reversed(self.app.screen_stack) if isinstance(s, LibraryScreen)), None)
        if library is not None and len(library.rows):
            self._take(library.rows)
        else:
            workspace = self.briefing.workspace

            def work() -> tuple[list[ArticleRow], int]:
                return workspace.first_page(limit=PAGE)

            def done(found: tuple[list[ArticleRow], int]) -> None:
                rows = LibraryRows(found[1], "", self._want)
                rows.take(0, found[0])
                self._take(rows)

            self.briefing.jobs.run(work, done)

    def _take(self, rows: LibraryRows) -> None:
        self.show(rows)
        self.follow(self._article_id)

    def _want(self, page: int) -> None:
        rows, workspace = self.rows, self.briefing.workspace

        def done(found: list[ArticleRow]) -> None:
            if isinstance(rows, LibraryRows):
                rows.take(page * PAGE, found)
                self.redraw()

        self.briefing.jobs.run(lambda: workspace.rows("", offset=page * PAGE, limit=PAGE), done)

    def follow(self, article_id: str) -> None:
        """Mark the article that is open."""
        self._article_id = self.marked = article_id
        self.go_to(article_id)
        self.redraw()

    def show_state(self, article_id: str, state: ReadingState) -> None:
        """Show a reading state that is kept already."""
        if isinstance(self.rows, LibraryRows) and self.rows.set_state(article_id, state):
            self.redraw()

    def on_click(self, event: events.Click) -> None:
        """A click opens."""
        event.stop()
        row = self.top + event.y - 1
        if 0 <= row < len(self.rows):
            self.cursor = row
            self.post_message(self.Opened(self, self.key))
