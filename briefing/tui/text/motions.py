"""Where a motion leads: an offset of the text and a direction -> another offset."""

import re
from functools import cache

_WINDOW = 20_000  # characters searched for the next boundary


@cache
def _word() -> re.Pattern[str]:
    """A word with its hyphens and apostrophes, or a row of punctuation marks."""
    return re.compile(r"\w+(?:[’'\-]\w+)*|[^\w\s]+")


@cache
def _sentence_end() -> re.Pattern[str]:
    """. ! ? … with closing quotes or brackets behind, before a space and an opening capital, digit or quote.

    Initials and short titles do not end a sentence; the break of a block always does.
    """
    return re.compile(
        r"""(?<!\b[A-Z])(?<!\b(?:Mr|Ms|Dr|St|vs|No|Lt))(?<!\b(?:Mrs|Gen|Sen|Rep|Gov|Col|Sgt|etc))(?<!\b(?:Prof|Capt))"""
        r"""[.!?…。！？]["”’»)\]」]*(?=\s+["“‘«(\[]*[A-Z0-9À-ÞΑ-ΩА-Я])|[。！？][」』]*"""
    )


def next_word(text: str, at: int) -> int:
    """The start of the next word."""
    here = _word().match(text, at)
    found = _word().search(text, here.end() if here else at + 1)
    return found.start() if found else max(at, len(text) - 1)


def previous_word(text: str, at: int) -> int:
    """The start of this word, or of the one before."""
    low = max(0, at - 400)
    # Looked for beyond `at`: a match cut off there would begin in the middle of a word.
    starts = [m.start() for m in _word().finditer(text, low, min(len(text), at + 200)) if m.start() < at]
    return starts[-1] if starts else low


def word_end(text: str, at: int) -> int:
    """The last character of this word, or of the next where it ends here."""
    found = _word().search(text, _inside(text, at + 1))
    return found.end() - 1 if found else max(at, len(text) - 1)


def _inside(text: str, at: int) -> int:
    return min(at, len(text))


def word_at(text: str, at: int) -> tuple[int, int]:
    """`[start, end)` of the word at an offset; empty where there is none."""
    low = max(0, at - 200)
    for m in _word().finditer(text, low, min(len(text), at + 200)):
        if m.start() <= at < m.end():
            return m.start(), m.end()
    return at, at


def sentence_starts(text: str, start: int, end: int) -> list[int]:
    """Offsets in `[start, end)`, one block, at which sentences begin."""
    starts = [start]
    for m in _sentence_end().finditer(text, start, end):
        after = re.compile(r"\s*").match(text, m.end(), end)
        at = after.end() if after else m.end()
        if at < end:
            starts.append(at)
    return starts


def sentence_at(text: str, block: tuple[int, int], at: int) -> tuple[int, int]:
    """`[start, end)` of the sentence at `at` inside its block, without the space behind it."""
    low, high = max(block[0], at - _WINDOW), min(block[1], at + _WINDOW)
    starts = sentence_starts(text, low, high)
    begin = max((s for s in starts if s <= at), default=low)
    end = min((s for s in starts if s > at), default=high)
    return begin, begin + len(text[begin:end].rstrip())
