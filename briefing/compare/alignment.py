"""What two claims have in common, term by term, and how much of each that is."""

from collections.abc import Callable, Iterator, Sequence

import msgspec

from briefing.compare.lexicon import listed
from briefing.compare.quantities import Quantity, agree, comparable
from briefing.compare.stems import opposites
from briefing.compare.words import Mentioned, Term, Wording

WORD, LIGHT, ACTOR, NUMBER, DAY = 1.0, 0.3, 1.5, 1.0, 1.0
_RUN = 5  # words in a row that make a quotation known again


class Alignment(msgspec.Struct, frozen=True):
    """What is shared, and what stands only on one side."""

    words: list[tuple[Term, Term]]
    opposed: list[tuple[Term, Term]]  # words of which one denies the other
    actors: list[tuple[Mentioned, Mentioned]]  # the first place of each
    numbers: list[tuple[Quantity, Quantity]]  # that agree
    unequal: list[tuple[Quantity, Quantity]]  # of the same kind of thing, that cannot both be right
    only: tuple[list[Mentioned], list[Mentioned]]  # actors of one side alone
    alone: tuple[list[Term], list[Term]]  # words of one side alone
    loose: tuple[int, int]  # numbers of one side alone
    score: float  # 0 to 1
    shared: float  # weight of what is shared
    run: int  # words in a row that both have


def align(a: Wording, b: Wording, *, one_day: bool = False) -> Alignment:
    """The two side by side. `one_day`: a day that the one names lies in one that the other names."""
    first, second = _distinct(a.terms), _distinct(b.terms)
    one = {m.actor: m for m in reversed(a.actors)}
    other = {m.actor: m for m in reversed(b.actors)}
    actors, left, right = _actors(list(one.values()), list(other.values()))
    # A name that is an actor here may be plain words there.
    named = [m for m in left if _is_worded(m, second)] + [m for m in right if _is_worded(m, first)]
    left, right = ([m for m in side if m not in named] for side in (left, right))
    taken = {s for m in named for s in m.stems}
    pairs = [(first[k], second[k]) for k in first if k in second]
    rest = [t for k, t in first.items() if k not in second], [t for k, t in second.items() if k not in first]
    opposed = list(_opposed(*rest))
    numbers, unequal, loose = _numbers(a.quantities, b.quantities)
    known = {t.stem for pair in opposed for t in pair} | taken
    alone = [t for t in rest[0] if t.stem not in known], [t for t in rest[1] if t.stem not in known]
    shared = (
        sum(max(_weight(x), _weight(y)) for x, y in pairs + opposed)
        + sum(map(_actor_weight, [*(x for x, _ in actors), *named]))
        + NUMBER * (len(numbers) + len(unequal))
        + DAY * one_day
    )
    total = [
        shared + sum(map(_weight, alone[n])) + sum(map(_actor_weight, (left, right)[n])) + NUMBER * loose[n]
        for n in (0, 1)
    ]
    least, both = min(total), sum(total)
    run = _run(a.words, b.words)
    score = (shared / least + 2 * shared / both) / 2 if least else 0.0
    if run >= _RUN:
        score = max(score, min(1.0, run / min(len(a.words), len(b.words))))
    return Alignment(
        pairs, opposed, actors, numbers, unequal, (left, right), alone, loose, score, shared, run
    )


def _distinct(terms: Sequence[Term]) -> dict[str, Term]:
    """The terms by stem, the first of each; negated only where each is."""
    found: dict[str, Term] = {}
    for term in terms:
        held = found.setdefault(term.stem, term)
        if held.negated and not term.negated:
            found[term.stem] = msgspec.structs.replace(held, negated=False)
    return found


def _actor_weight(mention: Mentioned) -> float:
    return WORD if mention.kind == "place" or (mention.implied and mention.actor == "source") else ACTOR


def _weight(term: Term) -> float:
    return LIGHT if term.light else WORD


def _actors(
    one: list[Mentioned], other: list[Mentioned]
) -> tuple[list[tuple[Mentioned, Mentioned]], list[Mentioned], list[Mentioned]]:
    pairs = []
    left, right = list(one), list(other)
    for mention in one:
        same = next((m for m in right if set(m.keys) & set(mention.keys)), None)
        if same is not None:
            pairs.append((mention, same))
            left.remove(mention)
            right.remove(same)
    return pairs, left, right


def _is_worded(mention: Mentioned, terms: dict[str, Term]) -> bool:
    """Whether the other claim has the actor's name, though not as an actor."""
    telling = [s for s in mention.stems if s not in listed("common")] or mention.stems
    return bool(telling) and all(s in terms for s in telling)


def _opposed(one: Sequence[Term], other: Sequence[Term]) -> Iterator[tuple[Term, Term]]:
    against = opposites()
    free = [t for t in other if not t.name]
    for term in one:
        if term.name:
            continue
        found = next(
            (t for t in free if t.stem in against.get(term.stem, ()) or t.stem == _turned(term)), None
        )
        if found is not None:
            free.remove(found)
            yield term, found


def _turned(term: Term) -> str:
    """ "after x" for "before x" and the other way round; "" for other terms."""
    side, _, of = term.stem.partition(" ")
    return {"before": f"after {of}", "after": f"before {of}"}.get(side, "") if of else ""


def _numbers(
    one: Sequence[Quantity], other: Sequence[Quantity]
) -> tuple[list[tuple[Quantity, Quantity]], list[tuple[Quantity, Quantity]], tuple[int, int]]:
    """`(those that agree, those that cannot both be right, how many are left on either side)`."""
    left, right = list(one), list(other)
    same: list[tuple[Quantity, Quantity]] = []
    unequal: list[tuple[Quantity, Quantity]] = []
    steps: list[tuple[Callable[[Quantity, Quantity], bool], list[tuple[Quantity, Quantity]]]] = [
        (lambda q, r: agree(q, r) and comparable(q, r), same),
        (lambda q, r: agree(q, r) and q.value == r.value and not (q.units and r.units), same),
        (comparable, unequal),
    ]
    for fits, found in steps:
        for quantity in list(left):
            partner = next((r for r in right if fits(quantity, r)), None)
            if partner is not None:
                found.append((quantity, partner))
                left.remove(quantity)
                right.remove(partner)
    return same, unequal, (len(left), len(right))


def _run(one: Sequence[str], other: Sequence[str]) -> int:
    """The most words in a row that both have (longest common substring, by words)."""
    best = 0
    before: dict[int, int] = {}
    places: dict[str, list[int]] = {}
    for j, word in enumerate(other):
        places.setdefault(word, []).append(j)
    for word in one:
        now = {j: before.get(j - 1, 0) + 1 for j in places.get(word, ())}
        best = max(best, max(now.values(), default=0))
        before = now
    return best
