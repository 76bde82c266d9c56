"""Where a note is written: in place, with a draft kept while typing."""

from collections.abc import Callable
from time import monotonic
from typing import TYPE_CHECKING, cast

from textual.app import ComposeResult
from textual.containers import Vertical
from textual.geometry import Region
from textual.strip import Strip
from textual.timer import Timer
from textual.widgets import TextArea

from briefing.model.annotation import Annotation, AnnotationKind
from briefing.model.article import Span
from briefing.model.icd203 import lint
from briefing.tui.rows.source import Run
from briefing.tui.widgets.bars import Lines

if TYPE_CHECKING:
    from briefing.tui.screens.brief import BriefScreen

KINDS: tuple[AnnotationKind, ...] = ("note", "question", "gap")
_PAUSE = 0.4  # seconds after the last key until the draft is kept
_LONGEST = 2.0  # seconds of typing without a pause until it is kept all the same


class NoteArea(TextArea):
    """The text field. Once removed it may still be drawn, until the screen is laid out anew.

    Textual takes a removed widget's component styles away at once, and TextArea looks for its cursor's.
    """

    def render_lines(self, crop: Region) -> list[Strip]:
        """The lines; empty ones after the removal."""
        if self.is_attached:
            return super().render_lines(crop)
        return [Strip.blank(crop.width)] * crop.height


class NoteEditor(Vertical):
    """A text area over the notes. What it is about is fixed when it opens."""

    context = "editor"

    def __init__(
        self,
        kind: AnnotationKind,
        about: str,
        *,
        span: Span | None,
        ref: str | None,
        text: str = "",
        editing: Annotation | None = None,
    ) -> None:
        super().__init__()
        self.kind = kind
        self.about = about
        self.span = span
        self.ref = ref
        self.editing = editing
        self.saving = False
        self._timer: Timer | None = None
        self._since = 0.0  # when the first change was made that no draft has
        self.head = Lines(ident="editor-head")
        self.hint = Lines(ident="editor-hint")
        self.area = NoteArea(
            text, id="editor-area", soft_wrap=True, compact=True, highlight_cursor_line=False
        )

    @property
    def draft_key(self) -> str:
        """What the draft is kept under: the note edited, or what is being annotated."""
        if self.editing is not None:
            return f"annotation:{self.editing.uid}"
        place = f"{self.span.start}-{self.span.end}" if self.span else ""
        return f"{self.ref or ''}@{place}"

    def compose(self) -> ComposeResult:
        """What it is about, the text, a hint."""
        yield self.head
        yield self.area
        yield self.hint

    def on_mount(self) -> None:
        """The keys go to the text, behind what is there."""
        self.area.focus()
        self.area.move_cursor(self.area.document.end)
        self.show_head()
        self._show_hint()

    def on_descendant_focus(self) -> None:
        """What was typed before the field was there goes into it."""
        cast("BriefScreen", self.screen).field_ready(self.area)

    def show_head(self) -> None:
        """Kind and subject; the keys are in the status line."""
        words = "edit" if self.editing is not None else "new"
        self.head.show([([(f" ✎ {words} {self.kind} ", "analyst"), (f"on {self.about}", "dim")], [])])

    def on_text_area_changed(self, event: TextArea.Changed) -> None:
        """Keep a draft when the hand pauses, and now and then where it does not."""
        event.stop()
        cast("BriefScreen", self.screen).status.rest()
        now = monotonic()
        if self._timer is None:
            self._since = now
        elif now - self._since >= _LONGEST:
            self.keep_draft()
            return
        else:
            self._timer.stop()
        self._timer = self.set_timer(_PAUSE, self.keep_draft)

    def keep_draft(
        self, kept: Callable[[None], None] | None = None, failed: Callable[[Exception], None] | None = None
    ) -> None:
        """Let the store keep what is typed, and look at its wording. `kept` hears that it is safe."""
        if self._timer is not None:
            self._timer.stop()
            self._timer = None
        if self.saving:
            return
        screen = cast("BriefScreen", self.screen)
        article_id, key, text = screen.article_id, self.draft_key, self.area.text
        workspace = screen.workspace
        screen.briefing.jobs.run(
            lambda: workspace.save_draft(article_id, key, text), kept, failed or screen.complain
        )
        self._show_hint()

    def _show_hint(self) -> None:
        found = lint(self.area.text)  # a remark on wording, never a block
        shown = cast("BriefScreen", self.screen).briefing.keymap.shown
        keys: list[Run] = []
        for name, word in (("undo-typing", "undo"), ("note-kind", "kind"), ("discard-draft", "drop")):
            if shown(name):
                keys += [(f" {shown(name)}", "key"), (f" {word} ", "dim")]
        self.hint.show([([(f" {found[0].message}" if found else "", "cue")], keys)])

    def next_kind(self) -> None:
        """Note, question, gap, and again."""
        if self.kind in KINDS:
            self.kind = KINDS[(KINDS.index(self.kind) + 1) % len(KINDS)]
            self.show_head()
