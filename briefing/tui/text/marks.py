"""What is marked in the text: spans with the role they are drawn in and the item they belong to."""

from collections.abc import Iterable, Mapping, Sequence

import msgspec

from briefing.model.annotation import Annotation
from briefing.model.article import Span
from briefing.model.brief import Actor, Brief, Claim, TimelineEntry

_BUCKET = 512
LAYERS = ("actors", "claims", "dates", "notes", "hits")
Marks = tuple["Mark", ...]


class Mark(msgspec.Struct, frozen=True):
    """Characters `[start, end)` drawn in `role`. `item` is an item's or an annotation's id.

    A mark without a role is not drawn; it only says that the item rests on these words.
    """

    start: int
    end: int
    role: str
    item: str
    layer: str


class MarkIndex:
    """Marks by place."""

    def __init__(self, marks: Iterable[Mark] = ()) -> None:
        self._buckets: dict[int, list[Mark]] = {}
        for mark in marks:
            for bucket in range(mark.start // _BUCKET, (max(mark.end, mark.start + 1) - 1) // _BUCKET + 1):
                self._buckets.setdefault(bucket, []).append(mark)

    def over(self, start: int, end: int) -> list[Mark]:
        """The marks that share a character with `[start, end)`, in the order they were given."""
        first, last = start // _BUCKET, max(start, end - 1) // _BUCKET
        if first == last:
            return [m for m in self._buckets.get(first, ()) if m.start < end and m.end > start]
        seen: dict[int, Mark] = {}
        for bucket in range(first, last + 1):
            for mark in self._buckets.get(bucket, ()):
                if mark.start < end and mark.end > start:
                    seen[id(mark)] = mark
        return list(seen.values())


def brief_marks(brief: Brief) -> Iterable[Mark]:
    """The marks of a brief: content first, so that what is narrower is drawn over it."""
    for claim in brief.claims:
        for span in claim.content:
            yield Mark(span.start, span.end, "", claim.id, "claims")
        cue = "denial" if claim.polarity == "deny" else "cue"
        for span in claim.cue:
            yield Mark(span.start, span.end, cue, claim.id, "claims")
        for span in claim.source.spans:
            yield Mark(span.start, span.end, "", claim.id, "claims")
        for span in claim.hedges:
            yield Mark(span.start, span.end, "hedge", claim.id, "claims")
    for actor in brief.actors:
        role = "unnamed" if actor.unnamed else "actor"
        for mention in actor.mentions:
            drawn = role if mention.form == "name" or actor.unnamed else ""
            yield Mark(mention.start, mention.end, drawn, actor.id, "actors")
    for entry in brief.timeline:
        yield Mark(entry.start, entry.end, "date", entry.id, "dates")


def annotation_marks(notes: Iterable[Annotation], places: Mapping[str, Span | None]) -> Iterable[Mark]:
    """The marks of the analyst's annotations that stand on words of the text shown."""
    for note in notes:
        span = places.get(note.uid)
        if span is None or note.kind in ("correction", "link"):
            continue
        role = f"highlight-{note.body.colour or 'yellow'}" if note.kind == "highlight" else "noted"
        yield Mark(span.start, span.end, role, note.uid, "notes")


def lit_claim(claim: Claim, answered: Claim | None = None) -> list[Mark]:
    """A claim as it is lit when chosen: whose word, which cue, what is said, and what it answers."""
    marks = [Mark(s.start, s.end, "lit-content", claim.id, "lit") for s in claim.content]
    if answered is not None:
        marks += [Mark(s.start, s.end, "lit-answered", claim.id, "lit") for s in answered.content]
    for link in claim.chain:
        marks += [Mark(s.start, s.end, "lit-source", claim.id, "lit") for s in link.spans]
        marks += [Mark(s.start, s.end, "lit-cue", claim.id, "lit") for s in link.cue]
    marks += [Mark(s.start, s.end, "lit-source", claim.id, "lit") for s in claim.source.spans]
    marks += [Mark(s.start, s.end, "lit-cue", claim.id, "lit") for s in (*claim.cue, *claim.hedges)]
    return marks


def lit_actor(actor: Actor) -> list[Mark]:
    """An actor as it is lit when chosen: every mention, and the roles the text gives."""
    marks = [Mark(r.start, r.end, "lit-content", actor.id, "lit") for r in actor.roles]
    return marks + [
        Mark(m.start, m.end, "lit-inferred" if m.inferred else "lit-source", actor.id, "lit")
        for m in actor.mentions
    ]


def lit_date(entry: TimelineEntry) -> list[Mark]:
    """A date as it is lit when chosen: the expression and the clause that it dates."""
    marks = []
    if entry.event is not None:
        marks.append(Mark(entry.event.start, entry.event.end, "lit-content", entry.id, "lit"))
    return [*marks, Mark(entry.start, entry.end, "lit-cue", entry.id, "lit")]


def lit_spans(spans: Sequence[Span], item: str) -> list[Mark]:
    """Plain words lit."""
    return [Mark(s.start, s.end, "lit-content", item, "lit") for s in spans]
