"""Commands for reading: the library, the text, the items of a brief."""

from briefing.commands.model import Argument, Command, Context

_QUERY = Argument("QUERY", "Which articles (empty: this one)", required=False, choices="query")
_BULK: tuple[Context, ...] = ("library", "brief", "all-notes")

LIBRARY: tuple[Command, ...] = (
    Command(
        "open",
        "Open the article; with a name, show what the query saved under it finds.",
        ("enter", "l", "right"),
        ("library",),
        Argument("NAME", "Open", required=False, choices="saved"),
        footer="open",
    ),
    Command(
        "save",
        "Save the query in force under a name; with none in force, give up one that is saved.",
        ("gS",),
        ("library",),
        Argument("NAME", "Save the query as", required=False, choices="saved"),
        undo="undo",
    ),
    Command(
        "filter",
        "Show only what a query finds.",
        ("/",),
        ("library", "all-notes"),
        Argument("QUERY", "Show", required=False, choices="query"),
        undo="escape",
        footer="filter",
    ),
    Command(
        "add",
        "Take a file, a folder or a feed into the library.",
        (),
        _BULK,
        Argument("SOURCE", "Add", choices="path"),
    ),
    Command(
        "copies",
        "Show the copies of the story under it, each with its outlet and date, or fold them.",
        ("F",),
        ("library",),
        undo="copies",
    ),
    Command("reload", "Look again at what is there.", ("g.",), ("library", "all-notes")),
    Command(
        "toggle-read", "Mark as read, or as unread.", ("U",), ("library", "brief"), undo="undo", repeats=True
    ),
    Command(
        "star", "Give a star, or take it.", ("S",), ("library", "brief"), _QUERY, undo="undo", repeats=True
    ),
    Command(
        "later", "Keep for later, or not.", ("W",), ("library", "brief"), _QUERY, undo="undo", repeats=True
    ),
    Command("read", "Mark as read all that a query finds.", (), _BULK, _QUERY, undo="undo"),
    Command("unread", "Mark as unread all that a query finds.", (), _BULK, _QUERY, undo="undo"),
    Command(
        "go-to-note", "Open the article at the note.", ("enter", "l", "right"), ("all-notes",), footer="open"
    ),
    Command("next-article", "Read the next article of the list.", ("J",), ("brief",), counts=True),
    Command("previous-article", "Read the article before.", ("K",), ("brief",), counts=True),
)

TEXT: tuple[Command, ...] = (
    Command("left", "Go a character left.", ("h", "left"), ("text",), counts=True),
    Command("right", "Go a character right.", ("l", "right"), ("text",), counts=True),
    Command("next-word", "Go to the next word.", ("w",), ("text",), counts=True),
    Command("previous-word", "Go to the word before.", ("b",), ("text",), counts=True),
    Command("word-end", "Go to the end of the word.", ("e",), ("text",), counts=True),
    Command("line-start", "Go to the start of the line.", ("0", "^"), ("text",)),
    Command("line-end", "Go to the end of the line.", ("$",), ("text",)),
    Command("next-sentence", "Go to the next sentence.", (")",), ("text",), counts=True),
    Command("previous-sentence", "Go to the sentence before.", ("(",), ("text",), counts=True),
    Command("next-paragraph", "Go to the next paragraph.", ("}",), ("text",), counts=True),
    Command("previous-paragraph", "Go to the paragraph before.", ("{",), ("text",), counts=True),
    Command("select", "Select words from here on.", ("v",), ("text",), undo="escape", footer="select"),
    Command("select-sentence", "Select the sentence.", ("gs",), ("text",), undo="escape"),
    Command("end-selection", "End the selection.", ("v",), ("visual",), undo="select", footer="end"),
    Command("swap-ends", "Move the other end of the selection.", ("x",), ("visual", "placing")),
    Command("items-here", "Go to the items that rest on the word under the caret.", ("enter",), ("text",)),
    Command("jump-back", "Go back to where the caret was before the jump.", ("ctrl+o",), ("brief",)),
    Command(
        "jump-forward",
        "Go forward again in the jumps; without one, to the next pane.",
        ("ctrl+i", "tab"),
        ("text",),
    ),
    Command("set-mark", "Set the mark of the next key.", ("m",), ("text",), takes_key=True),
    Command("go-to-mark", "Go to the mark of the next key.", ("'", "`"), ("text",), takes_key=True),
    Command("hints", "Show letters on all that can be gone to, and go.", ("f",), ("brief",), footer="hints"),
    Command(
        "fold", "Fold or unfold what is not part of the article's body.", ("F",), ("brief",), undo="fold"
    ),
    Command("search", "Find words in the text.", ("/",), ("brief",), Argument("WORDS", "/", required=False)),
    Command("search-word", "Find the word under the caret.", ("*",), ("text",)),
    Command("next-hit", "Go to the next hit.", ("n",), ("brief",), counts=True),
    Command("previous-hit", "Go to the hit before.", ("N",), ("brief",), counts=True),
    Command(
        "layer",
        "Show or hide the marks of one kind in the text.",
        (),
        ("brief",),
        Argument("KIND", "Layer", choices=("actors", "claims", "dates", "notes", "hits")),
        undo="layer",
    ),
    Command("layer-actors", "Show or hide the actors in the text.", (",a",), ("brief",), undo="layer-actors"),
    Command("layer-claims", "Show or hide the claims in the text.", (",c",), ("brief",), undo="layer-claims"),
    Command("layer-dates", "Show or hide the dates in the text.", (",t",), ("brief",), undo="layer-dates"),
    Command("layer-notes", "Show or hide the notes in the text.", (",n",), ("brief",), undo="layer-notes"),
    Command("layer-hits", "Show or hide the hits of the search.", (",/",), ("brief",), undo="layer-hits"),
)

ITEMS: tuple[Command, ...] = (
    Command("next-claim", "Go to the next claim.", ("]c",), ("brief",), counts=True, footer="claim"),
    Command("previous-claim", "Go to the claim before.", ("[c",), ("brief",), counts=True),
    Command("next-actor", "Go to the next mention of an actor.", ("]a",), ("brief",), counts=True),
    Command("previous-actor", "Go to the mention before.", ("[a",), ("brief",), counts=True),
    Command("next-date", "Go to the next date.", ("]t",), ("brief",), counts=True),
    Command("previous-date", "Go to the date before.", ("[t",), ("brief",), counts=True),
    Command("next-note", "Go to the next note.", ("]n",), ("brief",), counts=True),
    Command("previous-note", "Go to the note before.", ("[n",), ("brief",), counts=True),
    Command(
        "narrow",
        "Narrow claims and timeline to this actor and unfold it.",
        ("enter",),
        ("actors",),
        undo="escape",
        footer="only",
    ),
    Command(
        "go-to-words",
        "Go to the item's words in the text.",
        ("enter",),
        ("claims", "timeline", "notes"),
        footer="words",
    ),
    Command(
        "sort",
        "Order claims as in the text, or the contested ones first.",
        ("s",),
        ("claims",),
        undo="sort",
        footer="sort",
    ),
    Command(
        "gaps",
        "Show what the article leaves open, and go to its words: unnamed sources, silence, what nobody verified.",
        ("gw",),
        ("brief",),
    ),
    Command("explain", "Say how the brief came to this item.", ("gx",), ("brief",)),
    Command("yank", "Copy the words with their citation.", ("y",), ("brief", "visual", "all-notes", "story")),
    Command("browse", "Open the article's address in the browser.", ("o",), ("brief", "library")),
    Command("extract", "Make the brief anew.", ("E",), ("brief",)),
    Command(
        "stop",
        "Stop making briefs, and asking feeds.",
        ("ctrl+c",),
        ("library", "brief", "feeds"),
        undo="extract",
    ),
    Command(
        "set-date",
        "Set the date of publication.",
        ("D",),
        ("brief",),
        Argument("DATE", "Published (YYYY-MM-DD)", choices="date"),
        undo="undo",
    ),
)
