"""show, ingest: an article and its brief on standard output."""

import argparse
import contextlib
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import TextIO

from briefing.cli import DONE, FAILED, USAGE, complain
from briefing.config import load_settings


def date_option(call: argparse.Namespace) -> str | None:
    """`--published` in one form. Exits with status 2 where it is not a date."""
    from briefing.ingest.metadata import normal_date

    if call.published is None:
        return None
    date = normal_date(call.published)
    if date is None:
        print(f"briefing: --published {call.published!r} is not a date; write 2031-05-14", file=sys.stderr)
        raise SystemExit(USAGE)
    return date


def show(call: argparse.Namespace) -> int:
    """Print the brief of one article: the screen's content without the screen."""
    from briefing.cli import render
    from briefing.model.brief import encode
    from briefing.workspace import Workspace

    published = date_option(call)
    with contextlib.closing(Workspace(load_settings(call.home))) as workspace:
        brief = workspace.show(call.source, published=published, corrected=not call.machine)
    if call.form == "json":
        sys.stdout.write(encode(brief).decode("utf-8") + "\n")
    else:
        sys.stdout.write(render.markdown(brief) if call.form == "markdown" else render.plain(brief))
    return DONE


def ingest(call: argparse.Namespace) -> int:
    """Print the article part of a brief, one a line."""
    import msgspec

    from briefing.ingest.errors import SourceProblem
    from briefing.ingest.registry import read_source

    published = date_option(call)
    failed = False
    if call.output != "-" and any(_same_file(source, call.output) for source in call.sources):
        return complain(f"{call.output}: it is one of the sources; name another file for the articles")
    with _output(call.output) as out:
        for source in call.sources:
            for article in read_source(source, published=published):
                if isinstance(article, SourceProblem):
                    complain(f"{article.source}: {article.message}")
                    failed = failed or not article.note
                else:
                    out.write(msgspec.json.encode(article).decode("utf-8") + "\n")
    return FAILED if failed else DONE


def _same_file(one: str, other: str) -> bool:
    try:
        return Path(one).samefile(other)
    except (OSError, ValueError):  # one of them is no file, or not there yet
        return False


@contextlib.contextmanager
def _output(name: str) -> Iterator[TextIO]:
    if name == "-":
        yield sys.stdout
        return
    with open(name, "w", encoding="utf-8") as out:  # noqa: PTH123
        yield out
