"""Copying to the clipboard: OSC 52, and through tmux where the program runs inside it."""

import os
import shutil
import subprocess
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from briefing.tui.app import BriefingApp


def copy(app: "BriefingApp", words: str) -> None:
    """Put words on the clipboard of the terminal that shows the screen, over SSH as well.

    tmux ignores OSC 52 from programs unless told otherwise, but takes a buffer from its own client
    and hands it on (`load-buffer -w`, tmux 3.2). The words go to it on standard input, never through
    a shell.
    """
    app.copy_to_clipboard(words)
    if os.environ.get("TMUX") and (tmux := shutil.which("tmux")):
        app.jobs.run(lambda: _to_tmux(tmux, words), lane="clipboard")


def _to_tmux(tmux: str, words: str) -> None:
    try:
        subprocess.run(
            [tmux, "load-buffer", "-w", "-"],
            input=words.encode(),
            timeout=5,
            check=False,
            capture_output=True,
        )
    except (OSError, subprocess.TimeoutExpired):
        return  # OSC 52 was sent as well
