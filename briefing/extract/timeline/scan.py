"""Where time expressions stand: candidates of every rule, the longest kept, modifiers taken in."""

import re
from dataclasses import dataclass

from briefing.extract.timeline.rule import Family, Rule
from briefing.extract.timeline.rules import ALL

_LOW_MONTHS = "january february march april may june july august september october november december"
_WORDS: dict[Family, str] = {
    "month": f"{_LOW_MONTHS} jan feb mar apr jun jul aug sep sept oct nov dec",
    "weekday": "monday tuesday wednesday thursday friday saturday sunday mondays tuesdays wednesdays thursdays fridays saturdays sundays",
    "day": "today yesterday tomorrow tonight overnight morning afternoon evening night mornings lunchtime midday dawn dusk",
    "unit": "second seconds minute minutes mins hour hours hrs day days night nights weekend weekends week weeks fortnight fortnights month months "
    "quarter quarters year years yrs decade decades century centuries millennium millennia season yearlong weeklong daylong monthlong daylong",
    "year": "eighteen nineteen twenty thousand century centuries twenties thirties forties fifties sixties seventies eighties nineties "
    "fiscal financial fy bc ad bce ce",
    "quarter": "quarter half period q q1 q2 q3 q4 h1 h2 1q 2q 3q 4q",
    "season": "spring summer autumn fall winter springs summers autumns falls winters",
    "clock": "am pm noon midnight midday o gmt utc hrs hours est edt et cet cest bst dawn dusk sunrise sunset daybreak nightfall light",
    "vague": "now current currently present presently recent recently past previously lately future soon shortly moment stage time times while then "
    "nowadays days date term run someday day possible point period",
    "set": "every each daily nightly hourly weekly monthly quarterly yearly annual annually semiannual biannual biweekly biennial fortnightly annum "
    "once twice thrice semi bi semiannually biannually bimonthly times",
    "holiday": "new christmas boxing epiphany valentine patrick april may halloween all armistice veterans remembrance bastille anzac australia juneteenth "
    "earth canada international guy fourth martin presidents memorial labor columbus thanksgiving black cyber election mother father easter good "
    "palm maundy holy ash shrove mardi ascension pentecost whit trinity candlemas lady midsummer michaelmas martinmas corpus ramadan eid passover rosh yom hanukkah diwali lunar chinese nowruz ashura",
}  # fmt: skip
_FAMILIES: dict[str, tuple[Family, ...]] = {}
for _family, _words in _WORDS.items():
    for _word in _words.split():
        _FAMILIES[_word] = (*_FAMILIES.get(_word, ()), _family)
_WORD = re.compile(r"[a-z]+\d?|\d[a-z]*")
# Where a sentence certainly ends: no expression goes on behind it. Not after "p.m." or "Sept."
_CLOCK_HALF = re.compile(r"\d[ap]m\b")
_STOP = re.compile(r"(?<=[a-z]{3}[.!?]) (?=[A-Z\"“])")
_RULES_OF: dict[frozenset[Family], tuple[Rule, ...]] = {}

# A modifier belongs to the expression (TimeML 1.2.1, MOD). Left of a date:
_DATE_MOD = re.compile(
    r"(?:\b(?P<START>the (?:very )?(?:beginning|start|early part|first part|first half|outset|(?:opening|first|early) (?:(?:two |three |few )?(?:days?|weeks?|months|years))) of|(?:the )?early(?: in)?|earlier(?: in)?)"
    r"|\b(?P<MID>the (?:second|third) week of|(?:the )?middle of|(?:the )?mid)"
    r"|\b(?P<END>the (?:very )?(?:rest|remainder|end|close|latter part|last part|second half|last half|latter half|fourth week|(?:final|last|closing) (?:(?:two |three |few )?(?:days?|weeks?|months|years))) of|(?:the )?late(?: in)?|later(?: in)?)"
    r"|\b(?P<APPROX>about|around|approximately|roughly|circa|ca?\.|some ?time(?: in)?)"
    r"|\b(?P<LESS_THAN>almost|nearly|just under|less than)|\b(?P<MORE_THAN>more than|just over|well over|(?<=for )over|(?<=in )over))"
    r"(?P<the>(?:[ -]the)?[ -])$",
    re.IGNORECASE,
)
_DURATION_MOD = re.compile(
    r"(?:\b(?P<APPROX>about|around|approximately|roughly|some|an estimated)|\b(?P<LESS_THAN>almost|nearly|just under|less than|fewer than|under|close to)"
    r"|\b(?P<EQUAL_OR_LESS>up to|at most|no more than|not more than|a maximum of|as many as|no longer than)"
    r"|\b(?P<EQUAL_OR_MORE>at least|no less than|not less than|a minimum of|no fewer than)|\b(?P<MORE_THAN>more than|well over|just over|longer than|(?<=for )over|(?<=in )over|(?<=after )over|(?<=lasted )over))"
    r"(?P<the> )$",
    re.IGNORECASE,
)
_DEFINITE = re.compile(r"(?:the|those|these) ", re.IGNORECASE)
_AFTER = re.compile(
    r",? (?:(?P<APPROX>or so|or thereabouts)|(?P<EQUAL_OR_MORE>or more|or longer|and more)|(?P<EQUAL_OR_LESS>or less|or fewer)|(?P<ON_OR_AFTER>or later|and beyond|onwards?|or after)|(?P<ON_OR_BEFORE>or earlier))\b(?! than)",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True)
class Candidate:
    """A match of a rule, with offsets into the text."""

    start: int
    end: int
    rule: Rule
    match: re.Match[str]


def candidates(text: str, offset: int) -> list[Candidate]:
    """Every match of every rule in a paragraph, in the order of the rules."""
    found: list[Candidate] = []
    begin = 0
    for stop in (*(m.start() for m in _STOP.finditer(text)), len(text)):
        for rule in _rules_for(text[begin:stop]):
            for match in rule.pattern.finditer(text, begin, stop):
                start, end = match.span(rule.group)
                if start < 0:
                    start, end = match.span()
                if start < end:
                    found.append(Candidate(start + offset, end + offset, rule, match))
        begin = stop
    return found


def _rules_for(text: str) -> list[Rule]:
    """The rules that can match in a sentence, by its words."""
    words = set(_WORD.findall(text.lower()))
    families: set[Family] = set()
    for word in words:
        if found := _FAMILIES.get(word):
            families.update(found)
        if word[0].isdigit():
            families.add("number")
    if not families:
        return []
    if "number" in families and _CLOCK_HALF.search(text):
        families.add("clock")
    if (":" in text and "number" in families) or ".m" in text:
        families.add("clock")
    key = frozenset(families)
    if key not in _RULES_OF:
        _RULES_OF[key] = tuple(r for r in ALL if not key.isdisjoint(r.families))
    return [
        r
        for r in _RULES_OF[key]
        if (not r.needs or not r.needs.isdisjoint(words)) and (not r.signs or any(s in text for s in r.signs))
    ]


def left_modifier(text: str, start: int, floor: int, duration: bool) -> tuple[int, str] | None:
    """`(new start, mod)` where a modifier stands right before an expression that begins at `start`."""
    begin = max(floor, start - 32)
    match = (_DURATION_MOD if duration else _DATE_MOD).search(text, begin, start)
    if match is None:
        return None
    if duration and _DEFINITE.match(text, start) and not match["EQUAL_OR_MORE"]:
        # "Over the next years" is a preposition.
        return None
    return match.start(), next(k for k, v in match.groupdict().items() if v is not None and k != "the")


def right_modifier(text: str, end: int) -> tuple[int, str] | None:
    """`(new end, mod)` where a modifier stands right after an expression that ends at `end`."""
    match = _AFTER.match(text, end)
    return (match.end(), str(match.lastgroup)) if match else None
