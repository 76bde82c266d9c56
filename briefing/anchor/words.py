"""Words with their places: what texts are compared by, rather than by characters."""

import re
import unicodedata
from typing import NamedTuple

# Scripts written without spaces between words, where a character is the unit that can be compared:
# Thai to Lao, Myanmar, Khmer, kana, CJK ideographs (Unicode UAX #14, line breaking classes SA and ID).
_UNSPACED = "\u0e00-\u0eff\u1000-\u109f\u1780-\u17ff\u3040-\u30ff\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff\U00020000-\U0003ffff"
_UNSPACED_ONE = re.compile(f"[{_UNSPACED}]")
# A word with its inner apostrophe; one character of such a script; a run of one and the same sign.
_TOKEN = re.compile(rf"[^\W{_UNSPACED}]+(?:['’][^\W{_UNSPACED}]+)?|[{_UNSPACED}]|(\S)\1*")
# Signs that editors and content systems exchange for one another without touching the words.
_FOLD = str.maketrans(
    {
        **dict.fromkeys("‘’‚‛′`´", "'"),
        **dict.fromkeys("“”„‟″«»", '"'),
        **dict.fromkeys("‐‑‒–—―−", "-"),
        "…": ".",
    }
)


class Token(NamedTuple):
    """One word or run of a sign. `key` is equal for spellings that differ in case or typography only."""

    key: str
    start: int
    end: int

    @property
    def is_word(self) -> bool:
        """Whether it is a word, not punctuation."""
        return _wordlike(self.key[0])


def tokens(text: str, start: int = 0, end: int | None = None) -> list[Token]:
    """The tokens of `text[start:end]`, with offsets into `text`. White space is in none of them."""
    stop = len(text) if end is None else end
    keys, new = _Keys(), tuple.__new__  # a plain tuple first: this is the inner loop of every alignment
    return [new(Token, (keys[m[0]], *m.span())) for m in _TOKEN.finditer(text, start, stop)]


class _Keys(dict[str, str]):
    """The key of each word, worked out once a text."""

    def __missing__(self, word: str) -> str:
        key = word.lower()
        if not word.isascii():
            key = unicodedata.normalize("NFC", word).casefold().translate(_FOLD)
        # "---" and "—", "..." and "…" are the same sign at different lengths.
        self[word] = key = key if _wordlike(key[0]) else key[0]
        return key


def _wordlike(character: str) -> bool:
    return character.isalnum() or character == "_"


def is_unspaced(character: str) -> bool:
    """Whether it belongs to a script that puts no spaces between words."""
    return not character.isascii() and _UNSPACED_ONE.match(character) is not None


def same_words(a: str, b: str) -> bool:
    """Whether two pieces of text are equal but for white space."""
    return a == b or a.split() == b.split()
