"""What a verb of the analyst's hand is about: a selection, an item, or the sentence at the caret."""

from dataclasses import dataclass

from briefing.model.annotation import Annotation
from briefing.model.article import Span
from briefing.model.brief import Actor, Claim, TimelineEntry
from briefing.tui.rows.notes import quoted
from briefing.tui.screens.brief import BriefScreen
from briefing.tui.words import spans_words


@dataclass(frozen=True, slots=True)
class Aim:
    """Words, an item, or both; `about` says it in words."""

    span: Span | None
    ref: str | None
    about: str


def target_of(screen: BriefScreen) -> Aim:
    """The aim of a verb, where the hand is now.

    A selection comes first; then the item under the hand in a list; then the item whose words are
    lit, while the caret stands on them; else the sentence at the caret.
    """
    state = screen.state
    text = screen.text.text
    if state is None:
        return Aim(None, None, "the article")
    caret = screen.text.caret
    selection = caret.selection if screen.pane == "text" else None
    if selection is not None:
        left = selection.start + len(selection.of(text)) - len(selection.of(text).lstrip())
        span = Span(left, left + len(selection.of(text).strip()))
        return Aim(span if span.start < span.end else None, None, _quoted(text, span))
    item = screen.current_item()
    if screen.pane == "text" and item is not None:
        key = item.uid if isinstance(item, Annotation) else item.id
        if key not in state.items_at(caret.offset):
            item = None
    if item is not None:
        span_or_none = state.span_of(item)
        if isinstance(item, Annotation):
            return Aim(span_or_none, f"annotation:{item.uid}", f"the {item.kind}")
        name = item.name if isinstance(item, Actor) else _words(text, item)
        kind = {Actor: "actor", Claim: "claim", TimelineEntry: "date"}[type(item)]
        return Aim(span_or_none, item.id, f"the {kind} {quoted(name)}")
    sentence = caret.sentence()
    if sentence.start >= sentence.end:
        return Aim(None, None, "the article")
    return Aim(sentence, None, _quoted(text, sentence))


def _words(text: str, item: Claim | TimelineEntry) -> str:
    return spans_words(text, item.content if isinstance(item, Claim) else [item.span])


def _quoted(text: str, span: Span) -> str:
    return quoted(" ".join(span.of(text).split()))


def claim_of(screen: BriefScreen) -> Claim | None:
    """The claim that a grade is for: under the hand, lit, or the narrowest under the caret."""
    item = screen.current_item()
    if isinstance(item, Claim):
        return item
    if screen.state is None:
        return None
    keys = screen.state.items_at(screen.text.caret.offset)
    return next((i for i in map(screen.state.item, keys) if isinstance(i, Claim)), None)
