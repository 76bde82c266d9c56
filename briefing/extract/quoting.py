"""Where a paragraph quotes: character ranges between marks.

Marks are “ ” „ « » and the straight ", doubled '' and ``. A straight mark opens or closes by the white space
around it (the way typesetters "educate" quotes); a mark left open runs to the end of its paragraph,
as the convention of opening each paragraph of a long quotation and closing only the last wants it.
"""

import re

from briefing.extract.lexicon import speech_forms

_MARK = re.compile(r"[“”„«»＂]|\"\"?|``|''|‘‘|’’")
_SINGLE = re.compile(r"(?<![\w’'])[‘'](?=[\w$])|(?<=[\w.,!?])['’](?![\w’'])")
# A reporting clause behind a comma: a mark still open before it was simply never closed.
_REPORTED = re.compile(
    r",\s[^,.;“”\"]{1,60}\b(?:said|says|wrote|added|told)\b|,\s(?:said|says|wrote|added)\b"
)
# A sentence of the writer's behind a mark that nothing closes: the quotation cannot reach over it.
_TOLD = re.compile(r"[.!?]\s+(?:[A-Z][\w.’'-]*\s+){1,4}(?:also\s+|later\s+)?(?:said|says|wrote|added|told)\b")
# What may end the speech of a line that opens with a dash, and the clause that reports it: "— It is empty, said Timm."
_DASH = re.compile(r"[—–―]\s*\w")
_REPORTING = re.compile(r"[,?!…]\s+([^,.;:?!]{1,60})(?=[.:,;]|$)")
_OPEN, _CLOSE = frozenset({"“", "„", "``", "‘‘"}), frozenset({"”", "’’"})


def quoted_ranges(piece: str, *, continued: bool = False) -> list[tuple[int, int, bool]]:
    """`(start, end, closed)` of each quotation of a paragraph, marks included, in order, not overlapping.

    `continued` is whether the next paragraph begins with a mark. `closed` is False where no closing
    mark stands in the paragraph. Double marks count first, then single ones, then a dash that opens speech.
    """
    return _pairs(piece, continued) or _single_pairs(piece) or _dashed(piece)


def opens_quoted(text: str) -> bool:
    """Whether a paragraph begins with a mark."""
    return bool(_MARK.match(text))


def _pairs(piece: str, continued: bool) -> list[tuple[int, int, bool]]:
    """`(start, end, closed)` of the quotations between double marks in one paragraph."""
    marks = [(m.start(), m.end(), m.group()) for m in _MARK.finditer(piece)]
    pairs: list[tuple[int, int, bool]] = []
    opened: int | None = None
    depth = 0
    for index, (at, end, mark) in enumerate(marks):
        kind = _kind(piece, at, end, mark, opened is not None)
        if mark == "“" and opened is not None and piece[opened] == "„":
            kind = "close"  # German usage
        if opened is None:
            if kind == "close":  # its opening mark is missing: nothing says where the words begin
                continue
            opened, depth = at, 1
        elif kind == "open":
            # A quotation inside a quotation, if as many marks close as open; else the last was never closed.
            depth += 1
        else:
            depth -= 1
            if depth <= 0 or not _balanced(marks, piece, index + 1):
                pairs.append((opened, end, True))
                opened, depth = None, 0
    cut = _REPORTED.search(piece, opened or 0) or _TOLD.search(piece, opened or 0)
    if opened is not None and (continued or cut is None):
        pairs.append((opened, len(piece), False))
    return pairs


def _balanced(marks: list[tuple[int, int, str]], piece: str, following: int) -> bool:
    """Whether the mark of that number is there and closes."""
    return following < len(marks) and _kind(piece, *marks[following], True) == "close"


def _kind(piece: str, at: int, end: int, mark: str, inside: bool) -> str:
    if mark in _OPEN:
        return "open"
    if mark in _CLOSE:
        turned = not inside and (at == 0 or piece[at - 1].isspace()) and piece[end : end + 1].isalnum()
        return "open" if turned else "close"  # ”We lost,” set with the wrong mark
    if mark in "«»":  # «French» and »German«
        return "close" if inside else "open"
    before = piece[at - 1] if at else " "
    after = piece[end] if end < len(piece) else " "
    space_before, space_after = before.isspace() or before in "([—–-", after.isspace()
    if space_before and not space_after:
        return "open"
    if space_after and not space_before:
        return "close"
    return "close" if inside else "open"


def _single_pairs(piece: str) -> list[tuple[int, int, bool]]:
    """Quotations between single marks, where a paragraph (most often a headline) has no double ones."""
    pairs: list[tuple[int, int, bool]] = []
    opened: int | None = None
    for match in _SINGLE.finditer(piece):
        at = match.start()
        opens = at + 1 < len(piece) and piece[at + 1].isalnum() and (at == 0 or not piece[at - 1].isalnum())
        if opened is None and opens:
            opened = at
        elif opened is not None and not opens:
            if " " in piece[opened:at]:
                pairs.append((opened, match.end(), True))
            opened = None
    return pairs


def _dashed(piece: str) -> list[tuple[int, int, bool]]:
    """The speech of a paragraph that opens with a dash, up to the clause that reports it; none where nothing does."""
    if _DASH.match(piece) is None:
        return []
    for match in _REPORTING.finditer(piece):
        if any(word.lower() in speech_forms() for word in match.group(1).split()):
            return [(0, match.start() + 1, True)]
    return []
