"""What is not known, over articles: what nobody stated, declined, could not verify or has not answered.

From the extractor come the gaps of each brief, refusals that are claims, and questions that an article
relays without an answer; from the analyst, questions and gaps of the hand. A gap is closed where the
analyst links an answer to it. Where a later article states what the gap is about, that is shown as a
possible answer: it is inferred, and closes nothing.
"""

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence

import msgspec

from briefing.compare.decisions import reference
from briefing.model.annotation import Annotation
from briefing.model.article import Span
from briefing.model.brief import GAP_KINDS, item_id
from briefing.model.facts import ClaimFact, Facts, GapFact

KINDS = {
    # kind -> what it is called, in the order in which they are listed
    "question": "question of ours",
    "gap": "gap noted by us",
    "declined": "declined",
    "asked": "asked, not answered",
    "unverified": "not verified",
    "no_date": "no date",
    "unnamed_without_reason": "unnamed, no reason",
    "language": "not read",
    "truncated": "read in part",
    "empty": "empty",
}
_NEXT = 2  # characters between "did not answer" and "calls": the gap and the claim are one refusal

_REPLY = 60  # characters between a question and the refusal to answer it, in one sentence or the next
_NOBODY = re.compile(r"(?:no|nobody|none|neither)\b", re.IGNORECASE)


class Answer(msgspec.Struct, frozen=True):
    """A claim that answers a gap. `by` is the analyst who says so; None: inferred."""

    ref: str
    article_id: str
    outlet: str
    published: str | None
    source: str
    words: str
    span: Span | None
    by: str | None = None


class OpenQuestion(msgspec.Struct, frozen=True):
    """One gap with what may answer it. `ref` is what a link names it by."""

    ref: str
    article_id: str
    story: str
    outlet: str
    published: str | None
    kind: str  # of KINDS
    words: str
    span: Span | None
    by: str | None = None  # the analyst; None: from the article
    uid: str | None = None
    answers: list[Answer] = []

    @property
    def closed(self) -> bool:
        """Whether the analyst linked an answer to it."""
        return any(a.by is not None for a in self.answers)


Replies = Mapping[str, Sequence[tuple[Facts, ClaimFact]]]


def gaps(
    articles: Iterable[Facts],
    replies: Replies | None = None,
    annotations: Iterable[Annotation] = (),
) -> list[OpenQuestion]:
    """All gaps, open ones first, then by kind, then in order of publication.

    `replies` maps the reference of a claim to the claims of other articles that state or contradict the
    same; `annotations` are those of the articles, for their links `answers`.
    """
    kept = list(articles)
    linked = _linked(annotations, kept)
    found = []
    for facts in kept:
        for gap, claim in _of_article(facts):
            ref = f"annotation:{gap.uid}" if gap.uid else gap_ref(facts.story, gap)
            own = linked.get(ref, []) + (linked.get(reference(facts.story, claim.id), []) if claim else [])
            guessed = [] if own or claim is None else list(_guessed(facts, claim, replies or {}))
            found.append(
                OpenQuestion(
                    ref=ref, article_id=facts.article_id, story=facts.story, outlet=facts.outlet,
                    published=facts.published, kind=gap.kind, words=gap.text, span=gap.span, by=gap.by,
                    uid=gap.uid, answers=own or guessed,
                )
            )  # fmt: skip
    order = list(KINDS)
    return sorted(
        found,
        key=lambda g: (
            g.closed,
            order.index(g.kind),
            g.published or "9999",
            g.article_id,
            g.span or Span(0, 0),
        ),
    )


def gap_ref(story: str, gap: GapFact) -> str:
    """What a link names a gap of the extractor by: its kind and its place."""
    start, end = (gap.span.start, gap.span.end) if gap.span else (0, 0)
    return reference(story, item_id("gap", gap.kind, start, end))


def _of_article(facts: Facts) -> Iterator[tuple[GapFact, ClaimFact | None]]:
    """The gaps of an article with the claim that each is about."""
    silent = [c for c in facts.claims if c.polarity == "decline"]
    told: set[str] = set()
    for gap in facts.gaps:
        if gap.kind not in KINDS:
            continue
        claim = _about(gap, silent if gap.kind == "declined" else facts.claims)
        if gap.kind == "declined" and claim is not None:
            told.add(claim.id)
        words = (
            gap.text.removeprefix(GAP_KINDS.get(gap.kind, "")).lstrip(": ") if gap.by is None else gap.text
        )
        yield msgspec.structs.replace(gap, text=words or gap.text), claim
    for claim in silent:
        if claim.id not in told:
            yield GapFact("declined", _said(claim), claim.span), claim
    answered = {c.answers for c in facts.claims if c.answers}
    for claim in facts.claims:
        put = claim.polarity == "question" and not _NOBODY.match(claim.source)
        if put and claim.id not in answered and not any(_follows(claim, c) for c in silent):
            yield GapFact("asked", _said(claim), claim.span), claim


def _follows(question: ClaimFact, refusal: ClaimFact) -> bool:
    """Whether the refusal stands right behind the question: the two are one gap."""
    return 0 <= refusal.span.start - question.span.end <= _REPLY


def _about(gap: GapFact, claims: Sequence[ClaimFact]) -> ClaimFact | None:
    if gap.span is None:
        return None
    start, end = gap.span.start, gap.span.end + _NEXT
    return next((c for c in claims if c.span.start <= end and start <= c.span.end), None)


def _said(claim: ClaimFact) -> str:
    return " ".join(filter(None, (claim.source, claim.cue, claim.words)))


def _guessed(facts: Facts, claim: ClaimFact, replies: Replies) -> Iterator[Answer]:
    """Claims of articles published later that assert or deny what the gap is about."""
    for other, answer in replies.get(reference(facts.story, claim.id), ()):
        later = (other.published or "") > (facts.published or "9999")
        if later and answer.polarity in ("assert", "deny"):
            yield _answer(other, answer, None)


def _answer(facts: Facts, claim: ClaimFact, by: str | None) -> Answer:
    return Answer(
        reference(facts.story, claim.id), facts.article_id, facts.outlet, facts.published, claim.source,
        claim.words, claim.span, by,
    )  # fmt: skip


def _linked(annotations: Iterable[Annotation], articles: Sequence[Facts]) -> dict[str, list[Answer]]:
    """Reference of a gap -> the answers that the analyst linked to it.

    The link stands on the answer and leads to the gap; one that stands on the gap and leads to a claim
    is read the same way, for a gap answers nothing.
    """
    claims = {reference(f.story, c.id): (f, c) for f in articles for c in f.claims}
    stories = {f.story: f for f in articles}
    found: dict[str, list[Answer]] = defaultdict(list)
    for note in annotations:
        if note.deleted_at:
            continue
        story = note.target.article_id
        own = note.target.ref or f"annotation:{note.uid}"
        here = own if own.startswith("annotation:") else reference(story, own)
        for link in note.links:
            if link.rel != "answers":
                continue
            there = (
                link.to if "#" in link.to or link.to.startswith("annotation:") else reference(story, link.to)
            )
            if here in claims:
                found[there].append(_answer(*claims[here], by=note.creator))
            elif there in claims:
                found[here].append(_answer(*claims[there], by=note.creator))
            elif story in stories:
                found[there].append(_in_words(note, stories[story], here))
    return dict(found)


def _in_words(note: Annotation, facts: Facts, ref: str) -> Answer:
    """An answer that is no claim: words of a text, or the analyst's own."""
    words = note.target.quote.exact if note.target.quote else note.body.text
    return Answer(
        ref, facts.article_id, facts.outlet, facts.published, "", " ".join(words.split()), note.target.position,
        note.creator,
    )  # fmt: skip
