"""desk init, migrate, status, push, pull: a shared desk on PostgreSQL from the shell."""

import argparse
import sys

import msgspec

from briefing.cli import DONE, FAILED
from briefing.config import Settings, load_settings
from briefing.workspace.records import WorkspaceError


def desk(call: argparse.Namespace) -> int:
    """Run the action."""
    settings = load_settings(call.home)
    if call.desk:
        settings = msgspec.structs.replace(settings, desk=call.desk)
    if not settings.desk:
        raise WorkspaceError("no desk is named: --desk postgresql://…, or `desk` in config.toml")
    try:
        return _done(call, settings)
    except ModuleNotFoundError as error:
        raise WorkspaceError(f"a desk needs psycopg: pip install 'briefing[desk]' ({error})") from error


def _done(call: argparse.Namespace, settings: Settings) -> int:
    from briefing.workspace import desks

    match call.action:
        case "init":
            return _said(desks.init(settings.desk) or ["nothing to do: the desk is there"])
        case "migrate":
            return _said(desks.migrate(settings.desk) or ["nothing to do: the desk is up to date"])
        case "status":
            lines, works = desks.status(settings)
            return _said(lines, DONE if works else FAILED)
    return _moved(call, settings)


def _moved(call: argparse.Namespace, settings: Settings) -> int:
    """Push or pull."""
    from briefing.workspace import desks

    def progress(done: int, total: int) -> None:
        if sys.stderr.isatty():
            print(
                f"\r{done} of {total} articles with notes",
                end="\n" * (done == total),
                file=sys.stderr,
                flush=True,
            )

    move = desks.push if call.action == "push" else desks.pull
    report = move(settings, " ".join(call.query), progress)
    first, *problems = report.lines(f"{call.action}ed")
    print(first)
    for problem in problems:
        print(f"briefing: {problem}", file=sys.stderr)
    return FAILED if problems else DONE


def _said(lines: list[str], status: int = DONE) -> int:
    for line in lines:
        print(line)
    return status
