"""A story: the articles of a query compared, in six parts, with the chosen line at length beside the list."""

import textwrap
from collections.abc import Callable
from typing import TYPE_CHECKING

from textual.app import ComposeResult
from textual.containers import Container

from briefing.commands.model import Context
from briefing.compare.days import ZOOMS, Zoom
from briefing.tui.rows.source import Rows, Run
from briefing.tui.rows.story import Row, StoryRows, actor_rows, claim_rows
from briefing.tui.rows.story_gaps import change_rows, gap_rows, report_rows
from briefing.tui.rows.story_timeline import opening, same_time, timeline_rows
from briefing.tui.screens.arrange import WIDE
from briefing.tui.screens.base import BaseScreen
from briefing.tui.widgets.bars import Lines, Rule
from briefing.tui.widgets.detail import Detail
from briefing.tui.widgets.itemlist import ItemList
from briefing.tui.words import plural
from briefing.workspace.stories import StoryView

if TYPE_CHECKING:
    from briefing.compare.changes import Changes

PARTS = ("claims", "actors", "timeline", "gaps", "changes", "report")
_NAMES = {"gaps": "not known"}
_TALL = 20  # lines from which the words of the chosen line have room below the list
_MARGIN = 2  # columns beside a line of the report


class StoryScreen(BaseScreen):
    """Opens on the claims; every part keeps its place."""

    def __init__(self, query: str, name: str = "", key: str | None = None) -> None:
        super().__init__()
        self.query_text = query
        self._key = key
        self.called = name or query or "the whole library"
        self.part = "claims"
        self.view: StoryView | None = None
        self.found: Changes | None = None  # what changed since `since`, or the last look
        self.since: str | None = None
        self.zoom: Zoom = "day"
        self.why = False
        self.unfolded: set[str] = set()
        self.taken: Row | None = None  # the line that `m` took
        self.busy = ""
        self.looked_at_changes = False
        self._places: dict[str, str | None] = {}
        self._asked = 0
        self._steps = 0  # of the session's changes that the comparison knows of
        self._compared = 0  # how many comparisons were shown
        self._report = ""  # as last written
        self._wanted: tuple[int, str | None, int] | None = None  # which comparison, since when, how wide
        self.rows: StoryRows = StoryRows("CLAIMS", [], empty="comparing…")
        self.list = ItemList(self.rows, ident="story-list", context="story")
        self.detail = Detail(ident="story-detail")

    def compose(self) -> ComposeResult:
        """Head, list, detail, status."""
        yield Lines(ident="story-head")
        yield Rule("─", ident="rule-top")
        with Container(id="story-body"):
            yield self.list
            yield Rule("─")
            yield self.detail
        yield Rule("─", ident="rule-bottom")
        yield self.status

    @property
    def resting(self) -> Context:
        """A story."""
        return "story"

    def on_mount(self) -> None:
        """Compare."""
        self.set_focus(self.list)
        self.show_head()
        self.load()

    def returned(self) -> None:
        """Back from an article: something may have been noted or decided there."""
        if self.view is not None and self._steps != self.briefing.changes.steps:
            self.load()

    def on_resize(self) -> None:
        """Side by side where there is room; the report is wrapped anew."""
        self.place_panes()
        self.call_after_refresh(self.show_part)

    def place_panes(self) -> None:
        """The detail beside the list, below it, or nowhere."""
        whole = self.part == "report" or (self.size.width < WIDE and self.size.height < _TALL)
        self.set_class(self.size.width >= WIDE, "-panes")
        self.set_class(whole, "-whole")

    # ── comparing ────────────────────────────────────────────────────────────────────────────
    def load(self, said: str = "", *, briefs: bool = False) -> None:
        """Compare the articles anew; with `briefs`, make those that are missing first."""
        self._asked += 1
        asked, query, workspace, since = self._asked, self.query_text, self.workspace, self.since
        key = self._key
        bare = self.view.bare if briefs and self.view is not None else []
        tell = self.briefing.jobs.tell
        self.busy = "comparing"
        self._steps = self.briefing.changes.steps

        def progress(done: int, total: int) -> None:
            if done % 5 == 0:
                tell(self.step, (asked, f"comparing {done}/{total}"))

        def work() -> "tuple[StoryView, Changes | None]":
            for done, problem in workspace.make_briefs(bare):
                tell(self.step, (asked, problem or f"brief {done}/{len(bare)}"))
            view = workspace.story(query, progress, key=key)
            return view, workspace.changes_of(view, since)

        def done(found: "tuple[StoryView, Changes | None]") -> None:
            if asked != self._asked or not self.is_attached:
                return
            self.busy = ""
            self.view, self.found = found
            self._compared += 1
            self.show_head()
            self.show_part()
            bare = plural(len(found[0].bare), "article") + " without a brief · E makes them"
            words = " · ".join(filter(None, [said, bare * bool(found[0].bare)]))
            self.say(words, "good" if said else "dim")

        def failed(error: Exception) -> None:
            if asked == self._asked:
                self.busy = ""
                self.complain(error)
                self.rows.empty = "the articles could not be compared"
                self.list.redraw()
                self.show_place()

        self.briefing.jobs.run(work, done, failed, lane="compare")
        self.show_place()

    def step(self, told: tuple[int, str]) -> None:
        """How far the work is."""
        asked, words = told
        if asked == self._asked and self.is_attached and self.busy:
            self.busy = words
            self.show_place()

    def decide(self, work: Callable[[], object], said: str, then: Callable[[], None] | None = None) -> None:
        """Let the store keep a decision, then compare anew."""

        def done(_: object) -> None:
            if then is not None:
                then()
            self.load(said)

        self.briefing.jobs.run(work, done, self.complain)

    # ── showing ──────────────────────────────────────────────────────────────────────────────
    def go_to_part(self, part: str) -> None:
        """Show another part, where the hand was when it was left."""
        self._places[self.part] = self.list.key
        self.part = part
        self.looked_at_changes = self.looked_at_changes or part == "changes"
        self.place_panes()
        self.show_head()
        self.list.cursor = self.list.top = 0
        self.call_after_refresh(self.show_part, self._places.get(part))

    def show_part(self, key: str | None = None) -> None:
        """The rows of the part that is shown."""
        view = self.view
        if view is None:
            return
        first = self.rows.heading != "TIMELINE" and self.part == "timeline" and key is None
        self.rows = self._rows(view)
        if first and (start := opening(view, self.rows)) is not None:
            self.list.show(self.rows, start)
            self.list.top = max(0, self.list.cursor - 2)
            self.list.redraw()
        else:
            self.list.show(self.rows, key or self.list.key)
        self.show_detail()
        self.show_place()

    def _rows(self, view: StoryView) -> StoryRows:
        if not view.story.articles:
            empty = "no article is found" if not view.bare else "no article has a brief yet · E makes them"
            return StoryRows(_NAMES.get(self.part, self.part).upper(), [], empty=empty)
        match self.part:
            case "claims":
                return claim_rows(view, self.unfolded)
            case "actors":
                return actor_rows(view, self.unfolded)
            case "timeline":
                return timeline_rows(view, self.unfolded, self.zoom)
            case "gaps":
                return gap_rows(view, self.unfolded)
            case "changes":
                return change_rows(view, self.found)
            case _:
                text = self._report_text(view)
                return report_rows(text) if text else StoryRows("REPORT", [], empty="writing the report…")

    def _report_text(self, view: StoryView) -> str:
        """The report as last written; where that was another, the one at the width there is comes when it is done."""
        width = max(40, min(100, self.size.width - _MARGIN))
        wanted = self._compared, self.since, width
        if wanted == self._wanted:
            return self._report
        self._wanted = wanted
        workspace, since, called = self.workspace, self.since, self.called

        def work() -> str:
            from briefing.exchange.report import write_plain

            return write_plain(workspace.report(view, since=since, title=called), width)

        def done(text: str) -> None:
            if wanted == self._wanted and self.is_attached:
                self._report = text
                if self.part == "report":
                    self.show_part(self.list.key or self._places.get("report"))

        def failed(error: Exception) -> None:  # the grades of the outlets cannot be read
            self.complain(error)
            done(textwrap.fill(str(error), width))

        self.briefing.jobs.run(work, done, failed, lane="report")
        return self._report

    def show_head(self) -> None:
        """The query and what the articles rest on; the parts."""
        from briefing.compare.report import sourcing

        view = self.view
        counts = sourcing(view.story).split(" · ") if view is not None and view.story.articles else []
        if view is not None and view.found > len(view.story.articles) + len(view.bare):
            counts[0] = f"the newest {counts[0]} of {view.found:,}"
        right: list[Run] = [(f"· {words} " if n else f"{words} ", "dim") for n, words in enumerate(counts)]
        parts: list[Run] = [(" ", "")]
        for n, part in enumerate(PARTS, 1):
            name = _NAMES.get(part, part)
            role = "title" if part == self.part else "dim"
            parts += [(f"{n} ", "faint"), (name, role), ("   " if self.size.width >= 70 else " ", "")]
        self.query_one("#story-head", Lines).show(
            [([(" STORY ", "title"), (self.called, "plain")], right), (parts, [])]
        )

    def show_detail(self) -> None:
        """The line the hand is on, at length; or why."""
        row = self.current
        if row is None:
            self.detail.show("", [])
        elif self.why:
            self.detail.show(
                "WHY", [(words, "inferred") for words in row.why] or [("nothing was inferred here", "dim")]
            )
        else:
            self.detail.show("AT LENGTH", row.detail() if row.detail is not None else [])

    @property
    def current(self) -> Row | None:
        """The line the hand is on."""
        return self.rows.row(self.list.key)

    def zoomed(self, step: int) -> bool:
        """Show the timeline by longer periods, or by shorter ones. Tells whether there were any."""
        at = ZOOMS.index(self.zoom) + step
        if not 0 <= at < len(ZOOMS):
            return False
        row = self.current
        self.zoom = ZOOMS[at]
        if self.view is not None and row is not None:
            self.show_part(same_time(self._rows(self.view), row.day))
        return True

    def on_item_list_moved(self, message: ItemList.Moved) -> None:
        """Say more of the line the hand is on."""
        message.stop()
        self.show_detail()
        self.show_place()

    def on_item_list_opened(self, message: ItemList.Opened) -> None:
        """A double click does what enter does."""
        message.stop()
        self.call_named("story-open")

    def on_unmount(self) -> None:
        """Who looked at the changes, or for the first time, has looked."""
        view = self.view
        if view is not None and view.story.articles and (self.looked_at_changes or view.last_look is None):
            workspace = self.workspace
            self.briefing.jobs.run(lambda: workspace.look(view), None, lambda error: None)

    def show_place(self) -> None:
        """Where the hand is, in the status line."""
        keyed = [r.key for r in self.rows.rows if r.key is not None] if isinstance(self.rows, Rows) else []
        place = (
            f"{_NAMES.get(self.part, self.part)} {keyed.index(self.list.key) + 1}/{len(keyed)}"
            if self.list.key in keyed
            else _NAMES.get(self.part, self.part)
        )
        taken = "one line taken · m on another" if self.taken is not None else ""
        self.status.place(" · ".join(filter(None, [self.busy or place, taken])), self.footer_keys())
