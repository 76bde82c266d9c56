"""Years, decades, centuries and fiscal years."""

import re
from dataclasses import replace

from briefing.extract.timeline.calendar import Point
from briefing.extract.timeline.context import Context
from briefing.extract.timeline.numbers import ORDINAL, SPOKEN_YEAR, ordinal, spoken_year
from briefing.extract.timeline.rule import Reading, Rules, dated
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
_FRAME = re.compile(r"\b(?:in|since|until|till|during|as (?:late|early) as) $", re.IGNORECASE)
# How far a year of few figures may lie from the one told before.
_LIFETIMES = 150
_TO_A_YEAR = re.compile(r" ?[-–—] ?(?:1[5-9]|20)\d\d(?![\d,.])")
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
        if (_LABEL.search(before) and not _TO_A_YEAR.match(after)) or (
            _COUNTED.match(after) and not _FRAME.search(before)
        ):
            return None
        if ctx.is_object() and not _PREPOSITION.search(before):
            # "He read 1984": a year is no thing that one reads.
            return None
        if number < 1900 and ctx.counts() and not _FRAME.search(before):
            return None
        strong = bool(_PREPOSITION.search(before) or _TO_A_YEAR.match(after)) or _tells(ctx)
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


def _tells(ctx: Context) -> bool:
    """Whether the number is the bare subject of a singular verb: "1759 was a year of disasters", "1812 saw no battle"."""
    span = ctx.span
    if span is None or len(span) != 1 or not ctx.is_subject():
        return False
    verb = span.root.head
    plural = verb.lower_ in ("were", "are", "have") or any(
        c.lower_ in ("were", "are", "have") for c in verb.children
    )
    return verb.i == span.end and verb.lemma_ in _YEARS_DO and not plural


# What a year does where it is told of as a subject.
_YEARS_DO = frozenset({"be", "see", "bring", "begin", "mark", "witness", "open", "end", "pass"})


@RULES.add(
    r"(?P<first>1\d\d\d|20\d\d)(?:[-–/]| ?[-–] ?)(?P<core>\d\d)(?![-–/\d])",
    "number",
    signs=("-", "–", "—", "/"),
)
def second_year(m: re.Match[str], ctx: Context) -> Reading | None:
    """The `14` of `2010-14`."""
    first, last = int(m["first"]), int(m["first"]) // 100 * 100 + int(m["core"])
    return dated(Point("year", last), "year", "explicit") if first < last else None


@RULES.add(
    r"(?P<core>(?P<n>(?:1[5-9]|20)\d(?P<low>\d)))[-–/](?P<high>\d)(?![-–/\d])",
    "number",
    signs=("-", "–", "/"),
)
def year_to_a_figure(m: re.Match[str], ctx: Context) -> Reading | None:
    """The `2007` of `2007-8`, with both years on it."""
    if m["high"] <= m["low"]:
        return None
    until = Point("year", int(m["n"]) - int(m["low"]) + int(m["high"]))
    return replace(dated(Point("year", int(m["n"])), "year", "explicit"), until=until)


@RULES.add(
    rf"(?P<core>(?P<n>\d{{1,4}}))(?:[-–/]| ?[-–] ?| to | and | until )\d{{1,4}} ?(?P<era>{ERA})",
    "number",
    needs="bc bce b ad ce a c",
)
def first_year_before(m: re.Match[str], ctx: Context) -> Reading | None:
    """The `431` of `431 to 404 BC`, the `235` of `235–284 AD`."""
    number = written_year(f"{m['n']} {m['era']}")
    return None if number is None else dated(Point("year", number), "year", "explicit")


@RULES.add(
    r"A\.?D\.? ?(?P<n>\d{1,4})(?: ?[-–/] ?| to | and | until )(?P<core>\d{1,4})(?! ?(?:B\.?C|A\.?D))",
    "number",
    needs="ad a",
)
def second_year_after(m: re.Match[str], ctx: Context) -> Reading | None:
    """The `284` of `AD 235 to 284`."""
    first, last = int(m["n"]), int(m["core"])
    return dated(Point("year", last), "year", "explicit") if first < last else None


@RULES.add(
    r"(?:[Ii]n|[Bb]y|[Ss]ince|[Uu]ntil|[Aa]round|[Ff]rom) (?P<core>[1-9]\d{1,2})(?=[ ,.;:)]|$)", "number"
)
def year_of_antiquity(m: re.Match[str], ctx: Context) -> Reading | None:
    """`in 216`, where the story is at a year of as few figures: of the same era as that."""
    told = ctx.told.dated()
    if told is None or not -999 < told.point.year < 1000 or not ctx.narrative:
        return None
    if _COUNTED.match(m.string, m.end()) or ctx.before_noun():
        return None
    number = int(m["core"]) if told.point.year > 0 else 1 - int(m["core"])
    near = abs(number - told.point.year) <= _LIFETIMES
    return dated(Point("year", number), "year", "carried") if near else None


@RULES.add(
    rf"(?:[Tt]he year )?(?P<year>\d{{1,4}} ?{ERA}|A\.?D\.? ?\d{{1,4}})|[Tt]he year (?P<spoken>{SPOKEN_YEAR}|\d{{3,4}})",
    "number",
    "year",
    needs="bc bce ad ce b d e year ad1 ad2 ad3 ad4 ad5 ad6 ad7 ad8 ad9",
)
def era_year(m: re.Match[str], ctx: Context) -> Reading | None:
    """`480 BC`, `AD 79`, `the year two thousand`."""
    raw = m["spoken"]
    number = spoken_year(raw) if raw and not raw[0].isdigit() else written_year(raw or m["year"])
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


@RULES.add(
    r"(?:[Ii]n|[Ss]ince|[Uu]ntil|[Bb]y|[Oo]f|[Ff]rom|[Bb]efore|[Aa]fter|[Ee]arly|[Ll]ate) (?P<core>['’](?P<n>\d\d))(?!['’]?s|['’\"\d])",
    "number",
)
def short_year(m: re.Match[str], ctx: Context) -> Reading | None:
    """`in '84`: of the century that puts it nearest before the publication; in a story, of the story's."""
    told = ctx.told.dated() if ctx.free else None
    latest = told.point.year // 100 * 100 + 99 if told else ctx.today.year + 10 if ctx.today else 2030
    year = latest // 100 * 100 + int(m["n"])
    return dated(Point("year", year if year <= latest else year - 100), "year", "explicit")


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


@RULES.add(
    rf"(?:[Tt]he )?{_DECADE}(?: (?P<era>BCE?|B\.C\.(?:E\.)?))?",
    "number",
    "year",
    flags=re.IGNORECASE,
    needs=f"0s s {' '.join(_TENS)}",
)
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
    r"(?P<first>1\d\d0|20\d0)s(?:,| and| or| to|[-–]) ?(?P<core>['’]?(?P<tens>\d0)s)", "number", needs="0s"
)
def second_decade(m: re.Match[str], ctx: Context) -> Reading | None:
    """The `40s` of `the 1930s and 40s`."""
    return dated(Point("decade", int(m["first"]) // 100 * 100 + int(m["tens"])), "decade", "explicit")


_NAMED = re.compile(r" [A-Z]{2,}\b| [A-Z][a-z]+")


@RULES.add(
    rf"(?:[Tt]he )?(?:(?P<early>[Ee]arly|[Mm]id|[Ll]ate)[- ])?(?P<n>{ORDINAL})(?: and (?P<n2>{ORDINAL}))?[- ](?P<c>[Cc]entur(?:y|ies))(?: (?P<era>{ERA}))?",
    "year",
    "unit",
    needs="century centuries",
)
def century(m: re.Match[str], ctx: Context) -> Reading | None:
    """`the 20th century` (1900 to 1999, as TIMEX3 writes `19`), `the fifth century BC`."""
    number = ordinal(m["n"])
    if number is None or number == 0 or number > 30:
        return None
    if m["c"].istitle() and _NAMED.match(m.string, m.end()):
        # "The 21st Century Skills Act": a part of a name.
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
        point=Point("century", first),
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
