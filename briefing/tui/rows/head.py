"""The sourcing line of the head: how many claims rest on what, and what is missing."""

from briefing.tui.rows.source import Run
from briefing.tui.state import BriefState
from briefing.tui.text.cells import width
from briefing.tui.words import plural


def brief_counts(state: BriefState, cells: int) -> list[Run]:
    """Claims by their source, then denials, hedges and gaps; in shorter words where `cells` are few."""
    if state.brief is None:
        return [("no brief yet", "dim")]
    if state.unread:
        return [(state.unread, "plain")]
    for short, hedges in ((False, True), (True, True), (True, False)):
        runs = _counts(state, short=short, hedges=hedges)
        if sum(width(words) for words, _ in runs) <= cells:
            break
    return runs


def _counts(state: BriefState, *, short: bool, hedges: bool) -> list[Run]:
    brief = state.brief
    assert brief is not None
    s = brief.sourcing
    kinds = (
        (s.named, "named", "named"),
        (s.unnamed, "unnamed", "unnamed"),
        (s.document, "on documents", "docs"),
        (s.media, "on media", "media"),
        (s.unattributed, "unattributed", "unattr."),
    )
    parts: list[Run] = [(plural(len(brief.claims), "claim"), "plain")]
    parts += [(f"{count} {brief_ if short else full}", "dim") for count, full, brief_ in kinds if count]
    second: list[Run] = []
    if s.denials:
        second.append((plural(s.denials, "denial"), "denial"))
    if s.hedged and hedges:
        second.append((f"{s.hedged} hedged", "cue"))
    if brief.gaps:
        second.append((plural(len(brief.gaps), "gap"), "plain"))
    gap: list[Run] = [(" · " if short else "   ", "faint")] if second else []
    return [*_dotted(parts), *gap, *_dotted(second)]


def _dotted(parts: list[Run]) -> list[Run]:
    runs: list[Run] = []
    for n, part in enumerate(parts):
        runs += [(" · ", "faint"), part] if n else [part]
    return runs
