"""Where the panes of the brief screen stand: beside each other, one at a time, or zoomed; the library at their left."""

from typing import TYPE_CHECKING

from textual.geometry import Size
from textual.widget import Widget

from briefing.commands.model import Context
from briefing.store.protocol import ReadingState
from briefing.tui.screens.arrange import PANES, Arrangement, arrange
from briefing.tui.screens.linking import LinkedScreen
from briefing.tui.text.pane import TextPane
from briefing.tui.widgets.bars import Rule
from briefing.tui.widgets.lines import Room

if TYPE_CHECKING:
    from briefing.tui.screens.shelf import Shelf


class PanesScreen(LinkedScreen):
    """The part of the brief screen that shows the panes there is room for, and goes from one to another."""

    def __init__(self, article_id: str) -> None:
        super().__init__(article_id)
        self.zoomed = False
        self.shelf: Shelf | None = None
        self.text = TextPane(0)
        self.rules = Rule("┬", ident="rule-top"), Rule("┴", ident="rule-notes")
        self.body = Room(id="body")
        self.side = Room(id="side")
        self._placed: Arrangement | None = None

    @property
    def room(self) -> Size:
        """The screen's size; the terminal's before the screen is laid out for the first time."""
        return self.size or self.app.size

    def place_panes(self) -> None:
        """Show the panes there is room for."""
        rows = {name: len(items.rows) for name, items in self.lists.items()}
        size = self.room
        plan = arrange(size.width, size.height, self.pane, rows, zoomed=self.zoomed)
        if plan == self._placed:
            return
        self._placed = plan
        # Before there is anything in the screen, the new widgets get their styles with the class in place.
        self.set_class(plan.wide, "-panes", update=self.is_mounted)
        self.side.display = plan.wide or self.pane in ("actors", "claims", "timeline")
        self.body.display = plan.wide or self.pane != "notes"
        self.text.display = plan.wide or self.pane == "text"
        self.text.styles.width = plan.text if plan.wide else "1fr"
        for name, items in self.lists.items():
            items.display = name in plan.panes
            items.styles.height = plan.heights.get(name, "1fr") if name != "timeline" else "1fr"
        self._place_shelf(plan.library)
        joints = (plan.library - 1, plan.library + plan.text) if plan.library else (plan.text,)
        self.rules[1].display = plan.wide
        for rule in self.rules:
            rule.join(*(joints if plan.wide else ()))

    def _place_shelf(self, columns: int) -> None:
        """The library on the left, where there is room for it."""
        if columns and self.shelf is None:
            from briefing.tui.screens.shelf import Shelf

            self.shelf = Shelf(self.article_id)
            if self.is_mounted:
                self.body.mount(self.shelf, before=self.text)
        if self.shelf is not None:
            self.shelf.display = bool(columns)
            self.shelf.styles.width = columns

    def show_pane(self, name: str) -> None:
        """Go to a pane."""
        self.pane = name
        self.place_panes()
        target: Widget = self.text if name == "text" else self.lists[name]
        self.set_focus(target, scroll_visible=False)
        self.show_place()

    def show_badges(self, letters: dict[str, str]) -> None:
        """Letters at the top of the panes, for the jump overlay."""
        for name, pane in {"text": self.text, **self.lists}.items():
            pane.badge = letters.get(name, "")
            pane.refresh()

    def step_back(self, origin: Context) -> None:
        """The digit was a count, not the number of a pane."""
        self.show_pane(origin if origin in PANES else "text")

    def on_descendant_focus(self) -> None:
        """A click may have moved the hand to another pane."""
        focused = self.focused
        name = "text" if focused is self.text else focused.id if focused is not None else None
        if name in PANES and name != self.pane:
            self.pane = name
            self.place_panes()
        self.show_place()

    def show_state(self, article_id: str, state: ReadingState) -> None:
        """Show a reading state that is kept already, beside the text too."""
        super().show_state(article_id, state)
        if self.shelf is not None:
            self.shelf.show_state(article_id, state)
