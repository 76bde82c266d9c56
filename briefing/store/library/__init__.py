"""The derived library: catalogue, words, cached briefs and rows of annotations, in SQLite. See docs/store.md."""

from briefing.store.library.library import Library
from briefing.store.library.rows import CatalogueRow, Likeness, NoteRow, Snippet

__all__ = ["CatalogueRow", "Library", "Likeness", "NoteRow", "Snippet"]
