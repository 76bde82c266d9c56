"""Any note that the store could hold: emoji, CJK, combining marks, deleted notes, lost targets, odd originals."""

from hypothesis import strategies as st

from briefing.model.annotation import (
    COLOURS,
    LIKELIHOOD_TERMS,
    Anchor,
    Annotation,
    Assess,
    Body,
    Correction,
    Link,
    Provenance,
    Quote,
    Target,
)
from briefing.model.article import Span, article_id

INSTANTS = st.datetimes().map(
    lambda d: d.replace(microsecond=d.microsecond // 1000 * 1000).isoformat(timespec="milliseconds") + "Z"
)
WORDS = st.text(
    st.one_of(
        st.characters(exclude_categories=["Cs", "Cc", "Cf"]),
        st.sampled_from("😀👩\u0301한漢字é\"'<>&\\{}[]*_#`|=+-@,;\n\t"),
    ),
    max_size=40,
)
SHORT = st.text(st.characters(exclude_categories=["Cs", "Cc", "Cf"]), min_size=1, max_size=12)
UIDS = st.uuids().map(str)
HASHES = WORDS.map(article_id)
URLS = st.none() | st.sampled_from(
    ["https://news.example/a?b=1&c=2#d", "https://例え.example/ö", "", "no address"]
)
JSON = st.recursive(
    st.none() | st.booleans() | st.integers(-(2**53), 2**53) | SHORT,
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(SHORT, inner, max_size=3),
    max_leaves=5,
)
RAW = st.dictionaries(
    SHORT | st.sampled_from(["id", "body", "target", "text", "creator", "type", "user", "uri", "tags", "@context"]),
    JSON, max_size=4,
)  # fmt: skip


@st.composite
def targets(draw: st.DrawFn) -> Target:
    quote = draw(st.none() | st.builds(Quote, WORDS, WORDS, WORDS))
    position = None
    if draw(st.booleans()):
        start = draw(st.integers(0, 10_000))
        position = Span(start, start + draw(st.integers(1, 500)))
    ref = draw(
        st.none()
        | st.sampled_from(["claim:0123456789", "actor:0123456789", "date:0123456789"])
        | UIDS.map("annotation:{}".format)
    )
    return Target(draw(HASHES), draw(HASHES), draw(URLS), ref, quote, position)


ANCHORS = st.one_of(
    st.builds(
        Anchor, st.sampled_from(["exact", "moved", "fuzzy", "suspect"]), HASHES, st.integers(0, 99),
        st.integers(100, 200), st.sampled_from([0.5, 0.937, 1.0]), INSTANTS, st.none() | SHORT,
    ),
    st.builds(Anchor, st.just("orphan"), HASHES, st.none(), st.none(), st.just(0.0), INSTANTS),
)  # fmt: skip
ASSESSMENTS = st.builds(
    Assess,
    st.none() | st.integers(1, 6),
    st.none() | st.sampled_from([t for row in LIKELIHOOD_TERMS for t in row]),
    st.none() | st.sampled_from(["low", "moderate", "high"]),
    st.sampled_from(["unreviewed", "contested", "denied", "corrected"]),
)
NOTES = st.builds(
    Annotation,
    uid=UIDS,
    kind=st.sampled_from(
        ["highlight", "note", "question", "gap", "assessment", "correction", "link", "bookmark"]
    ),
    created=INSTANTS,
    modified=INSTANTS,
    creator=SHORT,
    target=targets(),
    rev=st.integers(1, 99),
    generator=st.sampled_from(["", "briefing/0.1.0", "other/9"]),
    deleted_at=st.none() | INSTANTS,
    anchor=st.none() | ANCHORS,
    body=st.builds(Body, WORDS, st.lists(SHORT, max_size=3, unique=True), st.none() | st.sampled_from(sorted(COLOURS))),
    assess=st.none() | ASSESSMENTS,
    links=st.lists(st.builds(Link, st.sampled_from(["supports", "cites"]), SHORT, WORDS), max_size=2),
    correction=st.none() | st.builds(Correction, st.sampled_from(["rename", "set"]), SHORT, SHORT, JSON),
    provenance=st.none()
    | st.builds(
        Provenance, st.none() | SHORT, st.none() | SHORT | st.just("urn:x:1"),
        st.none() | st.sampled_from(["w3c", "hypothesis", "other"]), RAW,
    ),
)  # fmt: skip
