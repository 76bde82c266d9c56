"""Where the text quotes, as tokens, paragraph by paragraph (`briefing.extract.quoting` has the marks)."""

from dataclasses import dataclass

from briefing.extract.claims.tree import Range, Tree
from briefing.extract.quoting import opens_quoted, quoted_ranges


@dataclass(frozen=True)
class Quotation:
    """A quotation with its marks: tokens `[start, end)` of paragraph number `paragraph`.

    `closed` is False where no closing mark stands in the paragraph.
    """

    start: int
    end: int
    paragraph: int
    closed: bool

    @property
    def tokens(self) -> Range:
        """The range of tokens, marks included."""
        return self.start, self.end


def find_quotations(tree: Tree, text: str, paragraphs: list[Range]) -> list[Quotation]:
    """Every quotation, in text order, not overlapping. `text` is what the tree's offsets point into;
    `paragraphs` are ranges of tokens.
    """
    found: list[Quotation] = []
    for number, (first, last) in enumerate(paragraphs):
        if first >= last:
            continue
        base = tree.start[first]
        piece = text[base : tree.end[last - 1]]
        follows = paragraphs[number + 1][0] if number + 1 < len(paragraphs) else None
        continued = follows is not None and opens_quoted(tree.text[follows])
        for low, high, closed in quoted_ranges(piece, continued=continued):
            tokens = _tokens(tree, first, last, base + low, base + high)
            if tokens and tree.words(tokens):
                found.append(Quotation(*tokens, number, closed))
    return found


def _tokens(tree: Tree, first: int, last: int, low: int, high: int) -> Range | None:
    inside = [
        i for i in range(first, last) if tree.start[i] < high and tree.end[i] > low and not tree.space[i]
    ]
    return (inside[0], inside[-1] + 1) if inside else None
