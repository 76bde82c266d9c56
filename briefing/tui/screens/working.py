"""A window over the screen while something long is done: how far it is, and the key that stops it."""

import threading

from textual.app import ComposeResult
from textual.containers import Vertical
from textual.content import Content
from textual.widgets import Static

from briefing.commands.model import Context
from briefing.commands.reader import Call
from briefing.tui.screens.base import BaseScreen


class Working(BaseScreen):
    """Counts; the key that leaves a list of choices sets `stopped`, and the work ends at its next step."""

    def __init__(self, words: str, unit: str, stopped: threading.Event) -> None:
        super().__init__()
        self._words, self._unit, self._stopped = words, unit, stopped
        self._line = Static(Content("…"), id="picker-hint", markup=False)

    def compose(self) -> ComposeResult:
        """What is being done, how far it is."""
        with Vertical(id="picker"):
            yield Static(Content(self._words), id="picker-title", markup=False)
            yield self._line

    @property
    def resting(self) -> Context:
        """As in a list of choices, of which there is only one: to stop."""
        return "picker"

    def perform(self, call: Call) -> None:
        """Of the keys of such a list only the one that leaves it does anything here."""
        if call.command.name == "leave-choices":
            self.stop()

    def count(self, done: int) -> None:
        """Show how far it is."""
        self._line.update(Content(f"{self._unit}: {done} · esc stops"))

    def stop(self) -> None:
        """Let the work end at its next step; the window stays until it has."""
        self._stopped.set()
        self._line.update(Content("stopping…"))

    def close(self) -> None:
        """The work is over."""
        if self.is_current:
            self.app.pop_screen()
