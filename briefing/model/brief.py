"""A brief: what brief.schema.json describes, as data. Every span points into `article.text`."""

import hashlib
from collections.abc import Iterable
from typing import Literal

import msgspec

from briefing.model.article import Article, Span

SCHEMA = "briefing/1"

MentionForm = Literal["name", "nominal", "pronoun"]
ActorKind = Literal["person", "organization", "place", "group", "other"]
SourceKind = Literal["named", "unnamed", "document", "media", "unattributed"]
Quotation = Literal["direct", "indirect", "mixed"]
Evidence = Literal["speech", "document", "decree", "belief", "perception", "inference", "hearsay", "hedge"]
Polarity = Literal["assert", "deny", "decline", "urge", "question"]
CueStance = Literal["neutral", "doubting", "endorsing", "arguing"]
Certainty = Literal["certain", "likely", "possible", "unlikely", "hypothetical"]
TimexType = Literal["DATE", "TIME", "DURATION", "SET"]
Status = Literal["past", "ongoing", "future", "unclear"]
TimelineKind = Literal["happened", "said", "published"]
Basis = Literal["explicit", "relative", "carried", "publication", "vague"]
Precision = Literal[
    "time", "day", "week", "month", "quarter", "season", "half", "year", "decade", "century",
    "interval", "vague",
]  # fmt: skip


class QuotedSpan(msgspec.Struct, frozen=True):
    """A span with its words, where the words alone are wanted."""

    text: str
    start: int
    end: int

    @property
    def span(self) -> Span:
        """The characters."""
        return Span(self.start, self.end)


class Mention(msgspec.Struct, frozen=True, omit_defaults=True):
    """One place where the text speaks of an actor. `inferred` marks a link that the names do not prove."""

    start: int
    end: int
    form: MentionForm
    inferred: bool = False

    @property
    def span(self) -> Span:
        """The characters."""
        return Span(self.start, self.end)


class Actor(msgspec.Struct, frozen=True, omit_defaults=False):
    """A person, organisation, place or group. `note` shows a reading such as `US government`."""

    id: str
    name: str
    kind: ActorKind
    aliases: list[str]
    roles: list[QuotedSpan]
    salience: float
    mentions: list[Mention]
    unnamed: bool = False  # a group or person that the text labels but does not name
    parent: str | None = None  # id of the actor that this one is a part of
    country: str | None = None  # ISO 3166-1 alpha-2, from a demonym or the table of states
    reading: str | None = None  # what a metonym stands for here: "US government"
    in_ranking: bool = True  # False: bylines, captions, publishers


class ClaimSource(msgspec.Struct, frozen=True):
    """Whose word a claim is. `actor` is an actor's id where the source is one of the actors."""

    kind: SourceKind
    actor: str | None
    spans: list[Span]
    reason: Span | None  # why an unnamed source is unnamed, where the article says


class ChainLink(msgspec.Struct, frozen=True):
    """An outer attribution of a claim: "reports emerged that …"."""

    spans: list[Span]
    actor: str | None
    cue: list[Span]


class Claim(msgspec.Struct, frozen=True):
    """One attributed statement: source, cue, content and how the article knows it."""

    id: str
    content: list[Span]
    cue: list[Span]
    source: ClaimSource
    quotation: Quotation
    evidence: Evidence
    polarity: Polarity
    hedges: list[Span]
    chain: list[ChainLink]
    about: list[str]
    answers: str | None = None
    stance: CueStance = "neutral"  # what the cue verb itself says of the content
    certainty: Certainty = "certain"  # of the content, as the content is worded
    rule: str | None = None  # name of the rule that found it, for the explain key and the bench


class Timex(msgspec.Struct, frozen=True):
    """A TIMEX3 value (TimeML 1.2.1)."""

    type: TimexType
    value: str
    mod: str | None = None


class TimelineEntry(msgspec.Struct, frozen=True):
    """A time expression, its value, and the clause that it dates."""

    id: str
    start: int
    end: int
    timex: Timex
    edtf: str | None
    from_: str | None = msgspec.field(name="from")
    to: str | None
    anchored: bool
    event: Span | None
    actors: list[str]
    status: Status
    kind: TimelineKind
    basis: Basis
    precision: Precision

    @property
    def span(self) -> Span:
        """The expression's characters."""
        return Span(self.start, self.end)


class Gap(msgspec.Struct, frozen=True):
    """What the article does not say or could not establish. `kind` is one of `GAP_KINDS`."""

    kind: str
    spans: list[Span]
    text: str


GAP_KINDS = {
    "no_date": "the article does not say when it was published",
    "unnamed_without_reason": "an unnamed source, and no reason given for it",
    "declined": "asked, and declined to comment or did not answer",
    "unverified": "could not be verified or confirmed",
    "language": "the engine does not read this language",
    "truncated": "the brief covers only the beginning of the text",
    "empty": "nothing in the text to make a brief of",
}


class Sourcing(msgspec.Struct, frozen=True):
    """How many claims rest on what. The five kinds of source add up to the number of claims."""

    named: int = 0
    unnamed: int = 0
    document: int = 0
    media: int = 0
    unattributed: int = 0
    hedged: int = 0
    denials: int = 0


class Generator(msgspec.Struct, frozen=True):
    """What made the brief. The same text, version and model give the same brief."""

    name: str
    version: str
    model: str


class Brief(msgspec.Struct, frozen=True):
    """One article as a structured brief."""

    article: Article
    lead: list[Span]
    actors: list[Actor]
    claims: list[Claim]
    timeline: list[TimelineEntry]
    gaps: list[Gap]
    sourcing: Sourcing
    generator: Generator
    schema: Literal["briefing/1"] = "briefing/1"

    def actor(self, actor_id: str | None) -> Actor | None:
        """The actor of that id, or None."""
        return next((a for a in self.actors if a.id == actor_id), None)

    def dated_words(self, entry: TimelineEntry) -> str:
        """What a date is the date of, on one line: its clause; where that only says that somebody spoke, what was said.

        Empty where the entry has no clause.
        """
        if entry.event is None:
            return ""
        text, event = self.article.text, entry.event
        told = next(
            (
                c.content
                for c in self.claims
                if c.cue and any(event.overlaps(cue) for cue in c.cue)
                and not any(event.overlaps(content) for content in c.content)
            ),
            [],
        ) if entry.kind == "said" else []  # fmt: skip
        clause = " ".join(event.of(text).split())
        if not told:
            return clause
        said = " … ".join(" ".join(span.of(text).split()) for span in told)
        follows = told[0].start >= event.end and not text[event.end : told[0].start].strip()
        return f"{clause} {said}" if follows else f"{clause}: {said}"


def count_sources(claims: list[Claim]) -> Sourcing:
    """How many claims rest on what: the five kinds of source add up to the number of claims."""
    kinds = [c.source.kind for c in claims]
    return Sourcing(
        named=kinds.count("named"),
        unnamed=kinds.count("unnamed"),
        document=kinds.count("document"),
        media=kinds.count("media"),
        unattributed=kinds.count("unattributed"),
        hedged=sum(bool(c.hedges) for c in claims),
        denials=sum(c.polarity == "deny" for c in claims),
    )


def item_id(prefix: str, *parts: str | int) -> str:
    """A short identity made from an item's own words and place, so that order does not change it.

    `prefix` is `actor`, `claim` or `date`; the id is `<prefix>:<10 hex digits>`. It serves as the
    item's `id` in the brief and as `ref` of an annotation.
    """
    digest = hashlib.sha256("\x1f".join(map(str, parts)).encode("utf-8", "surrogatepass"))
    return f"{prefix}:{digest.hexdigest()[:10]}"


def distinct(identity: str, taken: Iterable[str]) -> str:
    """`identity`, with `-2`, `-3` … behind it where it is taken already."""
    used = set(taken)
    candidate, n = identity, 2
    while candidate in used:
        candidate, n = f"{identity}-{n}", n + 1
    return candidate


def encode(brief: Brief) -> bytes:
    """The brief as one line of JSON (UTF-8, no newline)."""
    return msgspec.json.encode(brief)


def decode(data: bytes | str) -> Brief:
    """The brief of a line of JSON. Raises `msgspec.ValidationError` where the data is not a brief."""
    return msgspec.json.decode(data, type=Brief)
