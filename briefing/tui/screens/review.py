"""The review queue: notes whose words changed in a newer version, old and new side by side."""

from collections.abc import Callable
from datetime import datetime

from textual.app import ComposeResult
from textual.containers import Container

from briefing.commands.model import Context
from briefing.model.annotation import Annotation
from briefing.tui.history import Noted
from briefing.tui.rows.review import Case, ReviewRows, case_of
from briefing.tui.screens.arrange import WIDE
from briefing.tui.screens.base import BaseScreen
from briefing.tui.screens.storing import reload_below
from briefing.tui.widgets.bars import Rule
from briefing.tui.widgets.itemlist import ItemList
from briefing.tui.widgets.place import PlaceView
from briefing.workspace import Workspace


def cases(workspace: Workspace) -> list[Case]:
    """All that waits for a decision. Reads the store and aligns texts: to be called in a thread."""
    from briefing.anchor import Alignment
    from briefing.tui.text.difference import nearest

    alignments: dict[tuple[str, str], Alignment] = {}
    found = []
    for item in workspace.review():
        near = 0
        if item.new_place is None and item.old_place is not None:
            pair = item.old.id, item.new.id
            if pair not in alignments:
                alignments[pair] = Alignment(item.old.text, item.new.text)
            near = nearest(alignments[pair], item.old_place)
        found.append(case_of(item, near))
    return found


class ReviewScreen(BaseScreen):
    """A list of notes above, the chosen one's words before and now below."""

    def __init__(self) -> None:
        super().__init__()
        self.rows = ReviewRows([])
        self.rows.empty = "looking for notes in doubt…"
        self.list = ItemList(self.rows, ident="review-list", context="review")
        self.old = PlaceView(ident="review-old")
        self.new = PlaceView(ident="review-new")

    def compose(self) -> ComposeResult:
        """The list, both sides, the status line."""
        yield self.list
        yield Rule("─", ident="rule-review")
        with Container(id="review-sides"):
            yield self.old
            yield Rule("─")
            yield self.new
        yield Rule("─", ident="rule-bottom")
        yield self.status

    @property
    def resting(self) -> Context:
        """The queue."""
        return "review"

    def on_mount(self) -> None:
        """Fill the list."""
        self.set_focus(self.list)
        self.load()

    def returned(self) -> None:
        """Back from a text: something may have been decided there."""
        self.load()

    def on_resize(self) -> None:
        """Side by side where there is room."""
        self.place_panes()

    def place_panes(self) -> None:
        """The list as tall as it needs to be, up to a third of the screen."""
        self.set_class(self.size.width >= WIDE, "-panes")
        rows = max(1, len(self.rows)) + 1
        self.list.styles.height = max(3, min(rows, self.size.height // 3))

    def load(self) -> None:
        """Look anew at what waits."""

        def done(found: list[Case]) -> None:
            if self.is_attached:
                self.rows = ReviewRows(found)
                self.list.show(self.rows)
                self.place_panes()
                self.show_case()

        self.briefing.jobs.run(lambda: cases(self.workspace), done, self.complain)

    @property
    def current(self) -> Case | None:
        """The note the hand is on."""
        return self.rows.cases[self.list.cursor] if len(self.rows) else None

    def show_case(self) -> None:
        """Both sides of the note the hand is on."""
        case = self.current
        self.old.show(case.old if case else None)
        self.new.show(case.new if case else None)
        n = len(self.rows)
        self.status.place(f"review {self.list.cursor + 1}/{n}" if n else "review", self.footer_keys())

    def on_item_list_moved(self, message: ItemList.Moved) -> None:
        """Show the other note's sides."""
        message.stop()
        self.show_case()

    def on_item_list_opened(self, message: ItemList.Opened) -> None:
        """A double click opens the text."""
        message.stop()
        self.call_named("open-reviewed")

    def decide(self, case: Case, work: Callable[[], Annotation], said: str) -> None:
        """Let the store keep a decision, then say so and go on to the next note."""
        article_id = case.item.new.id

        def done(_: Annotation) -> None:
            self.briefing.changes.did(Noted(article_id))
            now = datetime.now()
            self.say(f"{said}, saved {now.hour:02}:{now.minute:02}", "good")
            self.load()
            reload_below(self)

        def failed(error: Exception) -> None:  # another window may have decided first
            self.complain(error)
            self.load()

        self.briefing.jobs.run(work, done, failed)
