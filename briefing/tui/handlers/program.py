"""The program as a whole: help, palette, command line, undo, going back."""

from briefing.commands.keys import show_keys
from briefing.commands.line import LineError, complete_line, parse_line
from briefing.commands.model import CHAINS, CONTEXT_WORDS, Context
from briefing.commands.reader import Call
from briefing.commands.registry import GROUPS, command, commands
from briefing.tui.screens.base import BaseScreen
from briefing.tui.screens.brief import BriefScreen
from briefing.tui.screens.library import LibraryScreen
from briefing.tui.screens.notes import NotesScreen
from briefing.tui.screens.picker import WIDEST, Choice, Picker
from briefing.tui.text.wrap import wrap


def do_help(screen: BaseScreen, call: Call) -> None:
    """The keys in force here; enter carries one out."""
    keymap, context = screen.briefing.keymap, screen.context
    reached: dict[str, list[str]] = {}
    for keys, member in keymap.in_force(context).items():
        reached.setdefault(member.name, []).append(show_keys(keys))
    choices: list[Choice] = []
    for near in CHAINS[context]:
        members = [commands()[n] for n in reached if _nearest(n, context) == near]
        if members:
            choices.append(Choice(None, CONTEXT_WORDS[near]))
            choices += [Choice(m.name, m.help, "", " ".join(reached[m.name])) for m in members]
    _offer(
        screen,
        f"Keys in force {CONTEXT_WORDS[context]}",
        choices,
        "enter does it · esc closes · a number before a motion repeats it",
    )


def _nearest(name: str, context: Context) -> Context:
    return next(c for c in CHAINS[context] if c in command(name).where)


def do_palette(screen: BaseScreen, call: Call) -> None:
    """Every command that can be called here."""
    keymap = screen.briefing.keymap
    choices = [
        Choice(c.name, c.name, c.help, keymap.shown(c.name))
        for group in GROUPS.values()
        for c in (commands()[m.name] for m in group)
        if c.holds(screen.context) and c.name not in ("palette", "repeat")
    ]
    _offer(screen, "Commands", choices, "enter does it · esc closes")


def _offer(screen: BaseScreen, title: str, choices: list[Choice], hint: str) -> None:
    def chosen(name: object) -> None:
        if isinstance(name, str):
            screen.call_named(name)

    screen.app.push_screen(Picker(title, choices, search=True, hint=hint), chosen)


def do_command_line(screen: BaseScreen, call: Call) -> None:
    """A command by its name."""
    context = screen.context

    def done(line: str) -> None:
        if not line.strip():
            return
        try:
            member, count, argument = parse_line(line, context)
        except LineError as error:
            screen.complain(error)
            return
        screen.perform(Call(member, count, argument))

    screen.ask(":", done, complete=lambda typed: complete_line(typed, context, screen.choices))


def do_back(screen: BaseScreen, call: Call) -> None:
    """From a brief to the list it came from, or to the library; from the library out."""
    if isinstance(screen, LibraryScreen) and not screen.within:
        screen.briefing.leave()
        return
    if isinstance(screen, BriefScreen):
        screen.keep_position()
    if len(screen.app.screen_stack) > 1:
        screen.app.pop_screen()
    else:
        screen.app.push_screen(LibraryScreen())


def do_quit(screen: BaseScreen, call: Call) -> None:
    """Leave."""
    for member in screen.app.screen_stack:
        if isinstance(member, BriefScreen):
            member.keep_position()
    screen.briefing.leave()


def do_cancel(screen: BaseScreen, call: Call) -> None:
    """One step back to plain reading: the selection, then the lit item, the filter, the search, the query."""
    screen.briefing.reader.reset()
    screen.status.say("")
    if isinstance(screen, BriefScreen):
        _cancel_brief(screen)
    elif isinstance(screen, LibraryScreen | NotesScreen) and screen.query_text:
        screen.query_text = ""
        screen.load()


def _cancel_brief(screen: BriefScreen) -> None:
    state, pane = screen.state, screen.text
    if pane.caret.anchor is not None:
        screen.call_named("end-selection")
    elif state is not None and state.narrowed is not None:
        state.unfolded.discard(state.narrowed)
        state.narrowed = None
        screen.refresh_lists()
    elif pane.search.words:
        pane.search.look_for("")
        pane.redraw()
        screen.show_place()
    elif screen.zoomed:
        screen.call_named("zoom")
    else:
        screen.unchoose()


def do_undo(screen: BaseScreen, call: Call) -> None:
    """Take back the last changes."""
    from briefing.tui.handlers.changes import undo

    for _ in range(call.times):
        undo(screen)


def do_redo(screen: BaseScreen, call: Call) -> None:
    """Do the last changes again."""
    from briefing.tui.handlers.changes import redo

    for _ in range(call.times):
        redo(screen)


def do_repeat(screen: BaseScreen, call: Call) -> None:
    """The last change again, on what the hand is on now."""
    last = screen.briefing.last
    if last is None or not last.command.holds(screen.context):
        screen.say("nothing to repeat here")
        return
    for _ in range(call.times):
        screen.perform(last)


def do_suspend(screen: BaseScreen, call: Call) -> None:
    """To sleep, until `fg`."""
    screen.app.action_suspend_process()


def do_redraw(screen: BaseScreen, call: Call) -> None:
    """Draw everything."""
    screen.refresh(layout=True)


def do_library(screen: BaseScreen, call: Call) -> None:
    """To the library, whatever lies over it."""
    if _whole(screen):
        return
    if isinstance(screen, BriefScreen):
        screen.keep_position()
    if any(map(_whole, screen.app.screen_stack)):
        while not _whole(screen.app.screen):
            screen.app.pop_screen()
    else:
        # The article that the program began with stays below: Textual cannot take its first screen away.
        screen.app.push_screen(LibraryScreen())


def _whole(screen: object) -> bool:
    """Whether it is the library, and not a part of it over another screen."""
    return isinstance(screen, LibraryScreen) and not screen.within


def do_all_notes(screen: BaseScreen, call: Call) -> None:
    """The notes of all articles."""
    if not isinstance(screen, NotesScreen):
        screen.app.push_screen(NotesScreen())


def do_theme(screen: BaseScreen, call: Call) -> None:
    """Other colours, for this session."""
    name = call.argument.strip()
    if name not in screen.app.available_themes:
        screen.complain(f"no theme is called {name!r}")
        return
    screen.app.theme = name
    screen.say(f'theme {name} · theme = "{name}" in config.toml keeps it', "good")


def do_messages(screen: BaseScreen, call: Call) -> None:
    """What was said lately, newest first, each whole."""
    cells = min(screen.size.width, WIDEST) - 10
    choices = []
    for n, words in enumerate(screen.briefing.said[::-1] or ["nothing yet"]):
        lines = [words[start:end] for start, end in wrap(words, 0, len(words), cells)]
        choices += [Choice(f"{n}.{at}", f"{'  ' if at else ''}{line}") for at, line in enumerate(lines)]
    screen.app.push_screen(Picker("Messages", choices, hint="esc closes"))
