"""What the history and the list of all notes say of a change: what it was and what it became."""

import re

from briefing.workspace import Workspace
from tests.tui.support import covers, opened


@covers("history", "rename", "set-polarity", "set-value", "reject", "set-date", "all-notes")
async def test_a_correction_says_what_it_was_and_what_it_became(workspace: Workspace) -> None:
    async with opened(workspace) as hand:
        await hand.keys("2")
        await hand.line("rename Ilsa Brandvik")
        await hand.keys("3", "j")
        await hand.line("set-polarity deny")
        await hand.keys("4")
        await hand.line("set-value 2031-05-20")
        await hand.keys("j")
        await hand.line("reject")
        await hand.line("set-date 2031-05-15")
        await hand.keys("1", "gh")
        shown = hand.shown()
        assert "name: Ilse Brandvik → Ilsa Brandvik" in shown
        assert "polarity: assert → deny “No crew will cast off" in shown
        assert "date “Tuesday”: 2031-05-13 → 2031-05-20" in shown
        assert "date taken out: June" in shown
        assert "published: 14 May 2031 → 15 May 2031" in shown
        await hand.keys("escape", "u")
        assert hand.said == "undone: published: 14 May 2031 → 15 May 2031"
        await hand.keys("gn")
        assert "name: Ilsa Brandvik" in hand.shown()
        assert "polarity: deny" in hand.shown()
        assert "date taken out" in hand.shown()


@covers("history", "edit-note", "tag", "delete-note")
async def test_an_edit_says_what_it_was_and_what_it_became(workspace: Workspace) -> None:
    async with opened(workspace) as hand:
        await hand.line("note who leads it?")
        await hand.keys("5", "e")
        await hand.type(" Ilse")
        await hand.keys("ctrl+s")
        await hand.line("tag guild")
        assert "#guild saved" in hand.said
        await hand.keys("d", "1", "gh")
        lines = [re.sub(r"^\W*\d\d:\d\d +| {2,}.*$", "", line).strip() for line in hand.shown().splitlines()]
        wanted = [
            "note deleted: who leads it? Ilse #guild",
            "note edited: +#guild",
            "note edited: who leads it? → who leads it? Ilse",
            "note added: who leads it?",
        ]
        assert [line for line in lines if line.startswith("note ")] == wanted


@covers("tag")
async def test_a_tag_on_bare_words_is_what_is_said(workspace: Workspace) -> None:
    async with opened(workspace) as hand:
        await hand.line("tag safety")
        assert hand.said.startswith("#safety saved")


@covers("note", "discard-draft")
async def test_while_a_note_is_written_the_keys_are_those_of_the_editor(workspace: Workspace) -> None:
    async with opened(workspace) as hand:
        await hand.keys("?", "escape", "a")
        last = hand.shown().splitlines()[-1]
        assert "ctrl+s save" in last
        assert "escape keep draft" in last
        assert "ctrl+e $EDITOR" in last
        assert "?" not in last
        await hand.keys("?")
        assert hand.brief.editor.area.text == "?"
        await hand.keys("ctrl+x", "y")
        assert "ctrl+s save" not in hand.shown()
    async with opened(workspace, size=(40, 12)) as hand:
        await hand.keys("a")
        assert "ctrl+s save" in hand.shown()
        assert "escape keep draft" in hand.shown()


@covers("star")
async def test_the_head_has_title_and_date_apart_where_it_is_narrow(workspace: Workspace) -> None:
    async with opened(workspace, size=(40, 12)) as hand:
        assert re.search(r"… +14 May 2031 *$", hand.shown().splitlines()[0])
        await hand.keys("S")
        assert re.search(r"… +14 May 2031 ★ *$", hand.shown().splitlines()[0])


@covers("undo", "redo", "next-article")
async def test_what_is_taken_back_in_another_article_is_said_with_its_title(workspace: Workspace) -> None:
    async with opened(workspace) as hand:
        await hand.line("note first")
        await hand.keys("J", "H", "u")
        assert hand.said == "undone: highlight added"
        await hand.keys("u")
        assert hand.said == "undone in “Night boats of Quillhaven to stop”: note added"
        await hand.keys("ctrl+r")
        assert hand.said == "done again in “Night boats of Quillhaven to stop”: note added"
        assert [n.body.text for n in hand.notes()] == ["first"]
