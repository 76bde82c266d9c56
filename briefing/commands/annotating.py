"""Commands of the analyst's hand: notes, grades, links, corrections."""

from briefing.commands.model import Argument, Command, Context
from briefing.model.annotation import COLOURS, LIKELIHOOD_TERMS

_LIKELIHOODS = tuple(word for pair in LIKELIHOOD_TERMS for word in pair)
_ITEM: tuple[Context, ...] = ("brief",)
# What uses the words selected: `?` and the footer name it first while there are some.
_WORDS: tuple[Context, ...] = ("brief", "visual")

RELATIONS = (
    "supports", "contradicts", "corroborates", "denies", "updates", "corrects", "same_as",
    "derived_from", "answers", "cites",
)  # fmt: skip
STATUSES = ("unreviewed", "uncontested", "contested", "denied", "corroborated", "corrected", "withdrawn")


def _note(name: str, text: str, keys: tuple[str, ...], footer: str = "") -> Command:
    argument = Argument("TEXT", name.capitalize(), required=False)
    return Command(name, text, keys, _WORDS, argument, undo="undo", repeats=True, footer=footer)


NOTES: tuple[Command, ...] = (
    _note("note", "Write a note on the selection, the item or the sentence.", ("a",), "note"),
    _note("question", "Write down a question that the text leaves open.", ("Q",)),
    _note("gap", "Write down what the article does not say.", ("gq",)),
    Command(
        "highlight",
        "Highlight the selection or the sentence; on a highlight, change its colour.",
        ("H",),
        _WORDS,
        Argument("COLOUR", "Colour", required=False, choices=tuple(COLOURS)),
        undo="undo",
        repeats=True,
    ),
    Command(
        "tag",
        "Give a tag; on the command line, to all articles that a query finds.",
        ("t",),
        ("brief", "library", "visual"),
        Argument("TAG", "Tag", choices="tag"),
        undo="undo",
        repeats=True,
        footer="tag",
        row=("library",),
    ),
    Command(
        "untag",
        "Take a tag away.",
        (),
        ("brief",),
        Argument("TAG", "Take away", choices="tag"),
        undo="undo",
        repeats=True,
    ),
    Command(
        "link",
        "Join this item to another by a relation.",
        ("L",),
        ("brief",),
        Argument("RELATION TARGET", "Link", required=False, choices=RELATIONS),
        undo="undo",
    ),
    Command("edit-note", "Edit the note.", ("e",), ("notes",), undo="undo", footer="edit", row=("notes",)),
    Command(
        "delete-note",
        "Put the note into the trash.",
        ("d",),
        ("notes",),
        undo="undo",
        repeats=True,
        footer="delete",
        row=("notes",),
    ),
    Command(
        "delete-here",
        "Put the note at the caret into the trash.",
        ("gd",),
        ("text",),
        undo="undo",
        repeats=True,
    ),
    Command("trash", "Show deleted notes and take one back.", ("gt",), ("brief",), undo="undo"),
    Command("history", "Show what changed here, and when.", ("gh",), ("brief",)),
)

GRADES: tuple[Command, ...] = (
    Command(
        "rate",
        "Grade the claim: credibility, likelihood, confidence or status.",
        ("r",),
        _ITEM,
        undo="undo",
        footer="rate",
    ),
    Command(
        "credibility",
        "Grade the information from 1 (confirmed) to 6 (cannot be judged).",
        (),
        _ITEM,
        Argument("1-6", "Credibility", choices=("1", "2", "3", "4", "5", "6", "none")),
        undo="undo",
        repeats=True,
    ),
    Command(
        "likelihood",
        "Say how likely it is, in the words of ICD 203.",
        (),
        _ITEM,
        Argument("WORDS", "Likelihood", choices=(*_LIKELIHOODS, "none")),
        undo="undo",
        repeats=True,
    ),
    Command(
        "confidence",
        "Say how sure you are of your own judgement.",
        (),
        _ITEM,
        Argument("LEVEL", "Confidence", choices=("low", "moderate", "high", "none")),
        undo="undo",
        repeats=True,
    ),
    Command(
        "status",
        "Say where the claim stands.",
        (),
        _ITEM,
        Argument("WORD", "Status", choices=STATUSES),
        undo="undo",
        repeats=True,
    ),
    Command(
        "reliability",
        "Grade the outlet from A (reliable) to F (cannot be judged).",
        ("R",),
        ("brief", "library"),
        Argument("A-F", "Reliability of the outlet", choices=("A", "B", "C", "D", "E", "F", "none")),
        undo="undo",
        row=("library",),
    ),
)


# Corrections that hold for one item after the other: the same source for ten claims.
_FOR_MANY = ("merge", "set-kind", "set-source", "set-polarity", "reject")


def _fix(name: str, text: str, argument: Argument | None = None) -> Command:
    return Command(name, text, (), ("brief",), argument, undo="undo", repeats=name in _FOR_MANY)


CORRECTIONS: tuple[Command, ...] = (
    Command(
        "correct",
        "Correct the machine: choose what is wrong with this item.",
        ("c",),
        _WORDS,
        undo="undo",
        footer="correct",
    ),
    _fix("rename", "Give the actor another name.", Argument("NAME", "Name")),
    _fix(
        "merge", "Say that this actor is another one.", Argument("ACTOR", "Is the same as", choices="actor")
    ),
    _fix(
        "split",
        "Say that the selected mention is an actor of its own.",
        Argument("NAME", "Name of the new actor"),
    ),
    _fix(
        "set-kind",
        "Say what kind of actor it is.",
        Argument("KIND", "Kind", choices=("person", "organization", "place", "group", "other")),
    ),
    _fix("set-source", "Say whose word the claim is.", Argument("ACTOR", "Source", choices="actor")),
    _fix(
        "set-polarity",
        "Say whether the claim asserts, denies, declines, urges or asks.",
        Argument("POLARITY", "Polarity", choices=("assert", "deny", "decline", "urge", "question")),
    ),
    _fix("set-words", "Make the selected words the claim's content."),
    _fix(
        "set-value",
        "Say which date is meant.",
        Argument("VALUE", "Value (2031, 2031-05, 2031-05-14, 2031-W20)"),
    ),
    _fix("reject", "Say that the item is none, and take it out of the brief."),
    _fix("add-actor", "Make the selected words an actor.", Argument("NAME", "Name", required=False)),
    _fix(
        "add-claim",
        "Make the selected words a claim.",
        Argument("ACTOR", "Source", required=False, choices="actor"),
    ),
    _fix(
        "add-date", "Make the selected words a date.", Argument("VALUE", "Value (2031, 2031-05, 2031-05-14)")
    ),
    _fix("uncorrect", "Take back all corrections of this item."),
)
