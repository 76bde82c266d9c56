"""show, extract, ingest: articles and briefs on standard output."""

import argparse
import contextlib
import json
import sys
from collections.abc import Iterable, Iterator
from typing import IO, TextIO

from briefing.cli import DONE, FAILED, USAGE, complain
from briefing.config import load_settings
from briefing.model.article import Article


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
    with _output(call.output) as out:
        for source in call.sources:
            for article in read_source(source, published=published):
                if isinstance(article, SourceProblem):
                    complain(f"{article.source}: {article.message}")
                    failed = failed or not article.note
                else:
                    out.write(msgspec.json.encode(article).decode("utf-8") + "\n")
    return FAILED if failed else DONE


def extract(call: argparse.Namespace) -> int:
    """Briefs of a JSON Lines file. A bad line is reported with its number and the rest goes on."""
    from briefing.extract.batch import extract_many
    from briefing.extract.engine import load_pipeline

    settings = load_settings(call.home)
    jobs = call.jobs or settings.processes
    if jobs == 1:
        load_pipeline(settings.model)  # a pipeline that is not there is one message, not one a line
    bad: list[int] = []
    numbers: list[int] = []
    with _input(call.input) as lines, _output(call.output) as out:
        total = 0
        for (kind, value), number in zip(
            extract_many(_articles(lines, call.input, numbers, bad), settings.model, jobs),
            _drain(numbers),
            strict=False,
        ):
            if kind == "brief":
                assert isinstance(value, bytes)
                out.write(value.decode("utf-8") + "\n")
            else:
                bad.append(number)
                complain(f"{call.input}, line {number}: {value!s}")
            total += 1
            if sys.stderr.isatty():
                print(f"\r{total} articles", end="", file=sys.stderr, flush=True)
        if sys.stderr.isatty():
            print(file=sys.stderr)
    print(f"briefing: {total} articles, {len(bad)} lines with a problem", file=sys.stderr)
    return FAILED if bad else DONE


def _articles(lines: Iterable[bytes], name: str, numbers: list[int], bad: list[int]) -> Iterator[Article]:
    """The articles of a JSON Lines file; notes each one's line number in `numbers`."""
    from briefing.ingest.errors import IngestError
    from briefing.ingest.records import article_from_record

    for number, line in enumerate(lines, 1):
        if not line.strip():
            continue
        try:
            record = json.loads(line)
            if not isinstance(record, dict):
                raise IngestError(f"a JSON object is wanted, not a {type(record).__name__}")
            article = article_from_record(record)
        except (ValueError, RecursionError, IngestError) as error:
            bad.append(number)
            complain(f"{name}, line {number}: {error}")
            continue
        numbers.append(number)
        yield article


def _drain(numbers: list[int]) -> Iterator[int]:
    """The line numbers in the order of the results."""
    at = 0
    while True:
        yield numbers[at] if at < len(numbers) else 0
        at += 1


@contextlib.contextmanager
def _input(name: str) -> Iterator[IO[bytes]]:
    if name == "-":
        yield sys.stdin.buffer
        return
    with open(name, "rb") as lines:  # noqa: PTH123 - the name comes from the person at the keyboard
        yield lines


@contextlib.contextmanager
def _output(name: str) -> Iterator[TextIO]:
    if name == "-":
        yield sys.stdout
        return
    with open(name, "w", encoding="utf-8") as out:  # noqa: PTH123
        yield out
