"""Commands that concern the program as a whole: panes, lists, undo, help."""

from briefing.commands.model import Argument, Command, Context

_MOTION: tuple[Context, ...] = ("list", "text")

GENERAL: tuple[Command, ...] = (
    Command("help", "Show the keys in force here, searchable.", ("?", "f1")),
    Command("palette", "Find a command by its name or its help.", ("ctrl+p",)),
    Command("command-line", "Type a command by name, with completion.", (":",)),
    Command("back", "Go back: from a brief to the list, from the library out.", ("q",), footer="back"),
    Command("quit", "Leave the program.", ("ctrl+q",)),
    Command("cancel", "Clear the selection, the filter, the search or the count.", ("escape",)),
    Command("undo", "Take back the last change.", ("u",), undo="redo", counts=True),
    Command("redo", "Do again what was taken back.", ("ctrl+r",), undo="undo", counts=True),
    Command("repeat", "Do the last change again, here.", (".",), undo="undo", counts=True),
    Command("suspend", "Put the program to sleep and return to the shell (fg wakes it).", ("ctrl+z",)),
    Command("redraw", "Draw the whole screen anew.", ("ctrl+l",)),
    Command("library", "Go to the library.", ("gl",)),
    Command("all-notes", "Show the notes of all articles.", ("gn",), footer="notes"),
    Command(
        "theme",
        "Choose the colours.",
        argument=Argument("NAME", "Theme", choices="theme"),
        undo="choose the former theme",
    ),
    Command("messages", "Show what the program said lately.", ("gm",)),
)

LISTS: tuple[Command, ...] = (
    Command("down", "Go down a line.", ("j", "down"), _MOTION, counts=True),
    Command("up", "Go up a line.", ("k", "up"), _MOTION, counts=True),
    Command(
        "first", "Go to the first line, or to the line of the count.", ("gg", "home"), _MOTION, counts=True
    ),
    Command("last", "Go to the last line, or to the line of the count.", ("G", "end"), _MOTION, counts=True),
    Command("half-page-down", "Go down half a page.", ("ctrl+d",), _MOTION, counts=True),
    Command("half-page-up", "Go up half a page.", ("ctrl+u",), _MOTION, counts=True),
    Command("page-down", "Go down a page.", ("ctrl+f", "pagedown", "space"), _MOTION, counts=True),
    Command("page-up", "Go up a page.", ("ctrl+b", "pageup"), _MOTION, counts=True),
)

PANES: tuple[Command, ...] = (
    Command("show-text", "Go to the text.", ("1",), ("brief",)),
    Command("show-actors", "Go to the actors.", ("2",), ("brief",)),
    Command("show-claims", "Go to the claims.", ("3",), ("brief",)),
    Command("show-timeline", "Go to the timeline.", ("4",), ("brief",)),
    Command("show-notes", "Go to the notes.", ("5",), ("brief",)),
    Command("next-pane", "Go to the next pane.", ("tab",), ("brief",)),
    Command("previous-pane", "Go to the pane before.", ("shift+tab",), ("brief",)),
    Command("jump", "Show a letter on every pane and go where the next key says.", ("ctrl+w",), ("brief",)),
    Command("zoom", "Give this pane the whole screen, or give it back.", ("z",), ("brief",), undo="zoom"),
)

TYPING: tuple[Command, ...] = (
    Command(
        "save-note",
        "Keep the note and say so once it is safe.",
        ("ctrl+s",),
        ("editor",),
        undo="undo",
        footer="save",
    ),
    Command(
        "leave-note",
        "Leave the note; what is typed stays as a draft.",
        ("escape",),
        ("editor",),
        footer="keep draft",
    ),
    Command("edit-outside", "Go on in $EDITOR.", ("ctrl+e",), ("editor",), footer="$EDITOR"),
    Command("undo-typing", "Take back what was typed last.", ("ctrl+z",), ("editor",), undo="redo-typing"),
    Command("redo-typing", "Type again what was taken back.", ("ctrl+y",), ("editor",), undo="undo-typing"),
    Command(
        "keys-while-typing",
        "Show the keys in force while a note is written.",
        ("f1",),
        ("editor",),
        footer="keys",
    ),
    Command("note-kind", "Make it a note, a question or a gap.", ("ctrl+t",), ("editor",)),
    Command(
        "discard-draft",
        "Throw away what is typed, once that is confirmed; with words selected, cut them out.",
        ("ctrl+x",),
        ("editor",),
    ),
    Command("accept", "Take the line as it stands.", ("enter",), ("prompt",)),
    Command("leave-prompt", "Leave the line.", ("escape",), ("prompt",)),
    Command("complete", "Take the next completion.", ("tab",), ("prompt",)),
    Command("complete-back", "Take the completion before.", ("shift+tab",), ("prompt",)),
    Command("older-line", "Bring back an older line.", ("up", "ctrl+p"), ("prompt",)),
    Command("newer-line", "Bring back a newer line.", ("down", "ctrl+n"), ("prompt",)),
    Command("choose", "Take the marked choice.", ("enter",), ("picker",)),
    Command("leave-choices", "Leave without choosing.", ("escape",), ("picker",)),
    Command("next-choice", "Mark the next choice.", ("down", "ctrl+n", "tab"), ("picker",)),
    Command("previous-choice", "Mark the choice before.", ("up", "ctrl+p", "shift+tab"), ("picker",)),
)
