"""The analyst's hand: every verb by the keyboard, looked for on the screen and in the store."""

import shlex
import sys
from contextlib import nullcontext
from pathlib import Path

import pytest
from msgspec.structs import replace
from textual.geometry import Region

from briefing.store.protocol import StoreError
from briefing.tui.app import BriefingApp
from briefing.tui.widgets import editor
from briefing.workspace import Workspace
from tests.tui.support import BOATS, article_id, covers, opened, span


@covers("note", "save-note", "edit-note", "delete-note", "undo", "redo", "trash", "history", "choose")
async def test_the_life_of_a_note(workspace: Workspace) -> None:
    async with opened(workspace) as hand:
        await hand.keys("w", "v", "w", "e", "a")
        await hand.type("who leads it?")
        await hand.keys("ctrl+s")
        assert "note saved" in hand.said
        (note,) = hand.notes()
        assert note.body.text == "who leads it?"
        assert note.target.quote.exact == "ferrymen's guild"
        assert "who leads it?" in hand.shown()
        assert "✎" in hand.shown()
        await hand.keys("5", "e")
        await hand.type(" — ask")
        await hand.keys("ctrl+s")
        assert hand.notes()[0].body.text == "who leads it? — ask"
        await hand.keys("d")
        assert hand.notes() == []
        assert "trash" in hand.said
        await hand.keys("u")
        assert len(hand.notes()) == 1
        await hand.keys("ctrl+r", "gt")
        assert "who leads it?" in hand.shown()
        await hand.keys("enter")
        assert len(hand.notes()) == 1
        await hand.keys("1", "gh")
        assert "note added" in hand.shown()
        await hand.keys("escape")


async def test_an_editor_that_was_closed_may_be_drawn_once_more(workspace: Workspace) -> None:
    """Between its removal and the next layout the screen still has it; its styles are gone by then."""
    async with opened(workspace) as hand:
        await hand.keys("a")
        area = hand.brief.editor.area
        await hand.keys("escape")
        area.notify_style_update()
        assert [line.text for line in area.render_lines(Region(0, 0, 6, 2))] == [" " * 6] * 2


async def test_the_words_that_a_note_is_on_stay_in_view_while_it_is_written(workspace: Workspace) -> None:
    words = "Ilse Brandvik did not reply"
    async with opened(workspace, size=(80, 20)) as hand:
        await hand.line(f"search {words}")
        assert words in hand.shown()
        await hand.keys("a")
        assert words in hand.shown()
        await hand.keys("escape")
        assert words in hand.shown()


@covers("leave-note", "discard-draft", "note-kind", "question", "gap")
async def test_drafts_and_kinds(workspace: Workspace) -> None:
    async with opened(workspace) as hand:
        await hand.keys("a")
        await hand.type("half a thou")
        await hand.keys("escape")
        assert "draft kept" in hand.said
        assert hand.brief.editor is None
    async with opened(workspace) as hand:
        assert "draft" in hand.said
        await hand.keys("a")
        assert hand.brief.editor.area.text == "half a thou"
        await hand.type("ght")
        await hand.keys("ctrl+t", "ctrl+s")
        assert [(n.kind, n.body.text) for n in hand.notes()] == [("question", "half a thought")]
        await hand.keys("a")
        assert hand.brief.editor.area.text == ""
        await hand.type("nonsense")
        await hand.keys("ctrl+x", "n")
        assert hand.brief.editor.area.text == "nonsense"
        await hand.keys("ctrl+x", "y")
        assert hand.brief.editor is None
        assert workspace.drafts(article_id(workspace)) == {}
        await hand.keys("Q")
        await hand.type("why now")
        await hand.keys("ctrl+s", "gq")
        await hand.type("no figures")
        await hand.keys("ctrl+s")
        assert [n.kind for n in hand.notes()] == ["question", "question", "gap"]


@covers("undo-typing", "redo-typing", "keys-while-typing", "discard-draft", "suspend")
async def test_while_a_note_is_written_ctrl_z_takes_back_what_was_typed(
    workspace: Workspace, monkeypatch: pytest.MonkeyPatch
) -> None:
    async with opened(workspace) as hand:
        slept: list[int] = []
        monkeypatch.setattr(hand.app, "action_suspend_process", lambda: slept.append(1))
        await hand.keys("a")
        area = hand.brief.editor.area
        await hand.type("the crew")
        await hand.type(" sails")
        assert "ctrl+z undo" in hand.shown()
        await hand.keys("ctrl+z")
        assert area.text == "the crew"
        await hand.keys("ctrl+y")
        assert area.text == "the crew sails"
        await hand.keys("f1")
        assert "Take back what was typed last." in hand.shown()
        await hand.keys("escape")
        assert hand.app.focused is area
        await hand.keys("shift+home", "ctrl+x")  # words are selected: they are cut out, as anywhere
        assert area.text == ""
        await hand.keys("ctrl+z", "escape")
        assert slept == []
        await hand.keys("ctrl+z")
        assert slept == [1]


async def test_nothing_is_called_saved_before_the_store_has_it(
    workspace: Workspace, monkeypatch: pytest.MonkeyPatch
) -> None:
    def full(*_: object, **__: object) -> None:
        raise StoreError("annotations: no space left on the device")

    async with opened(workspace) as hand:
        await hand.keys("a")
        await hand.type("do not lose me")
        monkeypatch.setattr(workspace, "annotate", full)
        await hand.keys("ctrl+s")
        assert "not saved" in hand.said
        assert "no space left" in hand.said
        assert hand.brief.editor.area.text == "do not lose me"
        monkeypatch.undo()
        await hand.keys("ctrl+s")
        assert "note saved" in hand.said
        assert hand.brief.editor is None


@covers("edit-note", "save-note")
async def test_a_note_that_another_window_changed_is_kept_beside_it_once(workspace: Workspace) -> None:
    async with opened(workspace) as hand:
        await hand.line("note first words")
        await hand.keys("5", "e")
        await hand.type(" and mine")
        (note,) = hand.notes()
        workspace.edit(replace(note, body=replace(note.body, text="theirs")))
        await hand.keys("ctrl+s")
        assert hand.brief.editor is None
        assert "yours is kept beside it" in hand.said
        assert sorted(n.body.text for n in hand.notes()) == ["first words and mine", "theirs"]
        assert workspace.drafts(article_id(workspace)) == {}
        await hand.keys("u")
        assert [n.body.text for n in hand.notes()] == ["theirs"]


@covers("leave-note", "save-note")
async def test_a_note_whose_draft_cannot_be_kept_stays_open(
    workspace: Workspace, monkeypatch: pytest.MonkeyPatch
) -> None:
    def full(*arguments: object) -> None:
        raise StoreError("drafts/x.json: could not save it: No space left on device")

    async with opened(workspace) as hand:
        await hand.keys("a")
        await hand.type("precious")
        with monkeypatch.context() as patch:
            patch.setattr(workspace, "save_draft", full)
            await hand.keys("escape")
            assert "stays open" in hand.said
            assert "No space left" in hand.said
            assert hand.brief.editor.area.text == "precious"
            # The note itself is kept, once: that its draft could not be taken away is no failure of it.
            await hand.keys("ctrl+s")
            assert "note saved" in hand.said
            assert hand.brief.editor is None
        assert [n.body.text for n in hand.notes()] == ["precious"]


async def test_the_head_of_the_editor_follows_the_width(workspace: Workspace) -> None:
    async with opened(workspace, size=(40, 20)) as hand:
        await hand.keys("a")
        await hand.resize(120, 30)
        assert "The ferrymen's guild of Quillhaven said" in hand.shown().splitlines()[-9]


async def test_a_draft_is_kept_though_the_hand_never_pauses(
    workspace: Workspace, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(editor, "_PAUSE", 1_000.0)
    monkeypatch.setattr(editor, "_LONGEST", 0.0)
    async with opened(workspace) as hand:
        await hand.keys("a", "x", "y", "z")
        assert list(workspace.drafts(article_id(workspace)).values()) == ["xy"]


@covers("edit-outside")
async def test_the_editor_of_ones_own(
    workspace: Workspace, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    async with opened(workspace) as hand:
        await hand.keys("a")
        await hand.type("kept")
        await hand.keys("ctrl+e")
        assert "EDITOR" in hand.said
        monkeypatch.setenv("EDITOR", "true")
        await hand.keys("ctrl+e")
        # A test has no terminal to hand over: it is said, and nothing is lost.
        assert hand.brief.editor.area.text == "kept"
        monkeypatch.setattr(BriefingApp, "suspend", lambda app: nullcontext())
        program = tmp_path / "an editor.py"
        program.write_text(
            "import pathlib, sys\n"
            "path = pathlib.Path(sys.argv[2])\n"
            "path.write_text(path.read_text(encoding='utf-8') + ' · señor\\n', encoding='utf-8')\n"
        )
        monkeypatch.setenv("EDITOR", shlex.join([sys.executable, str(program), "--wait"]))
        await hand.keys("ctrl+e")
        assert hand.brief.editor.area.text == "kept · señor"
        await hand.keys("ctrl+z")  # what came back is a step of its own
        assert hand.brief.editor.area.text == "kept"
        await hand.keys("ctrl+y")
        monkeypatch.setenv("VISUAL", shlex.join([sys.executable, "-c", "raise SystemExit(3)"]))
        await hand.keys("ctrl+e")
        assert "exit status 3" in hand.said
        assert hand.brief.editor.area.text == "kept · señor"
        monkeypatch.setenv("VISUAL", "rm")
        await hand.keys("ctrl+e")
        assert "the note is as it was" in hand.said
        assert hand.brief.editor.area.text == "kept · señor"
        await hand.keys("ctrl+s")
        assert hand.notes()[0].body.text == "kept · señor"


@covers("highlight", "tag", "untag", "repeat", "delete-here", "next-note", "previous-note")
async def test_highlights_and_tags(workspace: Workspace) -> None:
    async with opened(workspace) as hand:
        await hand.keys("H")
        (note,) = hand.notes()
        assert note.kind == "highlight"
        assert note.target.quote.exact.endswith("stop running.")
        assert "▪" in hand.shown()
        await hand.keys("H")
        assert hand.notes()[0].body.colour == "green"
        assert "▲" in hand.shown()
        await hand.keys("t")
        await hand.type("safety")
        await hand.keys("enter")
        assert hand.notes()[0].body.tags == ["safety"]
        await hand.keys("}", "t")
        await hand.type("saf")
        await hand.keys("tab", "enter")
        assert hand.notes()[1].body.tags == ["safety"]
        await hand.keys("}", ".")
        assert len(hand.notes()) == 3
        await hand.line("untag safety")
        assert hand.notes()[2].body.tags == []
        await hand.keys("gd")
        assert len(hand.notes()) == 2
        await hand.keys("gg", "]n")
        assert hand.brief.state.chosen == hand.brief.state.notes[0].uid
        await hand.keys("]n")
        assert hand.brief.text.caret.offset == span(BOATS, "The Harbour Board").start
        await hand.keys("[n")
        assert hand.brief.text.caret.offset == 0


@covers("tag", "undo")
async def test_a_tag_for_all_that_a_query_finds(workspace: Workspace) -> None:
    async with opened(workspace, None) as hand:
        await hand.line("tag museum site:oxmere")
        assert workspace.tags() == [("museum", 1)]
        assert "1 article" in hand.said
        await hand.keys("u")
        assert workspace.tags() == []


@covers("rate", "credibility", "likelihood", "confidence", "status", "reliability")
async def test_grades(workspace: Workspace) -> None:
    async with opened(workspace) as hand:
        await hand.keys("r")
        assert "confirmed by other, independent sources" in hand.shown()
        await hand.keys("3")
        (note,) = hand.notes()
        assert note.kind == "assessment"
        assert note.assess.credibility == 3
        assert note.assess.likelihood is None
        assert note.target.ref == "claim:stop"
        await hand.keys("r", "l", "5")
        await hand.keys("r", "c", "h")
        await hand.keys("r", "s", "3")
        (note,) = hand.notes()
        assert (note.assess.likelihood, note.assess.confidence, note.assess.status) == (
            "likely",
            "high",
            "contested",
        )
        await hand.line("credibility none")
        assert hand.notes()[0].assess.credibility is None
        assert hand.notes()[0].assess.likelihood == "likely"
        await hand.keys("R")
        await hand.type("b")
        await hand.keys("enter")
        assert workspace.reliability("Harbour Wire") == "B"
        assert "Harbour Wire B" in hand.shown()
        await hand.keys("u")
        assert workspace.reliability("Harbour Wire") is None
        await hand.line("likelihood surely")
        assert "ICD 203" in hand.said


@covers("link", "choose")
async def test_links(workspace: Workspace) -> None:
    async with opened(workspace) as hand:
        await hand.keys("3", "L", "s")
        await hand.type("delayed")
        await hand.keys("enter")
        (note,) = hand.notes()
        assert note.kind == "link"
        assert note.target.ref == "claim:stop"
        assert [(link.rel, link.to) for link in note.links] == [("supports", "claim:delay")]
        await hand.line("link denies actor:board")
        assert hand.notes()[1].links[0].rel == "denies"
        await hand.line("link likes actor:board")
        assert "no relation" in hand.said


@covers("correct", "rename", "merge", "set-kind", "reject", "uncorrect", "split")
async def test_correcting_actors(workspace: Workspace) -> None:
    async with opened(workspace) as hand:
        await hand.keys("2", "c", "r")
        await hand.keys(*["backspace"] * len("Ilse Brandvik"))
        await hand.type("Ilse B. Brandvik")
        await hand.keys("enter")
        assert hand.brief.state.brief.actors[0].name == "Ilse B. Brandvik"
        assert "±" in hand.shown()
        await hand.line("set-kind organization")
        assert hand.brief.state.brief.actor("actor:brandvik").kind == "organization"
        await hand.line("uncorrect")
        assert hand.brief.state.brief.actor("actor:brandvik").name == "Ilse Brandvik"
        await hand.line("merge Tomas Okri")
        assert hand.brief.state.brief.actor("actor:brandvik") is None
        await hand.keys("u")
        assert hand.brief.state.brief.actor("actor:brandvik") is not None
        hand.brief.lists["actors"].go_to("actor:brandvik")
        await hand.keys("enter", "G", "gg")
        hand.brief.text.go_to(span(BOATS, "Ilse Brandvik", 1).start)
        await hand.line("split Another Brandvik")
        names = [a.name for a in hand.brief.state.brief.actors]
        assert "Another Brandvik" in names
        before = len(names)
        await hand.line("reject")
        assert len(hand.brief.state.brief.actors) == before - 1


@covers(
    "set-source", "set-polarity", "set-words", "add-claim", "add-actor", "add-date", "set-value", "select"
)
async def test_correcting_claims_and_dates(workspace: Workspace) -> None:
    async with opened(workspace) as hand:
        brief = hand.brief
        await hand.keys("]c", "3")
        await hand.line("set-source Harbour Board")
        assert brief.state.item("claim:stop").source.actor == "actor:board"
        await hand.line("set-polarity deny")
        assert brief.state.item("claim:stop").polarity == "deny"
        await hand.line("set-polarity shout")
        assert "none of" in hand.said
        await hand.keys("1", "0", "v", "e")
        await hand.line("set-words")
        assert brief.state.item("claim:stop").content[0].of(BOATS) == "The"
        brief.text.go_to(span(BOATS, "the talks are private").start)
        await hand.keys("v", "e", "e", "e", "e")
        await hand.line("add-claim Two officials")
        assert len(brief.state.brief.claims) == 6
        brief.text.go_to(span(BOATS, "Quillhaven").start)
        await hand.keys("v", "e", "c", "a")
        assert "Quillhaven" in [a.name for a in brief.state.brief.actors]
        brief.text.go_to(span(BOATS, "winter").start)
        await hand.keys("v", "e")
        await hand.line("add-date 2031")
        assert len(brief.state.brief.timeline) == 3
        await hand.keys("4", "gg")
        brief.lists["timeline"].go_to("date:june")
        await hand.line("set-value 2032-06")
        assert brief.state.item("date:june").timex.value == "2032-06"


@covers("set-date", "extract")
async def test_the_date_of_publication(workspace: Workspace) -> None:
    async with opened(workspace, "Skerrow") as hand:
        assert "undated" in hand.shown()
        assert "D sets it" in hand.shown()
        calls = workspace._process.calls  # type: ignore[attr-defined]
        await hand.keys("D")
        await hand.type("14 May")
        await hand.keys("enter")
        assert "is no date" in hand.said
        await hand.keys("D")
        await hand.type("2031-05-14")
        await hand.keys("enter")
        assert "14 May 2031" in hand.shown()
        assert workspace._process.calls == calls + 1  # type: ignore[attr-defined]
        await hand.keys("E")
        assert workspace._process.calls == calls + 2  # type: ignore[attr-defined]


@covers("repeat", "set-polarity", "credibility", "rename")
async def test_what_is_repeated_is_the_last_change_and_no_older_one(workspace: Workspace) -> None:
    async with opened(workspace) as hand:
        await hand.keys("3")
        await hand.line("credibility 2")
        await hand.line("set-polarity urge")
        await hand.keys("j", ".")
        polarities = [c.polarity for c in hand.brief.state.brief.claims]
        assert polarities.count("urge") == 2
        assert len([n for n in hand.notes() if n.kind == "assessment"]) == 1
        await hand.keys("2")
        await hand.line("rename Ilsa")
        await hand.keys("j", ".")
        assert "nothing to repeat" in hand.said
        assert len(hand.notes()) == 4
