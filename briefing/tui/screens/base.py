"""What all screens share: keys to commands, the status line, the prompt."""

from collections.abc import Callable, Iterable
from typing import TYPE_CHECKING, cast

from textual import events, on
from textual.geometry import Size
from textual.reactive import Reactive
from textual.screen import Screen
from textual.widget import Widget

from briefing.commands.keys import show_keys
from briefing.commands.model import CHAINS, TEXT_FIELDS, Command, Context
from briefing.commands.reader import Call, Waiting
from briefing.commands.registry import command
from briefing.store.protocol import StoreError
from briefing.tui.ahead import FieldReady, hand_on
from briefing.tui.dispatch import perform
from briefing.tui.widgets.lines import Settled
from briefing.tui.widgets.status import Status
from briefing.workspace import Workspace

if TYPE_CHECKING:
    from briefing.tui.app import BriefingApp
    from briefing.tui.widgets.prompt import Prompt


def key_of(event: events.Key) -> str:
    """The key of an event as the keymap writes it: `j`, `]`, `ctrl+d`, `space`."""
    if event.is_printable and event.character and event.character != " ":
        return event.character
    return event.key


class BaseScreen(Settled, Screen[object], inherit_bindings=False):
    """A screen whose keys go through the command registry."""

    ALLOW_SELECT = False
    AUTO_FOCUS = ""
    # As Textual's, but the whole screen is not drawn anew for it: the two widgets concerned are.
    focused: Reactive[Widget | None] = Reactive(None, repaint=False)

    def __init__(self) -> None:
        super().__init__()
        self.status = Status()
        # Takes every key while set: the hints of `f`, the letters of the jump overlay.
        self.capture: Callable[[str], None] | None = None
        self._footers: dict[Context, list[tuple[str, str]]] = {}
        self._asked_from: Widget | None = None
        self._keys_from: Widget | None = None  # where the keys go until a field that was asked for is there
        self._prompt: Prompt | None = None
        self._shown = False

    @on(events.ScreenResume)
    def draw_once(self, event: events.ScreenResume) -> None:
        """Shown for the first time, a screen is laid out and drawn; from then on it is come back to.

        Textual would also give each widget its styles, which it has just got, and draw the whole screen again.
        """
        if self._shown:
            self.returned()
        else:
            self._shown = True
            event.prevent_default()
            # As Textual's own: from here on a change of the size is the screen's to follow.
            self.stack_updates += 1
            self._refresh_layout(self.app.size)

    def _screen_resized(self, size: Size) -> None:
        """A size that it has already, of which it is told three times at the start, is no reason to lay it out."""
        if size != self._size:
            super()._screen_resized(size)

    def returned(self) -> None:
        """Back from another screen: something may be different now."""

    @property
    def briefing(self) -> "BriefingApp":
        """The app, as what it is."""
        return cast("BriefingApp", self.app)

    @property
    def workspace(self) -> Workspace:
        """The opened home."""
        return self.briefing.workspace

    @property
    def context(self) -> Context:
        """Where the hand is."""
        widget = self.focused
        while widget is not None and widget is not self:
            context = getattr(widget, "context", None)
            if isinstance(context, str):
                return cast("Context", context)
            widget = cast("Widget | None", widget.parent)
        return self.resting

    @property
    def resting(self) -> Context:
        """The context where nothing has the focus."""
        return "library"

    # ── keys ─────────────────────────────────────────────────────────────────────────────────
    def on_key(self, event: events.Key) -> None:
        """Every key that no text field took."""
        if self.briefing.ahead.takes(event):
            event.stop()
            event.prevent_default()
            return
        if self.app.screen is not self:  # it was on its way when another screen was put on this one
            event.stop()
            hand_on(event, self.app.screen)
            return
        key = key_of(event)
        if self.capture is not None:
            event.stop()
            event.prevent_default()
            self.capture(key)
            return
        context = self.context
        if context in TEXT_FIELDS:
            self._typing_key(event, key, context)
            return
        event.stop()
        event.prevent_default()
        reader = self.briefing.reader
        result = reader.feed(key, event.character if event.is_printable else None, context, event.time)
        if isinstance(result, Waiting):
            self._show_typed(result)
            return
        self.status.typed("", [])
        if isinstance(result, Call):
            if result.origin is not None:
                self.step_back(result.origin)
            self.perform(result)
        elif result.typed != "escape":
            self.say(f"{result.typed} does nothing here · ? shows the keys")

    def _typing_key(self, event: events.Key, key: str, context: Context) -> None:
        match = self.briefing.keymap.match(context, (key,))
        if match.command is not None:
            event.stop()
            event.prevent_default()
            self.perform(Call(match.command))
        elif key in ("tab", "shift+tab"):
            event.stop()
            event.prevent_default()

    def _show_typed(self, waiting: Waiting) -> None:
        options = [(show_keys(keys), command.name) for keys, command in waiting.longer[:12]]
        self.status.typed(waiting.typed, options)

    def perform(self, call: Call) -> None:
        """Carry out a command."""
        perform(self, call)

    def call_named(self, name: str, argument: str = "") -> None:
        """Carry out a command by its name."""
        self.perform(Call(command(name), argument=argument))

    def footer_keys(self) -> list[tuple[str, str]]:
        """The keys worth knowing here, those of the nearest context first."""
        context = self.context
        if context not in self._footers:
            self._footers[context] = self._footer(context)
        return self._footers[context]

    def _footer(self, context: Context) -> list[tuple[str, str]]:
        found: dict[str, tuple[int, str, str]] = {}
        chain = CHAINS[context]
        for keys, member in self.briefing.keymap.in_force(context).items():
            # (A screen that one goes to by a command has its name: where one is already is no news.)
            if member.footer and member.name not in found and member.name != context:
                near = min(n for n, c in enumerate(chain) if c in member.where)
                found[member.name] = (near, show_keys(keys), member.footer)
        return [(keys, word) for _, keys, word in sorted(found.values(), key=lambda f: f[0])]

    def step_back(self, origin: Context) -> None:
        """A digit that showed a pane turned out to be a count: go back to where it was typed."""

    # ── words ────────────────────────────────────────────────────────────────────────────────
    def say(self, words: str, role: str = "dim") -> None:
        """Say something in the status line, and keep it for `messages`."""
        words = " ".join(words.split())
        self.status.say(words, role)
        if words:
            self.briefing.said.append(words)
            del self.briefing.said[:-200]

    def complain(self, problem: Exception | str) -> None:
        """Say what went wrong, in words."""
        words = str(problem)
        if isinstance(problem, OSError) and problem.strerror:
            words = ": ".join(str(part) for part in (problem.filename, problem.strerror) if part)
        self.say(words or type(problem).__name__, "error")

    # ── prompts ──────────────────────────────────────────────────────────────────────────────
    def ask(
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
        """Open the line at the bottom. `live` hears every change, `left` that it was left without.

        `remark` stands above the line, under the column where the field begins: what was wrong with it.
        """
        from briefing.tui.widgets.prompt import Prompt

        if self._prompt is not None:
            return
        self.briefing.read_styles()
        self._asked_from = self.focused
        prompt = Prompt(label, done, initial=initial, complete=complete, live=live, left=left, remark=remark)
        self._prompt = prompt
        self.expect_field()
        self.mount(prompt, after=self.status)
        self.status.display = False

    def prompt(self) -> "Prompt | None":
        """The open line, if there is one."""
        return self._prompt

    def expect_field(self) -> None:
        """A field is being put on the screen: what is typed from here on is meant for it."""
        self._keys_from = self.focused
        self.briefing.ahead.hold()

    def field_ready(self, field: Widget) -> None:
        """A field that was asked for has the focus: it gets what was typed before, once all of it is here."""
        before = self._keys_from
        (before if before is not None and before.is_attached else self).post_message(FieldReady(field))

    @on(FieldReady)
    def hand_over(self, message: FieldReady) -> None:
        """Nothing is under way to the former pane any more."""
        message.stop()
        self.briefing.ahead.give(message.field)

    def close_prompt(self) -> None:
        """Close the line and give the keys back to the pane that had them."""
        prompt, self._prompt = self._prompt, None
        if prompt is not None:
            prompt.remove()
            self.status.display = True
            if self._asked_from is not None and self._asked_from.is_attached:
                self.set_focus(self._asked_from, scroll_visible=False)

    def ask_argument(self, call: Call) -> None:
        """Ask for what a command needs, then carry it out."""
        from briefing.commands.line import complete_argument

        asked = call.command
        assert asked.argument is not None

        def done(line: str) -> None:
            if line.strip():
                self.perform(Call(asked, call.count, line.strip()))

        self.ask(
            asked.argument.prompt,
            done,
            initial=self.first_guess(asked),
            complete=lambda typed: complete_argument(asked, typed, self.choices),
        )

    def first_guess(self, command: Command) -> str:
        """What the prompt of a command begins with."""
        return ""

    def choices(self, name: str, typed: str) -> Iterable[str]:
        """The words of a named list, for completion."""
        if name == "theme":
            return sorted(self.app.available_themes)
        if name == "saved":
            try:
                return list(self.workspace.saved_queries())
            except StoreError:
                return []
        if name == "tag":
            try:
                return [tag for tag, _ in self.workspace.tags()]
            except StoreError:  # a completion is a help; without it the line still works
                return []
        if name == "path":
            from briefing.tui.paths import completed_path

            return completed_path(typed)
        if name == "format":
            from briefing.exchange.registry import WRITTEN

            return WRITTEN
        if name == "query":
            from briefing.tui.queries import completed_query

            return completed_query(typed, self.query_values)
        return ()

    def query_values(self, field: str, typed: str) -> Iterable[str]:
        """What the library has for a field of a query, as far as the screen knows, and begins with `typed`."""
        tags = self.choices("tag", typed) if field == "tag" else ()
        return [tag for tag in tags if tag.casefold().startswith(typed)]
