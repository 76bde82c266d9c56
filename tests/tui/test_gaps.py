"""What a brief leaves open, on the screen: the gaps that the head counts, and texts that are not read at all."""

from typing import Any

import msgspec
import pytest

from briefing.model.brief import GAP_KINDS, Gap
from briefing.tui.rows.brief import ActorRows, ClaimRows, TimelineRows
from briefing.tui.rows.notes import NoteRows
from briefing.tui.screens.head import head_lines
from briefing.tui.state import BriefState
from briefing.workspace import Workspace
from tests.tui import support
from tests.tui.support import BOATS, article_id, covers, opened, span


@covers("gaps")
async def test_the_gaps_that_the_head_counts_can_be_read_and_gone_to(
    workspace: Workspace, monkeypatch: pytest.MonkeyPatch
) -> None:
    made = support.brief_of

    def with_gaps(article: Any) -> Any:
        brief = made(article)
        if article.text != BOATS:
            return brief
        silent = span(BOATS, "Ilse Brandvik did not reply")
        words = f"{GAP_KINDS['declined']}: Ilse Brandvik did not reply."
        return msgspec.structs.replace(brief, gaps=[Gap("declined", [silent], words)])

    monkeypatch.setattr(support, "brief_of", with_gaps)
    async with opened(workspace) as hand:
        await hand.keys("gw")
        assert hand.said == "no gap in the brief · gq writes one"
        await hand.keys("E")
        assert "1 gap" in hand.shown()
        await hand.keys("3", "gw")
        assert "What the article leaves open: 1 gap" in hand.shown()
        assert "asked, and declined to comment or did not answer" in hand.shown()
        await hand.keys("enter")
        assert hand.brief.pane == "text"
        assert hand.brief.text.caret.offset == BOATS.index("Ilse Brandvik did not reply")
    async with opened(workspace, "Skerrow") as hand:
        await hand.keys("gw", "enter")
        assert "Published (YYYY-MM-DD)" in hand.shown()


def test_a_text_that_the_engine_does_not_read_says_so_in_every_list(workspace: Workspace) -> None:
    view = workspace.view(article_id(workspace, "Oxmere"))
    assert view.brief is not None
    unread = [Gap("language", [], f"{GAP_KINDS['language']} (ja); reading and annotating work all the same")]
    state = BriefState(msgspec.structs.replace(view, brief=msgspec.structs.replace(view.brief, gaps=unread)))
    words = "the engine does not read this language (ja)"
    assert [rows(state).empty for rows in (ActorRows, ClaimRows, TimelineRows)] == [words] * 3
    assert NoteRows(state).empty.startswith("no note yet")
    assert head_lines(state, None, 80)[1][0][1][0] == words
