"""Out into a file of another format, and in from one: a look first, then the work, then the account."""

import threading
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, TypeVar

from briefing.commands.reader import Call
from briefing.tui.history import Noted, Several
from briefing.tui.paths import is_there, typed_path
from briefing.tui.screens.base import BaseScreen
from briefing.tui.screens.brief import BriefScreen
from briefing.tui.screens.library import LibraryScreen
from briefing.tui.screens.notes import NotesScreen
from briefing.tui.screens.picker import Choice, Picker

if TYPE_CHECKING:
    from collections.abc import Callable

    from briefing.exchange.bundle import Losses
    from briefing.workspace.arriving import Report

T = TypeVar("T")


class EndedError(Exception):
    """The analyst stopped the work; nothing was written."""

    def __init__(self) -> None:
        super().__init__("stopped; nothing was written")


def do_export(screen: BaseScreen, call: Call) -> None:
    """What is shown here, into a file: of which format, which file, and what it could not hold."""
    from briefing.exchange.registry import FORMATS, WRITTEN

    form, _, path = call.argument.strip().partition(" ")
    if not form:
        choices = [Choice(f, f, FORMATS[f].title) for f in WRITTEN]
        screen.app.push_screen(
            Picker(
                "Export " + _scope_in_words(screen), choices, search=True, hint="enter chooses · esc leaves"
            ),
            lambda chosen: _ask_where(screen, chosen) if isinstance(chosen, str) else None,
        )
    elif form not in WRITTEN:
        screen.complain(f"{form!r} is not written; written are {', '.join(WRITTEN)}")
    elif path.strip():
        _to(screen, form, typed_path(path))
    else:
        _ask_where(screen, form)


def _ask_where(screen: BaseScreen, form: str) -> None:
    from briefing.exchange.registry import FORMATS

    name = f"briefing-{date.today():%Y-%m-%d}{FORMATS[form].suffix}"
    guess = screen.workspace.export_path() / name

    def done(line: str) -> None:
        if line.strip():
            _to(screen, form, typed_path(line))

    screen.ask("Into", done, initial=str(guess), complete=lambda typed: screen.choices("path", typed))


def _to(screen: BaseScreen, form: str, path: Path) -> None:
    """Write; ask first where there is something already."""
    if not is_there(path):
        _export(screen, form, path)
        return
    if path.is_dir():
        screen.complain(f"{path}: a folder; name a file in it")
        return
    what = (
        "Bring up to date; what was written into its own regions stays" if form == "markdown" else "Replace"
    )
    choices = [Choice("yes", what, hot="y"), Choice("no", "Leave it as it is", hot="n")]

    def answered(answer: object) -> None:
        if answer == "yes":
            _export(screen, form, path)

    screen.app.push_screen(
        Picker(f"{path.name} is there already", choices, hint="y · n · esc leaves"), answered
    )


def _export(screen: BaseScreen, form: str, path: Path) -> None:
    query, workspace = _scope(screen), screen.workspace

    def work(progress: "Callable[[int], None]") -> "tuple[Losses, int]":
        done = 0

        def counted(n: int) -> None:
            nonlocal done
            done = n
            progress(n)

        return workspace.export_file(path, query, form=form, progress=counted), done

    def done(found: "tuple[Losses, int]") -> None:
        losses, articles = found
        left_out = losses.lines()
        screen.say(
            f"{articles} {'article' if articles == 1 else 'articles'} in {path}"
            + (" · some things left out" if left_out else ""),
            "good",
        )
        if left_out:
            _account(screen, f"What {form} has no place for", left_out)

    _run(screen, f"exporting {_scope_in_words(screen)}", "articles", work, done)


def do_import(screen: BaseScreen, call: Call) -> None:
    """A file of another format: first what it would bring, then, where that is wanted, all of it."""
    _import(screen, typed_path(call.argument))


def _import(screen: BaseScreen, path: Path, form: str | None = None) -> None:
    workspace = screen.workspace

    def look(progress: "Callable[[int], None]") -> "Report":
        return workspace.import_file(path, form=form, dry_run=True, progress=progress)

    def take(progress: "Callable[[int], None]") -> "Report":
        return workspace.import_file(path, form=form, progress=progress)

    def looked(report: "Report") -> None:
        lines = [Choice(None, line) for line in report.lines()]
        choices = [*lines, Choice("yes", "Take it in", hot="y"), Choice("no", "Leave it", hot="n")]

        def answered(answer: object) -> None:
            if answer == "yes":
                _run(screen, f"importing {path.name}", "notes", take, taken)

        screen.app.push_screen(
            Picker(f"What {path.name} would bring", choices, hint="y · n · esc leaves"), answered
        )

    def taken(report: "Report") -> None:
        lines = list(report.lines())
        if report.steps:
            screen.briefing.changes.did(Several(f"import of {path.name}", tuple(map(Noted, report.steps))))
        screen.say(lines[0] if lines else "nothing to take in", "good" if report.complete else "error")
        if len(lines) > 1:
            _account(screen, f"What came of {path.name}", lines)
        if isinstance(screen, LibraryScreen | NotesScreen):
            screen.load()

    _run(
        screen, f"looking into {path.name}", "notes", look, looked, lambda error: _unread(screen, path, error)
    )


def _unread(screen: BaseScreen, path: Path, error: Exception) -> None:
    """A file that does not say what it is: ask, where an answer helps; else say what can be done here."""
    from briefing.exchange.bundle import UnrecognisedError
    from briefing.exchange.registry import FORMATS, READ

    if not isinstance(error, UnrecognisedError):
        screen.complain(error)
    elif not error.nameable:
        screen.complain(f"{error.what}; no notes to take in · :add takes articles")
    else:
        choices = [Choice(name, name, FORMATS[name].title) for name in READ]

        def chosen(name: object) -> None:
            if isinstance(name, str):
                _import(screen, path, name)

        hint = "of no format that is known · enter reads it as this one · esc leaves"
        screen.app.push_screen(Picker(f"What is {path.name}?", choices, hint=hint), chosen)


def _run(
    screen: BaseScreen,
    words: str,
    unit: str,
    work: "Callable[[Callable[[int], None]], T]",
    done: "Callable[[T], None]",
    otherwise: "Callable[[Exception], None] | None" = None,
) -> None:
    """Do the work beside the screen, in a window that counts it and that a key stops.

    `otherwise` hears what went wrong; without it the status line says so.
    """
    from briefing.tui.screens.working import Working

    stopped = threading.Event()
    window = Working(words, unit, stopped)

    def progress(n: int) -> None:
        if stopped.is_set():
            raise EndedError
        screen.briefing.jobs.tell(window.count, n)

    def finished(result: T) -> None:
        window.close()
        done(result)

    def failed(error: Exception) -> None:
        window.close()
        (otherwise or screen.complain)(error)

    screen.app.push_screen(window)
    screen.briefing.jobs.run(lambda: work(progress), finished, failed, lane="exchange")


def _account(screen: BaseScreen, title: str, lines: list[str]) -> None:
    choices = [Choice(str(n), line) for n, line in enumerate(lines)]
    screen.app.push_screen(Picker(title, choices, hint="esc closes"))


def _scope(screen: BaseScreen) -> str:
    """The query of what is shown: the list's own, or the one article."""
    if isinstance(screen, BriefScreen):
        return f"id:{screen.article_id.removeprefix('sha256:')}"
    return screen.query_text if isinstance(screen, LibraryScreen | NotesScreen) else ""


def _scope_in_words(screen: BaseScreen) -> str:
    if isinstance(screen, BriefScreen):
        return "this article"
    query = _scope(screen)
    return f"what {query} finds" if query else "the whole library"
