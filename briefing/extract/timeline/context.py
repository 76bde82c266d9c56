"""What a rule may ask while it reads an expression: the anchor, the verb's tense, the last date."""

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from briefing.extract.parse import Parsed
from briefing.extract.timeline.calendar import RANK, Point, day_of, start, to_unit, weekday_near
from briefing.extract.timeline.dateline import Anchor
from briefing.extract.timeline.tense import VERBAL, Tense, governor, tense_of
from briefing.extract.timeline.words import word_set

if TYPE_CHECKING:
    from spacy.tokens import Span as DocSpan
    from spacy.tokens import Token

# "In 1998, …. In May, …": a year that opens its sentence frames the past-tense sentences right after it.
_NEAR_SENTENCES = 2
_FRAME = len("In the early ")


_STATES = word_set(
    """
    exist live own remain stand survive hold number worship use contain reside inhabit practise
    practice know call consist
    """
)
# Verbs whose object may be a time: "enter 2019", "spend a year", "mark 1984 as".
_TIME_TAKERS = word_set(
    """
    begin start end enter close finish see approach reach mark welcome spend take last follow precede
    greet celebrate cover span include call leave make
    """
)
_NAMES = frozenset({"PERSON", "ORG", "WORK_OF_ART", "PRODUCT"})
# A year inside the name of an event or a body is its year; inside that of a product or a book it is not.
_WORKS = frozenset({"WORK_OF_ART", "PRODUCT"})


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
    text: str = ""  # what the parser read: the article with what is not body blanked
    narrative: bool = False
    paragraph: int = 0
    sentence: int = 0
    sentences: list[int] = field(default_factory=list)  # where each begins
    at: tuple[int, int] = (0, 0)
    mentions: list[Mention] = field(default_factory=list)
    day_first: bool | None = None
    _at: tuple[int, int] | None = None
    _span: "DocSpan | None" = None
    _tense: tuple[Tense | None] | None = None

    @property
    def today(self) -> Point | None:
        """The day of publication, where it is known."""
        return self.anchor.day

    @property
    def span(self) -> "DocSpan | None":
        """The tokens of the expression now being read."""
        if self._at != self.at:
            found = self.parsed.doc.char_span(*self.at, alignment_mode="expand")
            self._at, self._span, self._tense = (
                self.at,
                found if found is not None and len(found) else None,
                None,
            )
        return self._span

    @property
    def tense(self) -> Tense | None:
        """The tense of the verb that governs the expression now being read."""
        span = self.span
        if span is None:
            return None
        if self._tense is None:
            self._tense = (tense_of(span),)
        return self._tense[0]

    @property
    def state(self) -> bool:
        """Whether the governing verb tells how things stand (Vendler's states), not what happens."""
        span = self.span
        verb = governor(span.root) if span is not None else None
        return verb is not None and verb.lemma_ in _STATES and verb.tag_ in ("VBP", "VBZ")

    @property
    def direct(self) -> bool:
        """Whether the expression hangs on its verb directly, not on a noun."""
        span = self.span
        if span is None:
            return False
        above = span.root.head
        return above.pos_ in VERBAL or (above.pos_ == "ADP" and above.head.pos_ in VERBAL)

    def is_subject(self) -> bool:
        """Whether the expression is the subject of its verb."""
        span = self.span
        return span is not None and span.root.dep_ in ("nsubj", "nsubjpass")

    def is_object(self) -> bool:
        """Whether the expression is the object of a verb that takes no times as objects."""
        span = self.span
        return span is not None and span.root.dep_ == "dobj" and span.root.head.lemma_ not in _TIME_TAKERS

    def in_name(self) -> bool:
        """Whether the expression is a part of a name: `the Sunday Telegraph`, `Mara April`, `Windows 2000`."""
        span = self.span
        if span is None:
            return False
        first, last = span[0], span[-1]
        names = _WORKS if last.is_digit else _NAMES
        if first.ent_type_ in names and last.ent_type_ == first.ent_type_:
            before = first.ent_iob_ == "I"
            after = last.i + 1 < len(last.doc) and last.nbor().ent_iob_ == "I"
            if (before or after) and any(
                t.pos_ == "PROPN" and t.ent_type_ == first.ent_type_ for t in _around(span)
            ):
                return True
        return (
            not last.is_digit
            and last.dep_ == "compound"
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
        coarser: Point | None = None
        for mention in reversed(self.mentions[-200:]):
            point = mention.point
            if point.unit == unit or (not exact and RANK[point.unit] <= RANK[unit]):
                # A finer date told earlier serves only if it lies within the coarser one told since.
                held = (
                    coarser is None or exact or not self.narrative or to_unit(point, coarser.unit) == coarser
                )
                return point if held else None
            if coarser is None and point.unit == "year":
                coarser = point
        return None

    def reference(self, unit: str) -> Point | None:
        """What `later` and `the following` count from: the last date told, else in news the publication day.

        In history prose a coarser date is better than a finer one of another time.
        """
        told = self.last(unit)
        if told is None and self.narrative and self.mentions:
            return self.mentions[-1].point
        return told or self.today

    @property
    def moment(self) -> Point | None:
        """The day that `the next two days` and `the past week` start from or lead to."""
        return self.last_day() if self.narrative else self.today

    def last_day(self) -> Point | None:
        """The last day that the text has named."""
        return self.last("day", exact=True)

    def carried_year(self) -> Point | None:
        """The date whose year a month without a year takes over, in history prose and backgrounders."""
        for mention in reversed(self.mentions[-200:]):
            if RANK[mention.point.unit] > RANK["year"]:
                continue
            if self.narrative:
                return mention.point
            if not mention.explicit or self.today is None:
                # Without a publication date, what the text said last is all there is.
                return mention.point if self.today is None and mention.explicit else None
            near = (
                mention.paragraph == self.paragraph
                and 0 < self.sentence - mention.sentence <= _NEAR_SENTENCES
            )
            old = mention.point.year < self.today.year
            return (
                mention.point
                if near and old and mention.opens and self.tense in ("past", "pluperfect")
                else None
            )
        return None

    def told_ahead(self) -> Point | None:
        """The month told last in this paragraph, where it lies after the publication's."""
        last = self.mentions[-1] if self.mentions else None
        here = self.now("month")
        if (
            last is None
            or here is None
            or last.paragraph != self.paragraph
            or RANK[last.point.unit] > RANK["month"]
        ):
            return None
        month = to_unit(last.point, "month")
        return month if month is not None and month[1:] > here[1:] else None

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
        owned = self.text[self.at[1] : self.at[1] + 2] in ("'s", "’s")
        return weekday_near(today, number, 1 if ahead and not owned else -1)
