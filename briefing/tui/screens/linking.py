"""How text and lists hang together: the caret shows the items there, an item shows its words."""

from typing import TYPE_CHECKING

import msgspec

from briefing.model.annotation import Annotation
from briefing.model.brief import Actor, Claim, TimelineEntry
from briefing.store.protocol import ReadingState
from briefing.tui.history import Marked
from briefing.tui.state import BriefState, Item
from briefing.tui.text.pane import TextPane
from briefing.tui.widgets.itemlist import ItemList

if TYPE_CHECKING:
    from briefing.tui.screens.base import BaseScreen
else:
    # The parts of the brief screen are plain classes that are joined to one screen in `brief`: Textual takes half a
    # millisecond to make a class of widgets, and goes through all of them at each message.
    BaseScreen = object


def list_of(item: Item) -> str:
    """The name of the list that an item stands in."""
    if isinstance(item, Actor):
        return "actors"
    if isinstance(item, Claim):
        return "claims"
    return "timeline" if isinstance(item, TimelineEntry) else "notes"


def key_of_item(item: Item) -> str:
    """An item's id; an annotation's uid."""
    return item.uid if isinstance(item, Annotation) else item.id


class LinkedScreen(BaseScreen):
    """The part of the brief screen that keeps text and lists in step, and the reading state kept."""

    text: TextPane
    lists: dict[str, ItemList]

    def __init__(self, article_id: str) -> None:
        super().__init__()
        self.article_id = article_id
        self.state: BriefState | None = None
        self.pane = "text"
        self.saved_position = 0
        self._put_off = 0  # how often the position was not kept since keys came

    def open_article(self, article_id: str, note: str | None = None) -> None:
        """Show another article, at the note of that uid where one is given."""
        raise NotImplementedError

    def refresh_head(self) -> None:
        """Show the head anew."""
        raise NotImplementedError

    def on_text_pane_caret_moved(self, message: TextPane.CaretMoved) -> None:
        """Mark the items that rest on the words at the caret."""
        message.stop()
        self.caret_moved()

    def caret_moved(self) -> None:
        """Mark the items that rest on the words at the caret."""
        state = self.state
        if state is None:
            return
        here = frozenset(state.items_at(self.text.caret.offset))
        if here != state.here:
            changed = here ^ state.here
            state.here = here
            for name, items in self.lists.items():
                kinds = {"actors": "actor:", "claims": "claim:", "timeline": "date:"}
                prefix = kinds.get(name)
                if any(k.startswith(prefix) if prefix else ":" not in k for k in changed):
                    items.redraw()
                    if self.pane == "text":
                        key = next(
                            (
                                k
                                for k in state.items_at(self.text.caret.offset)
                                if items.rows.find(k) is not None
                            ),
                            None,
                        )
                        items.go_to(key)
        self.show_place()

    def on_item_list_moved(self, message: ItemList.Moved) -> None:
        """Light the words of the item the hand is on, and bring them into view."""
        message.stop()
        if self.state is None or message.items.id != self.pane:
            return
        key, _, at = (message.key or "").partition("@")
        item = self.state.item(key)
        if item is not None:
            self.choose_item(item, at=int(at) if at else None, move_caret=True)

    def on_item_list_opened(self, message: ItemList.Opened) -> None:
        """A double click does what enter does."""
        message.stop()
        if message.items.id == "shelf":
            if message.key is not None:
                self.open_article(message.key)
            return
        self.call_named("narrow" if message.items.id == "actors" else "go-to-words")

    def choose_item(self, item: Item, *, at: int | None = None, move_caret: bool = False) -> None:
        """Make an item the chosen one: its words lit, its row marked."""
        state = self.state
        if state is None:
            return
        state.choose(key_of_item(item))
        self.text.lit = state.lit
        self.text.redraw()
        for name, items in self.lists.items():
            own = name == list_of(item)
            items.marked = key_of_item(item) if own else None
            if not own or not items.go_to(key_of_item(item) if at is None else f"{key_of_item(item)}@{at}"):
                items.refresh()
        if move_caret:
            span = state.span_of(item)
            target = at if at is not None else span.start if span is not None else None
            if target is not None:
                self.text.go_to(target)
        self.show_place()

    def unchoose(self) -> None:
        """Nothing is lit any more."""
        if self.state is not None and self.state.choose(None):
            self.text.lit = self.state.lit
            self.text.redraw()
            for items in self.lists.values():
                items.marked = None
                items.refresh()

    def go_to_item(self, kind: str, count: int) -> None:
        """`]c` and its kin: the next item's words from the caret on, or the ones before."""
        state = self.state
        if state is None:
            return
        caret = self.text.caret.offset
        places = sorted({(at, key_of_item(i)) for i in state.of_kind(kind) for at in state.starts(i)})
        if kind == "claim":
            shown = {c.id for c in state.claims()}
            places = [p for p in places if p[1] in shown]
        here = (caret, state.chosen or "")
        if here not in places:  # not on one yet: the one that begins at the caret comes next as well
            here = (caret, "")
        ahead = [p for p in places if p > here] if count > 0 else [p for p in reversed(places) if p < here]
        if not ahead:
            self.say(f"no {kind} {'further down' if count > 0 else 'further up'}")
            return
        at, key = ahead[min(abs(count), len(ahead)) - 1]
        self.text.jumps.leave(caret)
        item = state.item(key)
        if item is not None:
            self.choose_item(item)
            self.text.go_to(at)

    # ── reading state ────────────────────────────────────────────────────────────────────────
    def set_reading(self, label: str, **values: bool) -> None:
        """Change whether the article is read, starred or for later; `u` takes it back."""
        if self.state is None:
            return
        before = self.state.view.state
        after = msgspec.structs.replace(before, **values)
        article_id = self.article_id
        self.briefing.changes.did(Marked(label, ((article_id, before),), ((article_id, after),)))
        self.keep_state(after, label)

    def keep_state(self, state: ReadingState, said: str = "") -> None:
        """Let the store keep a reading state, then show it."""
        article_id = self.article_id

        def done(_: None) -> None:
            self.show_state(article_id, state)
            if said:
                self.say(said)

        self.briefing.jobs.run(lambda: self.workspace.set_state(article_id, state), done, self.complain)

    def show_state(self, article_id: str, state: ReadingState) -> None:
        """Show a reading state that is kept already."""
        if self.state is not None and article_id == self.article_id and self.is_attached:
            self.state.view = msgspec.structs.replace(self.state.view, state=state)
            self.refresh_head()
        from briefing.tui.screens.library import LibraryScreen  # an article alone starts without the list

        for screen in self.app.screen_stack:
            if isinstance(screen, LibraryScreen):
                screen.show_state(article_id, state)

    def mark_read(self) -> None:
        """An article that was opened is read."""
        if self.state is not None:
            self.keep_state(msgspec.structs.replace(self.state.view.state, read=True))

    def keep_position(self) -> None:
        """Keep where the caret is, if it moved."""
        if self.state is None:
            return
        offset = self.text.caret.offset
        if offset != self.saved_position:
            self.saved_position = offset
            state = msgspec.structs.replace(self.state.view.state, position=offset)
            self.state.view = msgspec.structs.replace(self.state.view, state=state)
            article_id = self.article_id
            self.briefing.jobs.run(lambda: self.workspace.set_state(article_id, state), None, self.complain)

    def keep_position_at_rest(self) -> None:
        """Keep where the caret is when no key comes; while some do, each fifth time."""
        self._put_off = 0 if self.briefing.at_rest else self._put_off + 1
        if self._put_off % 5 == 0:
            self.keep_position()

    def show_place(self) -> None:
        """Where the hand is, in the status line."""
        if self.context == "editor":
            words = ""  # the keys of the editor need the room
        elif self.pane == "text":
            search = self.text.search
            words = "select" if self.text.caret.anchor is not None else f"text {self.text.progress()}%"
            if search.words:
                words = f"/{search.words[:20]} {search.number(self.text.caret.offset)}/{search.count}"
        else:
            words = f"{self.pane} {self.lists[self.pane].standing()}".rstrip()
        self.status.place(words, self.footer_keys())
