"""Corrections over the machine's brief: what each does, and that they hold with a new extractor."""

from collections.abc import Sequence
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
    TimelineEntry,
    Timex,
    count_sources,
    item_id,
)
from briefing.model.overlay import overlay

TEXT = (
    "Mara Lindqvist said ferries would stop on 14 May. Lindqvist blamed the Port Authority. "
    "The authority denied the claim. Oren Lindqvist spoke later."
)


def at(words: str, nth: int = 0) -> Span:
    start = -1
    for _ in range(nth + 1):
        start = TEXT.index(words, start + 1)
    return Span(start, start + len(words))


def actor(name: str, kind: Any, *places: Span, version: str = "1") -> Actor:
    # A new version of an extractor may give another id: here it is part of the identity.
    mentions = [Mention(p.start, p.end, "name") for p in places]
    return Actor(item_id("actor", name, kind, version), name, kind, [], [], 0.5, mentions)


def claim(
    content: str,
    cue: str,
    source: Actor | None,
    spans: Sequence[Span],
    about: Sequence[str] = (),
    version: str = "1",
) -> Claim:
    kind = "unnamed" if source is None else "named"
    return Claim(
        item_id("claim", content, version), [at(content)], [at(cue)],
        ClaimSource(kind, source.id if source else None, list(spans), None),
        "indirect", "speech", "assert", [], [], list(about),
    )  # fmt: skip


def brief(version: str = "1") -> Brief:
    mara = actor("Mara Lindqvist", "person", at("Mara Lindqvist"), at("Lindqvist", 1), version=version)
    port = actor("Port Authority", "organization", at("Port Authority"), at("The authority"), version=version)
    oren = actor("Oren Lindqvist", "person", at("Oren Lindqvist"), version=version)
    said = claim("ferries would stop on 14 May", "said", mara, [at("Mara Lindqvist")], version=version)
    denied = claim("the claim", "denied", port, [at("The authority")], [mara.id], version=version)
    day = TimelineEntry(
        item_id("date", "14 May", version), at("14 May").start, at("14 May").end, Timex("DATE", "XXXX-05-14"), None,
        None, None, False, at("ferries would stop"), [mara.id], "future", "happened", "explicit", "day",
    )  # fmt: skip
    article = Article(
        article_id(TEXT),
        None,
        None,
        None,
        None,
        [],
        None,
        "en",
        TEXT,
        [Block("paragraph", 0, len(TEXT), True)],
    )
    claims = [said, denied]
    generator = Generator("briefing", version, "none")
    return Brief(article, [], [mara, port, oren], claims, [day], [], count_sources(claims), generator)


def correction(
    op: CorrectionOp, item: str, value: Any = None, field: str = "", place: Span | None = None, when: int = 0
) -> Annotation:
    stamp = f"2031-05-14T10:00:{when:02}.000Z"
    identity = article_id(TEXT)
    return Annotation(
        uid=f"u{when:02}-{op}", kind="correction", created=stamp, modified=stamp, creator="analyst",
        target=Target(identity, identity, ref=item or None, position=place),
        correction=Correction(op, item, field, value),
    )  # fmt: skip


def named(b: Brief, name: str) -> Actor:
    return next(a for a in b.actors if a.name == name)


def test_without_corrections_the_brief_is_the_machine_s() -> None:
    machine = brief()
    result = overlay(machine, [])
    assert result.brief == machine
    assert (result.corrected, result.added, result.rejected, result.unresolved) == ({}, set(), [], [])


def test_the_machine_s_brief_is_left_alone() -> None:
    machine = brief()
    before = msgspec.json.encode(machine)
    overlay(machine, [correction("reject", machine.actors[0].id)])
    assert msgspec.json.encode(machine) == before


def test_rename_keeps_the_old_name_as_alias() -> None:
    machine = brief()
    mara = machine.actors[0]
    result = overlay(machine, [correction("rename", mara.id, "M. Lindqvist")])
    assert named(result.brief, "M. Lindqvist").aliases == ["Mara Lindqvist"]
    assert result.corrected == {mara.id: ["u00-rename"]}


def test_the_order_of_creation_decides() -> None:
    machine = brief()
    first = correction("rename", machine.actors[0].id, "One", when=1)
    second = correction("rename", machine.actors[0].id, "Two", when=2)
    assert overlay(machine, [second, first]).brief.actors[0].name == "Two"


def test_a_deleted_correction_is_not_in_force() -> None:
    machine = brief()
    gone = msgspec.structs.replace(
        correction("rename", machine.actors[0].id, "X"), deleted_at="2031-05-14T11:00:00Z"
    )
    assert overlay(machine, [gone]).brief == machine


def test_merge_rewrites_claims_and_dates() -> None:
    machine = brief()
    mara, port, _ = machine.actors
    result = overlay(machine, [correction("merge", port.id, mara.id)])
    assert mara.id not in [a.id for a in result.brief.actors]
    assert result.brief.claims[0].source.actor == port.id
    assert result.brief.claims[1].about == [port.id]
    assert result.brief.timeline[0].actors == [port.id]
    assert {m.span for m in mara.mentions} <= {m.span for m in named(result.brief, "Port Authority").mentions}


def test_split_takes_its_mentions_and_the_claims_on_them() -> None:
    machine = brief()
    mara = machine.actors[0]
    place = at("Mara Lindqvist")
    value = {"name": "The other", "mentions": [[place.start, place.end]]}
    result = overlay(machine, [correction("split", mara.id, value)])
    new = named(result.brief, "The other")
    assert [m.span for m in new.mentions] == [place]
    assert [m.span for m in named(result.brief, "Mara Lindqvist").mentions] == [at("Lindqvist", 1)]
    assert result.brief.claims[0].source.actor == new.id
    assert new.id in result.added


def test_a_split_that_leaves_nothing_is_unresolved() -> None:
    machine = brief()
    port = machine.actors[2]
    value = {"name": "X", "mentions": [[m.start, m.end] for m in port.mentions]}
    result = overlay(machine, [correction("split", port.id, value)])
    assert result.unresolved == ["u00-split"]
    assert result.brief == machine


@pytest.mark.parametrize(("field", "value"), [("kind", "group"), ("reading", "port board")])
def test_set_a_field_of_an_actor(field: str, value: str) -> None:
    machine = brief()
    result = overlay(machine, [correction("set", machine.actors[1].id, value, field)])
    assert getattr(result.brief.actors[1], field) == value


@pytest.mark.parametrize(
    ("field", "value"),
    [("polarity", "deny"), ("evidence", "document"), ("quotation", "direct")],
)
def test_set_a_field_of_a_claim(field: str, value: str) -> None:
    machine = brief()
    result = overlay(machine, [correction("set", machine.claims[0].id, value, field)])
    assert getattr(result.brief.claims[0], field) == value


def test_set_the_source_of_a_claim_and_the_counts() -> None:
    machine = brief()
    result = overlay(machine, [correction("set", machine.claims[0].id, None, "source")])
    assert result.brief.claims[0].source.kind == "unattributed"
    assert result.brief.sourcing.unattributed == 1
    assert result.brief.sourcing.named == machine.sourcing.named - 1


def test_set_the_words_of_a_claim() -> None:
    machine = brief()
    place = at("ferries")
    result = overlay(
        machine, [correction("set", machine.claims[0].id, [[place.start, place.end]], "content")]
    )
    assert result.brief.claims[0].content == [place]


def test_set_a_date() -> None:
    machine = brief()
    result = overlay(machine, [correction("set", machine.timeline[0].id, "2031-05-14", "value")])
    entry = result.brief.timeline[0]
    assert (entry.timex.value, entry.from_, entry.to, entry.anchored) == (
        "2031-05-14",
        "2031-05-14",
        "2031-05-14",
        True,
    )


def test_reject_an_actor_takes_it_out_of_claims_and_dates() -> None:
    machine = brief()
    mara = machine.actors[0]
    result = overlay(machine, [correction("reject", mara.id)])
    assert result.rejected == [mara.id]
    assert result.brief.claims[0].source.actor is None
    assert result.brief.claims[1].about == []
    assert result.brief.timeline[0].actors == []


def test_reject_a_claim_and_a_date() -> None:
    machine = brief()
    both = [
        correction("reject", machine.claims[0].id, when=1),
        correction("reject", machine.timeline[0].id, when=2),
    ]
    result = overlay(machine, both)
    assert [c.id for c in result.brief.claims] == [machine.claims[1].id]
    assert result.brief.timeline == []


def test_add_an_actor_from_a_selection() -> None:
    machine = brief()
    place = at("ferries")
    result = overlay(machine, [correction("add", "", {"kind": "organization"}, "actor", place)])
    new = named(result.brief, "ferries")
    assert new.kind == "organization"
    assert result.added == {new.id}


def test_add_a_claim_and_a_date() -> None:
    machine = brief()
    made = [
        correction("add", "", {"source": machine.actors[1].id}, "claim", at("Oren Lindqvist spoke later"), 1),
        correction("add", "", {"value": "2031-05"}, "date", at("later"), 2),
    ]
    result = overlay(machine, made)
    assert len(result.brief.claims) == 3
    assert result.brief.claims[-1].source.actor == machine.actors[1].id
    assert result.brief.timeline[-1].precision == "month"
    assert len(result.added) == 2


@pytest.mark.parametrize(
    "broken",
    [
        correction("rename", "actor:0000000000", "X"),
        correction("rename", "nonsense", "X"),
        correction("set", "claim:0000000000", "deny", "polarity"),
        correction("add", "", {}, "actor"),
    ],
)
def test_what_finds_nothing_is_listed_and_changes_nothing(broken: Annotation) -> None:
    machine = brief()
    result = overlay(machine, [broken])
    assert result.unresolved == [broken.uid]
    assert result.brief == machine


@pytest.mark.parametrize("value", ["", None, 3, "   "])
def test_a_name_without_words_is_refused(value: Any) -> None:
    machine = brief()
    assert overlay(machine, [correction("rename", machine.actors[0].id, value)]).unresolved


def test_corrections_hold_with_a_new_version_of_the_extractor() -> None:
    """The new version gives every item another id; each correction finds its item by its place."""
    old, new = brief("1"), brief("2")
    assert {a.id for a in old.actors}.isdisjoint({a.id for a in new.actors})
    mara, port, oren = old.actors
    made = [
        correction("rename", mara.id, "Dr Mara Lindqvist", place=at("Mara Lindqvist"), when=1),
        correction("set", port.id, "group", "kind", at("Port Authority"), 2),
        correction("reject", oren.id, place=at("Oren Lindqvist"), when=3),
        correction("set", old.claims[1].id, "deny", "polarity", at("the claim"), 4),
        correction("set", old.timeline[0].id, "2031-05-14", "value", at("14 May"), 5),
    ]
    result = overlay(new, made)
    assert result.unresolved == []
    assert [a.name for a in result.brief.actors] == ["Dr Mara Lindqvist", "Port Authority"]
    assert named(result.brief, "Port Authority").kind == "group"
    assert result.brief.claims[1].polarity == "deny"
    assert result.brief.timeline[0].from_ == "2031-05-14"
    assert set(result.corrected) == {
        new.actors[0].id, new.actors[1].id, new.actors[2].id, new.claims[1].id, new.timeline[0].id,
    }  # fmt: skip


def test_a_merge_finds_both_with_a_new_version() -> None:
    old, new = brief("1"), brief("2")
    mara, _, oren = old.actors
    place = at("Oren Lindqvist")
    value = {"id": oren.id, "name": oren.name, "start": place.start, "end": place.end}
    result = overlay(new, [correction("merge", mara.id, value, place=at("Mara Lindqvist"))])
    assert result.unresolved == []
    assert [a.name for a in result.brief.actors] == ["Mara Lindqvist", "Port Authority"]
    assert place in [m.span for m in result.brief.actors[0].mentions]


def test_a_correction_of_what_was_rejected_does_not_fall_on_its_neighbour() -> None:
    machine = brief()
    mara, port, _ = machine.actors
    overlapping = msgspec.structs.replace(port, mentions=[*port.mentions, mara.mentions[0]])
    machine = msgspec.structs.replace(machine, actors=[mara, overlapping])
    place = at("Mara Lindqvist")
    made = [
        correction("reject", mara.id, place=place, when=1),
        correction("rename", mara.id, "X", place=place, when=2),
    ]
    result = overlay(machine, made)
    assert [a.name for a in result.brief.actors] == ["Port Authority"]
    assert result.unresolved == ["u02-rename"]
