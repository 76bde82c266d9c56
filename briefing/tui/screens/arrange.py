"""Where the panes of a brief go at a size: plain numbers, no widget."""

import msgspec

PANES = ("text", "actors", "claims", "timeline", "notes")
WIDE, VAST = 120, 200
_SIDE = ("actors", "claims", "timeline")


class Arrangement(msgspec.Struct, frozen=True):
    """Which panes show, and how large. Heights are lines; a pane that is not named takes the rest."""

    wide: bool
    panes: tuple[str, ...]
    library: int = 0  # columns of the library on the left, 0 for none
    text: int = 0  # columns of the text, 0 for all there are
    heights: dict[str, int] = {}


def head_room(lines: int) -> int:
    """How many lines the head may take."""
    return 3 if lines >= 28 else 2 if lines >= 16 else 1


def arrange(columns: int, lines: int, pane: str, rows: dict[str, int], *, zoomed: bool) -> Arrangement:
    """The arrangement at a size, with the hand in `pane` and `rows` lines in each list.

    From 120 columns: the text on the left with 60 %, the three lists stacked on the right, notes in a
    strip below. From 200 the library joins on the left. Below 120, or zoomed: one pane.
    """
    if columns < WIDE or zoomed:
        return Arrangement(False, (pane if pane in PANES else "text",))
    notes = 1 + min(max(1, rows.get("notes", 0)), 5 if lines >= 34 else 2)
    body = max(6, lines - head_room(lines) - notes - 3)  # two rules and the status line
    library = 46 if columns >= VAST else 0
    text = round((columns - library) * 0.6)
    return Arrangement(True, PANES, library, text, {"notes": notes, **_stacked(body, rows)})


def _stacked(body: int, rows: dict[str, int]) -> dict[str, int]:
    """Lines of the three lists: what each needs, as long as all have room."""
    body -= 2  # an empty line between the lists
    wants = {name: max(1, rows.get(name, 0)) + 1 for name in _SIDE}  # with the heading
    least = {name: min(wants[name], max(3, body // 4)) for name in _SIDE}
    left = body - sum(least.values())
    heights = dict(least)
    while left > 0:
        hungry = [name for name in _SIDE if heights[name] < wants[name]]
        if not hungry:
            break
        for name in sorted(hungry, key=lambda n: heights[n] / wants[n]):
            if left > 0:
                heights[name] += 1
                left -= 1
    return heights
