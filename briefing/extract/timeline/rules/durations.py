"""Lengths of time: for two years, a 24-hour deadline, several months, the past five days."""

import re
from fractions import Fraction

from briefing.extract.timeline.calendar import step
from briefing.extract.timeline.context import Context
from briefing.extract.timeline.numbers import CARDINAL, VAGUE, cardinal
from briefing.extract.timeline.periods import amount, from_today, period
from briefing.extract.timeline.rule import Reading, Rules, dated
from briefing.extract.timeline.words import (
    MANY_WORDS,
    MONTH,
    ONE_WORDS,
    PERIOD,
    UNIT_MANY,
    UNIT_ONE,
    unit_name,
    word_set,
)

RULES = Rules()

_MANY = rf"(?P<unit>{UNIT_MANY})"
_EITHER = rf"(?P<unit>{UNIT_ONE}s?|{UNIT_MANY})"
# What may stand between number and unit without making it another thing.
_KIND = r"(?:(?:more|additional|full|straight|consecutive|successive|solid|calendar|business|working|trading|whole|other|further|long|extra|fiscal) )?"
_DEICTIC = r"(?:(?P<which>[Tt]he (?:very )?(?:past|last|next|coming|previous|preceding|first|final|following|latest|remaining|ensuing|subsequent)|[Aa]nother|[Tt]hose|[Tt]hese (?:past|last)|[Tt]hese|[Pp]ast|(?<!to )(?<!will )(?<!would )(?<!could )(?<!may )(?<!might )(?<!can )(?<!must )(?<!not )[Ll]ast|[Nn]ext|[Ff]irst|[Tt]he) )"


@RULES.add(
    rf"{_DEICTIC}?(?P<count>{CARDINAL}|{VAGUE}(?: of)?) {_KIND}{_MANY}(?: and a half)?(?!-old| old|['’] old|[- ]of[- ]age| of age)",
    "unit",
    needs=MANY_WORDS,
)
def counted(m: re.Match[str], ctx: Context) -> Reading | None:
    """`two years`, `the past five days`, `several months`, `two and a half years`."""
    unit = PERIOD[unit_name(m["unit"])]
    text = m["count"]
    count: Fraction | int | None = amount(text)
    if count is None:
        count = cardinal(text)
    if m[0].endswith("and a half") and count is not None:
        count += Fraction(1, 2)
    if _is_age(m) or _OUT_OF.match(m.string, m.end()):
        return None
    if count is not None and (rest := _AND_A.match(m.string, m.end())):
        count += Fraction(1, 4) if rest[1] == "a quarter" else Fraction(3, 4)
    whole = int(count) if count is not None and count == int(count) else None
    which = m["which"] or ""
    moment = ctx.moment_for(which)
    if moment is None and ctx.today is not None:
        # "Over the next three years we built it": they are over, and begin at what was told.
        return period(unit, count)
    return from_today(period(unit, count), which, unit_name(m["unit"]), whole, moment)


@RULES.add(
    rf"(?P<a>[Aa]n?|[Oo]ne|1|[Hh]alf an?|[Aa] half|[Aa]n additional|[Aa]nother|[Oo]ne more|[Aa] full|[Aa] whole|[Tt]he entire|[Aa]n entire|[Ee]very single|[Aa] single|[Aa] further|[Aa]t least one|[Ss]ome)[ -](?P<unit>{UNIT_ONE})(?P<half> and a half)?(?![- ]old\b| of age)(?: or (?P<or>two|so|more))?(?:[- ]long(?= \w))?",
    "unit",
    needs=ONE_WORDS,
)
def one(m: re.Match[str], ctx: Context) -> Reading | None:
    """`a year`, `half an hour`, `a minute and a half`, `another month`; `$5 a year` is a rate (a SET)."""
    unit = PERIOD[unit_name(m["unit"])]
    word = m["a"].casefold()
    after = m.string[m.end() : m.end() + 20]
    if word == "some" or (word in ("one", "a") and m["unit"] in ("second", "night") and not _measured(m)):
        return None
    if m["unit"].casefold() == "quarter":
        # A quarter of something, far more often than three months.
        return None
    if word == "half an" or word.endswith("half") or word == "half a":
        return period(unit, Fraction(1, 2))
    if word in ("a", "an") and not m["half"]:
        if _is_rate(m):
            timed, letter, size = unit
            return Reading("SET", f"P{'T' if timed else ''}{size}{letter}")
        if (
            re.match(r" (?:when|where|of|in which)\b", after)
            and not _measured(m)
            and m["unit"]
            in (
                "day",
                "week",
                "month",
                "year",
                "decade",
                "century",
            )
        ):
            return None
    if word == "one" and m["unit"] == "day" and not _measured(m):
        return None
    return period(unit, Fraction(3, 2) if m["half"] else 1)


@RULES.add(
    rf"(?P<count>{CARDINAL}|several|few|multi|half|many)[- ](?P<unit>{UNIT_ONE})(?!-old| old|s)(?:-long)?(?P<whole> (?:period|span|stretch))?(?= |[.,;:)\"”’'-]|$)",
    "unit",
    needs=ONE_WORDS,
)
def compound(m: re.Match[str], ctx: Context) -> Reading | None:
    """`two-year`, `24-hour`, `multi-year`: a duration before a noun; `two-year-old` is an age."""
    text = m["count"].casefold()
    name = unit_name(m["unit"])
    if text in ("one", "1") and " " in m[0]:
        return None
    if " " in m[0] and re.fullmatch(r"(?:19|20)\d\d", text):
        return None
    if name in ("second", "quarter") and "-" not in m[0]:
        return None
    if text == "half":
        return period(PERIOD[name], Fraction(1, 2))
    return period(PERIOD[name], None if text in ("several", "few", "multi", "many") else cardinal(text))


@RULES.add(rf"(?P<count>{CARDINAL}|several)[- ](?P<unit>{UNIT_ONE})[- ]old", "unit", needs="old")
def how_old(m: re.Match[str], ctx: Context) -> Reading | None:
    """`the 16-month-old war`: how long it has lasted; the age of a person or a thing is no time."""
    span = ctx.span
    if span is None:
        return None
    after = span.end
    while after < len(span.doc) and span.doc[after].pos_ in ("ADJ", "PROPN"):
        after += 1
    if after >= len(span.doc) or span.doc[after].lemma_.casefold() not in _LASTING:
        return None
    return period(PERIOD[unit_name(m["unit"])], amount(m["count"]))


# What is as old as it has lasted.
_LASTING = word_set(
    """
    war conflict strike siege truce ceasefire cease-fire dispute standoff feud crisis rebellion revolt uprising
    insurgency blockade embargo boycott campaign offensive occupation stalemate deadlock investigation inquiry
    probe trial talk negotiation peace marriage coalition government alliance ban moratorium drought outbreak
    """
)


@RULES.add(
    r"(?:[Ww]ithin|[Ii]nside) (?P<core>the (?P<unit>hour|day|week|month|year|decade))(?= ?[,.;:]|$)", "unit"
)
def within_the_unit(m: re.Match[str], ctx: Context) -> Reading | None:
    """`within the hour`: less than one of them; at the end of its clause, where no name of a piece can follow."""
    return period(PERIOD[m["unit"]], 1)


@RULES.add(
    r"[Aa]ll (?P<unit>day|night|week|month|year)(?: long)?(?![- ](?:round|around)|['’])", "unit", needs="all"
)
def all_of_one(m: re.Match[str], ctx: Context) -> Reading | None:
    """`all week`: one whole."""
    return period(PERIOD[m["unit"]], 1)


@RULES.add(
    r"(?:(?:[Tt]he|[Aa]) (?:(?P<which>past|last|next|coming) )?|(?P<half>[Hh]alf an? ))?(?:quarter(?:[- ]| of a )(?P<unit>century)|(?<=alf a )(?P<unit2>century|decade)|(?<=alf an )(?P<unit3>hour))(?P<ago> ago)?",
    "unit",
    needs="century decade hour",
)
def part_of_a_long_time(m: re.Match[str], ctx: Context) -> Reading | None:
    """`a quarter century`, `half a century ago`: so many years."""
    name = m["unit"] or m["unit2"] or m["unit3"]
    share = Fraction(1, 4) if m["unit"] else Fraction(1, 2)
    if not m["ago"]:
        return period(PERIOD[name], share)
    if name == "hour":
        return None
    years = int(share * (100 if name == "century" else 10))
    return dated(ctx.today and step(ctx.today, "year", -years), "year")


@RULES.add(
    rf"{_DEICTIC}?(?P<low>{CARDINAL})(?: to |-|–| or )(?P<high>{CARDINAL})[ -]{_EITHER}(?!-old| old)",
    "unit",
    needs=f"{ONE_WORDS} {MANY_WORDS}",
    signs=(" to ", "-", "–", " or "),
)
def between(m: re.Match[str], ctx: Context) -> Reading | None:
    """`two to three weeks`, `12 to 18 months`: the lower number, or more."""
    low = cardinal(m["low"])
    return None if low is None or _is_age(m) else period(PERIOD[unit_name(m["unit"])], low)


@RULES.add(rf"(?P<a>[Aa]n?|[Oo]ne) (?P<unit>{UNIT_ONE}) or two", "unit", needs="or")
def one_or_two(m: re.Match[str], ctx: Context) -> Reading | None:
    """`a year or two`."""
    return period(PERIOD[unit_name(m["unit"])], None)


@RULES.add(
    rf"(?P<before>(?:[Ff]or|[Ii]n|[Oo]ver|[Dd]uring|[Ww]ithin|[Tt]hrough|[Tt]hroughout|[Aa]fter|[Tt]ook|[Tt]ake|[Tt]akes|[Ll]ast|[Ll]asted|[Ss]pent|[Ss]pend|[Uu]ntil|of|[Bb]y|from|with|been|as|into) )?(?P<core>(?:(?P<which>[Rr]ecent|[Tt]he (?:past|recent|coming|next|last|first|early|intervening|latest|later|following|ensuing|final)|[Tt]he|[Cc]oming|[Pp]ast|[Ff]uture|[Mm]any|[Tt]hese|[Pp]revious|[Ee]arly) )?{_MANY}(?P<tail>,? (?:ahead|to come|ago|earlier|later))?)(?P<later> (?:before|after))?",
    "unit",
    needs=MANY_WORDS,
)
def plural(m: re.Match[str], ctx: Context) -> Reading | None:
    """`in recent years`, `for months`, `over the years`: a duration without a number."""
    which, name = (m["which"] or "").casefold(), unit_name(m["unit"])
    after, before = m.string[m.end("core") : m.end("core") + 24], m["before"] or ""
    if name == "second" or (name == "quarter" and not which) or re.match(r"-|['’]", after):
        return None
    if name == "minute" and _MINUTED.match(after):
        return None
    if _OF_A_DATE.match(after):
        # "The early months of 1942" are a part of 1942.
        return None
    if which == "these":
        return Reading("DATE", "PRESENT_REF", "vague") if name == "day" else None
    tail = (m["tail"] or "").strip(" ,")
    if which in ("the coming", "coming", "future", "the next") or tail in ("ahead", "to come"):
        return from_today(period(PERIOD[name], None), "next", name, None, ctx.moment)
    if tail == "ago":
        return from_today(period(PERIOD[name], None), "past", name, None, ctx.moment)
    if which or before or re.match(r" of (?!the |that |[A-Z])", after) or tail or m["later"]:
        if which == "the" and not re.search(
            r"\b(?:over|through|in|during|of|for|as) $", before, re.IGNORECASE
        ):
            return None
        if not which and before == "in " and _EXTREME.search(m.string[max(0, m.start() - 60) : m.start()]):
            # "The first time in years", "the worst storm in decades".
            return period(PERIOD[name], None)
        if not which and before.strip().casefold() in (
            "by",
            "of",
            "with",
            "in",
            "from",
            "as",
            "been",
            "last",
            "until",
        ):
            return None
        return from_today(period(PERIOD[name], None), which, name, None, ctx.moment)
    return None


@RULES.add(
    rf"(?P<unit>{UNIT_MANY})[- ]long(?= \w)|(?P<word>day|week|month|year|decade|hour)-?long(?= \w)",
    "unit",
    needs="long yearlong weeklong daylong monthlong decadelong hourlong",
)
def long_compound(m: re.Match[str], ctx: Context) -> Reading | None:
    """`a decades-long war`, `yearlong`."""
    if m["unit"]:
        return period(PERIOD[unit_name(m["unit"])], None)
    return period(PERIOD[m["word"]], 1)


@RULES.add(
    r"(?:[Ss]ome time|[Aa] (?:long|short|brief|considerable|limited|certain|lengthy) (?:time|period)(?: of time)?|[Aa] while)(?! ago)",
    "vague",
)
def some_time(m: re.Match[str], ctx: Context) -> Reading | None:
    """`for a long time`: a duration of no unit."""
    before = m.string[max(0, m.start() - 8) : m.start()]
    return (
        Reading("DURATION", "PXX", "vague")
        if re.search(r"\b(?:for|after|(?<!once )in|over) $", before, re.IGNORECASE)
        else None
    )


_OF_A_DATE = re.compile(
    rf" of (?:the year )?(?:\d{{3,4}}\b|{MONTH}|(?:the|that|this|the same|the following) year)"
)
# The minutes of a meeting are its record.
_MINUTED = re.compile(
    r" of (?:(?:a|an|its|their|his|her|our|this|last|all|board|council)\b|the \w+ (?:meeting|session)\b)"
)
# "Late two days in three" is how often.
_OUT_OF = re.compile(
    r" (?:in|out of) (?:every )?(?:two|three|four|five|six|seven|ten|\d{1,2})\b(?! (?:years?|months?|weeks?|days?|minutes?|hours?))"
)
_AND_A = re.compile(r" and (a quarter|three[- ]quarters)\b")
_EXTREME = re.compile(r"\b(?:first|only|most|least|\w{2,}est)\b[^.;,]*$", re.IGNORECASE)
_RATE_BEFORE = re.compile(
    r"(?:[$£€¥]? ?\d(?:[\d,.]*\d)?|\b(?:million|billion|trillion|percent|per ?cent|%|times|once|twice|thrice|hours?|days?|weeks?|months?|cents?|"
    r"dollars?|euros?|pounds?|tons?|tonnes?|barrels?|people|cases|units|miles|shares?|copies|cars|vehicles|games|flights|passengers|visitors))(?: (?!or\b|and\b|to\b|in\b|of\b|for\b|within\b|was\b|is\b)\w+)? $",
    re.IGNORECASE,
)


def _is_rate(m: re.Match[str]) -> bool:
    """`$5 a year`, `three times a week`: what stands before is an amount."""
    if re.match(r" (?:after|before|earlier|later)\b", m.string[m.end() : m.end() + 9]):
        return False
    return bool(_RATE_BEFORE.search(m.string[max(0, m.start() - 40) : m.start()])) or bool(
        re.search(r"[%$£€]\S*(?: a share)? $", m.string[max(0, m.start() - 12) : m.start()])
    )


def _measured(m: re.Match[str]) -> bool:
    before = m.string[max(0, m.start() - 14) : m.start()]
    return bool(
        re.search(
            r"\b(?:for|in|within|after|only|than|about|nearly|almost|least|just|last|lasted|every|takes?|over|another|additional|under) $",
            before,
            re.IGNORECASE,
        )
    )


def _is_age(m: re.Match[str]) -> bool:
    """`aged five years`, `is 12 years old`: an age, no time."""
    return bool(re.search(r"\b(?:aged|ages|age of|age) $", m.string[max(0, m.start() - 8) : m.start()]))
