"""Whether two claims state the same, the contrary, or only touch on one subject.

Two claims are compared by what they share of words (as stems), actors, numbers and days. With weights
wa and wb of the two claims and w of what they share, w / min(wa, wb) is the overlap coefficient and
2w / (wa + wb) Dice's coefficient (Manning and Schütze 1999, table 8.7); their mean is the score, so that
neither a long claim that contains a short one nor two long ones with a phrase in common decide alone.
Then what would make them different things is looked for, each with its reason in words. All of this is
inference from wording; the analyst's decisions go before it (`briefing.compare.groups`).
"""

from collections.abc import Iterator
from typing import Literal

import msgspec

from briefing.compare.alignment import Alignment, align
from briefing.compare.days import days_of, relation
from briefing.compare.features import ClaimFeatures, features
from briefing.model.brief import Polarity

__all__ = ["ClaimFeatures", "Match", "features", "match"]

Relation = Literal["same", "contradicting", "related"]
# Set on the half of tests/compare/data/pairs.jsonl that is for that; bench/compare_pairs.py measures both.
SAME = 0.6  # score from which two claims state one thing
RELATED = 0.3  # score from which they are of one subject
LEAST = 2.5  # weight that is shared at the least

_ACTS: dict[Polarity, str] = {
    "assert": "states", "deny": "states", "urge": "urges", "question": "asks", "decline": "declines",
}  # fmt: skip


class Match(msgspec.Struct, frozen=True):
    """How two claims stand to each other, 0 to 1 how alike they are, and why, in words."""

    relation: Relation
    score: float
    reasons: list[str]
    proposition: bool = False  # one thing is spoken of, whether asserted, denied, asked or declined


def match(a: ClaimFeatures, b: ClaimFeatures) -> Match | None:
    """How two claims stand to each other; None where too little speaks for one subject."""
    found = align(a.wording, b.wording)
    if found.score < RELATED or found.shared < LEAST or not _has_matter(found):
        return None
    score = round(found.score, 3)
    reasons = list(_common(found, a, b))
    apart = list(_apart(found, a, b))
    if apart or found.score < SAME:
        return Match("related", score, reasons + apart)
    contrary = list(_contrary(found, a, b))
    acts = {_ACTS[a.polarity], _ACTS[b.polarity]}
    if len(acts) > 1 or acts <= {"asks", "declines"}:
        said = " and ".join(sorted(acts))
        return Match(
            "related",
            score,
            [*reasons, f"one {said}" if len(acts) == 1 else f"one {said.replace(' and ', ', the other ')}"],
            True,
        )
    if len(contrary) % 2 or any(found.unequal):
        return Match("contradicting", score, reasons + contrary, True)
    return Match("same", score, reasons + contrary, True)


def _has_matter(found: Alignment) -> bool:
    """Whether more is shared than names: a word or a number of the matter itself."""
    return any(not x.light for x, _ in [*found.words, *found.opposed]) or bool(found.numbers)


def _common(found: Alignment, a: ClaimFeatures, b: ClaimFeatures) -> Iterator[str]:
    if found.actors:
        names = list(dict.fromkeys(x.name for x, _ in found.actors))
        yield f"same {'actor' if len(names) == 1 else 'actors'}: {', '.join(names)}"
    if found.numbers:
        yield f"same number: {', '.join(x.words for x, _ in found.numbers)}"
    if days := [x.words for x in a.dates for y in b.dates if _days(x, y) not in ("apart", "overlap")]:
        yield f"same day: {', '.join(dict.fromkeys(days))}"
    words = [x.word for x, _ in found.words if not x.light]
    if words:
        total = min(len(words) + sum(not t.light for t in side) for side in found.alone)
        yield f"{len(words)} of {total} content words: {', '.join(words)}"
    if found.run >= 5:
        yield f"{found.run} words in a row are the same"


def _days(x: object, y: object) -> str:
    one, other = (days_of(d.first, d.last) for d in (x, y))  # type: ignore[attr-defined]
    return relation(one, other) if one and other else "overlap"


def _apart(found: Alignment, a: ClaimFeatures, b: ClaimFeatures) -> Iterator[str]:
    """Why two claims that share much are of two things all the same."""
    left, right = found.only
    for one in left:
        other = next((m for m in right if m.kind == one.kind), None)
        if other is not None:
            yield f"different actors: {one.name} / {other.name}"
            break
    tenses = {a.wording.tense, b.wording.tense}
    if tenses == {"past", "future"}:
        yield "one is past, the other to come"
    if a.wording.hypothetical != b.wording.hypothetical and {a.polarity, b.polarity} <= {"assert", "deny"}:
        yield "one is a condition"
    if _swapped(found, a, b):
        yield "who does what to whom is the other way round"
    if found.unequal and (loose := len(found.unequal)) and not found.words:
        yield f"{loose} different numbers and no word in common"


def _swapped(found: Alignment, a: ClaimFeatures, b: ClaimFeatures) -> bool:
    """Whether two actors that both claims name stand in each other's place, the passive allowed for."""
    for n, (x, y) in enumerate(found.actors):
        for v, w in found.actors[n + 1 :]:
            order = (x.at < v.at) == (y.at < w.at)
            voice = (x.by or v.by) == (y.by or w.by)
            between = [t for t, _ in found.words if not t.light and min(x.at, v.at) < t.at < max(x.at, v.at)]
            if between and order != voice:
                return True
    return False


def _contrary(found: Alignment, a: ClaimFeatures, b: ClaimFeatures) -> Iterator[str]:
    """Each of these turns the sense round: an odd number of them makes a contradiction."""
    if (a.polarity == "deny") != (b.polarity == "deny"):
        yield "one denies it"
    pairs = [*found.words, *found.opposed]
    if any(x.negated != y.negated for x, y in pairs if not x.light):
        yield "one is negated"
    for x, y in found.opposed:
        yield f"opposite words: {x.word} / {y.word}"
