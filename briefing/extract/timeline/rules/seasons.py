"""Seasons: northern, meteorological; a southern place turns their bounds by half a year (see `form`)."""

import re

from briefing.extract.timeline.calendar import SEASON_CODE, Point, shift, to_unit
from briefing.extract.timeline.context import Context
from briefing.extract.timeline.numbers import CARDINAL, SPOKEN_YEAR, cardinal, spoken_year
from briefing.extract.timeline.rule import Reading, Rules, dated
from briefing.extract.timeline.words import SEASON, season_month
from briefing.extract.timeline.years import ERA, written_year

RULES = Rules()

_IN_TIME = re.compile(
    r"\b(?:in|by|until|since|this|during|early|late|mid|over|from|after|before|for|of|into|through|throughout|within)(?: the)?[ -]$",
    re.IGNORECASE,
)
_IN_FALL = re.compile(r"\b(?:in|by|early|late|since|until|this)[ -]$", re.IGNORECASE)
_SOUTH = r"(?:[Aa]ustralian?|[Ss]outh(?:ern)?(?: [Aa]frican| [Hh]emisphere)?|New Zealand|[Aa]rgentin(?:e|ian)|[Cc]hilean|[Bb]razilian)"
_PLACE = rf"(?P<place>{_SOUTH}|northern|northern hemisphere|[Ii]ndian|Arctic|Antarctic) "


@RULES.add(
    rf"(?:(?P<which>[Tt]he (?:past|previous|following|next|coming|same)|[Tt]his(?: past| coming)?|[Ll]ast|[Nn]ext|[Tt]hat|[Tt]he) )?(?:{_PLACE})?(?P<season>{SEASON})(?:(?:,? of|,)? (?P<first>\d{{1,4}})[-–/]\d{{1,4}} ?(?P<era>{ERA})|(?:,? of|,)? (?P<year>\d{{1,4}} ?{ERA}|\d{{4}}|{SPOKEN_YEAR})(?:[-–/]\d\d(?:\d\d)?\b)?| ['’](?P<short>\d\d)| of (?P<of>that|this|last|next|the following|the same) year)?(?![- ](?:break|vacation|school|semester|time|house|camp|in|off|out|back|from|through|to|apart|short|behind|down|over|on|under)\b)",
    "season",
)
def season(m: re.Match[str], ctx: Context) -> Reading | None:
    """`last summer`, `the winter of 1994`, `this fall`; the nearest one behind, ahead with `next`, `this`."""
    month = season_month(m["season"])
    code = SEASON_CODE[month]
    if m["season"][0].isupper() and not m["year"] and re.match(r" [A-Z][a-z]", m.string[m.end() :]):
        # "The Summer Games": a name.
        return None
    if m["era"]:
        number = written_year(f"{m['first']} {m['era']}")
        return None if number is None else dated(Point("season", number, month), "season", "explicit")
    if m["year"]:
        number = written_year(m["year"]) if m["year"][0].isdecimal() else spoken_year(m["year"])
        return None if number is None else dated(Point("season", number, month), "season", "explicit")
    if m["short"]:
        return dated(
            Point(
                "season",
                1900 + int(m["short"]) + (100 if int(m["short"]) < 50 and not ctx.narrative else 0),
                month,
            ),
            "season",
            "explicit",
        )
    which = (m["which"] or "").casefold()
    unknown = f"XXXX-{code}"
    if m["of"]:
        return _season_of(m["of"], month, ctx, unknown)
    before = m.string[max(0, m.start() - 14) : m.start()]
    if (not which or which == "the") and (
        not _IN_TIME.search(before)
        or (not which and m["season"].casefold() == "fall" and not _IN_FALL.search(before))
    ):
        return None
    if which in ("", "the") and ctx.tense == "present" and (ctx.holds or ctx.state):
        # "There is no heat in the winter": in any.
        return Reading("DATE", unknown, "vague")
    if (carried := ctx.carried_year()) and which not in ("last", "this", "next"):
        return dated(_of_the_story(carried, month, which, ctx.tense == "pluperfect"), "season", "carried")
    if which in ("that", "the same", "the following", "the previous") and (told := ctx.last("year")):
        return dated(_of_the_story(told, month, which, False), "season", "carried")
    here = ctx.today and to_unit(ctx.today, "season")
    if here is None:
        return dated(None, "season", unknown=unknown)
    order = [3, 6, 9, 12]
    gap = (order.index(here.month) - order.index(month)) % 4
    behind = shift(here, "season", -gap)
    ahead = shift(here, "season", (4 - gap) % 4)
    if which in ("next", "this coming", "the coming", "the next"):
        return dated(ahead if gap else shift(here, "season", 4), "season")
    if which in ("last", "this past", "the past", "the previous"):
        return dated(behind if gap else shift(here, "season", -4), "season")
    if which == "this":
        return dated(
            Point(
                "season",
                ctx.today.year if ctx.today and not (month == 12 and here.month == 12) else here.year,
                month,
            ),
            "season",
        )
    looks_ahead = ctx.tense == "future" or (ctx.tense == "present" and ctx.direct)
    return dated(ahead if looks_ahead else behind, "season")


@RULES.add(
    rf"(?P<count>{CARDINAL}) (?P<season>springs|summers|autumns|falls|winters) ago",
    "season",
    deictic=True,
    needs="ago",
)
def seasons_ago(m: re.Match[str], ctx: Context) -> Reading | None:
    """`two winters ago`: the last of that name is one ago."""
    month, count = season_month(m["season"].removesuffix("s")), cardinal(m["count"])
    if count is None or count.denominator != 1:
        return None
    here = ctx.today and to_unit(ctx.today, "season")
    if here is None:
        return dated(None, "season", unknown=f"XXXX-{SEASON_CODE[month]}")
    gap = (here.month - month) % 12 // 3
    # The one that is still on counts as none.
    return dated(shift(here, "season", -gap - 4 * (int(count) - (gap > 0))), "season")


def _of_the_story(told: Point, month: int, which: str, back: bool) -> Point:
    """The season that begins in `month`, from the date that the story is at."""
    if told.unit in ("day", "week", "month", "season"):
        here = to_unit(told, "season") or told
        gap = (month - here.month) % 12 // 3
        if "following" in which or "next" in which:
            return shift(here, "season", gap or 4) or here
        if "previous" in which or (back and gap):
            return shift(here, "season", gap - 4) or here
        # Told in order: this season, the next, the one after that; the one just over is told again.
        return shift(here, "season", gap if gap < 3 else -1) or here
    count = ("following" in which or "next" in which) - ("previous" in which)
    if not count and told.month > 1 and month < told.month - 3:
        # After the end of a year was told, spring and summer are the next year's.
        count = 1
    return Point("season", told.year + count, month)


def _season_of(which: str, month: int, ctx: Context, unknown: str) -> Reading:
    told = ctx.last("year") if which in ("that", "the same", "the following") else ctx.today
    if told is None:
        return dated(None, "season", unknown=unknown)
    count = {"last": -1, "next": 1, "the following": 1}.get(which, 0)
    return dated(
        Point("season", told.year + count, month), "season", "carried" if which[:2] == "th" else "relative"
    )
