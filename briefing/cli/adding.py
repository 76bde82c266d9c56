"""add: articles into the library, and their briefs. Stopped and called again, it goes on where it stopped."""

import argparse
import contextlib
import sys
import time
from collections import Counter

from briefing.cli import DONE, FAILED, INTERRUPTED, complain
from briefing.cli.batch import pool_of
from briefing.cli.brief import date_option
from briefing.cli.progress import Progress, spoken
from briefing.config import load_settings
from briefing.workspace import Workspace

_COPIES = 10  # named one by one


def add(call: argparse.Namespace) -> int:
    """Take articles into the library, then make the briefs that are missing, and say what was done.

    What was taken in and made stays when it is interrupted; nothing is done twice.
    """
    published = date_option(call)
    began = time.monotonic()
    counts: Counter[str] = Counter()
    stopped = False
    with contextlib.closing(Workspace(load_settings(call.home))) as workspace:
        try:
            fresh, new = _take_in(call, workspace, published, counts)
            _say_copies(workspace, new)
            if not call.no_briefs:
                _make(call, workspace, fresh, counts)
        except KeyboardInterrupt:
            stopped = True
        if workspace.away:
            complain(f"{workspace.away}; read and kept on this machine until it is back")
    print(f"briefing: {_summary(counts)}; {spoken(time.monotonic() - began)}", file=sys.stderr)
    if stopped:
        complain("interrupted; what is done is kept, and the same command goes on from here")
        return INTERRUPTED
    return FAILED if counts["refused"] or counts["failed"] else DONE


def _take_in(
    call: argparse.Namespace, workspace: Workspace, published: str | None, counts: Counter[str]
) -> tuple[list[str], list[str]]:
    """Articles that are in the library now, and those that were not before; each is printed as it comes."""
    ids: list[str] = []
    new: list[str] = []
    progress = None if sys.stdout.isatty() else Progress("articles")
    for added in workspace.add(call.sources, published=published, accept_shorter=call.accept_shorter):
        if progress is not None:
            progress.clear()
        if added.problem:
            counts["refused"] += 1
            complain(f"{added.source}: {added.problem}")
            continue
        if added.report:
            print(f"briefing: {added.report}", file=sys.stderr)
        if added.article_id is None:
            continue
        counts["added" if added.new else "known"] += 1
        ids.append(added.article_id)
        if added.new:
            new.append(added.article_id)
        print(f"{added.article_id}\t{'added' if added.new else 'known'}\t{added.title or ''}")
        if progress is not None:
            progress.at(len(ids))
    if progress is not None:
        progress.clear()
    return ids, new


def _say_copies(workspace: Workspace, new: list[str]) -> None:
    """Which of the new articles are nearly the words of another story."""
    if not new:
        return
    found = workspace.likest(new)
    for one in found[:_COPIES]:
        where = ", ".join(w for w in (one.site, (one.published or "")[:10]) if w)
        print(
            f"briefing: {one.article_id[7:19]} {'is a copy of' if one.copy else 'has nearly the words of'} "
            f"“{one.title}”{f' ({where})' if where else ''}: {one.similarity:.0%} the same",
            file=sys.stderr,
        )
    if len(found) > _COPIES:
        print(f"briefing: and {len(found) - _COPIES} more with nearly the words of another", file=sys.stderr)


def _make(call: argparse.Namespace, workspace: Workspace, ids: list[str], counts: Counter[str]) -> None:
    """The briefs that are missing."""
    wanted = len(dict.fromkeys(ids))
    progress = Progress("briefs", wanted)
    if wanted:
        progress.at(0)
    pool = pool_of(call, workspace.settings) if call.scheduler or call.workers else None
    try:
        for done, problem in workspace.make_briefs(ids, call.jobs, pool):
            counts["briefs"] = done - counts["failed"]
            if problem:
                counts["failed"] += 1
                counts["briefs"] -= 1
                progress.clear()
                complain(problem)
            progress.at(done)
    finally:
        progress.clear()
        counts["bare"] = wanted - counts["briefs"] - counts["failed"]


def _summary(counts: Counter[str]) -> str:
    parts = [f"{counts['added']:,} added", f"{counts['known']:,} known already"]
    if counts["refused"]:
        parts.append(f"{counts['refused']:,} could not be added")
    if counts["briefs"] or counts["failed"] or counts["bare"]:
        parts.append(f"{counts['briefs']:,} with a brief")
    if counts["bare"]:
        parts.append(f"{counts['bare']:,} still without")
    if counts["failed"]:
        parts.append(f"{counts['failed']:,} briefs could not be made")
    return ", ".join(parts)
