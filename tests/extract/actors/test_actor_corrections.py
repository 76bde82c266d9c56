"""Corrections of actors hold when the real engine runs again in a version that gives other identities."""

import pytest

from briefing.extract.actors import build, find_actors
from briefing.extract.parse import parse
from briefing.ingest.plain import article_from_text
from briefing.model.annotation import Annotation, Correction, Target
from briefing.model.brief import Actor, Brief, Generator, Sourcing, item_id
from briefing.model.overlay import overlay

TEXT = "Mara Lindqvist said the ferries would stop. Vantrel, a ferry firm, denied it. Lindqvist left at noon."


def test_corrections_survive_a_new_version(nlp, monkeypatch: pytest.MonkeyPatch) -> None:
    article = article_from_text(TEXT)
    parsed = parse(nlp, article)

    def brief(version: str) -> Brief:
        monkeypatch.setattr(build, "item_id", lambda prefix, *parts: item_id(prefix, *parts, version))
        return Brief(
            article, [], find_actors(parsed), [], [], [], Sourcing(), Generator("briefing", version, "md")
        )

    old, new = brief("1"), brief("2")
    assert [a.name for a in old.actors] == [a.name for a in new.actors]
    assert {a.id for a in old.actors}.isdisjoint({a.id for a in new.actors})

    def made(op: str, actor: Actor, value: object, field: str = "") -> Annotation:
        target = Target(article.id, article.id, ref=actor.id, position=actor.mentions[0].span)
        stamp = "2031-05-14T10:00:00.000Z"
        return Annotation(
            f"{op}-{actor.name}", "correction", stamp, stamp, "analyst", target,
            correction=Correction(op, actor.id, field, value),
        )  # fmt: skip

    mara = next(a for a in old.actors if a.name == "Mara Lindqvist")
    firm = next(a for a in old.actors if a.name == "Vantrel")
    result = overlay(new, [made("rename", mara, "Dr Lindqvist"), made("set", firm, "group", "kind")])
    assert result.unresolved == []
    assert {("Dr Lindqvist", "person"), ("Vantrel", "group")} <= {
        (a.name, a.kind) for a in result.brief.actors
    }
