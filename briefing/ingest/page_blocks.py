"""trafilatura's body tree -> raw blocks: what stands between two breaks, with what typing needs to know."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import pairwise

from lxml import etree

from briefing.model.article import BlockKind

_CONTAINERS: dict[str, BlockKind | None] = {
    # None: the block keeps the kind of what it stands in.
    "p": None, "ab": None, "fw": None, "div": None, "list": None, "item": "list_item", "quote": "quote",
}  # fmt: skip
_SENTENCE_END = re.compile(r"[.!?…。！？]['\"”’»)\]]*$")
_SENTENCE_MIN = 40  # characters on either side of a single break: shorter lines are verse, addresses, lists
_SPACE = re.compile(r"[ \t\r\n\f\u00a0\u200b]+")


@dataclass(frozen=True)
class RawBlock:
    """A block of the body tree.

    `linked`: share of its characters that are in links, 0 to 1. `bold`: all of it is. `group`: the
    number of the list that it is an item of, 0 outside lists.
    """

    kind: BlockKind
    text: str
    level: int | None = None
    linked: float = 0.0
    bold: bool = False
    group: int = 0


class _Run:
    """Inline content on its way to a block."""

    def __init__(self) -> None:
        self.parts: list[str] = []
        self.linked = self.bold = 0

    def add(self, text: str, *, linked: bool = False, bold: bool = False) -> None:
        self.parts.append(text)
        size = len("".join(text.split()))
        self.linked += size * linked
        self.bold += size * bold

    def add_inline(self, element: etree._Element, linked: bool = False, bold: bool = False) -> None:
        """An inline element, whose line breaks become newlines."""
        linked = linked or element.tag == "ref"
        bold = bold or (element.tag == "hi" and element.get("rend") == "#b")
        self.add(_flat(element.text), linked=linked, bold=bold)
        for child in element:
            if child.tag == "lb":
                self.parts.append("\n")
            elif child.tag != "graphic":
                self.add_inline(child, linked, bold)
            self.add(_flat(child.tail), linked=linked, bold=bold)

    def blocks(self, kind: BlockKind, group: int) -> Iterator[RawBlock]:
        """What was gathered, as one block or, where it holds double breaks, several."""
        whole = "".join(self.parts)
        size = max(1, len("".join(whole.split())))
        for text in _paragraphs(whole):
            collapsed = _SPACE.sub(" ", text).strip()
            if collapsed:
                yield RawBlock(kind, collapsed, None, self.linked / size, self.bold >= 0.95 * size, group)


def raw_blocks(body: etree._Element) -> Iterator[RawBlock]:
    """The blocks of a body tree, in order."""
    groups = {element: n for n, element in enumerate(body.iter("list"), 1)}
    yield from _walk(body, "paragraph", 0, groups)


def _walk(
    element: etree._Element, kind: BlockKind, group: int, groups: dict[etree._Element, int]
) -> Iterator[RawBlock]:
    """The blocks of one element: runs of inline content, and its block children by themselves."""
    run = _Run()
    run.add(_flat(element.text))
    for child in element:
        tag = child.tag if isinstance(child.tag, str) else ""
        if tag in _CONTAINERS or tag in ("table", "code", "head"):
            yield from run.blocks(kind, group)
            run = _Run()
        if tag == "table":
            yield RawBlock("table", "\n".join(_rows(child)))
        elif tag == "code":
            yield RawBlock("code", _text(child).strip("\n"))
        elif tag == "head":
            rend = re.fullmatch(r"h([1-6])", child.get("rend", ""))
            heading = _Run()
            heading.add_inline(child)
            for block in heading.blocks("heading", 0):
                yield RawBlock("heading", block.text, int(rend[1]) if rend else 2, block.linked, block.bold)
        elif tag in _CONTAINERS:
            yield from _walk(child, _CONTAINERS[tag] or kind, groups.get(child, group), groups)
        elif tag == "lb":
            run.parts.append("\n")
        elif tag and tag != "graphic":
            run.add_inline(child)
        run.add(_flat(child.tail))
    yield from run.blocks(kind, group)


def _paragraphs(text: str) -> Iterator[str]:
    """The paragraphs that line breaks make: two in a row end one, and so does one between two sentences."""
    for part in re.split(r"\n\s*\n\s*", text):
        lines = part.split("\n")
        start = 0
        for n, (line, after) in enumerate(pairwise(lines), 1):
            if (
                _SENTENCE_END.search(line.rstrip())
                and min(len(line.strip()), len(after.strip())) >= _SENTENCE_MIN
            ):
                yield "\n".join(lines[start:n])
                start = n
        yield "\n".join(lines[start:])


def _flat(text: str | None) -> str:
    """Text whose own line ends are white space; only line-break elements are breaks."""
    return (text or "").replace("\n", " ")


def _text(element: etree._Element) -> str:
    return "".join(str(part) for part in element.itertext())


def _rows(table: etree._Element) -> Iterator[str]:
    for row in table.iter("row"):
        cells = [_SPACE.sub(" ", _text(cell)).strip() for cell in row.iter("cell")]
        if any(cells):
            yield " | ".join(cells)
