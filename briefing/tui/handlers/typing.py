"""Keys while a note is written in the editor."""

import os
import shlex
import subprocess
import tempfile
from pathlib import Path

from textual.app import SuspendNotSupported

from briefing.commands.reader import Call
from briefing.tui.handlers.notes import save_editor
from briefing.tui.handlers.program import do_help
from briefing.tui.screens.base import BaseScreen
from briefing.tui.screens.brief import BriefScreen
from briefing.tui.screens.picker import Choice, Picker


def do_save_note(screen: BriefScreen, call: Call) -> None:
    """Let the store keep the note."""
    save_editor(screen)


def do_leave_note(screen: BriefScreen, call: Call) -> None:
    """Close the editor once the draft is safe; where it cannot be kept, what is typed stays open."""
    editor = screen.editor
    if editor is None:
        return

    def kept(_: None) -> None:
        if screen.editor is editor:
            text = editor.area.text.strip()
            screen.close_editor()
            screen.say("draft kept · a goes on with it" if text else "")

    def failed(error: Exception) -> None:
        screen.complain(f"the note stays open, its draft could not be kept (ctrl+x throws it away): {error}")

    editor.keep_draft(kept, failed)


def do_discard_draft(screen: BriefScreen, call: Call) -> None:
    """Close the editor and drop the draft; ask first where something was written. A selection is cut out instead."""
    editor = screen.editor
    if editor is None:
        return
    if editor.area.selected_text:
        editor.area.action_cut()
        return
    start = editor.editing.body.text if editor.editing is not None else ""
    if editor.area.text.strip() in ("", start):
        _discard(screen)
        return

    def answered(answer: object) -> None:
        if answer == "yes":
            _discard(screen)

    choices = [Choice("no", "Go on writing", hot="n"), Choice("yes", "Throw it away", hot="y")]
    screen.app.push_screen(Picker("Throw away what is typed?", choices, hint="y · n · esc goes on"), answered)


def _discard(screen: BriefScreen) -> None:
    editor = screen.editor
    if editor is not None:
        editor.area.text = "" if editor.editing is None else editor.editing.body.text
        article_id, key = screen.article_id, editor.draft_key
        editor.saving = True
        screen.briefing.jobs.run(
            lambda: screen.workspace.save_draft(article_id, key, ""), None, screen.complain
        )
        screen.close_editor()
        screen.say("draft thrown away")


def do_undo_typing(screen: BriefScreen, call: Call) -> None:
    """In the field alone: the store's own undo is for what is kept."""
    if screen.editor is not None:
        screen.editor.area.undo()


def do_redo_typing(screen: BriefScreen, call: Call) -> None:
    """Again."""
    if screen.editor is not None:
        screen.editor.area.redo()


def do_keys_while_typing(screen: BriefScreen, call: Call) -> None:
    """As `help`, whose keys are text here."""
    do_help(screen, call)


def do_note_kind(screen: BriefScreen, call: Call) -> None:
    """Note, question or gap."""
    if screen.editor is not None:
        screen.editor.next_kind()


def do_edit_outside(screen: BriefScreen, call: Call) -> None:
    """Hand the text to $VISUAL or $EDITOR and take it back."""
    editor = screen.editor
    if editor is None:
        return
    program = os.environ.get("VISUAL") or os.environ.get("EDITOR")
    if not program:
        screen.complain("neither VISUAL nor EDITOR is set")
        return
    try:
        text = _edited(screen, program, editor.area.text)
    except SuspendNotSupported:
        screen.complain("the terminal cannot be handed to another program here")
    except (OSError, ValueError, subprocess.CalledProcessError) as error:
        screen.complain(f"{program}: {error}; the note is as it was")
    else:
        # As one step that can be taken back: setting `text` would forget all that was typed before.
        editor.area.replace(text, editor.area.document.start, editor.area.document.end)
        editor.area.move_cursor(editor.area.document.end)


def _edited(screen: BaseScreen, program: str, text: str) -> str:
    """`text` as the other program left it. Raises OSError, ValueError, CalledProcessError, SuspendNotSupported."""
    with tempfile.TemporaryDirectory(prefix="briefing-") as folder:
        path = Path(folder) / "note.md"
        path.write_text(text, encoding="utf-8")
        with screen.app.suspend():
            subprocess.run([*shlex.split(program), str(path)], check=True)
        return path.read_text(encoding="utf-8", errors="replace").rstrip("\n")
