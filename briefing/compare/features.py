"""What each claim of an article is matched by, small enough to keep for all."""

import hashlib
import re
from collections.abc import Iterable, Mapping, Sequence
from itertools import combinations

import msgspec

from briefing.compare.days import days_of
from briefing.compare.decisions import reference
from briefing.compare.lexicon import listed
from briefing.compare.names import SHORT, full, keys_of
from briefing.compare.stems import subjects
from briefing.compare.words import UNNAMED, Source, Wording, wording
from briefing.model.article import Span
from briefing.model.brief import Certainty, Polarity, Quotation, SourceKind
from briefing.model.facts import ClaimFact, EventFact, Facts

_CONTEXT = 8  # actors of an article that say which story it is of
_FEWEST = 3  # terms below which words of little meaning make keys too
_HEAVIEST = 6  # terms that make a claim's keys: at most 15 pairs


_WISH = re.compile(r"(?:to|for)\b|(?!that\b)(?:\S+ ){0,5}\S+$", re.IGNORECASE)


class Dated(msgspec.Struct, frozen=True, array_like=True):
    """A time expression in a claim with its first and last day."""

    first: str
    last: str
    words: str


class ClaimFeatures(msgspec.Struct, frozen=True, omit_defaults=True):
    """One claim of one article, with what it is matched by. `keys` are what claims that may match share."""

    article_id: str
    story: str
    claim: str
    outlet: str
    published: str | None
    words: str
    span: Span
    cue: str
    source: str
    source_kind: SourceKind
    source_keys: list[str]  # of the source's actor, the best first
    polarity: Polarity
    quotation: Quotation
    certainty: Certainty
    wording: Wording
    dates: list[Dated] = []
    relayed: bool = False  # another's claim that the source relays
    answers: str | None = None
    context: list[str] = []  # keys of the actors that say which story this is
    keys: list[str] = []

    @property
    def ref(self) -> str:
        """How decisions and groups name it."""
        return reference(self.story, self.claim)


def features(facts: Facts) -> list[ClaimFeatures]:
    """What each claim of an article is matched by, in text order; claims without content words are left out."""
    keys = keys_of(facts)
    known = {a.id: a for a in facts.actors if a.id in keys}
    context = _context(facts, keys)
    answered = {c.answers for c in facts.claims}
    found = []
    for claim in facts.claims:
        if not claim.words.strip():
            continue
        if claim.evidence in ("belief", "perception") and _WISH.match(claim.words):
            continue  # "wants to thank", "supports the troops": a stance that nobody else can state or deny
        dated = [e for e in facts.events if claim.span.covers(e.span) and e.expression in claim.words]
        speaks = known.get(claim.actor or "")
        source = Source(
            claim.source,
            claim.cue,
            claim.actor,
            speaks.kind if speaks else "other",
            keys.get(claim.actor or "", []),
        )
        taken = wording(claim.words, claim.named, known, keys, [e.expression for e in dated], source)
        if listed("expecting") & set(claim.cue.casefold().split()) and taken.tense != "past":
            taken = msgspec.structs.replace(taken, tense="future")
        answers = [c for c in (claim.answers, claim.id if claim.id in answered else None) if c]
        if taken.terms or taken.quantities:
            found.append(_features(facts, claim, taken, dated, source.keys, context, answers))
    return found


def _features(
    facts: Facts,
    claim: ClaimFact,
    taken: Wording,
    dated: list[EventFact],
    source: list[str],
    context: list[str],
    answers: list[str],
) -> ClaimFeatures:
    days = [Dated(e.from_, e.to, e.expression) for e in dated if e.from_ and e.to and days_of(e.from_, e.to)]
    return ClaimFeatures(
        article_id=facts.article_id,
        story=facts.story,
        claim=claim.id,
        outlet=facts.outlet,
        published=facts.published,
        words=claim.words,
        span=claim.span,
        cue=claim.cue,
        source=claim.source,
        source_kind=claim.source_kind,
        source_keys=source,
        polarity=claim.polarity,
        quotation=claim.quotation,
        certainty=claim.certainty,
        wording=taken,
        dates=days,
        relayed=bool(claim.through),
        answers=claim.answers,
        context=context,
        keys=_keys(taken, days, source, answers),
    )


def _context(facts: Facts, keys: Mapping[str, list[str]]) -> list[str]:
    """The names that say which story an article is of: its first people and bodies, states left out."""
    ranked = sorted((a for a in facts.actors if a.id in keys), key=lambda a: (-a.salience, a.id))
    names = [k for a in ranked for k in full(keys[a.id])[:1] if not k.startswith("state ")]
    return list(dict.fromkeys(names))[:_CONTEXT]


def _keys(taken: Wording, days: Sequence[Dated], source: Sequence[str], answers: Iterable[str]) -> list[str]:
    """Pairs of the terms that say most. Which of many is decided by a hash, so that two claims choose alike.

    (Choosing by a hash is consistent sampling: Broder 1997, "On the resemblance and containment of documents".)
    What one speaker says again is met by the speaker and one term, a denial by what it answers.
    """
    names = {f"@{identity(a.keys)}" for a in taken.actors if not a.keys[0].startswith(UNNAMED)}
    # A word and its opposite are one here, so that a claim meets its contrary.
    terms = [(subjects().get(t.stem, t.stem), t.light) for t in taken.terms if not t.cue]
    words = {t for t, light in terms if not light}
    words |= {s for a in taken.actors if a.keys[0].startswith(UNNAMED) for s in a.stems}
    numbers = {f"#{q.value:g}" for q in taken.quantities if q.value > 2}
    numbers |= {f"#{d.first}" for d in days}
    chosen = [*sorted(numbers, key=_hash)[:2], *sorted(names, key=_hash)[:2]]
    chosen += sorted(words, key=_hash)[: _HEAVIEST - len(chosen)]
    if len(chosen) < _FEWEST:
        chosen += sorted({t for t, light in terms if light}, key=_hash)[: _FEWEST - len(chosen)]
    pairs = [f"{a}+{b}" for a, b in combinations(sorted(chosen), 2)]
    if source:
        own = sorted({t for t, _ in terms}, key=lambda t: (t not in words, _hash(t)))
        pairs += [f"{identity(source)}: {term}" for term in own[:_HEAVIEST]]
    return pairs + [f"answer {claim}" for claim in answers]


def _hash(term: str) -> bytes:
    return hashlib.blake2b(term.encode("utf-8", "surrogatepass"), digest_size=8).digest()


def identity(keys: Sequence[str]) -> str:
    """The key to name an actor by: the first full one, else the first."""
    return next((k for k in keys if not k.startswith(SHORT)), keys[0])
