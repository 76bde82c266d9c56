"""What stands beside each other on a line is told apart, and a number says what is so."""

from briefing.model.annotation import Body
from briefing.tui.rows.notes import NoteRows
from briefing.tui.screens.picker import Choice, ChoiceRows
from briefing.tui.state import BriefState
from briefing.tui.text.cells import width
from briefing.tui.text.search import Search
from briefing.workspace import Workspace
from tests.tui.support import BOATS, article_id, opened, span


def test_a_note_in_wide_characters_is_whole_and_apart_from_the_words_it_is_on(workspace: Workspace) -> None:
    here = article_id(workspace)
    workspace.annotate(here, "note", span=span(BOATS, "Two officials"), body=Body("港の記録"))
    line = "".join(words for words, _ in NoteRows(BriefState(workspace.view(here))).runs(0, 80))
    assert " 港の記録 “Two officials”" in line
    assert width(line) == 80


def test_a_note_too_long_for_its_column_is_apart_from_the_words_it_is_on(workspace: Workspace) -> None:
    here = article_id(workspace)
    workspace.annotate(here, "note", span=span(BOATS, "Two officials"), body=Body("who " * 40))
    line = "".join(words for words, _ in NoteRows(BriefState(workspace.view(here))).runs(0, 80))
    assert "… “Two officials" in line


def test_a_choice_cut_short_is_apart_from_its_help() -> None:
    rows = ChoiceRows([Choice("a", "name " * 40, "by somebody")])
    assert "…  by somebody" in "".join(words for words, _ in rows.runs(0, 60))


def test_between_two_hits_the_number_is_that_of_the_one_passed() -> None:
    search = Search("a boat, a bell, a boat, a bell")
    search.look_for("boat")
    assert [search.number(at) for at in (0, 2, 9, 18, 29)] == [0, 1, 1, 2, 2]


async def test_an_actor_that_is_unfolded_is_still_one(workspace: Workspace) -> None:
    async with opened(workspace, size=(80, 12)) as hand:
        await hand.keys("2", "gg", "enter")
        assert "actors 1/5" in hand.shown()
        await hand.keys("j")  # on a mention of the first
        assert "actors 1/5" in hand.shown()
        await hand.keys("G")
        assert "actors 5/5" in hand.shown()
