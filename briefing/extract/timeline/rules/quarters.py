"""Quarters and halves of a year, as business reports name them."""

import re
from dataclasses import replace

from briefing.extract.timeline.calendar import Point, Unit, shift, step
from briefing.extract.timeline.context import Context
from briefing.extract.timeline.numbers import CARDINAL, cardinal
from briefing.extract.timeline.periods import period
from briefing.extract.timeline.rule import Reading, Rules, dated
from briefing.extract.timeline.words import MONTH, PERIOD, month_number

RULES = Rules()

_QUARTER = r"(?P<n>[Ff]irst|[Ss]econd|[Tt]hird|[Ff]ourth|[Ff]inal|[Ll]ast|1st|2nd|3rd|4th)"
_WHOSE = r"(?:(?P<whose>this|last|next|that)(?: year)?['’]?s? |(?P<front>\d{4})(?:['’]s)? )"


@RULES.add(
    rf"(?:[Tt]he (?!(?:\w+[ -])?{_QUARTER.replace('?P<n>', '?:')}-))?(?:{_WHOSE.replace('(?: year)?', ' year')})?(?:year-(?:ago|earlier) |flat |recent |latest |fiscal[- ])*{_QUARTER}(?: fiscal)?[- ](?P<what>[Qq]uarter|[Hh]alf)(?:(?:,? of)?(?: fiscal)?,? (?P<year>\d{{4}})| of (?P<of>this|last|next|that|the(?: (?:fiscal|current|financial))?) year|(?P<tail>,? (?:last|this|next) year))?(?! and\b.{{0,20}}time)",
    "quarter",
    needs="quarter half",
)
def quarter(m: re.Match[str], ctx: Context) -> Reading | None:
    """`the third quarter`, `this year's first quarter`, `the second half of 2019`."""
    half = m["what"].casefold() == "half"
    word = m["n"].casefold()
    if half and not (m["year"] or m["of"] or m["whose"] or m["front"] or m["tail"]):
        # "In the second half" of a match: a half of the year only where the text names the year.
        return None
    if word in ("final", "last") and not half and not (m["year"] or m["of"] or m["whose"] or m["front"]):
        if word == "final":
            return None
        last = ctx.today and step(ctx.today, "quarter", -1)
        return dated(last, "quarter")
    number = {"first": 1, "1st": 1, "second": 2, "2nd": 2, "third": 3, "3rd": 3}.get(word, 2 if half else 4)
    unit: Unit = "half" if half else "quarter"
    month = (number - 1) * (6 if half else 3) + 1
    unknown = f"XXXX-{'H' if half else 'Q'}{number}"
    if m["year"] or m["front"]:
        return dated(Point(unit, int(m["year"] or m["front"]), month), unit, "explicit")
    which = (m["whose"] or m["of"] or (m["tail"] or "").strip(" ,").split(" ")[0]).casefold()
    ago = bool(re.search("year-(?:ago|earlier)", m[0]))
    if which in ("this", "last", "next", "the current"):
        year = ctx.today and ctx.today.year + {"last": -1, "next": 1}.get(which, 0)
        return dated(None if year is None else Point(unit, year, month), unit, unknown=unknown)
    last_one = ctx.last("year") if which == "that" or ctx.narrative else None
    if last_one:
        return dated(Point(unit, last_one.year, month), unit, "carried")
    point = _recent(Point(unit, 0, month), ctx)
    if point and ago:
        return replace(dated(shift(point, "year", -1), unit), aside=True)
    # "After a flat second quarter", "will go on into the fourth": beside the one reported.
    beside = _BESIDE.search(m.string, max(0, m.start() - 24), m.start())
    return replace(dated(point, unit, unknown=unknown), aside=bool(beside))


_BESIDE = re.compile(r"\b(?:after|following|into|through|until)(?: an?| the)?(?: \w+)? $", re.IGNORECASE)


def _recent(point: Point, ctx: Context) -> Point | None:
    """The quarter of that number in this year, unless it lies far ahead of a verb that does not look ahead.

    Business years differ from the calendar's: the next quarter may be reported already.
    """
    here = ctx.now(point.unit)
    if here is None:
        return None
    year, gap = here.year, (point.month - here.month) // (6 if point.unit == "half" else 3)
    if gap >= 2 and ctx.tense != "future":
        year -= 1
    elif gap <= -2 and ctx.tense == "future":
        year += 1
    return point._replace(year=year)


@RULES.add(
    r"(?P<n>Q[1-4]|[1-4]Q|H[12])(?:[ ,]+(?P<year>\d{4})|['’ ](?P<short>\d\d))?|(?P<first>\d{4})[ -]?(?P<n2>Q[1-4]|H[12])",
    "quarter",
)
def short_quarter(m: re.Match[str], ctx: Context) -> Reading | None:
    """`Q3 2019`, `H1`."""
    code = m["n"] or m["n2"]
    unit: Unit = "half" if "H" in code else "quarter"
    number = int(code.strip("QH"))
    month = (number - 1) * (6 if unit == "half" else 3) + 1
    year = m["year"] or m["first"] or (m["short"] and "20" + m["short"])
    if year:
        return dated(Point(unit, int(year), month), unit, "explicit")
    return dated(
        _recent(Point(unit, 0, month), ctx), unit, unknown=f"XXXX-{code if code[0] in 'QH' else code[::-1]}"
    )


@RULES.add(
    rf"(?:[Tt]he )?(?P<first>{MONTH})(?: ?[-–] ?| to | through )(?P<last>{MONTH})(?: (?P<year>\d{{4}}))? (?:fiscal )?(?:quarter|period|half)",
    "quarter",
    needs="quarter period half",
)
def quarter_of_months(m: re.Match[str], ctx: Context) -> Reading | None:
    """`the April-June quarter`: the calendar's quarter that it shares most with; `the January-June half`."""
    first, last = month_number(m["first"]), month_number(m["last"])
    length = (last - first) % 12 + 1
    if length != 3 and not (length == 6 and first in (1, 7)):
        return None
    unit: Unit = "quarter" if length == 3 else "half"
    # Of three months the middle one lies in the quarter that they share most with.
    month = first if unit == "half" else first % 12 // 3 * 3 + 1
    if m["year"]:
        year = int(m["year"]) - (unit == "quarter" and first == 12)
        return dated(Point(unit, year, month), unit, "explicit")
    code = f"Q{month // 3 + 1}" if unit == "quarter" else f"H{month // 6 + 1}"
    return dated(_recent(Point(unit, 0, month), ctx), unit, unknown=f"XXXX-{code}")


@RULES.add(
    r"(?:[Tt]he )?(?P<year>\d{4}) (?:[Pp]eriod|(?P<quarter>[Qq]uarter))|(?:[Tt]he )?[Ll]atest (?P<latest>quarter|period)",
    "quarter",
    "unit",
    needs="quarter period",
)
def year_period(m: re.Match[str], ctx: Context) -> Reading | None:
    """`the 1988 period`: the quarter told last, in that year."""
    told = next(
        (x.point for x in reversed(ctx.told.mentions[-50:]) if x.point.unit in ("quarter", "half", "year")),
        None,
    )
    if m["latest"]:
        quarters = [x.point for x in reversed(ctx.told.mentions[-50:]) if x.point.unit == "quarter"]
        if not quarters and m["latest"] == "period":
            return None
        # The latest is one that has ended.
        over = next(
            (q for q in quarters if ctx.today is None or q[1:] < (step(ctx.today, "quarter", 0) or q)[1:]),
            None,
        )
        return dated(over or (ctx.today and step(ctx.today, "quarter", -1)), "quarter", "carried")
    year = int(m["year"])
    if m["quarter"] and (told is None or told.unit == "year"):
        # The quarter that a company reports is the one that has ended.
        told = ctx.today and step(ctx.today, "quarter", -1)
    if told and told.unit in ("quarter", "half"):
        return replace(dated(told._replace(year=year), told.unit, "carried"), aside=year < told.year)
    return dated(Point("year", year), "year", "explicit")


@RULES.add(
    r"[Tt]he (?P<which>first|last|final) (?:(?:six|6) months|two quarters) of (?P<year>\d{4})",
    "unit",
    needs="months quarters",
)
def half_of_year(m: re.Match[str], ctx: Context) -> Reading | None:
    """`the first six months of 1990`: a half of that year."""
    return dated(Point("half", int(m["year"]), 1 if m["which"] == "first" else 7), "half", "explicit")


@RULES.add(
    rf"[Tt]he (?:(?P<which>first|last|final) (?P<count>{CARDINAL}) (?P<unit>months|quarters|weeks|days|years|decades)|(?:(?:latest|year-(?:earlier|ago)|\d{{4}}) )?(?P<months>{CARDINAL}) months)",
    "unit",
    needs="months quarters weeks days years decades",
)
def first_months(m: re.Match[str], ctx: Context) -> Reading | None:
    """`the first nine months`: a length of time, wherever it lies."""
    name = (m["unit"] or "months").removesuffix("s")
    if m["which"] == "last" and not re.match(r" (?:and|of)\b", m.string[m.end() :]):
        # Those that lead to today.
        return None
    if name == "month":
        ctx.told.lengths.append(ctx.at[0])
    return period(PERIOD[name], cardinal(m["count"] or m["months"]))
