"""briefing [SOURCE …]: the reader on the screen."""

import argparse
import contextlib
import sys

from briefing.cli import FAILED, complain
from briefing.config import load_settings


def reader(call: argparse.Namespace) -> int:
    """Take the sources into the library and open the screen on them."""
    from briefing.cli.brief import date_option
    from briefing.workspace import Workspace

    published = date_option(call)
    settings = load_settings(call.home)
    with contextlib.closing(Workspace(settings)) as workspace:
        opened: list[str] = []
        for added in workspace.add(call.sources, published=published):
            if added.problem:
                complain(f"{added.source}: {added.problem}")
            elif added.article_id:
                opened.append(added.article_id)
        if call.sources and not opened:
            return FAILED
        if not sys.stdout.isatty():
            return complain("the reader needs a terminal; `briefing show SOURCE` prints a brief")
        if "-" in call.sources:
            _keyboard_as_input()
        from briefing.tui.app import run

        return run(workspace, opened[0] if len(opened) == 1 else None)


def _keyboard_as_input() -> None:
    """Standard input was the article: the keys come from the terminal itself."""
    import os

    terminal = os.open("/dev/tty", os.O_RDWR)
    os.dup2(terminal, 0)
    os.close(terminal)
