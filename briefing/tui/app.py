"""The application: theme, keymap, work beside the screen. What happens on a key is in the screens."""

import os
import time
from collections.abc import Callable
from functools import partial
from importlib import import_module
from typing import Any, ClassVar

from textual import events
from textual.app import App
from textual.binding import BindingType
from textual.screen import Screen

from briefing.commands.keymap import Keymap, default_keymap, remapped
from briefing.commands.reader import Call, KeyReader
from briefing.config import ConfigError, Settings
from briefing.resources import styles_path
from briefing.tui import watch_garbage
from briefing.tui.ahead import Ahead
from briefing.tui.history import Changes
from briefing.tui.jobs import JobDone, Jobs
from briefing.tui.making import Making
from briefing.tui.palette import Palette
from briefing.tui.refreshing import Refreshing
from briefing.tui.theme import meanings_for, our_themes
from briefing.workspace import Workspace

ANSI_THEMES = ("briefing-ansi", "ansi-dark", "ansi-light")
# Those that the first screen needs, and those that are read when it is there.
STYLES = ("app.tcss", "library.tcss", "brief.tcss")
LATER_STYLES = ("notes.tcss", "review.tcss", "story.tcss", "dialogs.tcss")
# What the first change of the store needs, each loaded in less than a frame (filelock in 7 ms, TinyDB in 4).
LATER_MODULES = ("filelock", "briefing.store.tables")
IDLE = 0.5  # seconds without a key, after the first frame and between two things of the kind


class BriefingApp(App[int], inherit_bindings=False):
    """The reader."""

    ENABLE_COMMAND_PALETTE = False
    BINDINGS: ClassVar[list[BindingType]] = []
    CSS_PATH = [str(styles_path() / name) for name in STYLES]  # noqa: RUF012 - as Textual declares it

    def __init__(self, workspace: Workspace, start: str | None = None, keymap: Keymap | None = None) -> None:
        self._ours = False  # whether our theme is in force
        wanted = "briefing-ansi" if "NO_COLOR" in os.environ else workspace.settings.theme
        # In its ANSI mode Textual leaves colours to the terminal, and with NO_COLOR sends none, not even grey.
        super().__init__(ansi_color=True if wanted in ANSI_THEMES else None)
        # What there is to say, the status line says: no screen needs the widgets of toasts and tooltips.
        self._disable_notifications = self._disable_tooltips = True
        self.workspace = workspace
        self.start = start
        self.keymap = keymap or default_keymap()
        self.reader = KeyReader(self.keymap)
        self.jobs = Jobs(self)
        self.making = Making(self)
        self.refreshing = Refreshing(self)
        self.changes = Changes()
        self.last: Call | None = None  # what `.` does again
        self.said: list[str] = []  # what the program said, newest last
        self.order: list[str] = []  # ids in the order that `J` and `K` walk in without a library screen
        self.lines: dict[str, list[str]] = {}  # older lines of each prompt
        self._palette: Palette | None = None
        for theme in our_themes():
            self.register_theme(theme)
        # Before the first style sheet is read: setting it later would read them all a second time.
        self.set_reactive(App.theme, wanted if wanted in self.available_themes else "briefing-dark")
        self._ours = True
        self.stylesheet.set_variables(self.get_css_variables())
        self._unread = list(LATER_STYLES)
        self.ahead = Ahead()
        self._pressed = 0.0  # when a key was, last
        self.remarks: list[str] = []  # what is to be said at the start
        if self.theme != wanted:
            self.remarks.append(f"no theme is called {wanted!r} · :theme lists them")

    @property
    def palette(self) -> Palette:
        """The styles of the theme in force."""
        if self._palette is None:
            self._palette = Palette(
                self.theme_variables, colour=not self.no_color, ansi=self.current_theme.ansi
            )
        return self._palette

    def get_css_variables(self) -> dict[str, str]:
        """The colours of the theme in force; none while Textual puts the app together with a theme of its own."""
        return super().get_css_variables() if self._ours else {}

    def get_theme_variable_defaults(self) -> dict[str, str]:
        """The meanings for themes that do not define them."""
        return meanings_for(self.current_theme)

    def refresh_css(self, animate: bool = True) -> None:
        """Take the colours of the theme in force, in the style sheets and in what we draw ourselves.

        Not when the theme is set: until here its variables are still the former one's.
        """
        self._palette = None
        super().refresh_css(animate)

    def get_default_screen(self) -> Screen[object]:
        """The first screen: an article, or the library."""
        if self.start is not None:
            from briefing.tui.screens.brief import BriefScreen

            screen = BriefScreen(self.start)
            screen.fetch(self)  # the store is read while the screen is being mounted
            return screen
        from briefing.tui.screens.library import LibraryScreen

        return LibraryScreen()

    def read_styles(self) -> None:
        """Read the style sheets that the first screen did without: while nothing is done, or when they are needed."""
        if self._unread:
            self.stylesheet.read_all([styles_path() / name for name in self._unread])
            self.stylesheet.parse()
            self._unread.clear()

    def push_screen(self, *arguments: Any, **options: Any) -> Any:
        """Show another screen, as Textual does; it may need the style sheets that were not read yet."""
        self.read_styles()
        return super().push_screen(*arguments, **options)

    def on_ready(self) -> None:
        """Do what the first frame did not have to wait for; say what was found wrong with the settings."""
        watch_garbage()
        self._do_later([self.read_styles, *(partial(import_module, module) for module in LATER_MODULES)])
        from briefing.tui.screens.base import BaseScreen

        for remark in self.remarks:
            if isinstance(self.screen, BaseScreen):
                self.screen.say(remark, "error")

    @property
    def at_rest(self) -> bool:
        """Whether no key was pressed for a moment."""
        return time.monotonic() - self._pressed >= IDLE

    def _do_later(self, things: list[Callable[[], object]]) -> None:
        """Do these one by one while no key is pressed: nobody is to wait for them."""

        def one() -> None:
            if self.at_rest:
                things.pop(0)()
            if things:
                self.set_timer(IDLE, one)

        self.set_timer(IDLE, one)

    async def on_event(self, event: events.Event) -> None:
        """As Textual; keys that are meant for a field which is not there yet wait for it."""
        if isinstance(event, events.Key):
            self._pressed = time.monotonic()
        if not event.is_forwarded and self.ahead.takes(event):
            return
        await super().on_event(event)

    def on_job_done(self, message: JobDone) -> None:
        """Hand a result to whoever asked for it."""
        message.deliver()

    def leave(self) -> None:
        """Quit, after the store has everything."""
        self.exit(0)


def keymap_of(settings: Settings) -> tuple[Keymap, list[str]]:
    """The keymap of the settings and hints about keys it hides.

    Raises ConfigError, naming file, line and key, where `[keys]` cannot be used.
    """
    keymap, problems = remapped(settings.keys)
    hints = []
    for problem in problems:
        text = problem.said(settings.config_file, settings.key_lines.get(problem.command, 0))
        if problem.fatal:
            raise ConfigError(text)
        hints.append(text)
    return keymap, hints


def run(workspace: Workspace, start: str | None) -> int:
    """Open the screen, on one article or on the library, until the analyst leaves. Returns an exit code.

    Raises ConfigError where the keymap cannot be used.
    """
    keymap, hints = keymap_of(workspace.settings)
    app = BriefingApp(workspace, start, keymap)
    app.remarks.extend(hints)
    try:
        code = app.run(mouse=workspace.settings.mouse)
    finally:
        app.jobs.close()
    return code if code is not None else app.return_code or 0
