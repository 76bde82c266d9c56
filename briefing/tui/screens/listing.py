"""A screen that is one list: the library, the feeds, the notes."""

from typing import ClassVar

from textual.app import ComposeResult

from briefing.commands.model import Context
from briefing.tui.jobs import Job
from briefing.tui.rows.source import Rows
from briefing.tui.screens.base import BaseScreen
from briefing.tui.widgets.bars import Rule
from briefing.tui.widgets.itemlist import ItemList


class ListScreen(BaseScreen):
    """The list over a status line. A screen says which keys hold on it, and what a double click does."""

    place: ClassVar[Context]
    opening: ClassVar[str]  # the command of a double click

    def __init__(self, rows: Rows, *, ident: str, empty: str) -> None:
        super().__init__()
        rows.empty = empty
        self.list = ItemList(rows, ident=ident, context=self.place)
        self._unreadable: list[str] = []  # what was told of already

    def compose(self) -> ComposeResult:
        """The list and the status line."""
        yield self.list
        yield Rule("─", ident="rule-bottom")
        yield self.status

    @property
    def resting(self) -> Context:
        """The list."""
        return self.place

    def on_mount(self) -> None:
        """Fill the list."""
        self.set_focus(self.list)  # at once: asked by the widget, it comes after the first frame
        self.briefing.jobs.wait(self.load())
        self.show_place()

    def on_item_list_moved(self, message: ItemList.Moved) -> None:
        """The hand is on another row."""
        message.stop()
        self.moved()

    def on_item_list_opened(self, message: ItemList.Opened) -> None:
        """A double click opens."""
        message.stop()
        self.call_named(self.opening)

    def tell_unreadable(self) -> None:
        """Say, once, that the home cannot be written, and which files are missing because they could not be read."""

        def done(found: tuple[str | None, list[str]]) -> None:
            unwritable, problems = found
            if not self.is_attached:
                return
            if unwritable is not None and unwritable not in self.briefing.said:
                self.complain(unwritable)
            if problems != self._unreadable:
                self._unreadable = problems
                for problem in problems[1:]:
                    self.briefing.said.append(f"left out: {problem}")
                if problems:
                    more = f"{len(problems) - 1} more files and " if problems[1:] else ""
                    self.complain(f"left out: {more}{problems[0]}")

        workspace = self.workspace
        self.briefing.jobs.run(lambda: (workspace.unwritable(), workspace.unreadable()), done, self.complain)

    # Textual calls the handlers of every class above: what differs is in methods of its own.

    def load(self) -> Job:
        """Look at what the list shows anew."""
        raise NotImplementedError

    def show_place(self) -> None:
        """Say in the status line where the hand is."""
        raise NotImplementedError

    def returned(self) -> None:
        """Something may have changed on the screen that one comes back from."""
        self.load()

    def moved(self) -> None:
        """Follow the hand."""
        self.show_place()
