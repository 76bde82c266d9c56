"""Out and in on the screen: what the keys write, what they bring back, and what they never touch."""

import json
from pathlib import Path

import pytest

from briefing.model.annotation import Body
from briefing.tui.screens.working import Working
from briefing.workspace import Workspace
from tests.tui.support import article_id, covers, make_workspace, opened


@covers("export")
async def test_one_article_or_what_the_query_finds(workspace: Workspace, tmp_path: Path) -> None:
    one, some = tmp_path / "one.json", tmp_path / "some.bib"
    async with opened(workspace) as hand:
        await hand.keys("X")
        await hand.type("csl")
        await hand.keys("enter", "ctrl+u")
        await hand.type(str(one))
        await hand.keys("enter")
        assert [c["title"] for c in json.loads(one.read_text("utf-8"))] == [
            "Night boats of Quillhaven to stop"
        ]
        assert "1 article in" in " ".join(hand.app.said)
    async with opened(workspace, None) as hand:
        await hand.line("filter museum")
        await hand.line(f"export bibtex {some}")
        assert "Oxmere museum grows" in some.read_text("utf-8")
        assert "Skerrow" not in some.read_text("utf-8")


async def test_what_is_there_is_only_replaced_when_asked(workspace: Workspace, tmp_path: Path) -> None:
    path = tmp_path / "mine.json"
    path.write_text("mine", encoding="utf-8")
    async with opened(workspace) as hand:
        await hand.line(f"export csl {path}")
        await hand.keys("n")
        assert path.read_text("utf-8") == "mine"
        await hand.line(f"export csl {path}")
        await hand.keys("y")
        assert json.loads(path.read_text("utf-8"))
        await hand.line(f"export csl {tmp_path}")
        assert "a folder" in hand.said
        await hand.line("export runes x.txt")
        assert "'runes' is not written" in hand.said
        await hand.line(f"export csl {tmp_path / 'none' / 'x.json'}")
        assert "none" in hand.said


@covers("import")
async def test_notes_of_a_colleague_come_in_once(workspace: Workspace, tmp_path: Path) -> None:
    path = tmp_path / "notes.jsonld"
    other = make_workspace(tmp_path / "other")
    other.annotate(article_id(other), "note", body=Body("ask the guild"))
    other.export_file(path, form="w3c")
    other.close()
    async with opened(workspace, None) as hand:
        await hand.line(f"import {path}")
        assert "1 added" in hand.shown()
        await hand.keys("n")
        assert not hand.notes()
        await hand.keys("gI")
        await hand.type(str(path)[:-4])
        await hand.keys("tab", "enter", "y")
        assert [a.body.text for a in hand.notes()] == ["ask the guild"]
        await hand.keys("u")
        assert not hand.notes()
        await hand.keys("ctrl+r")
        assert [a.body.text for a in hand.notes()] == ["ask the guild"]
        await hand.line(f"import {path}")
        await hand.keys("y")
        assert len(hand.notes()) == 1
        await hand.line(f"import {tmp_path / 'gone.json'}")
        assert "gone.json" in hand.said


@covers("export")
async def test_a_format_typed_by_its_name_is_that_format(workspace: Workspace, tmp_path: Path) -> None:
    async with opened(workspace) as hand:  # csl's title has the word as well, and stands before it
        await hand.keys("X")
        await hand.type("citations")
        await hand.keys("enter", "ctrl+u")
        await hand.type(str(tmp_path / "c.txt"))
        await hand.keys("enter")
        assert " (2031) “Night boats of Quillhaven to stop”, " in (tmp_path / "c.txt").read_text("utf-8")


async def test_a_file_that_does_not_say_what_it_is_leads_to_what_one_can_do_here(
    workspace: Workspace, tmp_path: Path
) -> None:
    (tmp_path / "none.json").write_text("[]", encoding="utf-8")
    (tmp_path / "prose.txt").write_text("The bell of Marrow Quay rang.", encoding="utf-8")
    (tmp_path / "odd.json").write_text('[{"body": "ask"}]', encoding="utf-8")
    async with opened(workspace, None) as hand:
        for name, why in (("none.json", "an empty list"), ("prose.txt", "not JSON")):
            await hand.line(f"import {tmp_path / name}")
            assert hand.said == f"{tmp_path / name}: {why}; no notes to take in · :add takes articles"
        await hand.line(f"import {tmp_path / 'odd.json'}")
        assert "What is odd.json?" in hand.shown()
        assert "W3C Web Annotation" in hand.shown()
        await hand.keys("enter")
        assert "odd.json" in hand.said or "odd.json would bring" in hand.shown()


async def test_a_long_export_is_stopped_by_a_key(
    workspace: Workspace, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    import asyncio
    import threading

    counted, go = threading.Event(), threading.Event()
    export = Workspace.export_file

    def slowly(self, path, query="", *, form, progress):  # type: ignore[no-untyped-def]
        def waiting(n: int) -> None:
            progress(n)
            counted.set()
            go.wait(10)

        return export(self, path, query, form=form, progress=waiting)

    monkeypatch.setattr(Workspace, "export_file", slowly)
    path = tmp_path / "all.json"
    async with opened(workspace, None) as hand:
        await hand.pilot.press(":")
        await hand.pilot.pause()
        await hand.type(f"export csl {path}")
        await hand.pilot.press("enter")
        await asyncio.to_thread(counted.wait, 10)
        await hand.pilot.pause()
        assert isinstance(hand.screen, Working)
        assert "articles: 1" in hand.shown()
        await hand.pilot.press("j", "escape")
        go.set()
        await hand.keys("j")
        assert "stopped; nothing was written" in " ".join(hand.app.said)
        assert not path.exists()
