"""How reliable an outlet is, A to F (NATO AJP-2.1): dated, with a reason, never overwritten."""

from collections.abc import Callable
from typing import Literal, get_args

import msgspec

from briefing.model.text import neutralise, one_line
from briefing.store.identity import now, uuid7
from briefing.store.layout import SINGLES_LOCK
from briefing.store.place import Place
from briefing.store.protocol import RefusedError
from briefing.store.tinyfile import TinyFile

Reliability = Literal["A", "B", "C", "D", "E", "F"]
GRADES: tuple[str, ...] = get_args(Reliability)
TABLE = "ratings"


class Rating(msgspec.Struct, frozen=True):
    """One judgement. `grade` None takes the one before back."""

    rating_id: str
    site: str
    grade: Reliability | None
    reason: str
    at: str
    by: str


class Sources:
    """The outlets' ratings, in `sources.json`. The last one of an outlet is in force."""

    def __init__(self, place: Place, *, creator: str) -> None:
        self._file = TinyFile(place, place.home / "sources.json", SINGLES_LOCK, "sources")
        self._creator = creator
        self.rated: Callable[[str], None] = lambda site: None

    def rate(self, site: str, grade: str | None, reason: str = "") -> Rating:
        """Keep a judgement, durably. Raises RefusedError for a grade that is none of A to F."""
        rating = judged(site, grade, reason, self._creator)
        with self._file.commit() as database:
            database.rows(TABLE).put("rating_id", [msgspec.to_builtins(rating)])
        self.rated(rating.site)
        return rating

    def grade(self, site: str) -> str | None:
        """The grade in force; None for an outlet that nobody has rated."""
        return self.grades().get(site_key(site))

    def grades(self) -> dict[str, str]:
        """All grades in force by outlet (see `site_key`)."""
        last = {rating.site: rating.grade for rating in self.history()}
        return {site: grade for site, grade in last.items() if grade is not None}

    def history(self, site: str | None = None) -> list[Rating]:
        """All judgements, oldest first; of one outlet where it is given."""
        rows = sorted(self._file.read().get(TABLE, {}).items(), key=lambda row: int(row[0]))
        ratings = msgspec.convert([document for _, document in rows], list[Rating])
        return [r for r in ratings if site is None or r.site == site_key(site)]

    def digest(self) -> bytes | None:
        """What tells this state from any other."""
        return self._file.digest()


def site_key(site: str) -> str:
    """An outlet's name as ratings know it: one line, case aside."""
    return one_line(site).casefold()


def judged(site: str, grade: str | None, reason: str, by: str) -> Rating:
    """A judgement made now. Raises RefusedError for a grade that is none of A to F, or without an outlet."""
    if grade is not None and grade not in GRADES:
        raise RefusedError(f"{grade!r} is no reliability; it is one of A to F")
    outlet = site_key(site)
    if not outlet:
        raise RefusedError("a rating needs an outlet")
    return Rating(
        rating_id=uuid7(), site=outlet, reason=neutralise(reason), at=now(), by=by,
        grade=msgspec.convert(grade, Reliability | None),
    )  # fmt: skip
