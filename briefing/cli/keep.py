"""check, backup, restore: the store looked after from the shell."""

import argparse
import contextlib
from pathlib import Path

from briefing.cli import DONE, FAILED
from briefing.config import load_settings
from briefing.workspace import Workspace


def check(call: argparse.Namespace) -> int:
    """Every file of the store, what was found in words, and with --repair what was done."""
    settings = load_settings(call.home)
    with contextlib.closing(Workspace(settings)) as workspace:
        report = workspace.check(repair=call.repair)
    for line in report.lines:
        print(line)
    return DONE if report.sound else FAILED


def backup(call: argparse.Namespace) -> int:
    """One archive of all that is not derived."""
    with contextlib.closing(Workspace(load_settings(call.home))) as workspace:
        print(workspace.backup(Path(call.archive)))
    return DONE


def restore(call: argparse.Namespace) -> int:
    """The data folder as an archive has it; what was there is kept aside."""
    with contextlib.closing(Workspace(load_settings(call.home))) as workspace:
        print(workspace.restore_backup(Path(call.archive)))
    return DONE
