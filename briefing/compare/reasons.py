"""Why two claims are taken for one, kept apart, or set against each other, in words."""

from collections.abc import Iterable, Iterator

from briefing.compare.alignment import Alignment
from briefing.compare.days import days_of, gap, length, relation
from briefing.compare.features import ClaimFeatures, Dated
from briefing.compare.words import Mentioned, Term

ALONE = 0.8  # score from which one word in common is enough, beside actors and days
SUDDEN = 31  # days: of one event, reports give dates no farther apart
_KIN = 5  # letters that words of one family begin with: village, villagers
_AGAIN = frozenset(["again", "another", "second", "further", "third", "once", "next", "repeat"])
_CHANGED = frozenset(
    ["rise", "climb", "grow", "now", "so", "reach", "fall", "update", "revise", "latest", "further", "more"]
)


def has_matter(found: Alignment) -> bool:
    """Whether more is shared than names: a word or a number of the matter itself."""
    return any(map(tells, [*found.words, *found.opposed])) or bool(found.numbers)


def tells(pair: tuple[Term, Term]) -> bool:
    """Whether a word that both have is one of the matter, to one of them at least."""
    return not (pair[0].light and pair[1].light)


def why_alike(found: Alignment, a: ClaimFeatures, b: ClaimFeatures) -> Iterator[str]:
    """What two claims have in common."""
    if found.actors:
        names = list(dict.fromkeys(x.name for x, _ in found.actors))
        yield f"same {'actor' if len(names) == 1 else 'actors'}: {', '.join(names)}"
    if found.numbers:
        yield f"same number: {', '.join(x.words for x, _ in found.numbers)}"
    if days := [x.words for x in a.dates for y in b.dates if day_relation(x, y) not in ("apart", "overlap")]:
        yield f"same day: {', '.join(dict.fromkeys(days))}"
    words = [p[0].word for p in found.words if tells(p)]
    if words:
        total = min(len(words) + sum(not t.light for t in side) for side in found.alone)
        yield f"{len(words)} of {total} content words: {', '.join(words)}"
    if found.run >= 5:
        yield f"{found.run} words in a row are the same"


def day_relation(x: Dated, y: Dated) -> str:
    """How two dates lie to each other (`briefing.compare.days.relation`); "overlap" where one has no bounds."""
    one, other = days_of(x.first, x.last), days_of(y.first, y.last)
    return relation(one, other) if one and other else "overlap"


def why_apart(found: Alignment, a: ClaimFeatures, b: ClaimFeatures, days: str) -> Iterator[str]:
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
    if found.unequal and a.article_id == b.article_id and is_one_speaker(a, b):
        yield "one speaker gives both figures in one article"
    if sum(map(tells, found.words + found.opposed)) + len(found.numbers) < 2 and found.score < ALONE:
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
    return not any(map(tells, found.words)) and any(found.alone)


def _swapped(found: Alignment, a: ClaimFeatures, b: ClaimFeatures) -> bool:
    """Whether an actor that both claims name does in one what is done to it in the other.

    Where something happens says nothing of who does it, so places are left out.
    """
    for x, y in found.actors:
        if x.kind == "place":
            continue
        for v, w in found.words:
            if not tells((v, w)) or not (v.verb and w.verb):
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


def why_contrary(found: Alignment, a: ClaimFeatures, b: ClaimFeatures) -> Iterator[str]:
    """Each of these turns the sense round: an odd number of them makes a contradiction."""
    if (a.polarity == "deny") != (b.polarity == "deny"):
        yield "one denies it"
    if a.wording.denied != b.wording.denied:
        yield "one says that it is false"
    pairs = [*found.words, *found.opposed]
    both = all(any(t.negated for t in c.wording.terms) for c in (a, b))
    if not both and any(x.negated != y.negated for x, y in pairs if tells((x, y))):
        yield "one is negated"
    for x, y in found.opposed:
        yield f"opposite words: {x.word} / {y.word}"


def is_one_speaker(a: ClaimFeatures, b: ClaimFeatures) -> bool:
    """Whether one source says both."""
    return bool(set(a.source_keys) & set(b.source_keys))
