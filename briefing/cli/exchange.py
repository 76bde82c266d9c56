"""export, import: the library in other formats. What a format could not hold is said on stderr."""

import argparse
import contextlib
import sys
from collections.abc import Callable
from pathlib import Path

from briefing.cli import DONE, FAILED, USAGE, complain
from briefing.cli.library import left_out
from briefing.config import load_settings
from briefing.exchange.bundle import ExchangeError, Losses
from briefing.exchange.registry import FORMATS, WRITTEN
from briefing.workspace import Workspace


def export(call: argparse.Namespace) -> int:
    """Write what a query finds in one format; then what had to be left out."""
    if call.form not in WRITTEN:
        print(f"briefing export: --format is one of {', '.join(WRITTEN)}", file=sys.stderr)
        return USAGE
    query, only = " ".join(call.query), tuple(call.only)
    if only and call.form not in ("jsonl", "csv"):
        print("briefing export: --only goes with jsonl and csv", file=sys.stderr)
        return USAGE
    with contextlib.closing(Workspace(load_settings(call.home))) as workspace:
        try:
            if call.output == "-":
                losses = Losses()
                for piece in workspace.export(
                    query, form=call.form, losses=losses, only=only, style=call.style
                ):
                    sys.stdout.write(piece)
            else:
                losses = workspace.export_file(
                    Path(call.output), query, form=call.form, progress=_progress("articles"), only=only,
                    style=call.style,
                )  # fmt: skip
        except ExchangeError as error:
            return complain(str(error))
        _end_progress()
        status = left_out(workspace)
    if call.losses:
        table = "".join(f"{loss.count}\t{_safe(loss.what)}\t{_safe(loss.item)}\n" for loss in losses.items)
        Path(call.losses).write_text(table, encoding="utf-8")
    for line in losses.lines():
        print(f"briefing: left out: {_safe(line)}", file=sys.stderr)
    return status


def bring(call: argparse.Namespace) -> int:
    """Take in a file; then what became of every note."""
    if call.form is not None and not (call.form in FORMATS and FORMATS[call.form].reads):
        names = ", ".join(n for n, f in FORMATS.items() if f.reads)
        print(f"briefing import: --format is one of {names}", file=sys.stderr)
        return USAGE
    with contextlib.closing(Workspace(load_settings(call.home))) as workspace:
        try:
            report = workspace.import_file(
                Path(call.file), form=call.form, dry_run=call.dry_run, progress=_progress("notes")
            )
        except ExchangeError as error:
            return complain(f"{error}; nothing was imported")
    _end_progress()
    for line in report.lines():
        print(f"briefing: {'(dry run) ' if call.dry_run else ''}{_safe(line)}", file=sys.stderr)
    return DONE if report.complete else FAILED


def _safe(line: str) -> str:
    from briefing.model.text import one_line

    return one_line(line)


def _progress(what: str) -> Callable[[int], None] | None:
    if not sys.stderr.isatty():
        return None

    def show(done: int) -> None:
        if done % 100 == 0:
            print(f"\r{done} {what}", end="", file=sys.stderr, flush=True)

    return show


def _end_progress() -> None:
    if sys.stderr.isatty():
        print("\r", end="", file=sys.stderr)
