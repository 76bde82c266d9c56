"""Commands for feeds: what is subscribed to, and what is new there."""

from briefing.commands.model import Argument, Command

FEEDS: tuple[Command, ...] = (
    Command("feeds", "Show the feeds: what is unread, and which do not answer.", ("gf",)),
    Command("open-feed", "Show the articles of the feed.", ("enter", "l", "right"), ("feeds",), footer="open", row=("feeds",)),
    Command("refresh-feed", "Ask this feed for new articles, though it was asked just now.", ("r",), ("feeds",), footer="refresh", row=("feeds",)),
    Command("refresh-feeds", "Ask all feeds that are due for new articles.", ("R",), ("feeds",), footer="all"),
    Command(
        "subscribe",
        "Subscribe to a feed, or to the one that a page names.",
        ("a",),
        ("feeds",),
        Argument("ADDRESS", "Subscribe to"),
        undo="undo",
        footer="subscribe",
    ),
    Command("unsubscribe", "Give the feed up; its articles stay.", ("d",), ("feeds",), undo="undo", row=("feeds",)),
    Command(
        "import-feeds",
        "Subscribe to all feeds of an OPML file.",
        (),
        ("feeds",),
        Argument("FILE", "OPML file", choices="path"),
        undo="undo",
    ),
    Command(
        "export-feeds",
        "Write all feeds into an OPML file.",
        (),
        ("feeds",),
        Argument("FILE", "OPML file", choices="path"),
        undo="delete the file",
    ),
    Command("fetch", "Fetch the whole article from its address; another text is a new version.", ("gF",), ("library", "brief"), row=("library",)),
)  # fmt: skip
