"""Reading with the keyboard: library, panes, caret, items, search."""

import pytest

from briefing.commands import reader
from briefing.tui.screens.library import LibraryScreen
from briefing.tui.screens.notes import NotesScreen
from briefing.workspace import Workspace
from tests.tui.support import BOATS, article_id, covers, opened


@covers("down", "up", "first", "last", "open", "back", "quit")
async def test_library_to_brief_and_back(workspace: Workspace) -> None:
    async with opened(workspace, None) as hand:
        assert "Night boats of Quillhaven" in hand.shown()
        await hand.keys("j", "k", "G", "gg")
        assert hand.screen.list.cursor == 0
        await hand.keys("2j")
        assert hand.screen.list.cursor == 2
        await hand.keys("gg", "enter")
        assert hand.brief.state.view.article.title == "Night boats of Quillhaven to stop"
        assert "Ilse Brandvik" in hand.shown()
        await hand.keys("q")
        assert isinstance(hand.screen, LibraryScreen)
        assert hand.screen.rows.row(0).state.read
        await hand.keys("ctrl+q")
    assert hand.app.return_code == 0


@covers("left", "right", "next-word", "previous-word", "word-end", "line-start", "line-end")
async def test_caret_in_the_line(workspace: Workspace) -> None:
    async with opened(workspace) as hand:
        caret = hand.brief.text.caret
        await hand.keys("w")
        assert BOATS[caret.offset :].startswith("ferrymen's")
        await hand.keys("e")
        assert BOATS[caret.offset] == "s"
        await hand.keys("b", "l", "l", "h")
        assert BOATS[caret.offset :].startswith("errymen's")
        await hand.keys("$")
        end = caret.offset
        await hand.keys("0")
        assert caret.offset == 0 < end


@covers("next-sentence", "previous-sentence", "next-paragraph", "previous-paragraph")
async def test_caret_by_sentence_and_paragraph(workspace: Workspace) -> None:
    async with opened(workspace) as hand:
        caret = hand.brief.text.caret
        await hand.keys(")")
        assert BOATS[caret.offset :].startswith('"No crew')
        await hand.keys("(")
        assert caret.offset == 0
        await hand.keys("}")
        assert BOATS[caret.offset :].startswith("The Harbour Board")
        await hand.keys("}", "{")
        assert BOATS[caret.offset :].startswith("The Harbour Board")
        await hand.keys(")", ")")
        assert BOATS[caret.offset :].startswith("Two officials")


@covers("half-page-down", "half-page-up", "page-down", "page-up", "down")
async def test_pages(workspace: Workspace) -> None:
    async with opened(workspace, size=(80, 12)) as hand:
        caret = hand.brief.text.caret
        await hand.keys("ctrl+d")
        half = caret.offset
        await hand.keys("ctrl+u")
        assert caret.offset < half
        await hand.keys("ctrl+f")
        page = caret.offset
        assert page > half
        await hand.keys("ctrl+b")
        assert caret.offset < page
        await hand.keys("space", "pagedown", "pageup", "end", "home", "down")
        assert 0 < caret.offset < len(BOATS)


@covers("show-text", "show-actors", "show-claims", "show-timeline", "show-notes")
async def test_digits_show_one_pane_at_80_columns(workspace: Workspace) -> None:
    async with opened(workspace, size=(80, 24)) as hand:
        for digit, heading in (("2", "ACTORS"), ("3", "CLAIMS"), ("4", "TIMELINE"), ("5", "NOTES")):
            await hand.keys(digit)
            assert heading in hand.shown()
            assert "ferrymen's guild of Quillhaven said on Tuesday" not in hand.shown().replace("\n", " ")
        await hand.keys("1")
        assert "told reporters" in hand.shown()


async def test_a_digit_before_a_motion_is_a_count(
    workspace: Workspace, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(reader, "COUNT_WINDOW", 5.0)  # the test's hand is slow on a busy machine
    async with opened(workspace, size=(80, 24)) as hand:
        line = hand.brief.text.caret.line
        await hand.keys("gg", "3w")
        assert BOATS[hand.brief.text.caret.offset :].startswith("of Quillhaven")
        await hand.keys("gg", "2", "j")
        assert hand.brief.pane == "text"
        assert hand.brief.text.layout_.between(line, hand.brief.text.caret.line, 50) == 2


@covers("next-pane", "previous-pane", "jump", "zoom")
async def test_panes_side_by_side(workspace: Workspace) -> None:
    async with opened(workspace) as hand:
        for heading in ("ACTORS", "CLAIMS", "TIMELINE", "NOTES", "told reporters"):
            assert heading in hand.shown()
        await hand.keys("2", "tab")
        assert hand.brief.pane == "claims"
        await hand.keys("shift+tab")
        assert hand.brief.pane == "actors"
        await hand.keys("ctrl+w", "t")
        assert hand.brief.pane == "timeline"
        await hand.keys("z")
        assert "CLAIMS" not in hand.shown()
        await hand.keys("z")
        assert "CLAIMS" in hand.shown()


@covers("next-claim", "previous-claim", "next-actor", "previous-actor", "next-date", "previous-date")
async def test_from_item_to_item(workspace: Workspace) -> None:
    async with opened(workspace) as hand:
        caret = hand.brief.text.caret
        await hand.keys("]c", "]c", "]c")  # the first one begins where the caret is
        assert BOATS[caret.offset :].startswith("The Harbour Board denied")
        assert hand.brief.state.chosen == "claim:safe"
        await hand.keys("[c")
        assert hand.brief.state.chosen == "claim:crew"
        await hand.keys("gg", "]a", "]a")
        assert BOATS[caret.offset :].startswith("Ilse Brandvik, told")
        await hand.keys("[a")
        assert BOATS[caret.offset :].startswith("ferrymen's guild")
        await hand.keys("]t", "]t")
        assert BOATS[caret.offset :].startswith("June")
        await hand.keys("[t")
        assert BOATS[caret.offset :].startswith("Tuesday")


@covers("narrow", "cancel", "sort", "go-to-words", "items-here", "explain")
async def test_lists_and_text_hang_together(workspace: Workspace) -> None:
    async with opened(workspace) as hand:
        brief = hand.brief
        await hand.keys("2", "enter")
        assert brief.state.narrowed == "actor:brandvik"
        assert [c.id for c in brief.state.claims()] == ["claim:crew"]
        assert "only Ilse Brandvik" in hand.shown()
        await hand.keys("escape")
        assert brief.state.narrowed is None
        assert "only Ilse" not in hand.shown().splitlines()[-20]
        await hand.keys("3", "s")
        assert brief.state.claims()[0].id == "claim:safe"
        await hand.keys("s", "gg", "j", "j", "enter")
        assert brief.pane == "text"
        assert BOATS[brief.text.caret.offset :].startswith("any boat was unsafe")
        assert brief.state.chosen == "claim:safe"
        await hand.keys("gx")
        assert "deny" in hand.said
        await hand.keys("enter")
        assert brief.pane == "claims"


async def test_the_caret_marks_the_items_there(workspace: Workspace) -> None:
    async with opened(workspace) as hand:
        await hand.keys("}")
        assert "actor:board" not in hand.brief.state.here
        await hand.keys("w")
        assert {"actor:board", "claim:safe"} <= hand.brief.state.here
        row = next(line for line in hand.shown().splitlines() if "▸ denied" in line)
        assert "▸✗" in row


@covers("search", "next-hit", "previous-hit", "search-word")
async def test_search(workspace: Workspace) -> None:
    async with opened(workspace) as hand:
        caret = hand.brief.text.caret
        await hand.keys("/")
        await hand.type("report")
        assert BOATS[caret.offset :].startswith("report is public")
        await hand.keys("enter")
        assert "/report 1/" in hand.shown()
        await hand.keys("n")
        assert BOATS[caret.offset :].startswith("reporters")
        await hand.keys("N")
        assert BOATS[caret.offset :].startswith("report is public")
        await hand.keys("gg", "w", "w", "w", "*")
        assert hand.brief.text.search.words == BOATS.split()[3].lower()
        await hand.keys("escape")
        assert hand.brief.text.search.words == ""


@covers("set-mark", "go-to-mark", "jump-back", "jump-forward")
async def test_marks_and_jumps(workspace: Workspace) -> None:
    async with opened(workspace) as hand:
        caret = hand.brief.text.caret
        await hand.keys("w", "mx", "G", "'x")
        assert BOATS[caret.offset :].startswith("ferrymen's")
        await hand.keys("ctrl+o")
        end = caret.offset
        assert end > 100
        await hand.keys("tab")
        assert BOATS[caret.offset :].startswith("ferrymen's")
        assert hand.brief.pane == "text"
        await hand.keys("tab")
        assert hand.brief.pane == "actors"


@covers("hints", "fold")
async def test_hints_and_folds(workspace: Workspace) -> None:
    async with opened(workspace) as hand:
        await hand.keys("f")
        assert hand.brief.text.hints
        offset, label = next(
            (o, text) for o, text in hand.brief.text.hints.items() if BOATS[o:].startswith("Ilse")
        )
        await hand.keys(*label)
        assert hand.brief.text.caret.offset == offset
        assert not hand.brief.text.hints
        await hand.keys("F")
        assert "⋯ READ MORE" in hand.shown()
        await hand.keys("F")
        assert "⋯" not in hand.shown()


@covers("layer", "layer-actors", "layer-claims", "layer-dates", "layer-notes", "layer-hits")
async def test_layers(workspace: Workspace) -> None:
    async with opened(workspace) as hand:
        await hand.keys(",a", ",c", ",t", ",n", ",/")
        assert hand.brief.text.hidden == {"actors", "claims", "dates", "notes", "hits"}
        await hand.line("layer actors")
        assert "actors" not in hand.brief.text.hidden


@covers("select", "end-selection")
async def test_while_words_are_selected_the_footer_says_what_ends_it(workspace: Workspace) -> None:
    async with opened(workspace) as hand:
        assert " v select" in hand.shown()
        await hand.keys("v", "w")
        assert " v select" not in hand.shown()
        assert " v end  a note " in hand.shown().replace("   ", "  ")
        await hand.keys("v")
        assert hand.brief.text.caret.selection is None
        assert " v select" in hand.shown()
        await hand.keys("v", "w", "y")  # what was selected is copied: nothing is selected any more
        assert " v select" in hand.shown()
        assert hand.shown().splitlines()[-1].startswith(" text ")


@covers("select", "select-sentence", "swap-ends", "yank")
async def test_selection_and_copy(workspace: Workspace) -> None:
    async with opened(workspace) as hand:
        caret = hand.brief.text.caret
        await hand.keys("w", "v", "e")
        assert caret.selection.of(BOATS) == "ferrymen's"
        await hand.keys("x", "b")
        assert caret.selection.of(BOATS) == "The ferrymen's"
        await hand.keys("y")
        assert (
            hand.app.clipboard
            == "“The ferrymen's” — Night boats of Quillhaven to stop, Harbour Wire, 14 May 2031, https://wire.example/boats"
        )
        assert caret.anchor is None
        await hand.keys("gs")
        assert caret.selection.of(BOATS).endswith("stop running.")
        await hand.keys("escape")
        assert caret.anchor is None


@covers("next-article", "previous-article")
async def test_next_article_keeps_each_place(workspace: Workspace) -> None:
    async with opened(workspace, None) as hand:
        await hand.keys("enter", "}")
        place = hand.brief.text.caret.offset
        await hand.keys("J")
        assert hand.brief.state.view.article.title == "Oxmere museum grows"
        await hand.keys("K")
        assert hand.brief.text.caret.offset == place
        await hand.keys("K")
        assert "first article" in hand.said


async def test_from_an_article_named_at_the_start_back_to_the_library(workspace: Workspace) -> None:
    async with opened(workspace) as hand:
        await hand.keys("q")
        assert isinstance(hand.screen, LibraryScreen)
        await hand.keys("j", "enter", "q")
        assert isinstance(hand.screen, LibraryScreen)
        await hand.keys("q")
    assert hand.app.return_code == 0


async def test_while_keys_come_the_place_is_kept_now_and_then_and_at_rest_at_once(
    workspace: Workspace, monkeypatch: pytest.MonkeyPatch
) -> None:
    async with opened(workspace) as hand:
        kept: list[int] = []
        monkeypatch.setattr(hand.brief, "keep_position", lambda: kept.append(hand.brief.text.caret.offset))
        await hand.keys("w")
        for n in range(1, 6):
            assert (n, kept) == (n, [])
            hand.brief.keep_position_at_rest()  # as the clock does each two seconds
        assert kept == [hand.brief.text.caret.offset]
        monkeypatch.setattr(hand.app, "_pressed", 0.0)
        hand.brief.keep_position_at_rest()
        assert len(kept) == 2
        monkeypatch.undo()


async def test_the_place_is_kept_over_a_restart(workspace: Workspace) -> None:
    async with opened(workspace) as hand:
        await hand.keys("}", "}")
        place = hand.brief.text.caret.offset
        await hand.keys("ctrl+q")
    async with opened(workspace, size=(80, 24)) as hand:
        assert hand.brief.text.caret.offset == place


@covers("toggle-read", "star", "later", "read", "unread", "undo", "redo", "filter", "reload")
async def test_reading_states_filter_and_undo(workspace: Workspace) -> None:
    async with opened(workspace, None) as hand:
        first = article_id(workspace)
        await hand.keys("U", "S", "W")
        state = workspace.view(first).state
        assert state.read
        assert state.starred
        assert state.later
        await hand.keys("u", "u", "u")
        assert not workspace.view(first).state.read
        await hand.keys("ctrl+r")
        assert workspace.view(first).state.read
        await hand.line("read is:unread")
        assert all(r.state.read for r in workspace.rows())
        await hand.keys("u")
        assert sum(r.state.read for r in workspace.rows()) == 1
        await hand.line("unread")
        await hand.keys("/")
        await hand.type("site:oxmere")
        await hand.keys("enter")
        assert len(hand.screen.rows) == 1
        await hand.keys("g.", "escape")
        assert len(hand.screen.rows) == 3


async def test_u_takes_back_the_last_change_first_whatever_it_was(workspace: Workspace) -> None:
    first = article_id(workspace)
    async with opened(workspace) as hand:
        await hand.line("note ask the guild")
        await hand.keys("S", "u")
        assert not workspace.view(first).state.starred
        assert len(workspace.view(first).annotations) == 1
        await hand.keys("u")
        assert workspace.view(first).annotations == []
        assert not workspace.view(first).state.starred
        await hand.keys("ctrl+r", "ctrl+r")
        assert len(workspace.view(first).annotations) == 1
        assert workspace.view(first).state.starred


async def test_a_reading_state_of_an_earlier_session_is_undone(workspace: Workspace) -> None:
    first = article_id(workspace)
    async with opened(workspace, None) as hand:
        await hand.keys("S")
    async with opened(workspace, None) as hand:
        await hand.keys("u")
        assert not workspace.view(first).state.starred
        await hand.keys("u")
        assert "nothing to undo" in hand.shown()
        await hand.keys("ctrl+r")
        assert workspace.view(first).state.starred


async def test_a_query_with_a_typo_is_explained_in_its_place(workspace: Workspace) -> None:
    async with opened(workspace, None) as hand:
        await hand.keys("/")
        await hand.type("sitte:x")
        await hand.keys("enter")
        lines = hand.shown().splitlines()
        at = next(n for n, line in enumerate(lines) if "^" in line)
        assert lines[at + 1].index("sitte") == lines[at].index("^")
        await hand.keys("escape")
        assert len(hand.screen.rows) == 3


@covers("all-notes", "go-to-note", "library")
async def test_notes_of_all_articles(workspace: Workspace) -> None:
    async with opened(workspace) as hand:
        await hand.line("note ask the guild")
        await hand.keys("gn")
        assert isinstance(hand.screen, NotesScreen)
        assert "ask the guild" in hand.shown()
        await hand.keys("enter")
        assert hand.brief.state.chosen == hand.brief.state.notes[0].uid
        await hand.keys("gl")
        assert isinstance(hand.screen, LibraryScreen)


async def test_the_end_of_a_text_does_not_leave_the_view_empty(workspace: Workspace) -> None:
    """Opened where one had been reading, near the end, a text that fits the view is shown whole."""
    async with opened(workspace, size=(120, 27)) as hand:
        await hand.keys("G", "q")
    async with opened(workspace, size=(120, 27)) as hand:
        assert hand.brief.text.caret.offset > BOATS.index("Two officials")
        assert '"No crew' in hand.shown()


@covers("filter", "complete", "tag")
async def test_outlets_and_tags_are_completed_in_a_query(workspace: Workspace) -> None:
    async with opened(workspace, None) as hand:
        await hand.line("tag dredging")
        await hand.keys("/")
        await hand.type("site:har")
        await hand.keys("tab")
        assert hand.screen.prompt().line == 'site:"Harbour Wire"'
        await hand.type(" tag:dr")
        await hand.keys("tab", "enter")
        assert hand.screen.query_text == 'site:"Harbour Wire" tag:dredging'
        assert hand.screen.rows.total == 1
