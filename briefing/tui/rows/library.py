"""Rows of the library: one story a line, fetched in pages; the copies of an unfolded one under it."""

from collections import Counter
from collections.abc import Callable

import msgspec

from briefing.store.protocol import ReadingState
from briefing.tui.rows.source import Rows, Run, laid
from briefing.tui.text.cells import clip, width
from briefing.tui.words import day
from briefing.workspace import ArticleRow

PAGE = 100
_BRANCH = "└ "  # before the outlet of a copy


class LibraryRows(Rows):
    """Articles, newest first. `want(page)` is called for a page that is not here yet.

    What the query found has *places*, 0 to `total` - 1; lines are more than places while copies are shown.
    """

    heading = "LIBRARY"

    def __init__(self, total: int, query: str, want: Callable[[int], None]) -> None:
        self.total = total
        self.query = query
        self._want = want
        self._asked: set[int] = set()
        self._rows: dict[int, ArticleRow] = {}
        self._at: dict[str, int] = {}  # article -> its place
        self._copies: dict[str, list[ArticleRow]] = {}  # unfolded article -> the copies under it
        self._unfolded: list[tuple[int, str, int]] = []  # its place, it, how many copies; from the top down
        self._date = self._site = 0  # cells of the widest date and outlet so far
        self.empty = (
            "nothing matches · escape shows all"
            if query
            else "the library is empty · :add FILE takes articles in"
        )

    def __len__(self) -> int:
        return self.total + sum(count for _, _, count in self._unfolded)

    def take(self, offset: int, rows: list[ArticleRow]) -> None:
        """Keep a page that arrived."""
        for n, row in enumerate(rows, offset):
            self._rows[n] = row
            self._at[row.article_id] = n
            self._widen(_date(row), _outlet(row, 99))
        self._asked.add(offset // PAGE)

    def replace(self, row: ArticleRow) -> None:
        """Show a row's newer state wherever it is."""
        n = self._at.get(row.article_id)
        if n is not None:
            self._rows[n] = row
        for copies in self._copies.values():
            copies[:] = [_as_copy(row) if row.article_id == one.article_id else one for one in copies]

    def set_state(self, article_id: str, state: ReadingState) -> bool:
        """Show a reading state that is kept already. Tells whether the article's row is here."""
        line = self.find(article_id)
        row = self.row(line) if line is not None else None
        if row is not None:
            self.replace(msgspec.structs.replace(row, state=state))
        return row is not None

    def row(self, n: int) -> ArticleRow | None:
        """The article on line `n`; None, and asked for, while it is not here."""
        place, copy = self._standing(n)
        if copy is not None:
            return copy
        row = self._rows.get(place)
        if row is None and 0 <= place < self.total and place // PAGE not in self._asked:
            self._asked.add(place // PAGE)
            self._want(place // PAGE)
        return row

    def find(self, key: str | None) -> int | None:
        """The line of an article, if it is here."""
        place = self._at.get(key or "")
        if place is not None:
            return self._line(place)
        for at, head, _ in self._unfolded:
            for n, copy in enumerate(self._copies[head], 1):
                if copy.article_id == key:
                    return self._line(at) + n
        return None

    def key(self, n: int) -> str | None:
        """The article's id; a row that is on its way can be stood on all the same."""
        row = self.row(n)
        return row.article_id if row else f"row {n}"

    def place(self, n: int) -> int:
        """The place of what stands on line `n`; that of its story for a copy."""
        return self._standing(n)[0]

    def sites(self) -> list[str]:
        """The outlets of the rows that are here, the commonest first."""
        return [
            site for site, _ in Counter(row.site for row in self._rows.values() if row.site).most_common()
        ]

    # ── copies ───────────────────────────────────────────────────────────────────────────────
    @property
    def unfolded(self) -> list[str]:
        """The articles whose copies are shown, from the top down."""
        return [head for _, head, _ in self._unfolded]

    def head(self, n: int) -> str | None:
        """The unfolded article that line `n` is or is a copy under; None where there is none."""
        place = self.place(n)
        return next((head for at, head, _ in self._unfolded if at == place), None)

    def unfold(self, article_id: str, copies: list[ArticleRow]) -> None:
        """Show an article's copies under it, if its row is here; none takes them away."""
        self._copies.pop(article_id, None)
        if copies and article_id in self._at:
            self._copies[article_id] = [_as_copy(row) for row in copies]
        for row in copies:
            self._widen(_date(row), _BRANCH + (row.site or ""))
        self._unfolded = sorted((self._at[head], head, len(under)) for head, under in self._copies.items())

    def _standing(self, n: int) -> tuple[int, ArticleRow | None]:
        """The place that line `n` belongs to, and the copy on it unless it is the place's own line."""
        for at, head, count in self._unfolded:
            if n <= at:
                break
            if n <= at + count:
                return at, self._copies[head][n - at - 1]
            n -= count
        return n, None

    def _line(self, place: int) -> int:
        return place + sum(count for at, _, count in self._unfolded if at < place)

    def _widen(self, date: str, outlet: str) -> None:
        self._date = max(self._date, width(date))
        self._site = max(self._site, width(outlet))

    # ── drawing ──────────────────────────────────────────────────────────────────────────────
    def note(self) -> str:
        """The query, how many it found, and what the last columns count."""
        found = f"{self.query} · {self.total}" if self.query else f"{self.total}"
        return f"{found}      claims notes" if self.total else found

    def runs(self, n: int, cells: int) -> list[Run]:
        """Unread, starred, later; date, outlet, title; claims and notes. A copy's outlet is indented."""
        row = self.row(n)
        if row is None:
            return [(" …", "dim")]
        copy = self._standing(n)[1] is not None
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
            outlet = clip(_BRANCH + (row.site or ""), room) if copy else _outlet(row, room)
            columns += [(outlet, "dim", room), ("  ", "", 2)]
            title = row.title
        else:
            title = _narrow_copy(row, dated=cells < 60) if copy else row.title
        if cells >= 40:
            right.append((f" {row.claims if row.claims is not None else '–':>6}", "dim"))
            right.append((f"{f'✎{row.notes}' if row.notes else '':>6} ", "analyst"))
        return laid(columns, (title, title_role), right, cells)


def _outlet(row: ArticleRow, cells: int) -> str:
    """The outlet, and how many others carry copies of the story: `The Lantern +2`."""
    others = f" +{len(row.outlets) - 1}" if len(row.outlets) > 1 else ""
    return clip(row.site or "", cells - len(others)) + others


def _narrow_copy(row: ArticleRow, *, dated: bool) -> str:
    """A copy where there is no column for its outlet: what it does not share with its story comes first."""
    return _BRANCH + " · ".join(filter(None, [row.site, _date(row) if dated else "", row.title]))


def _as_copy(row: ArticleRow) -> ArticleRow:
    """A row as it stands under its story, which counts the outlets."""
    return msgspec.structs.replace(row, outlets=[])


def _date(row: ArticleRow) -> str:
    return day(row.published) if row.published else "undated"
