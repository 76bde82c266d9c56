"""A step of the history in one line: what was done, and what became of what."""

from briefing.model.annotation import Annotation
from briefing.model.saying import words
from briefing.store.protocol import Operation
from briefing.tui.became import became, short
from briefing.tui.rows.notes import quote, quoted
from briefing.tui.words import plural


def step_words(step: Operation) -> str:
    """What was done and on what; of an edit, what it was and what it became."""
    parts = [step.label]
    notes = step.after or step.before
    if len(notes) > 1:
        parts.append(plural(len(notes), "note"))
    elif notes and _plain(step.label, notes[0]):
        edited = step.what == "edit" and step.before
        parts.append(_edited(step.before[0], notes[0]) if edited else _said(notes[0]))
    elif notes and _of_claim(notes[0]):
        parts[0] += _on(notes[0])
    return ": ".join(filter(None, parts)) + (" (undone)" if step.undone else "")


def _plain(label: str, note: Annotation) -> bool:
    """Whether the label only says what was done with which kind of note."""
    return label.startswith(f"{note.kind} ")


def _of_claim(note: Annotation) -> bool:
    """Whether it corrects a claim's source, polarity or the like: its label does not say which claim."""
    change = note.correction
    return change is not None and change.op == "set" and change.item.startswith("claim:")


def _said(note: Annotation) -> str:
    """What a note says; of one without words of its own, also the words that it is on."""
    tags = " ".join(f"#{tag}" for tag in note.body.tags)
    own = " ".join(filter(None, [short(words(note)), tags]))
    return own if note.body.text.strip() else (own + _on(note)).strip()


def _on(note: Annotation) -> str:
    """The words that it is on."""
    return f" {quoted(short(quote(note)))}" if note.target.quote is not None else ""


def _edited(before: Annotation, after: Annotation) -> str:
    """All that an edit changed."""
    parts = []
    if before.kind != after.kind:
        parts.append(became(before.kind, after.kind))
    if words(before) != words(after):
        parts.append(became(words(before), words(after)))
    if before.body.colour != after.body.colour:
        parts.append(became(before.body.colour or "", after.body.colour or ""))
    parts += [f"+#{tag}" for tag in after.body.tags if tag not in before.body.tags]
    parts += [f"−#{tag}" for tag in before.body.tags if tag not in after.body.tags]
    return " · ".join(parts)
