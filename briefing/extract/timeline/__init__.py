"""What happened when, with the doubt shown: expressions, their values, the clauses they date.

Rules are deterministic and offline; values depend on nothing but the parse and the publication date,
so that a date set later by hand is one more run. The conventions stand in docs/timeline.md.
"""

from briefing.extract.lookup import ActorLookup
from briefing.extract.parse import Parsed
from briefing.extract.timeline.clause import Event, event_of
from briefing.extract.timeline.context import Context
from briefing.extract.timeline.dateline import anchor_of, dateline_date, publication_part
from briefing.extract.timeline.form import on_the_calendar, precision_of
from briefing.extract.timeline.read import Found, read_all
from briefing.extract.timeline.status import status_of
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
    part = publication_part(parsed, found.start, context.anchor)
    kind: TimelineKind = "said" if event and event.said else "happened"
    if part is not None and part[0] <= found.start and found.end <= part[1]:
        kind, event = "published", None
    clause = _clause(event, found, part, parsed) if event else None
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
        event=clause,
        actors=actors.ids([clause or Span(found.start, found.end)]),
        status="past"
        if kind == "published"
        else status_of(event, before, duration=reading.type == "DURATION"),
        kind=kind,
        basis=reading.basis,
        precision=precision_of(reading),
    )


def _clause(event: Event, found: Found, part: tuple[int, int] | None, parsed: Parsed) -> Span:
    """The event's clause within the expression's paragraph, without the dateline in front of it."""
    start, end = event.span.start, event.span.end
    for paragraph in parsed.paragraphs:
        block = paragraph.block
        if block.start <= found.start < block.end:
            start, end = max(start, block.start), min(end, block.end)
    if part is not None and part[1] <= found.start:
        start = max(start, part[1])
    words = parsed.text[start:end]
    return Span(start + len(words) - len(words.lstrip()), start + len(words.rstrip()))


def on_the_calendar_day(context: Context) -> str | None:
    """The publication day, ISO."""
    from briefing.extract.timeline.form import bound

    return bound(context.today, False, last=False) if context.today else None
