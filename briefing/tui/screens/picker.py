"""A list of choices over the screen: the palette, `?`, grades, relations, corrections, the trash."""

from collections.abc import Sequence
from dataclasses import dataclass

from textual import events
from textual.app import ComposeResult
from textual.containers import Vertical
from textual.content import Content
from textual.widgets import Input, Static

from briefing.commands.model import Context
from briefing.tui.ahead import hand_on
from briefing.tui.rows.source import Rows, Run, laid
from briefing.tui.screens.base import BaseScreen
from briefing.tui.text.cells import width
from briefing.tui.widgets.itemlist import ItemList

WIDEST = 100  # cells of a list of choices at the most
_FRAME = 6  # cells of the border and the margins around title and hint


@dataclass(frozen=True, slots=True)
class Choice:
    """One choice. `hot` is a key that takes it at once; a choice without a value is a heading."""

    value: str | None
    name: str
    help: str = ""
    hot: str = ""


class ChoiceRows(Rows):
    """Choices that match what is typed; that of just this name first, then those whose names begin so."""

    def __init__(self, choices: Sequence[Choice], typed: str = "") -> None:
        parts = typed.casefold().split()
        self.choices = [c for c in choices if self._matches(c, parts)] if parts else list(choices)
        if parts:
            whole = " ".join(parts)
            self.choices.sort(
                key=lambda c: (c.name.casefold() != whole, not c.name.casefold().startswith(whole))
            )
        self._wide = max((width(c.name) for c in self.choices if c.value is not None), default=0)
        self._hot = max((width(c.hot) for c in self.choices), default=0)
        self._help = max((width(c.help) for c in self.choices), default=0)
        self.empty = "nothing matches"

    @staticmethod
    def _matches(choice: Choice, parts: list[str]) -> bool:
        words = f"{choice.hot} {choice.name} {choice.help} {choice.value}".casefold()
        return choice.value is not None and all(p in words for p in parts)

    def __len__(self) -> int:
        return len(self.choices)

    def key(self, n: int) -> str | None:
        """The choice's value."""
        return self.choices[n].value

    def runs(self, n: int, cells: int) -> list[Run]:
        """Key, name, help."""
        choice = self.choices[n]
        if choice.value is None:
            return [(f" {choice.name}", "heading")]
        hot = min(self._hot + 2, 24) if self._hot else 0
        # A name gives way to its help beyond six tenths of the line; what the help does not need is the name's.
        room = max(12, cells * 6 // 10, cells - hot - 3 - self._help)
        name = min(self._wide + 2, room) if self._help else cells - hot - 2
        columns = [(" ", "", 1)]
        if hot:
            columns.append((choice.hot, "key", hot))
        if self._help:
            columns += [(choice.name, "plain", name - 2), ("  ", "", 2)]
        else:
            columns.append((choice.name, "plain", name))
        return laid(columns, (choice.help, "dim"), [(" ", "")], cells)


class Picker(BaseScreen):
    """Ends with the value chosen, or None."""

    def __init__(
        self, title: str, choices: Sequence[Choice], *, search: bool = False, hint: str = ""
    ) -> None:
        super().__init__()
        self.title_words = title
        self.choices_all = choices
        self.search = search
        self.hint = hint
        self.rows = ChoiceRows(choices)
        self.list = ItemList(self.rows, ident="picker-list", context="picker", heading=False)
        self.list.can_focus = not search
        self.list.active = True

    def compose(self) -> ComposeResult:
        """Title, what is typed, the choices."""
        with Vertical(id="picker"):
            yield Static(Content(self.title_words), id="picker-title", markup=False)
            if self.search:
                yield Input(id="picker-input", placeholder="type to search", compact=True)
            yield self.list
            yield Static(Content(self.hint), id="picker-hint", markup=False)

    @property
    def resting(self) -> Context:
        """A list of choices."""
        return "picker"

    @property
    def context(self) -> Context:
        """A list of choices, whatever has the focus."""
        return "picker"

    def on_mount(self) -> None:
        """As large as it needs to be; the keys go to the search where there is one."""
        self._place()
        if self.search:
            self.query_one(Input).focus()
        else:
            self.list.focus()
        self.list.show(self.rows)

    def on_resize(self) -> None:
        """As large as it needs to be."""
        self._place()

    def _place(self) -> None:
        box = self.query_one("#picker")
        self.list.styles.height = max(
            3, min(len(self.choices_all), self.size.height - (7 if self.search else 6))
        )
        rows = [(c.hot, c.name if c.value is not None else "", c.help) for c in self.choices_all]
        wanted = sum(max(map(width, column)) for column in zip(*rows, strict=True))
        # What says what this is, whole where there is room for it.
        words = [self.title_words, self.hint, *(c.name for c in self.choices_all if c.value is None)]
        least = max(map(width, words)) + _FRAME
        box.styles.width = min(self.size.width - 2, max(44, least, min(wanted + 14, WIDEST)))

    def on_input_changed(self, event: Input.Changed) -> None:
        """Show what matches."""
        event.stop()
        self.rows = ChoiceRows(self.choices_all, event.value)
        self.list.cursor = 0
        self.list.show(self.rows)

    def on_key(self, event: events.Key) -> None:
        """A hot key takes its choice where nothing is typed; j and k move."""
        if self.search and event.is_printable:  # the field had not got the focus yet
            event.stop()
            hand_on(event, self.query_one(Input))
            return
        if not self.search and event.character:
            value = next(
                (c.value for c in self.choices_all if c.hot == event.character and c.value is not None), None
            )
            if value is not None:
                event.stop()
                event.prevent_default()
                self.dismiss(value)
                return
            if event.character in "jk":
                event.stop()
                self.list.move(1 if event.character == "j" else -1)
                return
            if event.character == "q":
                event.stop()
                self.dismiss(None)
                return
        super().on_key(event)

    def on_item_list_opened(self, message: ItemList.Opened) -> None:
        """A double click chooses."""
        message.stop()
        self.dismiss(self.list.key)
