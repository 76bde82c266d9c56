"""The words around the hits of a search."""

from collections.abc import Callable, Sequence
from functools import cache

from briefing.desk.words import WORD, Piece
from briefing.model.article import Span
from briefing.store.library.compiler import fold
from briefing.store.library.rows import Snippet
from briefing.store.library.selecting import SNIPPET_TOKENS

_BEFORE = 5  # words shown before the first hit


def snippet(texts: Sequence[str], pieces: Sequence[Piece]) -> Snippet:
    """The words around the best hits, in the first text that has one; else the beginning of the first text."""
    for text in texts:
        found = _words(text)
        hits = _hits([word for word, _ in found], pieces)
        if hits:
            return _cut(text, [span for _, span in found], hits)
    return _cut(texts[0], [span for _, span in _words(texts[0])], [])


def _words(text: str) -> list[tuple[str, Span]]:
    """The folded words of a text with their places in it."""
    plain: Callable[[str], str] = str.lower if text.isascii() else cache(fold)
    return [(plain(m[0]), Span(m.start(), m.end())) for m in WORD.finditer(text)]


def _hits(words: list[str], pieces: Sequence[Piece]) -> list[tuple[int, int, int]]:
    """`(first word, word behind the last, piece)` of every hit, in order."""
    found = []
    for number, piece in enumerate(pieces):
        wanted = piece.lexemes
        for at in range(len(words) - len(wanted) + 1) if wanted else ():
            there = words[at : at + len(wanted)]
            if there[:-1] == wanted[:-1] and (
                there[-1].startswith(wanted[-1]) if piece.begins else there[-1] == wanted[-1]
            ):
                found.append((at, at + len(wanted), number))
    return sorted(found)


def _cut(text: str, spans: list[Span], hits: list[tuple[int, int, int]]) -> Snippet:
    """The stretch of SNIPPET_TOKENS words that holds the most pieces, and of those the most hits."""
    if not spans:
        return Snippet(text[:0], [])

    def worth(at: int) -> tuple[int, int]:
        inside = [
            number for first, last, number in hits if at <= first and last <= at + SNIPPET_TOKENS - _BEFORE
        ]
        return len(set(inside)), len(inside)

    best = max((first for first, _, _ in hits), key=worth, default=0)
    start = max(0, min(best - _BEFORE, len(spans) - SNIPPET_TOKENS))
    end = min(len(spans), start + SNIPPET_TOKENS)
    begin, stop = spans[start].start if start else 0, spans[end - 1].end if end < len(spans) else len(text)
    before, after = "…" if start else "", "…" if end < len(spans) else ""
    shift = len(before) - begin
    shown = [
        Span(spans[first].start + shift, spans[last - 1].end + shift)
        for first, last, _ in hits
        if start <= first and last <= end
    ]
    return Snippet(before + text[begin:stop] + after, sorted(set(shown)))
