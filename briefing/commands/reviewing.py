"""Commands for what becomes of notes when an article changes: the review queue, and versions."""

from briefing.commands.model import Command

REVIEW: tuple[Command, ...] = (
    Command("review", "Show the notes whose words changed or are gone in a newer version.", ("gR",)),
    Command(
        "confirm-place",
        "Say that the place shown is right, or that the words are gone indeed.",
        ("c",),
        ("review",),
        undo="undo",
        footer="confirm",
        row=("review",),
    ),
    Command(
        "reattach",
        "Open the newer text and show where the note belongs.",
        ("A",),
        ("review", "notes"),
        undo="undo",
        footer="reattach",
        row=("review", "notes"),
    ),
    Command(
        "detach",
        "Say that the note's words are gone.",
        ("d",),
        ("review",),
        undo="undo",
        footer="gone",
        row=("review",),
    ),
    Command(
        "open-reviewed",
        "Open the newer version at that place.",
        ("enter", "l", "right"),
        ("review",),
        footer="open",
        row=("review",),
    ),
    Command(
        "place-here",
        "Put the note that waits for a place on the selected words.",
        ("enter",),
        ("placing",),
        undo="undo",
        footer="put it here",
    ),
    Command(
        "versions",
        "Show the versions of the story, and what changed from one to the next.",
        ("V",),
        ("brief",),
    ),
    Command(
        "open-version",
        "Open that version, or the note.",
        ("enter", "l", "right"),
        ("versions",),
        footer="open",
    ),
    Command(
        "compare-from",
        "Compare the others with this version; once more, each with the one before it.",
        ("b",),
        ("versions",),
        undo="compare-from",
        footer="compare with",
    ),
    Command(
        "next-change", "Go to the next change.", ("n", "]c"), ("versions",), counts=True, footer="change"
    ),
    Command("previous-change", "Go to the change before.", ("N", "[c"), ("versions",), counts=True),
    Command(
        "other-side", "Go from the versions to the changes, or back.", ("tab",), ("versions",), footer="side"
    ),
)
