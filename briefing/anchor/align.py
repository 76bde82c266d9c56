"""What of one version of a text stands in another, and where.

Lines first (most of an article is left alone by an edit, and comparing lines is cheap), then words
in the gaps between equal lines, then what was cut here and pasted there. An alignment is made once
for two versions and answers for every annotation of the article.
"""

from bisect import bisect_right
from collections.abc import Iterator
from difflib import SequenceMatcher
from typing import NamedTuple

from briefing.anchor.chain import Run, heaviest_chain, unique_runs
from briefing.anchor.words import Token, tokens

SIGN_WEIGHT = 0.2  # a comma says less about where a sentence went than a word does
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

    def place(self, start: int, end: int) -> tuple[int, int] | None:
        """Where `old[start:end]` stands in the new text; None where it is not within one piece."""
        at = bisect_right(self._starts, start) - 1
        if at < 0 or self.all[at].end < end:
            return None
        piece = self.all[at]
        if piece.end - piece.start == piece.to_end - piece.to:
            return start - piece.start + piece.to, end - piece.start + piece.to
        return (piece.to, piece.to_end) if (start, end) == (piece.start, piece.end) else None


class Alignment:
    """`kept`: what stands in both texts in the same order. `moved`: what stands elsewhere in the new one."""

    def __init__(self, old: str, new: str) -> None:
        self.old, self.new = old, new
        kept, gaps = _lines(old, new)
        left_old: list[Token] = []
        left_new: list[Token] = []
        for old_start, old_end, new_start, new_end in gaps:
            a, b = tokens(old, old_start, old_end), tokens(new, new_start, new_end)
            runs = _words(a, b)
            for run in runs:
                kept.extend(_pieces(old, new, a[run.i : run.i + run.size], b[run.j : run.j + run.size]))
            left_old.extend(_left(a, [(r.i, r.size) for r in runs]))
            left_new.extend(_left(b, [(r.j, r.size) for r in runs]))
        self.kept = Pieces(kept)
        self.moved = Pieces(_moved(old, new, left_old, left_new))


def _left(sequence: list[Token], runs: list[tuple[int, int]]) -> Iterator[Token]:
    at = 0
    for start, size in runs:
        yield from sequence[at:start]
        at = start + size
    yield from sequence[at:]


def _lines(old: str, new: str) -> tuple[list[Piece], list[tuple[int, int, int, int]]]:
    """Equal lines as pieces, and the gaps between them as `(old start, old end, new start, new end)`."""
    if old == new:
        return [Piece(0, len(old), 0, len(new))], []
    a, b = old.split("\n"), new.split("\n")
    at_a, at_b = _offsets(a), _offsets(b)
    chain = heaviest_chain([r for r in unique_runs(a, b, 1, [len(x) for x in a]) if r.weight])
    pieces: list[Piece] = []
    gaps: list[tuple[int, int, int, int]] = []
    i = j = 0
    for run in [*chain, Run(len(a), len(b), 0, 0)]:
        if run.i > i or run.j > j:
            gaps.append((at_a[i], at_a[run.i], at_b[j], at_b[run.j]))
        i, j = run.i + run.size, run.j + run.size
        if run.size:
            # Up to the last character of the last line; the line break after it belongs to what follows.
            pieces.append(Piece(at_a[run.i], at_a[i] - 1, at_b[run.j], at_b[j] - 1))
    return pieces, gaps


def _offsets(lines: list[str]) -> list[int]:
    """Where each line begins, and one past the break after the last."""
    at, offsets = 0, [0]
    for line in lines:
        at += len(line) + 1
        offsets.append(at)
    return offsets


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


def _moved(old: str, new: str, a: list[Token], b: list[Token]) -> list[Piece]:
    """Sequences of words that are gone from their place in the old text and new at another place."""
    runs = unique_runs([t.key for t in a], [t.key for t in b], _MOVED_GRAM, [1.0] * len(a))
    pieces: list[Piece] = []
    taken = bytearray(len(a))
    for run in sorted(runs, key=lambda r: -r.size):
        if any(taken[run.i : run.i + run.size]):
            continue
        taken[run.i : run.i + run.size] = b"\1" * run.size
        pieces.extend(_pieces(old, new, a[run.i : run.i + run.size], b[run.j : run.j + run.size]))
    return pieces


def _pieces(old: str, new: str, a: list[Token], b: list[Token]) -> Iterator[Piece]:
    """Equal tokens as one piece as far as text and white space are equal too, else one a stretch."""
    first = 0
    equal = True  # whether the stretch so far is spelled the same
    for n in range(len(a)):
        same = old[a[n].start : a[n].end] == new[b[n].start : b[n].end]
        if n > first and not (
            equal and same and old[a[n - 1].end : a[n].start] == new[b[n - 1].end : b[n].start]
        ):
            yield Piece(a[first].start, a[n - 1].end, b[first].start, b[n - 1].end)
            first = n
        equal = same
    if a:
        yield Piece(a[first].start, a[-1].end, b[first].start, b[-1].end)
