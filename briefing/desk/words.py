"""Words as the desk's search knows them: the same that FTS5 finds in the local library.

A text is folded (case and accents aside) and cut into runs of letters and digits; in scripts without
spaces each character is a word. The desk keeps the words twice: as a set that the index answers for, and
in order between single spaces, where LIKE finds what stands side by side.
"""

import re
import unicodedata
from collections.abc import Iterable

import msgspec

from briefing.model.filter import Term
from briefing.store.library.compiler import fold

LONGEST = 200  # characters of a word or a tag that count: an index row holds 2,700 bytes
MOST_BYTES = 900_000  # of one text's distinct words: a tsvector holds 1 MB
BREAK = " \n "  # between two texts: nothing is found across it
# Thai, Lao, Burmese, Khmer, Kana, Han: scripts that put no spaces between words.
_UNSPACED = "\u0e00-\u0eff\u1000-\u109f\u1780-\u17ff\u3040-\u30ff\u3400-\u9fff\U00020000-\U0003ffff"
WORD = re.compile(f"[{_UNSPACED}]|[^\\W_{_UNSPACED}]+")


class Piece(msgspec.Struct, frozen=True):
    """What one typed word or phrase asks: `lexemes` in the index, `pattern` in the row of words.

    `begins`: the last word need only begin so. `literal` is the folded text itself where it holds signs
    that are no words (`C++`).
    """

    lexemes: list[str]
    begins: bool
    literal: str | None

    @property
    def pattern(self) -> str:
        """Of LIKE, over words between single spaces."""
        inside = _escaped(" ".join(self.lexemes))
        return f"% {inside}%" if self.begins else f"% {inside} %"

    @property
    def needs_pattern(self) -> bool:
        """Whether the index alone cannot tell."""
        return len(self.lexemes) > 1

    def query(self) -> str:
        """Of to_tsquery's own syntax, each word quoted."""
        quoted = [_quoted(word) for word in self.lexemes]
        if self.begins:
            quoted[-1] += ":*"
        return " & ".join(quoted)


def words(text: str) -> list[str]:
    """The words of `text`, folded, in order."""
    return [word[:LONGEST] for word in WORD.findall(fold(text))]


def row_of(texts: Iterable[str]) -> str:
    """The words of texts between single spaces, the texts apart."""
    return BREAK.join(f" {' '.join(words(text))} " for text in texts)


def distinct(row: str) -> list[str]:
    """The distinct words of a row: what `array_to_tsvector` takes."""
    found = dict.fromkeys(row.split())
    size, kept = 0, []
    for word in found:
        size += len(word.encode()) + 8
        if size > MOST_BYTES:
            break
        kept.append(word)
    return kept


def pieces(term: Term) -> list[Piece]:
    """What a term with words asks for; empty where it asks nothing (a lone sign that stands for none)."""
    found = []
    for typed in [term.value] if term.phrase else term.value.split():
        begins = not term.phrase and typed.endswith("*")
        bare = typed.rstrip("*") if begins else typed
        lexemes = words(bare)
        literal = fold(bare) if _has_sign(bare) or not lexemes else None
        if lexemes or literal:
            found.append(Piece(lexemes, begins and bool(lexemes), literal))
    return found


def contains(literal: str) -> str:
    """The LIKE pattern of what holds `literal`."""
    return f"%{_escaped(literal)}%"


def tag_key(tag: str) -> str:
    """A tag as it is compared."""
    return fold(tag)[:LONGEST]


def _has_sign(text: str) -> bool:
    return any(unicodedata.category(c)[0] == "S" or c in "#%@&*" for c in text)


def _quoted(word: str) -> str:
    return "'" + word.replace("\\", "\\\\").replace("'", "''") + "'"


def _escaped(text: str) -> str:
    return re.sub(r"([\\%_])", r"\\\1", text)
