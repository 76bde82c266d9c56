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

# Group of the registry -> the module of `briefing.tui.handlers` whose `do_<name>` carries it out.
# Modules are imported when a command of theirs is first called.
MODULES = {
    "Moving": "moving",
    "Library": "library",
    "Text": "text",
    "Items": "items",
    "Panes": "panes",
    "Notes": "notes",
    "Grades": "grades",
    "Corrections": "corrections",
    "Program": "program",
    "Typing": "typing",
}


@cache
def handler(command: Command) -> Handler:
    """The function of a command: `do_<name>(screen, call)`. Raises AttributeError where there is none."""
    module = import_module(f"briefing.tui.handlers.{MODULES[command.group]}")
    function: Handler = getattr(module, "do_" + command.name.replace("-", "_"))
    return function


def perform(screen: "BaseScreen", call: Call) -> None:
    """Carry out a call; ask for the argument first where it needs one."""
    argument = call.command.argument
    if argument is not None and argument.required and not call.argument.strip():
        screen.ask_argument(call)
        return
    handler(call.command)(screen, call)
    if call.command.repeats:
        screen.briefing.last = call
