"""An article: one canonical text, its blocks, and what its source says about it."""

import hashlib
from typing import Literal

import msgspec

BlockKind = Literal[
    "heading", "paragraph", "quote", "list_item", "caption", "related", "code", "table", "other"
]

_HEADING = 120  # characters of the text that stand for a title


class Span(msgspec.Struct, frozen=True, order=True):
    """Characters `[start, end)` of an article's text, in Unicode code points."""

    start: int
    end: int

    def of(self, text: str) -> str:
        """The words that the span covers in `text`."""
        return text[self.start : self.end]

    def overlaps(self, other: "Span") -> bool:
        """Whether the two share at least one character."""
        return self.start < other.end and other.start < self.end

    def covers(self, other: "Span") -> bool:
        """Whether `other` lies wholly inside this span."""
        return self.start <= other.start and other.end <= self.end


class Block(msgspec.Struct, frozen=True, omit_defaults=True):
    """A paragraph-like piece of the text. What is not `body` is shown dimmed and left out of the brief."""

    kind: BlockKind
    start: int
    end: int
    body: bool
    level: int | msgspec.UnsetType = msgspec.UNSET

    @property
    def span(self) -> Span:
        """The block's characters."""
        return Span(self.start, self.end)


class Article(msgspec.Struct, frozen=True, omit_defaults=True):
    """The article part of a brief (brief.schema.json). Blocks are in order and do not overlap.

    `dated_by_hand`: the analyst set `published`, which goes before whatever the text says. (A bool, since what
    equals its default is left out only where it is the same object: text comes back from a pickle as another.)
    """

    id: str
    external_id: str | None
    title: str | None
    url: str | None
    site: str | None
    authors: list[str]
    published: str | None  # ISO 8601 date or date-time; None when the source does not say
    language: str | None  # BCP 47
    text: str
    blocks: list[Block]
    dated_by_hand: bool = False

    @property
    def heading(self) -> str:
        """The title, else the first words: what a list shows."""
        return self.title or " ".join(self.text[: _HEADING * 2].split())[:_HEADING]

    def body_blocks(self) -> list[Block]:
        """The blocks that the brief is made from."""
        return [b for b in self.blocks if b.body]


def article_id(text: str) -> str:
    """The identity of a canonical text: `sha256:` and 64 hex digits."""
    return "sha256:" + hashlib.sha256(text.encode("utf-8")).hexdigest()
