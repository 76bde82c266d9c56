"""The analyst's corrections over the machine's brief. Pure: no store, no screen, no clock.

The machine's brief stays reproducible, the corrections are annotations, and what the screen shows is
one over the other. A correction finds its item by the item's id, else by the place in the text that
it was made on, so that it holds with a new version of the extractor too.

What `Correction` holds:

=======  ==========================================================================================
rename   item: actor · value: the new name
merge    item: the actor that stays · value: the actor that goes into it (a reference)
split    item: actor · value: {"name", "kind"?, "mentions": [[start, end], …]} — these leave it;
         field match, item any · value: `<story>#<item>` — not one with that item of another article,
         which `briefing.compare.decisions` reads and this brief knows nothing of
set      item: actor (field kind, reading, parent), claim (field source, polarity, evidence,
         quotation, content, cue, answers), date (field value, status, kind, event) · value: the new one
reject   item: any — it is not there
add      item: "" · field: actor, claim or date · value: {"name"?, "kind"?, "source"?, "cue"?,
         "polarity"?, "value"?} · on the annotation's words
=======  ==========================================================================================

A reference to an actor is its id, or {"id", "name", "start", "end"}: by id, else by name, else by place.
A set value of a date is `2031`, `2031-05`, `2031-05-14` or two of these with `/` between.
"""

from collections.abc import Sequence
from typing import Any

import msgspec

from briefing.model import overlay_items as items
from briefing.model.annotation import Annotation, Correction
from briefing.model.article import Span
from briefing.model.brief import Actor, Brief, Claim, TimelineEntry, count_sources

Item = Actor | Claim | TimelineEntry


class Overlay(msgspec.Struct, frozen=True):
    """The corrected brief and what was done to it."""

    brief: Brief
    corrected: dict[str, list[str]]  # item id -> uids of the corrections in force on it
    added: set[str]  # ids of items that the analyst added
    rejected: list[str]  # ids of items that were taken out
    unresolved: list[str]  # uids of corrections that found no item, or made no sense


class Draft:
    """A brief while it is being corrected."""

    def __init__(self, brief: Brief) -> None:
        self.machine = brief
        self.text = brief.article.text
        self.actors = list(brief.actors)
        self.claims = list(brief.claims)
        self.timeline = list(brief.timeline)
        self.corrected: dict[str, list[str]] = {}
        self.added: set[str] = set()
        self.rejected: list[str] = []

    def room(self, prefix: str) -> list[Any]:
        """The list that items of a kind are in."""
        rooms: dict[str, list[Any]] = {"actor": self.actors, "claim": self.claims, "date": self.timeline}
        return rooms[prefix]

    def find(self, reference: Any, place: Span | None, prefix: str) -> Item | None:
        """The item of a reference, by id, else by name, else by place; None where there is none."""
        name = ""
        if isinstance(reference, dict):
            start, end = reference.get("start"), reference.get("end")
            if isinstance(start, int) and isinstance(end, int):
                place = Span(start, end)
            name, reference = str(reference.get("name") or ""), reference.get("id")
        room = self.room(prefix)
        found = next((i for i in room if i.id == reference), None)
        if found is None and name:
            found = next((i for i in room if isinstance(i, Actor) and name in (i.name, *i.aliases)), None)
        if found is None and place is not None:
            near = [(items.nearness(i, place), i) for i in room]
            best = max(near, key=lambda pair: pair[0], default=None)
            found = best[1] if best and best[0] > 0 else None
        return found

    def replace(self, old: Item, new: Item) -> None:
        """Put `new` where `old` was."""
        room = self.room(old.id.split(":")[0])
        room[room.index(old)] = new

    def rewrite(self, old_id: str, new: Actor | None) -> None:
        """Make every reference to an actor point to another, or to none."""
        new_id = new.id if new is not None else None
        kind = items.kind_of(self, new) if new is not None else None
        self.claims = [items.with_actor(c, old_id, new_id, kind) for c in self.claims]
        self.timeline = [items.dated_actor(t, old_id, new_id) for t in self.timeline]
        self.actors = [
            msgspec.structs.replace(a, parent=new_id if new_id != a.id else None) if a.parent == old_id else a
            for a in self.actors
        ]


def overlay(brief: Brief, annotations: Sequence[Annotation]) -> Overlay:
    """The brief with all live corrections applied, in the order in which they were made."""
    draft = Draft(brief)
    unresolved: list[str] = []
    live = [a for a in annotations if a.kind == "correction" and a.correction and not a.deleted_at]
    for annotation in sorted(live, key=lambda a: (a.created, a.uid)):
        assert annotation.correction
        if annotation.correction.item == "article":
            continue  # the publication date: whoever asks for the brief has taken it into account
        if annotation.correction.op == "split" and annotation.correction.field == "match":
            continue  # between articles: nothing of this brief changes
        try:
            touched = _apply(draft, annotation, annotation.correction, brief.article.id)
        except (KeyError, TypeError, ValueError, AttributeError, msgspec.ValidationError):
            touched = None  # the value was typed or imported: what makes no sense is said, not shown
        if touched is None:
            unresolved.append(annotation.uid)
        else:
            draft.corrected.setdefault(touched, []).append(annotation.uid)
    corrected = msgspec.structs.replace(
        brief,
        actors=draft.actors,
        claims=draft.claims,
        timeline=draft.timeline,
        sourcing=count_sources(draft.claims),
    )
    return Overlay(corrected, draft.corrected, draft.added, draft.rejected, unresolved)


def _place(annotation: Annotation, version_id: str) -> Span | None:
    anchor = annotation.anchor
    if (
        anchor is not None
        and anchor.version_id == version_id
        and anchor.start is not None
        and anchor.end is not None
    ):
        return Span(anchor.start, anchor.end)
    return annotation.target.position if annotation.target.version_id == version_id else None


def _apply(draft: Draft, annotation: Annotation, change: Correction, version_id: str) -> str | None:
    """Apply one correction; the id of the item it changed, None where there is no such item."""
    place = _place(annotation, version_id)
    if change.op == "add":
        made = items.added(draft, change.field, change.value or {}, place, annotation.uid)
        if made is None:
            return None
        draft.room(made.id.split(":")[0]).append(made)
        items.in_order(draft)
        draft.added.add(made.id)
        return made.id
    prefix = change.item.split(":")[0]
    if prefix not in ("actor", "claim", "date"):
        return None
    if change.item in draft.rejected:
        return None  # what stands near it now is another item
    item = draft.find(change.item, place, prefix)
    if item is None:
        return None
    if change.op == "reject":
        draft.room(prefix).remove(item)
        draft.rejected.append(item.id)
        if isinstance(item, Actor):
            draft.rewrite(item.id, None)
        return item.id
    if change.op == "set":
        draft.replace(item, items.with_field(draft, item, change.field, change.value))
        return item.id
    if not isinstance(item, Actor):
        return None
    if change.op == "rename":
        draft.replace(item, items.renamed(item, change.value))
    elif change.op == "merge":
        other = draft.find(change.value, None, "actor")
        if not isinstance(other, Actor) or other is item:
            return None
        draft.actors.remove(other)
        draft.replace(item, items.merged(item, other))
        draft.rewrite(other.id, item)
    elif change.op == "split":
        rest, new = items.split(item, change.value, annotation.uid, draft.text)
        draft.replace(item, rest)
        draft.actors.append(new)
        items.reattach(draft, item.id, new)
        draft.added.add(new.id)
    return item.id
