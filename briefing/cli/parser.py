"""Which parser reads a call: that of the commands, or the small one of the reader. On argparse alone."""

import argparse
import importlib
from collections.abc import Callable, Sequence


def later(module: str, function: str) -> Callable[[argparse.Namespace], int]:
    """A function of a module of `briefing.cli`, imported when it is called."""

    def run(call: argparse.Namespace) -> int:
        return int(getattr(importlib.import_module(f"briefing.cli.{module}"), function)(call))

    return run


def parse_arguments(arguments: Sequence[str]) -> argparse.Namespace:
    """The call, with `run` set. Exits with status 2 where the words are wrong (argparse)."""
    first = _first_word(arguments)
    asks = [a for a in ("--help", "--version") if a in arguments or (a == "--help" and "-h" in arguments)]
    if not asks and not _may_be_command(first):
        return _reader().parse_args(arguments)  # what the screen starts with: a dozen parsers less to build
    from briefing.cli.subcommands import build_parser, subcommands

    parser = build_parser()
    if first in subcommands(parser):
        # Not by set_defaults: the commands share the option, and their default would win over what was given.
        return parser.parse_args(arguments, argparse.Namespace(home=None))
    return parser.parse_args(asks[:1]) if asks else _reader().parse_args(arguments)


def _may_be_command(word: str | None) -> bool:
    """Whether a word is written as commands are: a path with a dot or a slash in it is none."""
    return word is not None and word.replace("-", "").isalpha()


def _reader() -> argparse.ArgumentParser:
    """The parser where no command is named."""
    reader = argparse.ArgumentParser(
        prog="briefing", usage="briefing [--home DIR] [--published DATE] [SOURCE ...]"
    )
    reader.add_argument("--home")
    reader.add_argument("--published")
    reader.add_argument("sources", nargs="*")
    reader.set_defaults(run=later("reader", "reader"), command=None)
    return reader


def _first_word(arguments: Sequence[str]) -> str | None:
    """The first argument that is neither an option nor an option's value."""
    skip = False
    for argument in arguments:
        if skip:
            skip = False
        elif argument in ("--home", "--published"):
            skip = True
        elif argument == "-" or not argument.startswith("-"):
            return argument
    return None
