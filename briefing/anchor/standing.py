"""How much of some words stands in the new text, and between which characters.

The unit is the printed word: what stands between two white spaces, with its punctuation. A word
that stands as it was printed counts whole; one whose letters stand but whose case, quotation marks
or neighbours changed counts half, since in a short quotation that may be another thing altogether.
"""

from collections.abc import Iterator
from typing import NamedTuple

from briefing.anchor.align import SIGN_WEIGHT, Pieces
from briefing.anchor.words import Token, is_unspaced, tokens

_ALTERED = 0.5
# What was put in between counts against what it cuts off: a sentence is not torn in two by a picture
# in its middle, but a lone "you" two paragraphs on is not its end.
_PENALTY = 0.02


class Standing(NamedTuple):
    """`share` of the words (0 to 1) stands in `new[start:end]`; `whole` if all stand as printed."""

    share: float
    start: int
    end: int
    whole: bool


class _Word(NamedTuple):
    weight: float
    score: float
    start: int  # in the old text
    end: int
    to: int  # in the new text
    to_end: int


NOTHING = Standing(0.0, 0, 0, False)


def standing(old: str, start: int, end: int, new: str, pieces: Pieces) -> Standing:
    """What `pieces` keep of `old[start:end]`."""
    total = 0.0
    found: list[_Word] = []
    count = 0
    for unit in printed_words(tokens(old, start, end)):
        count += 1
        weight = 1.0 if any(t.is_word for t in unit) else SIGN_WEIGHT
        total += weight
        word = _find(unit, weight, old, new, pieces)
        if word:
            found.append(word)
    if not found:
        return NOTHING
    found = _compact(sorted(found, key=lambda w: w.to))
    share = sum(w.weight * w.score for w in found) / total
    whole = len(found) == count and all(w.score == 1.0 for w in found)
    return Standing(share, found[0].to, max(w.to_end for w in found), whole)


def printed_words(sequence: list[Token]) -> Iterator[list[Token]]:
    """Tokens grouped as they stand together; a character of an unspaced script stands alone."""
    unit: list[Token] = []
    for token in sequence:
        if unit and (token.start > unit[-1].end or is_unspaced(token.key[0]) or is_unspaced(unit[-1].key[0])):
            yield unit
            unit = []
        unit.append(token)
    if unit:
        yield unit


def _find(unit: list[Token], weight: float, old: str, new: str, pieces: Pieces) -> _Word | None:
    start, end = unit[0].start, unit[-1].end
    places = [p for t in unit if (p := pieces.place(t.start, t.end))]
    if not places:
        return None
    to, to_end = places[0][0], places[-1][1]
    if (
        len(places) == len(unit)
        and old[start:end] == new[to:to_end]
        and (
            is_unspaced(unit[0].key[0])
            or (_open(old, start - 1) == _open(new, to - 1) and _open(old, end) == _open(new, to_end))
        )
    ):
        return _Word(weight, 1.0, start, end, to, to_end)
    whole = sum(1.0 if t.is_word else SIGN_WEIGHT for t in unit)
    part = sum(1.0 if t.is_word else SIGN_WEIGHT for t in unit if pieces.place(t.start, t.end))
    return _Word(weight, _ALTERED * part / whole, start, end, to, max(to_end, places[0][1]))


def _open(text: str, at: int) -> bool:
    """Whether nothing is printed at that place."""
    return not 0 <= at < len(text) or text[at].isspace()


def _compact(found: list[_Word]) -> list[_Word]:
    """The stretch in which what stands outweighs what was put in between (a maximum subarray)."""
    best, best_sum = (0, 0), 0.0
    first, running = 0, 0.0
    for n, word in enumerate(found):
        if n:
            before = found[n - 1]
            inserted = (word.to - before.to_end) - max(0, word.start - before.end)
            # Two words that changed places are not one passage any more.
            running -= _PENALTY * max(0, inserted) if word.start >= before.end else running
        if running <= 0:
            first, running = n, 0.0
        running += word.end - word.start
        if running > best_sum:
            best, best_sum = (first, n + 1), running
    low, high = best
    # A word of which only a part stands may be another word ("tohttp://…"): the place does not end on it.
    while high - low > 1 and found[low].score < _ALTERED:
        low += 1
    while high - low > 1 and found[high - 1].score < _ALTERED:
        high -= 1
    return found[low:high]
