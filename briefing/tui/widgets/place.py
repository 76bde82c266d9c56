"""A place in a text with words lit, and as much around it as there is room for."""

from itertools import pairwise

from rich.segment import Segment
from textual.strip import Strip

from briefing.tui.rows.review import Side
from briefing.tui.rows.source import Run
from briefing.tui.text.cells import clip, shown
from briefing.tui.text.wrap import wrap
from briefing.tui.widgets.lines import LineWidget

_GUTTER = 2
_EMPTY = (0, 0)  # the line between two paragraphs


class PlaceView(LineWidget):
    """One side of a case: a heading, a remark, then the text with the lit words in view."""

    def __init__(self, *, ident: str) -> None:
        super().__init__(id=ident)
        self._side: Side | None = None
        self._lines: list[tuple[int, int]] = []
        self._shape = (0, 0)

    def show(self, side: Side | None) -> None:
        """Show another side, or none."""
        self._side, self._shape = side, (0, 0)
        self.refresh()

    def render_line(self, y: int) -> Strip:
        """One line."""
        cells, side = self.size.width, self._side
        if side is None:
            return self.strip([], cells)
        if y == 0:
            runs: list[Run] = [(f" {side.heading} ", "heading")]
            if side.remark:
                runs.append((clip(side.remark, cells - len(side.heading) - 3), "error"))
            return self.strip(runs, cells)
        lines = self._in_view(side, cells)
        if y > len(lines):
            return self.strip([], cells)
        return self._draw(side, *lines[y - 1], cells)

    def _in_view(self, side: Side, cells: int) -> list[tuple[int, int]]:
        """The lines around the place: its own a third down, where there is as much above."""
        room = max(1, self.size.height - 1)
        if self._shape != (cells, room):
            self._shape = (cells, room)
            self._lines = self._around(side, max(8, cells - _GUTTER - 1), room)
        return self._lines

    @staticmethod
    def _around(side: Side, cells: int, room: int) -> list[tuple[int, int]]:
        def wrapped(n: int) -> list[tuple[int, int]]:
            block = side.blocks[n]
            return wrap(side.text, block.start, block.end, cells)

        lines = wrapped(side.block)
        at = next((n for n, (_, end) in enumerate(lines) if side.lit and side.lit.start < end), 0)
        above = room // 3
        n = side.block
        while at < above and n > 0:
            n -= 1
            before = [*wrapped(n), _EMPTY]
            lines, at = before + lines, at + len(before)
        n = side.block
        while len(lines) - at < room and n + 1 < len(side.blocks):
            n += 1
            lines = [*lines, _EMPTY, *wrapped(n)]
        first = max(0, min(at - above, len(lines) - room))
        return lines[first : first + room]

    def _draw(self, side: Side, start: int, end: int, cells: int) -> Strip:
        style, base = self.palette.style, self.base
        lit = side.lit is not None and side.lit.start < end and start < side.lit.end
        segments = [Segment("▸ " if lit else "  ", base + style("cue"))]
        block = side.blocks[side.block]
        own = block.start <= start < block.end or start == block.start
        marks = [(s, r) for s, r in ((side.around, "plain"), (side.lit, "lit-content")) if s is not None]
        cuts = {start, end, *(min(max(e, start), end) for s, _ in marks for e in (s.start, s.end))}
        for left, right in pairwise(sorted(cuts)):
            look = base + style("dim" if marks or not own else "plain")
            for span, role in marks:
                if span.start <= left < span.end:
                    look += style(role)
            segments.append(Segment(shown(side.text[left:right]), look))
        return self.filled(segments, cells, base)
