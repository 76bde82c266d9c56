"""Rows of the review queue, and the two sides of one case: where the words stood, where they may stand now."""

import msgspec

from briefing.model.annotation import Annotation
from briefing.model.article import Article, Span
from briefing.model.saying import words
from briefing.model.sentences import sentence_spans
from briefing.tui.rows.notes import glyph, quote, quoted
from briefing.tui.rows.source import Rows, Run, between
from briefing.tui.text.cells import clip, fit
from briefing.workspace.shelf import ReviewItem

_GONE = "its words are gone · the nearest that stands:"
_STATES = {"suspect": ("? ", "in doubt"), "orphan": ("⊘ ", "words gone")}
EMPTY = "nothing to review · notes whose words a new version changed wait here"


class Side(msgspec.Struct, frozen=True):
    """A place in one version: `lit` the words of the note, `around` their sentence, in paragraph `block`."""

    heading: str
    text: str
    blocks: list[Span]
    block: int
    around: Span | None
    lit: Span | None
    remark: str = ""


class Case(msgspec.Struct, frozen=True):
    """A note under review with both of its sides. `target` is where its new text opens."""

    item: ReviewItem
    old: Side
    new: Side
    target: int


def case_of(item: ReviewItem, near: int) -> Case:
    """Both sides of a note under review; `near` is where its surroundings stand in the new text."""
    old = _side("BEFORE", item.old, item.old_place.start if item.old_place else 0, item.old_place)
    if item.new_place is not None:
        return Case(
            item, old, _side("NOW?", item.new, item.new_place.start, item.new_place), item.new_place.start
        )
    return Case(item, old, _side("NOW", item.new, near, None, _GONE), near)


def _side(heading: str, article: Article, at: int, lit: Span | None, remark: str = "") -> Side:
    blocks = [b.span for b in article.blocks] or [Span(0, len(article.text))]
    n = next((n for n, block in enumerate(blocks) if at < block.end), len(blocks) - 1)
    around = None
    if lit is not None:
        sentences = sentence_spans(article.text, blocks[n].start, blocks[n].end)
        touched = [s for s in sentences if s.overlaps(lit)]
        around = Span(touched[0].start, touched[-1].end) if touched else lit
    return Side(heading, article.text, blocks, n, around, lit, remark)


class ReviewRows(Rows):
    """Notes under review, one a line: what is wrong, the note, its words, its article."""

    heading = "NOTES TO REVIEW"
    empty = EMPTY

    def __init__(self, cases: list[Case]) -> None:
        self.cases = cases

    def __len__(self) -> int:
        return len(self.cases)

    def key(self, n: int) -> str | None:
        """The annotation's uid."""
        return self.cases[n].item.annotation.uid

    def note(self) -> str:
        """How many wait."""
        return str(len(self.cases)) if self.cases else ""

    def runs(self, n: int, cells: int) -> list[Run]:
        """One note."""
        item = self.cases[n].item
        note = item.annotation
        sign, state = _STATES[note.anchor.state] if note.anchor is not None else ("? ", "in doubt")
        title = min(30, cells // 4) if cells >= 70 else 0
        left: list[Run] = [(" " + sign, "error"), (fit(state, 11), "error"), (glyph(note) + " ", "analyst")]
        said = about(note)
        text = quoted(quote(note)) if quote(note) else ""
        if said:
            room = max(10, (cells - title - 17) * 6 // 10) if text else cells - title - 17
            left.append((clip(said, room) + " ", "analyst"))
        left.append((text, "dim"))
        right: list[Run] = [(" " + fit(item.new.title or "", title - 2), "dim"), (" ", "")] if title else []
        return between(left, right, cells)


def about(note: Annotation) -> str:
    """What the analyst said in the note, with its tags."""
    return " ".join([words(note), *(f"#{tag}" for tag in note.body.tags)]).strip()
