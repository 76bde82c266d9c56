"""Finding words in a text, fast enough for every key of a search in a text of megabytes."""


def _folded(text: str, *, lower: bool) -> str:
    """`text` with the same length: line breaks as spaces, and in lower case where asked."""
    if lower:
        low = text.lower()
        if len(low) != len(text):  # İ and a few more grow in lower case
            low = "".join(c.lower() if len(c.lower()) == 1 else c for c in text)
        text = low
    return text.replace("\n", " ")


class Search:
    """A search in one text. Lower-case words match either case; a capital makes it exact."""

    def __init__(self, text: str) -> None:
        self._text = text
        self._plain: dict[bool, str] = {}
        self.words = ""
        self._needle = ""
        self._hay = ""
        self.count = 0

    def look_for(self, words: str) -> None:
        """Search for other words; "" ends the search."""
        self.words = words
        lower = words == words.lower()
        self._needle = _folded(words, lower=lower)
        if not words:
            self.count = 0
            return
        if lower not in self._plain:
            self._plain[lower] = _folded(self._text, lower=lower)
        self._hay = self._plain[lower]
        self.count = self._hay.count(self._needle)

    def after(self, offset: int) -> int | None:
        """The first hit that begins at `offset` or behind, around the end of the text."""
        if not self.count:
            return None
        found = self._hay.find(self._needle, max(0, offset))
        return found if found >= 0 else self._hay.find(self._needle)

    def before(self, offset: int) -> int | None:
        """The last hit that begins before `offset`, around the start of the text."""
        if not self.count:
            return None
        found = self._hay.rfind(self._needle, 0, max(0, offset + len(self._needle) - 1)) if offset > 0 else -1
        return found if found >= 0 else self._hay.rfind(self._needle)

    def number(self, offset: int) -> int:
        """Which hit, from 1, begins at `offset`, or is the last before it; 0 before the first."""
        return self._hay.count(self._needle, 0, offset + len(self._needle)) if self.count else 0

    def within(self, start: int, end: int) -> list[tuple[int, int]]:
        """The hits that share a character with `[start, end)`."""
        if not self.count:
            return []
        size = len(self._needle)
        hits = []
        at = self._hay.find(self._needle, max(0, start - size + 1), end + size - 1)
        while at >= 0:
            if at + size > start and at < end:
                hits.append((at, at + size))
            at = self._hay.find(self._needle, at + size, end + size - 1)
        return hits
