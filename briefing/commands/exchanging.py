"""Commands for taking the library out into other formats, and for bringing theirs in."""

from briefing.commands.model import Argument, Command, Context

_LISTS: tuple[Context, ...] = ("library", "all-notes", "brief")

EXCHANGE: tuple[Command, ...] = (
    Command(
        "export",
        "Write what is shown here into a file of another format.",
        ("X",),
        _LISTS,
        Argument("FORMAT [FILE]", "Export as", required=False, choices="format"),
        undo="delete the file",
    ),
    Command(
        "import",
        "Take in notes or articles from a file of another format, after a look at what it holds.",
        ("gI",),
        _LISTS,
        Argument("FILE", "Import", choices="path"),
        undo="undo",
    ),
)
