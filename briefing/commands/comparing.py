"""Commands for a story: the articles of a query compared."""

from briefing.commands.model import Argument, Command

STORY: tuple[Command, ...] = (
    Command(
        "story",
        "Compare the articles of the list, or those around this one: who asserts, who denies, in what order.",
        ("gc",),
        ("library", "brief"),
        Argument("QUERY", "Compare", required=False, choices="query"),
        footer="story",
    ),
    Command("story-claims", "Go to the claims that several articles make.", ("1",), ("story",)),
    Command("story-actors", "Go to the actors over all articles.", ("2",), ("story",)),
    Command("story-timeline", "Go to the merged timeline.", ("3",), ("story",)),
    Command("story-gaps", "Go to what is not known.", ("4",), ("story",)),
    Command("story-changes", "Go to what changed since the last look.", ("5",), ("story",)),
    Command("story-report", "Go to the report.", ("6",), ("story",)),
    Command("next-part", "Go to the next part of the story.", ("tab",), ("story",)),
    Command("previous-part", "Go to the part before.", ("shift+tab",), ("story",)),
    Command(
        "story-open",
        "Unfold the line; on a source, open its article at the words.",
        ("enter", "l", "right"),
        ("story",),
        footer="open", row=("story",),
    ),
    Command("story-fold", "Fold the line, or the one that it belongs to.", ("h", "left"), ("story",), row=("story",)),
    Command(
        "story-why", "Say why these are taken for one, or go back to the words.", ("gx",), ("story",),
        undo="story-why", footer="why", row=("story",),
    ),
    Command(
        "keep-apart",
        "Say that this source does not belong to its line; it stays apart.",
        ("d",),
        ("story",),
        undo="undo", row=("story",),
    ),
    Command(
        "mark-same",
        "Take this line; on a second one, say that the two are one.",
        ("m",),
        ("story",),
        undo="undo", row=("story",),
    ),
    Command(
        "mark-answer",
        "Say that the claim taken with `m`, or the one here, answers the gap.",
        ("a",),
        ("story",),
        undo="undo", row=("story",),
    ),
    Command("zoom-in", "Show the timeline by shorter periods.", ("+", "="), ("story",), undo="zoom-out"),
    Command("zoom-out", "Show the timeline by longer periods.", ("-",), ("story",), undo="zoom-in"),
    Command(
        "since",
        "Count changes from a day or a moment on.",
        ("s",),
        ("story",),
        Argument("WHEN", "Changes since (YYYY-MM-DD)"),
        undo="since",
    ),
    Command(
        "seen", "Say that all of this has been seen: changes count from now on.", ("L",), ("story",),
        undo="since", footer="seen",
    ),
    Command(
        "bottom-line", "Write the bottom line of the report.", ("b",), ("story",),
        Argument("TEXT", "Bottom line", required=False), undo="undo", footer="bottom line",
    ),
    Command(
        "write-report",
        "Write the report into a file: .md, .html, .json or plain text.",
        ("w",),
        ("story",),
        Argument("FILE", "Write the report into", choices="path"),
        undo="delete the file",
        footer="write",
    ),
    Command("story-briefs", "Make the briefs that are missing, and compare again.", ("E",), ("story",), undo="stop"),
    Command("compare-again", "Compare the articles anew.", ("g.",), ("story",)),
)  # fmt: skip
