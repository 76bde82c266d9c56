"""What the brief screen knows: the article's view, what is narrowed, sorted, unfolded and chosen."""

from collections.abc import Iterable

from briefing.model.annotation import Annotation, Assess
from briefing.model.article import Span
from briefing.model.brief import Actor, Brief, Claim, TimelineEntry
from briefing.tui.text.marks import (
    Mark,
    MarkIndex,
    annotation_marks,
    brief_marks,
    lit_actor,
    lit_claim,
    lit_date,
    lit_spans,
)
from briefing.workspace import ArticleView

Item = Actor | Claim | TimelineEntry | Annotation


class BriefState:
    """One opened article. No widget in here; the panes read from it and the screen changes it."""

    def __init__(self, view: ArticleView) -> None:
        self.narrowed: str | None = None
        self.contested_first = False
        self.unfolded: set[str] = set()
        self.chosen: str | None = None
        self.here: frozenset[str] = frozenset()
        self.warnings: dict[str, str] = {}  # uid -> `edited` or `removed`: what became of the note's sentence
        self.take(view)

    def take(self, view: ArticleView) -> None:
        """Show a newer view of the same article."""
        self.view = view
        self.text = view.article.text
        self.brief: Brief | None = view.brief
        self._items: dict[str, Item] = {}
        brief = view.brief
        marks: list[Mark] = []
        if brief is not None:
            self._items.update((a.id, a) for a in brief.actors)
            self._items.update((c.id, c) for c in brief.claims)
            self._items.update((e.id, e) for e in brief.timeline)
            marks += brief_marks(brief)
        self.notes = sorted(
            (a for a in view.annotations if a.kind != "correction"),
            key=lambda a: (span.start if (span := self.span_of(a)) else -1, a.created),
        )
        for note in self.notes:
            self._items[note.uid] = note
        self._by_ref: dict[str, list[Annotation]] = {}
        for note in self.notes:
            if note.target.ref:
                self._by_ref.setdefault(note.target.ref, []).append(note)
        marks += annotation_marks(self.notes, view.places)
        self.marks = MarkIndex(marks)
        if self.narrowed not in self._items:
            self.narrowed = None
        self.choose(self.chosen if self.chosen in self._items else None)

    def item(self, key: str | None) -> Item | None:
        """The item or annotation of that id."""
        return self._items.get(key or "")

    def choose(self, key: str | None) -> bool:
        """Make an item the chosen one, so that its words are lit. Tells whether that changed anything."""
        changed = key != self.chosen
        self.chosen = key
        self.lit = MarkIndex(self._lit(key))
        return changed

    def _lit(self, key: str | None) -> list[Mark]:
        item = self.item(key)
        if isinstance(item, Claim):
            answered = self.item(item.answers)
            return lit_claim(item, answered if isinstance(answered, Claim) else None)
        if isinstance(item, Actor):
            return lit_actor(item)
        if isinstance(item, TimelineEntry):
            return lit_date(item)
        if isinstance(item, Annotation) and (span := self.span_of(item)):
            return lit_spans([span], item.uid)
        return []

    def span_of(self, item: Item) -> Span | None:
        """Where an item's words begin and end in the text."""
        if isinstance(item, Claim):
            first = item.content or item.cue or item.source.spans
            return first[0] if first else None
        if isinstance(item, Actor):
            mentions = [m for m in item.mentions if m.form == "name"] or item.mentions
            return mentions[0].span if mentions else None
        if isinstance(item, TimelineEntry):
            return item.span
        span = self.view.places.get(item.uid)
        if span is None and item.target.quote is None:
            target = self._items.get(item.target.ref or "")
            return self.span_of(target) if target is not None and target is not item else None
        return span

    def starts(self, item: Item) -> list[int]:
        """Every place to which `]c`, `]a`, `]t` or `]n` may lead for this item."""
        if isinstance(item, Actor):
            return [m.start for m in item.mentions]
        if isinstance(item, Claim):
            spans = [*item.content, *item.cue, *item.source.spans]
            return [min(s.start for s in spans)] if spans else []
        span = self.span_of(item)
        return [span.start] if span else []

    def items_at(self, offset: int) -> list[str]:
        """Ids of the items whose words cover the character at `offset`, the narrowest first."""
        found: dict[str, int] = {}
        for mark in self.marks.over(offset, offset + 1):
            size = mark.end - mark.start
            found[mark.item] = min(size, found.get(mark.item, size))
        return sorted(found, key=lambda key: found[key])

    def claims(self) -> list[Claim]:
        """The claims to show: narrowed to the actor, in the order chosen."""
        if self.brief is None:
            return []
        claims = [c for c in self.brief.claims if self._of_actor(c)]
        if self.contested_first:
            answered = {c.answers for c in self.brief.claims if c.answers}
            claims.sort(key=lambda c: (c.polarity != "deny" and c.id not in answered, not c.hedges))
        return claims

    def _of_actor(self, claim: Claim) -> bool:
        actor = self.narrowed
        if actor is None:
            return True
        return (
            claim.source.actor == actor or actor in claim.about or any(c.actor == actor for c in claim.chain)
        )

    def timeline(self) -> list[TimelineEntry]:
        """The entries to show, those on the calendar by date, the others behind them in text order."""
        if self.brief is None:
            return []
        entries = [e for e in self.brief.timeline if self.narrowed is None or self.narrowed in e.actors]
        return sorted(entries, key=lambda e: (not e.anchored or e.from_ is None, e.from_ or "", e.start))

    @property
    def unread(self) -> str:
        """Why the engine found nothing in this article, where it reads none of it; "" where it does."""
        brief = self.brief
        if brief is None or brief.actors or brief.claims or brief.timeline:
            return ""
        words = next((gap.text for gap in brief.gaps if gap.kind in ("language", "empty")), "")
        return words.partition(";")[0]

    def narrowed_name(self) -> str:
        """The name of the actor that claims and timeline are narrowed to, or ""."""
        actor = self.item(self.narrowed)
        return actor.name if isinstance(actor, Actor) else ""

    def notes_on(self, key: str) -> list[Annotation]:
        """The annotations made on an item."""
        return self._by_ref.get(key, [])

    def grades(self, key: str) -> Assess | None:
        """The analyst's newest grades of an item."""
        graded = [a for a in self.notes_on(key) if a.assess is not None]
        return max(graded, key=lambda a: a.modified).assess if graded else None

    def assessment(self, key: str) -> Annotation | None:
        """The annotation that holds the grades of an item."""
        graded = [a for a in self.notes_on(key) if a.kind == "assessment"]
        return max(graded, key=lambda a: a.modified) if graded else None

    def of_kind(self, kind: str) -> Iterable[Item]:
        """All items of a kind, `actor`, `claim`, `date` or `note`."""
        if kind == "note":
            return self.notes
        if self.brief is None:
            return ()
        kinds: dict[str, Iterable[Item]] = {
            "actor": self.brief.actors,
            "claim": self.brief.claims,
            "date": self.brief.timeline,
        }
        return kinds[kind]
