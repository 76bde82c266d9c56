"""The sections of a report: claims, speakers, timeline, gaps and changes as lines with their citations."""

from collections.abc import Iterable, Mapping, Sequence
from typing import TypeVar

from briefing.compare.changes import Changes
from briefing.compare.features import ClaimFeatures
from briefing.compare.gaps import KINDS, OpenQuestion
from briefing.compare.groups import ClaimGroup, Member
from briefing.compare.profiles import Profile
from briefing.compare.story import Story
from briefing.compare.timeline import Line as Event
from briefing.compare.zoom import in_words, spoken
from briefing.model.annotation import Assess
from briefing.model.article import Span
from briefing.model.facts import ClaimFact, Facts
from briefing.model.report import Cite, Line, Section
from briefing.model.saying import judgement_words

INDEPENDENT = 2  # origins that credibility 1 asks for: confirmed by other independent sources (NATO AJP-2.1)
T = TypeVar("T")
_CLAIMS, _SPEAKERS, _EACH, _EVENTS, _GAPS = 20, 12, 4, 60, 40  # lines of a section at the most
_INFERRED = "grouping, status and origins are inferred"
_NAMELESS = "unnamed_without_reason"


def counted(n: int, word: str) -> str:
    """A number with its noun."""
    return f"{n} {word}{'s' * (n != 1)}"


def content(words: str) -> str:
    """A claim's words without the "that" which only joins them to their verb."""
    return words.removeprefix("that ")


def said(source: str, cue: str, words: str) -> str:
    """A claim in one line: whose word, the cue as written, the content."""
    return f"{source or '(unattributed)'} > {cue or '(quotation)'}: {content(words)}"


class Writer:
    """Makes the sections. `numbers` are those of the sources, by article; `full`: no line is left out."""

    def __init__(self, story: Story, numbers: Mapping[str, int], *, full: bool = False) -> None:
        self.story = story
        self.numbers = numbers
        self._full = full

    def _kept(self, items: Sequence[T], most: int) -> Sequence[T]:
        return items if self._full else items[:most]

    def _section(
        self, key: str, title: str, lines: Sequence[Line], most: int, empty: str, note: str = ""
    ) -> Section:
        kept = list(self._kept(lines, most))
        return Section(key, title, kept, empty, len(lines) - len(kept), note)

    def cite(self, article_id: str, span: Span | None) -> list[Cite]:
        """The citation of words of an article; none for an article that is no source."""
        number = self.numbers.get(article_id)
        return [Cite(number, article_id, span)] if number is not None else []

    # ── claims ───────────────────────────────────────────────────────────────────────────────
    def claims(self) -> Section:
        """The groups of claims, then single claims that the analyst judged."""
        lines = [self.group(g) for g in self.story.groups]
        grouped = {m.claim.ref for g in self.story.groups for m in g.members}
        judged = [r for r in self.story.assessed if r not in grouped]
        lines += [self.single(*found, ref) for ref in judged if (found := self.story.claim(ref))]
        empty = "No claim is made in more than one article."
        return self._section("claims", "Key claims", lines, _CLAIMS, empty, _INFERRED)

    def group(self, found: ClaimGroup) -> Line:
        """A group with its members below."""
        lead = next((m for m in found.members if m.claim.words == found.words), found.members[0]).claim
        judged = [a for m in found.members if (a := self.story.assessed.get(m.claim.ref))]
        return Line(
            content(found.words),
            label=found.status.upper(),
            cites=self.cite(lead.article_id, lead.span),
            marks=[self.story.counts(found), *dict.fromkeys(m for a in judged for m in assessed(a))],
            under=[self.member(m) for m in found.members],
        )

    def member(self, member: Member) -> Line:
        """A claim of a group with its side."""
        claim = member.claim
        label = member.side + (", corrects" if member.corrects else "")
        return Line(
            said(claim.source, claim.cue, claim.words), label=label, cites=self.cite(claim.article_id, claim.span),
            marks=_claim_marks(claim),
        )  # fmt: skip

    def single(self, facts: Facts, claim: ClaimFact, ref: str) -> Line:
        """A claim of one article that the analyst judged."""
        return Line(
            said(claim.source, claim.cue, claim.words), label="ONE ARTICLE",
            cites=self.cite(facts.article_id, claim.span), marks=assessed(self.story.assessed[ref]),
        )  # fmt: skip

    def reversals(self) -> Section:
        """Who stood on both sides."""
        lines = [
            Line(
                f"{r.speaker} is on both sides: {content(g.words)}", voice="inferred",
                cites=self.cite(r.after.claim.article_id, r.after.claim.span),
                under=[self.member(r.before), self.member(r.after)],
            )
            for g in self.story.groups
            for r in g.reversals
        ]  # fmt: skip
        return Section("reversals", "Reversed positions", lines)

    # ── who says what ────────────────────────────────────────────────────────────────────────
    def speakers(self) -> Section:
        """The named sources."""
        speaking = [p for p in self.story.profiles if p.said]
        lines = [self.speaker(p) for p in self._kept(speaking, _SPEAKERS)]
        return Section(
            "speakers", "Who says what", lines, "No named source speaks.", len(speaking) - len(lines),
            "one source over articles is inferred from its names",
        )  # fmt: skip

    def speaker(self, found: Profile) -> Line:
        """A named source with some of what it said: denials and refusals before assertions."""
        counts = ", ".join(
            f"{word} {n}"
            for word, polarity in (("said", "assert"), ("denied", "deny"), ("declined", "decline"))
            if (n := found.counted(polarity))
        )
        telling = sorted(
            found.said, key=lambda s: (s.claim.polarity == "assert", s.claim.polarity == "decline")
        )
        chosen = sorted(
            self._kept(telling, _EACH),
            key=lambda s: (s.published or "9999", s.article_id, s.claim.span.start),
        )
        under = [
            Line(
                f"{s.claim.cue or '(quotation)'}: {content(s.claim.words)}",
                cites=self.cite(s.article_id, s.claim.span),
                marks=_fact_marks(s.claim),
            )
            for s in chosen
        ]
        more = len(found.said) - len(chosen)
        return Line(
            found.name, label="",
            marks=[*[r.words for r in found.roles[-1:]], counts, counted(found.speaks_in, "article"), *[f"{more} more"] * bool(more)],
            cites=self.cite(found.said[0].article_id, found.said[0].claim.span), under=under,
        )  # fmt: skip

    # ── timeline ─────────────────────────────────────────────────────────────────────────────
    def timeline(self) -> list[Section]:
        """What happened, when things were said, and what has no place on the calendar."""
        line = self.story.timeline
        undated = [*line.vague, *line.unanchored]
        return [
            self.events("happened", "Timeline: what happened", line.happened, "Nothing has a date."),
            self.events("said", "Timeline: when it was said", line.said),
            self.events("undated", "Without a place on the calendar", undated),
        ]

    def events(self, key: str, title: str, lines: Sequence[Event], empty: str = "") -> Section:
        """Events in order of time; of too many, those that most articles tell."""
        places = {e.key: n for n, e in enumerate(lines)}
        weightiest = sorted(lines, key=lambda e: (-e.articles, not e.contested, places[e.key]))
        kept = sorted(self._kept(weightiest, _EVENTS), key=lambda e: places[e.key])
        shown = [self.event(e) for e in kept]
        return Section(key, title, shown, empty, len(lines) - len(kept), "one event a line is inferred")

    def event(self, event: Event) -> Line:
        """An event with its date, the dates beside it, and its sources where there are several."""
        first = event.sources[0]
        told = next((s for s in event.sources if s.event.event == event.words), first)
        marks = [f"about {', '.join(told.who)}, inferred"] if told.who else []
        marks += [event.status] if event.status in ("future", "ongoing") else []
        if event.articles > 1:
            marks.append(f"{counted(event.articles, 'article')} / {counted(event.outlets, 'outlet')}")
        if event.contested:
            marks.append("also dated " + ", ".join(in_words(d) for d in event.dates[1:]))
        under = [
            Line(
                s.event.event, label=in_words(d) if event.contested else f"“{s.event.expression}”",
                cites=self.cite(s.article_id, s.event.event_span or s.event.span),
            )
            for d in event.dates
            for s in d.sources
        ]  # fmt: skip
        label = spoken(event) if event.dates[0].from_ or event.dates[0].to else f"“{told.event.expression}”"
        return Line(
            event.words, label=label, cites=self.cite(told.article_id, told.event.event_span or told.event.span),
            marks=marks, under=under if len(under) > 1 else [],
        )  # fmt: skip

    # ── gaps ─────────────────────────────────────────────────────────────────────────────────
    def gaps(self) -> Section:
        """What is open, then what the analyst closed."""
        open_ones = [g for g in self.story.gaps if not g.closed]
        closed = [g for g in self.story.gaps if g.closed]
        lines = [self.gap(g) for g in [*open_ones, *closed] if g.kind != _NAMELESS]
        lines += self.nameless([g for g in self.story.gaps if g.kind == _NAMELESS])
        return self._section("gaps", "Not known", lines, _GAPS, "Nothing was declined, unverified or asked.")

    def nameless(self, found: Sequence[OpenQuestion]) -> list[Line]:
        """The sources without a name or a reason, one line an article."""
        by_article: dict[str, list[OpenQuestion]] = {}
        for gap in found:
            by_article.setdefault(gap.article_id, []).append(gap)
        return [
            Line(
                "; ".join(g.words for g in gaps),
                label=KINDS[_NAMELESS],
                cites=[c for g in gaps for c in self.cite(article_id, g.span)],
            )
            for article_id, gaps in by_article.items()
        ]

    def gap(self, found: OpenQuestion) -> Line:
        """A gap with what may answer it."""
        marks = ["answered"] if found.closed else ["perhaps answered, inferred"] if found.answers else []
        if found.by:
            marks.append(found.by)
        under = [
            Line(
                said(a.source, "", a.words) if a.source else a.words, label="answer", voice="analyst" if a.by else "inferred",
                cites=self.cite(a.article_id, a.span),
            )
            for a in found.answers
        ]  # fmt: skip
        return Line(
            found.words, voice="analyst" if found.by else "text", label=KINDS[found.kind],
            cites=self.cite(found.article_id, found.span), marks=marks, under=under,
        )  # fmt: skip

    # ── what changed ─────────────────────────────────────────────────────────────────────────
    def changes(self, found: Changes) -> Section:
        """What is new since a moment."""
        lines = [
            Line(f.title or "untitled", label="new article", cites=self.cite(f.article_id, None))
            for f in found.articles
        ]
        lines += [
            Line(
                f"{r.speaker}: {content(r.after.claim.words)}", voice="inferred", label="reversed",
                cites=self.cite(r.after.claim.article_id, r.after.claim.span),
                under=[self.member(r.before), self.member(r.after)],
            )
            for r in found.reversed
        ]  # fmt: skip
        lines += [
            Line(
                content(j.group.words), label=f"known claim, {counted(len(j.members), 'more source')}",
                cites=self.cite(j.members[0].claim.article_id, j.members[0].claim.span),
                marks=[j.group.status], under=[self.member(m) for m in j.members],
            )
            for j in found.joined
        ]  # fmt: skip
        lines += [
            Line(
                said(n.claim.source, n.claim.cue, n.claim.words), label="new claim",
                cites=self.cite(n.article_id, n.claim.span), marks=_fact_marks(n.claim),
            )
            for n in found.claims
        ]  # fmt: skip
        lines += [
            Line(
                p.now or p.was or self.title(p.new_id), label=f"paragraph {p.kind}", cites=self.cite(p.new_id, p.new),
                under=[Line(p.was, label="before", cites=self.cite(p.new_id, None))] if p.now and p.was else [],
            )
            for p in found.passages
        ]  # fmt: skip
        return self._section("changes", "What changed", lines, _EVENTS, f"Nothing since {found.since}.")

    def title(self, article_id: str) -> str:
        """The title of an article."""
        facts = self.story.article(article_id)
        return (facts.title if facts else "") or "untitled"

    # ── warnings ─────────────────────────────────────────────────────────────────────────────
    def warnings(self) -> Iterable[Line]:
        """Credibility 1 says that other independent sources confirm it: a warning where there are none."""
        for ref, judged in self.story.assessed.items():
            held = self.story.claim(ref)
            if judged.credibility != 1 or held is None:
                continue
            rests = self.story.origins_of(ref)
            if rests < INDEPENDENT:
                facts, claim = held
                yield Line(
                    f"“{content(claim.words)}” was given credibility 1, confirmed, and rests on "
                    f"{counted(rests, 'independent origin')}",
                    voice="inferred", cites=self.cite(facts.article_id, claim.span),
                )  # fmt: skip


def assessed(judged: Assess) -> list[str]:
    """The analyst's judgement of a claim in words."""
    return [f"{words} (analyst)" for words in judgement_words(judged)]


def _claim_marks(claim: ClaimFeatures) -> list[str]:
    marks: list[str] = [] if claim.source_kind == "named" else [claim.source_kind]
    if claim.certainty != "certain":
        marks.append(claim.certainty)
    return marks + ["relayed"] * claim.relayed


def _fact_marks(claim: ClaimFact) -> list[str]:
    marks: list[str] = [] if claim.polarity == "assert" else [claim.polarity]
    if claim.source_kind != "named":
        marks.append(claim.source_kind)
    return marks + ["hedged"] * claim.hedged
