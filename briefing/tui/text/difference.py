"""Two versions of a text, word by word: what was taken out, what was put in, paragraph by paragraph."""

import re
from collections.abc import Iterator
from itertools import groupby
from typing import Literal

import msgspec

from briefing.anchor import Alignment
from briefing.model.article import Span

Sign = Literal["=", "-", "+"]
_LINE = re.compile(r"[^\n]+|\n+")


class Part(msgspec.Struct, frozen=True):
    """Words that stand in both texts (`=`), in the old one alone (`-`) or in the new one alone (`+`).

    `at` is where they begin in the text that has them, in code points; in the new one for `=`.
    A space between two parts has no place of its own.
    """

    sign: Sign
    words: str
    at: int


class Paragraph(msgspec.Struct, frozen=True):
    """A paragraph of both texts laid over each other."""

    parts: tuple[Part, ...]

    @property
    def kind(self) -> str:
        """`=` untouched, `+` new, `-` taken out, `±` edited."""
        signs = {p.sign for p in self.parts if p.words.strip()}
        return next(iter(signs)) if len(signs) == 1 else "±"


def compare(old: str, new: str) -> list[Paragraph]:
    """The paragraphs of both texts, in the order of the new one. White space alone is no change.

    What was only moved shows as taken out here and put in there.
    """
    paragraphs: list[Paragraph] = []
    parts: list[Part] = []

    def end() -> None:
        while parts and not parts[-1].words.strip():
            parts.pop()
        if parts:
            paragraphs.append(Paragraph(tuple(_joined(parts))))
        parts.clear()

    for piece in _pieces(old, new):
        for line in _LINE.finditer(piece.words):
            if line[0][0] == "\n":
                end()
                continue
            words, at = line[0], piece.at + line.start()
            core = words.strip()
            open_end = bool(parts) and not parts[-1].words.endswith(" ")
            if open_end and (words[:1].isspace() or (piece.sign != "=" and _apart(parts[-1].words, core))):
                parts.append(Part("=", " ", at))
            if core:
                parts.append(Part(piece.sign, core, at + words.index(core)))
                if words[-1:].isspace():
                    parts.append(Part("=", " ", at + len(words) - 1))
    end()
    return paragraphs


def _apart(before: str, words: str) -> bool:
    """Whether a space is missing between what was taken out and what was put in for it."""
    return bool(words) and before[-1:].isalnum() and words[:1].isalnum()


def _joined(parts: list[Part]) -> Iterator[Part]:
    """Neighbours of one sign as one part, so that a changed sentence is marked once."""
    for sign, group in groupby(parts, key=lambda p: p.sign):
        members = list(group)
        yield Part(sign, "".join(p.words for p in members), members[0].at)


def _pieces(old: str, new: str) -> Iterator[Part]:
    """The two texts cut at what stands in both, in order."""
    at = to = 0
    for piece in Alignment(old, new).kept(0, len(old)).all:
        if piece.to < to:  # the order of both is kept; a piece that overlaps says nothing new
            continue
        yield from _gap(old, at, piece.start, new, to, piece.to)
        if old[piece.start : piece.end] == new[piece.to : piece.to_end]:
            yield Part("=", new[piece.to : piece.to_end], piece.to)
        else:
            yield from _gap(old, piece.start, piece.end, new, piece.to, piece.to_end)
        at, to = piece.end, piece.to_end
    yield from _gap(old, at, len(old), new, to, len(new))


def _gap(old: str, at: int, end: int, new: str, to: int, to_end: int) -> Iterator[Part]:
    out, into = old[at:end], new[to:to_end]
    if out.split() == into.split():
        if into:
            yield Part("=", into, to)
        return
    if not out.strip() or not into.strip():
        if out.strip():
            yield Part("-", out, at)
        if into:
            yield Part("+" if into.strip() else "=", into, to)
        return
    lead, tail = len(into) - len(into.lstrip()), len(into.rstrip())
    if not (_whole(old, at, end) and _whole(new, to, to_end)):
        # Words for words within a paragraph: they stand side by side, inside the breaks that both have.
        if "\n" in into[:lead] or "\n" not in out[: len(out) - len(out.lstrip())]:
            at, out = at + len(out) - len(out.lstrip()), out.lstrip()
        if "\n" in into[tail:] or "\n" not in out[len(out.rstrip()) :]:
            out = out.rstrip()
    yield Part("=", into[:lead], to)
    yield Part("-", out, at)
    yield Part("+", into[lead:tail], to + lead)
    yield Part("=", into[tail:], to + tail)


def _whole(text: str, start: int, end: int) -> bool:
    """Whether `text[start:end]` is a paragraph, or several."""
    words = text[start:end]
    lead, tail = words[: len(words) - len(words.lstrip())], words[len(words.rstrip()) :]
    return (start == 0 or "\n" in lead) and (end == len(text) or "\n" in tail)


def nearest(alignment: Alignment, place: Span) -> int:
    """Where in the new text those words stand that were nearest to `place` in the old one. Code points."""
    old = alignment.old
    best, distance = 0, 2 * len(old) + 1
    for piece in alignment.kept(0, len(old)).all:
        if piece.start < place.end and place.start < piece.end:
            return piece.to
        before = piece.end <= place.start
        between = old[piece.end : place.start] if before else old[place.end : piece.start]
        away = len(between) + ("\n" in between) * len(old)  # the same paragraph is nearer than any other
        if away < distance:
            best, distance = max(piece.to, piece.to_end - 1) if before else piece.to, away
    return best
