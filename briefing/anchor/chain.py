"""Equal runs of two sequences, and the heaviest chain of them that keeps both orders.

The method is that of patience diff (B. Cohen, 2008): what occurs once on either side is matched
first, because it can hardly be matched wrongly, and the gaps between are looked at by themselves.
The chain is the heaviest increasing subsequence instead of the longest, so that of two blocks that
changed places the larger one counts as having stayed.
"""

from bisect import bisect_left, bisect_right
from collections.abc import Hashable, Sequence
from typing import NamedTuple


class Run(NamedTuple):
    """`a[i:i+size]` equals `b[j:j+size]`. `weight` decides between runs that cross."""

    i: int
    j: int
    size: int
    weight: float


def unique_runs(a: Sequence[Hashable], b: Sequence[Hashable], k: int, weights: Sequence[float]) -> list[Run]:
    """Maximal runs grown from the `k`-grams that occur once in `a` and once in `b`, by place in `a`.

    `weights` holds the weight of each element of `a`.
    """
    in_a, in_b = _once(a, k), _once(b, k)
    runs: list[Run] = []
    done: dict[int, int] = {}  # diagonal -> where in `a` its last run ended
    for gram, i in in_a.items():
        j = in_b.get(gram, -1)
        if i < 0 or j < 0 or done.get(i - j, -1) >= i + k:
            continue
        start, end = i, i + k
        low = done.get(i - j, 0)
        while start > low and start > i - j and a[start - 1] == b[start - 1 - i + j]:
            start -= 1
        while end < len(a) and end - i + j < len(b) and a[end] == b[end - i + j]:
            end += 1
        done[i - j] = end
        runs.append(Run(start, start - i + j, end - start, sum(weights[start:end])))
    return runs


def _once(sequence: Sequence[Hashable], k: int) -> dict[Hashable, int]:
    """Each `k`-gram with its place, -1 where it has several."""
    places: dict[Hashable, int] = {}
    grams = sequence if k == 1 else list(zip(*(sequence[n:] for n in range(k)), strict=False))
    for place, gram in enumerate(grams):
        places[gram] = -1 if gram in places else place
    return places


def heaviest_chain(runs: Sequence[Run]) -> list[Run]:
    """The heaviest runs that follow each other on both sides; those that overlap a little are trimmed.

    O(n log n) in the number of runs: `tops` keeps, for each reachable end in `b`, the best weight,
    increasing in both.
    """
    ordered = sorted(runs)
    tops_end: list[int] = []
    tops: list[tuple[float, int]] = []  # (weight of the chain, index of its last run)
    before: list[int] = []
    for index, run in enumerate(ordered):
        # A run may begin inside the one before it: the overlap is cut off below.
        at = bisect_right(tops_end, run.j) - 1
        weight, last = tops[at] if at >= 0 else (0.0, -1)
        weight += run.weight
        before.append(last)
        end = run.j + run.size
        spot = bisect_left(tops_end, end)
        if (spot > 0 and tops[spot - 1][0] >= weight) or (
            spot < len(tops) and tops_end[spot] == end and tops[spot][0] >= weight
        ):
            continue
        stop = spot
        while stop < len(tops) and tops[stop][0] <= weight:
            stop += 1
        tops_end[spot:stop] = [end]
        tops[spot:stop] = [(weight, index)]
    chain: list[Run] = []
    at = tops[-1][1] if tops else -1
    while at >= 0:
        chain.append(ordered[at])
        at = before[at]
    return _trimmed(chain[::-1])


def _trimmed(chain: list[Run]) -> list[Run]:
    """The chain without what overlaps in `a` (in `b` nothing does)."""
    kept: list[Run] = []
    for run in chain:
        if kept:
            over = kept[-1].i + kept[-1].size - run.i
            if over >= run.size:
                continue
            if over > 0:
                run = Run(run.i + over, run.j + over, run.size - over, run.weight)
        kept.append(run)
    return kept
