"""Article -> parsed article: one spaCy Doc whose character offsets are those of the article's text."""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from briefing.model.article import Article, Block, Span

if TYPE_CHECKING:
    from spacy.language import Language
    from spacy.tokens import Doc, Token
    from spacy.tokens import Span as DocSpan

# About 80 s of parsing on one core; the pipelines' own limit (1,000,000) is of memory, not patience.
MAX_CHARACTERS = 400_000
_SPACE = re.compile(r"\s")


@dataclass(frozen=True)
class Paragraph:
    """A body block and its tokens. `is_title` marks the block that repeats the article's title."""

    block: Block
    tokens: "DocSpan"
    is_title: bool

    def sentences(self) -> "Iterator[DocSpan]":
        """The sentences of the paragraph."""
        yield from self.tokens.sents  # type: ignore[attr-defined]  # spaCy's stub lacks Span.sents


@dataclass(frozen=True)
class Parsed:
    """A parsed article.

    `doc` covers the whole text: what is not body is blanked, a line break inside a block is a
    space, and the length is unchanged, so `token.idx` is an offset into `article.text`. Each block
    starts a sentence. `title` is the title parsed by itself where the text does not hold it
    (nothing of it may become a span). `truncated_at` is where parsing stopped, or None.
    """

    article: Article
    doc: "Doc"
    title: "Doc | None" = None
    truncated_at: int | None = None
    paragraphs: list[Paragraph] = field(default_factory=list)

    @property
    def text(self) -> str:
        """The article's text."""
        return self.article.text

    def heading(self) -> Paragraph | None:
        """The paragraph that is the title, if the text holds it."""
        return next((p for p in self.paragraphs if p.is_title), None)

    def paragraph_of(self, token: "Token") -> Paragraph | None:
        """The paragraph that a token stands in."""
        low, high = 0, len(self.paragraphs)
        while low < high:
            middle = (low + high) // 2
            if self.paragraphs[middle].tokens.end <= token.i:
                low = middle + 1
            else:
                high = middle
        found = self.paragraphs[low] if low < len(self.paragraphs) else None
        return found if found and found.tokens.start <= token.i else None


def span_of(tokens: "DocSpan | Token") -> Span:
    """The characters of a spaCy span or token."""
    from spacy.tokens import Token

    if isinstance(tokens, Token):
        return Span(tokens.idx, tokens.idx + len(tokens))
    return Span(tokens.start_char, tokens.end_char)


def parse_text(article: Article) -> str:
    """What the parser reads: the article's text with the same length, non-body blanked."""
    pieces: list[str] = []
    at = 0
    for block in article.body_blocks():
        if block.start >= MAX_CHARACTERS:
            break
        end = min(block.end, MAX_CHARACTERS)
        # The first separator stays a break, so that the model sees a paragraph end as it knows it.
        gap = block.start - at
        pieces.append("\n" * min(gap, 2) + " " * max(0, gap - 2))
        pieces.append(_SPACE.sub(" ", article.text[block.start : end]))
        at = end
    return "".join(pieces)


def parse(nlp: "Language", article: Article) -> Parsed:
    """Parse one article."""
    return next(parse_all(nlp, [article]))


def parse_all(nlp: "Language", articles: Iterable[Article], batch_size: int = 8) -> Iterator[Parsed]:
    """Parse articles in batches, in order."""

    def docs() -> "Iterator[tuple[Doc, Article]]":
        for article in articles:
            yield prepare(nlp, article), article

    for doc, article in nlp.pipe(docs(), as_tuples=True, batch_size=batch_size):
        yield assemble(nlp, article, doc)


def prepare(nlp: "Language", article: Article) -> "Doc":
    """The tokenised, unparsed Doc, with each block forced to start a sentence."""
    doc = nlp.make_doc(parse_text(article))
    for block in article.body_blocks():
        token = _first_token(doc, block.start)
        if token is not None:
            token.is_sent_start = True
    return doc


def assemble(nlp: "Language", article: Article, doc: "Doc") -> Parsed:
    """A Parsed from a Doc that has gone through the pipeline (or came from a cache)."""
    heading = _title_block(article)
    paragraphs = []
    for block in article.body_blocks():
        tokens = (
            doc.char_span(block.start, min(block.end, len(doc.text)), alignment_mode="expand")
            if block.start < len(doc.text)
            else None
        )
        if tokens is not None and len(tokens):
            paragraphs.append(Paragraph(block, tokens, block is heading))
    title = nlp(article.title[:500]) if article.title and heading is None else None
    last = max((b.end for b in article.body_blocks()), default=0)
    return Parsed(article, doc, title, MAX_CHARACTERS if last > MAX_CHARACTERS else None, paragraphs)


def _first_token(doc: "Doc", start: int) -> "Token | None":
    low, high = 0, len(doc)
    while low < high:
        middle = (low + high) // 2
        if doc[middle].idx < start:
            low = middle + 1
        else:
            high = middle
    return doc[low] if low < len(doc) else None


def _title_block(article: Article) -> Block | None:
    """The first body block, where it is a heading or says the same as the title."""
    first = next(iter(article.body_blocks()), None)
    if first is None:
        return None
    if first.kind == "heading":
        return first
    words = re.findall(r"\w+", article.title or "")
    return first if words and words == re.findall(r"\w+", article.text[first.start : first.end]) else None
