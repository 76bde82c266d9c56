"""The caret of the text pane: an offset, a remembered column, and the motions that lead elsewhere."""

from bisect import bisect_left, bisect_right
from collections.abc import Callable, Sequence

from briefing.model.article import Block, Span
from briefing.tui.text import motions
from briefing.tui.text.cells import clusters, column_of, index_at, is_simple
from briefing.tui.text.wrap import Layout, Line

_INDENTED = ("quote", "list_item")


class Caret:
    """Where the hand is in a text. Every method leaves the offset on a character that is shown."""

    def __init__(self, text: str, blocks: Sequence[Block], layout: Layout) -> None:
        self.text = text
        self.layout = layout
        self.offset = 0
        self.goal: int | None = None  # the column that j and k keep to
        self.anchor: int | None = None  # the other end of the selection
        self._blocks = [b.start for b in blocks]
        self._spans = [(b.start, b.end) for b in blocks]
        self.put(0)

    @property
    def line(self) -> Line:
        """The line of the screen that the caret stands on."""
        return self.layout.line_at(self.offset)

    @property
    def selection(self) -> Span | None:
        """The selected characters, the one under the caret among them."""
        if self.anchor is None:
            return None
        low, high = sorted((self.anchor, self.offset))
        return Span(low, max(self.cluster_end(high), low + 1))

    def put(self, offset: int, *, keep_goal: bool = False) -> None:
        """Put the caret on an offset, or on the nearest character that is shown."""
        offset = max(0, min(offset, max(0, len(self.text) - 1)))
        line = self.layout.line_at(offset)
        segment = self.layout.segments[line.segment]
        if segment.folded:
            offset = segment.start
        self.offset = self._snap(line, max(line.start, min(offset, max(line.start, line.end - 1))))
        if not keep_goal:
            self.goal = None

    def _snap(self, line: Line, offset: int) -> int:
        words = self.text[line.start : line.end]
        if is_simple(words):
            return offset
        for start, end, _ in clusters(words):
            if line.start + start <= offset < line.start + end:
                return line.start + start
        return offset

    def cluster_end(self, offset: int) -> int:
        """The end of what the screen shows as the character at `offset`."""
        words = self.text[offset : offset + 32].replace("\n", " ")
        first = clusters(words)[:1]
        return offset + (first[0][1] if first else 0)

    def column(self) -> int:
        """The cell of its line that the caret stands in."""
        line = self.line
        return column_of(self.text[line.start : line.end], self.offset - line.start)

    def on_line(self, line: Line, column: int) -> int:
        """The offset at a cell of a line."""
        words = self.text[line.start : line.end]
        return line.start + (index_at(words, column) if words else 0)

    def lines(self, count: int) -> None:
        """Go down `count` lines of the screen, or up; lines without characters do not count."""
        if self.goal is None:
            self.goal = self.column()
        line = self.line
        step = 1 if count > 0 else -1
        for _ in range(abs(count)):
            nearer = self.layout.below(line, step)
            if nearer.number < 0:
                nearer = self.layout.below(nearer, step)
            if nearer.number < 0 or (nearer.segment, nearer.number) == (line.segment, line.number):
                break
            line = nearer
        self.put(self.on_line(line, self.goal), keep_goal=True)

    def characters(self, count: int) -> None:
        """Go `count` characters right, or left, over the ends of lines."""
        for _ in range(abs(count)):
            line = self.line
            if count > 0:
                target = self.cluster_end(self.offset)
                if target >= line.end:
                    below = self._neighbour(line, 1)
                    if below is None:
                        return
                    target = below.start
            elif self.offset > line.start:
                target = self.offset - 1
            else:
                above = self._neighbour(line, -1)
                if above is None:
                    return
                target = max(above.start, above.end - 1)
            self.put(target)

    def _neighbour(self, line: Line, step: int) -> Line | None:
        nearer = self.layout.below(line, step)
        if nearer.number < 0:
            nearer = self.layout.below(nearer, step)
        return None if (nearer.segment, nearer.number) == (line.segment, line.number) else nearer

    def _repeat(self, motion: Callable[[str, int], int], count: int) -> None:
        for _ in range(count):
            before = self.offset
            self.put(motion(self.text, self.offset))
            if self.offset == before:
                return

    def words(self, count: int) -> None:
        """Go to the start of the `count`-th next word, or of one before."""
        self._repeat(motions.next_word if count > 0 else motions.previous_word, abs(count))

    def word_end(self, count: int) -> None:
        """Go to the last character of the `count`-th word."""
        self._repeat(motions.word_end, count)

    def line_start(self) -> None:
        """Go to the first character of the line."""
        self.put(self.line.start)

    def line_end(self) -> None:
        """Go to the last character of the line."""
        line = self.line
        self.put(max(line.start, line.end - 1))

    def block_span(self, offset: int | None = None) -> tuple[int, int]:
        """`[start, end)` of the block at the caret, or at an offset."""
        at = self.offset if offset is None else offset
        n = bisect_right(self._blocks, at) - 1
        return self._spans[n] if n >= 0 else (0, len(self.text))

    def sentence(self) -> Span:
        """The sentence at the caret."""
        return Span(*motions.sentence_at(self.text, self.block_span(), self.offset))

    def sentences(self, count: int) -> None:
        """Go to the start of the `count`-th next sentence, or of one before."""
        for _ in range(abs(count)):
            start, end = motions.sentence_at(self.text, self.block_span(), self.offset)
            if count > 0:
                block_end = self.block_span()[1]
                after = end
                while after < block_end and self.text[after].isspace():
                    after += 1
                if after < block_end:
                    self.put(after)
                else:
                    self.paragraphs(1)
            elif self.offset > start:
                self.put(start)
            else:
                self.put(self._before(start))

    def _before(self, offset: int) -> int:
        """The start of the sentence that ends before `offset`."""
        at = offset - 1
        while at > 0 and self.text[at].isspace():
            at -= 1
        if at <= 0:
            return 0
        return motions.sentence_at(self.text, self.block_span(at), at)[0]

    def paragraphs(self, count: int) -> None:
        """Go to the start of the `count`-th next block, or of one before."""
        if not self._blocks:
            self.put(len(self.text) if count > 0 else 0)
            return
        if count > 0:
            n = bisect_right(self._blocks, self.offset) - 1 + count
        else:
            n = bisect_left(self._blocks, self.offset) + count
        if n >= len(self._blocks):
            self.put(len(self.text))
        else:
            self.put(self._blocks[max(0, n)])

    def word(self) -> Span:
        """The word under the caret."""
        return Span(*motions.word_at(self.text, self.offset))


def indent_of(kind: str) -> int:
    """Cells by which the lines of a kind of block are moved to the right."""
    return 2 if kind in _INDENTED else 0
