"""Keys on the prompt line and in a list of choices. Over the library they load nothing of the brief."""

from typing import TYPE_CHECKING

from briefing.commands.reader import Call
from briefing.tui.screens.base import BaseScreen

if TYPE_CHECKING:
    from briefing.tui.screens.picker import Picker


# ── the prompt ───────────────────────────────────────────────────────────────────────────────
def do_accept(screen: BaseScreen, call: Call) -> None:
    """Take the line."""
    prompt = screen.prompt()
    if prompt is not None:
        line = prompt.line
        kept = screen.briefing.lines.setdefault(prompt.label, [])
        if line.strip() and line not in kept[-1:]:
            kept.append(line)
        screen.close_prompt()
        prompt.done(line)


def do_leave_prompt(screen: BaseScreen, call: Call) -> None:
    """Leave the line."""
    prompt = screen.prompt()
    if prompt is not None:
        screen.close_prompt()
        if prompt.left is not None:
            prompt.left()


def do_complete(screen: BaseScreen, call: Call) -> None:
    """The next completion."""
    prompt = screen.prompt()
    if prompt is not None:
        prompt.complete(1)


def do_complete_back(screen: BaseScreen, call: Call) -> None:
    """The completion before."""
    prompt = screen.prompt()
    if prompt is not None:
        prompt.complete(-1)


def do_older_line(screen: BaseScreen, call: Call) -> None:
    """An older line."""
    prompt = screen.prompt()
    if prompt is not None:
        prompt.older(screen.briefing.lines.get(prompt.label, []), 1)


def do_newer_line(screen: BaseScreen, call: Call) -> None:
    """A newer line again."""
    prompt = screen.prompt()
    if prompt is not None:
        prompt.older(screen.briefing.lines.get(prompt.label, []), -1)


# ── lists of choices ─────────────────────────────────────────────────────────────────────────
def do_choose(screen: "Picker", call: Call) -> None:
    """Take the marked choice."""
    screen.dismiss(screen.list.key)


def do_leave_choices(screen: "Picker", call: Call) -> None:
    """Leave without choosing."""
    screen.dismiss(None)


def do_next_choice(screen: "Picker", call: Call) -> None:
    """Mark the next."""
    screen.list.move(1)


def do_previous_choice(screen: "Picker", call: Call) -> None:
    """Mark the one before."""
    screen.list.move(-1)
