"""Rows of actors, claims and timeline."""

import re

from briefing.model.brief import Actor, Claim, TimelineEntry
from briefing.tui.rows.source import Rows, Run, laid
from briefing.tui.state import BriefState
from briefing.tui.text.cells import clip, fit, width
from briefing.tui.words import KINDS, after_date, day, role_words, says_all, source_words, spans_words, when

_POLARITY = {"deny": "✗", "decline": "–", "urge": "!", "question": "?"}
_STATUS = {"past": "·", "ongoing": "=", "future": ">", "unclear": "~"}
_GIVE = {"past": "past", "ongoing": "now", "future": "ahead", "unclear": "unclear"}


class BriefRows(Rows):
    """Rows of a brief: what they share."""

    of_engine = True  # whether the list is empty where the engine reads nothing

    def __init__(self, state: BriefState) -> None:
        self.state = state
        self._rows: list[str | None] = []
        self.load()
        if self.of_engine:
            self.empty = state.unread or self.empty

    def load(self) -> None:
        """Read the state anew."""
        raise NotImplementedError

    def __len__(self) -> int:
        return len(self._rows)

    def key(self, n: int) -> str | None:
        """The id of the item in row `n`."""
        return self._rows[n]

    def find(self, key: str | None) -> int | None:
        """The row of an item."""
        return self._rows.index(key) if key is not None and key in self._rows else None

    def lead(self, key: str) -> Run:
        """The first column: `▸` where the caret stands on the item's words."""
        return ("▸", "key") if key in self.state.here else (" ", "")

    def flags(self, key: str) -> list[Run]:
        """The last columns: what the analyst did with the item."""
        view = self.state.view
        runs: list[Run] = []
        grades = self.state.grades(key)
        if grades is not None and grades.credibility is not None:
            runs.append((f" {grades.credibility}", "analyst"))
        if any(n.kind in ("note", "question", "gap") for n in self.state.notes_on(key)):
            runs.append((" ✎", "analyst"))
        if key in view.added:
            runs.append((" +", "analyst"))
        elif key in view.corrected:
            runs.append((" ±", "analyst"))
        return runs


class ActorRows(BriefRows):
    """Actors by salience; an unfolded one with its aliases and mentions under it."""

    heading = "ACTORS"
    empty = "nobody is named in this text"

    def load(self) -> None:
        """Actors of the ranking first, in the brief's order."""
        brief = self.state.brief
        self._rows = []
        self._said: dict[str, list[int]] = {}
        self._name = max((width(a.name) for a in brief.actors), default=8) if brief is not None else 8
        if brief is None:
            return
        for claim in brief.claims:
            if claim.source.actor:
                counts = self._said.setdefault(claim.source.actor, [0, 0])
                counts[claim.polarity == "deny"] += 1
        for actor in sorted(brief.actors, key=lambda a: (not a.in_ranking, -a.salience)):
            self._rows.append(actor.id)
            if actor.id in self.state.unfolded:
                if actor.aliases or actor.roles:
                    self._rows.append(None)
                self._rows += [f"{actor.id}@{m.start}" for m in actor.mentions]

    def counts(self, n: int) -> bool:
        """An actor, not one of its mentions."""
        return "@" not in (self._rows[n] or "@")

    def note(self) -> str:
        """How many there are."""
        return str(len(self.state.brief.actors)) if self.state.brief else ""

    def runs(self, n: int, cells: int) -> list[Run]:
        """Name, kind, role, and how often it speaks."""
        key = self._rows[n]
        if key is None:
            return self._aliases(self._rows[n - 1] or "", cells)
        if "@" in key:
            return self._mention(key, cells)
        actor = self.state.item(key)
        if not isinstance(actor, Actor):
            return []
        said, denied = self._said.get(key, (0, 0))
        right: list[Run] = [
            (f" ❝{said}" if said else "" if denied else "   ", "cue"),
            (f" ✗{denied}" if denied else "", "denial"),
        ]
        right += [(f" ×{len(actor.mentions):<2}", "dim"), *self.flags(key), (" ", "")]
        name = min(self._name, max(14, cells * 4 // 10))
        glyph = "○" if actor.unnamed else "●" if key != self.state.narrowed else "◉"
        role = "unnamed" if actor.unnamed else "actor" if actor.in_ranking else "dim"
        columns = [
            ("▸" if key in self.state.here else " ", "key", 1),
            (glyph, role, 2),
            (actor.name, role, name),
            (" ", "", 1),
        ]
        if cells >= 40:
            columns += [("unnamed" if actor.unnamed else KINDS[actor.kind], "dim", 8)]
        return laid(columns, (role_words(actor), "plain"), right, cells)

    def _aliases(self, key: str, cells: int) -> list[Run]:
        actor = self.state.item(key)
        if not isinstance(actor, Actor):
            return []
        parts = [*(r.text for r in actor.roles[1:]), *actor.aliases]
        return [(fit("     also: " + (" · ".join(parts) or "no other name"), cells), "dim")]

    def _mention(self, key: str, cells: int) -> list[Run]:
        actor_id, _, at = key.rpartition("@")
        actor = self.state.item(actor_id)
        mention = (
            next((m for m in actor.mentions if m.start == int(at)), None)
            if isinstance(actor, Actor)
            else None
        )
        if mention is None:
            return []
        text = self.state.text
        before = _spaced(text[max(0, mention.start - 24) : mention.start])
        words = " ".join(mention.span.of(text).split())
        after = _spaced(text[mention.end : mention.end + cells])
        role = "inferred" if mention.inferred else "actor"
        left = fit(before, 18, right=True) if len(before) <= 18 else "…" + before[-17:]
        room = max(0, cells - 24 - width(words))
        return [
            ("     ", ""),
            (left, "dim"),
            (clip(words, max(0, cells - 24)), role),
            (fit(after, room), "dim"),
        ]


def _spaced(text: str) -> str:
    """`text` with each run of white space as one space."""
    return re.sub(r"\s+", " ", text)


class ClaimRows(BriefRows):
    """Claims with their attribution, cue and content."""

    heading = "CLAIMS"
    empty = "no attributed statement in this text"

    def load(self) -> None:
        """The claims to show and the width of the widest source."""
        state = self.state
        claims = state.claims()
        self._rows = [c.id for c in claims]
        self._answered = {c.answers for c in state.brief.claims if c.answers} if state.brief else set()
        self._sources = {c.id: source_words(c, state.brief) for c in claims} if state.brief else {}
        self._wide = max((width(s) for s in self._sources.values()), default=8)
        cues = (" ".join(" ".join(s.of(state.text).split()) for s in c.cue) for c in claims)
        self._cue = max((width(cue) for cue in cues), default=4)
        if state.narrowed:
            self.empty = f"no claim by or about {clip(state.narrowed_name(), 24)}"

    def note(self) -> str:
        """Which claims, in which order."""
        if self.state.narrowed:
            return f"only {clip(self.state.narrowed_name(), 20)} (esc) · {len(self._rows)}"
        order = "contested first" if self.state.contested_first else "text order"
        return f"{order} · {len(self._rows)}"

    def runs(self, n: int, cells: int) -> list[Run]:
        """Source ▸ cue, content."""
        key = self._rows[n] or ""
        claim = self.state.item(key)
        if not isinstance(claim, Claim):
            return []
        text = self.state.text
        quoted = claim.quotation in ("direct", "mixed")
        glyph = _POLARITY.get(claim.polarity) or ("❝" if quoted else "›")
        glyph_role = "denial" if claim.polarity == "deny" else "cue"
        kind = claim.source.kind
        source_role = {"named": "actor", "unnamed": "unnamed"}.get(
            kind, "inferred" if kind == "unattributed" else "actor"
        )
        cue = " ".join(" ".join(s.of(text).split()) for s in claim.cue) or "–"
        source = min(self._wide, max(14, cells // 4), 26)
        wide = cells >= 66
        mark = "↳" if claim.answers else "⇄" if claim.id in self._answered else "~" if claim.hedges else " "
        mark_role = "denial" if mark in "↳⇄" else "hedge"
        columns = [
            ("▸" if key in self.state.here else " ", "key", 1),
            (glyph, glyph_role, 2),
            (self._sources[claim.id], source_role, source),
            (" ▸ ", "faint", 3),
            (cue, glyph_role, min(self._cue, 14) + 1 if wide else min(width(cue), 16) + 1),
        ]
        if wide or mark != " ":
            columns.append((mark, mark_role, 2))
        return laid(
            columns, (spans_words(text, claim.content), "plain"), [*self.flags(key), (" ", "")], cells
        )


class TimelineRows(BriefRows):
    """Dates by the calendar, the day of publication among them, what is on no calendar apart."""

    heading = "TIMELINE"
    empty = "no date in this text"

    def load(self) -> None:
        """The entries with the rules between them."""
        state = self.state
        self._rules: dict[int, str] = {}
        self._rows = []
        published = state.view.published
        entries = state.timeline()
        if state.brief is not None and published is None:
            self._rule("no date of publication · D sets it")
        placed = published is None
        loose = False
        for entry in entries:
            if not loose and (not entry.anchored or entry.from_ is None):
                if not placed:
                    placed = True
                    self._rule(f"published {day(published)}")
                loose = True
                self._rule("on no calendar")
            elif not placed and published and (entry.from_ or "") > published[:10]:
                placed = True
                self._rule(f"published {day(published)}")
            self._rows.append(entry.id)
        if not placed and entries:
            self._rule(f"published {day(published)}")
        self._published = published
        self._value = min(max((width(when(e, published)) for e in entries), default=1), 18)
        self._short = min(max((width(when(e, published, short=True)) for e in entries), default=1), 14)
        self._written = max((width(e.span.of(state.text)) for e in entries), default=1)
        if state.narrowed:
            self.empty = f"no date for {state.narrowed_name()} · esc shows all"

    def _rule(self, words: str) -> None:
        self._rules[len(self._rows)] = words
        self._rows.append(None)

    def note(self) -> str:
        """How many entries."""
        only = f"only {clip(self.state.narrowed_name(), 20)} (esc) · " if self.state.narrowed else ""
        return f"{only}{sum(key is not None for key in self._rows)}"

    def runs(self, n: int, cells: int) -> list[Run]:
        """Status, value, the expression as written, the clause that it dates.

        Where there is little room the expression has no column: it stands before the clause, and is left
        out where the value says no less.
        """
        key = self._rows[n]
        if key is None:
            words = f" ── {self._rules[n]} "
            return [(words + "─" * max(0, cells - width(words) - 1), "faint")]
        entry = self.state.item(key)
        if not isinstance(entry, TimelineEntry):
            return []
        wide = cells >= 64
        value = when(entry, self._published, short=not wide)
        written = " ".join(entry.span.of(self.state.text).split())
        event = self.state.brief.dated_words(entry) if self.state.brief else ""
        columns = [
            ("▸" if key in self.state.here else " ", "key", 1),
            (_STATUS[entry.status], "date", 2),
            (
                value or "–", "date" if entry.basis == "explicit" else "inferred",
                self._value if wide else self._short,
            ),
            ("  ", "", 2),
        ]  # fmt: skip
        if wide:
            columns += [
                (written, "dim", min(self._written, 24)), (" ", "", 1), (_GIVE[entry.status], "dim", 8),
            ]  # fmt: skip
        elif not says_all(value, written):
            quoted = f"“{clip(written, cells // 3)}” "
            columns.append((quoted, "dim", width(quoted)))
        return laid(columns, (after_date(event, written), "plain"), [*self.flags(key), (" ", "")], cells)
