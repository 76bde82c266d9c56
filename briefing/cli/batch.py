"""extract: briefs of a JSON Lines file, on all cores of this machine or of a cluster."""

import argparse
import contextlib
import errno
import json
import os
import stat
import sys
from collections import Counter
from collections.abc import Callable, Iterable, Iterator
from pathlib import Path
from typing import IO, BinaryIO

import msgspec

from briefing import __version__
from briefing.cli import DONE, FAILED, USAGE, complain
from briefing.config import Settings, load_settings
from briefing.extract.batch import Result
from briefing.model.article import Article

Pool = Callable[[Iterable[Article]], Iterator[Result]]


def pool_of(call: argparse.Namespace, settings: Settings) -> Pool:
    """What makes the briefs: this machine's cores, or the cluster that the call names."""
    if call.scheduler or call.workers:
        from briefing.extract.cluster import extract_on

        return lambda articles: extract_on(
            articles, settings.model, scheduler=call.scheduler, workers=call.workers or 0
        )
    from briefing.extract.batch import extract_many

    return lambda articles: extract_many(articles, settings.model, call.jobs or settings.processes)


def extract(call: argparse.Namespace) -> int:
    """Briefs of a JSON Lines file. A bad line is reported with its number and the rest goes on."""
    settings = load_settings(call.home)
    if call.resume and call.output == "-":
        print("briefing extract: --resume goes with --output FILE", file=sys.stderr)
        return USAGE
    if not (call.scheduler or call.workers) and (call.jobs or settings.processes) == 1:
        from briefing.extract.engine import load_pipeline

        load_pipeline(settings.model)  # a pipeline that is not there is one message, not one a line
    bad: list[int] = []
    numbers: list[int] = []
    if call.input != "-" and Path(call.output).exists() and Path(call.input).samefile(call.output):
        return complain(f"{call.output}: the articles are in it; name another file for the briefs")
    with _input(call.input) as lines, _output(call.output, call.resume) as out:
        there = _there(out, call.output, settings.model) if call.resume else Counter()
        kept, total = there.total(), 0
        articles = _missing(_articles(lines, call.input, numbers, bad), there, numbers)
        for (kind, value), number in zip(pool_of(call, settings)(articles), _drain(numbers), strict=False):
            if kind == "brief":
                assert isinstance(value, bytes)
                out.write(value + b"\n")
            else:
                bad.append(number)
                complain(f"{call.input}, line {number}: {value!s}")
            total += 1
            if sys.stderr.isatty():
                print(f"\r{total} articles", end="", file=sys.stderr, flush=True)
        if sys.stderr.isatty():
            print(file=sys.stderr)
    before = f", {kept} there already" if call.resume else ""
    print(f"briefing: {total} articles{before}, {len(bad)} lines with a problem", file=sys.stderr)
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


_OPENING = b'{"article":{'  # of every brief, also of one that was cut short


class _Made(msgspec.Struct):
    """Of a brief that was written before, what tells whether it would be made the same."""

    class Of(msgspec.Struct):
        id: str

    class By(msgspec.Struct):
        version: str
        model: str

    article: Of
    generator: By


def _there(out: BinaryIO, name: str, model: str) -> Counter[str]:
    """How often each article's brief of this version stands in the file.

    What is not whole at its end is cut off, and so is what follows on a brief of another version. Raises
    FileExistsError where the file holds anything but briefs: it is somebody's, and stays as it is.
    """
    decoder = msgspec.json.Decoder(_Made)
    found: Counter[str] = Counter()
    whole = 0
    out.seek(0)
    for number, line in enumerate(out, 1):
        ended = line.endswith(b"\n")
        try:
            made = decoder.decode(line)
        except msgspec.DecodeError:
            if ended or line[: len(_OPENING)] != _OPENING[: len(line)]:
                words = f"line {number} is no brief; --resume leaves the file alone"
                raise FileExistsError(errno.EEXIST, words, name) from None
            break
        if not ended or (made.generator.version, made.generator.model) != (__version__, model):
            break
        found[made.article.id] += 1
        whole += len(line)
    out.seek(whole)
    out.truncate()
    return found


def _missing(articles: Iterable[Article], there: Counter[str], numbers: list[int]) -> Iterator[Article]:
    """The articles whose brief is not there; the line numbers of the others are dropped."""
    for article in articles:
        if there[article.id] > 0:
            there[article.id] -= 1
            numbers.pop()
        else:
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
def _output(name: str, resume: bool) -> Iterator[BinaryIO]:
    """Standard output, or the file: empty, or as it is where the work goes on."""
    if name == "-":
        yield sys.stdout.buffer
        sys.stdout.buffer.flush()
        return
    if not resume:
        with Path(name).open("wb") as new:
            yield new
        return
    handle = os.open(name, os.O_RDWR | os.O_CREAT | getattr(os, "O_NONBLOCK", 0), 0o666)
    if not stat.S_ISREG(os.fstat(handle).st_mode):
        os.close(handle)
        raise OSError(errno.EINVAL, "not a file that work could go on in", name)
    with open(handle, "r+b") as there:  # noqa: PTH123 - a handle, not a path
        yield there
