"""The reader on the screen, at a desk: a note by the keyboard, another analyst's note, the desk gone and back."""

import asyncio

import pytest
from msgspec.structs import replace

from briefing.desk import copying
from briefing.model.annotation import Body
from tests.tui.support import article_id, make_workspace, opened


@pytest.fixture
def workspace(cluster, tmp_path, monkeypatch):
    monkeypatch.setattr(copying, "RETRY", 0.05)
    made = make_workspace(tmp_path / "home", desk=cluster.address(user="ana"))
    yield made
    made.close()


async def until(condition) -> None:
    for _ in range(400):
        if condition():
            return
        await asyncio.sleep(0.025)
    raise AssertionError("it never came")


@pytest.mark.slow
async def test_notes_of_two_analysts_on_one_screen_and_the_desk_gone_in_between(workspace, cluster, sit):
    bo = sit("bo").annotations
    async with opened(workspace) as hand:
        await hand.keys("w", "v", "w", "e", "a")
        await hand.type("who leads it?")
        await hand.keys("ctrl+s")
        assert "note saved" in hand.said
        story = article_id(workspace)
        (written,) = bo.annotations(story)
        assert written.body.text == "who leads it?"
        assert written.creator == "tester"
        bo.insert(
            [
                replace(
                    written, uid="", created="", modified="", creator="", body=Body("ask the guild, says bo")
                )
            ]
        )
        await until(lambda: "ask the guild, says bo" in hand.shown())
        home = workspace.home
        await until(lambda: len(home.local.annotations.annotations(story)) == 2)

        cluster.stop()
        try:
            await hand.keys("w", "v", "w", "a")
            await hand.type("written while the desk was gone")
            await hand.keys("ctrl+s")
            assert "note saved" in hand.said
            assert workspace.away
            await until(lambda: "AWAY · " in hand.shown())
            await until(lambda: any("kept on this machine" in words for words in hand.app.said))
            assert "written while the desk was gone" in hand.shown()
            assert "ask the guild, says bo" in hand.shown()
        finally:
            cluster.start()
        await until(lambda: workspace.away is None)
        await until(lambda: "AWAY · " not in hand.shown())
    texts = [a.body.text for a in sit("bo").annotations.annotations(story)]
    assert sorted(texts) == ["ask the guild, says bo", "who leads it?", "written while the desk was gone"]
