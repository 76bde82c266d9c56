"""feeds list|add|remove|refresh|import|export: subscriptions from the shell, and from cron.

Exit status of `refresh`: 0 where every feed that was due answered; 1 where one did not.
"""

import argparse
import contextlib
import json
import sys
from collections.abc import Callable
from pathlib import Path

import msgspec

from briefing.cli import DONE, FAILED, complain
from briefing.config import load_settings
from briefing.model.text import one_line
from briefing.store.feeds import Subscription
from briefing.workspace import Workspace
from briefing.workspace.asking import Refreshed


def feeds(call: argparse.Namespace) -> int:
    """Run one of the commands."""
    with contextlib.closing(Workspace(load_settings(call.home))) as workspace:
        return _COMMANDS[call.action](workspace, call)


def _list(workspace: Workspace, call: argparse.Namespace) -> int:
    for feed in workspace.feeds():
        if call.json:
            shown = {k: v for k, v in msgspec.to_builtins(feed).items() if k != "seen"}
            sys.stdout.write(json.dumps(shown, ensure_ascii=False) + "\n")
        else:
            print("\t".join([feed.url, _name(feed), "/".join(feed.folder), _tags(feed), _state(feed)]))
    return DONE


def _add(workspace: Workspace, call: argparse.Namespace) -> int:
    feed = workspace.subscribe(call.url, title=call.title, folder=_steps(call.folder), tags=call.tag)
    print(f"{feed.url}\t{_name(feed)}")
    return DONE


def _remove(workspace: Workspace, call: argparse.Namespace) -> int:
    for name in call.feeds:
        feed = workspace.unsubscribe(name)
        print(f"{feed.url}\t{_name(feed)}")
    return DONE


def _refresh(workspace: Workspace, call: argparse.Namespace) -> int:
    """A line a feed on stdout, the sum on stderr; then the briefs, where they are wanted."""
    new = summaries = asked = failed = skipped = 0
    fresh: list[str] = []
    for result in workspace.refresh(call.feeds, force=call.force):
        new, summaries = new + result.new, summaries + result.summaries
        asked, skipped = asked + (result.skipped is None), skipped + (result.skipped is not None)
        print("\t".join([result.feed.url, _name(result.feed), _outcome(result)]), flush=True)
        if result.problem:
            failed += 1
            complain(f"{result.feed.url}: {result.problem}")
        for item in result.items:
            if item.problem:
                print(f"briefing: {one_line(item.source)}: {item.problem}", file=sys.stderr)
            elif item.article_id and item.new:
                fresh.append(item.article_id)
    if call.briefs:
        for _, problem in workspace.make_briefs(fresh, call.jobs):
            if problem:
                failed += 1
                complain(problem)
    plural = "article" if new == 1 else "articles"
    short = f" ({summaries} with a summary only)" if summaries else ""
    print(
        f"briefing: {asked} feeds asked, {failed} failed, {skipped} skipped; {new} new {plural}{short}",
        file=sys.stderr,
    )
    return FAILED if failed else DONE


def _import(workspace: Workspace, call: argparse.Namespace) -> int:
    found = workspace.import_feeds(Path(call.file))
    for feed in found.new:
        print("\t".join([feed.url, _name(feed), "/".join(feed.folder), _tags(feed)]))
    for name in found.refused:
        complain(f"{call.file}: {name}: no http or https address; left out")
    print(f"briefing: {len(found.new)} feeds added, {found.known} known already", file=sys.stderr)
    return FAILED if found.refused else DONE


def _export(workspace: Workspace, call: argparse.Namespace) -> int:
    sys.stdout.write(workspace.export_feeds().decode("utf-8"))
    return DONE


_COMMANDS: dict[str, Callable[[Workspace, argparse.Namespace], int]] = {
    "list": _list, "add": _add, "remove": _remove, "refresh": _refresh, "import": _import, "export": _export,
}  # fmt: skip


def _name(feed: Subscription) -> str:
    return one_line(feed.title or "")


def _tags(feed: Subscription) -> str:
    return " ".join(f"#{one_line(tag)}" for tag in feed.tags)


def _steps(folder: str) -> list[str]:
    return [step for step in (one_line(s) for s in folder.split("/")) if step]


def _state(feed: Subscription) -> str:
    """What the last refresh found, in words."""
    if feed.error:
        times = f", {feed.failures} times in a row" if feed.failures > 1 else ""
        return f"failed {_minute(feed.checked)}: {one_line(feed.error)}{times}"
    return f"fetched {_minute(feed.fetched)}" if feed.fetched else "not fetched yet"


def _outcome(result: Refreshed) -> str:
    if result.skipped or result.problem:
        return f"skipped: {result.skipped}" if result.skipped else "failed"
    text = "unchanged" if result.unchanged else f"{result.new} new, {result.known} known"
    if result.summaries:
        text += f" ({result.summaries} with a summary only)"
    return text + (f"; has moved to {result.moved}" if result.moved else "")


def _minute(instant: str | None) -> str:
    return (instant or "")[:16].replace("T", " ")
