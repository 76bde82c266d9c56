"""Notes from a file finding their articles, their words and their earlier selves."""

from collections import Counter
from collections.abc import Callable, Iterable, Iterator
from typing import Any

import msgspec

from briefing.anchor import anchor, carry_forward
from briefing.exchange.bundle import Imported
from briefing.exchange.carried import utf16_offset
from briefing.model.annotation import Annotation, Provenance, Target
from briefing.model.article import Article, Span
from briefing.model.filter import EVERYTHING
from briefing.model.text import one_line
from briefing.store.identity import now
from briefing.store.intents import Part
from briefing.store.protocol import NotFoundError
from briefing.workspace.base import Base

_STATES = ("exact", "moved", "fuzzy", "suspect", "orphan")
_UTF16 = ("hypothesis",)  # formats whose positions count UTF-16 code units
_CONTENT = ("kind", "body", "assess", "links", "correction")
_ALL = 2**31


class Report:
    """What an import did, or would do in a dry run."""

    def __init__(self, form: str) -> None:
        self.form = form
        self.counts: Counter[str] = Counter()
        self.states: Counter[str] = Counter()
        self.waiting: Counter[str] = (
            Counter()
        )  # by address or id of an article that the library does not have
        self.problems: list[str] = []
        self.steps: list[str] = []  # the stories whose notes changed, once for each step of undo

    def count(self, what: str) -> None:
        """One more of `articles`, `added`, `updated`, `known`, `older` or `trashed`."""
        self.counts[what] += 1

    @property
    def complete(self) -> bool:
        """Whether everything in the file is in the library now."""
        return not self.waiting and not self.problems

    def lines(self) -> Iterator[str]:
        """The report in words."""
        words = {
            "articles": "new articles", "added": "added", "updated": "updated", "known": "known already",
            "older": "older than yours, which stay", "trashed": "in your trash, which stay there",
        }  # fmt: skip
        done = ", ".join(f"{self.counts[k]} {w}" for k, w in words.items() if self.counts[k])
        nothing = not self.counts["added"] and not self.counts["articles"]
        yield f"{self.form}: {'0 added' * nothing}{', ' * bool(nothing and done)}{done}"
        if self.states:
            yield "words found: " + ", ".join(f"{self.states[s]} {s}" for s in _STATES if self.states[s])
        for where, count in self.waiting.items():
            yield f"{count} not taken: the library has no article {where}; add it, then import again"
        yield from self.problems


class Arrivals:
    """One import of notes. Nothing is written before all is known."""

    def __init__(self, workspace: Base, form: str) -> None:
        self._home = workspace.home
        self._story_of = workspace.story_of
        self._form = form
        self.report = Report(form)
        self._by_uid: dict[str, Annotation] = {}
        self._by_canonical: dict[str, str] = {}
        self._articles: dict[str, Article | None] = {}
        self._newest: dict[str, str] = {}

    def take(
        self, imported: Imported, *, dry_run: bool = False, progress: Callable[[int], None] | None = None
    ) -> Report:
        """Keep the notes, all in one step that a crash cannot cut in two. Raises StoreError."""
        self.report.problems += imported.skipped
        self._look_up(imported.annotations)
        new: list[Annotation] = []
        edits: list[Annotation] = []
        if dry_run:
            self._home.annotations.admitted([_storable(a) for a in imported.annotations])
        for n, note in enumerate(imported.annotations, 1):
            there = self._by_uid.get(one_line(note.uid))
            there = there or self._by_uid.get(self._by_canonical.get(_canonical(note), ""))
            if there is not None:
                self._meet(there, note, edits)
            else:
                placed = self._placed(note)
                if placed is not None:
                    new.append(placed)
                    self._by_uid[placed.uid] = placed
            if progress is not None:
                progress(n)
        new = self._carried(new)
        for note in new:
            self.report.count("added")
            if note.target.quote is not None:
                self.report.states[note.anchor.state if note.anchor else "exact"] += 1
        if not dry_run:
            parts = [*_parts("insert", new), *_parts("edit", edits)]
            self._home.batches.apply(parts)
            self.report.steps = [part.article_id for part in parts]
        return self.report

    def _look_up(self, incoming: Iterable[Annotation]) -> None:
        """What the library has, by uid and by canonical id; of what comes, the canonical ids."""
        for deleted in (False, True):
            for row in self._home.library.notes(EVERYTHING, 0, _ALL, deleted=deleted):
                self._by_uid[row.annotation.uid] = row.annotation
                self._by_canonical.setdefault(_canonical(row.annotation), row.annotation.uid)
        for note in incoming:
            self._by_canonical.setdefault(_canonical(note), note.uid)
        self._by_canonical.pop("", None)

    def _meet(self, there: Annotation, note: Annotation, edits: list[Annotation]) -> None:
        """A note that the library has: its content counts, if it is newer."""
        if not _same(there, note):  # as it would be stored, perhaps it is
            (note,) = self._home.annotations.admitted([_storable(note)])
        if _same(there, note):
            self.report.count("known")
        elif there.deleted_at:
            self.report.count("trashed")
        elif note.modified <= there.modified:
            self.report.count("older")
        else:
            fields: dict[str, Any] = {n: getattr(note, n) for n in _CONTENT}
            edits.append(
                msgspec.structs.replace(there, **fields, provenance=note.provenance or there.provenance)
            )
            self.report.count("updated")

    # ── places ───────────────────────────────────────────────────────────────────────────────
    def _placed(self, note: Annotation) -> Annotation | None:
        """The note on an article of the library; None where there is none, which the report says."""
        target = self._resolved(note.target)
        article = self._kept(target.version_id) if target.version_id else None
        exact = article is not None
        if article is None:
            article = self._by_address(target.url) or self._of_parent(target.ref)
        if article is None:
            self.report.waiting[target.url or target.version_id or "(neither address nor id given)"] += 1
            return None
        place = note.anchor if note.anchor and self._kept(note.anchor.version_id) else None
        changes: dict[str, Any] = {"article_id": self._story_of(article.id), "version_id": article.id}
        quote, position = target.quote, target.position
        if quote is None:
            inside = position is not None and position.start < position.end <= len(article.text)
            changes["position"] = position if exact and inside else None
        elif not (exact and position is not None and position.of(article.text) == quote.exact):
            hint = position
            if hint is not None and self._form in _UTF16 and not exact:
                hint = Span(utf16_offset(article.text, hint.start), utf16_offset(article.text, hint.end))
            found = anchor(quote, hint, article.text)
            here = found.start is not None and found.end is not None
            changes["position"] = Span(found.start or 0, found.end or 0) if here else None
            if place is None:
                place = None if found.state == "exact" else found.anchor(article.id, now())
        changes["url"] = target.url or article.url
        provenance = note.provenance
        if target.version_id not in ("", article.id):
            # Where it was made stays known, though that text is not here.
            provenance = provenance or Provenance()
            kept = {"original_target": msgspec.to_builtins(target)}
            provenance = msgspec.structs.replace(provenance, raw={**kept, **provenance.raw})
        return msgspec.structs.replace(
            note, target=msgspec.structs.replace(target, **changes), anchor=place, provenance=provenance
        )

    def _resolved(self, target: Target) -> Target:
        """The target with a reference to another note by its uid here."""
        ref = target.ref or ""
        if not ref.startswith("annotation:"):
            return target
        uid = self._by_canonical.get(ref.removeprefix("annotation:"))
        return msgspec.structs.replace(target, ref=f"annotation:{uid}") if uid else target

    def _kept(self, version: str) -> Article | None:
        if version not in self._articles:
            try:
                self._articles[version] = self._home.articles.load(version)
            except NotFoundError:
                self._articles[version] = None
        return self._articles[version]

    def _by_address(self, url: str | None) -> Article | None:
        """The newest version of what came from that address; with or without a fragment, or the last slash."""
        if not url:
            return None
        if url not in self._newest:
            bare = url.partition("#")[0]
            stories = (self._home.stories.story(u) for u in (url, bare, bare.rstrip("/"), bare + "/"))
            story = next((s for s in stories if s), None)
            self._newest[url] = story.versions[-1].article_id if story else ""
        return self._kept(self._newest[url]) if self._newest[url] else None

    def _of_parent(self, ref: str | None) -> Article | None:
        """The article of the note that this one answers."""
        parent = self._by_uid.get((ref or "").removeprefix("annotation:"))
        return self._kept(parent.target.version_id) if parent else None

    def _carried(self, notes: list[Annotation]) -> list[Annotation]:
        """The notes with their places in the newest version of their story, where that is another."""
        result = list(notes)
        groups: dict[tuple[str, str], list[int]] = {}
        for n, note in enumerate(notes):
            newest = self._by_address(note.target.url)
            version = note.target.version_id
            if newest is None or newest.id == version or note.target.position is None:
                continue
            if note.anchor is None or note.anchor.version_id != newest.id:
                groups.setdefault((version, newest.id), []).append(n)
        for (old, new), members in groups.items():
            before, after = self._kept(old), self._kept(new)
            if before is None or after is None or self._story_of(old) != self._story_of(new):
                continue
            places = carry_forward([notes[n].target for n in members], before.text, after.text)
            for n, place in zip(members, places, strict=True):
                result[n] = msgspec.structs.replace(notes[n], anchor=place.anchor(new, now()))
        return result


def _same(one: Annotation, other: Annotation) -> bool:
    return all(getattr(one, name) == getattr(other, name) for name in _CONTENT)


def _canonical(note: Annotation) -> str:
    return one_line((note.provenance.canonical if note.provenance else None) or "")


def _storable(note: Annotation) -> Annotation:
    """The note as the store's door lets it pass before its article is known."""
    target = msgspec.structs.replace(note.target, article_id=note.target.article_id or "(not known yet)")
    return msgspec.structs.replace(note, target=target)


def _parts(what: Any, notes: list[Annotation]) -> list[Part]:
    by_story: dict[str, list[Annotation]] = {}
    for note in notes:
        by_story.setdefault(note.target.article_id, []).append(note)
    return [Part(story, what, group, label=f"import ({len(group)})") for story, group in by_story.items()]
