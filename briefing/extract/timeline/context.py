"""What a rule may ask while it reads an expression: the anchor, the verb's tense, the last date."""

import re
from dataclasses import dataclass, field

from briefing.extract.quoting import quoted_ranges
from briefing.extract.timeline.calendar import RANK, Point, day_of, start, step, to_unit, weekday_near
from briefing.extract.timeline.dateline import Anchor
from briefing.extract.timeline.syntax import Syntax
from briefing.extract.timeline.told import Mention, Told

# "In 1998, …. In May, …": a year that opens its sentence frames the past-tense sentences right after it.
_NEAR_SENTENCES = 2
# The day of the news stands for clock times of so many paragraphs on.
_NEAR_PARAGRAPHS = 8
# Verbs that tell how long the whole of a thing was, and how long it stayed as it was.
_EXTENDS = frozenset({"last", "exist", "run", "fight", "rage", "endure", "span", "extend", "occur", "take"})
_STAYS = frozenset(
    {"remain", "stay", "live", "survive", "hold", "keep", "last", "continue", "stand", "rule", "reign"}
)
_SPEAKERS_DAY = re.compile(
    r"\b(?:today|tonight|tomorrow|yesterday|this (?:morning|afternoon|evening))\b", re.IGNORECASE
)
_AHEAD_OF = ("ahead of", "in advance of")
_FRAME = len("In the early ")
# A year of which the end was told stands as its last quarter: the next January is the next year's.
_LATE = 10


@dataclass(slots=True)
class Context(Syntax):
    """The state of one reading of one text, from front to back."""

    anchor: Anchor = field(default_factory=Anchor)
    text: str = ""  # what the parser read: the article with what is not body blanked
    told: Told = field(init=False)
    sentences: list[int] = field(default_factory=list)  # where each begins
    day_first: bool | None = None
    written: list[tuple[int, int, int]] = field(
        default_factory=list
    )  # start, year, month or 0, in the paragraph
    any_week: int = -1  # the sentence that spoke of the days of any week
    _quotes: tuple[int, list[tuple[int, int]]] = (-1, [])  # those of the paragraph of that number

    def __post_init__(self) -> None:
        self.told = Told(self._same_clause)

    @property
    def today(self) -> Point | None:
        """The day of publication, where it is known."""
        return self.anchor.day

    def now(self, unit: str) -> Point | None:
        """The piece of calendar of `unit` that holds the publication day."""
        return self.today and to_unit(self.today, unit)  # type: ignore[arg-type]

    def remember(self, point: Point, explicit: bool, *, late: bool = False) -> None:
        """Note a date that later expressions can hang on; `late` where it is the end of its year."""
        if self.narrative and point == self.today:
            # The day of writing is no part of the story.
            return
        if not explicit and self.quoted and _SPEAKERS_DAY.search(self.text, *self.at):
            # A speaker's today does not move the writer's story.
            return
        told, opens = self.told, self.opens
        # A date in front of its clause is what the clause is told from, whatever its tense.
        passing = not (opens and explicit) and self._in_passing(point, explicit)
        verb = self.verb() if passing else None
        told.mentions.append(
            Mention(
                point._replace(month=_LATE) if late and point.unit == "year" else point,
                self.at[0],
                told.paragraph,
                told.sentence,
                explicit,
                opens,
                passing,
                verb.i if verb is not None else None,
                self.says,
                since=self.follows("since") and self.lasts,
                back=passing and explicit and self.tense == "pluperfect" and not self.describes(),
            )
        )

    def _same_clause(self, mention: Mention) -> bool:
        verb = self.verb()
        while verb is not None and verb.i != mention.verb:
            verb = verb.head if verb.dep_ == "conj" and verb.head != verb else None
        return verb is not None

    @property
    def opens(self) -> bool:
        """Whether the expression stands at the beginning of its sentence."""
        number = self.told.sentence
        return number > 0 and self.at[0] - self.sentences[number - 1] <= _FRAME

    def _in_passing(self, point: Point, explicit: bool) -> bool:
        """Whether a date steps out of the story: back of it under a pluperfect, or into another year."""
        here = self.told.story()
        if here is None:
            return False
        if not explicit and self.tense == "pluperfect" and point[1:] < here.point[1:]:
            # "The day before she had been seen in town."
            return True
        if self.narrative and point[1:] > here.point[1:] and self.intended:
            # "The plan was to be in the capital by Christmas": it is not Christmas yet.
            return True
        if here.point.year == point.year or not self.long_ago(here.point):
            return False
        if point.year > here.point.year:
            return self.tense == "future" or (explicit and (self._ends_an_extent() or self._stays()))
        # "For the first time since 1914": what is compared with is no part of the story.
        return self.tense == "pluperfect" or self.describes() or self.follows("since")

    def _ends_an_extent(self) -> bool:
        """Whether the sentence gives the extent of the whole, and this is its end: "lasted from 1618 to 1648".

        The story that follows begins at the beginning.
        """
        last, verb = self.told.mentions[-1], self.verb()
        if last.sentence != self.told.sentence or verb is None or verb.lemma_ not in _EXTENDS:
            return False
        begins = self.text[max(0, last.start - 5) : last.start].casefold() == "from "
        return begins and self.follows("to", "until", "till", "through")

    def _stays(self) -> bool:
        """Whether something is told to its end in passing: "remained in force until 1923"."""
        verb = self.verb()
        return self.follows("until", "till") and verb is not None and verb.lemma_ in _STAYS

    @property
    def narrative(self) -> bool:
        """Whether the text as a whole tells of long ago."""
        return self.told.narrative

    @property
    def free(self) -> bool:
        """Whether what the text told last is all there is to count from: no publication day, or history."""
        return self.narrative or self.today is None

    def long_ago(self, point: Point) -> bool:
        """Whether a date belongs to a story and not to the days around the publication."""
        return self.free or (self.today is not None and point.year < self.today.year)

    def last(self, unit: str, *, exact: bool = False) -> Point | None:
        """The last date of the text that is at least as fine as `unit` (of exactly that unit if `exact`)."""
        return self.told.last(unit, exact=exact)

    def reference(self, unit: str) -> Point | None:
        """What `later` and `the following` count from: the last date told, else in news the publication day.

        In a story of long ago a coarser date is better than a finer one of another time.
        """
        told = self._looked_back(unit) or self._last_happened(unit) or self.last(unit)
        if told is not None:
            return told
        here = self.told.story() if self.free else None
        near = here.point if here is not None else self.told.nearby()
        return near if near is not None and self.long_ago(near) else self.today

    def _looked_back(self, unit: str) -> Point | None:
        """What a look back of the sentence before told, where this sentence goes on from it.

        "She had been seen on 8 February 1990. Four days later, …": the simple past goes on where a
        pluperfect has led (Kamp and Reyle 1993: it sets a new reference time).
        """
        last = self.told.mentions[-1] if self.told.mentions else None
        if last is None or not last.back or not self.opens or last.paragraph != self.told.paragraph:
            return None
        near = self.told.sentence - last.sentence == 1 and RANK[last.point.unit] <= RANK[unit]
        return last.point if near else None

    def _last_happened(self, unit: str) -> Point | None:
        """Of the sentence that named a day last: the date of what happened, where the last one is that of saying so.

        "She died on 3 May, he said on Friday. Two days earlier" counts from the third.
        """
        mentions = self.told.mentions[-6:]
        if not mentions or not mentions[-1].said or self.free:
            return None
        here = [m for m in mentions if m.sentence == mentions[-1].sentence and not m.said]
        return here[-1].point if here and RANK[here[-1].point.unit] <= RANK[unit] else None

    def current(self, unit: str) -> Point | None:
        """The piece of calendar that `the year` means: the publication's, in a story the one it is at."""
        present = self.today is not None and (self.foretells or self.tense == "present")
        if self.free and not present and (told := self.last(unit)):
            return to_unit(told, unit)  # type: ignore[arg-type]
        return self.now(unit)

    @property
    def moment(self) -> Point | None:
        """The day that `the next two days` and `the past week` start from or lead to."""
        return self.last_day() if self.narrative else self.today

    def moment_for(self, words: str) -> Point | None:
        """`moment`, unless a past verb says that what is `next` has been: "he sat there the next 30 hours"."""
        past = self.tense in ("past", "pluperfect")
        return None if past and not self.narrative and "next" in words.casefold() else self.moment

    def contradicts(self, point: Point | None) -> bool:
        """Whether the verb puts a day on the other side of the publication: it hangs on something untold.

        A past verb says that the day has been, `will` that it has not.
        """
        if point is None or self.today is None or self.narrative:
            return False
        if point[1:] > self.today[1:]:
            return self.tense in ("past", "pluperfect")
        return point[1:] < self.today[1:] and self.foretells

    def last_day(self) -> Point | None:
        """The last day that the text has named."""
        day = self.last("day", exact=True)
        if day is not None and self.quoted:
            # "I sent it the same afternoon," he said on Monday: not Monday's.
            named = next((x for x in reversed(self.told.mentions) if x.point == day), None)
            return None if named is not None and named.said else day
        return day

    @property
    def quoted(self) -> bool:
        """Whether the expression stands in direct speech."""
        number, start = self.told.paragraph, self.at[0]
        if self._quotes[0] != number:
            block = self.parsed.paragraphs[number].block
            piece = self.text[block.start : block.end]
            ranges = [(block.start + low, block.start + high) for low, high, _ in quoted_ranges(piece)]
            self._quotes = number, ranges
        return any(low < start < high for low, high in self._quotes[1])

    def that_day(self, points: bool = False) -> Point | None:
        """The day that `that day` and `the next morning` count from; outside of speech the publication's serves.

        A demonstrative (`points`) takes up what was named last, told in passing or not: "was to be
        sold on 14 May. That day …".
        """
        last = self.told.mentions[-1] if points and self.told.mentions else None
        if last is not None and last.passing and last.explicit and last.point.unit == "day":
            near = last.paragraph == self.told.paragraph and self.told.sentence - last.sentence <= 1
            return last.point if near else self.last_day()
        return self.last_day() or (None if self.quoted else self.today)

    def clock_day(self) -> Point | None:
        """The day that a bare clock time is of: the one told last, in news not far before."""
        told = self.told
        last = told.mentions[-1] if told.mentions else None
        if last is not None and last.passing and last.point.unit == "day":
            # "It had been parked at 11 p.m. on Friday. Shortly before midnight …": the look back goes on.
            near = last.paragraph == told.paragraph and 0 < told.sentence - last.sentence <= 1
            if near and not last.explicit:
                return last.point
        days = [m for m in told.mentions[-20:] if m.point.unit == "day" and not (m.passing or m.since)]
        if not days or self.elsewhere:
            return None
        last, today = days[-1], self.today
        if self.narrative or told.paragraph - last.paragraph <= 1:
            return last.point
        # "The vote was held on Sunday. … The polls closed at 22:30": the only day that the text tells of holds on.
        one = all(m.said or m.point in (last.point, today) for m in days)
        happened = today is not None and not last.said and last.point[1:] < today[1:] and self.tense == "past"
        held = one and happened and not self.follows("as of") and not self._long_ago_day(last.point)
        return last.point if held and told.paragraph - last.paragraph <= _NEAR_PARAGRAPHS else None

    def _long_ago_day(self, day: Point) -> bool:
        """Whether a day lies more than a week before the publication."""
        week = self.today and step(self.today, "week", -1)
        return week is None or day[1:] < week[1:]

    @property
    def elsewhere(self) -> bool:
        """Whether the story is at a piece of an old year that is coarser than a day."""
        here = self.told.nearby()
        old = here is not None and here.unit != "day" and self.long_ago(here)
        return old and here is not None and (self.today is None or here.year < self.today.year)

    def carried_year(self) -> Point | None:
        """The date whose year a month without a year takes over, in history prose and backgrounders."""
        mention = self.told.dated()
        if mention is None and self.narrative and self.written:
            # "They had planned to land on 9 July. On 2 April 1982 …": the story has not begun, its year is ahead.
            return Point("year", self.written[0][1])
        if mention is None or self.foretells:
            return None
        if self.free:
            return mention.point
        if not mention.explicit or self.today is None:
            return None
        told = self.told
        near = mention.paragraph == told.paragraph and 0 < told.sentence - mention.sentence <= _NEAR_SENTENCES
        old = mention.point.year < self.today.year
        past = self.tense in ("past", "pluperfect")
        # "In 1992 they earned half; currently …": since then the text was in the present.
        left = told.present > mention.start
        return mention.point if near and old and mention.opens and past and not left else None

    def year_is_to_come(self, year: int, month: int) -> bool:
        """Whether the paragraph writes out `year` further on, and the story was in the year before.

        "He was shot the next year. At the end of August … Early in 1757 …": that August is of 1756; a
        year is written out where it begins.
        """
        ahead = next(((y, m) for at, y, m in self.written if at > self.at[0]), None)
        if ahead is None or ahead[0] != year or ahead[1] > month:
            return False
        return any(x.point.year == year - 1 and not x.passing for x in self.told.mentions[-8:])

    def told_ahead(self) -> Point | None:
        """The month told last in this paragraph, where it lies after the publication's."""
        last = self.told.mentions[-1] if self.told.mentions else None
        here = self.now("month")
        if (
            last is None
            or here is None
            or last.paragraph != self.told.paragraph
            or RANK[last.point.unit] > RANK["month"]
        ):
            return None
        month = to_unit(last.point, "month")
        return month if month is not None and month[1:] > here[1:] else None

    def _days_are_told(self) -> bool:
        """Whether a weekday follows the day told last: in history, and where a text without a date began so."""
        if self.narrative or self.today is not None:
            return self.narrative
        frames = (m for m in self.told.mentions if m.point.unit == "day" and m.opens)
        return any(m.sentence < self.told.sentence for m in frames)

    def weekday(self, number: int) -> Point | None:
        """The day that a bare weekday names: tense gives the direction, the day itself counts."""
        if self._days_are_told() and (day := self.last_day()):
            return weekday_near(day, number, 1)
        today = self.today
        if today is None:
            return None
        if day := self.said_day():
            return weekday_near(day, number, 1, same=False)
        first = start(today)
        if first is not None and first.weekday() == number:
            return day_of(first)
        return weekday_near(today, number, 1 if self._weekday_ahead() else -1)

    def said_day(self) -> Point | None:
        """The day of the saying that this is foretold by, where the sentence names it: "said on Friday it would meet on Sunday"."""
        last = self.told.mentions[-1] if self.told.mentions else None
        named = (
            last is not None
            and last.said
            and last.sentence == self.told.sentence
            and last.point.unit == "day"
        )
        return last.point if last is not None and named and self.foretold else None

    def _weekday_ahead(self) -> bool:
        """Whether a weekday lies ahead: "opens Friday", "set a vote for Friday", not "follows Tuesday's vote"."""
        if self.follows(*_AHEAD_OF):
            return True
        if self.text[self.at[1] : self.at[1] + 2] in ("'s", "’s"):
            # What is owned may lie anywhere, but not what is to be done in it: "will speak at Friday's meeting".
            return self.tense == "future" and self.within_owned
        if self.follows("for") and self.arranged:
            return True
        if self.follows("until", "till", "to") and self.put_off:
            return True
        return self.tense == "future" or (self.tense == "present" and self.direct)
