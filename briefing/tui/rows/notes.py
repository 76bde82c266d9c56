"""Rows of annotations: in one article, and over all of them."""

from briefing.model.annotation import COLOURS, Annotation
from briefing.model.saying import words
from briefing.tui.rows.brief import BriefRows
from briefing.tui.rows.source import Rows, Run, laid
from briefing.tui.text.cells import fit, width
from briefing.tui.words import moment
from briefing.workspace import ArticleRow

_GLYPHS = {
    "note": "✎",
    "question": "?",
    "gap": "∅",
    "assessment": "≡",
    "correction": "±",
    "link": "⇄",
    "bookmark": "⚑",
}
_STATES = {"fuzzy": "~ ", "suspect": "! review ", "orphan": "⊘ lost its place "}
# The same where the sentence was edited or removed in the version shown.
_WARNINGS = {"suspect": "! review: sentence {} ", "orphan": "⊘ sentence {} "}


def glyph(note: Annotation) -> str:
    """The sign of an annotation; a highlight's stands for its colour."""
    if note.kind == "highlight":
        return COLOURS.get(note.body.colour or "yellow", "▪")
    return _GLYPHS[note.kind]


def quote(note: Annotation) -> str:
    """The words it was made on, in one line."""
    return " ".join(note.target.quote.exact.split()) if note.target.quote else ""


def quoted(words: str) -> str:
    """Words in quotation marks, once."""
    return words if words[:1] in '"“‘«„' else f"“{words}”"


def state_words(note: Annotation, change: str = "") -> str:
    """What became of the note's words in a newer version; `change` of their sentence, `edited` or `removed`.

    A place that the analyst has looked at is in no doubt any more.
    """
    anchor = note.anchor
    state = anchor.state if anchor is not None else "exact"
    if anchor is not None and anchor.confirmed_by:
        return _STATES["orphan"] if state == "orphan" else ""
    return _WARNINGS.get(state, "! sentence {} ").format(change) if change else _STATES.get(state, "")


def note_runs(note: Annotation, lead: Run, cells: int, change: str = "") -> list[Run]:
    """One annotation in one line: sign, the analyst's words, tags, the text's words, when."""
    tags = "".join(f" #{tag}" for tag in note.body.tags)
    state = state_words(note, change)
    stamp = f" {moment(note.modified)}"
    said = words(note)
    text = quoted(quote(note)) if note.target.quote else ""
    room = max(10, cells - 5 - width(tags) - len(stamp) - len(state))
    first = min(width(said), room if not text else max(room * 6 // 10, 10)) if said else 0
    columns = [(lead[0], lead[1], 1), (glyph(note), "analyst", 2)]
    if state:
        columns.append((state, "error", len(state)))
    if first:
        columns += [(said, "analyst", first), (" ", "", 1)]
    right: list[Run] = [(tags, "analyst"), (stamp, "dim"), (" ", "")]
    return laid(columns, (text, "dim"), right, cells)


class NoteRows(BriefRows):
    """The annotations of one article in text order."""

    heading = "NOTES"
    of_engine = False
    empty = "no note yet · a writes one on the sentence, the selection or the item"

    def load(self) -> None:
        """All but the corrections, which show on their items."""
        self._rows = [note.uid for note in self.state.notes]

    def note(self) -> str:
        """How many."""
        return str(len(self._rows)) if self._rows else ""

    def runs(self, n: int, cells: int) -> list[Run]:
        """One annotation."""
        note = self.state.item(self._rows[n])
        if not isinstance(note, Annotation):
            return []
        return note_runs(note, self.lead(note.uid), cells, self.state.warnings.get(note.uid, ""))


class AllNoteRows(Rows):
    """Annotations over all articles, newest first."""

    heading = "NOTES OF ALL ARTICLES"

    def __init__(self, notes: list[tuple[ArticleRow | None, Annotation]], query: str = "") -> None:
        self.notes = notes
        self.query = query
        if query:
            self.empty = "no note matches · escape shows all"
        else:
            self.empty = "no note anywhere yet · open an article and press a"

    def __len__(self) -> int:
        return len(self.notes)

    def key(self, n: int) -> str | None:
        """The annotation's uid."""
        return self.notes[n][1].uid

    def note(self) -> str:
        """The query and how many it found."""
        return f"{self.query} · {len(self.notes)}" if self.query else str(len(self.notes))

    def runs(self, n: int, cells: int) -> list[Run]:
        """The annotation, and the article's title before it where there is room."""
        row, note = self.notes[n]
        title = min(28, cells // 4) if cells >= 70 else 0
        runs = note_runs(note, (" ", ""), cells - title)
        if not title:
            return runs
        name = row.title if row else "(not kept)"
        return [*runs[:1], (fit(name, title - 2), "dim"), ("  ", ""), *runs[1:]]
