"""report: a story in one document, from the articles that a query finds."""

import argparse
import contextlib
import sys
from collections.abc import Callable
from pathlib import Path

from briefing.cli import DONE, FAILED, USAGE, complain
from briefing.config import load_settings
from briefing.workspace import Workspace


def report(call: argparse.Namespace) -> int:
    """Compare the articles of a query and write the report."""
    query = " ".join(call.query)
    since = call.since
    if since is not None and since != "look" and not _is_moment(since):
        print(
            "briefing report: --since is a day (2031-05-14), a moment of UTC, or the word look",
            file=sys.stderr,
        )
        return USAGE
    with contextlib.closing(Workspace(load_settings(call.home))) as workspace:
        view = workspace.story(query, _progress("articles"))
        failed = False
        if view.bare and not call.no_briefs:
            for done, problem in workspace.make_briefs(view.bare):
                failed = failed or problem is not None
                if problem:
                    complain(problem)
                _show(done, len(view.bare), "briefs")
            view = workspace.story(query, _progress("articles"))
        _end()
        if not view.story.articles:
            return complain(
                f"no article with a brief matches {query!r}" if query else "the library holds no brief"
            )
        if since == "look" and view.last_look is None:
            return complain("nobody has looked at this story yet; give --since a day")
        moment = view.last_look if since == "look" else since
        made = workspace.report(view, bottom_line=call.bottom_line, since=moment, full=call.full)
        if call.output == "-":
            sys.stdout.write(workspace.write_report(made, call.form))
        else:
            workspace.save_report(made, Path(call.output), call.form)
    if view.bare:
        print(f"briefing: left out: {len(view.bare)} articles without a brief", file=sys.stderr)
    if view.found > len(view.story.articles) + len(view.bare):
        print(f"briefing: the newest {len(view.story.articles)} of {view.found} articles", file=sys.stderr)
    return FAILED if failed else DONE


def _is_moment(words: str) -> bool:
    from datetime import datetime

    try:
        datetime.fromisoformat(words)
    except ValueError:
        return False
    return True


def _progress(what: str) -> Callable[[int, int], None] | None:
    return (lambda done, total: _show(done, total, what)) if sys.stderr.isatty() else None


def _show(done: int, total: int, what: str) -> None:
    if sys.stderr.isatty():
        print(f"\r{done} of {total} {what}", end="", file=sys.stderr, flush=True)


def _end() -> None:
    if sys.stderr.isatty():
        print(file=sys.stderr)
