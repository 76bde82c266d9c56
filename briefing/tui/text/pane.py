"""The text pane: lines drawn as they come into view, with a caret, a selection and marks."""

from textual import events
from textual.geometry import Region, Size
from textual.message import Message
from textual.strip import Strip

from briefing.model.article import Article, Block
from briefing.tui.text.caret import Caret, indent_of
from briefing.tui.text.jumps import Jumps
from briefing.tui.text.marks import LAYERS, MarkIndex
from briefing.tui.text.paint import GUTTER, PaintedText
from briefing.tui.text.search import Search
from briefing.tui.text.wrap import Layout, Line, front_matter, segments_of

_SHORT = 280  # what is not body and longer than this begins folded


class TextPane(PaintedText, can_focus=True):
    """Shows one article's text. What it shows of items it is told; it knows no brief."""

    ALLOW_SELECT = False

    class CaretMoved(Message):
        """The caret stands elsewhere."""

        def can_replace(self, message: Message) -> bool:
            """Only the last place counts."""
            return isinstance(message, TextPane.CaretMoved)

    def __init__(self, measure: int = 76) -> None:
        super().__init__(id="text")
        self.context = "text"
        self.measure = measure
        self.blocks: list[Block] = []
        self.folded: set[int] = set()
        self.hidden: set[str] = set()
        self.hints: dict[int, str] = {}
        self.marks = MarkIndex()
        self.lit = MarkIndex()
        self._height = 0  # lines the pane had when it was last laid out
        self._set_text("", [])

    def _set_text(self, text: str, blocks: list[Block]) -> None:
        self.text = text
        self.blocks = blocks
        self.search = Search(text)
        self.jumps = Jumps()
        self._segments = segments_of(text, blocks, self.folded)
        self.layout_ = Layout(text, self._segments, self._cells())
        self.caret = Caret(text, blocks, self.layout_)
        self._top = self.layout_.line(0, 0)
        self._view: list[Line] | None = None
        self._cache: dict[tuple[int, int], Strip] = {}
        self._drawn = (0, -1, -1)

    def _cells(self) -> int:
        """How wide a line may be."""
        return min(self.measure, max(8, self.area.width - GUTTER - 1)) if self.area.width else self.measure

    # ── what is shown ────────────────────────────────────────────────────────────────────────
    def open(self, article: Article, offset: int) -> None:
        """Show an article with the caret at an offset."""
        self.folded = {n for n, b in enumerate(article.blocks) if not b.body and b.end - b.start > _SHORT}
        self.folded |= set(range(front_matter(article.blocks)))
        self.hints = {}
        self._set_text(article.text, article.blocks)
        if not offset:  # a fresh article begins where its body does
            offset = next((b.start for b in article.blocks if b.body), 0)
        self._place(offset)

    def decorate(self, marks: MarkIndex, lit: MarkIndex) -> None:
        """Draw other marks."""
        self.marks, self.lit = marks, lit
        self.redraw()

    def redraw(self) -> None:
        """Draw every line anew."""
        self._cache.clear()
        self.refresh()

    def notify_style_update(self) -> None:
        """The theme changed: what was drawn before is of no use."""
        self._cache.clear()
        super().notify_style_update()

    def _relay(self, offset: int) -> None:
        """Lay the lines anew at the width there is, keeping the caret on its words."""
        self.layout_ = Layout(self.text, self._segments, self._cells())
        self.caret.layout = self.layout_
        self._place(offset)

    def _place(self, offset: int) -> None:
        """Put the caret on an offset and a third of the view above it."""
        self.caret.put(offset)
        self._top = self._filling(self.layout_.below(self.caret.line, -max(0, self.area.height // 3)))
        self._view = None
        self.redraw()
        self.post_message(self.CaretMoved())

    def _size_updated(
        self, size: Size, virtual_size: Size, container_size: Size, layout: bool = True
    ) -> bool:
        """Wrap anew where the width changed; the words at the caret stay in view.

        Here and not on the event of it, which comes after a frame was drawn with the lines of another width.
        """
        changed = super()._size_updated(size, virtual_size, container_size, layout)
        if changed:
            height, self._height = self._height, self.area.height
            if self.layout_.width != self._cells():
                self._relay(self.caret.offset)
            elif not height:
                self._place(self.caret.offset)
            else:
                self._follow()
        return changed

    def toggle_fold(self) -> bool:
        """Fold or unfold the block at the caret, or all that is not body. Tells whether there is any."""
        asides = {n for n, b in enumerate(self.blocks) if not b.body}
        if not asides:
            return False
        here = self.layout_.segments[self.caret.line.segment].block
        which = self._fold_of(here) if here in asides else asides
        self.folded = self.folded - which if which <= self.folded else self.folded | which
        self._segments = segments_of(self.text, self.blocks, self.folded)
        self._relay(self.caret.offset)
        return True

    def _fold_of(self, block: int) -> set[int]:
        """The blocks that are folded and unfolded with that one."""
        front = front_matter(self.blocks)
        return set(range(front)) if block < front else {block}

    def toggle_layer(self, layer: str) -> bool:
        """Show or hide the marks of a layer. Tells whether they are shown now."""
        if layer not in LAYERS:
            raise ValueError(f"no layer {layer!r}; there are {', '.join(LAYERS)}")
        self.hidden ^= {layer}
        self.redraw()
        return layer not in self.hidden

    # ── where the caret and the view are ─────────────────────────────────────────────────────
    def moved(self) -> None:
        """To be called after the caret was moved: brings it into view and says so."""
        top = self._top
        self._follow()
        if self._top is not top or self.caret.anchor is not None:
            self.refresh()
        else:
            self._refresh_line(self._drawn)
            line = self.caret.line
            self._refresh_line((line.start, line.segment, line.number))
        self.post_message(self.CaretMoved())

    def go_to(self, offset: int) -> None:
        """Put the caret on an offset; a fold over it is opened."""
        segment = self.layout_.segments[self.layout_.segment_at(offset)]
        if segment.folded:
            self.folded -= self._fold_of(segment.block)
            self._segments = segments_of(self.text, self.blocks, self.folded)
            self._relay(offset)
        self.caret.put(offset)
        self.moved()

    def jump_to(self, offset: int) -> None:
        """Go to an offset and remember where one came from."""
        self.jumps.leave(self.caret.offset)
        self.go_to(offset)

    def _filling(self, top: Line) -> Line:
        """`top`, or as far above it as the view would else be empty under the end of the text."""
        rows = self.area.height - 1
        there = self.layout_.between(top, self.layout_.below(top, rows), rows) if rows > 0 else rows
        return self.layout_.below(top, there - rows) if there < rows else top

    def _follow(self) -> None:
        """Move the view so that the caret's line is in it, with a little around it."""
        height = self.area.height
        if not height:
            return
        line = self.caret.line
        margin = min(2, (height - 1) // 2)
        below = self.layout_.between(self._top, line, height * 2)
        if margin <= below < height - margin:
            return
        if -height <= below < margin:
            target = self.layout_.below(line, -margin)
        elif height - margin <= below < height * 2:
            target = self.layout_.below(self._top, below - (height - margin - 1))
        else:
            target = self._filling(self.layout_.below(line, -(height // 3)))
        if target != self._top:
            self._top = target
            self._view = None
            self.refresh()

    def scroll(self, count: int) -> None:
        """Move the view by lines; the caret stays in it."""
        top = self.layout_.below(self._top, count)
        if top == self._top:
            return
        self._top, self._view = top, None
        height = max(1, self.area.height)
        at = self.layout_.between(top, self.caret.line, height * 2)
        margin = min(2, (height - 1) // 2)
        if at < margin:
            self.caret.lines(margin - at)
        elif at >= height - margin:
            self.caret.lines(height - margin - 1 - at)
        self.refresh()
        self.post_message(self.CaretMoved())

    def page(self, count: int) -> None:
        """Move view and caret by `count` lines."""
        top = self.layout_.below(self._top, count)
        self.caret.lines(count)
        if top != self._top:
            self._top, self._view = top, None
        self.refresh()
        self.moved()

    def view(self) -> list[Line]:
        """The lines in view, from the top."""
        if self._view is None or len(self._view) != self.area.height:
            lines = [self._top]
            while len(lines) < self.area.height:
                below = self.layout_.below(lines[-1], 1)
                if (below.segment, below.number) == (lines[-1].segment, lines[-1].number):
                    break
                lines.append(below)
            self._view = lines
        return self._view

    def _refresh_line(self, place: tuple[int, int, int]) -> None:
        for y, line in enumerate(self.view()):
            if (line.segment, line.number) == place[1:]:
                self.refresh(Region(0, y, self.area.width, 1))
                return

    def progress(self) -> int:
        """How far down the caret is, in percent of the text."""
        return round(100 * self.caret.offset / max(1, len(self.text) - 1))

    # ── the mouse ────────────────────────────────────────────────────────────────────────────
    def offset_at(self, x: int, y: int) -> int | None:
        """The character drawn at a cell of the pane."""
        view = self.view()
        if not 0 <= y < len(view) or view[y].number < 0:
            return None
        indent = indent_of(self.layout_.segments[view[y].segment].kind)
        return self.caret.on_line(view[y], max(0, x - GUTTER - indent))

    def on_mouse_down(self, event: events.MouseDown) -> None:
        """A click puts the caret there."""
        offset = self.offset_at(event.x, event.y)
        if offset is not None:
            self.caret.anchor = None
            self.caret.put(offset)
            self.refresh()
            self.moved()
            self.capture_mouse()

    def on_mouse_move(self, event: events.MouseMove) -> None:
        """Dragging selects."""
        if event.button and self.app.mouse_captured is self:
            offset = self.offset_at(event.x, event.y)
            if offset is not None and offset != self.caret.offset:
                if self.caret.anchor is None:
                    self.caret.anchor = self.caret.offset
                self.caret.put(offset)
                self.moved()

    def on_mouse_up(self) -> None:
        """Dragging ends."""
        self.release_mouse()

    def on_mouse_scroll_down(self, event: events.MouseScrollDown) -> None:
        """The wheel moves the view."""
        self.scroll(3)
        event.stop()

    def on_mouse_scroll_up(self, event: events.MouseScrollUp) -> None:
        """The wheel moves the view."""
        self.scroll(-3)
        event.stop()
