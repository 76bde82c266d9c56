"""Notes, highlights, tags, links: made, edited, deleted, taken out of the trash."""

from contextlib import suppress

from msgspec.structs import replace

from briefing.commands.reader import Call
from briefing.commands.registry import command
from briefing.model.annotation import COLOURS, Annotation, AnnotationKind, Body
from briefing.model.saying import words
from briefing.store.protocol import ConflictError, Operation, StoreError
from briefing.tui.handlers.targets import Aim, target_of
from briefing.tui.rows.notes import glyph, quote
from briefing.tui.rows.steps import step_words
from briefing.tui.screens.base import BaseScreen
from briefing.tui.screens.brief import BriefScreen
from briefing.tui.screens.library import LibraryScreen
from briefing.tui.screens.picker import Choice, Picker
from briefing.tui.words import moment


def do_note(screen: BriefScreen, call: Call) -> None:
    """A note."""
    _write(screen, "note", call)


def do_question(screen: BriefScreen, call: Call) -> None:
    """A question."""
    _write(screen, "question", call)


def do_gap(screen: BriefScreen, call: Call) -> None:
    """A gap."""
    _write(screen, "gap", call)


def _write(screen: BriefScreen, kind: AnnotationKind, call: Call) -> None:
    """Open the editor; with words on the command line, keep them at once."""
    aim = target_of(screen)
    if call.argument.strip():
        _keep(screen, kind, aim, Body(text=call.argument.strip()))
    else:
        screen.open_editor(kind, aim.about, span=aim.span, ref=aim.ref)


def _keep(screen: BriefScreen, kind: AnnotationKind, aim: Aim, body: Body, said: str = "") -> None:
    article_id, workspace = screen.article_id, screen.workspace
    deselect(screen)
    screen.change(
        lambda: workspace.annotate(article_id, kind, span=aim.span, ref=aim.ref, body=body),
        said or f"{kind} saved",
    )


def deselect(screen: BriefScreen) -> None:
    """End the selection: what was made on it is made."""
    if screen.text.caret.anchor is not None:
        screen.text.caret.anchor = None
        screen.text.redraw()
        screen.show_place()


def save_editor(screen: BriefScreen) -> None:
    """Let the store keep what is in the editor; close it and say so once it has."""
    editor = screen.editor
    if editor is None or editor.saving:
        return
    text = editor.area.text.strip()
    if not text:
        screen.say("nothing is written yet · esc leaves")
        return
    editor.saving = True
    workspace, article_id, key = screen.workspace, screen.article_id, editor.draft_key
    kind, span, ref, editing = editor.kind, editor.span, editor.ref, editor.editing

    conflicts: list[Annotation] = []

    def work() -> Annotation:
        if editing is not None:
            edited = replace(editing, body=replace(editing.body, text=text), kind=kind)
            try:
                kept = workspace.edit(edited)
            except ConflictError as error:
                if error.kept is None:
                    raise
                kept = error.kept
                conflicts.append(error.theirs)
        else:
            kept = workspace.annotate(article_id, kind, span=span, ref=ref, body=Body(text=text))
        with suppress(
            StoreError
        ):  # the note is safe: a draft that stays behind is no reason to write it twice
            workspace.save_draft(article_id, key, "")
        return kept

    def failed(error: Exception) -> None:
        editor.saving = False
        screen.complain(f"not saved: {error}")

    def then() -> None:
        if screen.editor is editor:
            screen.close_editor()
        if conflicts:
            done = "deleted" if conflicts[0].deleted_at else "changed"
            screen.say(f"the {kind} was {done} elsewhere meanwhile · yours is kept beside it", "error")
        screen.briefing.last = Call(command(kind), argument=text) if editing is None else screen.briefing.last

    deselect(screen)
    screen.say(f"saving the {kind}…")
    screen.change(work, f"{kind} saved", then, failed=failed)


def do_highlight(screen: BriefScreen, call: Call) -> None:
    """Highlight; on a highlight, the next colour or the one named."""
    colour = call.argument.strip() or None
    if colour is not None and colour not in COLOURS:
        screen.complain(f"no colour {colour!r}: {', '.join(COLOURS)}")
        return
    existing = _highlight_here(screen)
    if existing is not None and screen.text.caret.anchor is None:
        names = list(COLOURS)
        after = colour or names[(names.index(existing.body.colour or "yellow") + 1) % len(names)]
        changed = replace(existing, body=replace(existing.body, colour=after))
        screen.change(lambda: screen.workspace.edit(changed), f"{COLOURS[after]} {after}, saved")
        return
    aim = target_of(screen)
    if aim.span is None:
        screen.say("no words to highlight")
        return
    _keep(screen, "highlight", Aim(aim.span, aim.ref, aim.about), Body(colour=colour or "yellow"))


def _highlight_here(screen: BriefScreen) -> Annotation | None:
    if screen.state is None or screen.pane not in ("text", "notes"):
        return None
    note = screen.note_here()
    if note is not None and note.kind == "highlight":
        return note
    keys = screen.state.items_at(screen.text.caret.offset) if screen.pane == "text" else []
    found = [i for i in map(screen.state.item, keys) if isinstance(i, Annotation) and i.kind == "highlight"]
    return found[0] if found else None


def do_tag(screen: BaseScreen, call: Call) -> None:
    """A tag for the note here, or for words, an item, an article; or for all that a query finds."""
    tag, _, query = call.argument.strip().lstrip("#").partition(" ")
    if query.strip():
        _tag_many(screen, tag, query.strip())
    elif isinstance(screen, LibraryScreen):
        if screen.current is not None:
            _tag_articles(screen, tag, [screen.current.article_id])
    elif isinstance(screen, BriefScreen):
        note = screen.note_here() if screen.text.caret.anchor is None else None
        if note is not None:
            tags = [*(t for t in note.body.tags if t != tag), tag]
            changed = replace(note, body=replace(note.body, tags=tags))
            screen.change(lambda: screen.workspace.edit(changed), f"#{tag} saved")
        else:
            body = Body(tags=[tag], colour="yellow")
            _keep(screen, "highlight", target_of(screen), body, f"#{tag} saved")


def _tag_many(screen: BaseScreen, tag: str, query: str) -> None:
    workspace = screen.workspace
    screen.briefing.jobs.run(
        lambda: [row.article_id for row in workspace.rows(query, offset=0, limit=1_000_000)],
        lambda ids: _tag_articles(screen, tag, ids),
        screen.complain,
    )


def _tag_articles(screen: BaseScreen, tag: str, ids: list[str]) -> None:
    """Tag whole articles, as one step of undo for each story's own history."""
    from briefing.tui.history import Noted, Several

    workspace = screen.workspace

    def work() -> int:
        for article_id in ids:
            workspace.annotate(article_id, "bookmark", body=Body(tags=[tag]))
        return len(ids)

    def done(count: int) -> None:
        if count:
            screen.briefing.changes.did(Several(f"#{tag}", tuple(Noted(i) for i in ids)))
        screen.say(f"#{tag} on {count} article{'s' if count != 1 else ''}", "good")
        if isinstance(screen, LibraryScreen):
            screen.refresh_rows()
        elif isinstance(screen, BriefScreen):
            screen.reload()

    screen.briefing.jobs.run(work, done, screen.complain)


def do_untag(screen: BriefScreen, call: Call) -> None:
    """Take a tag from the note here."""
    tag, note = call.argument.strip().lstrip("#"), screen.note_here()
    if note is None or tag not in note.body.tags:
        screen.say(f"no note with #{tag} here")
        return
    changed = replace(note, body=replace(note.body, tags=[t for t in note.body.tags if t != tag]))
    screen.change(lambda: screen.workspace.edit(changed), f"#{tag} taken away")


def do_edit_note(screen: BriefScreen, call: Call) -> None:
    """Edit the note."""
    note = screen.note_here()
    if note is not None:
        about = f"“{quote(note)}”" if note.target.quote else "the article"
        screen.open_editor(note.kind, about, editing=note)


def do_delete_note(screen: BriefScreen, call: Call) -> None:
    """Into the trash."""
    _delete(screen)


def do_delete_here(screen: BriefScreen, call: Call) -> None:
    """Into the trash, from the text."""
    _delete(screen)


def _delete(screen: BriefScreen) -> None:
    note = screen.note_here()
    if note is None:
        screen.say("no note here")
        return
    screen.change(lambda: screen.workspace.delete(note), f"{note.kind} in the trash · u takes it back")


def do_trash(screen: BriefScreen, call: Call) -> None:
    """Deleted notes; enter takes one back."""
    article_id, workspace = screen.article_id, screen.workspace

    def shown(deleted: list[Annotation]) -> None:
        if not deleted:
            screen.say("the trash is empty")
            return
        by_uid = {n.uid: n for n in deleted}
        choices = [
            Choice(n.uid, f"{glyph(n)} {words(n) or quote(n)}"[:200], moment(n.deleted_at or ""))
            for n in deleted
        ]

        def chosen(uid: object) -> None:
            if isinstance(uid, str):
                screen.change(lambda: workspace.restore(by_uid[uid]), f"{by_uid[uid].kind} taken back")

        screen.app.push_screen(Picker("Trash", choices, hint="enter takes back · esc leaves"), chosen)

    screen.briefing.jobs.run(lambda: workspace.trash(article_id), shown, screen.complain)


def do_history(screen: BriefScreen, call: Call) -> None:
    """What changed here; of one note where the hand is on one."""
    note = screen.note_here() if screen.pane == "notes" else None
    article_id, uid = screen.article_id, note.uid if note is not None else None

    def shown(steps: list[Operation]) -> None:
        words = {step.op_id: f"{moment(step.at)}  {step_words(step)}" for step in reversed(steps)}
        by = {step.op_id: f"by {step.by}" for step in steps}

        def chosen(step: object) -> None:
            if isinstance(step, str):
                screen.say(f"{words[step]}, {by[step]}", "plain")

        if words:
            choices = [Choice(step, line, by[step]) for step, line in words.items()]
            hint = "enter shows a long line whole · esc closes"
            screen.app.push_screen(Picker("History", choices, hint=hint), chosen)
        else:
            screen.say("nothing was changed here yet")

    screen.briefing.jobs.run(lambda: screen.workspace.history(article_id, uid), shown, screen.complain)
