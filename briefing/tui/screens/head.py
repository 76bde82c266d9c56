"""The head of a brief: title, outlet, date; the lead; the sourcing line."""

from briefing.tui.rows.head import brief_counts
from briefing.tui.rows.source import Run
from briefing.tui.state import BriefState
from briefing.tui.text.cells import clip, width
from briefing.tui.words import day, spans_words


def head_lines(state: BriefState, reliability: str | None, columns: int) -> list[tuple[list[Run], list[Run]]]:
    """Three lines from 120 columns, else two: title and sourcing, with the lead between where it fits."""
    view = state.view
    article = view.article
    lead = spans_words(state.text, state.brief.lead) if state.brief else ""
    title = article.title or lead or _first_words(state)
    right: list[Run] = [("  ", "")]
    if article.site and columns >= 60:
        grade = f" {reliability}" if reliability else ""
        right += [(clip(article.site, 30), "plain"), (grade, "analyst"), (" · ", "faint")]
    right.append((day(view.published), "plain" if view.published else "denial"))
    if view.published != article.published:
        right.append((" ±", "analyst"))
    right += [(" ★", "cue")] if view.state.starred else []
    right += [(" ◷", "cue")] if view.state.later else []
    right.append((" ", ""))
    lines = [([(" ", ""), (title, "title")], right)]
    if columns >= 120 and article.title and lead:
        lines.append(([(" ", ""), (lead, "plain")], [(" ", "")]))
    corrected = len({uid for uids in view.corrected.values() for uid in uids})
    end: list[Run] = [(f"{corrected} corrected ", "analyst")] if corrected else []
    counts = brief_counts(state, columns - 2 - sum(width(words) for words, _ in end))
    lines.append(([(" ", ""), *counts, ("", "")], end))
    return lines


def _first_words(state: BriefState) -> str:
    """What stands for a title where the article has none."""
    return " ".join(state.text[:200].split()) or "(an empty text)"
