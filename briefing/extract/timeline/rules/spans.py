"""Years, decades, centuries, fiscal years; quarters, halves and seasons."""

import re
from dataclasses import replace

from briefing.extract.timeline.calendar import SEASON_CODE, Point, shift, step, to_unit
from briefing.extract.timeline.context import Context
from briefing.extract.timeline.numbers import CARDINAL, ORDINAL, SPOKEN_YEAR, cardinal, ordinal, spoken_year
from briefing.extract.timeline.periods import period
from briefing.extract.timeline.rule import Reading, Rules, dated
from briefing.extract.timeline.words import PERIOD, SEASON, season_month
from briefing.extract.timeline.years import ERA, written_year

RULES = Rules()

_PREPOSITION = re.compile(
    r"(?:\b(?:in|since|by|until|till|from|to|through|early|late|mid|during|for|before|after|around|about|circa|c\.|ca\.|of|between|and|or|"
    r"the year|year|fiscal|begun|began|the|spring|summer|autumn|fall|winter|election|as|early as|late as|on|back in|back to|up to|beyond)[ -]|\($|[-–]$)$",
    re.IGNORECASE,
)
# A number after these words is no year, and before these words it counts things.
_LABEL = re.compile(
    r"(?:\b(?:pages?|p\.|pp\.|rooms?|flight|channel|route|highway|number|nos?\.?|model|section|article|chapter|paragraph|version|gate|bus|windows|"
    r"office|lot|suite|apartment|building|line|code|form|resolution|directive|rule|unit|series|class|area|block|station|boeing|airbus|"
    r"some|nearly|almost|over|than|least|most|approximately|roughly|exactly|only|just|another|additional|total of|dow|index|points?|at|pay|paid|worth)|[#$£€¥×]) ?$|[x/:.]$",
    re.IGNORECASE,
)
# After these a number of four figures is a year, whatever follows: "until 1955 troops stayed".
_FRAME = re.compile(r"\b(?:in|since|until|till|during) $", re.IGNORECASE)
_COUNTED = re.compile(
    r"(?:[ -](?:people|persons?|men|women|children|troops|soldiers|members|employees|workers|jobs|homes|houses|miles?|km|kilometers|kilometres|metres|meters|"
    r"feet|foot|inches|yards|acres|hectares|points?|percent|per ?cent|dollars|euros|pounds|yen|shares?|votes|seats|tons|tonnes|barrels|gallons|liters|"
    r"litres|times|cases|deaths|units|copies|cars|vehicles|aircraft|planes|ships|years?|months?|weeks?|days|hours|minutes|seconds|mm|cm|kg|lbs?|rpm|hp|"
    r"million|billion|GMT|UTC|hrs|a\.m\.|p\.m\.|am|pm|others|more|passengers|students|patients|companies|stores|rounds|dead|wounded|prisoners|guns|tanks)\b|%|['’]?\w| ?\+|[.,:/]\d|-\d{3}|-(?:foot|mile|page|seat|pound|acre|strong|member|man|metre|meter)\b)"
)


@RULES.add(
    r"(?:[Tt]he year )?(?P<year>1\d\d\d|20\d\d)(?![-/]\d\d[-/]\d|[-–/]\d(?!\d))(?! ?(?:B\.?C|A\.?D|C\.?E)\b)",
    "number",
)
def year(m: re.Match[str], ctx: Context) -> Reading | None:
    """`1998`, `the year 2000`, `1998-99`: a bare number of four figures where nothing makes it a count."""
    number = int(m["year"])
    before, after = m.string[max(0, m.start() - 24) : m.start()], m.string[m.end() : m.end() + 20]
    if m[0][0] not in "Tt":
        if _LABEL.search(before) or (_COUNTED.match(after) and not _FRAME.search(before)):
            return None
        if ctx.is_object() and not _PREPOSITION.search(before):
            # "He read 1984": a year is no thing that one reads.
            return None
        strong = bool(_PREPOSITION.search(before))
        if not strong and number < 1900:
            # An old year in brackets or between commas, as in "(born 1756)" or ", 1756,".
            strong = bool(re.search(r"(?:\(|[,;] |\b(?:born|died|b\.|d\.) )$", before)) and bool(
                re.match(r"[),;.–-]", after)
            )
        if not strong and not 1900 <= number <= 2059:
            return None
        if number > 2100 and not re.search(r"\b(?:by|in|until) (?:the year )?$", before):
            return None
    start_of = Point("year", number)
    return dated(start_of, "year", "explicit")


@RULES.add(r"(?P<first>1\d\d\d|20\d\d)(?:[-–/]| ?[-–] ?)(?P<core>\d\d)(?![-–/\d])", "number")
def second_year(m: re.Match[str], ctx: Context) -> Reading | None:
    """The `14` of `2010-14`."""
    first, last = int(m["first"]), int(m["first"]) // 100 * 100 + int(m["core"])
    return dated(Point("year", last), "year", "explicit") if first < last else None


@RULES.add(rf"(?P<core>(?P<n>\d{{1,4}}))(?:[-–]| ?[-–] ?| to | and | until )\d{{1,4}} ?(?P<era>B\.?C\.?(?:E\.?)?)", "number")
def first_year_before(m: re.Match[str], ctx: Context) -> Reading | None:
    """The `431` of `431 to 404 BC`."""
    return dated(Point("year", 1 - int(m["n"])), "year", "explicit") if int(m["n"]) else None


@RULES.add(
    rf"(?:[Tt]he year )?(?P<year>\d{{1,4}} ?{ERA}|A\.?D\.? ?\d{{1,4}})|[Tt]he year (?P<spoken>{SPOKEN_YEAR}|\d{{3,4}})",
    "number",
    "year",
)
def era_year(m: re.Match[str], ctx: Context) -> Reading | None:
    """`480 BC`, `AD 79`, `the year two thousand`."""
    raw = m["spoken"]
    if raw and not raw[0].isdigit():
        number = spoken_year(raw)
    else:
        number = written_year(raw or m["year"])
    return None if number is None else dated(Point("year", number), "year", "explicit")


@RULES.add(rf"(?P<spoken>{SPOKEN_YEAR})", "year", flags=re.IGNORECASE)
def in_words(m: re.Match[str], ctx: Context) -> Reading | None:
    """`nineteen ninety-six`."""
    if re.match(r" (?:people|dollars|years|miles|men|troops|percent)", m.string[m.end() :]) or m[
        "spoken"
    ].casefold().startswith("two"):
        return None
    number = spoken_year(m["spoken"])
    return None if number is None else dated(Point("year", number), "year", "explicit")


_TENS = {
    "twenties": 20,
    "thirties": 30,
    "forties": 40,
    "fifties": 50,
    "sixties": 60,
    "seventies": 70,
    "eighties": 80,
    "nineties": 90,
}
_DECADE = rf"(?:(?P<full>1[0-9]\d0|20\d0)['’]?s|['’](?P<short>\d0)['’]?s|(?P<bare>[2-9]0)['’]?s|(?:(?P<century>nineteen|eighteen|seventeen)[ -])?(?P<word>{'|'.join(_TENS)}))"


@RULES.add(rf"(?:[Tt]he )?{_DECADE}(?: (?P<era>B\.?C\.?(?:E\.?)?))?", "number", "year", flags=re.IGNORECASE)
def decade(m: re.Match[str], ctx: Context) -> Reading | None:
    """`the 1990s`, `the '80s`, `the nineties`; "in her thirties" is an age, "the 1900s" a century."""
    before = m.string[max(0, m.start() - 16) : m.start()]
    if re.search(
        r"\b(?:his|her|their|my|your|our)(?: (?:early|mid|late)[ -])? ?$|\b(?:his|her|their|my|our) (?:early|mid|late)[- ]$",
        before,
        re.IGNORECASE,
    ):
        return None
    if m["full"]:
        first = int(m["full"])
        if m["era"]:
            return dated(Point("decade", -first - 8), "decade", "explicit")
        unit = "century" if first % 100 == 0 and first < 1900 else "decade"
        return dated(Point("century" if unit == "century" else "decade", first), unit, "explicit")
    if m["bare"] and not re.search(r"^[Tt]he ", m[0]):
        return None
    tens = int(m["short"] or m["bare"] or 0) or _TENS.get((m["word"] or "").casefold(), 0)
    if (
        m["bare"]
        and re.search(r"\b(?:in|into|to|temperatures?|from) $", before, re.IGNORECASE)
        and re.search(r"temperature|degrees|highs|lows", m.string, re.IGNORECASE)
    ):
        return None
    if m["word"] and not re.search(
        r"^[Tt]he |(?:early|mid|late)[- ]$", m[0] if m[0][:1] in "tT" else before, re.IGNORECASE
    ):
        return None
    if m["century"]:
        base = {"nineteen": 1900, "eighteen": 1800, "seventeen": 1700}[m["century"].casefold()]
        return dated(Point("decade", base + tens), "decade", "explicit")
    # Two figures: the last such decade that began before the publication day (or the one told of).
    latest = ctx.today.year if ctx.today else 2029
    told = ctx.last("year")
    if ctx.narrative and told is not None and told.year > 0:
        base = told.year // 100 * 100
        return dated(Point("decade", base + tens), "decade", "carried")
    base = latest // 100 * 100
    return dated(
        Point("decade", base + tens if base + tens <= latest else base - 100 + tens), "decade", "explicit"
    )


@RULES.add(
    rf"(?:[Tt]he )?(?:(?P<early>[Ee]arly|[Mm]id|[Ll]ate)[- ])?(?P<n>{ORDINAL})(?: and (?P<n2>{ORDINAL}))?[- ](?P<c>[Cc]entur(?:y|ies))(?: (?P<era>{ERA}))?",
    "year",
    "unit",
)
def century(m: re.Match[str], ctx: Context) -> Reading | None:
    """`the 20th century` (1900 to 1999, as TIMEX3 writes `19`), `the fifth century BC`."""
    number = ordinal(m["n"])
    if number is None or number == 0 or number > 30:
        return None
    bc = (m["era"] or "").replace(".", "").upper().startswith("B")
    first = 1 - number * 100 if bc else (number - 1) * 100
    mod = {"early": "START", "mid": "MID", "late": "END"}.get((m["early"] or "").casefold())
    value = f"BC{number - 1:02d}" if bc else f"{number - 1:02d}"
    return Reading(
        "DATE",
        value,
        "explicit",
        mod,
        point=Point("century", first if bc else max(first, 1 if not first else first)),
    )


@RULES.add(
    r"(?:[Tt]he )?(?:[Ff]iscal|[Ff]inancial|FY)(?:[ -]?[Yy]ear)? ?['’]?(?P<year>(?:19|20)\d\d|\d\d)(?!\d)(?:[-/]\d\d)?",
    "year",
)
def fiscal_year(m: re.Match[str], ctx: Context) -> Reading | None:
    """`fiscal 1989`, `FY2019`: named like the calendar year it ends in; the months are the company's."""
    number = int(m["year"])
    number += 0 if number > 99 else 2000 if number < 69 else 1900
    return dated(Point("year", number), "year", "explicit")


_QUARTER = r"(?P<n>[Ff]irst|[Ss]econd|[Tt]hird|[Ff]ourth|[Ff]inal|[Ll]ast|1st|2nd|3rd|4th)"
_WHOSE = r"(?:(?P<whose>this|last|next|that)(?: year)?['’]?s? |(?P<front>\d{4})(?:['’]s)? )"


@RULES.add(
    rf"(?:[Tt]he (?!(?:\w+[ -])?{_QUARTER.replace('?P<n>', '?:')}-))?(?:{_WHOSE.replace('(?: year)?', ' year')})?(?:year-(?:ago|earlier) |flat |recent |latest |fiscal[- ])*{_QUARTER}(?: fiscal)?[- ](?P<what>[Qq]uarter|[Hh]alf)(?:(?:,? of)?(?: fiscal)?,? (?P<year>\d{{4}})| of (?P<of>this|last|next|that|the(?: (?:fiscal|current|financial))?) year|(?P<tail>,? (?:last|this|next) year))?(?! and\b.{{0,20}}time)",
    "quarter",
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
    unit = "half" if half else "quarter"
    month = (number - 1) * (6 if half else 3) + 1
    unknown = f"XXXX-{'H' if half else 'Q'}{number}"
    if m["year"] or m["front"]:
        return dated(Point(unit, int(m["year"] or m["front"]), month), unit, "explicit")  # type: ignore[arg-type]
    which = (m["whose"] or m["of"] or (m["tail"] or "").strip(" ,").split(" ")[0]).casefold()
    ago = bool(re.search("year-(?:ago|earlier)", m[0]))
    if which in ("this", "last", "next", "the current"):
        year = ctx.today and ctx.today.year + {"last": -1, "next": 1}.get(which, 0)
        return dated(None if year is None else Point(unit, year, month), unit, unknown=unknown)  # type: ignore[arg-type]
    last_one = ctx.last("year") if which == "that" or ctx.narrative else None
    if last_one:
        return dated(Point(unit, last_one.year, month), unit, "carried")  # type: ignore[arg-type]
    point = _recent(Point(unit, 0, month), ctx)  # type: ignore[arg-type]
    if point and ago:
        return replace(dated(shift(point, "year", -1), unit), aside=True)
    return dated(point, unit, unknown=unknown)


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
    unit = "half" if "H" in code else "quarter"
    number = int(code.strip("QH"))
    month = (number - 1) * (6 if unit == "half" else 3) + 1
    year = m["year"] or m["first"] or (m["short"] and "20" + m["short"])
    if year:
        return dated(Point(unit, int(year), month), unit, "explicit")  # type: ignore[arg-type]
    return dated(
        _recent(Point(unit, 0, month), ctx), unit, unknown=f"XXXX-{code if code[0] in 'QH' else code[::-1]}"
    )  # type: ignore[arg-type]


@RULES.add(
    r"(?:[Tt]he )?(?P<year>\d{4}) (?:[Pp]eriod|[Qq]uarter)|(?:[Tt]he )?[Ll]atest (?P<latest>quarter|period)",
    "quarter",
    "unit",
)
def year_period(m: re.Match[str], ctx: Context) -> Reading | None:
    """`the 1988 period`: the quarter told last, in that year."""
    told = next(
        (x.point for x in reversed(ctx.mentions) if x.point.unit in ("quarter", "half", "year")), None
    )
    if m["latest"]:
        now = next((x.point for x in reversed(ctx.mentions) if x.point.unit == "quarter"), None)
        if now is None and m["latest"] == "period":
            return None
        return dated(now or (ctx.today and step(ctx.today, "quarter", -1)), "quarter", "carried")
    year = int(m["year"])
    if told and told.unit in ("quarter", "half"):
        return dated(told._replace(year=year), told.unit, "carried")
    return dated(Point("year", year), "year", "explicit")


@RULES.add(
    rf"[Tt]he (?P<which>first|last|final) (?P<count>{CARDINAL}) (?P<unit>months|quarters|weeks|days|years|decades)",
    "unit",
)
def first_months(m: re.Match[str], ctx: Context) -> Reading | None:
    """`the first nine months`: a length of time, wherever it lies."""
    name = m["unit"].removesuffix("s")
    return period(PERIOD[name], cardinal(m["count"]))


_IN_TIME = re.compile(r"\b(?:in|by|until|since|this|during|early|late|mid|over|from|after|before|for|of|into|through)(?: the)?[ -]$", re.IGNORECASE)
_IN_FALL = re.compile(r"\b(?:in|by|early|late|since|until|this)[ -]$", re.IGNORECASE)
_SOUTH = r"(?:[Aa]ustralian?|[Ss]outh(?:ern)?(?: [Aa]frican| [Hh]emisphere)?|New Zealand|[Aa]rgentin(?:e|ian)|[Cc]hilean|[Bb]razilian)"
_PLACE = rf"(?P<place>{_SOUTH}|northern|northern hemisphere|[Ii]ndian|Arctic|Antarctic) "


@RULES.add(
    rf"(?:(?P<which>[Tt]he (?:past|previous|following|next|coming|same)|[Tt]his(?: past| coming)?|[Ll]ast|[Nn]ext|[Tt]hat|[Tt]he) )?(?:{_PLACE})?(?P<season>{SEASON})(?:(?:,? of|,)? (?P<year>\d{{4}}|{SPOKEN_YEAR})(?:[-–/]\d\d(?:\d\d)?\b)?| ['’](?P<short>\d\d)| of (?P<of>that|this|last|next|the following|the same) year)?(?![- ](?:break|vacation|school|semester|time|house|camp|in|off|out|back|from|through|to|apart|short|behind|down|over|on|under)\b)",
    "season",
)
def season(m: re.Match[str], ctx: Context) -> Reading | None:
    """`last summer`, `the winter of 1994`, `this fall`; the nearest one behind, ahead with `next`, `this`."""
    month = season_month(m["season"])
    code = SEASON_CODE[month]
    if m["year"]:
        number = int(m["year"]) if m["year"].isdecimal() else spoken_year(m["year"])
        return None if not number else dated(Point("season", number, month), "season", "explicit")
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
    if not which or which == "the":
        if not _IN_TIME.search(before) or (not which and m["season"].casefold() == "fall" and not _IN_FALL.search(before)):
            return None
    if carried := ctx.carried_year():
        if which not in ("last", "this", "next"):
            year = carried.year + (1 if "following" in which or "next" in which else 0)
            if (
                carried.unit in ("day", "month", "season", "week")
                and carried.month - month > 4
                and year == carried.year
            ):
                year += 1
            return dated(Point("season", year, month), "season", "carried")
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
    return dated(ahead if ctx.tense == "future" else behind, "season")


def _season_of(which: str, month: int, ctx: Context, unknown: str) -> Reading:
    told = ctx.last("year") if which in ("that", "the same", "the following") else ctx.today
    if told is None:
        return dated(None, "season", unknown=unknown)
    count = {"last": -1, "next": 1, "the following": 1}.get(which, 0)
    return dated(
        Point("season", told.year + count, month), "season", "carried" if which[:2] == "th" else "relative"
    )
