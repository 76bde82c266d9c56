"""The brief screen: one article's text with its actors, claims, timeline and notes."""

from collections.abc import Iterable
from typing import TYPE_CHECKING

from textual.app import ComposeResult

from briefing.commands.model import Command, Context
from briefing.model.annotation import Annotation
from briefing.model.brief import Actor
from briefing.tui.jobs import Job
from briefing.tui.rows.brief import ActorRows, BriefRows, ClaimRows, TimelineRows
from briefing.tui.rows.notes import NoteRows
from briefing.tui.rows.source import Rows
from briefing.tui.screens.arrange import head_room
from briefing.tui.screens.base import BaseScreen
from briefing.tui.screens.head import head_lines
from briefing.tui.screens.panes import PanesScreen
from briefing.tui.screens.warning import WarningScreen
from briefing.tui.state import BriefState, Item
from briefing.tui.widgets.bars import Lines
from briefing.tui.widgets.itemlist import ItemList
from briefing.workspace import ArticleView

if TYPE_CHECKING:
    from briefing.tui.app import BriefingApp

_ROWS: dict[str, type[BriefRows]] = {
    "actors": ActorRows,
    "claims": ClaimRows,
    "timeline": TimelineRows,
    "notes": NoteRows,
}


# The article's view, its outlet's grade, the drafts that wait.
Opened = tuple[ArticleView, str | None, dict[str, str]]

LOOK = 0.5  # seconds between two looks for what another window wrote: it shows within one


class _Waiting(Rows):
    """A list while there is no brief."""

    def __init__(self, heading: str, words: str) -> None:
        self.heading = heading
        self.empty = words


class BriefScreen(WarningScreen, PanesScreen, BaseScreen):
    """Opens an article by its id: at the item or note `note`, else at the character `place`."""

    def __init__(self, article_id: str, note: str | None = None, place: int | None = None) -> None:
        super().__init__(article_id)
        self.marks: dict[str, int] = {}
        self._note = note  # uid of the note, or id of the item, to show first
        self._place = place  # where to begin where there is no such item
        self._job: Job | None = None  # that reads the article
        self._found: Opened | None = None
        self.reliability: str | None = None
        self.lists = {name: ItemList(_Waiting(name.upper(), ""), ident=name, context=name) for name in _ROWS}
        self.head = Lines(ident="head")

    def compose(self) -> ComposeResult:
        """Head, body, notes, status; what is known already is in its place before anything is drawn."""
        self.text.measure = self.workspace.settings.measure
        self.place_panes()
        if self._found is None:
            self.briefing.jobs.wait(self._job or self.fetch(self.briefing))
        if self._found is not None:
            self._fill(self._found)
        yield self.head
        yield self.rules[0]
        with self.body:
            if self.shelf is not None:
                yield self.shelf
            yield self.text
            with self.side:
                yield self.lists["actors"]
                yield self.lists["claims"]
                yield self.lists["timeline"]
        yield self.rules[1]
        yield self.lists["notes"]
        yield self.status

    @property
    def resting(self) -> Context:
        """The text, where nothing has the focus."""
        return "text"

    @property
    def context(self) -> Context:
        """Where the hand is; words selected in the text make a context of their own."""
        context = super().context
        return "visual" if context == "text" and self.text.caret.anchor is not None else context

    def on_mount(self) -> None:
        """Open the article."""
        self.set_focus(self.text)
        if self.state is not None and self._found is not None:
            self._opened(self._found)
        elif self._found is not None:
            self._show(self._found)
        self.set_interval(LOOK, self.look_for_changes)
        self.set_interval(2.0, self.keep_position_at_rest)

    # ── loading ──────────────────────────────────────────────────────────────────────────────
    def open_article(self, article_id: str, note: str | None = None) -> None:
        """Show another article, at the note of that uid where one is given."""
        self.keep_position()
        self.article_id = article_id
        self._note = note
        self.briefing.jobs.wait(self.fetch(self.briefing))

    def fetch(self, app: "BriefingApp") -> Job:
        """Read the article; may be called before the screen is shown."""
        article_id, workspace = self.article_id, app.workspace

        def work() -> Opened:
            view = workspace.view(article_id)
            site = view.article.site
            return view, workspace.reliability(site) if site else None, workspace.drafts(article_id)

        self._job = app.jobs.run(work, self._fetched, self.complain)
        return self._job

    def _fetched(self, found: Opened) -> None:
        if found[0].article.id == self.article_id:
            self._job = None
            if self.is_mounted:
                self._show(found)
            else:
                self._found = found

    def _show(self, found: Opened) -> None:
        self._fill(found)
        self._opened(found)

    def _fill(self, found: Opened) -> None:
        """Put the article into the panes; they may not be mounted yet."""
        view, self.reliability, _ = found
        self.state = BriefState(view)
        self.extracting = ""
        self.text.open(view.article, view.state.position)
        self.saved_position = self.text.caret.offset
        if self.shelf is not None:
            self.shelf.follow(self.article_id)
        self.refresh_all()

    def _opened(self, found: Opened) -> None:
        """Say what is to be said of the article, and let be done what is to be done, once it is shown."""
        assert self.state is not None
        view, _, drafts = found
        self.warn_of_edits(opened=True)
        if drafts:
            self.say("a draft waits here · a goes on with it")
        if not view.state.read:
            self.mark_read()
        if view.brief is None:
            self.start_extraction()
        note = self.state.item(self._note) if self._note is not None else None
        place, self._note, self._place = self._place, None, None
        if note is not None:
            self.choose_item(note, move_caret=True)
        elif place is not None:
            self.text.go_to(place)

    def reload(self, said: str = "") -> None:
        """Read the article's brief and notes again."""
        article_id = self.article_id

        def done(view: ArticleView) -> None:
            self.take(view)
            if said:
                self.say(said)

        self.briefing.jobs.run(lambda: self.workspace.view(article_id), done, self.complain)

    def take(self, view: ArticleView) -> None:
        """Show a newer view of the article that is open."""
        if self.state is not None and view.article.id == self.article_id and self.is_attached:
            self.state.take(view)
            self.refresh_all()
            self.warn_of_edits()

    # ── showing ──────────────────────────────────────────────────────────────────────────────
    def refresh_all(self) -> None:
        """Head, lists and marks from the state."""
        if self.state is None:
            return
        self.text.decorate(self.state.marks, self.state.lit)
        self.refresh_lists()
        self.refresh_head()
        self.caret_moved()

    def refresh_lists(self) -> None:
        """The four lists from the state."""
        state = self.state
        if state is None:
            return
        for name, items in self.lists.items():
            if state.brief is None and name != "notes":
                words = self.extracting or "no brief · E makes one"
                items.show(_Waiting(name.upper(), words))
            else:
                items.show(_ROWS[name](state), items.key)
        self.place_panes()

    def refresh_head(self) -> None:
        """The head and the status line's left part."""
        if self.state is not None:
            size = self.room
            lines = head_lines(self.state, self.reliability, size.width)
            self.head.show(lines)
            self.head.styles.height = min(head_room(size.height), len(lines))
        self.show_place()

    def on_resize(self) -> None:
        """Put the panes where they belong at this size."""
        self.place_panes()
        self.refresh_head()

    # ── what the hand is on ─────────────────────────────────────────────────────────────────
    def current_item(self) -> Item | None:
        """What a verb is about: the item the hand is on in a list, else the one chosen."""
        if self.state is None:
            return None
        items = self.lists.get(self.pane)
        if items is not None:
            return self.state.item((items.key or "").partition("@")[0])
        return self.state.item(self.state.chosen)

    def choices(self, name: str, typed: str) -> Iterable[str]:
        """The words of a named list, for completion."""
        if name == "actor" and self.state is not None and self.state.brief is not None:
            return [a.name for a in self.state.brief.actors]
        if name == "date" and self.state is not None and self.state.view.published:
            return [self.state.view.published[:10]]
        return super().choices(name, typed)

    def first_guess(self, command: Command) -> str:
        """What the prompt of a command begins with."""
        item = self.current_item()
        if command.name == "rename" and isinstance(item, Actor):
            return item.name
        if command.name == "split" and self.text.caret.selection is not None:
            return " ".join(self.text.caret.selection.of(self.text.text).split())
        if command.name == "set-date" and self.state is not None:
            return (self.state.view.published or "")[:10]
        return super().first_guess(command)

    def note_here(self) -> Annotation | None:
        """The annotation the hand is on: in the notes, else under the caret."""
        if self.state is None:
            return None
        if self.pane == "notes":
            item = self.current_item()
            return item if isinstance(item, Annotation) else None
        keys = self.state.items_at(self.text.caret.offset)
        return next((i for i in map(self.state.item, keys) if isinstance(i, Annotation)), None)
