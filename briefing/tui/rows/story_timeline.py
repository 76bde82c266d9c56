"""Rows of a story: the merged timeline, day by day or by periods that fold."""

import re
from collections.abc import Callable, Collection, Iterator, Sequence

from briefing.compare.days import Zoom, days_of
from briefing.compare.events import EventFeatures
from briefing.compare.timeline import Dating, Line
from briefing.compare.zoom import Band, bands, in_words
from briefing.tui.rows.source import Run
from briefing.tui.rows.story import Place, Row, StoryRows, fold_sign, source_words, told_by
from briefing.tui.text.cells import clip, fit, width
from briefing.tui.words import plural
from briefing.workspace.stories import StoryView

_STATUS = {"past": ("·", "dim"), "ongoing": ("=", "date"), "future": (">", "date"), "unclear": ("~", "dim")}
_DATE = 15  # columns of the date before an event
_LEAD = 14  # days before the first article that the timeline opens at
_MONTH = re.compile(
    r"\b(January|February|March|April|June|July|August|September|October|November|December)\b"
)
_YEAR = re.compile(r" \d{4}$")


def timeline_rows(view: StoryView, unfolded: Collection[str], zoom: Zoom) -> StoryRows:
    """Events by period; what happened, was said and was published apart, then what has no date."""
    line = view.story.timeline
    rows: list[Row] = []
    for part, lines in (("happened", line.happened), ("said", line.said), ("published", line.published)):
        if lines:
            rows.append(_title(part.upper(), len(lines)))
            rows += _days(part, lines, unfolded) if zoom == "day" else _periods(part, lines, unfolded, zoom)
    for title, lines in (
        ("NO PLACE ON THE CALENDAR", line.vague),
        ("WAITING FOR THE ARTICLE'S DATE", line.unanchored),
    ):
        if lines:
            rows.append(_title(title, len(lines)))
            for event in lines:
                label = clip(f"“{event.sources[0].event.expression}”", _DATE - 1)
                rows += _event("", event, label, unfolded, "  ")
    contested = sum(e.contested for e in (*line.happened, *line.said))
    remark = f"by {zoom} · + - zoom" + (f" · {contested} with two dates" if contested else "")
    return StoryRows("TIMELINE", rows, empty="no article gives a date", remark=remark)


def opening(view: StoryView, rows: StoryRows) -> str | None:
    """Where the timeline opens: at the first event that lies not long before the first article."""
    published = min((f.published for f in view.story.articles if f.published), default=None)
    days = days_of(published, published)
    if days is None:
        return None
    for event in view.story.timeline.happened:
        first = days_of(event.dates[0].from_, event.dates[0].from_)
        if first is not None and (days[0] - first[0]).days <= _LEAD and rows.find(event.key) is not None:
            return event.key
    return None


def same_time(rows: StoryRows, day: str) -> str | None:
    """The line of another zoom where an event of that `day` stands: the last that does not begin after it."""
    part = day.partition(" ")[0]
    lines = [r for r in rows.rows if r.key is not None and r.day.partition(" ")[0] == part and r.day <= day]
    return lines[-1].key if lines and part else None


def _title(words: str, count: int) -> Row:
    return Row(None, [(" ", "", 1)], (f"{words} {count}", "heading-on"))


def _days(part: str, lines: Sequence[Line], unfolded: Collection[str]) -> Iterator[Row]:
    """One line an event, its date before it where it is another than above; a heading where the year changes."""
    year = label = ""
    for event in lines:
        own = _year(event.dates[0])
        if own != year:
            year, label = own, ""
            yield Row(None, [("  ", "", 2)], (year, "date"))
        day = _in_year(event.dates[0])
        yield from _event(part, event, day if day != label else "", unfolded, "  ")
        label = day


def _periods(part: str, lines: Sequence[Line], unfolded: Collection[str], zoom: Zoom) -> Iterator[Row]:
    """One line a period, with how much there is and the event that most articles tell."""
    for band in bands(lines, zoom):
        key = f"{part} {band.first} {band.last}"
        yield _band(part, key, band, open_now=key in unfolded)
        if key in unfolded:
            label = ""
            for event in band.lines:
                day = _in_year(event.dates[0])
                yield from _event(part, event, day if day != label else "", unfolded, "     ")
                label = day


def _band(part: str, key: str, band: Band, *, open_now: bool) -> Row:
    most = max(band.lines, key=lambda e: (e.articles, e.contested))
    contested = sum(e.contested for e in band.lines)

    def detail() -> list[Run]:
        told: list[Run] = [(band.label, "title"), (plural(len(band.lines), "event"), "dim")]
        return told + [(f"{_in_year(e.dates[0])}  {e.words}", "plain") for e in band.lines]

    columns = [fold_sign(open_now=open_now), (band.label, "date", 24), (f"{len(band.lines):>3}  ", "dim", 5)]
    if contested:
        columns.append((f"≠{contested} ", "denial", 4))
    return Row(
        key=key, columns=columns, words=("" if open_now else most.words, "dim"), detail=detail,
        why=["a date that is known less exactly than the period stands by itself"], folds=True, day=f"{part} {band.first}",
    )  # fmt: skip


def _year(dating: Dating) -> str:
    """The year that a date lies in; of a longer time, that time in words."""
    days = days_of(dating.from_, dating.to)
    return str(days[0].year) if days and days[0].year == days[1].year else in_words(dating)


def _in_year(dating: Dating) -> str:
    """A date under the heading of its year: `Mon 3 Mar`, `Oct`, `spring`; "" for the year itself and what is longer."""
    days = days_of(dating.from_, dating.to)
    if days is None or days[0].year != days[1].year:
        return ""
    words = in_words(dating)
    return "" if words == str(days[0].year) else _MONTH.sub(lambda m: m[0][:3], _YEAR.sub("", words))


def _event(part: str, event: Line, label: str, unfolded: Collection[str], indent: str) -> Iterator[Row]:
    """The line of an event, and where it is unfolded what each article says of it."""
    several = len(event.sources) > 1
    open_now = several and event.key in unfolded
    told = next((s for s in event.sources if s.event.event == event.words), event.sources[0])
    sign, role = _STATUS[event.status]
    columns = [(indent, "", len(indent)), (f"{label} ", "date", _DATE)]
    columns += [fold_sign(open_now=open_now) if several else ("   ", "", 3), (f"{sign} ", role, 2)]
    if told.who:
        about = clip(told.who[0], 20)
        columns.append((f"{about}: ", "inferred", width(about) + 2))
    yield Row(
        key=event.key, columns=columns, words=(event.words, "key" if open_now else "plain"), right=_right(event, told),
        detail=lambda: _detail(event), why=event.reasons or ["told in one article"], place=None if several else _place(told),
        ref=told.ref, folds=several,
        day=f"{part} {event.dates[0].from_ or event.dates[0].to or ''}",
    )  # fmt: skip
    if open_now:
        for dating in event.dates:
            yield from (_told(event, dating, s, len(indent)) for s in dating.sources)


def _right(event: Line, told: EventFeatures) -> Callable[[int], list[Run]]:
    def right(cells: int) -> list[Run]:
        if event.kind == "published":
            return _outlet(told.outlet, cells)
        runs: list[Run] = []
        if event.contested:
            runs.append((f"  ≠ {_in_year(event.dates[1]) or in_words(event.dates[1])}", "denial"))
        if event.articles == 1:
            return runs + _outlet(told.outlet, cells)
        if cells < 90:
            return [*runs, (f"  {event.articles} / {event.outlets}", "dim")]
        return [*runs, (f"  {plural(event.articles, 'article')} / {plural(event.outlets, 'outlet')}", "dim")]

    return right


def _outlet(outlet: str, cells: int) -> list[Run]:
    """Whose article it is; the day it was published would be a second date on the line."""
    return [(f"  {fit(outlet or '?', 20 if cells >= 90 else 15)}", "dim")] if cells >= 56 else []


def _detail(event: Line) -> list[Run]:
    dated = event.dates[0].from_ or event.dates[0].to
    when = in_words(event.dates[0]) if dated else f"“{event.sources[0].event.expression}”"
    paragraphs: list[Run] = [(event.words, "title"), (f"{when} · {event.kind}, {event.status}", "date")]
    about = dict.fromkeys(name for s in event.sources for name in s.who)
    paragraphs += [(f"about {', '.join(about)} (inferred)", "inferred")] * bool(about)
    for dating in event.dates:
        if event.contested:
            paragraphs.append((in_words(dating), "denial"))
        paragraphs += [
            (f"“{s.event.expression}” — {source_words(s.outlet, s.published)}", "plain")
            for s in dating.sources
        ]
    return paragraphs


def _place(source: EventFeatures) -> Place:
    if source.event.id == "article":
        return Place(source.article_id, None, None)
    return Place(source.article_id, source.event.id, source.event.event_span or source.event.span)


def _told(event: Line, dating: Dating, source: EventFeatures, indent: int) -> Row:
    """What one article says of the event."""
    given = clip(
        _in_year(dating) or in_words(dating) if event.contested else f"“{source.event.expression}”", 22
    )

    def detail() -> list[Run]:
        return [
            (source_words(source.outlet, source.published), "dim"),
            (source.event.event, "plain"),
            (f"“{source.event.expression}” → {source.event.edtf or 'no date'}", "date"),
        ]

    lead = indent + 6
    return Row(
        key=f"{event.key}>{source.ref}", columns=[(" " * lead, "", lead), (f"{given}  ", "date", width(given) + 2)],
        words=(source.event.event, "plain"), right=told_by(source.outlet, source.published),
        detail=detail, why=event.reasons, place=_place(source), ref=source.ref, owner=event.key,
        rivals=[s.ref for s in event.sources if s.ref != source.ref],
    )  # fmt: skip
