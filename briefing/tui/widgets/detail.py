"""What a chosen line says at length: paragraphs wrapped to the room there is."""

from textual.strip import Strip

from briefing.tui.rows.source import Run
from briefing.tui.text.wrap import wrap
from briefing.tui.widgets.lines import LineWidget


class Detail(LineWidget):
    """A heading and paragraphs; what does not fit is cut with a sign that there is more."""

    def __init__(self, *, ident: str) -> None:
        super().__init__(id=ident)
        self._heading = ""
        self._paragraphs: list[Run] = []
        self._lines: list[Run] = []
        self._wrapped_to = 0

    def show(self, heading: str, paragraphs: list[Run]) -> None:
        """Show something else."""
        self._heading, self._paragraphs, self._wrapped_to = heading, paragraphs, 0
        self.refresh()

    def render_line(self, y: int) -> Strip:
        """One line."""
        cells = self.area.width
        if y == 0:
            return self.strip([(f" {self._heading}", "heading")], cells)
        if self._wrapped_to != cells:
            self._wrapped_to = cells
            self._lines = [
                (words[start:end], role)
                for words, role in self._paragraphs
                for start, end in wrap(words, 0, len(words), cells - 3)
            ]
        room = self.area.height - 1
        if y == room and len(self._lines) > room:
            return self.strip([(f" … {len(self._lines) - room + 1} lines more", "faint")], cells)
        if y > len(self._lines):
            return self.strip([], cells)
        words, role = self._lines[y - 1]
        return self.strip([(" ", ""), (words, role)], cells)
