"""Keys that find nothing to do say so: empty lists, one pane at a time, items that are out of sight."""

from briefing.workspace import Workspace
from tests.tui.support import covers, opened


@covers("toggle-read", "star", "later", "copies", "fetch", "tag", "reliability", "browse", "reload")
async def test_a_verb_about_a_row_says_why_there_is_none(workspace: Workspace) -> None:
    async with opened(workspace, None) as hand:
        await hand.line("filter nosuchword")
        why = hand.screen.rows.empty
        assert why
        for keys in ("enter", "F", "U", "S", "W", "gF", "t", "R", "o"):
            hand.screen.say("")
            await hand.keys(keys)
            assert hand.said == why, keys
        await hand.keys("g.")
        assert hand.said == "looked again"
        await hand.line("star museum")  # about what the query finds, not about the row
        assert hand.said == "1 starred"
        await hand.keys("gf")
        for keys in ("enter", "r", "d"):
            hand.screen.say("")
            await hand.keys(keys)
            assert hand.said.startswith("no feed yet"), keys


@covers("narrow", "go-to-words", "toggle-read", "edit-note")
async def test_an_empty_list_of_a_brief_says_so_and_the_article_can_still_be_marked(
    workspace: Workspace,
) -> None:
    async with opened(workspace, "Oxmere") as hand:
        for pane, keys, why in (
            ("2", "enter", "nobody is named"),
            ("3", "enter", "no attributed"),
            ("5", "e", "no note"),
        ):
            await hand.keys(pane, keys)
            assert hand.said.startswith(why)
        await hand.keys("3", "U")
        assert hand.said == "unread"


@covers("zoom", "next-claim", "fold")
async def test_what_a_key_does_is_seen_where_one_pane_shows(workspace: Workspace) -> None:
    async with opened(workspace, size=(80, 24)) as hand:
        await hand.keys("z")
        assert hand.said == "one pane at a time below 120 columns · 1 to 5 show the others"
        assert not hand.brief.zoomed
        await hand.keys("5", "]c")
        assert hand.brief.pane == "text"
        await hand.keys("3", "gg", "]c")
        assert hand.brief.pane == "claims"
        await hand.keys("5", "F")
        assert hand.brief.pane == "text"
        await hand.resize(120, 40)
        await hand.keys("z")
        await hand.resize(80, 24)
        await hand.keys("z")  # taken back wherever one is
        assert not hand.brief.zoomed
