"""The review queue: notes whose words changed are decided on with the keys, and each decision taken back."""

import json
from pathlib import Path

import pytest

from briefing.model.annotation import Body
from briefing.tui.screens.brief import BriefScreen
from briefing.tui.screens.placing import PlacingScreen
from briefing.tui.screens.review import ReviewScreen
from briefing.workspace import Workspace
from tests.tui.support import ARTICLES, BOATS, article_id, covers, opened, span

GONE = "Ilse Brandvik did not reply."
# The officials' sentence is cut, the engineer's rewritten until a person must look.
CHANGED = BOATS.replace(f" {GONE}", "").replace(
    "The board's engineer, Tomas Okri, said the report could be delayed until June.",
    "Nobody at the board would say whether a paper on the hulls, delayed or not, was ready.",
)


def rewrite(workspace: Workspace, folder: Path, text: str) -> str:
    """A new version of the night boats."""
    source = folder / "again.jsonl"
    source.write_text(json.dumps({**ARTICLES[0], "text": text}), encoding="utf-8")
    (added,) = workspace.add([str(source)])
    assert added.article_id is not None, added.problem
    workspace.extract(added.article_id)
    return added.article_id


@pytest.fixture
def doubted(workspace: Workspace, tmp_path: Path) -> Workspace:
    """Two notes on the first version, whose words the second no longer has."""
    first = article_id(workspace)
    workspace.annotate(first, "note", span=span(BOATS, "did not reply"), body=Body("call her", ["todo"]))
    workspace.annotate(first, "question", span=span(BOATS, "report could be delayed"), body=Body("why?"))
    rewrite(workspace, tmp_path, CHANGED)
    assert len(workspace.review()) == 2
    return workspace


def waiting(workspace: Workspace) -> list[str]:
    """What the notes under review say."""
    return [item.annotation.body.text for item in workspace.review()]


@covers("review", "detach", "confirm-place", "undo", "redo")
async def test_each_note_is_decided_on_and_the_decision_taken_back(doubted: Workspace) -> None:
    async with opened(doubted, None) as hand:
        await hand.keys("gR")
        assert isinstance(hand.screen, ReviewScreen)
        shown = hand.shown()
        assert "BEFORE" in shown
        assert "call her #todo" in shown
        assert "▸ Brandvik did not reply." in shown  # the sentence as it was, its words marked
        assert "its words are gone" in shown
        assert "1/2" in shown
        await hand.keys("d")
        assert "detached" in hand.said
        assert waiting(doubted) == ["why?"]
        await hand.keys("c")
        assert "confirmed" in hand.said
        assert waiting(doubted) == []
        assert "nothing to review" in hand.shown()
        await hand.keys("c", "d", "A", "l", "enter")  # nothing is there to decide on
        await hand.keys("u")
        assert waiting(doubted) == ["why?"]
        assert "why?" in hand.shown()
        await hand.keys("u")
        assert sorted(waiting(doubted)) == ["call her", "why?"]
        await hand.keys("ctrl+r")
        assert waiting(doubted) == ["why?"]
        history = doubted.history(article_id(doubted))
        assert {"detached", "anchor confirmed"} <= {step.label for step in history}


@covers("reattach", "place-here", "select")
async def test_a_note_is_put_on_other_words_of_the_new_text(doubted: Workspace) -> None:
    async with opened(doubted, None) as hand:
        await hand.keys("gR", "A")
        assert isinstance(hand.screen, PlacingScreen)
        newest = hand.screen.article_id
        await hand.keys("enter")
        assert hand.screen.text.caret.selection is not None or "select the words" in hand.said
        if hand.screen.text.caret.anchor is None:
            await hand.keys("v")
        at = span(CHANGED, "the talks had failed")
        hand.screen.text.caret.anchor = at.start
        hand.screen.text.go_to(at.end - 1)
        await hand.keys("J")
        assert "waits for its place" in hand.said
        await hand.keys("enter")
        assert isinstance(hand.screen, ReviewScreen)
        assert "reattached" in hand.said
        (kept,) = [a for a in doubted.view(newest).annotations if a.body.text == "call her"]
        assert doubted.view(newest).places[kept.uid] == at
        assert kept.anchor is not None
        assert kept.anchor.confirmed_by == "tester"
        assert kept.target.position == span(BOATS, "did not reply")  # where it was made stays known
        assert waiting(doubted) == ["why?"]
        await hand.keys("u")
        assert sorted(waiting(doubted)) == ["call her", "why?"]


@covers("open-reviewed", "back")
async def test_the_place_offered_is_taken_with_two_keys(workspace: Workspace, tmp_path: Path) -> None:
    first = article_id(workspace)
    note = workspace.annotate(
        first,
        "note",
        span=span(BOATS, "the night boats would stop running"),
        body=Body("until when?"),
    )
    text = BOATS.replace("the night boats would stop running", "the boats would cease running at night")
    newest = rewrite(workspace, tmp_path, text)
    (item,) = workspace.review()
    assert item.new_place is not None
    async with opened(workspace) as hand:
        await hand.line("review")
        assert "NOW?" in hand.shown()
        assert "cease" in hand.shown()
        await hand.keys("l")
        assert isinstance(hand.screen, BriefScreen)
        assert hand.brief.article_id == newest
        await hand.keys("q", "A")
        assert hand.screen.text.caret.selection == item.new_place
        await hand.keys("enter")
        assert workspace.review() == []
        assert workspace.view(newest).places[note.uid] == item.new_place


async def test_a_note_is_reattached_from_its_brief(doubted: Workspace) -> None:
    newest = doubted.review()[0].new.id
    async with opened(doubted, None) as hand:
        hand.app.push_screen(BriefScreen(newest))
        await hand.keys("5", "gg")
        note = hand.brief.note_here()
        await hand.keys("A")
        assert isinstance(hand.screen, PlacingScreen)
        await hand.keys("gg", "v", "w", "w", "w", "enter")
        assert type(hand.screen) is BriefScreen
        assert hand.brief.state.view.places[note.uid] is not None
        await hand.keys("1", "a")
        await hand.type("new")
        await hand.keys("ctrl+s", "5", "G")
        made = next(n for n in hand.brief.state.notes if n.body.text == "new")
        hand.brief.lists["notes"].go_to(made.uid)
        await hand.keys("A")
        assert "made on this very text" in hand.said


@pytest.mark.parametrize("size", [(40, 10), (80, 24), (120, 40), (200, 50)])
async def test_every_size_shows_both_sides(doubted: Workspace, size: tuple[int, int]) -> None:
    async with opened(doubted, None, size) as hand:
        await hand.keys("gR", "j", "k", "G")
        shown = hand.shown()
        assert "BEFORE" in shown
        assert "NOW" in shown
        await hand.resize(80, 24)
        await hand.keys("j", "q")


async def test_the_brief_below_shows_what_was_decided(doubted: Workspace) -> None:
    newest = doubted.review()[0].new.id
    async with opened(doubted, None) as hand:
        hand.app.push_screen(BriefScreen(newest))
        await hand.keys("5")
        assert "⊘ sentence removed" in hand.shown()
        await hand.keys("gR", "A", "v", "w", "w", "enter", "q")
        brief = hand.brief
        (note,) = [n for n in brief.state.notes if n.body.text == "call her"]
        assert brief.state.view.places[note.uid] is not None
        await hand.keys("gR", "u", "q")
        assert hand.brief.state.view.places[note.uid] is None


async def test_nothing_to_review_says_what_it_is_for(workspace: Workspace) -> None:
    async with opened(workspace, None, (80, 24)) as hand:
        await hand.keys("gR")
        assert "nothing to review" in hand.shown()
        await hand.keys("q")
        assert not isinstance(hand.screen, ReviewScreen)


async def test_a_decision_made_elsewhere_is_told(doubted: Workspace) -> None:
    other = Workspace(doubted.settings)
    async with opened(doubted, None) as hand:
        await hand.keys("gR")
        item = other.review()[0]
        other.confirm(item.annotation)
        await hand.keys("d")
        assert hand.said
        assert "detached" not in hand.said
        assert len(hand.screen.rows) == 1
    other.close()


async def test_hostile_words_are_only_words(workspace: Workspace, tmp_path: Path) -> None:
    bad = "[/] [@click=app.quit]q[/] \x1b[2J said no."
    first = article_id(workspace)
    workspace.annotate(first, "note", span=span(BOATS, "did not reply"), body=Body(bad))
    rewrite(workspace, tmp_path, CHANGED + f"\n\n{bad}")
    async with opened(workspace, None) as hand:
        await hand.keys("gR", "l", "V")
        assert "\x1b" not in hand.shown()
        assert "[@click=app.quit]" in hand.shown()
