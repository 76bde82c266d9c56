"""Days by name or by distance from today: weekdays, today, tomorrow, tonight, this morning."""

import re

from briefing.extract.timeline.calendar import Point, shift, step, weekday_near
from briefing.extract.timeline.context import Context
from briefing.extract.timeline.numbers import CARDINAL, cardinal
from briefing.extract.timeline.rule import Reading, Rules, dated, timed
from briefing.extract.timeline.words import PART, PROSE, WEEKDAY, part_code, weekday_number

RULES = Rules()

_SHIFT = {"today": 0, "yesterday": -1, "tomorrow": 1, "tonight": 0}


def _weekday(name: str, which: str, ctx: Context) -> Point | None:
    number = weekday_number(name)
    low = which.casefold().strip()
    if low.startswith(("the previous", "the preceding", "the following", "the next", "the same", "that")):
        here = ctx.last_day() or ctx.today
        if here is None:
            return None
        ahead = "following" in low or "next" in low
        same = low in ("the same", "that")
        return weekday_near(here, number, 1 if ahead else -1, same=same)
    today = ctx.today
    if not low:
        return ctx.weekday(number)
    if today is None:
        return None
    if low.startswith("last") or low == "this past" or low == "past":
        day = weekday_near(today, number, -1, same=False)
        # What was yesterday is not called last: on a Friday "last Thursday" is of the week before.
        yesterday = low == "last" and day == shift(today, "day", -1)
        return shift(day, "week", -1) if yesterday and day is not None else day
    if low in ("this coming", "coming", "upcoming", "this upcoming"):
        return weekday_near(today, number, 1, same=False)
    week = step(today, "week", 1 if low.startswith("next") else 0)
    return week and shift(week._replace(unit="day"), "day", number)


# "Saturday Night Fever": in running prose a day and a part of it in capitals before another one are a title.
_TITLED = re.compile(rf"{WEEKDAY} (?:Morning|Afternoon|Evening|Night) [A-Z][a-z]")
_JOINED = re.compile(rf" and {WEEKDAY} (?:morning|afternoon|evening|night)s\b")
_NAMED = re.compile(r"[A-Z][\w.’'-]* $")
_WHICH = r"(?:[Ll]ast week['’]s|[Ll]ast|[Tt]his(?: past| coming| upcoming)?|[Nn]ext|[Cc]oming|[Uu]pcoming|[Pp]ast|[Tt]he (?:previous|preceding|following|next|same)|[Tt]hat)"


@RULES.add(rf"(?:(?P<which>{_WHICH}) )?(?P<name>{WEEKDAY})", "weekday", deictic=True)
def weekday(m: re.Match[str], ctx: Context) -> Reading | None:
    """`on Monday`, `last Friday` (before today), `next Friday` (of next week), `this Friday` (of this week)."""
    if _TITLED.match(m.string, m.start()) and PROSE.search(m.string):
        return None
    if not m["which"] and _JOINED.match(m.string, m.end()):
        # The Monday of "Monday and Tuesday nights": see `sets`.
        return None
    one = not m["which"] and re.search(r"\b[Aa] $", m.string[max(0, m.start() - 3) : m.start()])
    if one and not ctx.before_noun():
        # "On a Monday": any one of them; "at a Monday meeting" is a certain one.
        ctx.any_week = ctx.told.sentence
        return Reading("DATE", f"XXXX-WXX-{weekday_number(m['name']) + 1}", "vague")
    if not m["which"] and ctx.any_week == ctx.told.sentence and not ctx.before_noun():
        # "On a Monday we plan, and on Tuesday we write": of the same week as that Monday.
        return Reading("DATE", f"XXXX-WXX-{weekday_number(m['name']) + 1}", "vague")
    point = _weekday(m["name"], m["which"] or "", ctx)
    carried = (m["which"] or "").casefold().startswith(("the", "that"))
    return dated(
        point, "day", "carried" if carried else "relative", f"XXXX-WXX-{weekday_number(m['name']) + 1}"
    )


@RULES.add(
    rf"(?:(?P<which>{_WHICH}) )?(?P<name>{WEEKDAY})(?:['’]s)? (?:(?:early|late) )?(?P<part>{PART}|overnight|daytime)",
    "weekday",
    deictic=True,
)
def weekday_part(m: re.Match[str], ctx: Context) -> Reading | None:
    """`Monday night`, `last Friday evening`."""
    if _TITLED.match(m.string, m.start()) and PROSE.search(m.string):
        return None
    point, code = _weekday(m["name"], m["which"] or "", ctx), part_code(m["part"])
    if point is None:
        return Reading("TIME", f"XXXX-WXX-{weekday_number(m['name']) + 1}T{code}", "relative", anchored=False)
    return timed(point, code)


@RULES.add(
    rf"(?:the |The )?(?:early |late )?(?P<part>{PART})(?: of| on) (?:(?P<which>{_WHICH}) )?(?P<name>{WEEKDAY})",
    "weekday",
    deictic=True,
)
def part_of_weekday(m: re.Match[str], ctx: Context) -> Reading | None:
    """`the morning of last Tuesday`."""
    return weekday_part(m, ctx)


@RULES.add(
    rf"(?P<name>{WEEKDAY}),? (?P<week>this|last|next) week|(?P<week2>[Tt]his|[Ll]ast|[Nn]ext) week['’]s (?P<name2>{WEEKDAY})",
    "weekday",
    deictic=True,
    needs="week",
)
def weekday_of_week(m: re.Match[str], ctx: Context) -> Reading | None:
    """`Monday last week`."""
    number = weekday_number(m["name"] or m["name2"])
    count = {"this": 0, "last": -1, "next": 1}[(m["week"] or m["week2"]).casefold()]
    week = ctx.today and step(ctx.today, "week", count)
    return dated(
        week and shift(week._replace(unit="day"), "day", number), "day", unknown=f"XXXX-WXX-{number + 1}"
    )


@RULES.add(
    rf"(?P<count>[Aa]|{CARDINAL}) weeks? (?P<side>from|ago(?: on| last)?) (?:(?:next|this) )?(?P<name>{WEEKDAY})",
    "weekday",
    deictic=True,
    needs="from ago",
)
def weeks_from_weekday(m: re.Match[str], ctx: Context) -> Reading | None:
    """`a week from Tuesday`, `two weeks ago Saturday`: so many weeks from the next, before the last of that name."""
    count, number, side = cardinal(m["count"]), weekday_number(m["name"]), 1 if m["side"] == "from" else -1
    here = ctx.today and weekday_near(ctx.today, number, side)
    if count is None or count.denominator != 1:
        return None
    return dated(here and shift(here, "week", int(count) * side), "day", unknown=f"XXXX-WXX-{number + 1}")


@RULES.add(rf"(?P<count>{CARDINAL}) (?P<name>{WEEKDAY})s ago", "weekday", deictic=True, needs="ago")
def weekdays_ago(m: re.Match[str], ctx: Context) -> Reading | None:
    """`three Sundays ago`."""
    count, number = cardinal(m["count"]), weekday_number(m["name"])
    here = ctx.today and weekday_near(ctx.today, number, -1, same=False)
    if count is None or count.denominator != 1:
        return None
    return dated(here and shift(here, "week", 1 - int(count)), "day", unknown=f"XXXX-WXX-{number + 1}")


@RULES.add(
    rf"(?P<name>[Tt]oday|[Yy]esterday|[Tt]omorrow|TODAY)(?: (?P<part>{PART}))?(?!['’]s world)",
    "day",
    deictic=True,
)
def deictic_day(m: re.Match[str], ctx: Context) -> Reading | None:
    """`today`, `yesterday afternoon`; "today" of a state of the world is the present."""
    name = m["name"].casefold()
    named = m["name"][0] == "T" and _NAMED.search(m.string, max(0, m.start() - 20), m.start())
    if named and PROSE.search(m.string):
        # "USA Today".
        return None
    point = ctx.today and shift(ctx.today, "day", _SHIFT[name])
    if m["part"]:
        return timed(point, part_code(m["part"]))
    if name == "today" and _is_the_present(m, ctx):
        return Reading("DATE", "PRESENT_REF", "vague")
    return dated(point, "day")


_COMPARED = re.compile(
    r"\b(?:than|as|what|how|where|who|size|way|form)\b[^.,;]{0,24}\b(?:is|are|am|do|does|have|has|know) $"
    r"|\b(?:man|men|woman|women|people|children|youth|world|society) of $"
)


def _is_the_present(m: re.Match[str], ctx: Context) -> bool:
    """ "Thousands live there today", "than it is today", "more than ever today": the present, not the day of publication."""
    if ctx.tense == "present" and not ctx.is_subject() and (ctx.state or ctx.holds or ctx.narrative):
        return True
    return bool(
        _COMPARED.search(m.string, max(0, m.start() - 40), m.start())
        or re.match(r" than (?:ever|at any|in the|before)\b", m.string[m.end() : m.end() + 12])
    )


@RULES.add(
    r"(?:the |The )?day (?P<side>before|after) (?P<name>yesterday|tomorrow)",
    "day",
    deictic=True,
    needs="yesterday tomorrow",
)
def two_days(m: re.Match[str], ctx: Context) -> Reading | None:
    """`the day before yesterday`."""
    count = _SHIFT[m["name"]] + (1 if m["side"] == "after" else -1)
    return dated(ctx.today and shift(ctx.today, "day", count), "day")


@RULES.add(
    rf"[Mm]id[ -](?P<part>morning|afternoon|evening)(?: (?P<name>yesterday|today|tomorrow|{WEEKDAY}))?",
    "day",
    deictic=True,
)
def mid_part(m: re.Match[str], ctx: Context) -> Reading | None:
    """`mid-afternoon yesterday`."""
    name = m["name"] or "today"
    low = name.casefold()
    point = (
        ctx.today and shift(ctx.today, "day", _SHIFT[low])
        if low in _SHIFT
        else ctx.weekday(weekday_number(name))
    )
    return timed(point, part_code(m["part"])).with_mod("MID")


@RULES.add(
    rf"(?P<word>[Tt]onight|[Ll]ast night|[Oo]vernight|(?:[Ll]ate |[Ee]arly )?[Tt]his (?P<part>{PART}))",
    "day",
    deictic=True,
)
def part_of_today(m: re.Match[str], ctx: Context) -> Reading | None:
    """`tonight`, `this morning`, `last night` (the night of the day before)."""
    word = m["word"].casefold()
    if word == "overnight":
        return timed(ctx.today, "NI") if _adverb(m) else None
    if word == "last night":
        return timed(ctx.today and shift(ctx.today, "day", -1), "NI")
    return timed(ctx.today, part_code(m["part"]) if m["part"] else "NI")


@RULES.add(
    rf"(?P<which>[Tt]he (?:next|following|previous|preceding|same)|[Tt]hat(?: same| very)?|[Tt]he) (?P<part>{PART})(?P<side> before)?",
    "day",
)
def anaphoric_part(m: re.Match[str], ctx: Context) -> Reading | None:
    """`that night`, `the following morning`: of the day that the text named last."""
    which = m["which"].casefold()
    if which == "the" and not m["side"] and not _adverbial_the(m):
        return None
    here = ctx.that_day(which.startswith("that"))
    count = (
        1
        if "next" in which or "following" in which
        else -1
        if "prev" in which or "prec" in which or m["side"]
        else 0
    )
    when = here and shift(here, "day", count)
    return timed(None if ctx.contradicts(when) else when, part_code(m["part"]), "carried")


@RULES.add(r"(?P<which>[Tt]hat(?: same| very)?|[Tt]he same|[Tt]his(?: same| very)) day", "unit", needs="day")
def that_day(m: re.Match[str], ctx: Context) -> Reading | None:
    """`that day`, `the same day`."""
    here = ctx.that_day(m["which"][1:4] == "hat")
    to_come = ctx.follows("until", "till") and ctx.tense in ("present", "future") and not ctx.narrative
    if to_come and here is not None and ctx.today is not None and here[1:] <= ctx.today[1:]:
        # "Until that day, we work on": it is still to come.
        here = None
    return dated(here, "day", "carried")


@RULES.add(
    r"(?P<n>[Dd]ay (?:one|two|three|four|five|six|seven|1|2|3|4|5|6|7))(?= of|: )", "unit", needs="day"
)
def numbered_day(m: re.Match[str], ctx: Context) -> Reading | None:
    """`day five of the trial`: a day of the present or of the date told before."""
    return dated(ctx.last_day() or ctx.today, "day", "carried")


def _adverb(m: re.Match[str]) -> bool:
    return not re.match(
        r" (?:stay|bag|train|success|flight|low|lows|rate|rates|delivery|sensation|guest|guests|trip)",
        m.string[m.end() :],
    )


def _adverbial_the(m: re.Match[str]) -> bool:
    """`in the morning`, `during the night`: of a day; not "the morning paper"."""
    before = m.string[max(0, m.start() - 12) : m.start()]
    return bool(
        re.search(
            r"\b(?:[Dd]uring|[Ii]n|[Tt]hrough|[Tt]hroughout|[Ll]ater in|[Ee]arly in|[Ll]ate in|[Oo]ver) $",
            before,
        )
    ) and not re.match(r" of\b", m.string[m.end() :])
