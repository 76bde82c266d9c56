"""A story by the keys: its parts, unfolding, decisions that are undone, changes, the bottom line, the report."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from briefing.tui.screens.brief import BriefScreen
from briefing.tui.screens.library import LibraryScreen
from briefing.tui.screens.story import StoryScreen
from briefing.workspace import Workspace
from tests.compare import bridge
from tests.tui.support import Hand, covers, make_workspace, opened


@pytest.fixture
def workspace(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Workspace]:
    monkeypatch.setattr("tests.tui.support.brief_of", bridge.brief_of)
    made = make_workspace(tmp_path / "home", bridge.ARTICLES)
    yield made
    made.close()


def _story(hand: Hand) -> StoryScreen:
    assert isinstance(hand.screen, StoryScreen)
    return hand.screen


async def _at(hand: Hand, words: str) -> None:
    """Go to the first line that says so."""
    story = _story(hand)
    n = next(
        n
        for n, row in enumerate(story.rows.rows)
        if row.key is not None and words in str(row.words) + str(row.columns)
    )
    story.list.go(n)
    await hand.keys("k", "j") if n else await hand.keys("gg")
    story.list.go(n)


@covers(
    "story", "story-claims", "story-actors", "story-timeline", "story-gaps", "story-changes", "story-report",
    "next-part", "previous-part", "story-open", "story-fold", "story-why", "zoom-in", "zoom-out", "compare-again",
    "story-briefs",
)  # fmt: skip
async def test_reading_a_story(workspace: Workspace) -> None:
    async with opened(workspace, None) as hand:
        await hand.keys("gc")
        assert "4 articles · 3 outlets" in hand.shown()
        assert "contested" in hand.shown()
        assert "AT LENGTH" in hand.shown()
        await hand.keys("enter")
        assert "denies" in hand.shown()
        await hand.keys("j", "j", "gx")
        assert "WHY" in hand.shown()
        assert "content words" in hand.shown()
        await hand.keys("gx", "y")
        assert "copied" in hand.said
        cited = "“the repair of the bridge will cost four million marks” — Director denies cost of repair, Coast Radio, 4 Mar 2032"
        assert hand.app.clipboard == cited
        await hand.keys("k", "k", "y")
        assert hand.app.clipboard.splitlines()[1] == "contested, 2 articles / 2 outlets / 1 origin (inferred)"
        await hand.keys("j", "j", "enter")
        assert isinstance(hand.screen, BriefScreen)
        assert "Director denies cost of repair" in hand.shown()
        assert hand.screen.text.caret.offset == bridge.RADIO.index("the repair of the bridge")
        await hand.keys("q", "h")
        assert "denies  " not in hand.shown()
        await hand.keys("2", "enter")
        assert "roads office" in hand.shown()
        assert "said" in hand.shown()
        await hand.keys("3")
        assert "Tue 2 Mar" in hand.shown()
        assert "by day" in hand.shown()
        await hand.keys("-", "-")
        assert "by month" in hand.shown()
        assert "March 2032" in hand.shown()
        await hand.keys("enter")
        assert "Tue 2 Mar" in hand.shown()
        await hand.keys("-", "-")
        assert "no longer period" in hand.said
        await hand.keys("+", "+", "+")
        assert "by day" in hand.shown()
        await hand.keys("4")
        assert "declined to say" in hand.shown()
        await hand.keys("-")
        assert "3 goes there" in hand.said
        await hand.keys("tab")
        assert "the first look at this story" in hand.shown()
        await hand.keys("shift+tab")
        assert "NOT KNOWN" in hand.shown()
        await hand.keys("6")
        assert "BOTTOM LINE" in hand.shown()
        assert "KEY CLAIMS" in hand.shown()
        await hand.keys("1", "g.")
        assert hand.said == "compared anew"
        await hand.keys("E")
        assert "every article has its brief" in hand.said
        await hand.keys("q")
        assert isinstance(hand.screen, LibraryScreen)
        await hand.keys("gc", "5")
        assert "nothing is new" in hand.shown()  # the first look was kept when the screen was left


async def test_the_story_around_an_article(workspace: Workspace) -> None:
    async with opened(workspace, "Mayor") as hand:
        await hand.keys("gc")
        assert "around “Mayor: we were warned”" in hand.shown()
        story = _story(hand)
        assert story.view is not None
        assert {f.title for f in story.view.story.articles} == {
            "Mayor: we were warned", "Tollmar bridge closed", "Director denies cost of repair",
        }  # fmt: skip
        await hand.keys("6")
        assert "Report: around “Mayor: we were warned”" in hand.shown()


@covers("keep-apart", "mark-same", "mark-answer")
async def test_deciding(workspace: Workspace) -> None:
    async with opened(workspace, None) as hand:
        await hand.keys("gc", "3")
        await _at(hand, "was closed")
        await hand.keys("enter", "d")
        assert "unfold a line" in hand.said
        await hand.keys("j", "d")
        assert "kept apart" in hand.said
        story = _story(hand)
        assert story.view is not None
        assert sum("closed" in e.words for e in story.view.story.timeline.happened) == 2
        await hand.keys("u")
        assert "undone" in hand.said
        assert story.view is not None
        assert sum("closed" in e.words for e in story.view.story.timeline.happened) == 1
        await _at(hand, "found cracks")
        await hand.keys("m")
        assert "taken" in hand.said
        await _at(hand, "open again")
        await hand.keys("m")
        assert "now one" in hand.said
        assert any(e.contested for e in story.view.story.timeline.happened)
        await hand.keys("1", "enter", "j", "enter", "r", "1")
        assert isinstance(hand.screen, BriefScreen)
        assert "rests on one origin" in hand.said
        await hand.keys("escape", "q")
        assert story.view is not None
        assert "1!  2 / 2 / 1" in hand.shown()
        assert [a.credibility for a in story.view.story.assessed.values()] == [1]
        await hand.keys("4", "a")
        assert "take the claim" in hand.said
        await hand.keys("2")
        await _at(hand, "Olan Brisk")
        await hand.keys("enter")
        await _at(hand, "the town of Tollmar had been warned")
        await hand.keys("m", "4", "a")
        assert "answered" in hand.said
        assert "CLOSED 1" in hand.shown()
        await hand.keys("1", "m", "2")
        await _at(hand, "Olan Brisk")
        await hand.keys("m")
        assert "only a claim and a claim" in hand.said


@covers("since", "seen", "bottom-line", "write-report")
async def test_changes_and_the_report(workspace: Workspace, tmp_path: Path) -> None:
    async with opened(workspace, None, (80, 24)) as hand:
        await hand.line("story bridge")
        assert _story(hand).query_text == "bridge"
        await hand.keys("s")
        await hand.type("yesterday")
        await hand.keys("enter")
        assert "no day" in hand.said
        await hand.line("since 2020-01-01")
        assert "REVERSED POSITIONS" in hand.shown()
        await hand.keys("L")
        assert "changes count from now on" in hand.said
        assert "nothing is new" in hand.shown()
        await hand.keys("b")
        await hand.type("The cost is denied by who named it.")
        await hand.keys("enter", "6")
        assert "The cost is denied by who named it." in hand.shown()
        await hand.keys("u")
        assert "The cost is denied by who named it." not in hand.shown()
        out = tmp_path / "bridge.md"
        await hand.keys("w")
        await hand.type(str(out))
        await hand.keys("enter")
        assert "report written" in hand.said
        assert out.read_text("utf-8").startswith("# Report: bridge")
        await hand.line(f"write-report {out}")
        assert "is there already" in hand.said


async def test_a_story_of_nothing_and_one_without_briefs(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    empty = make_workspace(tmp_path / "home", [])
    async with opened(empty, None, (80, 24)) as hand:
        await hand.keys("gc")
        assert "no article is found" in hand.shown()
        await hand.keys("enter", "d", "m", "a", "b", "gx", "3", "-", "6")
        assert isinstance(hand.screen, StoryScreen)
    empty.close()


async def test_missing_briefs_are_made_on_a_key(
    workspace: Workspace, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    source = tmp_path / "new.txt"
    source.write_text("The Tollmar bridge is open.", encoding="utf-8")
    (added,) = workspace.add([str(source)])
    assert added.article_id is not None

    def make(ids: list[str]) -> Iterator[tuple[int, str | None]]:
        for n, article in enumerate(ids, 1):
            workspace.extract(article)
            yield n, None

    monkeypatch.setattr(workspace, "make_briefs", make)
    async with opened(workspace, None) as hand:
        hand.app.making.again()
        await hand.keys("gc")
        story = _story(hand)
        if story.view is not None and story.view.bare:
            await hand.keys("E")
        assert "5 articles" in hand.shown()


async def test_nothing_in_an_article_is_obeyed(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("tests.tui.support.brief_of", bridge.brief_of)
    evil = "[/] [@click=app.quit]x[/] \\[ $HOME ]"
    records = [{**a, "title": f"{evil} {a['title']}", "site": f"{evil}{a['site']}"} for a in bridge.ARTICLES]
    workspace = make_workspace(tmp_path / "home", records)
    async with opened(workspace, None, (80, 24)) as hand:
        await hand.keys("gc", "enter", "j", "gx", "2", "enter", "j", "3", "-", "enter", "5", "6")
        assert "KEY CLAIMS" in hand.shown()
        assert "[/] [@click=app.quit]x[/]" in hand.shown()
    workspace.close()


async def test_every_size_holds(workspace: Workspace) -> None:
    async with opened(workspace, None, (24, 6)) as hand:
        await hand.keys("gc", "enter", "j", "gx", "2", "3", "-", "4", "5", "6")
        for size in ((1, 1), (80, 15), (119, 19), (240, 70), (80, 24)):
            await hand.resize(*size)
            await hand.keys("tab", "j", "gx")
        assert "STORY" in hand.shown()
