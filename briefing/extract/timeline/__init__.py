"""What happened when, with the doubt shown: expressions, their values, the clauses they date.

Rules are deterministic and offline; values depend on nothing but the parse and the publication date,
so that a date set later by hand is one more run. The conventions stand in docs/timeline.md.
"""

from briefing.extract.lookup import ActorLookup
from briefing.extract.parse import Parsed
from briefing.extract.timeline.clause import event_of, status_of
from briefing.extract.timeline.context import Context
from briefing.extract.timeline.dateline import anchor_of, dateline_date, is_publication_line
from briefing.extract.timeline.form import on_the_calendar, precision_of
from briefing.extract.timeline.read import Found, read_all
from briefing.model.article import Span
from briefing.model.brief import TimelineEntry, TimelineKind, Timex, distinct, item_id

__all__ = ["dateline_date", "find_timeline"]


def find_timeline(parsed: Parsed, actors: ActorLookup) -> list[TimelineEntry]:
    """The article's time expressions, in text order; values against `parsed.article.published`.

    Without a publication date, one found in a dateline serves; without that, values stay relative
    (`XXXX-WXX`) and `anchored` is False. Never raises on odd text.
    """
    context = Context(parsed, anchor_of(parsed))
    taken: set[str] = set()
    entries: list[TimelineEntry] = []
    for found in read_all(context):
        entry = _entry(found, context, actors, taken)
        taken.add(entry.id)
        entries.append(entry)
    return entries


def _entry(found: Found, context: Context, actors: ActorLookup, taken: set[str]) -> TimelineEntry:
    reading, parsed = found.reading, context.parsed
    event = event_of(parsed.doc, found.start, found.end)
    edtf, first, last = on_the_calendar(reading, context.today, context.anchor.southern)
    today = context.anchor.day and on_the_calendar_day(context)
    before = (
        None
        if today is None or reading.point is None
        else True
        if last and last < today
        else False
        if first and first > today
        else None
    )
    kind: TimelineKind = "said" if event and event.said else "happened"
    if is_publication_line(parsed, found.start, found.end):
        kind = "published"
    identity = item_id("date", parsed.text[found.start : found.end], found.start)
    return TimelineEntry(
        id=identity if identity not in taken else distinct(identity, taken),
        start=found.start,
        end=found.end,
        timex=Timex(reading.type, reading.value, reading.mod),
        edtf=edtf,
        from_=first,
        to=last,
        anchored=reading.anchored,
        event=event.span if event else None,
        actors=actors.ids([event.span if event else Span(found.start, found.end)]),
        status="past" if kind == "published" else status_of(event, before),
        kind=kind,
        basis=reading.basis,
        precision=precision_of(reading),
    )


def on_the_calendar_day(context: Context) -> str | None:
    """The publication day, ISO."""
    from briefing.extract.timeline.form import bound

    return bound(context.today, False, last=False) if context.today else None
