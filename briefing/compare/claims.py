"""Whether two claims state the same, the contrary, or only touch on one subject.

Two claims are compared by what they share of words (as stems), actors, numbers and days. With weights
wa and wb of the two claims and w of what they share, w / min(wa, wb) is the overlap coefficient and
2w / (wa + wb) Dice's coefficient (Manning and Schütze 1999, table 8.7); their mean is the score, so that
neither a long claim that contains a short one nor two long ones with a phrase in common decide alone.
Then what would make them different things is looked for, each with its reason in words. All of this is
inference from wording; the analyst's decisions go before it (`briefing.compare.groups`).
"""

from collections.abc import Iterable, Iterator
from typing import Literal

import msgspec

from briefing.compare.alignment import Alignment, align
from briefing.compare.days import days_of, gap
from briefing.compare.features import ClaimFeatures
from briefing.compare.lexicon import listed
from briefing.compare.quantities import Quantity, comparable
from briefing.compare.reasons import (
    day_relation,
    has_matter,
    is_one_speaker,
    tells,
    why_alike,
    why_apart,
    why_contrary,
)
from briefing.model.brief import Polarity

Relation = Literal["same", "contradicting", "related"]
Closeness = Literal["story", "time", "far"]
# Set on the half of tests/compare/data/pairs.jsonl that is for that; bench/compare_pairs.py measures both.
SAME = 0.69  # score from which two claims state one thing
CONTRARY = 0.75  # score from which they can contradict each other: what is not shared may be the difference
RELATED = 0.3  # score from which they are of one subject
# Weight that is shared at the least: between articles of one story few words say enough, of one time more are
# needed, and years apart the same few words are said of many things.
LEAST_NEAR, LEAST, LEAST_FAR = 1.9, 3.0, 4.5
LEAST_RELATED = 1.0
ANSWERED = 400  # characters between a denial that says "it" and what it may answer
STORY = 92  # days that a story runs on, between two reports of it
REPEATED = 0.8  # score from which one word is enough where one speaker says it again
_CALLS = frozenset(["call", "calls", "called", "calling"])

_ACTS: dict[Polarity, str] = {
    "assert": "states", "deny": "states", "urge": "urges", "question": "asks", "decline": "declines",
}  # fmt: skip


class Match(msgspec.Struct, frozen=True):
    """How two claims stand to each other, 0 to 1 how alike they are, and why, in words."""

    relation: Relation
    score: float
    reasons: list[str]
    proposition: bool = False  # one thing is spoken of, whether asserted, denied, asked or declined


def match(a: ClaimFeatures, b: ClaimFeatures, *, one_story: bool | None = None) -> Match | None:
    """How two claims stand to each other; None where too little speaks for one subject.

    Between articles of one story fewer shared words are enough: that they are is read from the actors
    that both name, or is given by `one_story`. Of the two articles nothing else counts than this closeness;
    of the claims, what `briefing.compare.echoes.form` names.
    """
    if a.article_id == b.article_id and a.span.overlaps(b.span):
        return None  # one is a part of the other
    if _answers(a, b):
        return Match("contradicting", 1.0, ["in the article the one answers the other"], True)
    close = closeness(a, b)
    near = close == "story" if one_story is None else one_story
    days = _lie(a, b)
    found = align(a.wording, b.wording, one_day=days == "together")
    least = LEAST_NEAR if near else LEAST_FAR if close == "far" else LEAST
    if found.score < RELATED or found.shared < (LEAST_RELATED if near else least) or not has_matter(found):
        return None
    score = round(found.score, 3)
    reasons = list(why_alike(found, a, b))
    if corrected := list(_corrected(found, a, b)):
        return Match("contradicting", score, reasons + corrected, True)
    apart = list(why_apart(found, a, b, days))
    if near and found.score >= REPEATED and is_one_speaker(a, b):
        least = LEAST_RELATED
    if apart or found.score < SAME or found.shared < least:
        return Match("related", score, reasons + apart)
    contrary = list(why_contrary(found, a, b))
    acts = {act(a), act(b)}
    if len(acts) > 1 or acts <= {"asks", "declines"}:
        return Match("related", score, [*reasons, "one " + ", the other ".join(sorted(acts))], True)
    unequal = [f"different numbers: {x.words} / {y.words}" for x, y in found.unequal]
    if days == "apart":
        unequal.append("different days: " + " / ".join(d.words for c in (a, b) for d in c.dates))
    if len(contrary) % 2 or unequal:
        if found.score < CONTRARY:
            return Match("related", score, reasons + contrary + unequal)
        return Match("contradicting", score, reasons + contrary + unequal, True)
    return Match("same", score, reasons + contrary, True)


def _answers(a: ClaimFeatures, b: ClaimFeatures) -> bool:
    """Whether the article sets one against the other; a denial of nothing but "it" has to stand near by."""
    if a.article_id != b.article_id or (a.claim != b.answers and b.claim != a.answers):
        return False
    denial = a if a.answers == b.claim else b
    between = max(a.span.start, b.span.start) - min(a.span.end, b.span.end)
    return between <= ANSWERED or not all(t.cue for t in denial.wording.terms)


def act(claim: ClaimFeatures) -> str:
    """What the source does: states (or denies), urges (or no longer does), asks, or declines to say."""
    cue = set(claim.cue.casefold().split())
    if claim.polarity == "deny" and (
        cue & listed("urging") or (cue & _CALLS and cue & {"for", "on", "upon"})
    ):
        return "urges"
    return _ACTS[claim.polarity]


def _corrected(found: Alignment, a: ClaimFeatures, b: ClaimFeatures) -> Iterator[str]:
    """A figure of the one that the other says is wrong: "32 bolts, not 24"."""
    if sum(map(tells, found.words)) < 2:
        return
    for one, other in ((a, b), (b, a)):
        wrong = [q for q in one.wording.quantities if q.negated]
        right = [q for q in one.wording.quantities if not q.negated]
        held = [q for q in other.wording.quantities if not q.negated]
        for figure in wrong:
            if right and any(figure.value == q.value and _may_count_one(right, q) for q in held):
                yield f"one says that {figure.words} is wrong: {right[0].words}"


def _may_count_one(quantities: Iterable[Quantity], other: Quantity) -> bool:
    return any(comparable(q, other) for q in quantities)


def closeness(a: ClaimFeatures, b: ClaimFeatures) -> Closeness:
    """ "story": of one article, or of two of one time that name two actors both among their first; else "time", or "far"."""
    if a.story == b.story:
        return "story"
    if not _is_one_time(a, b):
        return "far"
    return "story" if len(set(a.context) & set(b.context)) >= 2 else "time"


def _is_one_time(a: ClaimFeatures, b: ClaimFeatures) -> bool:
    """Whether a story that both could be of may run from one to the other; where a date is missing, it may."""
    one, other = days_of(a.published, a.published), days_of(b.published, b.published)
    return one is None or other is None or gap(one, other) <= STORY


def _lie(a: ClaimFeatures, b: ClaimFeatures) -> str:
    """ "together" where a day of the one lies in a day of the other, "apart" where none does, else ""."""
    if not a.dates or not b.dates:
        return ""
    found = {day_relation(x, y) for x in a.dates for y in b.dates}
    if found & {"same", "within"}:
        return "together"
    if found != {"apart"}:
        return ""
    return "shifted" if {d.words for d in a.dates} & {d.words for d in b.dates} else "apart"
