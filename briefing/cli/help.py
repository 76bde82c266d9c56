"""keys, man, completions: the reference, made from the registry and the parser."""

import argparse
import sys

from briefing import __version__
from briefing.cli import DONE, FAILED, complain
from briefing.config import load_settings


def keys(call: argparse.Namespace) -> int:
    """Every command of the screen with its keys in force."""
    from briefing.commands.keymap import remapped
    from briefing.commands.reference import keys_text

    settings = load_settings(call.home)
    keymap, problems = remapped(settings.keys)
    for problem in problems:
        complain(problem.said(settings.config_file, settings.key_lines.get(problem.command, 0)))
    sys.stdout.write(keys_text(keymap))
    return FAILED if any(p.fatal for p in problems) else DONE


def man(call: argparse.Namespace) -> int:
    """The manual page in roff: `briefing man | man -l -`."""
    from briefing.commands.reference import man_page

    sys.stdout.write(
        man_page(__version__, {name: sub.description or "" for name, sub in _commands(call).items()})
    )
    return DONE


def completions(call: argparse.Namespace) -> int:
    """Completions for a shell."""
    from briefing.commands.reference import completions as script

    options = {name: _options(sub) for name, sub in _commands(call).items()}
    sys.stdout.write(script(call.shell, {"": ["--home", "--published", "--version", "--help"], **options}))
    return DONE


def _commands(call: argparse.Namespace) -> dict[str, argparse.ArgumentParser]:
    from briefing.cli.subcommands import subcommands

    return subcommands(call.build())


def _options(parser: argparse.ArgumentParser) -> list[str]:
    return [o for action in parser._actions for o in action.option_strings if o.startswith("--")]
