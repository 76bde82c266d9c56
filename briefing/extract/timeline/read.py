"""Reading a text from front to back: which candidates are expressions, and what each means."""

import bisect
import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from briefing.extract.parse import parse_text
from briefing.extract.timeline.context import Context
from briefing.extract.timeline.rule import Reading
from briefing.extract.timeline.scan import Candidate, candidates, left_modifier, right_modifier
from briefing.extract.timeline.words import month_number, word_set

if TYPE_CHECKING:
    from spacy.tokens import Doc

_YEAR = re.compile(r"\b(1\d\d\d|20\d\d)\b")
_DATED_RULES = frozenset({"day_month", "month_day", "month_year", "year", "era_year", "century", "decade"})
# History prose: at least so many old years, and twice as many of them as words that speak from today; fewer
# are enough where no word does;
# or one, where no year is told from within a generation before the publication and nothing speaks from today.
_OLD_YEARS = 4
_OLD_YEARS_ALONE = 3
_GENERATION = 30
_PAST_SHARE = 0.6
# Languages and hosts whose readers write the day first (Unicode CLDR, short date formats).
_DAY_FIRST = word_set(
    """
    GB IE AU NZ IN ZA SG MY NG KE PK HK JM TT MT
    """
)
_DAY_FIRST_HOST = re.compile(
    r"\.(?:uk|ie|au|nz|in|za|sg|my|ng|ke|pk|hk|eu|de|fr|it|es|ch|at|nl|ru|ua|tr)(?:[:/]|$)"
)


@dataclass(frozen=True, slots=True)
class Found:
    """An expression: characters `[start, end)` of the text, and what it means."""

    start: int
    end: int
    reading: Reading


def read_all(context: Context) -> Iterator[Found]:
    """Every time expression, in text order."""
    parsed = context.parsed
    # What the parser read; `Doc.text` would be joined anew from every token.
    text = context.text = parse_text(parsed.article)
    paragraphs: list[list[Candidate]] = []
    for paragraph in parsed.paragraphs:
        block = paragraph.block
        paragraphs.append(candidates(text[block.start : min(block.end, len(text))], block.start))
    context.told.narrative = _is_narrative(paragraphs, context)
    context.day_first = _day_first(paragraphs, context)
    starts = _sentence_starts(parsed.doc) if any(paragraphs) else []
    context.sentences = starts
    for number, (paragraph, found) in enumerate(zip(parsed.paragraphs, paragraphs, strict=True)):
        context.told.paragraph = number
        context.written = _written_out(found) if context.narrative else []
        yield from _paragraph(found, paragraph.block.start, text, starts, context)


def _sentence_starts(doc: "Doc") -> list[int]:
    """Where each sentence begins; as an array, because `doc.sents` makes every token an object."""
    table = doc.to_array(["SENT_START", "IDX"])
    starts = [int(at) for at in table[table[:, 0] == 1][:, 1]]
    return starts if starts and starts[0] == 0 else [0, *starts]


def _paragraph(
    found: list[Candidate], floor: int, text: str, starts: list[int], context: Context
) -> Iterator[Found]:
    """The expressions of a paragraph; each cluster of overlapping candidates is settled by itself."""
    held: Found | None = None
    for cluster in _clusters(found):
        for candidate, reading in _settle(cluster, floor, starts, context):
            result = _extend(candidate, reading, floor, text)
            if reading.point is not None and reading.type in ("DATE", "TIME") and not reading.aside:
                late = result.reading.mod == "END"
                context.remember(reading.until or reading.point, reading.basis == "explicit", late=late)
            if reading.value == "PRESENT_REF":
                context.told.present = candidate.start
            joined = _range(held, result, text)
            if held is not None:
                yield held if joined is None else joined
            held, floor = result, max(floor, result.end)
    if held is not None:
        yield held


def _written_out(found: list[Candidate]) -> list[tuple[int, int, int]]:
    """`(start, year, month or 0)` of the dates of a paragraph that have their year, in text order."""
    years: dict[int, tuple[int, int, int]] = {}
    for candidate in found:
        year = _YEAR.search(candidate.match[0]) if candidate.rule.name in _DATED_RULES else None
        if year is not None and candidate.start not in years:
            named = candidate.match.groupdict().get("month")
            years[candidate.start] = (candidate.start, int(year[1]), month_number(named) if named else 0)
    return sorted(years.values())


def _clusters(found: list[Candidate]) -> Iterator[list[Candidate]]:
    cluster: list[Candidate] = []
    end = -1
    for candidate in sorted(found, key=lambda c: c.start):
        if candidate.start >= end and cluster:
            yield cluster
            cluster = []
        cluster.append(candidate)
        end = max(end, candidate.end)
    if cluster:
        yield cluster


def _settle(
    pending: list[Candidate], floor: int, starts: list[int], context: Context
) -> Iterator[tuple[Candidate, Reading]]:
    """The longest candidates win; what a rule refuses to read is left to the shorter ones."""
    chosen = _choose(pending)
    while chosen:
        candidate = chosen.pop(0)
        context.told.sentence = bisect.bisect_right(starts, candidate.start)
        context.at = (candidate.start, candidate.end)
        named = candidate.rule.nameable and context.in_name()
        reading = None if named else candidate.rule.read(candidate.match, context)
        if reading is None:
            # The place is free again for what the refused candidate covered.
            pending = [c for c in pending if c is not candidate and c.start >= floor]
            chosen = _choose(pending)
            continue
        if context.today is None and (reading.side or reading.value.endswith("_REF")):
            # "Recently" is near a day that is not known.
            reading = replace(reading, anchored=False)
        yield candidate, reading
        floor = candidate.end
        pending = [c for c in pending if c.start >= floor]
        chosen = [c for c in chosen if c.start >= floor]


# "From 3 to 5 May", "between 2010 and 2014", "1941-42": two ends of one interval.
_DASH = re.compile(r" ?[-–—] ?|(?: to | through | until )(?:the |late |early |mid-)?")
_FROM = re.compile(r"\bfrom (?:the |late |early |mid-)?$", re.IGNORECASE)
_BETWEEN = re.compile(r"\bbetween (?:the |late |early |mid-)?$", re.IGNORECASE)


def _range(one: Found | None, two: Found, text: str) -> Found | None:
    """The first with the interval on it, where the two are its ends; else None."""
    if one is None or one.reading.type != "DATE" or two.reading.type != "DATE":
        return None
    first, last = one.reading.point, two.reading.point
    if first is None or last is None or one.reading.until or first[1:] >= last[1:]:
        return None
    between = text[one.end : two.start]
    before = text[max(0, one.start - 14) : one.start]
    dash = _DASH.fullmatch(between) and (
        between.strip() in ("-", "–", "—") or _FROM.search(before) or "through" in between
    )
    if not dash and not (between == " and " and _BETWEEN.search(before)):
        return None
    return Found(one.start, one.end, replace(one.reading, until=last))


def _choose(found: list[Candidate]) -> list[Candidate]:
    """Candidates that do not overlap, longer ones first chosen; in text order."""
    taken: list[tuple[int, int]] = []
    kept: list[Candidate] = []
    for candidate in sorted(found, key=lambda c: (c.start - c.end, c.start)):
        if all(candidate.end <= a or candidate.start >= b for a, b in taken):
            taken.append((candidate.start, candidate.end))
            kept.append(candidate)
    kept.sort(key=lambda c: c.start)
    return kept


def _extend(candidate: Candidate, reading: Reading, floor: int, text: str) -> Found:
    start, end = candidate.start, candidate.end
    if reading.type == "SET" or reading.value.endswith("_REF"):
        return Found(start, end, reading)
    duration = reading.type == "DURATION"
    left = left_modifier(text, start, floor, duration)
    if left is not None and not (left[1] == "APPROX" and candidate.rule.name == "deictic_day"):
        # What is talked about today is not talked of about today.
        start, mod = left
        reading = reading.with_mod(mod)
    if (right := right_modifier(text, end)) is not None:
        end, mod = right
        reading = replace(reading, mod=mod)
    return Found(start, end, reading)


def _is_narrative(paragraphs: list[list[Candidate]], context: Context) -> bool:
    """Whether the text tells of long ago: many years before the publication's, few words that speak from today."""
    today = context.today
    old = recent = deictic = 0
    for found in paragraphs:
        # Several rules find a date and its parts ("31 July 1993", "July 1993", "1993"): it counts once, by its end.
        dates = {c.end: c for c in sorted(found, key=lambda c: -c.start) if c.rule.name in _DATED_RULES}
        for candidate in dates.values():
            year = _YEAR.search(candidate.match[0])
            if year is None:
                old += candidate.rule.name in ("era_year", "century", "decade")
                continue
            old += today is None or int(year[1]) < today.year - 1
            recent += today is None or int(year[1]) > today.year - _GENERATION
        # The Sunday of "Sunday, 22 April 1923" speaks from no day, nor does any where the day of writing is not known.
        deictic += sum(
            c.rule.deictic
            and not (today is None and "weekday" in c.rule.families)
            and not any(d.start <= c.start < d.end for d in dates.values())
            for c in found
        )
    enough = old >= (_OLD_YEARS if deictic else _OLD_YEARS_ALONE) and old > 2 * deictic
    return (enough or bool(old and not recent and not deictic)) and _in_the_past(context.parsed.doc)


def _in_the_past(doc: "Doc") -> bool:
    """Whether most finite verbs stand in the past tense, as in a story."""
    tags = doc.to_array("TAG")
    names = doc.vocab.strings
    past = int((tags == names["VBD"]).sum())
    present = int((tags == names["VBZ"]).sum()) + int((tags == names["VBP"]).sum())
    return past >= _PAST_SHARE * (past + present)


def _day_first(paragraphs: list[list[Candidate]], context: Context) -> bool | None:
    """Whether `03/04/2019` is 3 April: by another date of the text, the language's region, the host."""
    votes = 0
    for found in paragraphs:
        for candidate in found:
            if candidate.rule.name == "numeric":
                a, b = int(candidate.match["a"]), int(candidate.match["b"])
                votes += (a > 12 >= b) - (b > 12 >= a)
    if votes:
        return votes > 0
    article = context.parsed.article
    region = (article.language or "").replace("_", "-").partition("-")[2].upper()
    if region:
        return True if region in _DAY_FIRST else False if region == "US" else None
    host = (article.url or "").partition("//")[2].partition("/")[0]
    return True if _DAY_FIRST_HOST.search(host) else None
