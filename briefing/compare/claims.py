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
from briefing.compare.days import days_of, gap, length, relation
from briefing.compare.features import ClaimFeatures, Dated, features
from briefing.compare.lexicon import listed
from briefing.compare.quantities import Quantity, comparable
from briefing.compare.words import Mentioned, Term
from briefing.model.brief import Polarity

__all__ = ["ClaimFeatures", "Match", "features", "match"]

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
ALONE = 0.8  # score from which one word in common is enough, beside actors and days
REPEATED = 0.8  # score from which one word is enough where one speaker says it again
SUDDEN = 31  # days: of one event, reports give dates no farther apart
_KIN = 5  # letters that words of one family begin with: village, villagers
_CALLS = frozenset(["call", "calls", "called", "calling"])
_AGAIN = frozenset(["again", "another", "second", "further", "third", "once", "next", "repeat"])
_CHANGED = frozenset(
    ["rise", "climb", "grow", "now", "so", "reach", "fall", "update", "revise", "latest", "further", "more"]
)

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
    found = align(a.wording, b.wording, days=days == "together")
    least = LEAST_NEAR if near else LEAST_FAR if close == "far" else LEAST
    if found.score < RELATED or found.shared < (LEAST_RELATED if near else least) or not _has_matter(found):
        return None
    score = round(found.score, 3)
    reasons = list(_common(found, a, b))
    if corrected := list(_corrected(found, a, b)):
        return Match("contradicting", score, reasons + corrected, True)
    apart = list(_apart(found, a, b, days))
    if near and found.score >= REPEATED and _is_one_speaker(a, b):
        least = LEAST_RELATED
    if apart or found.score < SAME or found.shared < least:
        return Match("related", score, reasons + apart)
    contrary = list(_contrary(found, a, b))
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


def _is_one_speaker(a: ClaimFeatures, b: ClaimFeatures) -> bool:
    return bool(set(a.source_keys) & set(b.source_keys))


def _corrected(found: Alignment, a: ClaimFeatures, b: ClaimFeatures) -> Iterator[str]:
    """A figure of the one that the other says is wrong: "32 bolts, not 24"."""
    if sum(map(_tells, found.words)) < 2:
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
    found = {_days(x, y) for x in a.dates for y in b.dates}
    if found & {"same", "within"}:
        return "together"
    if found != {"apart"}:
        return ""
    return "shifted" if {d.words for d in a.dates} & {d.words for d in b.dates} else "apart"


def _has_matter(found: Alignment) -> bool:
    """Whether more is shared than names: a word or a number of the matter itself."""
    return any(map(_tells, [*found.words, *found.opposed])) or bool(found.numbers)


def _tells(pair: tuple[Term, Term]) -> bool:
    """Whether a word that both have is one of the matter, to one of them at least."""
    return not (pair[0].light and pair[1].light)


def _common(found: Alignment, a: ClaimFeatures, b: ClaimFeatures) -> Iterator[str]:
    if found.actors:
        names = list(dict.fromkeys(x.name for x, _ in found.actors))
        yield f"same {'actor' if len(names) == 1 else 'actors'}: {', '.join(names)}"
    if found.numbers:
        yield f"same number: {', '.join(x.words for x, _ in found.numbers)}"
    if days := [x.words for x in a.dates for y in b.dates if _days(x, y) not in ("apart", "overlap")]:
        yield f"same day: {', '.join(dict.fromkeys(days))}"
    words = [p[0].word for p in found.words if _tells(p)]
    if words:
        total = min(len(words) + sum(not t.light for t in side) for side in found.alone)
        yield f"{len(words)} of {total} content words: {', '.join(words)}"
    if found.run >= 5:
        yield f"{found.run} words in a row are the same"


def _days(x: Dated, y: Dated) -> str:
    one, other = days_of(x.first, x.last), days_of(y.first, y.last)
    return relation(one, other) if one and other else "overlap"


def _apart(found: Alignment, a: ClaimFeatures, b: ClaimFeatures, days: str) -> Iterator[str]:
    """Why two claims that share much are of two things all the same."""
    left, right = found.only
    for one in left:
        other = next((m for m in right if _may_be_instead(one, m)), None)
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
    if found.opposed and _is_bare(found):
        yield "opposite words, but of what is not said"
    if subjects := _other_subjects(found):
        yield f"different subjects: {subjects}"
    if verbs := _other_verbs(found, a, b):
        yield f"different verbs: {verbs}"
    if all(found.loose):
        yield "different numbers, and nothing says of what"
    words = {w for t in (*found.alone[0], *found.alone[1]) for w in (t.stem, t.word)}
    words |= {w for c in (a, b) for w in c.wording.words if w in _AGAIN}
    if found.unequal and a.article_id == b.article_id and _is_one_speaker(a, b):
        yield "one speaker gives both figures in one article"
    if sum(map(_tells, found.words + found.opposed)) + len(found.numbers) < 2 and found.score < ALONE:
        yield "only one word in common"
    if found.unequal and (words & (_CHANGED | _AGAIN) or days == "shifted"):
        yield "figures of different times"
    if days == "apart" and (words & _AGAIN or not _is_sudden(a, b) or not _has_figures([*a.dates, *b.dates])):
        yield "at different times"


def _may_be_instead(one: Mentioned, other: Mentioned) -> bool:
    """Whether two actors are such that one stands where the other does."""
    return one.kind == other.kind or one.implied or other.implied


def _has_figures(dates: Iterable[Dated]) -> bool:
    """Whether they are dates by their figures: "Monday" is another day in a report that repeats it."""
    return all(any(c.isdigit() for c in d.words) for d in dates)


def _is_sudden(a: ClaimFeatures, b: ClaimFeatures) -> bool:
    """Whether the dates are near enough, and exact enough, to be two reports of one event."""
    pairs = [(days_of(x.first, x.last), days_of(y.first, y.last)) for x in a.dates for y in b.dates]
    return any(x and y and gap(x, y) <= SUDDEN and length(x) == length(y) for x, y in pairs)


def _other_verbs(found: Alignment, a: ClaimFeatures, b: ClaimFeatures) -> str:
    """The first verb of each, where neither stands in the other claim.

    A verb that goes with anything (come, look, take) speaks for no difference, but to a cue in a verb's place.
    """
    verbs = [next((t for t in c.wording.terms if t.verb), None) for c in (a, b)]
    one, other = verbs
    if one is None or other is None or one.stem == other.stem:
        return ""
    if (one.light and not other.cue) or (other.light and not one.cue):
        return ""
    left, right = ({t.stem for t in side} for side in found.alone)
    return f"{one.word} / {other.word}" if one.stem in left and other.stem in right else ""


def _other_subjects(found: Alignment) -> str:
    """What stands before the first verb that both have, where it is another thing in each."""
    verbs = [p for p in found.words if (p[0].verb or p[1].verb) and p[0].passive == p[1].passive]
    if not verbs:
        return ""
    v, w = min(verbs, key=lambda p: p[0].at)
    places = [(x.at, y.at) for x, y in [*found.words, *found.opposed]]
    places += [(x.at, y.at) for x, y in found.actors] + [(q.at, r.at) for q, r in found.numbers]
    if any(x < v.at and y < w.at for x, y in places):
        return ""
    if any(m.at < v.at for m in found.only[0]) or any(m.at < w.at for m in found.only[1]):
        return ""
    left = [t.word for t in found.alone[0] if t.at < v.at and not t.light]
    right = [t.word for t in found.alone[1] if t.at < w.at and not t.light]
    kin = any(x[:_KIN] == y[:_KIN] for x in left for y in right)
    return f"{' '.join(left)} / {' '.join(right)}" if left and right and not kin else ""


def _is_bare(found: Alignment) -> bool:
    """Whether no word of the matter is shared, and some stand on one side alone."""
    return not any(map(_tells, found.words)) and any(found.alone)


def _swapped(found: Alignment, a: ClaimFeatures, b: ClaimFeatures) -> bool:
    """Whether an actor that both claims name does in one what is done to it in the other.

    Where something happens says nothing of who does it, so places are left out.
    """
    for x, y in found.actors:
        if x.kind == "place":
            continue
        for v, w in found.words:
            if not _tells((v, w)) or not (v.verb and w.verb):
                continue
            one, other = _parts(x, v, a), _parts(y, w, b)
            if one and other and one.isdisjoint(other):
                return True
    return False


def _parts(actor: Mentioned, verb: Term, claim: ClaimFeatures) -> set[bool]:
    """The parts that the mentions of an actor may have in what a verb says: whether it does it."""
    return {_does(m, verb) for m in claim.wording.actors if m.actor == actor.actor and not m.aside}


def _does(actor: Mentioned, verb: Term) -> bool:
    """Whether the actor stands where the verb's subject does, the passive turned round."""
    return actor.by or (actor.at < verb.at) != verb.passive


def _contrary(found: Alignment, a: ClaimFeatures, b: ClaimFeatures) -> Iterator[str]:
    """Each of these turns the sense round: an odd number of them makes a contradiction."""
    if (a.polarity == "deny") != (b.polarity == "deny"):
        yield "one denies it"
    if a.wording.denied != b.wording.denied:
        yield "one says that it is false"
    pairs = [*found.words, *found.opposed]
    both = all(any(t.negated for t in c.wording.terms) for c in (a, b))
    if not both and any(x.negated != y.negated for x, y in pairs if _tells((x, y))):
        yield "one is negated"
    for x, y in found.opposed:
        yield f"opposite words: {x.word} / {y.word}"
