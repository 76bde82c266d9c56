"""The dates that a text has told so far, and which of them later expressions hang on.

A date told in passing moves the story nowhere: "the army, raised in 1809, was beaten in May" is of May
of the year that the story is in. So a date counts as passing where it lies in another year than the
story and its clause steps out of the story (Reichenbach 1947: the pluperfect looks back from the
story's time, "would" ahead of it; a relative clause or a noun's attribute describes, and does not tell).
"""

from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from itertools import islice

from briefing.extract.timeline.calendar import RANK, Point, to_unit

# How far back a text is searched, in mentions.
_REACH = 200


@dataclass(slots=True)
class Mention:
    """A date that the text has named: where, and whether it was written out with its year."""

    point: Point
    start: int
    paragraph: int
    sentence: int
    explicit: bool
    opens: bool  # stands at the beginning of its sentence, as a frame does
    passing: bool = False
    verb: int | None = None  # the token that governs it, where it was told in passing
    said: bool = False  # when something was said, and not what happened
    since: bool = False  # where something began that a perfect says goes on
    back: bool = False  # written out under a pluperfect of its own: a look back


@dataclass(slots=True)
class Told:
    """What has been told, from front to back. `sentence` and `paragraph` are where the reading is now.

    `same_clause` tells whether what is being read hangs on the verb of a date told in passing, or on
    one joined to it. `narrative` is whether the text tells of long ago.
    """

    same_clause: Callable[[Mention], bool]
    narrative: bool = False
    paragraph: int = 0
    sentence: int = 0
    mentions: list[Mention] = field(default_factory=list)
    present: int = -1  # where the text spoke of the present last
    lengths: list[int] = field(default_factory=list)  # where several months were told as one period

    def story(self) -> Mention | None:
        """The date that the story is at: the last one not told in passing."""
        return next(self._heard(), None)

    def _heard(self) -> Iterator[Mention]:
        """The mentions that count here, the latest first; one in passing counts within its clause."""
        for mention in islice(reversed(self.mentions), _REACH):
            if not mention.passing or (mention.sentence == self.sentence and self.same_clause(mention)):
                yield mention

    def last(self, unit: str, *, exact: bool = False) -> Point | None:
        """The last date that is at least as fine as `unit` (of exactly that unit if `exact`)."""
        coarser: Point | None = None
        for mention in self._heard():
            point = mention.point
            if point.unit == unit or (not exact and RANK[point.unit] <= RANK[unit]):
                # A finer date told earlier serves only if it lies within the coarser one told since.
                held = (
                    coarser is None or exact or to_unit(point, coarser.unit) == to_unit(coarser, coarser.unit)
                )
                return point if held else None
            if coarser is None and (point.unit == "year" if self.narrative else self._near(mention)):
                coarser = point
        return None

    def nearby(self) -> Point | None:
        """The story's date where this or the last sentence of this paragraph told it."""
        here = self.story()
        return here.point if here is not None and self._near(here) else None

    def _near(self, mention: Mention) -> bool:
        return mention.paragraph == self.paragraph and self.sentence - mention.sentence <= 1

    def dated(self) -> Mention | None:
        """The story's date at the granularity of a year or finer."""
        return next((m for m in self._heard() if RANK[m.point.unit] <= RANK["year"]), None)
