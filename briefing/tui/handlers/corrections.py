"""Correcting the machine. A correction is an annotation laid over the brief; `u` takes it back."""

from typing import Any

from briefing.commands.reader import Call
from briefing.commands.registry import command
from briefing.model.annotation import Annotation, Correction, CorrectionOp
from briefing.model.article import Span
from briefing.model.brief import Actor, Claim, TimelineEntry
from briefing.tui.became import became, short
from briefing.tui.handlers.notes import deselect
from briefing.tui.screens.brief import BriefScreen
from briefing.tui.screens.picker import Choice, Picker
from briefing.tui.words import source_words, spans_words

_OFFERED: dict[type, tuple[str, ...]] = {
    Actor: ("rename", "merge", "set-kind", "split", "reject", "uncorrect"),
    Claim: ("set-source", "set-polarity", "set-words", "reject", "uncorrect"),
    TimelineEntry: ("set-value", "reject", "uncorrect"),
}
_ADDING = ("add-claim", "add-actor", "add-date")
_HOT = {
    "rename": "r", "merge": "m", "set-kind": "k", "split": "s", "reject": "x", "uncorrect": "u", "set-source": "s",
    "set-polarity": "p", "set-words": "w", "set-value": "v", "add-claim": "c", "add-actor": "a", "add-date": "d",
    "set-date": "D",
}  # fmt: skip


def do_correct(screen: BriefScreen, call: Call) -> None:
    """Offer what can be wrong with the item here, or what can be added from a selection."""
    item = screen.current_item()
    names: tuple[str, ...] = ()
    if screen.text.caret.selection is not None and screen.pane == "text":
        names = (
            *_ADDING,
            *(("set-words",) if isinstance(item, Claim) else ()),
            *(("split",) if isinstance(item, Actor) else ()),
        )
        title = "The selected words are …"
    elif item is not None and type(item) in _OFFERED:
        names = _OFFERED[type(item)]
        title = "What is wrong with it?"
    else:
        title = "Correct"
    names = (*names, "set-date")
    choices = [Choice(n, n.replace("-", " "), command(n).help, _HOT[n]) for n in names]

    def chosen(name: object) -> None:
        if isinstance(name, str):
            screen.call_named(name)

    hint = "a key or enter chooses · select words with v to add what was missed"
    screen.app.push_screen(Picker(title, choices, hint=hint), chosen)


def _correct(
    screen: BriefScreen, correction: Correction, said: str, span: Span | None = None, *, label: str
) -> None:
    """`label` is what the history says: what it was, and what it became."""
    article_id, workspace = screen.article_id, screen.workspace
    ref = correction.item if ":" in correction.item else None
    deselect(screen)
    screen.change(
        lambda: workspace.annotate(
            article_id, "correction", span=span, ref=ref, correction=correction, label=label
        ),
        f"{said}, saved",
    )


def _set(
    screen: BriefScreen,
    item: Actor | Claim | TimelineEntry,
    op: CorrectionOp,
    field: str,
    value: Any,
    said: str,
    label: str,
) -> None:
    span = screen.state.span_of(item) if screen.state else None
    _correct(screen, Correction(op, item.id, field, value), said, span, label=label)


def _actor(screen: BriefScreen) -> Actor | None:
    item = screen.current_item()
    if not isinstance(item, Actor):
        screen.say("choose an actor first · 2 shows them")
        return None
    return item


def _claim(screen: BriefScreen) -> Claim | None:
    item = screen.current_item()
    if not isinstance(item, Claim):
        screen.say("choose a claim first · 3 shows them")
        return None
    return item


def _named(screen: BriefScreen, name: str) -> Actor | None:
    """The actor of that name, or the one it begins."""
    brief = screen.state.brief if screen.state else None
    if brief is None:
        return None
    low = name.casefold()
    exact = [a for a in brief.actors if low in (a.name.casefold(), *(x.casefold() for x in a.aliases))]
    near = exact or [a for a in brief.actors if a.name.casefold().startswith(low)]
    if not near:
        screen.complain(f"no actor is called {name!r}")
        return None
    return near[0]


def _reference(screen: BriefScreen, actor: Actor) -> dict[str, Any]:
    """An actor by id, name and place, so that the correction holds with a new extractor as well."""
    span = screen.state.span_of(actor) if screen.state else None
    place = {"start": span.start, "end": span.end} if span is not None else {}
    return {"id": actor.id, "name": actor.name, **place}


def do_rename(screen: BriefScreen, call: Call) -> None:
    """Another name."""
    actor = _actor(screen)
    name = call.argument.strip()
    if actor is not None:
        label = f"name: {became(actor.name, name)}"
        _set(screen, actor, "rename", "name", name, f"{actor.name} is {name}", label)


def do_merge(screen: BriefScreen, call: Call) -> None:
    """Into another actor."""
    actor, other = _actor(screen), _named(screen, call.argument.strip())
    if actor is not None and other is not None and actor.id != other.id:
        label = f"merged: {became(actor.name, other.name)}"
        _set(screen, other, "merge", "", _reference(screen, actor), f"{actor.name} is {other.name}", label)


def do_split(screen: BriefScreen, call: Call) -> None:
    """The selected mention, or the one the hand is on, is somebody else."""
    actor = _actor(screen)
    if actor is None:
        return
    _, _, at = (screen.lists["actors"].key or "").partition("@")
    selection = screen.text.caret.selection
    where = selection.start if selection is not None else int(at) if at else screen.text.caret.offset
    mention = next((m for m in actor.mentions if m.start <= where < m.end), None)
    if mention is None:
        screen.say("put the caret on the mention that is somebody else")
        return
    name = call.argument.strip()
    value = {"name": name, "mentions": [[mention.start, mention.end]]}
    correction = Correction("split", actor.id, "mentions", value)
    label = f"split: {became(actor.name, name)}"
    _correct(screen, correction, f"{name} is apart", mention.span, label=label)


def do_set_kind(screen: BriefScreen, call: Call) -> None:
    """Person, organisation, place, group, other."""
    actor, kind = _actor(screen), call.argument.strip()
    if actor is not None and _known(screen, "set-kind", kind):
        label = f"kind of {actor.name}: {became(actor.kind, kind)}"
        _set(screen, actor, "set", "kind", kind, f"{actor.name}: {kind}", label)


def _known(screen: BriefScreen, name: str, value: str) -> bool:
    argument = command(name).argument
    words = argument.choices if argument is not None else ()
    if value in words:
        return True
    screen.complain(f"{value!r} is none of {', '.join(words)}")
    return False


def do_set_source(screen: BriefScreen, call: Call) -> None:
    """Whose word it is."""
    claim, actor = _claim(screen), _named(screen, call.argument.strip())
    brief = screen.state.brief if screen.state else None
    if claim is not None and actor is not None and brief is not None:
        label = f"source: {became(source_words(claim, brief), actor.name)}"
        _set(screen, claim, "set", "source", _reference(screen, actor), f"source: {actor.name}", label)


def do_set_polarity(screen: BriefScreen, call: Call) -> None:
    """Asserts, denies, declines, urges, asks."""
    claim, polarity = _claim(screen), call.argument.strip()
    if claim is not None and _known(screen, "set-polarity", polarity):
        label = f"polarity: {became(claim.polarity, polarity)}"
        _set(screen, claim, "set", "polarity", polarity, f"polarity: {polarity}", label)


def do_set_words(screen: BriefScreen, call: Call) -> None:
    """The selection is what is said."""
    selection = screen.text.caret.selection
    claim = screen.state.item(screen.state.chosen) if screen.state else None
    if not isinstance(claim, Claim) or selection is None:
        screen.say("choose a claim, then select its words with v")
        return
    text = screen.text.text
    label = f"words: {became(spans_words(text, claim.content), spans_words(text, [selection]))}"
    _set(screen, claim, "set", "content", [[selection.start, selection.end]], "the claim's words", label)


def do_set_value(screen: BriefScreen, call: Call) -> None:
    """Which date is meant."""
    item = screen.current_item()
    if not isinstance(item, TimelineEntry):
        screen.say("choose a date first · 4 shows them")
        return
    value = call.argument.strip()
    written = spans_words(screen.text.text, [item.span])
    label = f"date “{written}”: {became(item.edtf or item.timex.value, value)}"
    _set(screen, item, "set", "value", value, f"date: {value}", label)


def _spans(item: Claim | TimelineEntry) -> list[Span]:
    return item.content if isinstance(item, Claim) else [item.span]


def do_reject(screen: BriefScreen, call: Call) -> None:
    """No item at all."""
    item = screen.current_item()
    if item is None or isinstance(item, Annotation):
        screen.say("choose an actor, a claim or a date first")
        return
    words = item.name if isinstance(item, Actor) else spans_words(screen.text.text, _spans(item))
    kind = item.id.partition(":")[0]
    _set(screen, item, "reject", "", None, "taken out of the brief", f"{kind} taken out: {short(words)}")


def do_uncorrect(screen: BriefScreen, call: Call) -> None:
    """All corrections of the item into the trash."""
    item, state = screen.current_item(), screen.state
    uids = (
        state.view.corrected.get(item.id, [])
        if state and item is not None and not isinstance(item, Annotation)
        else []
    )
    notes = [a for a in state.view.annotations if a.uid in uids] if state else []
    if not notes:
        screen.say("no correction on this item")
        return

    def work() -> None:
        for note in notes:
            screen.workspace.delete(note)

    screen.change(work, "corrections taken back")


def _selection(screen: BriefScreen) -> Span | None:
    selection = screen.text.caret.selection
    if selection is None:
        screen.say("select the words with v first")
    return selection


def do_add_actor(screen: BriefScreen, call: Call) -> None:
    """The selected words are an actor."""
    span = _selection(screen)
    if span is not None:
        name = call.argument.strip() or " ".join(span.of(screen.text.text).split())
        correction = Correction("add", "", "actor", {"name": name, "kind": "other"})
        _correct(screen, correction, f"actor {name}", span, label=f"actor added: {short(name)}")


def do_add_claim(screen: BriefScreen, call: Call) -> None:
    """The selected words are a claim."""
    span = _selection(screen)
    if span is None:
        return
    source = _named(screen, call.argument.strip()) if call.argument.strip() else None
    if call.argument.strip() and source is None:
        return
    value = {"source": _reference(screen, source)} if source is not None else {}
    label = f"claim added: {short(spans_words(screen.text.text, [span]))}"
    _correct(screen, Correction("add", "", "claim", value), "claim", span, label=label)


def do_add_date(screen: BriefScreen, call: Call) -> None:
    """The selected words are a date."""
    span = _selection(screen)
    if span is not None:
        value = call.argument.strip()
        label = f"date added: “{short(span.of(screen.text.text))}”, {value}"
        _correct(screen, Correction("add", "", "date", {"value": value}), f"date {value}", span, label=label)
