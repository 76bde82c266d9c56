"""What a rule may ask while it reads an expression: the anchor, the verb's tense, the last date."""

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from briefing.extract.parse import Parsed
from briefing.extract.timeline.calendar import RANK, Point, day_of, start, to_unit, weekday_near
from briefing.extract.timeline.dateline import Anchor
from briefing.extract.timeline.tense import VERBAL, Tense, tense_of

if TYPE_CHECKING:
    from spacy.tokens import Span as DocSpan
    from spacy.tokens import Token

# "In 1998, …. In May, …": a year that opens its sentence frames the past-tense sentences right after it.
_NEAR_SENTENCES = 2
_FRAME = len("In the early ")


_NAMES = frozenset({"PERSON", "ORG", "WORK_OF_ART", "PRODUCT"})


def _around(span: "DocSpan") -> "list[Token]":
    doc = span.doc
    return [doc[i] for i in (span.start - 1, span.end) if 0 <= i < len(doc)]


@dataclass(slots=True)
class Mention:
    """A date that the text has named: where, and whether it was written out with its year."""

    point: Point
    start: int
    paragraph: int
    sentence: int
    explicit: bool
    opens: bool  # stands at the beginning of its sentence, as a frame does


@dataclass(slots=True)
class Context:
    """The state of one reading of one text, from front to back."""

    parsed: Parsed
    anchor: Anchor
    narrative: bool = False
    paragraph: int = 0
    sentence: int = 0
    sentences: list[int] = field(default_factory=list)  # where each begins
    at: tuple[int, int] = (0, 0)
    mentions: list[Mention] = field(default_factory=list)
    day_first: bool | None = None
    _tense: dict[tuple[int, int], Tense | None] = field(default_factory=dict)

    @property
    def today(self) -> Point | None:
        """The day of publication, where it is known."""
        return self.anchor.day

    @property
    def tense(self) -> Tense | None:
        """The tense of the verb that governs the expression now being read."""
        if self.at not in self._tense:
            self._tense[self.at] = tense_of(self.parsed.doc, *self.at)
        return self._tense[self.at]

    @property
    def direct(self) -> bool:
        """Whether the expression hangs on its verb directly, not on a noun."""
        span = self.parsed.doc.char_span(*self.at, alignment_mode="expand")
        if span is None or not len(span):
            return False
        above = span.root.head
        return above.pos_ in VERBAL or (above.pos_ == "ADP" and above.head.pos_ in VERBAL)

    def is_subject(self) -> bool:
        """Whether the expression is the subject of its verb."""
        span = self.parsed.doc.char_span(*self.at, alignment_mode="expand")
        return span is not None and len(span) > 0 and span.root.dep_ in ("nsubj", "nsubjpass")

    def in_name(self) -> bool:
        """Whether the expression is a part of a name: `the Sunday Telegraph`, `Mara April`, `Windows 2000`."""
        span = self.parsed.doc.char_span(*self.at, alignment_mode="expand")
        if span is None or not len(span):
            return False
        first, last = span[0], span[-1]
        if first.ent_type_ in _NAMES and last.ent_type_ == first.ent_type_:
            before = first.ent_iob_ == "I"
            after = last.i + 1 < len(last.doc) and last.nbor().ent_iob_ == "I"
            if (before or after) and any(t.pos_ == "PROPN" and t.ent_type_ == first.ent_type_ for t in _around(span)):
                return True
        return (
            last.dep_ == "compound"
            and last.head.i == last.i + 1
            and last.head.pos_ == "PROPN"
            and first.i > 0
            and first.nbor(-1).pos_ != "ADP"
        )

    def now(self, unit: str) -> Point | None:
        """The piece of calendar of `unit` that holds the publication day."""
        return self.today and to_unit(self.today, unit)  # type: ignore[arg-type]

    def remember(self, point: Point, at: int, explicit: bool) -> None:
        """Note a date that later expressions can hang on."""
        opens = self.sentence > 0 and at - self.sentences[self.sentence - 1] <= _FRAME
        self.mentions.append(Mention(point, at, self.paragraph, self.sentence, explicit, opens))

    def last(self, unit: str, *, exact: bool = False) -> Point | None:
        """The last date of the text that is at least as fine as `unit` (of exactly that unit if `exact`)."""
        for mention in reversed(self.mentions):
            if mention.point.unit == unit or (not exact and RANK[mention.point.unit] <= RANK[unit]):
                return mention.point
        return None

    def last_day(self) -> Point | None:
        """The last day that the text has named."""
        return self.last("day", exact=True)

    def carried_year(self) -> Point | None:
        """The date whose year a month without a year takes over, in history prose and backgrounders."""
        for mention in reversed(self.mentions):
            if RANK[mention.point.unit] > RANK["year"]:
                continue
            if self.narrative:
                return mention.point
            if not mention.explicit or self.today is None:
                # Without a publication date, what the text said last is all there is.
                return mention.point if self.today is None and mention.explicit else None
            near = mention.paragraph == self.paragraph and 0 < self.sentence - mention.sentence <= _NEAR_SENTENCES
            old = mention.point.year < self.today.year
            return mention.point if near and old and mention.opens and self.tense in ("past", "pluperfect") else None
        return None

    def weekday(self, number: int) -> Point | None:
        """The day that a bare weekday names: tense gives the direction, the day itself counts."""
        if self.narrative and (day := self.last_day()):
            return weekday_near(day, number, 1)
        today = self.today
        if today is None:
            return None
        first = start(today)
        if first is not None and first.weekday() == number:
            return day_of(first)
        # "Opens Friday" looks ahead; "follows Tuesday's vote" does not.
        ahead = self.tense == "future" or (self.tense == "present" and self.direct)
        owned = self.parsed.doc.text[self.at[1] : self.at[1] + 2] in ("'s", "’s")
        return weekday_near(today, number, 1 if ahead and not owned else -1)
