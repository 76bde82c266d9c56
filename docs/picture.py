"""Make docs/screen.svg: the app itself, on the sample articles, draws its own picture.

usage: python docs/picture.py
"""

import asyncio
import os
import tempfile
from pathlib import Path
from typing import Any

from briefing.config import Settings
from briefing.model.annotation import Body
from briefing.resources import seeds_path
from briefing.workspace import Workspace

PICTURE = Path(__file__).resolve().parent / "screen.svg"
ARTICLE = "05-reeve-denial.txt"
QUOTE = "could not independently verify"
KEYS = ("]", "c", "]", "c", "]", "c")


def main() -> None:
    """Open one sample article with a note on it, step to a claim, save the screen."""
    os.environ["TEXTUAL_ANIMATIONS"] = "none"
    from briefing.tui.app import BriefingApp, keymap_of

    with tempfile.TemporaryDirectory() as home:
        workspace = Workspace(Settings(home=Path(home), creator="analyst"))
        list(workspace.add([str(seeds_path())]))
        chosen = workspace.take(str(seeds_path() / ARTICLE))
        list(workspace.make_briefs([chosen], 1))
        place = workspace.find_quote(chosen, QUOTE)
        workspace.annotate(
            chosen, "question", span=place, body=Body("who has the original? ask Benn", ["memo"])
        )
        app = BriefingApp(workspace, chosen, keymap_of(workspace.settings)[0])

        async def pilot(p: Any) -> None:
            await asyncio.sleep(3)
            await p.press(*KEYS)
            await asyncio.sleep(1)
            PICTURE.write_text(p.app.export_screenshot(title="briefing"), encoding="utf-8")
            p.app.exit(0)

        app.run(headless=True, size=(120, 38), auto_pilot=pilot)
        app.jobs.close()
        workspace.close()


if __name__ == "__main__":
    main()
