"""Up and down: in any list, and in the text."""

from briefing.commands.reader import Call
from briefing.tui.screens.base import BaseScreen
from briefing.tui.text.pane import TextPane
from briefing.tui.widgets.itemlist import ItemList


def _move(screen: BaseScreen, count: int, *, pages: float = 0) -> None:
    """Move by lines, or by parts of the page in view."""
    pane = screen.focused
    if isinstance(pane, ItemList):
        pane.move(count * max(1, int(pane.page * pages)) if pages else count)
    elif isinstance(pane, TextPane):
        if pages:
            size = max(1, int((pane.size.height - 2) * pages))
            pane.page(count * size)
        else:
            pane.caret.lines(count)
            pane.moved()


def do_down(screen: BaseScreen, call: Call) -> None:
    """Down a line."""
    _move(screen, call.times)


def do_up(screen: BaseScreen, call: Call) -> None:
    """Up a line."""
    _move(screen, -call.times)


def do_half_page_down(screen: BaseScreen, call: Call) -> None:
    """Down half a page."""
    _move(screen, call.times, pages=0.5)


def do_half_page_up(screen: BaseScreen, call: Call) -> None:
    """Up half a page."""
    _move(screen, -call.times, pages=0.5)


def do_page_down(screen: BaseScreen, call: Call) -> None:
    """Down a page."""
    _move(screen, call.times, pages=1)


def do_page_up(screen: BaseScreen, call: Call) -> None:
    """Up a page."""
    _move(screen, -call.times, pages=1)


def _to(screen: BaseScreen, count: int | None, *, last: bool) -> None:
    pane = screen.focused
    if isinstance(pane, ItemList):
        pane.go(count - 1 if count is not None else len(pane.rows) - 1 if last else 0)
    elif isinstance(pane, TextPane):
        if count is not None:  # in the text the count names a paragraph: lines change with the width
            at = min(count, len(pane.blocks)) - 1
            pane.jump_to(pane.blocks[at].start if pane.blocks else 0)
        else:
            pane.jump_to(len(pane.text) if last else 0)


def do_first(screen: BaseScreen, call: Call) -> None:
    """The first line, or that of the count."""
    _to(screen, call.count, last=False)


def do_last(screen: BaseScreen, call: Call) -> None:
    """The last line, or that of the count."""
    _to(screen, call.count, last=True)
