"""What comparing over articles needs of one article: its brief without the text, small enough to keep for all.

Made from the brief as corrected by the analyst (`briefing.compare.facts`), kept in the derived index,
read back by the thousand. Spans point into the article's text, so that each line of a comparison can
cite its words.
"""

import msgspec

from briefing.model.article import Span
from briefing.model.brief import (
    ActorKind,
    Certainty,
    Evidence,
    Polarity,
    Precision,
    Quotation,
    SourceKind,
    Status,
    TimelineKind,
)

FACTS = 1  # raise it when the meaning of a field changes: kept facts of another number are made anew


class ActorFact(msgspec.Struct, frozen=True, omit_defaults=True):
    """One actor of one article."""

    id: str
    name: str
    kind: ActorKind
    aliases: list[str] = []  # every form of the name that the article uses, `name` not repeated
    roles: list[str] = []  # as the article words them
    first: Span | None = None  # the first place that names it
    mentions: int = 0
    said: int = 0  # claims of this article whose source it is
    salience: float = 0.0
    unnamed: bool = False
    parent: str | None = None  # id of the actor of this article that it is a part of
    country: str | None = None  # ISO 3166-1 alpha-2
    reading: str | None = None  # what a metonym stands for
    in_ranking: bool = True


class Named(msgspec.Struct, frozen=True, array_like=True):
    """A place in a claim's `words` that speaks of an actor: characters `[start, end)` of `words`."""

    start: int
    end: int
    actor: str


class ClaimFact(msgspec.Struct, frozen=True, omit_defaults=True):
    """One claim of one article. `words` are the content's words, `span` their first to last character."""

    id: str
    words: str
    span: Span
    cue: str
    source: str  # the source's words; the actor's name where the words are a pronoun; "" where there are none
    source_kind: SourceKind
    polarity: Polarity
    quotation: Quotation
    evidence: Evidence
    certainty: Certainty = "certain"
    hedged: bool = False
    actor: str | None = None  # id of the source's actor
    about: list[str] = []  # ids of the actors in the content
    through: list[str] = []  # outer attributions, outermost first: whose report this outlet relays
    answers: str | None = None  # id of the claim of this article that this one denies or answers
    named: list[Named] = []  # where `words` speak of actors, in order


class EventFact(msgspec.Struct, frozen=True, omit_defaults=True):
    """One entry of the timeline. `event` is the dated clause, "" where there is none."""

    id: str
    expression: str
    span: Span  # of the expression
    event: str
    event_span: Span | None
    edtf: str | None
    from_: str | None = msgspec.field(name="from")
    to: str | None
    precision: Precision
    status: Status
    kind: TimelineKind
    anchored: bool = True
    actors: list[str] = []


class GapFact(msgspec.Struct, frozen=True, omit_defaults=True):
    """What the article leaves open, from the extractor or (`by`, `uid`) from the analyst."""

    kind: str  # of brief.GAP_KINDS, or "question" or "gap" for the analyst's own
    text: str
    span: Span | None = None
    by: str | None = None
    uid: str | None = None


class Passage(msgspec.Struct, frozen=True):
    """A body paragraph by what near-duplicates share: its place and the hashes that stand for its words."""

    span: Span
    hashes: list[int]


class Facts(msgspec.Struct, frozen=True, omit_defaults=True):
    """One article for comparing: who, what was said, what happened, what is open, whose words it carries."""

    article_id: str
    story: str  # the story's first version, on which annotations hang
    title: str
    outlet: str  # the site or the name of the outlet; "" where neither is known
    added: str
    published: str | None = None  # the date in force
    url: str | None = None
    language: str | None = None
    actors: list[ActorFact] = []
    claims: list[ClaimFact] = []
    events: list[EventFact] = []
    gaps: list[GapFact] = []
    passages: list[Passage] = []
    credits: list[str] = []  # agencies and outlets that the article credits: dateline, byline, "X reported"


def encode_facts(facts: Facts) -> bytes:
    """The facts as one MessagePack record."""
    return msgspec.msgpack.encode(facts)


def decode_facts(data: bytes) -> Facts:
    """What `encode_facts` encoded. Raises `msgspec.ValidationError` for anything else."""
    return msgspec.msgpack.decode(data, type=Facts)


class _Told(msgspec.Struct, frozen=True):
    """What `decode_told` reads; the rest is passed over."""

    article_id: str
    story: str
    title: str
    outlet: str
    added: str
    published: str | None = None
    url: str | None = None
    claims: list[ClaimFact] = []
    passages: list[Passage] = []
    credits: list[str] = []


def decode_told(data: bytes) -> Facts:
    """As `decode_facts`, without actors, events and gaps: in half the time, where hundreds are read for a page."""
    told = msgspec.msgpack.decode(data, type=_Told)
    return Facts(**{name: getattr(told, name) for name in _Told.__struct_fields__})
