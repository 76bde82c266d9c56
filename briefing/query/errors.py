"""What is said when a query cannot be read."""

import unicodedata
from collections.abc import Iterable
from difflib import get_close_matches


class QueryError(ValueError):
    """A query that cannot be read.

    `message` says what is wrong, `position` (and `length`) where, in code points of `text`;
    `suggestion` is the whole query put right, where that can be guessed.
    """

    def __init__(
        self, message: str, text: str, position: int, length: int = 1, suggestion: str | None = None
    ) -> None:
        super().__init__(message)
        self.message = message
        self.text = text
        self.position = position
        self.length = max(1, length)
        self.suggestion = suggestion

    def explain(self) -> str:
        """The query, a caret under the place, the message and the suggestion, a line each.

        Carets stand by terminal cells: two under a wide character, none under a combining one.
        """
        shown = "".join(" " if c.isspace() or not c.isprintable() else c for c in self.text)
        before = _cells(shown[: self.position])
        under = max(1, _cells(shown[self.position : self.position + self.length]))
        lines = [shown, " " * before + "^" * under, self.message]
        if self.suggestion is not None:
            lines.append(f"did you mean  {self.suggestion}")
        return "\n".join(lines)


def _cells(text: str) -> int:
    return sum(
        0 if unicodedata.combining(c) else 2 if unicodedata.east_asian_width(c) in "WF" else 1 for c in text
    )


def nearest(word: str, known: Iterable[str], synonyms: dict[str, str]) -> str | None:
    """The known word that was probably meant."""
    word = word.casefold()
    if word in synonyms:
        return synonyms[word]
    close = get_close_matches(word, list(known), n=1, cutoff=0.6)
    return close[0] if close else None
