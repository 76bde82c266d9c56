"""Rows of the library: one article a line, fetched in pages."""

from collections.abc import Callable

import msgspec

from briefing.store.protocol import ReadingState
from briefing.tui.rows.source import Rows, Run, laid
from briefing.tui.text.cells import clip, width
from briefing.tui.words import day
from briefing.workspace import ArticleRow

PAGE = 100


class LibraryRows(Rows):
    """Articles, newest first. `want(page)` is called for a page that is not here yet."""

    heading = "LIBRARY"

    def __init__(self, total: int, query: str, want: Callable[[int], None]) -> None:
        self.total = total
        self.query = query
        self._want = want
        self._asked: set[int] = set()
        self._rows: dict[int, ArticleRow] = {}
        self._at: dict[str, int] = {}
        self._date = self._site = 0  # cells of the widest date and outlet so far
        self.empty = (
            "nothing matches · escape shows all"
            if query
            else "the library is empty · :add FILE takes articles in"
        )

    def __len__(self) -> int:
        return self.total

    def take(self, offset: int, rows: list[ArticleRow]) -> None:
        """Keep a page that arrived."""
        for n, row in enumerate(rows, offset):
            self._rows[n] = row
            self._at[row.article_id] = n
            self._date = max(self._date, width(_date(row)))
            self._site = max(self._site, width(_outlet(row, 99)))
        self._asked.add(offset // PAGE)

    def replace(self, row: ArticleRow) -> None:
        """Show a row's newer state in its place."""
        n = self._at.get(row.article_id)
        if n is not None:
            self._rows[n] = row

    def set_state(self, article_id: str, state: ReadingState) -> bool:
        """Show a reading state that is kept already. Tells whether the article's row is here."""
        row = self.article(article_id)
        if row is not None:
            self.replace(msgspec.structs.replace(row, state=state))
        return row is not None

    def row(self, n: int) -> ArticleRow | None:
        """Row `n`; None, and asked for, while it is not here."""
        row = self._rows.get(n)
        if row is None and 0 <= n < self.total and n // PAGE not in self._asked:
            self._asked.add(n // PAGE)
            self._want(n // PAGE)
        return row

    def article(self, article_id: str) -> ArticleRow | None:
        """The row of an article, if it is here."""
        n = self._at.get(article_id)
        return self._rows.get(n) if n is not None else None

    def find(self, key: str | None) -> int | None:
        """Where an article stands, if its page is here."""
        return self._at.get(key or "")

    def key(self, n: int) -> str | None:
        """The article's id; a row that is on its way can be stood on all the same."""
        row = self.row(n)
        return row.article_id if row else f"row {n}"

    def note(self) -> str:
        """The query, how many it found, and what the last columns count."""
        found = f"{self.query} · {self.total}" if self.query else f"{self.total}"
        return f"{found}      claims notes" if self.total else found

    def runs(self, n: int, cells: int) -> list[Run]:
        """Unread, starred, later; date, outlet, title; claims and notes."""
        row = self.row(n)
        if row is None:
            return [(" …", "dim")]
        state = row.state
        title_role = "dim" if state.read else "unread"
        flag = "★" if state.starred else "◷" if state.later else " "
        columns: list[tuple[str, str, int]] = [
            (" ", "", 1),
            (" " if state.read else "●", "actor", 1),
            (flag, "cue", 2),
        ]
        right: list[Run] = []
        if cells >= 60:
            columns += [(_date(row), "dim", min(self._date, 12)), ("  ", "", 2)]
        if cells >= 72 and self._site:
            room = min(self._site, 15 if cells < 110 else 22)
            columns += [(_outlet(row, room), "dim", room), ("  ", "", 2)]
        if cells >= 40:
            right.append((f" {row.claims if row.claims is not None else '–':>6}", "dim"))
            right.append((f"{f'✎{row.notes}' if row.notes else '':>6} ", "analyst"))
        return laid(columns, (row.title, title_role), right, cells)


def _outlet(row: ArticleRow, cells: int) -> str:
    """The outlet, and how many others carry copies of the story: `The Lantern +2`."""
    others = f" +{len(row.outlets) - 1}" if len(row.outlets) > 1 else ""
    return clip(row.site or "", cells - len(others)) + others


def _date(row: ArticleRow) -> str:
    return day(row.published) if row.published else "undated"
