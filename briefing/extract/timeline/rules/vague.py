"""References without a place on the calendar: now, recently, the past, soon, at the time."""

import re

from briefing.extract.timeline.calendar import to_unit
from briefing.extract.timeline.context import Context
from briefing.extract.timeline.rule import Reading, Rules, dated

RULES = Rules()

_PRESENT = Reading("DATE", "PRESENT_REF", "vague")
_PAST = Reading("DATE", "PAST_REF", "vague", side="after")
_FUTURE = Reading("DATE", "FUTURE_REF", "vague", side="before")


_AS_RECENTLY = re.compile(r" as\b")
_INSERTED = re.compile(r", (?:at|with|after|as|for|more than|nearly|almost|thanks|because|under|aged)\b")


@RULES.add(
    r"(?:[Rr]ight |[Jj]ust )?[Nn]ow(?! and (?:then|again))|[Cc]urrently|[Aa]t present|[Pp]resently|[Aa]t (?P<core>th(?:e|is) (?:present |current )?(?:moment|stage|point in time))|[Tt]hese days|[Tt]he present(?: day| time)?|[Nn]owadays|[Tt]o date|(?<=[Tt]o )this (?:very )?day",
    "vague",
)
def present(m: re.Match[str], ctx: Context) -> Reading | None:
    """`now`, `currently`, `at the moment`."""
    low, after = m[0].casefold(), m.string[m.end() : m.end() + 12]
    if m[0] == "Now" and after.startswith(",") and not _INSERTED.match(after):
        # "Now, let me be clear": cut off by a comma it opens a turn of talk; not "Now, at 52, she drives".
        return None
    if low == "just now" or low != "to date":
        return _PRESENT
    return _PRESENT if re.search(r"[a-z] $", m.string[max(0, m.start() - 12) : m.start()]) else None


@RULES.add(
    r"(?:(?:[Mm]ore |[Mm]ost |[Vv]ery |[Oo]nly )?[Rr]ecent(?:ly)?(?! (?:years|months|weeks|days|decades|quarters|hours|centuries|summers|winters))|[Ll]ately|[Tt]hose days(?= (?:are|were)\b|[,.;]|$)|[Ii]n (?P<core>the (?:recent |distant |not too distant )?past)(?! (?:\w+ )?(?:years?|months?|weeks?|days?|decades?|quarters?|hours?)))",
    "vague",
)
def past(m: re.Match[str], ctx: Context) -> Reading | None:
    """`recently`, `previously`, `in the past`."""
    if _AS_RECENTLY.match(m.string, m.end()):
        # "As recently as last summer": the date is the other one.
        return None
    return _PAST


@RULES.add(
    r"(?P<the>[Tt]he (?:recent |distant )?past)(?! (?:\w+[ -])*?(?:years?|months?|weeks?|days?|decades?|quarters?|hours?|seasons?|centur|summers?|winters?|minutes?|weekend|fall|spring|two|three|four|five|six|few|several))(?=[\s.,;:!?\"'”’)]|$)",
    "vague",
)
def the_past(m: re.Match[str], ctx: Context) -> Reading | None:
    """`the past`."""
    after = m.string[m.end() : m.end() + 3]
    return _PAST if not re.match(r" [a-z]", after) or re.match(r" (?:a|t|i|o|w|f|b)", after) else None


@RULES.add(
    r"(?:[Tt]he )?(?:[Nn]ear(?:-term)?[ -]|foreseeable |immediate |distant |not-too-distant |not too distant )?[Ff]uture(?! (?:years|months|weeks|days|decades|quarters))|[Ss]oon|[Ss]hortly(?! (?:after|before|thereafter))|[Aa]s soon as possible|[Tt]he (?:near|short|long|medium|longer) term|[Ss]omeday|[Oo]ne day(?= )|[Aa] later (?:date|time|stage)|[Ff]uture quarters",
    "vague",
)
def future(m: re.Match[str], ctx: Context) -> Reading | None:
    """`the near future`, `soon`, `at a later date`."""
    low, after = m[0].casefold(), m.string[m.end() : m.end() + 16]
    before = m.string[max(0, m.start() - 16) : m.start()]
    if low == "soon" and (
        re.match(r" (?:after|as|before|enough|became|found|followed)\b|-", after)
        or re.search(r"\b(?:as|too|so|how) $", before, re.IGNORECASE)
    ):
        return None
    if low == "soon" and ctx.tense in ("past", "pluperfect"):
        return None
    if low == "shortly" and ctx.tense in ("past", "pluperfect"):
        return None
    if low == "one day" and ctx.tense not in ("future", "present"):
        return None
    if low == "future":
        # As an adjective it says what kind of thing, not when: "future earnings".
        return None
    if low.endswith("future") and re.match(r" of\b", after):
        return None
    return _FUTURE


@RULES.add(r"[Aa]t (?P<core>the time|that time)(?! of| [A-Z])", "vague")
def at_the_time(m: re.Match[str], ctx: Context) -> Reading | None:
    """`at the time`: the time of what was told."""
    return _PAST


@RULES.add(r"(?:[Bb]y|[Uu]ntil|[Ss]ince) (?P<core>then)", "vague")
def then(m: re.Match[str], ctx: Context) -> Reading | None:
    """`until then`: the date told last."""
    since = m[0].casefold().startswith("since")
    told = [
        x.point
        for x in ctx.told.mentions[-20:]
        if not since or ctx.today is None or x.point[1:] < ctx.today[1:]
    ]
    if not told or told[-1] == ctx.today:
        return None
    point = told[-1]
    return dated(to_unit(point, point.unit), point.unit, "carried")
