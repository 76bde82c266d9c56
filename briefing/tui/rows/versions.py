"""Rows of a story's versions, and of what changed between two of them."""

from collections.abc import Sequence
from itertools import groupby

import msgspec

from briefing.model.annotation import Annotation
from briefing.tui.rows.notes import glyph, quote, quoted
from briefing.tui.rows.review import about
from briefing.tui.rows.source import Rows, Run, between
from briefing.tui.text.cells import clip, shown
from briefing.tui.text.difference import Paragraph
from briefing.tui.text.wrap import wrap
from briefing.tui.words import moment, plural

_NOTE = "note:"
_ROLES = {"=": "plain", "-": "removed", "+": "added"}
# The signs of GNU wdiff, which `git diff --word-diff` uses too.
_MARKS = {"=": ("", ""), "-": ("[-", "-]"), "+": ("{+", "+}")}
_GUTTERS = {"=": ("  ", "faint"), "-": ("− ", "denial"), "+": ("+ ", "good"), "±": ("± ", "cue")}
_AROUND = 1  # untouched paragraphs shown on either side of a change


class Cited(msgspec.Struct, frozen=True):
    """A note whose sentence was `edited` or `removed` in a version; `at` is where what is left stands."""

    note: Annotation
    kind: str
    at: int | None


class VersionRows(Rows):
    """Notes that cite what was changed first, then the versions, newest first."""

    heading = "VERSIONS"

    def __init__(
        self, versions: Sequence[tuple[str, str]], opened: str, base: str | None, cited: Sequence[Cited]
    ) -> None:
        self._versions = list(versions)
        self._opened = opened
        self._base = base
        self.cited = list(cited)
        notes: list[str | None] = [_NOTE + c.note.uid for c in self.cited]
        self._keys: list[str | None] = [
            *([None, *notes, None] if notes else []),
            *(key for key, _ in reversed(self._versions)),
        ]

    def __len__(self) -> int:
        return len(self._keys)

    def key(self, n: int) -> str | None:
        """A version's article id, or `note:` and a uid."""
        return self._keys[n]

    def note(self) -> str:
        """How many."""
        return str(len(self._versions)) if self._versions else ""

    def cited_note(self, key: str | None) -> Cited | None:
        """The note of a row."""
        return next((c for c in self.cited if _NOTE + c.note.uid == key), None)

    def runs(self, n: int, cells: int) -> list[Run]:
        """A heading, a note or a version."""
        key = self._keys[n]
        if key is None:
            first = n == 0
            count = plural(len(self.cited), "note cites", "notes cite")
            words = f" ! {count} what was changed here" if first else ""
            return [(clip(words, cells), "error")]
        cited = self.cited_note(key)
        if cited is not None:
            return _cited_runs(cited, cells)
        number = next(i for i, (k, _) in enumerate(self._versions) if k == key)
        seen = self._versions[number][1]
        here = "● " if key == self._opened else "  "
        words = f"version {number + 1}"
        right: list[Run] = [(f"first seen {moment(seen)} " if seen else "", "dim")]
        if key == self._base:
            words += " · compared with"
        elif key == self._opened:
            words += " · open"
        return between([(" " + here, "key"), (words, "plain")], right, cells)


def _cited_runs(cited: Cited, cells: int) -> list[Run]:
    note = cited.note
    left: list[Run] = [(f"   sentence {cited.kind} ", "error"), (glyph(note) + " ", "analyst")]
    said = about(note)
    if said:
        left.append((clip(said, max(8, (cells - 24) * 6 // 10)) + " ", "analyst"))
    left.append((quoted(quote(note)) if quote(note) else "", "dim"))
    return between(left, [(" ", "")], cells)


class ChangeRows(Rows):
    """Two versions laid over each other, wrapped at a width; untouched paragraphs away from a change folded.

    `starts` are the rows at which a run of changed paragraphs begins.
    """

    def __init__(self, heading: str, paragraphs: Sequence[Paragraph], cells: int, empty: str = "") -> None:
        self.heading = heading
        self.empty = empty
        self.starts: list[int] = []
        self._lines: list[list[Run]] = []
        self._at: list[tuple[int, int]] = []  # (place in the new text, row)
        self._changes = sum(1 for p in paragraphs if p.kind != "=")
        self._lay(list(paragraphs), max(12, cells - 4))

    def _lay(self, paragraphs: list[Paragraph], room: int) -> None:
        if not self._changes:
            return
        near = [
            any(p.kind != "=" for p in paragraphs[max(0, n - _AROUND) : n + _AROUND + 1])
            for n in range(len(paragraphs))
        ]
        numbered = list(zip(near, paragraphs, strict=True))
        for shown_, group in groupby(numbered, key=lambda pair: pair[0]):
            members = [p for _, p in group]
            if not shown_:
                self._lines.append([("  ⋯ " + plural(len(members), "paragraph") + " unchanged", "faint")])
                self._lines.append([])
                continue
            for paragraph in members:
                self._paragraph(paragraph, room)
                self._lines.append([])
        while self._lines and not self._lines[-1]:
            self._lines.pop()

    def _paragraph(self, paragraph: Paragraph, room: int) -> None:
        kind = paragraph.kind
        if kind != "=":
            self.starts.append(len(self._lines))
        text, roles, places = "", [], []
        for part in paragraph.parts:
            before, after = _MARKS[part.sign] if kind == "±" else ("", "")
            start = len(text)
            text += f"{before}{part.words}{after}"
            role = _ROLES[part.sign]
            roles.append((start, len(text), "dim" if kind == "=" else role))
            if part.sign != "-" and part.words.strip():
                places.append((start, part.at))
        for n, (start, end) in enumerate(wrap(text, 0, len(text), room)):
            gutter = _GUTTERS[kind] if n == 0 or kind != "=" else _GUTTERS["="]
            runs: list[Run] = [gutter]
            for left, right, role in roles:
                if left < end and start < right:
                    runs.append((shown(text[max(left, start) : min(right, end)]), role))
            self._at += [(at, len(self._lines)) for offset, at in places if start <= offset < end]
            self._lines.append(runs)

    def __len__(self) -> int:
        return len(self._lines)

    def key(self, n: int) -> str | None:
        """The number of the row; none for the empty line between paragraphs."""
        return str(n) if self._lines[n] else None

    def note(self) -> str:
        """How many paragraphs changed."""
        return plural(self._changes, "change") if self._changes else ""

    def runs(self, n: int, cells: int) -> list[Run]:
        """A line."""
        return self._lines[n]

    def row_at(self, offset: int) -> int | None:
        """The row that shows the place `offset` of the new text."""
        rows = [row for at, row in sorted(self._at) if at <= offset]
        return rows[-1] if rows else None
