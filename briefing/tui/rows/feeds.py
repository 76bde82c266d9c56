"""Rows of the feeds: one a line, in its folder, with what is unread and what went wrong."""

from datetime import datetime

from briefing.model.text import one_line
from briefing.tui.rows.source import Rows, Run, laid
from briefing.tui.words import day
from briefing.workspace.asking import Counted

EMPTY = "no feed yet · a subscribes to one · :import-feeds takes an OPML file"


class FeedRows(Rows):
    """Feeds by folder, in the order of subscribing; a folder's name stands above its feeds."""

    heading = "FEEDS"

    def __init__(self, feeds: list[Counted]) -> None:
        self.empty = EMPTY
        self.rows: list[str | Counted] = []
        folders = dict.fromkeys(tuple(f.feed.folder) for f in feeds)
        for folder in sorted(folders):
            if folder:
                self.rows.append(" / ".join(map(one_line, folder)))
            self.rows += [f for f in feeds if tuple(f.feed.folder) == folder]
        self._failed = sum(f.feed.error is not None for f in feeds)
        self._unread = sum(f.unread for f in feeds)

    def __len__(self) -> int:
        return len(self.rows)

    def key(self, n: int) -> str | None:
        """The feed's id; None for a folder."""
        row = self.rows[n]
        return None if isinstance(row, str) else row.feed.feed_id

    def note(self) -> str:
        """How much is unread, how many feeds do not answer."""
        parts = [f"{self._unread} unread"] if self._unread else []
        parts += [f"{self._failed} failed"] if self._failed else []
        return " · ".join(parts)

    def runs(self, n: int, cells: int) -> list[Run]:
        """Unread, title; when it answered, or why it did not."""
        row = self.rows[n]
        if isinstance(row, str):
            return [(f" {row}", "heading")]
        feed = row.feed
        sign, role = ("!", "error") if feed.error else ("●", "actor") if row.unread else (" ", "")
        columns: list[tuple[str, str, int]] = [(" ", "", 1), (sign, role, 2)]
        columns.append((f"{row.unread or '':>4} ", "actor", 6))
        wide = max(12, cells * (4 if feed.error else 6) // 10)
        columns.append((one_line(feed.title or feed.url), "unread" if row.unread else "plain", wide))
        state = (
            (_failure(feed.error, feed.failures), "error") if feed.error else (_fetched(feed.fetched), "dim")
        )
        return laid([*columns, ("  ", "", 2)], state, [(" ", "")], cells)


def _failure(error: str, failures: int) -> str:
    times = f" · {failures} times" if failures > 1 else ""
    return f"{one_line(error)}{times}"


def _fetched(moment: str | None) -> str:
    if moment is None:
        return "not asked yet"
    local = datetime.fromisoformat(moment).astimezone()
    return f"{day(local.date().isoformat())} {local:%H:%M}"
