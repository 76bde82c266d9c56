"""The words of time: months, weekdays, units, parts of the day, seasons, zones, and their patterns.

Every pattern is a non-capturing group without word boundaries, to be built into a rule.
"""

import re

from briefing.extract.timeline.calendar import Unit

MONTH_NAMES = (
    "january", "february", "march", "april", "may", "june", "july", "august", "september", "october", "november",
    "december",
)  # fmt: skip
_MONTH_SHORT = {
    "jan": 1, "feb": 2, "mar": 3, "apr": 4, "jun": 6, "jul": 7, "aug": 8, "sep": 9, "sept": 9, "oct": 10, "nov": 11,
    "dec": 12,
}  # fmt: skip
_MONTHS: dict[str, int] = {name: i for i, name in enumerate(MONTH_NAMES, 1)} | _MONTH_SHORT
# Case is kept: "may", "march" and "mar" in lower case are other words.
MONTH = (
    r"(?:January|February|March|April|May|June|July|August|September|October|November|December"
    r"|(?:Jan|Feb|Mar|Apr|Jun|Jul|Aug|Sept|Sep|Oct|Nov|Dec)\b\.?"
    r"|JANUARY|FEBRUARY|MARCH|APRIL|MAY|JUNE|JULY|AUGUST|SEPTEMBER|OCTOBER|NOVEMBER|DECEMBER"
    r"|(?:JAN|FEB|MAR|APR|JUN|JUL|AUG|SEPT|SEP|OCT|NOV|DEC)\b\.?"
    r"|january|february|april|june|july|august|september|october|november|december)"
)
_DAYS = {"mon": 0, "tue": 1, "wed": 2, "thu": 3, "fri": 4, "sat": 5, "sun": 6}
WEEKDAY = r"(?:(?:[Mm]on|[Tt]ues|[Ww]ednes|[Tt]hurs|[Ff]ri|[Ss]atur|[Ss]un)day|(?:MON|TUES|WEDNES|THURS|FRI|SATUR|SUN)DAY)"
# Short names stand only beside a date: "Sun" is a newspaper, "Wed" a verb.
WEEKDAY_SHORT = r"(?:(?:Mon|Tues|Tue|Wed|Thurs|Thur|Thu|Fri|Sat|Sun)\b\.?)"

# A heading in capitals has no two longer words in a row that begin small.
PROSE = re.compile(r"\b[a-z]{4,} [a-z]{4,}\b")

UNITS: dict[str, Unit] = {
    "day": "day", "night": "day", "week": "week", "weekend": "weekend", "fortnight": "week", "month": "month",
    "quarter": "quarter", "season": "season", "year": "year", "decade": "decade", "century": "century",
    "centurie": "century", "millennium": "millennium", "millennia": "millennium",
}  # fmt: skip
# (before the T of a duration?, TIMEX3 letter, how many of that letter make the unit)
PERIOD: dict[str, tuple[bool, str, int]] = {
    "second": (True, "S", 1), "minute": (True, "M", 1), "hour": (True, "H", 1), "day": (False, "D", 1),
    "night": (False, "D", 1), "week": (False, "W", 1), "weekend": (False, "WE", 1), "fortnight": (False, "W", 2),
    "month": (False, "M", 1), "quarter": (False, "M", 3), "year": (False, "Y", 1), "season": (False, "Y", 1),
    "decade": (False, "Y", 10), "century": (False, "Y", 100), "millennium": (False, "Y", 1000),
}  # fmt: skip
UNIT_ONE = (
    r"(?:second|minute|hour|day|night|weekend|week|fortnight|month|quarter|year|decade|century|millennium)"
)
UNIT_MANY = (
    r"(?i:seconds|minutes|mins|hours|hrs|days|nights|weekends|weeks|fortnights|months|quarters|years|yrs|decades"
    r"|centuries|millennia|millenniums)"
)
# The same as words that a sentence must hold for a rule to be tried in it.
ONE_WORDS = "second minute hour day night weekend week fortnight month quarter year decade century millennium"
MANY_WORDS = (
    "seconds minutes mins hours hrs days nights weekends weeks fortnights months quarters years yrs decades centuries "
    "millennia millenniums"
)
_SHORT_UNITS = {"min": "minute", "hr": "hour", "yr": "year", "centurie": "century", "millennia": "millennium"}
_SEASONS = {"spring": 3, "summer": 6, "autumn": 9, "fall": 9, "winter": 12}
SEASON = r"(?:[Ss]pring|[Ss]ummer|[Aa]utumn|[Ff]all|[Ww]inter)"
# TimeML: morning, afternoon, evening, night, daytime, and midday as a clock time.
_PARTS = {
    "morning": "MO", "dawn": "MO", "daybreak": "MO", "sunrise": "MO", "afternoon": "AF", "evening": "EV", "dusk": "EV",
    "sunset": "EV", "night": "NI", "overnight": "NI", "daytime": "DT", "lunchtime": "MI", "midday": "MI",
}  # fmt: skip
PART = r"(?i:morning|afternoon|evening|night|lunchtime|midday|dawn|dusk)"
# Offsets from UTC in minutes. A name that several countries use (IST, CST of China) keeps none.
ZONES: dict[str, int | None] = {
    "utc": 0, "gmt": 0, "z": 0, "zulu": 0, "wet": 0, "bst": 60, "cet": 60, "west": 60, "cest": 120, "eet": 120,
    "sast": 120, "eest": 180, "msk": 180, "est": -300, "edt": -240, "cst": -360, "cdt": -300, "mst": -420, "mdt": -360,
    "pst": -480, "pdt": -420, "akst": -540, "akdt": -480, "hst": -600, "ist": None, "et": None, "ct": None, "mt": None,
    "pt": None, "hkt": 480, "sgt": 480, "awst": 480, "jst": 540, "kst": 540, "aest": 600, "aedt": 660, "nzst": 720,
    "nzdt": 780, "nst": -210, "ast": -240, "adt": -180, "wib": 420, "pkt": 300, "npt": 345,
}  # fmt: skip
ZONE = (
    r"(?:\((?:UTC|GMT|[ECMP][SD]?T|BST|CES?T)(?: ?[+\-−]\d{1,2}(?::?\d\d)?)?\)|(?:UTC|GMT|BST|CES?T|EES?T|WES?T|MSK|SAST|[ECMP][SD]?T|AK[SD]T|HST|IST|HKT|SGT|[JK]ST|A[EWC][SD]T"
    r"|NZ[SD]T|NST|A[SD]T|WIB|PKT|NPT|Z(?!\w))(?: ?[+\-−]\d{1,2}(?::?\d\d)?)?"
    r"|(?:Eastern|Central|Mountain|Pacific|Greenwich Mean|Moscow|local|Beijing)(?: (?:standard|daylight|Standard|Daylight|summer|Summer))? [Tt]ime)"
)


def word_set(text: str) -> frozenset[str]:
    """The words of a list written as prose."""
    return frozenset(text.split())


def month_number(word: str) -> int:
    """1 to 12. Raises KeyError for another word."""
    return _MONTHS[word.casefold().rstrip(".")]


def weekday_number(word: str) -> int:
    """0 (Monday) to 6. Raises KeyError for another word."""
    return _DAYS[word.casefold()[:3]]


def unit_name(word: str) -> str:
    """The singular of a unit's name: `years` -> `year`, `hrs` -> `hour`."""
    low = word.casefold().rstrip("'’").removesuffix("'s").removesuffix("’s")
    low = low if low in PERIOD else low.removesuffix("s")
    return _SHORT_UNITS.get(low, low)


def season_month(word: str) -> int:
    """The first month of a season (northern, meteorological)."""
    return _SEASONS[word.casefold()]


def part_code(word: str) -> str:
    """The TIMEX3 code of a part of the day: MO, MI, AF, EV, NI, DT."""
    low = word.casefold().removesuffix("s")
    return _PARTS[low]


_OFFSET = re.compile(r"[+\-−]\d{1,2}(?::?\d\d)?")


def zone_minutes(text: str | None) -> int | None:
    """Minutes east of UTC that a zone states, or None where it is not known."""
    if not text:
        return None
    word = text.strip("() ")
    base = ZONES.get(re.split(r"[ +\-−]", word)[0].casefold())
    if (found := _OFFSET.search(word)) and base == 0:
        sign = 1 if found[0][0] == "+" else -1
        digits = found[0][1:].replace(":", "")
        hours, minutes = (int(digits), 0) if len(digits) <= 2 else (int(digits[:-2]), int(digits[-2:]))
        return sign * (hours * 60 + minutes) if hours <= 14 and minutes < 60 else None
    low = word.casefold()
    if low.startswith("greenwich"):
        return 0
    named = {"eastern": -300, "central": -360, "mountain": -420, "pacific": -480}.get(low.split(" ")[0])
    if named is not None:
        # Without "standard" or "daylight" the season decides, and the season needs a date.
        return named if "standard" in low else named + 60 if "daylight" in low else None
    return {"moscow time": 180, "beijing time": 480}.get(low, base)
