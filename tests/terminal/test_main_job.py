"""The main job in a real terminal: open, read, note, quit, kill, come back."""

import os
import signal
import time
from pathlib import Path

import pytest

from briefing.cli import main
from tests.terminal.terminal import Terminal

ARTICLE = """The mayor of Quillhaven said on Tuesday that the Mill Bridge would close.

"The bridge is not safe," Ilse Brandvik told reporters. Two engineers, who asked not to be named, denied it.

According to a report by the harbour office, the closure would cost the town a third of its ferry traffic.
"""


@pytest.fixture
def home(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> Path:
    """A home whose library holds the article with its brief."""
    article = tmp_path / "bridge.txt"
    article.write_text(ARTICLE, encoding="utf-8")
    assert main(["add", str(article), "--published", "2031-05-14", "--home", str(tmp_path / "home")]) == 0
    return tmp_path / "home"


@pytest.mark.parametrize(("columns", "rows"), [(80, 24), pytest.param(120, 40, marks=pytest.mark.slow)])
def test_open_note_kill_reopen(home: Path, columns: int, rows: int) -> None:
    terminal = Terminal([], home, columns=columns, rows=rows)
    terminal.wait("The mayor")
    terminal.press("enter")
    terminal.wait("Ilse Brandvik told reporters")
    terminal.press("]", "c", "]", "c")
    terminal.press("v", "w", "w", "a")
    terminal.read(0.5)
    for letter in "check this":
        terminal.press(letter)
    terminal.press("ctrl+s")
    terminal.wait("saved")
    os.kill(terminal.child.pid, signal.SIGKILL)
    terminal.gone()

    again = Terminal([], home, columns=columns, rows=rows)
    again.wait("The mayor")
    again.press("enter")
    again.wait("Ilse Brandvik told reporters")
    again.press("5")
    again.wait("check this")
    again.press("q")
    again.read(0.4)
    again.press("q")
    assert again.gone() == 0


def test_resize_suspend_resume_and_quit_clean(home: Path) -> None:
    terminal = Terminal([], home)
    terminal.wait("The mayor")
    terminal.press("enter")
    terminal.wait("Ilse Brandvik told reporters")
    terminal.resize(40, 10)
    terminal.resize(200, 60)
    terminal.wait("ACTORS")
    terminal.resize(80, 24)
    terminal.wait("Ilse Brandvik")
    terminal.press("ctrl+z")
    deadline = time.monotonic() + 10
    while _state(terminal.child.pid) != "T" and time.monotonic() < deadline:
        terminal.read(0.1)
    assert _state(terminal.child.pid) == "T"
    os.kill(terminal.child.pid, signal.SIGCONT)
    terminal.read(0.5)
    terminal.press("j")
    terminal.wait("Ilse Brandvik")
    terminal.press("q")
    terminal.read(0.5)
    terminal.press("q")
    assert terminal.gone() == 0
    assert terminal.raw.rstrip().rfind(b"\x1b[?1049l") > terminal.raw.rfind(b"\x1b[?1049h")
    assert b"\x1b[?25h" in terminal.raw[terminal.raw.rfind(b"\x1b[?1049h") :]


def test_an_article_opens_while_its_brief_is_made(home: Path, tmp_path: Path) -> None:
    other = tmp_path / "other.txt"
    other.write_text(
        "Divers found a lost lantern near Skerry Point, the museum said on Friday.\n", encoding="utf-8"
    )
    terminal = Terminal([str(other)], home, columns=120, rows=40)
    terminal.wait("Divers found a lost lantern")
    terminal.wait("the museum")
    terminal.wait("CLAIMS")
    terminal.press("q")
    terminal.read(0.4)
    terminal.press("q")
    assert terminal.gone() == 0


def _state(pid: int) -> str:
    """The process's state in /proc: R, S, T …"""
    return Path(f"/proc/{pid}/stat").read_text(encoding="utf-8").rsplit(")", 1)[1].split()[0]
