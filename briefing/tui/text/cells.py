"""How many terminal cells characters take, and where a cell's character is."""

import re
from collections.abc import Sequence

from rich.cells import split_graphemes

TAB = 4  # cells that a tab is shown as
# Characters that take one cell each and join with no neighbour: most of what is written in Latin,
# Greek and Cyrillic script, with the usual punctuation and the signs that our rows begin with (of those, none
# that a variation selector makes an emoji of two cells). For text of these alone, cell = character.
# (A set: to compile a pattern of them takes longer than to look through all rows of the first frame.)
_RANGES = (
    (0x20, 0x7E), (0xA0, 0xA8), (0xAA, 0xAC), (0xAF, 0x2FF), (0x370, 0x482), (0x2010, 0x2027), (0x2030, 0x203B),
    (0x203D, 0x2048), (0x204A, 0x205E), (0x20A0, 0x20C0), (0x2500, 0x2590), (0x25A0, 0x25A9), (0x25AC, 0x25B5),
    (0x25B7, 0x25BF), (0x25C1, 0x25FA), (0x2605, 0x2605), (0x270E, 0x270E), (0x2717, 0x2717), (0x275D, 0x275D),
)  # fmt: skip
_SIMPLE = frozenset().union(*(map(chr, range(first, last + 1)) for first, last in _RANGES))


def is_simple(text: str) -> bool:
    """Whether every character of `text` takes one cell by itself."""
    return (text.isascii() and text.isprintable()) or _SIMPLE.issuperset(text)


def clusters(text: str) -> list[tuple[int, int, int]]:
    """`(start, end, cells)` of what the screen shows as one character each, in order."""
    if is_simple(text):
        return [(n, n + 1, 1) for n in range(len(text))]
    result = []
    at = 0
    for piece in re.split("(\t|\n)", text):
        if piece in ("\t", "\n"):
            result.append((at, at + 1, TAB if piece == "\t" else 1))
        elif piece:
            spans, _ = split_graphemes(piece)
            result.extend((at + start, at + end, cells) for start, end, cells in spans)
        at += len(piece)
    return result


def shown(text: str) -> str:
    """`text` as it is drawn: a line break inside a paragraph is a space, a tab is four."""
    return text.replace("\n", " ").replace("\t", " " * TAB)


def width(text: str) -> int:
    """Cells that `text` takes."""
    return len(text) if is_simple(text) else sum(cells for _, _, cells in clusters(text))


def column_of(text: str, index: int) -> int:
    """The cell at which character `index` of a line begins."""
    if is_simple(text):
        return min(index, len(text))
    return sum(cells for _, end, cells in clusters(text) if end <= index)


def index_at(text: str, column: int) -> int:
    """The character that stands at a cell of a line; the last one where the line is shorter."""
    if is_simple(text):
        return max(0, min(column, len(text) - 1))
    at = 0
    last = 0
    for start, _, cells in clusters(text):
        if at + cells > column:
            return start
        at += cells
        last = start
    return last


def clip(text: str, cells: int) -> str:
    """`text` cut to at most `cells`, with `…` where something was cut."""
    if cells <= 0:
        return ""
    if is_simple(text):
        return text if len(text) <= cells else text[: cells - 1] + "…"
    spans = clusters(text)
    if sum(w for _, _, w in spans) <= cells:
        return text
    return _take(text, spans, cells - 1) + "…"


def _take(text: str, spans: Sequence[tuple[int, int, int]], cells: int) -> str:
    used = 0
    for start, _, w in spans:
        if used + w > cells:
            return text[:start]
        used += w
    return text


def fit(text: str, cells: int, *, right: bool = False) -> str:
    """`text` clipped and padded to exactly `cells`."""
    if is_simple(text) and cells > 0:
        cut = text if len(text) <= cells else text[: cells - 1] + "…"
        return cut.rjust(cells) if right else cut.ljust(cells)
    cut = clip(text, cells).rstrip("\u200d")  # a joiner at the end would join the padding
    space = " " * max(0, cells - width(cut))
    return space + cut if right else cut + space
