"""How reliable an outlet is, as the desk's analysts have judged: dated, with a reason, never overwritten."""

import msgspec

from briefing.desk.server import Server
from briefing.store.sources import Rating, judged, site_key


class DeskSources:
    """The outlets' ratings. The last one of an outlet is in force."""

    def __init__(self, server: Server, *, creator: str) -> None:
        self._server = server
        self._creator = creator

    def rate(self, site: str, grade: str | None, reason: str = "") -> Rating:
        """Keep a judgement, durably. Raises RefusedError for a grade that is none of A to F."""
        rating = judged(site, grade, reason, self._creator)
        self.keep([rating])
        return rating

    def keep(self, ratings: list[Rating]) -> None:
        """Keep judgements as they are; those that are there already change nothing."""
        self._server.write(
            lambda db: db.cursor().executemany(
                "INSERT INTO rating (rating_id, site, grade, reason, at, by) VALUES (%s, %s, %s, %s, %s, %s) "
                "ON CONFLICT DO NOTHING",
                [msgspec.structs.astuple(r) for r in ratings],
            )
        )

    def grade(self, site: str) -> str | None:
        """The grade in force; None for an outlet that nobody has rated."""
        return self.grades().get(site_key(site))

    def grades(self) -> dict[str, str]:
        """All grades in force by outlet (see `site_key`)."""
        last = {rating.site: rating.grade for rating in self.history()}
        return {site: grade for site, grade in last.items() if grade is not None}

    def history(self, site: str | None = None) -> list[Rating]:
        """All judgements, oldest first; of one outlet where it is given."""
        sql = "SELECT rating_id, site, grade, reason, at, by FROM rating ORDER BY at, number"
        rows = self._server.read(lambda db: db.execute(sql).fetchall())
        ratings = [Rating(*row) for row in rows]
        return [r for r in ratings if site is None or r.site == site_key(site)]
