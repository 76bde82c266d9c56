"""The program as a whole: help, palette, command line, prompts, themes, states, hostile text."""

from pathlib import Path

import pytest

from briefing.cli import main
from briefing.commands.registry import commands
from briefing.model.annotation import Body
from briefing.store.protocol import StoreError
from briefing.tui.screens.library import LibraryScreen
from briefing.tui.screens.picker import Picker
from briefing.tui.theme import our_themes
from briefing.workspace import Workspace
from tests.tui.support import COVERED, Hand, HandProcess, article_id, covers, make_workspace, opened


@covers("help", "palette", "leave-choices", "next-choice", "previous-choice", "choose", "sort")
async def test_help_and_palette(workspace: Workspace) -> None:
    async with opened(workspace, size=(80, 24)) as hand:
        await hand.keys("3", "?")
        assert isinstance(hand.screen, Picker)
        assert "Keys in force in the claims" in hand.shown()
        await hand.type("contested")
        assert "Order claims" in hand.shown()
        await hand.keys("enter")
        assert hand.brief.state.contested_first
        await hand.keys("ctrl+p")
        await hand.type("order claims")
        await hand.keys("down", "up", "enter")
        assert not hand.brief.state.contested_first
        await hand.keys("?", "escape")
        assert hand.brief.pane == "claims"


@covers(
    "command-line", "accept", "leave-prompt", "complete", "complete-back", "older-line", "newer-line", "zoom"
)
async def test_command_line(workspace: Workspace) -> None:
    async with opened(workspace) as hand:
        await hand.line("zoom")
        assert hand.brief.zoomed
        await hand.keys(":", "up", "enter")
        assert not hand.brief.zoomed
        await hand.keys(":")
        await hand.type("show-cl")
        await hand.keys("tab", "enter")
        assert hand.brief.pane == "claims"
        await hand.keys(":")
        await hand.type("next-")
        await hand.keys("tab", "tab", "shift+tab")
        assert hand.brief.prompt().line.startswith("next-a")
        await hand.keys("up", "up", "down", "escape")
        assert hand.brief.prompt() is None
        await hand.line("no-such-thing")
        assert "no command" in hand.said
        await hand.line("zoom now")
        assert "takes no argument" in hand.said
        await hand.line("open")
        assert "does nothing here" in hand.said


@covers("messages")
async def test_a_long_message_is_shown_whole_until_the_next_key(workspace: Workspace, tmp_path: Path) -> None:
    damaged = tmp_path / "a folder whose name alone would fill the line" / "and one in it" / "report.pdf"
    damaged.parent.mkdir(parents=True)
    damaged.write_bytes(b"%PDF-1.7 and no more")

    def words() -> str:
        return "".join("".join(hand.shown().split()))

    async with opened(workspace, None, (80, 24)) as hand:
        await hand.line(f"add {damaged}")
        said = "".join(hand.said.split())
        assert "report.pdf:itisdamaged" in said
        assert said in words()
        assert "Night boats" in hand.shown()
        await hand.keys("j")
        assert said not in words()
        assert hand.screen.status.area.height == 1
        await hand.line(f"add {damaged}")
        assert said in words()
        await hand.keys("gm")
        assert said in words().replace("│", "")
        await hand.keys("escape")
    async with opened(workspace, size=(80, 24)) as hand:
        await hand.keys("3", "j", "gx")
        assert "rule" in hand.said or "certain" in hand.said
        assert hand.said in hand.shown()


async def test_a_theme_chosen_while_reading_colours_what_is_drawn(workspace: Workspace) -> None:
    def inks(hand: Hand) -> set[str]:
        drawn = [segment.style.color for y in range(8) for segment in hand.brief.text.render_line(y)]
        return {colour.name for colour in drawn if colour is not None}

    async with opened(workspace) as hand:
        assert our_themes()[0].foreground in inks(hand)
        await hand.line("theme briefing-light")
        light, dark = our_themes()[1].foreground, our_themes()[0].foreground
        assert light in inks(hand)
        assert dark not in inks(hand)


@covers("theme", "messages", "redraw", "suspend", "browse", "add")
async def test_the_rest(workspace: Workspace, monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    opened_urls: list[str] = []
    async with opened(workspace) as hand:
        for theme in ("briefing-light", "briefing-contrast", "briefing-ansi", "nord", "textual-light"):
            await hand.line(f"theme {theme}")
            assert hand.app.theme == theme
        await hand.line("theme mud")
        assert "no theme" in hand.said
        await hand.keys("gm")
        assert "no theme is called" in hand.shown()
        await hand.keys("escape", "ctrl+l")
        monkeypatch.setattr(hand.app, "action_suspend_process", lambda: opened_urls.append("slept"))
        monkeypatch.setattr(hand.app, "open_url", opened_urls.append)
        await hand.keys("ctrl+z", "o")
        assert opened_urls == ["slept", "https://wire.example/boats"]
        (tmp_path / "new.txt").write_text("The bell of Marrow Quay rang, the sexton said.", encoding="utf-8")
        await hand.line(f"add {tmp_path / 'new.txt'}")
        assert "1 added" in hand.said
        await hand.line("add no-such-file.txt")
        assert "no-such-file.txt" in hand.said


async def test_extraction_shows_and_fails_in_words(workspace: Workspace, tmp_path: Path) -> None:
    from briefing.extract.client import ExtractionError

    workspace._process.problem = ExtractionError("the process ended")  # type: ignore[attr-defined]
    source = tmp_path / "new.txt"
    source.write_text("The bell of Marrow Quay rang, the sexton said.", encoding="utf-8")
    (added,) = workspace.add([str(source)])
    async with opened(workspace, None) as hand:
        at = hand.screen.rows.find(added.article_id)
        hand.screen.list.go(at)
        await hand.keys("enter")
        assert "no brief: the process ended" in hand.said
        assert "Marrow Quay" in hand.shown()
        assert "E makes one" in hand.shown()
        workspace._process.problem = None  # type: ignore[attr-defined]
        await hand.keys("E")
        assert "nobody is named" in hand.shown()


async def test_an_empty_library_says_what_to_do(tmp_path: Path) -> None:
    workspace = make_workspace(tmp_path / "home", [])
    async with opened(workspace, None) as hand:
        assert ":add FILE" in hand.shown()
        await hand.keys("enter", "j", "G", "U", "S", "/")
        await hand.keys("escape", "gn")
        assert "no note anywhere" in hand.shown()
    workspace.close()


async def test_a_home_that_cannot_be_written_says_so_once(
    workspace: Workspace, monkeypatch: pytest.MonkeyPatch
) -> None:
    words = "/kept/home: cannot be written; it can be read and searched, and nothing is kept"
    monkeypatch.setattr(type(workspace), "unwritable", lambda self: words)
    async with opened(workspace, None) as hand:
        assert words in hand.said
        await hand.keys("g.", "gn", "q")
        assert hand.app.said.count(words) == 1


async def test_what_cannot_be_read_is_said_where_it_is_missing(
    workspace: Workspace, capsys: pytest.CaptureFixture[str]
) -> None:
    workspace.annotate(article_id(workspace), "note", span=None, body=Body("a note"))
    workspace.close()
    (page,) = (workspace.settings.home / "annotations").glob("*/*.json")
    page.write_bytes(page.read_bytes()[:200])
    (workspace.settings.home / "library.sqlite3").unlink()  # which knows the note from before
    again = Workspace(workspace.settings)
    again._process = HandProcess()  # type: ignore[assignment]
    async with opened(again, None, (80, 24)) as hand:
        assert "left out" in hand.said
        assert page.name in "".join(hand.shown().split())
        await hand.keys("gn")
        assert "no note anywhere" in hand.shown()
        assert "check --repair" in hand.said
    again.close()
    home = ["--home", str(workspace.settings.home)]
    for call in (["notes"], ["list"], ["search", "boats"], ["export", "--format", "markdown"]):
        assert main([*call, *home]) == 1
        assert f"{page.name}: its checksum" in capsys.readouterr().err
    assert main(["check", "--repair", *home]) == 0
    assert main(["notes", *home]) == 0


async def test_a_library_that_cannot_be_read_is_not_being_opened_for_ever(
    workspace: Workspace, monkeypatch: pytest.MonkeyPatch
) -> None:
    def locked(*_: object, **__: object) -> None:
        raise StoreError("locks: cannot be locked: Permission denied; nothing was changed")

    monkeypatch.setattr(workspace, "first_page", locked)
    async with opened(workspace, None) as hand:
        assert "Permission denied" in hand.said
        assert "opening the library" not in hand.shown()
        assert "could not be read · g. tries again" in hand.shown()
        monkeypatch.undo()
        await hand.keys("g.")
        assert "Night boats" in hand.shown()


async def test_hostile_text_is_only_text(tmp_path: Path) -> None:
    bad = "[/] [bold]x[/] [@click=app.quit]q[/] \x1b]52;c;eA==\x07 \x1b[2J \u202e $(id)"
    workspace = make_workspace(
        tmp_path / "home",
        [{"id": "1", "title": bad, "text": f"{bad}\n\n{bad} said Ilse.", "site": bad, "url": "javascript:1"}],
    )
    async with opened(workspace, None) as hand:
        await hand.keys("enter")
        await hand.line(f"note {bad[:40]}")
        await hand.line("tag [/]")
        await hand.keys("o", "5", "3", "1", "/")
        await hand.type("[/")
        await hand.keys("enter", "?", "escape", "gm", "escape", "L", "escape", "gn")
        assert "\x1b" not in hand.shown()
        assert "[@click=app.quit]" in hand.shown() or "[/]" in hand.shown()
        hand.app.notify(bad, markup=False)
        await hand.keys("gl")
        assert isinstance(hand.screen, LibraryScreen)
    workspace.close()


async def test_another_window_shows_within_a_second(workspace: Workspace) -> None:
    import asyncio

    other = Workspace(workspace.settings)
    async with opened(workspace) as hand:
        other.changed()
        await asyncio.sleep(1.1)
        from briefing.model.annotation import Body

        other.annotate(article_id(workspace), "note", body=Body(text="from elsewhere"))
        for _ in range(30):
            await asyncio.sleep(0.1)
            await hand.pilot.pause()
            if "from elsewhere" in hand.shown():
                break
        assert "from elsewhere" in hand.shown()
    other.close()


@pytest.mark.parametrize(
    "size",
    [
        (20, 5),
        *(
            pytest.param(s, marks=pytest.mark.slow)
            for s in ((40, 10), (80, 24), (119, 30), (120, 40), (200, 60))
        ),
    ],
)
async def test_every_size_holds(workspace: Workspace, size: tuple[int, int]) -> None:
    async with opened(workspace, size=size) as hand:
        await hand.keys("2", "3", "4", "5", "1", "a", "escape", "?", "escape", ":")
        await hand.keys("escape", "z", "z")
        await hand.resize(80, 24)
        await hand.keys("j")


async def test_no_color(workspace: Workspace, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("NO_COLOR", "1")
    async with opened(workspace) as hand:
        await hand.keys("]c")
        for strip in hand.screen._compositor.render_strips():
            for segment in strip:
                style = segment.style
                for filtered in hand.app.get_line_filters():
                    style = filtered.apply([segment], hand.screen.styles.background)[0].style
                assert style is None or style.color is None or style.color.is_default


def test_every_command_has_a_key_test() -> None:
    import importlib
    import pkgutil

    import tests.tui

    for module in pkgutil.iter_modules(tests.tui.__path__):  # importing declares what they cover
        importlib.import_module(f"tests.tui.{module.name}")
    assert set(commands()) - COVERED == set()
    assert set(commands()) >= COVERED


async def test_what_is_wrong_with_the_settings_is_said(tmp_path: Path) -> None:
    from briefing.config import ConfigError
    from briefing.tui.app import keymap_of

    workspace = make_workspace(tmp_path / "home", theme="mud", keys={"down": ["n"]}, key_lines={"down": 3})
    keymap, hints = keymap_of(workspace.settings)
    assert keymap.shown("down") == "n"
    assert any(":3: [keys] down" in hint and "next-hit" in hint for hint in hints)
    async with opened(workspace, None) as hand:
        assert "'mud'" in hand.said
    workspace.close()
    clash = make_workspace(tmp_path / "clash" / "home", [], keys={"undo": ["ctrl+r"]}, key_lines={"undo": 7})
    with pytest.raises(ConfigError, match=r":7: \[keys\] undo: 'ctrl\+r' calls redo"):
        keymap_of(clash.settings)
    clash.close()


@covers("versions")
async def test_versions_of_a_story(workspace: Workspace, tmp_path: Path) -> None:
    import json

    from tests.tui.support import ARTICLES, BOATS

    async with opened(workspace) as hand:
        await hand.keys("V")
        assert "one version" in hand.said
        source = tmp_path / "again.jsonl"
        source.write_text(
            json.dumps({**ARTICLES[0], "text": BOATS.replace("Two officials", "Three officials")}),
            encoding="utf-8",
        )
        (added,) = workspace.add([str(source)])
        await hand.keys("V")
        assert "version 2" in hand.shown()
        await hand.keys("enter")
        assert hand.brief.article_id == added.article_id
        assert "Three officials" in hand.shown()


def test_every_command_is_carried_out_by_some_function() -> None:
    from briefing.tui.dispatch import handler

    for command in commands().values():
        assert callable(handler(command))
