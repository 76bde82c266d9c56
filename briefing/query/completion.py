"""What could be typed next."""

from collections.abc import Callable, Iterable
from typing import NamedTuple

from briefing.query.fields import BY_NAME, HELP
from briefing.query.printer import quoted

# (field name, beginning) -> values of the library, best first: tags, outlets, actors
Values = Callable[[str, str], Iterable[str]]
_SIGNS = '()"“„«'
_TIMES = ("today", "yesterday", "3d", "1w", "2w", "1m", "6m", "1y")
_GRADES = ("A", "B", "C", "D", "E", "F", "1", "2", "3", "4", "5", "6")


class Completion(NamedTuple):
    """Put `text` in place of `[start, end)` of the query. `help` says what it means."""

    text: str
    start: int
    end: int
    help: str


def complete(text: str, cursor: int, values: Values | None = None, *, most: int = 20) -> list[Completion]:
    """What the piece of the query at `cursor` could become, at most `most`, likeliest first.

    Field names where none is there yet, else the field's values; `values` adds those of the library.
    Never raises for any text; a cursor outside the text counts as its nearest end.
    """
    cursor = max(0, min(cursor, len(text)))
    start, open_quote = _piece(text, cursor)
    piece = text[start:cursor]
    name, colon, typed = piece.partition(":")
    field = BY_NAME.get(name.casefold().replace("_", "-")) if colon else None
    if field is None:
        if open_quote or colon:
            return []
        end = cursor if cursor == len(text) or text[cursor] != ":" else cursor + 1
        return [
            Completion(h.name + ":", start, end, h.help) for h in HELP if h.name.startswith(piece.casefold())
        ][:most]
    begin = start + len(name) + 1
    typed = typed.removeprefix('"').removeprefix("“").casefold()
    fixed = {"newer": _TIMES, "older": _TIMES, "grade": _GRADES}.get(field.name, field.values)
    found = [v for v in fixed if v.casefold().startswith(typed)]
    if values is not None and field.name not in ("has", "is", "kind", "grade", "newer", "older"):
        found += [v for v in values(field.name, typed) if v not in found]
    end = cursor + 1 if open_quote and text[cursor : cursor + 1] == '"' else cursor
    return [Completion(_value(v), begin, end, field.help) for v in found[:most]]


def _value(value: str) -> str:
    return quoted(value) if any(c.isspace() or c in _SIGNS or c == "\\" for c in value) else value


def _piece(text: str, cursor: int) -> tuple[int, bool]:
    """Where the piece that the cursor is in begins, and whether a quotation mark is open in it."""
    start, open_quote = 0, False
    at = 0
    while at < cursor:
        character = text[at]
        if open_quote:
            if character == "\\":
                at += 1
            elif character in '"”':
                open_quote, start = False, at + 1
        elif character in '"“':
            open_quote = True
            if not text[start:at].endswith(":"):
                start = at
        elif character.isspace() or character in "()" or (character == "-" and at == start):
            start = at + 1
        at += 1
    return min(start, cursor), open_quote
