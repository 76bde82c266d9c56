"""Drawing the lines of a text: marks, lit words, hits, selection and caret laid over each other."""

from itertools import pairwise

from rich.segment import Segment
from rich.style import Style
from textual.strip import Strip

from briefing.tui.text.caret import Caret, indent_of
from briefing.tui.text.cells import clip, shown, width
from briefing.tui.text.marks import Mark, MarkIndex
from briefing.tui.text.search import Search
from briefing.tui.text.wrap import Layout, Line
from briefing.tui.widgets.lines import LineWidget

GUTTER = 3
_PREFIX = {"quote": "│ ", "list_item": "• "}
_GLYPHS = {
    "highlight-yellow": "▪", "highlight-green": "▲", "highlight-blue": "◆", "highlight-red": "✚", "highlight-violet": "●",
}  # fmt: skip


class PaintedText(LineWidget):
    """What a text pane draws. The pane sets these attributes and says which lines are in view."""

    text: str
    layout_: Layout
    caret: Caret
    search: Search
    marks: MarkIndex
    lit: MarkIndex
    hidden: set[str]
    hints: dict[int, str]
    _cache: dict[tuple[int, int], Strip]
    _drawn: tuple[int, int, int]

    def view(self) -> list[Line]:
        """The lines in view, from the top."""
        raise NotImplementedError

    def render_line(self, y: int) -> Strip:
        """One line of the view."""
        view = self.view()
        cells = self.area.width
        if y >= len(view):
            return self.strip([], cells)
        line = view[y]
        here = self.caret.line
        under_caret = (line.segment, line.number) == (here.segment, here.number)
        selected = self.caret.selection
        touched = (
            under_caret
            or self.hints
            or (selected and selected.start < line.end and line.start < selected.end)
        )
        if under_caret:
            self._drawn = (line.start, line.segment, line.number)
        place = (line.segment, line.number)
        strip = None if touched else self._cache.get(place)
        if strip is None:
            strip = self._draw(line, cells, under_caret)
            if not touched:
                self._cache[place] = strip
        return self.badged(strip, y)

    def _draw(self, line: Line, cells: int, under_caret: bool) -> Strip:
        style = self.palette.style
        base = self.base
        if line.number < 0:
            return Strip([Segment(" " * cells, base)], cells)
        segment = self.layout_.segments[line.segment]
        if segment.folded:
            words = f"▸ {segment.front} lines of front matter"
            if segment.front and (key := self.briefing.keymap.shown("fold")):
                words += f" · {key} unfolds"
            elif not segment.front:
                words = "⋯ " + shown(" ".join(self.text[line.start : line.start + 400].split()))
            words = clip(words, cells - GUTTER)
            role = style("caret" if under_caret and self.has_focus else "faint")
            return self.filled([Segment(" " * GUTTER, base), Segment(words, base + role)], cells, base)
        tone = base + style("title" if segment.kind == "heading" else "" if segment.body else "faint")
        over = self.marks.over(line.start, line.end)
        lit = self.lit.over(line.start, line.end)
        segments = [*self._gutter(line, over, bool(lit), base)]
        if prefix := (_PREFIX.get(segment.kind, "") if indent_of(segment.kind) else ""):
            if segment.kind == "list_item" and (
                line.number or self.text[line.start : line.start + 1] in "•-*–1234567890"
            ):
                prefix = "  "
            segments.append(Segment(prefix, base + style("faint")))
        segments += self._words(line, tone, over, lit, under_caret)
        return self.filled(segments, cells, base)

    def _gutter(self, line: Line, over: list[Mark], lit: bool, base: Style) -> list[Segment]:
        """The analyst's sign beside a line where a note begins, and `▸` beside what is lit."""
        sign = " "
        for mark in over:
            if mark.layer == "notes" and "notes" not in self.hidden and mark.start >= line.start:
                sign = _GLYPHS.get(mark.role, "✎")
        style = self.palette.style
        return [Segment(sign, base + style("analyst")), Segment("▸ " if lit else "  ", base + style("cue"))]

    def _words(
        self, line: Line, tone: Style, over: list[Mark], lit: list[Mark], under_caret: bool
    ) -> list[Segment]:
        """The line's characters cut where a style changes; what comes later is laid over."""
        style = self.palette.style
        spans: list[tuple[int, int, Style]] = [
            (m.start, m.end, style(m.role)) for m in over if m.role and m.layer not in self.hidden
        ]
        spans += [(m.start, m.end, style(m.role)) for m in lit]
        if "hits" not in self.hidden:
            for start, end in self.search.within(line.start, line.end):
                here = start <= self.caret.offset < end
                spans.append((start, end, style("hit-here" if here and not self.has_focus else "hit")))
        selected = self.caret.selection
        if selected is not None:
            spans.append((selected.start, selected.end, style("selection")))
        if under_caret:
            caret = self.caret.offset
            role = "caret" if self.has_focus else "caret-away"
            spans.append((caret, max(caret + 1, self.caret.cluster_end(caret)), style(role)))
        cuts = {line.start, line.end}
        for start, end, _ in spans:
            cuts.update((max(start, line.start), min(end, line.end)))
        points = sorted(c for c in cuts if line.start <= c <= line.end)
        segments = []
        for left, right in pairwise(points):
            look = tone
            for start, end, laid in spans:
                if start < right and left < end:
                    look += laid
            segments.append(Segment(shown(self.text[left:right]), look))
        if under_caret and line.start == line.end:
            segments.append(Segment(" ", tone + style("caret" if self.has_focus else "caret-away")))
        return self._with_hints(line, segments) if self.hints else segments

    def _with_hints(self, line: Line, segments: list[Segment]) -> list[Segment]:
        """Labels drawn over the first characters of what they lead to."""
        strip = Strip(segments)
        for offset, label in sorted(self.hints.items()):
            if line.start <= offset < line.end:
                at = width(shown(self.text[line.start : offset]))
                rest = strip.crop(at + width(label)) if strip.cell_length > at + width(label) else Strip([])
                strip = Strip(
                    [*strip.crop(0, at), Segment(label, self.base + self.palette.style("hint")), *rest]
                )
        return list(strip)
