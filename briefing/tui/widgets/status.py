"""The last line: what is typed, what one can do here, and what was done."""

from textual.strip import Strip

from briefing.commands.model import TEXT_FIELDS
from briefing.tui.rows.source import Run
from briefing.tui.text.cells import clip, fit, shown, width
from briefing.tui.widgets.lines import LineWidget

_MOST = 4  # lines that a word may take


class Status(LineWidget):
    """Place on the left, keys in the middle, the last word of the program on the right.

    A word that does not fit there is shown whole, on lines of its own, until the next key: what went wrong
    with a file stands behind its path.
    """

    def __init__(self) -> None:
        super().__init__(id="status")
        self._place = ""
        self._keys: list[tuple[str, str]] = []
        self._word: Run = ("", "")
        self._fresh = False  # no key was pressed since the word was said
        self._whole: list[str] = []  # the lines of a word that is shown whole
        self._typed = ""
        self._options: list[tuple[str, str]] = []

    def place(self, words: str, keys: list[tuple[str, str]]) -> None:
        """Say where the hand is and which keys are worth knowing there; first of all that the desk is away."""
        if self.briefing.workspace.away:
            words = " · ".join(filter(None, ("AWAY", words)))
        if (words, keys) != (self._place, self._keys):
            self._place, self._keys = words, keys
            self.refresh()

    def say(self, words: str, role: str = "dim") -> None:
        """Say what was done, or what went wrong; stays until the next word."""
        if (words, role) != self._word or not self._fresh:
            self._word, self._fresh = (words, role), True
            self._lay()
            self.refresh()

    def rest(self) -> None:
        """Back to one line: the hand goes on."""
        self._fresh = False
        if self._whole:
            self._lay()
            self.refresh()

    def on_resize(self) -> None:
        """What fits on the line depends on its width."""
        self._lay()

    def _lay(self) -> None:
        """Take the lines that the word needs to be shown whole, and none more."""
        words, role = self._word
        cells = self.area.width
        lines: list[str] = []
        if self._fresh and cells and role != "dim" and width(words) > self._room(cells):
            from briefing.tui.text.wrap import wrap

            words = shown(words)
            lines = [words[start:end] for start, end in wrap(words, 0, len(words), cells - 2)]
            if len(lines) > _MOST:
                lines[_MOST - 1 :] = [clip(" ".join(lines[_MOST - 1 :]), cells - 2)]
        if len(lines) != len(self._whole):
            self.styles.height = max(1, len(lines))
        self._whole = lines

    def _room(self, cells: int) -> int:
        """The cells that a word may take beside the place and the keys."""
        return max(20, cells // 2 if self._word[1] == "dim" else cells * 3 // 4)

    @property
    def word(self) -> str:
        """What was said last."""
        return self._word[0]

    def typed(self, keys: str, options: list[tuple[str, str]]) -> None:
        """Show keys that wait for more, and what they may become."""
        self.rest()
        if (keys, options) != (self._typed, self._options):
            self._typed, self._options = keys, options
            self.refresh()

    def render_line(self, y: int) -> Strip:
        """The line."""
        cells = self.area.width
        if y < len(self._whole):
            return self.strip([(f" {self._whole[y]}", self._word[1])], cells)
        if self._typed:
            runs: list[Run] = [(f" {self._typed}", "hint"), ("  ", "")]
            return self.strip(self._hints(runs, self._options, cells), cells)
        word = clip(self._word[0], self._room(cells))
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
        """The key that shows the keys, where it is not text."""
        typing = getattr(self.screen, "context", "") in TEXT_FIELDS
        key = "" if typing else self.briefing.keymap.shown("help")
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
