"""A refresh of feeds beside the screen: one at a time, counted, and stopped by a key."""

from collections.abc import Callable
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from briefing.tui.app import BriefingApp
    from briefing.workspace.asking import Refreshed


class Refreshing:
    """The one refresh that is going on, if any."""

    def __init__(self, app: "BriefingApp") -> None:
        self._app = app
        self._stopped = False
        self.busy = False
        self.asked = self.new = self.failed = self.skipped = 0

    def words(self) -> str:
        """How far it is: `12 feeds asked · 5 new`; "" where none is going on."""
        return f"{self._counts()} · ctrl+c stops" if self.busy else ""

    def _counts(self) -> str:
        parts = [f"{self.asked} {'feed' if self.asked == 1 else 'feeds'} asked", f"{self.new} new"]
        parts += [f"{self.skipped} not due"] if self.skipped else []
        parts += [f"{self.failed} failed"] if self.failed else []
        return " · ".join(parts)

    def start(
        self,
        which: list[str],
        *,
        force: bool,
        step: Callable[[], None],
        done: Callable[[str], None],
        failed: Callable[[Exception], None],
    ) -> bool:
        """Ask the feeds (all, where none is named); False where a refresh is going on already.

        `step` is called after each feed, `done` with the account in words, both on the screen's thread.
        """
        if self.busy:
            return False
        self.busy, self._stopped = True, False
        self.asked = self.new = self.failed = self.skipped = 0
        jobs, workspace = self._app.jobs, self._app.workspace

        def work() -> None:
            for result in workspace.refresh(which, force=force):
                jobs.tell(came, result)
                if self._stopped:
                    break

        def came(result: "Refreshed") -> None:
            self.new += result.new
            self.asked += result.skipped is None
            self.skipped += result.skipped is not None
            if result.problem:
                self.failed += 1
                self._app.said.append(f"{result.feed.url}: {result.problem}")
            step()

        def finished(_: None) -> None:
            self.busy = False
            done(("stopped · " if self._stopped else "") + self._counts())

        def unfinished(error: Exception) -> None:
            self.busy = False
            failed(error)

        jobs.run(work, finished, unfinished, lane="feeds")
        return True

    def stop(self) -> bool:
        """End it after the feed that is being asked. Tells whether there was anything to stop."""
        if self.busy:
            self._stopped = True
        return self.busy
