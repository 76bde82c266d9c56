"""The library: every article, newest first."""

from collections.abc import Iterable
from itertools import chain

from briefing.store.protocol import ReadingState
from briefing.tui.jobs import Job
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

    def load(self, key: str | None = None) -> Job:
        """Look at the library anew, through the query in force."""
        query = self.query_text
        unfolded = self.rows.unfolded
        tell = self.briefing.jobs.tell

        def progress(done: int, total: int) -> None:
            if done < total:
                tell(self._show_progress, (done, total))

        def work() -> tuple[list[ArticleRow], int, dict[str, list[ArticleRow]]]:
            self.workspace.catch_up(progress)
            rows, total = self.workspace.first_page(query, limit=PAGE)
            return (
                rows,
                total,
                self._copies(one for one in unfolded if any(one == r.article_id for r in rows)),
            )

        def done(found: tuple[list[ArticleRow], int, dict[str, list[ArticleRow]]]) -> None:
            rows, total, copies = found
            if query != self.query_text or not self.is_attached:
                return
            keep = key or self.list.key
            self.rows = LibraryRows(total, query, self.want)
            self.rows.take(0, rows)
            for head, under in copies.items():
                self.rows.unfold(head, under)
            self.list.show(self.rows, keep)
            self.show_place()
            self.call_after_refresh(self.make_briefs)  # once it is known which rows are in view
            self.tell_unreadable()

        def failed(error: Exception) -> None:
            self.query_text = self.rows.query
            if self.rows.empty.startswith(_OPENING):
                self.rows.empty = "the library could not be read · g. tries again"
                self.list.redraw()
            self.complain(error)

        return self.briefing.jobs.run(work, done, failed)

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
            self.show_place()

    def _replace(self, row: ArticleRow) -> None:
        self.rows.replace(row)
        self.list.redraw()

    def query_values(self, field: str, typed: str) -> Iterable[str]:
        """Outlets of the list, too."""
        if field != "site":
            return super().query_values(field, typed)
        return [site for site in self.rows.sites() if typed in site.casefold()]

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
        rows, query = self.rows, self.query_text
        first = max(0, rows.place(self.list.top) // PAGE)
        unfolded = rows.unfolded

        def work() -> tuple[list[ArticleRow], dict[str, list[ArticleRow]]]:
            return self.workspace.rows(query, offset=first * PAGE, limit=2 * PAGE), self._copies(unfolded)

        def done(found: tuple[list[ArticleRow], dict[str, list[ArticleRow]]]) -> None:
            for row in (*found[0], *chain.from_iterable(found[1].values())):
                rows.replace(row)
            self.list.redraw()

        self.briefing.jobs.run(work, done, self.complain)

    # ── copies ───────────────────────────────────────────────────────────────────────────────
    def unfold(self) -> None:
        """Show the copies of the article the hand is on under it."""
        row, rows = self.current, self.rows
        if row is None:
            return
        head = row.article_id

        def done(found: dict[str, list[ArticleRow]]) -> None:
            if rows is not self.rows or not self.is_attached:  # the list is another one by now
                return
            if not found[head]:
                self.say("no other outlet carries it")
                return
            here = self.list.key
            rows.unfold(head, found[head])
            at = self.list.cursor
            self.list.top = max(self.list.top, min(at, at + len(found[head]) + 1 - self.list.page))  # in view
            self.list.show(rows, here)
            self.moved()

        self.briefing.jobs.run(lambda: self._copies([head]), done, self.complain)

    def fold(self) -> bool:
        """Fold the copies that the hand is on or over. Tells whether there were any."""
        head = self.rows.head(self.list.cursor)
        if head is not None:
            self.rows.unfold(head, [])
            self.list.show(self.rows, head)
            self.moved()
        return head is not None

    def _copies(self, heads: Iterable[str]) -> dict[str, list[ArticleRow]]:
        """What stands under each of these articles when it is unfolded, the first published first."""
        return {
            head: [row for row in self.workspace.copies(head) if row.article_id != head] for head in heads
        }

    @property
    def current(self) -> ArticleRow | None:
        """The article the hand is on."""
        return self.rows.row(self.list.cursor) if len(self.rows) else None

    def moved(self) -> None:
        """Make the briefs of what came into view."""
        self.show_place()
        self.make_briefs()

    def show_place(self) -> None:
        """Where the hand is, in the status line."""
        n = self.rows.total
        words = [f"{self.rows.place(self.list.cursor) + 1}/{n}" if n else "library", self._copies_words()]
        words.append(self.briefing.making.words())
        self.status.place(" · ".join(filter(None, words)), self.footer_keys())

    def _copies_words(self) -> str:
        """Which key shows the copies of the article, where it has some."""
        key = self.briefing.keymap.shown("copies")
        row = self.current
        if not key or row is None or not row.outlets or self.rows.head(self.list.cursor):
            return ""
        return f"{key} shows its copies"

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
