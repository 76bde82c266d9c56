"""Text and blocks -> the lines of the screen, each wrapped only when somebody looks at it."""

from bisect import bisect_right
from collections.abc import Collection, Sequence

import msgspec

from briefing.model.article import Block, BlockKind
from briefing.tui.text.cells import clusters, is_simple

# A block longer than this is wrapped in pieces, so that a single line of megabytes opens at once.
PIECE = 6_000
# East Asian text may break between any two wide characters, but closing marks do not begin a line
# (JIS X 4051, "kinsoku shori").
_NO_START = frozenset("、。，．・：；？！」』）】》〉〕］｝ゝゞーァィゥェォッャュョヮ々")
_VERBATIM: frozenset[BlockKind] = frozenset(["code", "table"])


class Segment(msgspec.Struct, frozen=True):
    """A piece of text that is wrapped by itself: a block, a line of a table, a part of a huge block."""

    start: int
    end: int
    block: int
    kind: BlockKind
    body: bool
    gap: bool  # an empty line before it
    folded: bool = False
    front: int = 0  # how many blocks of front matter are folded into it, 0 where it is none


class Line(msgspec.Struct, frozen=True):
    """One line of the screen: characters `[start, end)`, of segment `segment`, the `number`-th there.

    `number` is -1 for the empty line before a segment, and the line then has no characters.
    """

    start: int
    end: int
    segment: int
    number: int


def front_matter(blocks: Sequence[Block]) -> int:
    """How many blocks at the start are not body (title, byline, date…): one alone is not worth a fold."""
    count = next((n for n, block in enumerate(blocks) if block.body), 0)
    return count if count > 1 else 0


def segments_of(text: str, blocks: Sequence[Block], folded: Collection[int]) -> list[Segment]:
    """The segments of an article, in order; text outside of all blocks is shown as well.

    Blocks of another kind have an empty line between them, but for the items of a list and for what is
    not body and stands on lines that follow each other in the source.
    """
    result: list[Segment] = []
    at = 0
    previous: BlockKind | None = None
    front = front_matter(blocks)
    if front and folded and all(n in folded for n in range(front)):
        at, previous = blocks[front - 1].end, blocks[front - 1].kind
        result.append(Segment(blocks[0].start, at, 0, previous, False, False, True, front))
    else:
        front = 0
    for n, block in enumerate(blocks[front:], front):
        if text[at : block.start].strip():
            left, right = _trimmed(text, at, block.start)
            result.append(Segment(left, right, -1, "other", True, bool(result)))
            previous = "other"
        close = n > 0 and not (block.body or blocks[n - 1].body) and text.count("\n", at, block.start) < 2
        gap = bool(result) and not (block.kind == previous == "list_item" or close)
        if n in folded:
            result.append(Segment(block.start, block.end, n, block.kind, block.body, gap, True))
        elif block.kind in _VERBATIM:
            start = block.start
            for line in text[block.start : block.end].split("\n"):
                result.append(Segment(start, start + len(line), n, block.kind, block.body, gap))
                start += len(line) + 1
                gap = False
        else:
            for start, end in _pieces(text, block.start, block.end):
                result.append(Segment(start, end, n, block.kind, block.body, gap))
                gap = False
        at, previous = block.end, block.kind
    if text[at:].strip():
        left, right = _trimmed(text, at, len(text))
        for start, end in _pieces(text, left, right):
            result.append(Segment(start, end, -1, "other", True, bool(result) and start == left))
    return result


def _trimmed(text: str, start: int, end: int) -> tuple[int, int]:
    piece = text[start:end]
    return start + len(piece) - len(piece.lstrip()), start + len(piece.rstrip())


def _pieces(text: str, start: int, end: int) -> list[tuple[int, int]]:
    """A block cut at spaces into pieces of about `PIECE` characters."""
    result = []
    while end - start > 2 * PIECE:
        cut = text.find(" ", start + PIECE, start + 2 * PIECE)
        cut = start + PIECE if cut < 0 else cut + 1
        result.append((start, cut))
        start = cut
    result.append((start, end))
    return result


def wrap(text: str, start: int, end: int, width: int) -> list[tuple[int, int]]:
    """`[start, end)` of each line of a paragraph, at most `width` cells wide, broken at spaces.

    A word that is longer than a line is broken where the line ends.
    """
    width = max(width, 4)
    piece = text[start:end].replace("\n", " ")
    if is_simple(piece):
        return _wrap_simple(piece, start, width)
    return _wrap_clusters(piece, start, width)


def _wrap_simple(piece: str, base: int, width: int) -> list[tuple[int, int]]:
    lines = []
    at, end = 0, len(piece)
    while end - at > width:
        cut = piece.rfind(" ", at, at + width + 1)
        if cut <= at:
            lines.append((base + at, base + at + width))
            at += width
            continue
        lines.append((base + at, base + cut))
        at = cut + 1
        while at < end and piece[at] == " ":
            at += 1
    if at < end or not lines:
        lines.append((base + at, base + end))
    return lines


def _wrap_clusters(piece: str, base: int, width: int) -> list[tuple[int, int]]:
    lines = []
    spans = clusters(piece)
    begin = n = 0
    while n < len(spans):
        used, last = 0, -1  # `last`: the cluster before which the line may be broken
        n = begin
        while n < len(spans) and used + spans[n][2] <= width:
            if n > begin and _may_break(piece, spans, n):
                last = n
            used += spans[n][2]
            n += 1
        if n == len(spans):
            break
        if _is_space(piece, spans[n]) or _may_break(piece, spans, n):
            last = n
        cut = last if last > begin else max(n, begin + 1)
        stop = spans[cut][0] if cut < len(spans) else len(piece)
        lines.append(
            (base + spans[begin][0], base + spans[begin][0] + len(piece[spans[begin][0] : stop].rstrip(" ")))
        )
        while cut < len(spans) and _is_space(piece, spans[cut]):
            cut += 1
        begin = n = cut
    if begin < len(spans) or not lines:
        lines.append((base + (spans[begin][0] if spans else 0), base + len(piece)))
    return lines


def _is_space(piece: str, span: tuple[int, int, int]) -> bool:
    """Whether a cluster is a space alone; one that carries a mark is a character to be shown."""
    return piece[span[0] : span[1]] == " "


def _may_break(piece: str, spans: Sequence[tuple[int, int, int]], n: int) -> bool:
    """Whether a line may end before cluster `n`."""
    if piece[spans[n - 1][0]] in " \t":
        return True
    wide = spans[n][2] == 2 or spans[n - 1][2] == 2
    return wide and piece[spans[n][0]] not in _NO_START


class Layout:
    """The lines of an article at one width."""

    def __init__(self, text: str, segments: list[Segment], width: int) -> None:
        self.text = text
        self.width = width
        self.segments = segments or [Segment(0, len(text), -1, "other", True, False)]
        self._starts = [s.start for s in self.segments]
        self._wrapped: dict[int, list[tuple[int, int]]] = {}

    def lines(self, segment: int) -> list[tuple[int, int]]:
        """The lines of a segment, wrapped now if they were not."""
        lines = self._wrapped.get(segment)
        if lines is None:
            s = self.segments[segment]
            if s.folded:
                lines = [(s.start, s.end)]
            else:
                indent = 2 if s.kind in ("quote", "list_item") else 0
                lines = wrap(self.text, s.start, s.end, self.width - indent)
            self._wrapped[segment] = lines
        return lines

    def line(self, segment: int, number: int) -> Line:
        """A line by its place; `number` is clamped to what the segment has."""
        segment = max(0, min(segment, len(self.segments) - 1))
        lines = self.lines(segment)
        if number < 0 and self.segments[segment].gap:
            at = self.segments[segment].start
            return Line(at, at, segment, -1)
        number = max(0, min(number, len(lines) - 1))
        return Line(*lines[number], segment, number)

    def segment_at(self, offset: int) -> int:
        """The segment that an offset of the text stands in, or the one before it."""
        return max(0, bisect_right(self._starts, offset) - 1)

    def line_at(self, offset: int) -> Line:
        """The line that shows the character at `offset`."""
        segment = self.segment_at(offset)
        lines = self.lines(segment)
        number = bisect_right(lines, offset, key=lambda line: line[0]) - 1
        return self.line(segment, max(0, number))

    def below(self, line: Line, count: int = 1) -> Line:
        """The line `count` further down (up if negative), or the last there is that way."""
        segment, number = line.segment, line.number
        step = 1 if count > 0 else -1
        for _ in range(abs(count)):
            number += step
            first = -1 if self.segments[segment].gap else 0
            if number >= len(self.lines(segment)):
                if segment + 1 >= len(self.segments):
                    return self.line(segment, number)
                segment += 1
                number = -1 if self.segments[segment].gap else 0
            elif number < first:
                if segment == 0:
                    return self.line(0, 0)
                segment -= 1
                number = len(self.lines(segment)) - 1
        return self.line(segment, number)

    def between(self, one: Line, two: Line, limit: int) -> int:
        """How many lines `two` stands below `one`, counted up to `limit` either way."""
        if (two.segment, two.number) < (one.segment, one.number):
            return -self.between(two, one, limit)
        count, segment, number = 0, one.segment, one.number
        while segment < two.segment and count <= limit:
            count += len(self.lines(segment)) - number
            segment += 1
            number = -1 if self.segments[segment].gap else 0
        return min(count + two.number - number, limit)
