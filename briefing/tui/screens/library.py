"""The library: every article, newest first."""

from briefing.store.protocol import ReadingState
from briefing.tui.rows.library import PAGE, LibraryRows
from briefing.tui.screens.listing import ListScreen
from briefing.workspace import ArticleRow

_OPENING = "opening the library…"


class LibraryScreen(ListScreen):
    """A list of articles. A read article stays where it is until the list is left.

    `within`: over another screen, to which going back leads: the articles of a feed, say.
    """

    place = "library"
    opening = "open"

    def __init__(self, query: str = "", *, within: bool = False) -> None:
        self.query_text = query
        self.within = within
        self.rows = LibraryRows(0, "", self.want)
        super().__init__(self.rows, ident="library", empty=_OPENING)

    def load(self, key: str | None = None) -> None:
        """Look at the library anew, through the query in force."""
        query = self.query_text
        tell = self.briefing.jobs.tell

        def progress(done: int, total: int) -> None:
            if done < total:
                tell(self._show_progress, (done, total))

        def work() -> tuple[list[ArticleRow], int]:
            self.workspace.catch_up(progress)
            return self.workspace.first_page(query, limit=PAGE)

        def done(found: tuple[list[ArticleRow], int]) -> None:
            rows, total = found
            if query != self.query_text or not self.is_attached:
                return
            keep = key or self.list.key
            self.rows = LibraryRows(total, query, self.want)
            self.rows.take(0, rows)
            self.list.show(self.rows, keep)
            self.make_briefs()
            self.show_place()

        def failed(error: Exception) -> None:
            self.query_text = self.rows.query
            self.complain(error)

        self.briefing.jobs.run(work, done, failed)

    def _show_progress(self, files: tuple[int, int]) -> None:
        """How far reading the files is: all of them, where the library is made anew by a newer version."""
        if self.rows.empty.startswith(_OPENING):  # later, the list as it was is of more use
            self.rows.empty = f"{_OPENING} {files[0]} of {files[1]} files are taken in"
            self.list.redraw()

    def make_briefs(self) -> None:
        """Let the briefs of the articles in view be made, the chosen one first: opening one is then instant."""

        def chosen() -> str | None:
            return self.list.key

        def made(article_id: str) -> None:
            if self.is_attached:
                self.show_place()
                self.briefing.jobs.run(lambda: self.workspace.row(article_id), self._replace, self.complain)

        rows = (
            self.rows.row(n)
            for n in range(self.list.top, min(self.list.top + self.list.page, len(self.rows)))
        )
        bare = [row.article_id for row in rows if row is not None and row.claims is None]
        if bare:
            self.briefing.making.want(bare, chosen, made)

    def _replace(self, row: ArticleRow) -> None:
        self.rows.replace(row)
        self.list.redraw()

    def want(self, page: int) -> None:
        """Fetch a page that came into view."""
        rows, query = self.rows, self.query_text

        def done(found: list[ArticleRow]) -> None:
            rows.take(page * PAGE, found)
            if rows is self.rows:
                self.list.redraw()

        self.briefing.jobs.run(
            lambda: self.workspace.rows(query, offset=page * PAGE, limit=PAGE), done, self.complain
        )

    def returned(self) -> None:
        """Back from an article: its row may say something else now, and stays where it is."""
        row = self.current
        if row is not None:
            self.refresh_rows()

    def refresh_rows(self) -> None:
        """Fetch the rows in view again without moving any: what was read does not vanish here."""
        first = max(0, self.list.top // PAGE)
        rows, query = self.rows, self.query_text

        def done(found: list[ArticleRow]) -> None:
            for row in found:
                rows.replace(row)
            self.list.redraw()

        self.briefing.jobs.run(
            lambda: self.workspace.rows(query, offset=first * PAGE, limit=2 * PAGE), done, self.complain
        )

    @property
    def current(self) -> ArticleRow | None:
        """The article the hand is on."""
        return self.rows.row(self.list.cursor) if len(self.rows) else None

    def moved(self) -> None:
        """Make the briefs of what came into view."""
        self.make_briefs()
        self.show_place()

    def show_place(self) -> None:
        """Where the hand is, in the status line."""
        n = len(self.rows)
        words = [f"{self.list.cursor + 1}/{n}" if n else "library", self.briefing.making.words()]
        self.status.place(" · ".join(filter(None, words)), self.footer_keys())

    def show_state(self, article_id: str, state: ReadingState) -> None:
        """Show a reading state that is kept already."""
        if self.rows.set_state(article_id, state):
            self.list.redraw()

    def neighbour(self, article_id: str, step: int) -> str | None:
        """The article `step` rows below that one in the list."""
        at = self.rows.find(article_id)
        if at is None:
            return None
        row = self.rows.row(at + step) if 0 <= at + step < len(self.rows) else None
        return row.article_id if row else None
