"""What of one version of a text stands in another, and where.

Sentences first (most of an article is left alone by an edit, and comparing sentences is cheap), then
words in the gaps between equal ones, then what was cut here and pasted there. An alignment is made once
for two versions and answers for every annotation of the article.
"""

import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterator, Sequence
from difflib import SequenceMatcher
from typing import NamedTuple

from briefing.anchor.chain import Run, heaviest_chain, unique_runs
from briefing.anchor.words import Token, tokens

SIGN_WEIGHT = 0.2  # a comma says less about where a sentence went than a word does
# Roughly a sentence: cut at every full stop, so that "U.S." makes two; it only has to be cut alike twice.
_UNIT = re.compile(r"""\S[^\n.?!。！？]*[.?!。！？]*["'”’»)\]]*""")
_GRAMS = (6, 3, 1)  # lengths of the word sequences that are looked for, longest first
_MOVED_GRAM = 4  # words in a row that are taken for the same words elsewhere
_DIFF_CELLS = 60_000  # a remaining gap is compared word by word where old times new is at most this


class Piece(NamedTuple):
    """`old[start:end]` stands at `new[to:to_end]`: equal text, or one word that is spelled differently."""

    start: int
    end: int
    to: int
    to_end: int


class Pieces:
    """Pieces by their place in the old text, which do not overlap there."""

    def __init__(self, pieces: list[Piece]) -> None:
        self.all = sorted(pieces)
        self._starts = [p.start for p in self.all]

    def between(self, start: int, end: int) -> list[Piece]:
        """The pieces that share characters with `old[start:end]`."""
        first = max(0, bisect_right(self._starts, start) - 1)
        return [p for p in self.all[first : bisect_left(self._starts, end)] if p.end > start]

    def place(self, start: int, end: int) -> tuple[int, int] | None:
        """Where `old[start:end]` stands in the new text; None where it is not within one piece."""
        at = bisect_right(self._starts, start) - 1
        if at < 0 or self.all[at].end < end:
            return None
        piece = self.all[at]
        if piece.end - piece.start == piece.to_end - piece.to:
            return start - piece.start + piece.to, end - piece.start + piece.to
        return (piece.to, piece.to_end) if (start, end) == (piece.start, piece.end) else None


class _Gap(NamedTuple):
    """What lies between equal sentences on both sides."""

    start: int
    end: int
    to: int
    to_end: int


class Alignment:
    """What stands in both of two texts.

    Making one compares sentences. The words of a changed passage are compared when somebody asks about
    it, once; so one note of a long article costs little, and all of them cost what each adds.
    """

    def __init__(self, old: str, new: str) -> None:
        self.old, self.new = old, new
        self._equal, self._gaps = _coarse(old, new)
        self._gap_ends = [g.end for g in self._gaps]
        self._words: dict[_Gap, _Compared] = {}
        self._moved: _Moved | None = None

    def kept(self, start: int, end: int) -> Pieces:
        """What of `old[start:end]` stands in both texts in the same order."""
        pieces = self._equal.between(start, end)
        at = bisect_right(self._gap_ends, start)
        while at < len(self._gaps) and self._gaps[at].start < end:
            pieces = pieces + self._compared(self._gaps[at]).pieces.between(start, end)
            at += 1
        return Pieces(pieces)

    def moved(self, start: int, end: int) -> Pieces:
        """What of `old[start:end]`, within a changed passage, stands in a changed passage elsewhere.

        Where one word could belong to two sequences that moved, it goes with the one that has more
        of the words asked for.
        """
        if self._moved is None:
            a = [t for gap in self._gaps for t in self._compared(gap).old]
            b = [t for gap in self._gaps for t in self._compared(gap).new]
            self._moved = _Moved(a, b)
        a, b, runs = self._moved.old, self._moved.new, self._moved.runs

        def shared(run: Run) -> int:
            return min(end, a[run.i + run.size - 1].end) - max(start, a[run.i].start)

        free = {n for r in runs if shared(r) > 0 for n in range(r.i, r.i + r.size)}
        pieces: list[Piece] = []
        for run in sorted((r for r in runs if shared(r) > 0), key=lambda r: (-shared(r), -r.size)):
            mine = [n for n in range(run.i, run.i + run.size) if n in free]
            free.difference_update(mine)
            ours = [(a[n].start, a[n].end) for n in mine]
            theirs = [(b[n - run.i + run.j].start, b[n - run.i + run.j].end) for n in mine]
            pieces.extend(_joined(self.old, self.new, ours, theirs))
        return Pieces(pieces)

    def _compared(self, gap: _Gap) -> "_Compared":
        """The gap's words, and what of them stands on both sides."""
        if gap not in self._words:
            old, new = self.old, self.new
            a, b = tokens(old, gap.start, gap.end), tokens(new, gap.to, gap.to_end)
            pieces = [
                p
                for r in _words(a, b)
                for p in _joined(old, new, _spans(a, r.i, r.size), _spans(b, r.j, r.size))
            ]
            self._words[gap] = _Compared(Pieces(pieces), a, b)
        return self._words[gap]


class _Compared(NamedTuple):
    """A gap compared word by word."""

    pieces: Pieces
    old: list[Token]
    new: list[Token]


class _Moved:
    """Sequences of words of the changed passages on both sides, wherever they stand."""

    def __init__(self, old: list[Token], new: list[Token]) -> None:
        self.old, self.new = old, new
        self.runs = unique_runs([t.key for t in old], [t.key for t in new], _MOVED_GRAM, [1.0] * len(old))


def _units(text: str) -> tuple[list[str], list[tuple[int, int]]]:
    """Sentences, roughly, or lines where those are shorter; with their places, without white space around."""
    units: list[str] = []
    spans: list[tuple[int, int]] = []
    for match in _UNIT.finditer(text):
        unit = match[0].rstrip()
        units.append(unit)
        spans.append((match.start(), match.start() + len(unit)))
    return units, spans


def _coarse(old: str, new: str) -> tuple[Pieces, list[_Gap]]:
    """Equal sentences as pieces, and the gaps between them."""
    if old == new:
        return Pieces([Piece(0, len(old), 0, len(new))]), []
    a, at_a = _units(old)
    b, at_b = _units(new)
    pieces: list[Piece] = []
    gaps: list[_Gap] = []
    end = to_end = 0
    for run in heaviest_chain(unique_runs(a, b, 1, [len(x) for x in a])):
        start, to = at_a[run.i][0], at_b[run.j][0]
        if old[end:start].strip() or new[to_end:to].strip():
            gaps.append(_Gap(end, start, to_end, to))
        pieces.extend(_joined(old, new, at_a[run.i : run.i + run.size], at_b[run.j : run.j + run.size]))
        end, to_end = pieces[-1].end, pieces[-1].to_end
    if old[end:].strip() or new[to_end:].strip():
        gaps.append(_Gap(end, len(old), to_end, len(new)))
    return Pieces(pieces), gaps


def _words(a: list[Token], b: list[Token]) -> list[Run]:
    """Equal runs of two token lists in the order of both."""
    keys_a, keys_b = [t.key for t in a], [t.key for t in b]
    weights = [1.0 if t.is_word else SIGN_WEIGHT for t in a]
    found: list[Run] = []
    work = [(0, len(a), 0, len(b), 0)]
    while work:
        i, i_end, j, j_end, level = work.pop()
        if i == i_end or j == j_end:
            continue
        shorter = min(i_end - i, j_end - j)
        while level < len(_GRAMS) - 1 and _GRAMS[level] > shorter:
            level += 1
        part_a, part_b = keys_a[i:i_end], keys_b[j:j_end]
        chain: list[Run] = []
        while level < len(_GRAMS) and not chain:
            chain = heaviest_chain(unique_runs(part_a, part_b, _GRAMS[level], weights[i:i_end]))
            level += not chain
        if not chain and len(part_a) * len(part_b) <= _DIFF_CELLS:
            matcher = SequenceMatcher(None, part_a, part_b, autojunk=False)
            found.extend(Run(i + m.a, j + m.b, m.size, 0) for m in matcher.get_matching_blocks() if m.size)
            continue
        at, to = i, j
        for run in chain:
            found.append(Run(i + run.i, j + run.j, run.size, run.weight))
            work.append((at, i + run.i, to, j + run.j, level))
            at, to = i + run.i + run.size, j + run.j + run.size
        if chain:
            work.append((at, i_end, to, j_end, level))
    return sorted(found)


def _spans(sequence: list[Token], at: int, size: int) -> list[tuple[int, int]]:
    return [(t.start, t.end) for t in sequence[at : at + size]]


def _joined(
    old: str, new: str, a: Sequence[tuple[int, int]], b: Sequence[tuple[int, int]]
) -> Iterator[Piece]:
    """Equal words or sentences as one piece as far as spelling and white space are equal too, else one a stretch."""
    first = 0
    equal = True  # whether the stretch so far is spelled the same
    for n in range(len(a)):
        same = old[a[n][0] : a[n][1]] == new[b[n][0] : b[n][1]]
        if n > first and not (equal and same and old[a[n - 1][1] : a[n][0]] == new[b[n - 1][1] : b[n][0]]):
            yield Piece(a[first][0], a[n - 1][1], b[first][0], b[n - 1][1])
            first = n
        equal = same
    if a:
        yield Piece(a[first][0], a[-1][1], b[first][0], b[-1][1])
