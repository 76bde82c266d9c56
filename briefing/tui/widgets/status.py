"""The last line: what is typed, what one can do here, and what was done."""

from textual.strip import Strip

from briefing.tui.rows.source import Run
from briefing.tui.text.cells import clip, fit, width
from briefing.tui.widgets.lines import LineWidget


class Status(LineWidget):
    """Place on the left, keys in the middle, the last word of the program on the right."""

    def __init__(self) -> None:
        super().__init__(id="status")
        self._place = ""
        self._keys: list[tuple[str, str]] = []
        self._word: Run = ("", "")
        self._typed = ""
        self._options: list[tuple[str, str]] = []

    def place(self, words: str, keys: list[tuple[str, str]]) -> None:
        """Say where the hand is and which keys are worth knowing there; first of all that the desk is away."""
        if self.briefing.workspace.away:
            words = f"AWAY · {words}"
        if (words, keys) != (self._place, self._keys):
            self._place, self._keys = words, keys
            self.refresh()

    def say(self, words: str, role: str = "dim") -> None:
        """Say what was done, or what went wrong; stays until the next word."""
        if (words, role) != self._word:
            self._word = (words, role)
            self.refresh()

    @property
    def word(self) -> str:
        """What was said last."""
        return self._word[0]

    def typed(self, keys: str, options: list[tuple[str, str]]) -> None:
        """Show keys that wait for more, and what they may become."""
        if (keys, options) != (self._typed, self._options):
            self._typed, self._options = keys, options
            self.refresh()

    def render_line(self, y: int) -> Strip:
        """The line."""
        cells = self.area.width
        if self._typed:
            runs: list[Run] = [(f" {self._typed}", "hint"), ("  ", "")]
            return self.strip(self._hints(runs, self._options, cells), cells)
        word = clip(
            self._word[0], max(20, cells // 2) if self._word[1] != "error" else max(20, cells * 3 // 4)
        )
        right: list[Run] = [(f" {word} ", self._word[1])] if word else self._help()
        room = cells - sum(width(t) for t, _ in right)
        left = self._hints([(f" {self._place}  ", "plain")], self._keys, room)
        used = sum(width(t) for t, _ in left)
        if used < room:
            left.append((" " * (room - used), ""))
        elif used > room:
            left = [(fit(" " + self._place, max(0, room)), "plain")]
        return self.strip([*left, *right], cells)

    def _help(self) -> list[Run]:
        """The key that shows the keys."""
        key = self.briefing.keymap.shown("help")
        return [(f" {key}", "key"), (" keys ", "dim")] if key else []

    @staticmethod
    def _hints(runs: list[Run], pairs: list[tuple[str, str]], cells: int) -> list[Run]:
        used = sum(width(t) for t, _ in runs)
        for key, word in pairs:
            more = width(key) + width(word) + 3
            if used + more > cells:
                break
            runs += [(f" {key}", "key"), (f" {word} ", "dim")]
            used += more
        return runs
