"""The feeds: what is unread in each, and which do not answer."""

from briefing.tui.jobs import Job
from briefing.tui.rows.feeds import FeedRows
from briefing.tui.screens.listing import ListScreen
from briefing.workspace.asking import Counted


class FeedsScreen(ListScreen):
    """A list of feeds by folder."""

    place = "feeds"
    opening = "open-feed"

    def __init__(self) -> None:
        self.rows = FeedRows([])
        super().__init__(self.rows, ident="feeds", empty="looking at the feeds…")

    def load(self) -> Job:
        """Look at the feeds anew."""

        def done(found: list[Counted]) -> None:
            if self.is_attached:
                keep = self.list.key
                self.rows = FeedRows(found)
                self.list.show(self.rows, keep)
                self.show_place()

        return self.briefing.jobs.run(self.workspace.counted_feeds, done, self.complain)

    @property
    def current(self) -> Counted | None:
        """The feed the hand is on."""
        row = self.rows.rows[self.list.cursor] if len(self.rows) else None
        return None if isinstance(row, str) else row

    def show_place(self) -> None:
        """How far a refresh is, in the status line."""
        words = self.briefing.refreshing.words()
        self.status.place(words or "feeds", self.footer_keys())
