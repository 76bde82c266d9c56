"""The feeds: what is unread in each, and which do not answer."""

from textual.app import ComposeResult

from briefing.commands.model import Context
from briefing.tui.rows.feeds import FeedRows
from briefing.tui.screens.base import BaseScreen
from briefing.tui.widgets.bars import Rule
from briefing.tui.widgets.itemlist import ItemList
from briefing.workspace.feeds import Counted


class FeedsScreen(BaseScreen):
    """A list of feeds by folder."""

    def __init__(self) -> None:
        super().__init__()
        self.rows = FeedRows([])
        self.rows.empty = "looking at the feeds…"
        self.list = ItemList(self.rows, ident="feeds", context="feeds")

    def compose(self) -> ComposeResult:
        """The list and the status line."""
        yield self.list
        yield Rule("─", ident="rule-bottom")
        yield self.status

    @property
    def resting(self) -> Context:
        """The feeds."""
        return "feeds"

    def on_mount(self) -> None:
        """Fill the list."""
        self.list.focus()
        self.load()
        self.show_place()

    def on_screen_resume(self) -> None:
        """Back from the library: something was read."""
        self.load()

    def load(self) -> None:
        """Look at the feeds anew."""

        def done(found: list[Counted]) -> None:
            if self.is_attached:
                keep = self.list.key
                self.rows = FeedRows(found)
                self.list.show(self.rows, keep)
                self.show_place()

        self.briefing.jobs.run(self.workspace.counted_feeds, done, self.complain)

    @property
    def current(self) -> Counted | None:
        """The feed the hand is on."""
        row = self.rows.rows[self.list.cursor] if len(self.rows) else None
        return None if isinstance(row, str) else row

    def on_item_list_moved(self, message: ItemList.Moved) -> None:
        """Say where the hand is."""
        message.stop()
        self.show_place()

    def on_item_list_opened(self, message: ItemList.Opened) -> None:
        """A double click opens."""
        message.stop()
        self.call_named("open-feed")

    def show_place(self) -> None:
        """How far a refresh is, in the status line."""
        words = self.briefing.refreshing.words()
        self.status.place(words or "feeds", self.footer_keys())
