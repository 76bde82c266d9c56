"""An annotation: what the analyst says of an article, a claim, an actor, a date or another note."""

from typing import Any, Literal

import msgspec

from briefing.model.article import Span

AnnotationKind = Literal[
    "highlight", "note", "question", "gap", "assessment", "correction", "link", "bookmark"
]
AnchorState = Literal["exact", "moved", "fuzzy", "suspect", "orphan"]
Confidence = Literal["low", "moderate", "high"]
ClaimStatus = Literal[
    "unreviewed", "uncontested", "contested", "denied", "corroborated", "corrected", "withdrawn"
]
Relation = Literal[
    "supports", "contradicts", "corroborates", "denies", "updates", "corrects", "same_as",
    "derived_from", "answers", "cites",
]  # fmt: skip
CorrectionOp = Literal["rename", "merge", "split", "set", "reject", "add"]

# ICD 203 (2015), D.6.e(2)(a): the two rows of likelihood words, least to most likely.
LIKELIHOOD_TERMS: tuple[tuple[str, str], ...] = (
    ("almost no chance", "remote"),
    ("very unlikely", "highly improbable"),
    ("unlikely", "improbable"),
    ("roughly even chance", "roughly even odds"),
    ("likely", "probable"),
    ("very likely", "highly probable"),
    ("almost certain", "nearly certain"),
)
COLOURS: dict[str, str] = {
    # name of a highlight's colour -> the glyph that stands for it where there is no colour
    "yellow": "▪", "green": "▲", "blue": "◆", "red": "✚", "violet": "●",
}  # fmt: skip
CONTEXT = 32  # characters of prefix and suffix kept with a quote


class Quote(msgspec.Struct, frozen=True):
    """A TextQuoteSelector (W3C Web Annotation): the words and 32 characters on either side."""

    exact: str
    prefix: str = ""
    suffix: str = ""


class Target(msgspec.Struct, frozen=True):
    """What an annotation is about. `position` is in code points of the text of `version_id`.

    `article_id` names the story's first version and decides the file; `version_id` is the text the
    annotation was made on. `ref` is an item's id (`claim:…`, `actor:…`, `date:…`) or
    `annotation:<uid>`; None for words of the text alone. A target without quote and position is
    the article as a whole.
    """

    article_id: str
    version_id: str
    url: str | None = None
    ref: str | None = None
    quote: Quote | None = None
    position: Span | None = None


class Anchor(msgspec.Struct, frozen=True):
    """Where the target stands in a later version. `score` is 0 to 1."""

    state: AnchorState
    version_id: str
    start: int | None
    end: int | None
    score: float
    checked_at: str
    confirmed_by: str | None = None


class Body(msgspec.Struct, frozen=True):
    """What the analyst wrote. `text` is Markdown and is shown as plain text."""

    text: str = ""
    tags: list[str] = []
    colour: str | None = None


class Assess(msgspec.Struct, frozen=True):
    """The analyst's grades. Each axis stands alone; none is ever filled in from another."""

    credibility: int | None = None  # 1 confirmed … 6 cannot be judged (NATO AJP-2.1)
    likelihood: str | None = None  # a word of LIKELIHOOD_TERMS, never a number
    confidence: Confidence | None = None
    status: ClaimStatus = "unreviewed"


class Link(msgspec.Struct, frozen=True):
    """A relation to an item or annotation: `to` is a ref, in another article `<article_id>#<ref>`."""

    rel: Relation
    to: str
    note: str = ""


class Correction(msgspec.Struct, frozen=True):
    """What the analyst changed in the machine's brief. `value` is JSON."""

    op: CorrectionOp
    item: str  # the item's id, `article` for the publication date, or "" for op add
    field: str = ""
    value: Any = None


class Provenance(msgspec.Struct, frozen=True):
    """Where an annotation came from. `raw` keeps unknown fields of an import for the way back."""

    via: str | None = None
    canonical: str | None = None
    imported_format: str | None = None
    raw: dict[str, Any] = {}


class Annotation(msgspec.Struct, frozen=True):
    """One record of the store. `rev` counts its edits and guards against a lost update."""

    uid: str  # UUIDv7
    kind: AnnotationKind
    created: str  # UTC, "2031-05-14T14:02:00.123Z"
    modified: str
    creator: str
    target: Target
    schema: int = 1
    rev: int = 1
    generator: str = ""
    deleted_at: str | None = None
    anchor: Anchor | None = None
    body: Body = Body()
    assess: Assess | None = None
    links: list[Link] = []
    correction: Correction | None = None
    provenance: Provenance | None = None
