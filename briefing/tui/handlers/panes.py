"""Going from pane to pane."""

from briefing.commands.reader import Call
from briefing.tui.screens.arrange import PANES, WIDE
from briefing.tui.screens.brief import BriefScreen

_LETTERS = {"x": "text", "a": "actors", "c": "claims", "t": "timeline", "n": "notes"}


def do_show_text(screen: BriefScreen, call: Call) -> None:
    """The text."""
    screen.show_pane("text")


def do_show_actors(screen: BriefScreen, call: Call) -> None:
    """The actors."""
    screen.show_pane("actors")


def do_show_claims(screen: BriefScreen, call: Call) -> None:
    """The claims."""
    screen.show_pane("claims")


def do_show_timeline(screen: BriefScreen, call: Call) -> None:
    """The timeline."""
    screen.show_pane("timeline")


def do_show_notes(screen: BriefScreen, call: Call) -> None:
    """The notes."""
    screen.show_pane("notes")


def _step(screen: BriefScreen, step: int) -> None:
    screen.show_pane(PANES[(PANES.index(screen.pane) + step) % len(PANES)])


def do_next_pane(screen: BriefScreen, call: Call) -> None:
    """The next pane."""
    _step(screen, 1)


def do_previous_pane(screen: BriefScreen, call: Call) -> None:
    """The pane before."""
    _step(screen, -1)


def do_zoom(screen: BriefScreen, call: Call) -> None:
    """One pane on the whole screen, or all again; where only one has room, it has the screen already."""
    if screen.room.width < WIDE and not screen.zoomed:
        screen.say(f"one pane at a time below {WIDE} columns · 1 to 5 show the others", "plain")
        return
    screen.zoomed = not screen.zoomed
    screen.place_panes()
    screen.refresh_head()


def do_jump(screen: BriefScreen, call: Call) -> None:
    """Letters on every pane; the next key goes there."""
    screen.show_badges({name: letter for letter, name in _LETTERS.items()})
    screen.status.typed("go to", list(_LETTERS.items()))

    def taken(key: str) -> None:
        screen.capture = None
        screen.show_badges({})
        screen.status.typed("", [])
        if key in _LETTERS:
            screen.show_pane(_LETTERS[key])
        elif key != "escape":
            screen.say(f"no pane has the letter {key}")

    screen.capture = taken
