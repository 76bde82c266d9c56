"""The line at the bottom in which something is asked for: `:`, `/`, a tag, a date, a name."""

from collections.abc import Callable, Iterable
from typing import TYPE_CHECKING, cast

from textual.app import ComposeResult
from textual.containers import Horizontal, Vertical
from textual.content import Content
from textual.widgets import Input, Static

if TYPE_CHECKING:
    from briefing.tui.screens.base import BaseScreen


class Prompt(Vertical):
    """A label, what is typed, and what it could become."""

    context = "prompt"

    def __init__(
        self,
        label: str,
        done: Callable[[str], None],
        *,
        initial: str = "",
        complete: Callable[[str], Iterable[str]] | None = None,
        live: Callable[[str], None] | None = None,
        left: Callable[[], None] | None = None,
        remark: str = "",
    ) -> None:
        super().__init__()
        self.label = label
        self.done = done
        self.left = left
        self._initial = initial
        self._complete = complete
        self._live = live
        self._stem: str | None = None
        self._choices: list[str] = []
        self._choice = -1
        self._older = -1
        self.input = Input(initial, id="prompt-input", select_on_focus=False, compact=True)
        self._hint = Static("", id="prompt-hint", markup=False)
        self._remark = remark

    def compose(self) -> ComposeResult:
        """Label, field, completions."""
        space = "" if self.label in (":", "/") else " "
        if self._remark:
            indent = " " * (len(self.label) + len(space) + 1)
            yield Static(Content(indent + self._remark), id="prompt-remark", markup=False)
        with Horizontal(id="prompt-line"):
            yield Static(Content(f" {self.label}{space}"), id="prompt-label", markup=False)
            yield self.input
            yield self._hint

    def on_mount(self) -> None:
        """The keys go here."""
        self.input.focus()
        self._show_choices()

    def on_descendant_focus(self) -> None:
        """What was typed before the field was there goes into it."""
        cast("BaseScreen", self.screen).field_ready(self.input)

    @property
    def line(self) -> str:
        """What is typed."""
        return self.input.value

    def on_input_changed(self, event: Input.Changed) -> None:
        """Show what the line could become, and tell whoever listens."""
        event.stop()
        if self._choice < 0 or event.value != self._choices[self._choice]:
            self._stem = None
            self._choice = -1
            self._show_choices()
        if self._live is not None:
            self._live(event.value)

    def _show_choices(self) -> None:
        if self._complete is None:
            return
        self._choices = list(self._complete(self.input.value))[:200]
        self._draw()

    def _draw(self) -> None:
        words = [c.rsplit(" ", 1)[-1] if " " in c.strip() else c.strip() for c in self._choices]
        first = max(0, self._choice)
        shown = "  ".join(
            ("›" if n == self._choice else "") + w for n, w in enumerate(words[first : first + 8], first)
        )
        self._hint.update(Content(shown))

    def complete(self, step: int) -> None:
        """Take the next completion, or the one before."""
        if not self._choices:
            return
        if self._stem is None:
            self._stem = self.input.value
        self._choice = (
            (self._choice + step) % len(self._choices)
            if self._choice >= 0 or step > 0
            else len(self._choices) - 1
        )
        value = self._choices[self._choice]
        self.input.value = value
        self.input.cursor_position = len(value)
        self._draw()

    def older(self, lines: list[str], step: int) -> None:
        """Bring back an older line, or a newer one again."""
        if not lines:
            return
        self._older = max(-1, min(self._older + step, len(lines) - 1))
        value = self._initial if self._older < 0 else lines[-1 - self._older]
        self.input.value = value
        self.input.cursor_position = len(value)
