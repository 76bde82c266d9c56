"""The lines around the panes: the head of an article, rules, and the status line."""

from textual.strip import Strip

from briefing.tui.rows.source import Run, between
from briefing.tui.text.cells import width
from briefing.tui.widgets.lines import LineWidget


class Lines(LineWidget):
    """A few lines, each with a left and a right part; the last run on the left gives way."""

    def __init__(self, *, ident: str | None = None) -> None:
        super().__init__(id=ident)
        self._lines: list[tuple[list[Run], list[Run]]] = []

    def show(self, lines: list[tuple[list[Run], list[Run]]]) -> None:
        """Show other lines."""
        if lines != self._lines:
            self._lines = lines
            self.refresh()

    def render_line(self, y: int) -> Strip:
        """One line."""
        cells = self.area.width
        if y >= len(self._lines):
            return self.strip([], cells)
        left, right = self._lines[y]
        if not left:
            left = [("", "")]
        room = cells - sum(width(t) for t, _ in left[:-1])
        while right and sum(width(t) for t, _ in right) > max(room - 12, 0):
            right = right[:-1] if len(right) > 1 else []
        return self.strip(between(left, right, cells), cells)


class Rule(LineWidget):
    """A quiet line; `joint` is drawn where the rule between two panes meets it."""

    def __init__(self, joint: str, *, ident: str | None = None) -> None:
        super().__init__(id=ident)
        self._joint = joint
        self._columns: tuple[int, ...] = ()

    def join(self, *columns: int) -> None:
        """Say at which columns other rules meet this one."""
        if columns != self._columns:
            self._columns = columns
            self.refresh()

    def render_line(self, y: int) -> Strip:
        """The rule."""
        cells = self.area.width
        line = ["─"] * cells
        for column in self._columns:
            if 0 <= column < cells:
                line[column] = self._joint
        return self.strip([("".join(line), "rule")], cells)
