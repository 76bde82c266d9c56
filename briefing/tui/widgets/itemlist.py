"""A list of one-line items under a quiet heading."""

from textual import events
from textual.message import Message
from textual.strip import Strip

from briefing.tui.rows.source import Rows, between
from briefing.tui.text.cells import clip
from briefing.tui.widgets.lines import LineWidget


class ItemList(LineWidget, can_focus=True):
    """Shows `Rows`, a line each, and knows which one the hand is on."""

    class Moved(Message):
        """The hand is on another row."""

        def __init__(self, items: "ItemList", key: str | None) -> None:
            super().__init__()
            self.items = items
            self.key = key

    class Opened(Message):
        """A row was clicked twice."""

        def __init__(self, items: "ItemList", key: str | None) -> None:
            super().__init__()
            self.items = items
            self.key = key

    def __init__(
        self, rows: Rows, *, ident: str | None = None, context: str = "list", heading: bool = True
    ) -> None:
        super().__init__(id=ident)
        self.rows = rows
        self.context = context
        self.cursor = 0
        self.top = 0
        self.active = False  # whether its row is marked as if it had the focus
        self.marked: str | None = None  # the key of a row to mark also where the hand is elsewhere
        self._heading = heading
        self._cache: dict[tuple[int, int], Strip] = {}

    @property
    def key(self) -> str | None:
        """The key of the row that the hand is on."""
        return self.rows.key(self.cursor) if 0 <= self.cursor < len(self.rows) else None

    @property
    def page(self) -> int:
        """How many rows are in view."""
        return max(1, self.area.height - (1 if self._heading else 0))

    def show(self, rows: Rows, key: str | None = None) -> None:
        """Show other rows; stay on the item of `key` where it is among them."""
        key = key if key is not None else self.key if rows.find(self.key) is not None else None
        self.rows = rows
        at = rows.find(key)
        self.cursor = at if at is not None else self._landing(min(self.cursor, max(0, len(rows) - 1)), 1)
        self.redraw()

    def redraw(self) -> None:
        """Draw every row anew."""
        self._cache.clear()
        self._keep_in_view()
        self.refresh()

    def notify_style_update(self) -> None:
        """The theme changed: what was drawn before is of no use."""
        self._cache.clear()
        super().notify_style_update()

    def on_resize(self) -> None:
        """Keep the hand's row in view. What was drawn for another width is not taken for this one."""
        self._keep_in_view()

    def on_focus(self) -> None:
        """The heading says who has the keys."""
        self.refresh()

    def on_blur(self) -> None:
        """The heading says who has the keys."""
        self.refresh()

    def move(self, count: int) -> bool:
        """Go down `count` rows that can be chosen, or up. Tells whether there was one."""
        target = self.cursor
        step = 1 if count > 0 else -1
        for _ in range(abs(count)):
            nearer = target + step
            while 0 <= nearer < len(self.rows) and self.rows.key(nearer) is None:
                nearer += step
            if not 0 <= nearer < len(self.rows):
                break
            target = nearer
        return self.go(target)

    def go(self, row: int) -> bool:
        """Put the hand on a row. Tells whether it moved."""
        row = self._landing(max(0, min(row, len(self.rows) - 1)), -1)
        if row == self.cursor or not len(self.rows):
            self._keep_in_view()
            return False
        self.cursor = row
        self._keep_in_view()
        self.refresh()
        self.post_message(self.Moved(self, self.key))
        return True

    def go_to(self, key: str | None) -> bool:
        """Put the hand on the row with that key, without a word about it."""
        row = self.rows.find(key)
        if row is None or row == self.cursor:
            return False
        self.cursor = row
        self._keep_in_view()
        self.refresh()
        return True

    def _landing(self, row: int, step: int) -> int:
        """`row`, or the nearest one that can be chosen, looking in the direction of `step` first."""
        for direction in (step, -step):
            at = row
            while 0 <= at < len(self.rows):
                if self.rows.key(at) is not None:
                    return at
                at += direction
        return max(0, row)

    def _keep_in_view(self) -> None:
        page = self.page
        top = self.top
        if self.cursor < top:
            top = self.cursor
            while top > 0 and self.rows.key(top - 1) is None:
                top -= 1
        elif self.cursor >= top + page:
            top = self.cursor - page + 1
        top = max(0, min(top, len(self.rows) - page))
        while 0 < top == self.cursor and self.rows.key(top - 1) is None:  # a heading stays over its first row
            top -= 1
        if top != self.top:
            self.top = top
            self.refresh()

    def render_line(self, y: int) -> Strip:
        """One line: the heading, a row, or what to do where there is none."""
        cells = self.area.width
        if self._heading:
            if y == 0:
                return self.badged(self._render_heading(cells), 0)
            y -= 1
        n = self.top + y
        if n >= len(self.rows):
            if not len(self.rows) and y == 0 and self.rows.empty:
                return self.strip([(" " + clip(self.rows.empty, cells - 1), "dim")], cells)
            n = -1  # the same empty line below the last row
        key = self.rows.key(n) if n == self.cursor and n >= 0 else None
        if key is not None and (self.has_focus or self.active or key == self.marked):
            row = "row-on" if self.has_focus or self.active else "row"
            return self.strip(self.rows.runs(n, cells), cells, row)
        strip = self._cache.get((n, cells))
        if strip is None:
            runs = self.rows.runs(n, cells) if n >= 0 else []
            strip = self._cache[n, cells] = self.strip(runs, cells)
        return strip

    def _render_heading(self, cells: int) -> Strip:
        note = self.rows.note()
        if len(self.rows) > self.page and self.has_focus and note.isdigit():
            note = self.standing()
        right = [(f" {note} ", "dim")] if note else []
        role = "heading-on" if self.has_focus else "heading"
        left = [("▎" if self.has_focus else " ", "actor"), (self.rows.heading, role)]
        return self.strip(between([*left, (" ", "")], right, cells), cells)

    def standing(self) -> str:
        """Which of the items the hand is on or under, `3/12`; headings are none. "" where there are none."""
        items = [n for n in range(len(self.rows)) if self.rows.counts(n)]
        return f"{sum(n <= self.cursor for n in items)}/{len(items)}" if items else ""

    def on_mouse_scroll_down(self, event: events.MouseScrollDown) -> None:
        """The wheel moves the view, and the hand with it where it must."""
        self.move(3)
        event.stop()

    def on_mouse_scroll_up(self, event: events.MouseScrollUp) -> None:
        """The wheel moves the view, and the hand with it where it must."""
        self.move(-3)
        event.stop()

    def on_click(self, event: events.Click) -> None:
        """A click chooses; a double click opens."""
        row = self.top + event.y - (1 if self._heading else 0)
        if 0 <= row < len(self.rows):
            self.go(row)
            if event.chain == 2:
                self.post_message(self.Opened(self, self.key))
