"""A call of a command -> the function that carries it out."""

from collections.abc import Callable
from functools import cache
from importlib import import_module
from typing import TYPE_CHECKING, Any

from briefing.commands.model import Command
from briefing.commands.reader import Call

if TYPE_CHECKING:
    from briefing.tui.screens.base import BaseScreen

Handler = Callable[[Any, Call], None]

# Group of the registry -> the modules of `briefing.tui.handlers` whose `do_<name>` carries it out.
# They are imported when a command of theirs is first called.
MODULES = {
    "Moving": ("moving",),
    "Library": ("library",),
    "Feeds": ("feeds",),
    "Story": ("story", "deciding"),
    "Exchange": ("exchanging",),
    "Text": ("text", "searching"),
    "Items": ("items",),
    "Panes": ("panes",),
    "Notes": ("notes", "linking"),
    "Grades": ("grades",),
    "Corrections": ("corrections",),
    "Review": ("review", "versions"),
    "Program": ("program",),
    "Typing": ("prompting", "typing"),
}


@cache
def handler(command: Command) -> Handler:
    """The function of a command: `do_<name>(screen, call)`. Raises AttributeError where there is none."""
    name = "do_" + command.name.replace("-", "_")
    for module in MODULES[command.group]:
        function: Handler | None = getattr(import_module(f"briefing.tui.handlers.{module}"), name, None)
        if function is not None:
            return function
    raise AttributeError(f"no function carries out {command.name}")


def perform(screen: "BaseScreen", call: Call) -> None:
    """Carry out a call; ask for the argument first where it needs one. Of an empty list, say what fills it."""
    rows = getattr(screen.focused, "rows", None)
    if (
        rows is not None
        and not len(rows)
        and screen.context in call.command.row
        and not call.argument.strip()
    ):
        screen.say(rows.empty or "nothing is here", "plain")
        return
    argument = call.command.argument
    if argument is not None and argument.required and not call.argument.strip():
        screen.ask_argument(call)
        return
    handler(call.command)(screen, call)
    if call.command.repeats:
        screen.briefing.last = call
