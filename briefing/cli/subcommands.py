"""The commands behind `briefing` with their arguments: what `--help`, the manual page and the completions show."""

import argparse

from briefing import __version__
from briefing.cli.parser import later

_DESCRIPTION = """A keyboard-driven reader that shows news articles as structured briefs.

briefing [SOURCE ...]    open the reader: on these files and folders, or on the library
                         (--published DATE: the date of those that state none)
briefing COMMAND ...     one of the commands below; `briefing COMMAND --help` tells more"""

_PUBLISHED = "the publication date of articles whose source states none (2031-05-14)"

_ROWS = ("article", "actor", "claim", "date", "gap", "note")  # a test compares it with briefing.exchange.rows
_FORMATS = "w3c, markdown, hypothesis, csl, citations, bibtex, jsonl, csv, timesketch, stix, ninjs, claimreview, popolo or citron"

_SOURCE = "a file, a folder of documents, an address (https://…), or - for standard input"
_ONE_SOURCE = "a file with one article, an address, -, or the id of an article in the library"

_EPILOG = """A SOURCE is a file (plain text, Markdown, HTML, JSON Lines, PDF, mail, EPUB, a feed, an export of
links), a folder of documents, an address (https://…), or - for standard input; `show` and `note` also
take the id of an article in the library. A file that is named like a command, or begins with a dash,
is opened as ./NAME. What goes to a file or a pipe is UTF-8.

exit status: 0 done; 1 something failed and is said on stderr; 2 wrong call; 130 interrupted"""


def _count(words: str) -> int:
    """A whole number from 1 up."""
    number = int(words) if words.isdecimal() else 0
    if number < 1:
        raise argparse.ArgumentTypeError(f"{words!r} is not a whole number from 1 up")
    return number


def _spread(command: argparse.ArgumentParser) -> None:
    """The options that say where briefs are made."""
    command.add_argument("--jobs", type=_count, metavar="N", help="processes (one a core)")
    command.add_argument(
        "--workers", type=_count, metavar="N", help="a Dask cluster of N workers on this machine"
    )
    command.add_argument("--scheduler", metavar="ADDRESS", help="a Dask cluster: tcp://host:8786")


def build_parser() -> argparse.ArgumentParser:
    """The parser with all commands (the man page and the completions read it too)."""
    shared = argparse.ArgumentParser(add_help=False)
    shared.add_argument(
        "--home",
        metavar="DIR",
        default=argparse.SUPPRESS,
        help="the data folder, or a desk as postgresql://…, instead of BRIEFING_HOME or the platform's own",
    )
    parser = argparse.ArgumentParser(
        prog="briefing",
        description=_DESCRIPTION,
        epilog=_EPILOG,
        formatter_class=argparse.RawDescriptionHelpFormatter,
        parents=[shared],
    )
    parser.add_argument("--version", action="version", version=f"briefing {__version__}")
    commands = parser.add_subparsers(metavar="COMMAND", required=True, dest="command")

    def command(name: str, module: str, text: str) -> argparse.ArgumentParser:
        sub = commands.add_parser(
            name, help=text, description=text[0].upper() + text[1:] + ".", parents=[shared]
        )
        sub.set_defaults(run=later(module, "list_articles" if name == "list" else name))
        return sub

    show = command("show", "brief", "print the brief of one article")
    show.add_argument("source", metavar="SOURCE", help=_ONE_SOURCE)
    form = show.add_mutually_exclusive_group()
    form.add_argument(
        "--plain",
        dest="form",
        action="store_const",
        const="plain",
        help="text in reading order (the default; good for screen readers)",
    )
    form.add_argument("--markdown", dest="form", action="store_const", const="markdown", help="Markdown")
    form.add_argument(
        "--json",
        dest="form",
        action="store_const",
        const="json",
        help="JSON as brief.schema.json describes it",
    )
    show.add_argument("--machine", action="store_true", help="without the analyst's corrections")
    show.add_argument("--published", metavar="DATE", help=_PUBLISHED)
    show.set_defaults(form="plain")

    extract = command("extract", "batch", "make briefs of a JSON Lines file, one brief a line")
    extract.add_argument(
        "input",
        metavar="IN.jsonl",
        help='one {"id", "text", "title", "published", "format"} a line; - is standard input',
    )
    extract.add_argument(
        "--output", metavar="OUT.jsonl", default="-", help="where the briefs go (standard output)"
    )
    _spread(extract)
    extract.add_argument(
        "--resume", action="store_true", help="go on with what --output lacks, after an interruption"
    )

    ingest = command("ingest", "brief", "print the article part of a brief, one article a line")
    ingest.add_argument("sources", metavar="SOURCE", nargs="+", help=_SOURCE)
    ingest.add_argument(
        "--output", metavar="ARTICLES.jsonl", default="-", help="where the articles go (standard output)"
    )
    ingest.add_argument("--published", metavar="DATE", help=_PUBLISHED)

    add = command("add", "adding", "take articles into the library and make their briefs")
    add.add_argument("sources", metavar="SOURCE", nargs="+", help=_SOURCE)
    add.add_argument("--published", metavar="DATE", help=_PUBLISHED)
    add.add_argument(
        "--accept-shorter",
        action="store_true",
        help="take a text that lost half its words, or reads like an error page, as a new version all the same",
    )
    add.add_argument(
        "--no-briefs", action="store_true", help="make the briefs later, when an article is opened"
    )
    _spread(add)

    listing = command("list", "library", "list the articles of the library, newest first")
    listing.add_argument("query", nargs="*", metavar="QUERY", help="only those that match")
    listing.add_argument("--json", action="store_true", help="one JSON object a line")
    listing.add_argument("--limit", type=_count, default=50, metavar="N", help="at most N (50)")

    search = command("search", "library", "find words in articles and notes, with the place they stand in")
    search.add_argument("query", nargs="+", metavar="QUERY", help="words, or a query")
    search.add_argument("--json", action="store_true", help="one JSON object a line")
    search.add_argument("--limit", type=_count, default=20, metavar="N", help="at most N (20)")

    notes = command("notes", "library", "print the notes of all articles, newest first")
    notes.add_argument("query", nargs="*", metavar="QUERY", help="only those that match")
    notes.add_argument("--json", action="store_true", help="one JSON object a line")

    note = command("note", "library", "add a note from a script; prints its uid once it is safely stored")
    note.add_argument("source", metavar="SOURCE", nargs="?", help=_ONE_SOURCE)
    note.add_argument("--quote", metavar="WORDS", help="the words of the article that the note is on")
    note.add_argument("--body", metavar="TEXT", default="", help="the note")
    note.add_argument("--tag", metavar="T", action="append", default=[], help="a tag; may be given again")
    undo = note.add_mutually_exclusive_group()
    undo.add_argument("--delete", metavar="UID", help="put a note into the trash")
    undo.add_argument("--restore", metavar="UID", help="take a note out of the trash")

    export = command("export", "exchange", "write articles, briefs and notes in another format")
    export.add_argument("query", nargs="*", metavar="QUERY", help="only what matches")
    export.add_argument("--format", required=True, dest="form", metavar="F", help=_FORMATS)
    export.add_argument(
        "--output",
        metavar="FILE",
        default="-",
        help="where it goes (standard output); replaced whole or not at all",
    )
    export.add_argument(
        "--only",
        metavar="KIND",
        action="append",
        default=[],
        choices=_ROWS,
        help=f"of jsonl and csv, rows of this kind; may be given again: {', '.join(_ROWS)}",
    )
    export.add_argument("--style", metavar="FILE.csl", default="", help="of citations, the style (Harvard)")
    export.add_argument(
        "--losses", metavar="FILE", help="also list, item by item, what the format could not hold"
    )

    bring = command(
        "import", "exchange", "take in notes, or articles, of another format: all of a file or nothing"
    )
    bring.set_defaults(run=later("exchange", "bring"))
    bring.add_argument("file", metavar="FILE", help="what `export` or another program wrote")
    bring.add_argument(
        "--format",
        dest="form",
        metavar="F",
        help="w3c, hypothesis, claimreview, ninjs or newsarticle (what the file looks like)",
    )
    bring.add_argument("--dry-run", action="store_true", help="say what would be done, and do nothing")

    _add_report(command("report", "report", "write a report on a story: the articles of a query, compared"))

    _add_feeds(
        command("feeds", "feeds", "subscribe to feeds, refresh them, and carry them in and out as OPML"),
        shared,
    )

    _add_desk(
        command("desk", "desk", "set up a shared desk on PostgreSQL, look at it, bring notes there and back"),
        shared,
    )

    check = command("check", "keep", "check every file of the store and say what was found")
    check.add_argument(
        "--repair", action="store_true", help="set damaged files aside, fall back, rebuild what is derived"
    )

    backup = command("backup", "keep", "write articles, notes and grades into one archive")
    backup.add_argument("archive", metavar="FILE", help="a .tar.gz that does not exist yet")

    restore = command(
        "restore", "keep", "make the data folder what an archive holds; what was there is kept aside"
    )
    restore.add_argument("archive", metavar="FILE", help="what `backup` wrote")

    command("keys", "help", "print every command of the screen with its keys in force")
    man = command("man", "help", "print the manual page (roff)")
    man.set_defaults(build=build_parser)
    completions = command("completions", "help", "print shell completions")
    completions.add_argument("shell", choices=["bash", "zsh", "fish"], help="the shell")
    completions.set_defaults(build=build_parser)
    return parser


def _add_report(report: argparse.ArgumentParser) -> None:
    """What may stand behind `briefing report`."""
    report.add_argument("query", nargs="*", metavar="QUERY", help="which articles; none: all of the library")
    form = report.add_mutually_exclusive_group()
    form.add_argument("--plain", dest="form", action="store_const", const="plain", help="text (the default)")
    form.add_argument("--markdown", dest="form", action="store_const", const="markdown", help="Markdown")
    form.add_argument("--html", dest="form", action="store_const", const="html", help="one HTML page")
    form.add_argument("--json", dest="form", action="store_const", const="json", help="one JSON object")
    report.add_argument(
        "--output",
        metavar="FILE",
        default="-",
        help="where it goes (standard output); replaced whole or not at all",
    )
    report.add_argument(
        "--bottom-line", metavar="TEXT", default="", help="the bottom line, instead of the note tagged so"
    )
    report.add_argument(
        "--since",
        metavar="WHEN",
        help="also what changed since a day or a moment of UTC, or since the last `look`",
    )
    report.add_argument("--full", action="store_true", help="every line there is, not the weightiest")
    report.add_argument("--no-briefs", action="store_true", help="leave out articles that have no brief yet")
    report.set_defaults(form="plain")


def _add_desk(desk: argparse.ArgumentParser, shared: argparse.ArgumentParser) -> None:
    """The commands behind `briefing desk`."""
    actions = desk.add_subparsers(metavar="ACTION", required=True, dest="action")

    def action(name: str, text: str) -> argparse.ArgumentParser:
        made = actions.add_parser(
            name, help=text, description=text[0].upper() + text[1:] + ".", parents=[shared]
        )
        made.add_argument(
            "--desk", metavar="ADDRESS", help="postgresql://… without a password (`desk` in config.toml)"
        )
        return made

    action("init", "make roles, schema and tables in an empty database")
    action("migrate", "bring the tables to what this briefing needs")
    action("status", "print server, role, sizes, and whether the desk can be worked at")
    push = action("push", "bring articles and notes of the data folder to the desk")
    push.add_argument("query", nargs="*", metavar="QUERY", help="only of articles that match")
    pull = action("pull", "bring notes of the desk to the articles of the data folder")
    pull.add_argument("query", nargs="*", metavar="QUERY", help="and the desk's articles that match")


def _add_feeds(feeds: argparse.ArgumentParser, shared: argparse.ArgumentParser) -> None:
    """The commands behind `briefing feeds`."""
    actions = feeds.add_subparsers(metavar="ACTION", required=True, dest="action")

    def action(name: str, text: str) -> argparse.ArgumentParser:
        return actions.add_parser(
            name, help=text, description=text[0].upper() + text[1:] + ".", parents=[shared]
        )

    listing = action("list", "print every feed with what its last refresh found")
    listing.add_argument("--json", action="store_true", help="one JSON object a line")
    add = action("add", "subscribe to a feed, or to the one that a page names")
    add.add_argument("url", metavar="URL", help="the address of a feed, or of a page that names its feed")
    add.add_argument("--title", metavar="TEXT", help="a name, instead of the feed's own")
    add.add_argument("--folder", metavar="A/B", default="", help="its place among the feeds")
    add.add_argument("--tag", metavar="T", action="append", default=[], help="a tag; may be given again")
    remove = action("remove", "unsubscribe; the articles stay")
    remove.add_argument("feeds", metavar="FEED", nargs="+", help="its address, title or id")
    refresh = action("refresh", "take in what is new; for cron, with counts and an exit status")
    refresh.add_argument("feeds", metavar="FEED", nargs="*", help="only these: address, title or id")
    refresh.add_argument(
        "--force", action="store_true", help="ask feeds that were asked a short while ago too"
    )
    refresh.add_argument("--briefs", action="store_true", help="make the briefs of what is new")
    refresh.add_argument("--jobs", type=_count, metavar="N", help="processes for the briefs (one a core)")
    bring = action("import", "subscribe to the feeds of an OPML file")
    bring.add_argument("file", metavar="FILE.opml", help="a list of feeds as OPML")
    action("export", "print all feeds as OPML")


def subcommands(parser: argparse.ArgumentParser) -> dict[str, argparse.ArgumentParser]:
    """The parser of each command by its name."""
    found = next(a for a in parser._actions if isinstance(a, argparse._SubParsersAction))
    return dict(found.choices)
