"""The `:` line: text -> a command with its argument, and what it could be completed to."""

from collections.abc import Callable, Iterable

from briefing.commands.model import Command, Context
from briefing.commands.registry import commands, nearest

# What one types from habit -> the command that is meant.
ALIASES = {
    "q": "quit",
    "quit!": "quit",
    "q!": "quit",
    "wq": "quit",
    "x": "quit",
    "h": "help",
    "colour": "highlight",
    "n": "note",
}
# (name of a list, what is typed so far) -> the words that could stand there
Choices = Callable[[str, str], Iterable[str]]


class LineError(ValueError):
    """A line that is not understood; the message says why."""


def parse_line(line: str, context: Context) -> tuple[Command, int | None, str]:
    """`(command, count, argument)` of a line such as `5 down` or `tag ferry site:wire`.

    A name may be shortened as long as it is plain which one is meant. Raises `LineError`.
    """
    words = line.strip().removeprefix(":").strip()
    head, _, rest = words.partition(" ")
    count = None
    if head.isdigit():
        count = int(head)
        head, _, rest = rest.strip().partition(" ")
        if not head:
            return commands()["last"], count, ""
    name = ALIASES.get(head, head)
    command = commands().get(name)
    if command is None:
        near = [c for c in commands().values() if c.name.startswith(name) and c.holds(context)]
        if len(near) != 1 or not name:
            if near:
                raise LineError(f"{name!r} could be {', '.join(c.name for c in near[:6])}")
            likest = nearest(name, [c.name for c in commands().values() if c.holds(context)])
            raise LineError(f"there is no command {name!r}; {likest or 'ctrl+p lists them'}")
        command = near[0]
    if not command.holds(context) and context not in ("prompt", "picker"):
        raise LineError(f"{command.name} does nothing here")
    if rest.strip() and command.argument is None and not command.takes_key:
        raise LineError(f"{command.name} takes no argument")
    return command, count, rest.strip()


def complete_line(line: str, context: Context, choices: Choices) -> list[str]:
    """Whole lines that `line` could become, the likeliest first.

    `choices` gives the words of a named list (`tag`, `theme`, `actor`, …).
    """
    head, space, rest = line.lstrip().partition(" ")
    if not space:
        names = [c.name for c in commands().values() if c.holds(context)]
        starts = sorted(n for n in names if n.startswith(head))
        inside = sorted(n for n in names if head and head in n and not n.startswith(head))
        return [n + (" " if commands()[n].argument else "") for n in (*starts, *inside)]
    command = commands().get(ALIASES.get(head, head))
    if command is None or command.argument is None:
        return []
    return [f"{head} {word}" for word in complete_argument(command, rest, choices)]


def complete_argument(command: Command, typed: str, choices: Choices) -> list[str]:
    """What an argument that begins with `typed` could become."""
    if command.argument is None:
        return []
    named = command.argument.choices
    words = list(choices(named, typed)) if isinstance(named, str) and named else list(named)
    low = typed.casefold()
    starts = [w for w in words if w.casefold().startswith(low)]
    return starts + [w for w in words if low and low in w.casefold() and w not in starts]
