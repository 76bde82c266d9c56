"""Hostile text on the real screen: nothing of it reaches the terminal as a command."""

import re
from pathlib import Path

import pytest

from briefing.cli import main
from tests.terminal.terminal import Terminal

TITLE = "Port \x1b]0;owned\x07 news [/] [@click=app.quit]quit[/]"
BODY = (
    "The mayor\x1b[2J said \x1b]52;c;b3duZWQ=\x07 on Monday that [bold]the bridge[/] would close [/].\n\n"
    "\x1b]8;;http://evil.example\x07click\x1b]8;;\x07 \x9b31mred\x9b0m \x90q\x9c \u202egnp.exe\u2066 [@click=app.quit]here[/] $(rm -rf /) `id`\n\n"
    '"\x00\x08\x7f\x0e\x1bc," the harbour office said.\n'
)


def record(tmp_path: Path) -> Path:
    import json

    path = tmp_path / "in.jsonl"
    path.write_text(
        json.dumps({"id": "1", "title": TITLE, "text": BODY, "url": "https://x.example/\x1b[31m"}) + "\n",
        encoding="utf-8",
    )
    return path


@pytest.mark.parametrize("size", [(80, 24), pytest.param((120, 40), marks=pytest.mark.slow)])
def test_nothing_reaches_the_terminal_raw(
    tmp_path: Path, size: tuple[int, int], capfdbinary: pytest.CaptureFixture[bytes]
) -> None:
    home = tmp_path / "home"
    source = record(tmp_path)
    assert main(["add", str(source), "--home", str(home)]) == 0
    assert (
        main(
            ["note", "--home", str(home), _only(home), "--body", "\x1b]52;c;eA==\x07 [/] [@click=app.quit]x"]
        )
        == 0
    )
    terminal = Terminal([], home, columns=size[0], rows=size[1])
    terminal.wait("Port")
    terminal.press("enter")
    terminal.wait("The mayor")
    for key in ("5", "4", "3", "2", "1", "j", "j", "?", "esc", ":", "esc", "/"):
        terminal.press(key)
    terminal.press("b", "r", "i", "enter", "q")
    terminal.read(0.4)
    terminal.press("q", "q")
    assert terminal.gone() == 0
    # With its introducer, each would be obeyed; without it, it is only text on the screen.
    obeyed = (
        b"\x1b]52;c;b3du",
        b"\x1b]52;c;eA",
        b"\x1b]0;owned",
        b"\x1b]8;;http://evil",
        b"\x1b[2J said",
        b"\x1bc,",
        b"\xc2\x9b",
        b"\xc2\x90",
    )
    assert [command for command in obeyed if command in terminal.raw] == []
    assert "␛".encode() in terminal.raw  # the text was on the screen, and its ESC is a picture
    assert "\u202e".encode() not in terminal.raw
    assert "\u2066".encode() not in terminal.raw
    assert b"\x00" not in terminal.raw
    out = capfdbinary.readouterr().out
    assert not re.search(rb"[\x00-\x08\x0b-\x1f\x7f]", out)


def test_what_the_shell_prints_is_harmless(tmp_path: Path, capfdbinary: pytest.CaptureFixture[bytes]) -> None:
    home = tmp_path / "home"
    assert main(["add", str(record(tmp_path)), "--home", str(home)]) == 0
    capfdbinary.readouterr()
    article = _only(home)
    for call in (
        ["show", article],
        ["show", article, "--markdown"],
        ["show", article, "--json"],
        ["list"],
        ["search", "bridge"],
        ["notes"],
    ):
        assert main([*call, "--home", str(home)]) == 0
        captured = capfdbinary.readouterr()
        assert not re.search(rb"[\x00-\x08\x0b-\x1f\x7f]|\xc2[\x80-\x9f]", captured.out + captured.err), call


def _only(home: Path) -> str:
    """The id of the library's one article."""
    (path,) = (home / "articles").rglob("*.json")
    return f"sha256:{path.stem}"
