"""Keys that arrive in one packet: what is typed for a field goes into it, though it is not there yet."""

from textual import events

from briefing.workspace import Workspace
from tests.tui.support import Hand, opened, settle


async def burst(hand: Hand, keys: str) -> None:
    """All keys at once, as a slow line or a program sends them."""
    names = {
        "\r": "enter",
        " ": "space",
        ":": "colon",
        "?": "question_mark",
        "/": "slash",
        "!": "exclamation_mark",
    }
    for key in keys:
        character = None if key == "\r" else key
        hand.app.post_message(events.Key(names.get(key, key), character))
    await settle(hand.pilot)
    await hand.pilot.pause(0.05)
    await settle(hand.pilot)


async def test_a_command_line_in_one_packet(workspace: Workspace) -> None:
    async with opened(workspace) as hand:
        await burst(hand, ":note deluded, mute!\r")
        assert [n.body.text for n in hand.notes()] == ["deluded, mute!"]
        await burst(hand, "/guild\r")
        assert hand.brief.text.search.words == "guild"


async def test_a_note_in_one_packet(workspace: Workspace) -> None:
    async with opened(workspace) as hand:
        await burst(hand, "aHard to say, quite: why?")
        assert hand.brief.editor.area.text == "Hard to say, quite: why?"
        await hand.keys("ctrl+x", "y")


async def test_a_choice_and_a_search_among_choices_in_one_packet(workspace: Workspace) -> None:
    async with opened(workspace) as hand:
        await burst(hand, "?highlight")
        assert "Highlight the selection" in hand.shown()
        assert "Go to the next claim" not in hand.shown()
        await hand.keys("escape")
        assert hand.notes() == []
