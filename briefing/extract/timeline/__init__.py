"""What happened when, with the doubt shown: expressions, their values, the clauses they date.

Rules are deterministic and offline; values depend on nothing but the parse and the publication date,
so that a date set later by hand is one more run. The conventions stand in docs/timeline.md.
"""

import re

from briefing.extract.lookup import ActorLookup
from briefing.extract.parse import Parsed
from briefing.extract.timeline.clause import Event, event_of
from briefing.extract.timeline.context import Context
from briefing.extract.timeline.dateline import anchor_of, dateline_date, publication_part
from briefing.extract.timeline.form import bound, on_the_calendar, precision_of
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
    context = Context(parsed, anchor=anchor_of(parsed))
    today = bound(context.today, False, last=False) if context.today else None
    taken: set[str] = set()
    entries: list[TimelineEntry] = []
    part: Span | None = None
    number = -1
    for found in read_all(context):
        if context.told.paragraph != number:
            number = context.told.paragraph
            part = publication_part(parsed, number, context.anchor)
        entry = _entry(found, context, today, part, actors, taken)
        taken.add(entry.id)
        entries.append(entry)
    return entries


def _entry(
    found: Found, context: Context, today: str | None, part: Span | None, actors: ActorLookup, taken: set[str]
) -> TimelineEntry:
    """The entry of an expression; `today` is the publication day, `part` what says so in its paragraph."""
    reading, parsed = found.reading, context.parsed
    event = event_of(parsed.doc, found.start, found.end, context.tense_at)
    edtf, first, last = on_the_calendar(reading, context.today, context.anchor.southern)
    before = (
        None
        if today is None or reading.point is None
        else True
        if last and last < today
        else False
        if first and first > today
        else None
    )
    if today is None and not reading.anchored:
        before = _side(parsed.text[found.start : found.end])
    kind: TimelineKind = "said" if event and event.said else "happened"
    if part is not None and part.covers(Span(found.start, found.end)):
        kind, event = "published", None
    clause = _clause(event, found, part, context) if event else None
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


_AHEAD = re.compile(r"\b(?:next|tomorrow|coming|from now)\b", re.IGNORECASE)
_BEHIND = re.compile(r"\b(?:last|yesterday|ago)\b", re.IGNORECASE)


def _side(words: str) -> bool | None:
    """Whether words that count from an unknown day lie before (True) or after it."""
    return True if _BEHIND.search(words) else False if _AHEAD.search(words) else None


def _clause(event: Event, found: Found, part: Span | None, context: Context) -> Span:
    """The event's clause within the expression's paragraph, without the dateline in front of it."""
    block = context.parsed.paragraphs[context.told.paragraph].block
    start, end = max(event.span.start, block.start), min(event.span.end, block.end)
    if part is not None and part.end <= found.start:
        start = max(start, part.end)
    words = context.parsed.text[start:end]
    return Span(start + len(words) - len(words.lstrip()), start + len(words.rstrip()))
