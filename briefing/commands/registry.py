"""All commands in one place. Everything that speaks of commands or keys is made from here."""

from collections.abc import Iterable
from functools import cache

from msgspec.structs import replace

from briefing.commands.annotating import CORRECTIONS, GRADES, NOTES
from briefing.commands.comparing import STORY
from briefing.commands.exchanging import EXCHANGE
from briefing.commands.feeding import FEEDS
from briefing.commands.general import GENERAL, LISTS, PANES, TYPING
from briefing.commands.model import Command
from briefing.commands.reading import ITEMS, LIBRARY, TEXT
from briefing.commands.reviewing import REVIEW

_LIKE = 0.5  # of the letters that a name and a guess at it must share: below, the guess is no help

# Title of a group, in the order in which help and the reference show them.
GROUPS: dict[str, tuple[Command, ...]] = {
    "Moving": LISTS,
    "Library": LIBRARY,
    "Feeds": FEEDS,
    "Story": STORY,
    "Exchange": EXCHANGE,
    "Text": TEXT,
    "Items": ITEMS,
    "Panes": PANES,
    "Notes": NOTES,
    "Grades": GRADES,
    "Corrections": CORRECTIONS,
    "Review": REVIEW,
    "Program": GENERAL,
    "Typing": TYPING,
}


@cache
def commands() -> dict[str, Command]:
    """Every command by its name, in the order of the groups."""
    return {c.name: replace(c, group=group) for group, members in GROUPS.items() for c in members}


def command(name: str) -> Command:
    """The command of that name. Raises KeyError."""
    return commands()[name]


def nearest(name: str, known: Iterable[str]) -> str:
    """`did you mean …?` for a name that is not known; "" where none is like it."""
    from difflib import get_close_matches

    found = get_close_matches(name, known, 1, cutoff=_LIKE)
    return f"did you mean {found[0]}?" if found else ""
