"""A claim's kind of source follows what the analyst does with the source's actor."""

from typing import Any

import msgspec
import pytest

from briefing.model.annotation import Annotation, Correction, CorrectionOp, Target
from briefing.model.article import Article, Block, Span, article_id
from briefing.model.brief import (
    Actor,
    Brief,
    Claim,
    ClaimSource,
    Generator,
    Mention,
    SourceKind,
    count_sources,
)
from briefing.model.overlay import overlay

TEXT = "Two clerks said it rained. The mayor of Tarrow said it hailed. Ilse Brandt said it snowed. The Bee said so."
WHEN = "2031-05-14T09:00:00.000Z"


def at(words: str) -> Span:
    start = TEXT.index(words)
    return Span(start, start + len(words))


def actor(name: str, unnamed: bool) -> Actor:
    place = at(name)
    mention = Mention(place.start, place.end, "nominal" if unnamed else "name")
    return Actor(f"actor:{name}", name, "person", [], [], 0.5, [mention], unnamed=unnamed)


def claim(source: str, content: str, kind: SourceKind, reason: Span | None = None) -> Claim:
    said = ClaimSource(kind, f"actor:{source}", [at(source)], reason)
    return Claim(f"claim:{content}", [at(content)], [], said, "indirect", "speech", "assert", [], [], [])


CLERKS, MAYOR, BRANDT, BEE = "Two clerks", "The mayor of Tarrow", "Ilse Brandt", "The Bee"


@pytest.fixture(scope="module")
def brief() -> Brief:
    claims = [
        claim(CLERKS, "it rained", "unnamed", at("rained")), claim(MAYOR, "it hailed", "named"),
        claim(BRANDT, "it snowed", "named"), claim(BEE, "so", "media"),
    ]  # fmt: skip
    blocks = [Block("paragraph", 0, len(TEXT), True)]
    article = Article(article_id(TEXT), None, None, None, None, [], None, "en", TEXT, blocks)
    actors = [actor(CLERKS, True), actor(MAYOR, True), actor(BRANDT, False), actor(BEE, False)]
    generator = Generator("briefing", "1", "none")
    return Brief(article, [], actors, claims, [], [], count_sources(claims), generator)


def correct(brief: Brief, op: CorrectionOp, item: str, field: str = "", value: Any = None) -> Brief:
    note = Annotation(
        uid="n1", kind="correction", created=WHEN, modified=WHEN, creator="analyst",
        target=Target(brief.article.id, brief.article.id, ref=item), correction=Correction(op, item, field, value),
    )  # fmt: skip
    done = overlay(brief, [note])
    assert not done.unresolved
    return done.brief


def source_of(brief: Brief, content: str) -> ClaimSource:
    return next(c.source for c in brief.claims if c.id == f"claim:{content}")


@pytest.mark.parametrize(
    ("to", "kind"), [(CLERKS, "unnamed"), (MAYOR, "named"), (BRANDT, "named"), (BEE, "media")]
)
def test_a_source_set_to_an_actor_is_of_the_kind_that_the_engine_gives_this_actor(
    brief: Brief, to: str, kind: str
) -> None:
    other = "it hailed" if to != MAYOR else "it snowed"
    changed = correct(brief, "set", f"claim:{other}", "source", f"actor:{to}")
    source = source_of(changed, other)
    assert (source.actor, source.kind) == (f"actor:{to}", kind)
    assert changed.sourcing == count_sources(changed.claims)


def test_a_claim_of_a_rejected_actor_has_words_for_a_source_and_no_name(brief: Brief) -> None:
    changed = correct(brief, "reject", f"actor:{BRANDT}")
    assert source_of(changed, "it snowed") == ClaimSource("unnamed", None, [at(BRANDT)], None)
    assert changed.sourcing.named == brief.sourcing.named - 1
    assert changed.sourcing.unnamed == brief.sourcing.unnamed + 1


def test_an_outlet_stays_a_medium_when_its_actor_is_rejected(brief: Brief) -> None:
    assert source_of(correct(brief, "reject", f"actor:{BEE}"), "so").kind == "media"


def test_an_unnamed_actor_that_turns_out_to_be_a_named_one_makes_its_claims_named(brief: Brief) -> None:
    source = source_of(correct(brief, "merge", f"actor:{BRANDT}", value=f"actor:{CLERKS}"), "it rained")
    assert (source.actor, source.kind, source.reason) == (f"actor:{BRANDT}", "named", None)


@pytest.mark.parametrize(("name", "kind"), [("Oskar Timm", "named"), (None, "unnamed")])
def test_an_actor_split_off_takes_its_claims_and_is_named_where_it_gets_a_name(
    brief: Brief, name: str | None, kind: str
) -> None:
    place, other = at(CLERKS), at("it rained")
    twofold = [*brief.actors[0].mentions, Mention(other.start, other.end, "nominal")]
    actors = [msgspec.structs.replace(brief.actors[0], mentions=twofold), *brief.actors[1:]]
    value = {"name": name, "mentions": [[place.start, place.end]]}
    changed = correct(msgspec.structs.replace(brief, actors=actors), "split", f"actor:{CLERKS}", value=value)
    source = source_of(changed, "it rained")
    assert source.kind == kind
    assert source.actor not in (None, f"actor:{CLERKS}")
