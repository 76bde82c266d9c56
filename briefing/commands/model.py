"""What a command is, and where it may hold."""

from typing import Literal

import msgspec

Context = Literal[
    "anywhere", "list", "library", "all-notes", "brief", "text", "visual", "items", "actors",
    "claims", "timeline", "notes", "placing", "review", "versions", "feeds", "story", "editor", "prompt", "picker",
]  # fmt: skip

# Where the hand is -> the contexts that are searched for a key, the nearest first. A key of a nearer
# context wins over the same key of a farther one: text motions win inside the text pane.
CHAINS: dict[Context, tuple[Context, ...]] = {
    "library": ("library", "list", "anywhere"),
    "all-notes": ("all-notes", "list", "anywhere"),
    "text": ("text", "brief", "anywhere"),
    "visual": ("visual", "text", "brief", "anywhere"),
    "actors": ("actors", "items", "list", "brief", "anywhere"),
    "claims": ("claims", "items", "list", "brief", "anywhere"),
    "timeline": ("timeline", "items", "list", "brief", "anywhere"),
    "notes": ("notes", "items", "list", "brief", "anywhere"),
    "placing": ("placing", "text", "brief", "anywhere"),
    "review": ("review", "list", "anywhere"),
    "versions": ("versions", "list", "anywhere"),
    "feeds": ("feeds", "list", "anywhere"),
    "story": ("story", "list", "anywhere"),
    # While text is typed, only these keys are commands; all others are text.
    "editor": ("editor",),
    "prompt": ("prompt",),
    "picker": ("picker",),
}

TEXT_FIELDS: tuple[Context, ...] = ("editor", "prompt", "picker")  # where a key without a command is text

CONTEXT_WORDS: dict[Context, str] = {
    "anywhere": "everywhere",
    "list": "in any list",
    "library": "in the library",
    "all-notes": "in the notes of all articles",
    "brief": "in a brief",
    "text": "in the text",
    "visual": "while words are selected",
    "items": "in actors, claims, timeline and notes",
    "actors": "in the actors",
    "claims": "in the claims",
    "timeline": "in the timeline",
    "notes": "in the notes",
    "placing": "while a note is given a place",
    "review": "in the notes under review",
    "versions": "in the versions of a story",
    "feeds": "in the feeds",
    "story": "in a story",
    "editor": "while a note is written",
    "prompt": "on the command line and in prompts",
    "picker": "in a list of choices",
}


class Argument(msgspec.Struct, frozen=True):
    """What a command may be given: on the `:` line behind its name, or through a prompt.

    `choices` names a list that the screen can complete from (`tag`, `theme`, …) or is the list
    itself. `required` opens the prompt where the argument is missing.
    """

    name: str
    prompt: str
    required: bool = True
    choices: str | tuple[str, ...] = ()


class Command(msgspec.Struct, frozen=True):
    """One thing the analyst can tell the program.

    `help` is the one sentence that `?`, the palette, the `:` line, `briefing keys`, the man page
    and the README show. `undo` says in words how it is taken back ("" where nothing changes).
    `counts`: a number typed before it repeats it. `repeats`: `.` does it again. `takes_key`: the
    key pressed next is its argument. `row`: where it is about the row that the hand is on, so that
    an empty list leaves it nothing to do.
    """

    name: str
    help: str
    keys: tuple[str, ...] = ()
    where: tuple[Context, ...] = ("anywhere",)
    argument: Argument | None = None
    undo: str = ""
    counts: bool = False
    repeats: bool = False
    takes_key: bool = False
    row: tuple[Context, ...] = ()
    footer: str = ""  # a word for the footer, where the command is worth a place there
    group: str = ""

    def holds(self, context: Context) -> bool:
        """Whether the command may be called with the hand in `context`."""
        return any(c in self.where for c in CHAINS[context])
