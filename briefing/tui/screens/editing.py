"""The note editor on the brief screen: opening, closing, and giving the keys back."""

from typing import TYPE_CHECKING

from textual.widget import Widget

from briefing.model.annotation import Annotation, AnnotationKind
from briefing.model.article import Span
from briefing.tui.screens.storing import StoringScreen

if TYPE_CHECKING:
    from briefing.tui.widgets.editor import NoteEditor


class EditingScreen(StoringScreen):
    """The part of the brief screen that holds an editor for a while."""

    editor: "NoteEditor | None" = None
    _edited_from: Widget | None = None

    def open_editor(
        self,
        kind: AnnotationKind,
        about: str,
        *,
        span: Span | None = None,
        ref: str | None = None,
        editing: Annotation | None = None,
    ) -> None:
        """Open the editor, with the draft that waits for it, if there is one."""
        if self.editor is not None:
            return
        start = editing.body.text if editing is not None else ""
        from briefing.tui.widgets.editor import NoteEditor  # brings in the text area: not before it is needed

        self.briefing.read_styles()
        editor = NoteEditor(kind, about, span=span, ref=ref, text=start, editing=editing)
        self.editor = editor
        self._edited_from = self.focused
        self.expect_field()
        self.mount(editor, before=self.status)
        self.say("")  # the keys of the editor need the room
        article_id, workspace = self.article_id, self.workspace

        def found(drafts: dict[str, str]) -> None:
            draft = drafts.get(editor.draft_key)
            if draft and self.editor is editor and editor.area.text == start:
                editor.area.text = draft
                editor.area.move_cursor(editor.area.document.end)
                self.say("the draft goes on")

        self.briefing.jobs.run(lambda: workspace.drafts(article_id), found, self.complain)

    def close_editor(self) -> None:
        """Close the editor and give the keys back to the pane that had them."""
        if self.editor is not None:
            self.editor.remove()
            self.editor = None
            if self._edited_from is not None and self._edited_from.is_attached:
                self.set_focus(self._edited_from, scroll_visible=False)
