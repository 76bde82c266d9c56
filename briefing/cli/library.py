"""add, list, search, notes, note: the library and its notes from the shell."""

import argparse
import contextlib
import json
import sys
from collections.abc import Iterator

import msgspec

from briefing.cli import DONE, FAILED, USAGE, complain
from briefing.cli.batch import pool_of
from briefing.cli.brief import date_option
from briefing.config import load_settings
from briefing.model.annotation import Annotation, AnnotationKind, Body
from briefing.workspace import Workspace


@contextlib.contextmanager
def _workspace(call: argparse.Namespace) -> Iterator[Workspace]:
    with contextlib.closing(Workspace(load_settings(call.home))) as workspace:
        yield workspace
        if workspace.away:
            complain(f"{workspace.away}; read and kept on this machine until it is back")


def _print_json(record: object) -> None:
    sys.stdout.write(json.dumps(record, ensure_ascii=False) + "\n")


def add(call: argparse.Namespace) -> int:
    """Take articles into the library, then make the briefs that are missing."""
    published = date_option(call)
    failed = False
    fresh: list[str] = []
    counts = {"new": 0, "known": 0}
    with _workspace(call) as workspace:
        for added in workspace.add(call.sources, published=published, accept_shorter=call.accept_shorter):
            if added.problem:
                failed = True
                complain(f"{added.source}: {added.problem}")
                continue
            if added.article_id is None:
                print(f"briefing: {added.report}", file=sys.stderr)
                continue
            counts["new" if added.new else "known"] += 1
            fresh.append(added.article_id)
            print(f"{added.article_id}\t{'added' if added.new else 'known'}\t{added.title or ''}")
            if added.report:
                print(f"briefing: {added.report}", file=sys.stderr)
        if not call.no_briefs:
            clustered = call.scheduler or call.workers
            pool = pool_of(call, workspace.settings) if clustered else None
            for done, problem in workspace.make_briefs(fresh, call.jobs, pool):
                if problem:
                    failed = True
                    complain(problem)
                if sys.stderr.isatty():
                    print(f"\r{done} of {len(fresh)} briefs", end="", file=sys.stderr, flush=True)
            if sys.stderr.isatty() and fresh:
                print(file=sys.stderr)
    print(f"briefing: {counts['new']} added, {counts['known']} known already", file=sys.stderr)
    return FAILED if failed else DONE


def list_articles(call: argparse.Namespace) -> int:
    """One line an article, newest first."""
    with _workspace(call) as workspace:
        for row in workspace.rows(" ".join(call.query), limit=call.limit):
            if call.json:
                _print_json(msgspec.to_builtins(row))
            else:
                flags = ("read" if row.state.read else "unread") + (" starred" if row.state.starred else "")
                notes = f"{row.notes} note{'s' * (row.notes != 1)}"
                print(
                    "\t".join(
                        [row.article_id, (row.published or "")[:10], row.site or "", row.title, flags, notes]
                    )
                )
    return DONE


def search(call: argparse.Namespace) -> int:
    """Articles whose text, notes, actors or claims hold the words, each with a snippet."""
    with _workspace(call) as workspace:
        for row, snippet in workspace.search(" ".join(call.query), limit=call.limit):
            if call.json:
                _print_json({**msgspec.to_builtins(row), "snippet": snippet})
            else:
                print("\t".join([row.article_id, (row.published or "")[:10], row.title, snippet]))
    return DONE


def notes(call: argparse.Namespace) -> int:
    """The notes of all articles, newest first."""
    with _workspace(call) as workspace:
        for row, annotation in workspace.notes(" ".join(call.query)):
            if call.json:
                _print_json({**msgspec.to_builtins(annotation), "article_title": row.title if row else None})
            else:
                print(_note_line(row.title if row else "(an article that is not in the library)", annotation))
    return DONE


def _note_line(title: str, a: Annotation) -> str:
    quote = f"“{' '.join(a.target.quote.exact.split())}”" if a.target.quote else ""
    tags = " ".join(f"#{tag}" for tag in a.body.tags)
    parts = [
        a.uid,
        a.modified[:16].replace("T", " "),
        a.kind,
        title,
        quote,
        " ".join(a.body.text.split()),
        tags,
    ]
    return "\t".join(parts)


def note(call: argparse.Namespace) -> int:
    """Add, delete or restore one note. The uid is printed once, when the store has it safely."""
    with _workspace(call) as workspace:
        if call.delete or call.restore:
            change = workspace.delete_uid if call.delete else workspace.restore_uid
            print(change(call.delete or call.restore).uid)
            return DONE
        if not call.source or not (call.body or call.quote):
            print("briefing note: a SOURCE and --quote or --body are needed", file=sys.stderr)
            return USAGE
        article_id = workspace.take(call.source)
        span = workspace.find_quote(article_id, call.quote) if call.quote else None
        kind: AnnotationKind = "note" if call.body else "highlight"
        made = workspace.annotate(article_id, kind, span=span, body=Body(call.body, call.tag))
        print(made.uid, flush=True)
    return DONE
