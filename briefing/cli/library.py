"""list, search, notes, note: the library and its notes from the shell."""

import argparse
import contextlib
import json
import sys
from collections.abc import Iterator

import msgspec

from briefing.cli import DONE, FAILED, USAGE, complain
from briefing.config import load_settings
from briefing.model.annotation import Annotation, AnnotationKind, Body
from briefing.model.saying import words
from briefing.workspace import ArticleRow, Workspace

_PROBLEMS = 5  # files that could not be read, named one by one


@contextlib.contextmanager
def _workspace(call: argparse.Namespace) -> Iterator[Workspace]:
    with contextlib.closing(Workspace(load_settings(call.home))) as workspace:
        yield workspace
        if workspace.away:
            complain(f"{workspace.away}; read and kept on this machine until it is back")


def _print_json(record: object) -> None:
    sys.stdout.write(json.dumps(record, ensure_ascii=False) + "\n")


def left_out(workspace: Workspace) -> int:
    """Say which files could not be read; the exit status."""
    if unwritable := workspace.unwritable():
        complain(unwritable)
    problems = workspace.unreadable()
    for problem in problems[:_PROBLEMS]:
        complain(f"left out: {problem}")
    if len(problems) > _PROBLEMS:
        complain(f"left out: {len(problems) - _PROBLEMS} more; `briefing check` names them")
    return FAILED if problems else DONE


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
                        [row.article_id, (row.published or "")[:10], _outlets(row), row.title, flags, notes]
                    )
                )
        return left_out(workspace)


def _outlets(row: ArticleRow) -> str:
    """The outlet, and those that carry copies of its story."""
    return ", ".join(row.outlets) if len(row.outlets) > 1 else row.site or ""


def search(call: argparse.Namespace) -> int:
    """Articles whose text, notes, actors or claims hold the words, each with a snippet."""
    with _workspace(call) as workspace:
        for row, snippet in workspace.search(" ".join(call.query), limit=call.limit):
            if call.json:
                _print_json({**msgspec.to_builtins(row), "snippet": snippet})
            else:
                line = " ".join(snippet.split())  # one for a record
                print("\t".join([row.article_id, (row.published or "")[:10], row.title, line]))
        return left_out(workspace)


def notes(call: argparse.Namespace) -> int:
    """The notes of all articles, newest first."""
    with _workspace(call) as workspace:
        for row, annotation in workspace.notes(" ".join(call.query)):
            if call.json:
                _print_json({**msgspec.to_builtins(annotation), "article_title": row.title if row else None})
            else:
                print(_note_line(row.title if row else "(an article that is not in the library)", annotation))
        return left_out(workspace)


def _note_line(title: str, a: Annotation) -> str:
    quote = f"“{' '.join(a.target.quote.exact.split())}”" if a.target.quote else ""
    tags = " ".join(f"#{tag}" for tag in a.body.tags)
    parts = [
        a.uid,
        a.modified[:16].replace("T", " "),
        a.kind,
        title,
        quote,
        words(a),
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
