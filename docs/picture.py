"""Make docs/screen.svg and docs/story.svg: the app itself, on the sample articles, draws its own pictures.

usage: python docs/picture.py [brief|story]
"""

import asyncio
import os
import sys
import tempfile
from collections.abc import Sequence
from pathlib import Path
from typing import Any

from briefing.config import Settings
from briefing.model.annotation import Body
from briefing.resources import seeds_path
from briefing.workspace import Workspace

HERE = Path(__file__).resolve().parent
ARTICLE = "05-reeve-denial.txt"
QUOTE = "could not independently verify"


def brief(workspace: Workspace) -> None:
    """One sample article with a note on it, at a claim."""
    chosen = workspace.take(str(seeds_path() / ARTICLE))
    list(workspace.make_briefs([chosen], 1))
    place = workspace.find_quote(chosen, QUOTE)
    workspace.annotate(chosen, "question", span=place, body=Body("who has the original? ask Benn", ["memo"]))
    _draw(workspace, chosen, ("]", "c", "]", "c", "]", "c"), HERE / "screen.svg", lines=38)


def story(workspace: Workspace) -> None:
    """All sample articles compared: a claim with its two sides."""
    list(workspace.make_briefs([row.article_id for row in workspace.rows()], 1))
    workspace.story()
    _draw(workspace, None, ("g", "c", "", "enter", "j", "j"), HERE / "story.svg", lines=24)


def _draw(workspace: Workspace, start: str | None, keys: Sequence[str], path: Path, *, lines: int) -> None:
    """Open the app, press keys ("" waits), save the screen."""
    from briefing.tui.app import BriefingApp, keymap_of

    app = BriefingApp(workspace, start, keymap_of(workspace.settings)[0])

    async def pilot(p: Any) -> None:
        await asyncio.sleep(3)
        for key in keys:
            await (p.press(key) if key else asyncio.sleep(3))
        await asyncio.sleep(1)
        path.write_text(p.app.export_screenshot(title="briefing"), encoding="utf-8")
        p.app.exit(0)

    app.run(headless=True, size=(120, lines), auto_pilot=pilot)
    app.jobs.close()


def main() -> None:
    """Draw what is asked for, or both."""
    os.environ["TEXTUAL_ANIMATIONS"] = "none"
    for draw in (brief, story):
        if sys.argv[1:] in ([], [draw.__name__]):
            with tempfile.TemporaryDirectory() as home:
                workspace = Workspace(Settings(home=Path(home), creator="analyst"))
                list(workspace.add([str(seeds_path())]))
                draw(workspace)
                workspace.close()


if __name__ == "__main__":
    main()
