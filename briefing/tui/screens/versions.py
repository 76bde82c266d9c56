"""The versions of a story, what changed from one to the next, and the notes that this concerns."""

import msgspec
from textual import events
from textual.app import ComposeResult
from textual.containers import Container

from briefing.commands.model import Context
from briefing.tui.rows.versions import ChangeRows, Cited, VersionRows
from briefing.tui.screens.arrange import WIDE
from briefing.tui.screens.base import BaseScreen
from briefing.tui.text.difference import Paragraph, compare
from briefing.tui.widgets.bars import Rule
from briefing.tui.widgets.itemlist import ItemList
from briefing.workspace import Workspace

_LIST = 46  # columns of the list where both stand side by side


class Compared(msgspec.Struct, frozen=True):
    """What changed from version `old` to version `new`, and the notes that cite what did."""

    old: str
    new: str
    paragraphs: list[Paragraph]
    cited: list[Cited]


def compared(workspace: Workspace, old: str, new: str) -> Compared:
    """Two versions of a story compared. Reads the store and aligns texts: to be called in a thread."""
    warnings = workspace.sentence_warnings(new)
    notes = {a.uid: a for a in workspace.view(new).annotations if a.kind != "correction"}
    cited = [
        Cited(notes[uid], change.kind, change.new.start if change.new is not None else None)
        for uid, change in warnings.items()
        if uid in notes
    ]
    cited.sort(
        key=lambda c: (c.kind != "removed", c.note.target.position.start if c.note.target.position else 0)
    )
    return Compared(old, new, compare(workspace.article(old).text, workspace.article(new).text), cited)


class VersionsScreen(BaseScreen):
    """Versions on the left or above; on the right or below what changed in the one the hand is on."""

    def __init__(self, article_id: str, versions: list[tuple[str, str]]) -> None:
        super().__init__()
        self.article_id = article_id
        self.versions = versions
        self.base: str | None = None  # compare with this one; None: each with the one before it
        self.shown = versions[-1][0]
        self._compared: dict[tuple[str, str], Compared] = {}
        self.rows = VersionRows(versions, article_id, None, ())
        self.list = ItemList(self.rows, ident="versions-list", context="versions")
        self.changes = ItemList(ChangeRows("CHANGES", (), 80), ident="changes", context="versions")

    def compose(self) -> ComposeResult:
        """Versions, changes, the status line."""
        with Container(id="versions-body"):
            yield self.list
            yield Rule("─")
            yield self.changes
        yield Rule("─", ident="rule-bottom")
        yield self.status

    @property
    def resting(self) -> Context:
        """The versions."""
        return "versions"

    def on_mount(self) -> None:
        """Begin with the newest version."""
        self.list.focus()
        self.list.go_to(self.shown)
        self.look()

    def on_resize(self, event: events.Resize) -> None:
        """Side by side where there is room; what changed is wrapped anew."""
        self.place_panes()
        self.call_after_refresh(self.show_changes)

    def place_panes(self) -> None:
        """The list as tall as it needs to be, up to two fifths of the screen."""
        wide = self.size.width >= WIDE
        self.set_class(wide, "-panes")
        self.list.styles.height = (
            "1fr" if wide else max(3, min(len(self.rows) + 1, self.size.height * 2 // 5))
        )

    @property
    def pair(self) -> tuple[str, str] | None:
        """`(old, new)`: what to compare for the version shown; None where nothing came before it."""
        keys = [key for key, _ in self.versions]
        at = keys.index(self.shown)
        if self.base is not None and self.base != self.shown:
            return self.base, self.shown
        return (keys[at - 1], self.shown) if at else None

    def look(self) -> None:
        """Compare the version that the hand is on, unless that was done."""
        pair = self.pair
        if pair is None or pair in self._compared:
            self.show_all()
            return

        def done(found: Compared) -> None:
            self._compared[pair] = found
            if self.is_attached and self.pair == pair:
                self.show_all()

        workspace = self.workspace
        self.show_changes("comparing…")
        self.briefing.jobs.run(lambda: compared(workspace, *pair), done, self.complain, lane="compare")

    def show_all(self) -> None:
        """The list with the notes concerned, and the changes."""
        found = self._compared.get(self.pair) if self.pair is not None else None
        key = self.list.key or self.shown
        self.rows = VersionRows(self.versions, self.article_id, self.base, found.cited if found else ())
        self.list.show(self.rows, key if self.rows.find(key) is not None else self.shown)
        self.place_panes()
        self.show_changes()

    def show_changes(self, empty: str = "") -> None:
        """What changed, at the width there is."""
        pair = self.pair
        numbers = {key: n for n, (key, _) in enumerate(self.versions, 1)}
        if pair is None:
            rows = ChangeRows(
                f"VERSION {numbers[self.shown]}", (), 80, "the first version: nothing came before it"
            )
        else:
            found = self._compared.get(pair)
            heading = f"VERSION {numbers[pair[0]]} → {numbers[pair[1]]}"
            words = empty or ("the words are the same" if found else "comparing…")
            cells = self.changes.content_size.width or self.size.width
            rows = ChangeRows(heading, found.paragraphs if found else (), cells, words)
        if rows.heading != self.changes.rows.heading:
            self.changes.cursor = self.changes.top = 0
        self.changes.show(rows)
        self.show_place()

    def step(self, count: int) -> None:
        """Go `count` changes further down, or up."""
        rows = self.changes.rows
        here = self.changes.cursor
        starts = rows.starts if isinstance(rows, ChangeRows) else []
        ahead = [s for s in starts if s > here] if count > 0 else [s for s in reversed(starts) if s < here]
        if not ahead:
            self.say(f"no change {'further down' if count > 0 else 'further up'}")
            return
        self.changes.go(ahead[min(abs(count), len(ahead)) - 1])
        self.show_place()

    def on_item_list_moved(self, message: ItemList.Moved) -> None:
        """Another version: what changed in it. A note: where its sentence is."""
        message.stop()
        if message.items is self.list:
            cited = self.rows.cited_note(self.list.key)
            rows = self.changes.rows
            if cited is None and self.list.key is not None:
                self.shown = self.list.key
                self.look()
            elif cited is not None and cited.at is not None and isinstance(rows, ChangeRows):
                row = rows.row_at(cited.at)
                if row is not None:
                    self.changes.go(row)
        self.show_place()

    def on_item_list_opened(self, message: ItemList.Opened) -> None:
        """A double click opens."""
        message.stop()
        self.call_named("open-version")

    def show_place(self) -> None:
        """Where the hand is, in the status line."""
        at = next(n for n, (key, _) in enumerate(self.versions, 1) if key == self.shown)
        self.status.place(f"version {at}/{len(self.versions)}", self.footer_keys())
