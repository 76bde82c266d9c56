"""A story as a report: sections of lines, each with the words that it rests on.

Nothing here writes text of its own about the world: lines are words of articles and of the analyst, and
what was counted or inferred over them.
"""

from collections.abc import Iterable, Mapping

import msgspec

from briefing.compare.changes import Changes
from briefing.compare.profiles import unnamed
from briefing.compare.sections import Writer, counted
from briefing.compare.story import Story
from briefing.model.annotation import Annotation
from briefing.model.report import Line, Report, Source

BOTTOM_LINE = "bottom-line"  # the tag of a note that is a story's bottom line


class Grade(msgspec.Struct, frozen=True):
    """The analyst's grade of an outlet, A to F, and why."""

    letter: str
    reason: str = ""


def report(
    story: Story,
    query: str,
    *,
    grades: Mapping[str, Grade] | None = None,
    bottom_line: Line | None = None,
    changes: Changes | None = None,
    full: bool = False,
) -> Report:
    """The report on a story. `grades` are by outlet as the articles name it; `full`: with every line there is."""
    sources = _sources(story, grades or {})
    writer = Writer(story, {s.article_id: s.number for s in sources}, full=full)
    sections = [writer.claims(), writer.reversals(), writer.speakers(), *writer.timeline(), writer.gaps()]
    if changes is not None:
        sections.insert(0, writer.changes(changes))
    return Report(
        query=query,
        sourcing=sourcing(story),
        bottom_line=bottom_line,
        warnings=list(writer.warnings()),
        sections=[s for s in sections if s.lines or s.empty],
        sources=sources,
        since=changes.since if changes else None,
    )


def bottom_line_of(annotations: Iterable[Annotation], story: Story) -> Annotation | None:
    """The note of the story's articles that was tagged as the bottom line; of several the one written last."""
    kept = {f.story for f in story.articles}
    tagged = [
        a
        for a in annotations
        if not a.deleted_at
        and BOTTOM_LINE in a.body.tags
        and a.body.text.strip()
        and a.target.article_id in kept
    ]
    return max(tagged, key=lambda a: (a.modified, a.uid), default=None)


def sourcing(story: Story) -> str:
    """`9 articles · 5 outlets · 8 independent origins · 23 named and 12 unnamed speakers · 2031-05-14 to 2031-05-26`."""
    articles = story.articles
    outlets = len({f.outlet or f.article_id for f in articles})
    parts = [
        counted(len(articles), "article"),
        counted(outlets, "outlet"),
        counted(len(story.origins), "independent origin"),
        f"{sum(bool(p.said) for p in story.profiles)} named and {counted(unnamed(articles), 'unnamed speaker')}",
    ]
    days = sorted(f.published[:10] for f in articles if f.published)
    undated = len(articles) - len(days)
    if days:
        parts.append(days[0] if days[0] == days[-1] else f"{days[0]} to {days[-1]}")
    if undated:
        parts.append(f"{undated} without a date")
    return " · ".join(parts)


def _sources(story: Story, grades: Mapping[str, Grade]) -> list[Source]:
    numbers = {f.article_id: n for n, f in enumerate(story.articles, 1)}
    first: dict[str, tuple[int, str]] = {}
    for origin in story.origins:
        earliest = min(numbers[a] for a in origin.articles)
        for article in origin.articles:
            if numbers[article] != earliest:
                first[article] = earliest, "; ".join(origin.reasons[:1])
    found = []
    for facts in story.articles:
        grade = grades.get(facts.outlet)
        one = first.get(facts.article_id)
        found.append(
            Source(
                number=numbers[facts.article_id], article_id=facts.article_id, title=facts.title,
                outlet=facts.outlet, published=facts.published, url=facts.url,
                grade=grade.letter if grade else None, reason=grade.reason if grade else "",
                origin=one[0] if one else None, why=one[1] if one else "",
            )
        )  # fmt: skip
    return found
