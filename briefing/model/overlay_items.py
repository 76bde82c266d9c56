"""What a correction does to one actor, claim or date."""

import re
from typing import TYPE_CHECKING, Any, get_args

import msgspec

from briefing.model.article import Span
from briefing.model.brief import (
    Actor,
    ActorKind,
    Claim,
    ClaimSource,
    Evidence,
    Mention,
    Polarity,
    Precision,
    Quotation,
    SourceKind,
    Status,
    TimelineEntry,
    TimelineKind,
    Timex,
    item_id,
)

if TYPE_CHECKING:
    from briefing.model.overlay import Draft

_DATE = r"(\d{4})(?:-(\d\d)(?:-(\d\d))?)?"
_CHOICES: dict[str, tuple[Any, ...]] = {
    "polarity": get_args(Polarity),
    "evidence": get_args(Evidence),
    "quotation": get_args(Quotation),
    "status": get_args(Status),
}


def spans_of(item: Actor | Claim | TimelineEntry) -> list[Span]:
    """The places in the text that an item rests on."""
    if isinstance(item, Actor):
        return [m.span for m in item.mentions]
    if isinstance(item, Claim):
        return [*item.content, *item.cue]
    return [item.span]


def nearness(item: Actor | Claim | TimelineEntry, place: Span) -> float:
    """The best share of common characters of `place` and one of the item's spans, 0 to 1."""
    best = 0.0
    for span in spans_of(item):
        both = min(span.end, place.end) - max(span.start, place.start)
        if both > 0:
            best = max(best, both / (max(span.end, place.end) - min(span.start, place.start)))
    return best


def with_actor(claim: Claim, old: str, new: str | None, kind: SourceKind | None = None) -> Claim:
    """The claim with every reference to one actor made a reference to another of that kind of source, or taken out.

    A source that was named because of the actor is words without a name once the actor is taken out; a document or an
    outlet stays one.
    """
    source = claim.source
    if source.actor == old:
        source = _renewed(source, new, kind or ("unnamed" if source.spans else "unattributed"))
    chain = [msgspec.structs.replace(k, actor=new) if k.actor == old else k for k in claim.chain]
    return msgspec.structs.replace(claim, source=source, chain=chain, about=_renamed(claim.about, old, new))


def _renewed(source: ClaimSource, actor: str | None, kind: SourceKind) -> ClaimSource:
    """The source as that actor's. A reason for a missing name goes where there is a name."""
    if source.kind not in ("named", "unnamed"):
        kind = source.kind
    reason = source.reason if kind == "unnamed" else None
    return ClaimSource(kind, actor, source.spans, reason)


def kind_of(draft: "Draft", actor: Actor) -> SourceKind:
    """What kind of source an actor is: `named`, or what the engine took an unnamed one for where it speaks.

    "Two officials" are unnamed; "the mayor of the town" has no name in the text either, but the reader can tell who it
    is, and the engine says `named` (docs/claims.md, Kinds of source). An outlet stays `media` where it only speaks so.
    """
    kinds = [c.source.kind for c in draft.machine.claims if c.source.actor == actor.id]
    if not actor.unnamed:
        return "media" if kinds and set(kinds) == {"media"} else "named"
    return next((k for k in kinds if k in ("named", "unnamed")), "unnamed")


def dated_actor(entry: TimelineEntry, old: str, new: str | None) -> TimelineEntry:
    """The entry with every reference to one actor made a reference to another, or taken out."""
    return msgspec.structs.replace(entry, actors=_renamed(entry.actors, old, new))


def _renamed(ids: list[str], old: str, new: str | None) -> list[str]:
    if old not in ids:
        return ids
    swapped = [new if i == old else i for i in ids]
    return list(dict.fromkeys(i for i in swapped if i is not None))


def renamed(actor: Actor, name: Any) -> Actor:
    """The actor under another name; the old one becomes an alias. Raises ValueError for an empty name."""
    name = _words(name)
    aliases = [a for a in dict.fromkeys([actor.name, *actor.aliases]) if a != name]
    return msgspec.structs.replace(actor, name=name, aliases=aliases)


def merged(actor: Actor, other: Actor) -> Actor:
    """The actor with all that belonged to another."""
    return msgspec.structs.replace(
        actor,
        aliases=[a for a in dict.fromkeys([*actor.aliases, other.name, *other.aliases]) if a != actor.name],
        roles=list(dict.fromkeys([*actor.roles, *other.roles])),
        mentions=sorted({*actor.mentions, *other.mentions}, key=lambda m: (m.start, m.end)),
        salience=max(actor.salience, other.salience),
    )


def split(actor: Actor, value: Any, uid: str, text: str) -> tuple[Actor, Actor]:
    """`(what stays, the new actor)`. Raises ValueError where nothing would stay or nothing would go."""
    places = [Span(int(s), int(e)) for s, e in value["mentions"]]
    going = [m for m in actor.mentions if any(m.span.overlaps(p) for p in places)]
    staying = [m for m in actor.mentions if m not in going]
    if not going or not staying:
        raise ValueError("a split needs a mention on either side")
    name = _words(value.get("name") or going[0].span.of(text))
    new = Actor(
        id=item_id("actor", "split", uid),
        name=name,
        kind=_one_of(get_args(ActorKind), value.get("kind") or actor.kind),
        aliases=[],
        roles=[
            r
            for r in actor.roles
            if any(abs(r.start - m.end) < 80 for m in going)
            and not any(abs(r.start - m.end) < 80 for m in staying)
        ],
        salience=actor.salience * len(going) / len(actor.mentions),
        mentions=going,
        unnamed=actor.unnamed and not value.get("name"),
    )
    return msgspec.structs.replace(
        actor, mentions=staying, roles=[r for r in actor.roles if r not in new.roles]
    ), new


def reattach(draft: "Draft", old: str, new: Actor) -> None:
    """Give claims and dates whose words are the new actor's mentions to the new actor."""

    def speaks(spans: list[Span]) -> bool:
        return any(m.span.overlaps(s) for m in new.mentions for s in spans)

    claims = []
    for claim in draft.claims:
        if claim.source.actor == old and speaks(claim.source.spans):
            claim = msgspec.structs.replace(claim, source=_renewed(claim.source, new.id, kind_of(draft, new)))
        if old in claim.about and speaks(claim.content):
            claim = msgspec.structs.replace(claim, about=[*claim.about, new.id])
        claims.append(claim)
    draft.claims = claims
    draft.timeline = [
        msgspec.structs.replace(t, actors=[*t.actors, new.id])
        if old in t.actors and t.event and speaks([t.event])
        else t
        for t in draft.timeline
    ]


def with_field(draft: "Draft", item: Any, field: str, value: Any) -> Any:
    """The item with one field set. Raises ValueError or KeyError where field or value makes no sense."""
    if field in _CHOICES and hasattr(item, field):
        return msgspec.structs.replace(item, **{field: _one_of(_CHOICES[field], value)})
    if isinstance(item, Actor):
        if field == "kind":
            return msgspec.structs.replace(item, kind=_one_of(get_args(ActorKind), value))
        if field == "reading":
            return msgspec.structs.replace(item, reading=_words(value) if value else None)
        if field == "parent":
            parent = draft.find(value, None, "actor") if value else None
            return msgspec.structs.replace(item, parent=parent.id if parent else None)
    elif isinstance(item, Claim):
        if field == "source":
            return msgspec.structs.replace(item, source=_source(draft, item.source, value))
        if field in ("content", "cue"):
            spans = _spans(value, len(draft.text))
            if field == "content" and not spans:
                raise ValueError("a claim needs words")
            return msgspec.structs.replace(item, **{field: spans})
        if field == "answers":
            answered = draft.find(value, None, "claim") if value else None
            return msgspec.structs.replace(item, answers=answered.id if answered else None)
    elif field == "value":
        return dated(item, str(value))
    elif field == "kind":
        return msgspec.structs.replace(item, kind=_one_of(get_args(TimelineKind), value))
    elif field == "event":
        spans = _spans(value, len(draft.text))
        return msgspec.structs.replace(item, event=spans[0] if spans else None)
    raise KeyError(field)


def _source(draft: "Draft", old: ClaimSource, value: Any) -> ClaimSource:
    """A source from an actor's reference, from words of the text ([[start, end]]), or none (None)."""
    if value is None:
        return ClaimSource("unattributed", None, [], None)
    if isinstance(value, list):
        return ClaimSource("unnamed", None, _spans(value, len(draft.text)), None)
    actor = draft.find(value, None, "actor")
    if not isinstance(actor, Actor):
        raise KeyError("no such actor")
    kind = kind_of(draft, actor)
    return ClaimSource(kind, actor.id, old.spans, old.reason if kind == "unnamed" else None)


def dated(entry: TimelineEntry, value: str) -> TimelineEntry:
    """The entry on another date. Raises ValueError where `value` is no date or two with `/` between."""
    first, _, last = value.partition("/")
    begin, precision = _bounds(first)
    end, _ = _bounds(last or first)
    if begin[0] > end[1]:
        raise ValueError("the end is before the beginning")
    return msgspec.structs.replace(
        entry,
        timex=Timex(entry.timex.type if entry.timex.type != "SET" else "DATE", value),
        edtf=value,
        from_=begin[0],
        to=end[1],
        anchored=True,
        basis="explicit",
        precision="interval" if last else precision,
    )


def _bounds(day: str) -> tuple[tuple[str, str], Precision]:
    """First and last day of `2031`, `2031-05` or `2031-05-14`, and how precise that is."""
    match = re.fullmatch(_DATE, day.strip())
    if not match:
        raise ValueError(f"{day!r} is not a date")
    year, month, dom = (int(g) if g else None for g in match.groups())
    assert year is not None
    if month is None:
        return (f"{year:04}-01-01", f"{year:04}-12-31"), "year"
    from calendar import monthrange  # with a date that was set: it costs as much as all of this module

    last = monthrange(max(year, 1), month)[1]
    if dom is None:
        return (f"{year:04}-{month:02}-01", f"{year:04}-{month:02}-{last:02}"), "month"
    if not 1 <= dom <= last:
        raise ValueError(f"{day!r} is not a date")
    return (f"{year:04}-{month:02}-{dom:02}",) * 2, "day"


def added(
    draft: "Draft", field: str, value: dict[str, Any], place: Span | None, uid: str
) -> Actor | Claim | TimelineEntry | None:
    """An item of the analyst's own, on the words of the annotation; None without words."""
    if place is None or not 0 <= place.start < place.end <= len(draft.text):
        return None
    if field == "actor":
        name = _words(value.get("name") or place.of(draft.text))
        kind = _one_of(get_args(ActorKind), value.get("kind") or "person")
        mention = Mention(place.start, place.end, "name")
        return Actor(item_id("actor", "added", uid), name, kind, [], [], 1.0, [mention])
    if field == "claim":
        none = ClaimSource("unattributed", None, [], None)
        source = _source(draft, none, value["source"]) if value.get("source") is not None else none
        quoted = draft.text[max(0, place.start - 1)] in '"“«„' or draft.text[place.start] in '"“«„'
        return Claim(
            id=item_id("claim", "added", uid),
            content=[place],
            cue=_spans(value.get("cue") or [], len(draft.text)),
            source=source,
            quotation="direct" if quoted else "indirect",
            evidence=_one_of(_CHOICES["evidence"], value.get("evidence") or "speech"),
            polarity=_one_of(_CHOICES["polarity"], value.get("polarity") or "assert"),
            hedges=[],
            chain=[],
            about=[a.id for a in draft.actors if any(m.span.overlaps(place) for m in a.mentions)],
            rule="analyst",
        )
    if field == "date":
        entry = TimelineEntry(
            id=item_id("date", "added", uid), start=place.start, end=place.end, timex=Timex("DATE", ""), edtf=None,
            from_=None, to=None, anchored=False, event=None, actors=[], status="unclear", kind="happened",
            basis="explicit", precision="vague",
        )  # fmt: skip
        return dated(entry, str(value["value"]))
    return None


def in_order(draft: "Draft") -> None:
    """Claims and dates in text order, as the engine gives them."""
    draft.claims.sort(key=lambda c: (c.content[0].start, c.content[0].end))
    draft.timeline.sort(key=lambda t: (t.start, t.end))


def _spans(value: Any, length: int) -> list[Span]:
    spans = [Span(int(start), int(end)) for start, end in value]
    if any(not 0 <= s.start < s.end <= length for s in spans):
        raise ValueError("these characters are not in the text")
    return spans


def _words(value: Any) -> str:
    words = " ".join(value.split()) if isinstance(value, str) else ""
    if not words:
        raise ValueError("a name must not be empty")
    return words


def _one_of(choices: tuple[Any, ...], value: Any) -> Any:
    if value not in choices:
        raise ValueError(f"{value!r} is none of {', '.join(choices)}")
    return value
