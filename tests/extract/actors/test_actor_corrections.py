"""Corrections of actors hold when the real engine runs again in a version that gives other identities."""

from collections.abc import Callable

import pytest

from briefing.extract.actors import build, find_actors
from briefing.extract.parse import Parsed, parse
from briefing.ingest.plain import article_from_text
from briefing.model.annotation import Annotation, Correction, Target
from briefing.model.article import Span
from briefing.model.brief import Actor, Brief, Generator, Sourcing, item_id
from briefing.model.overlay import overlay

TEXT = "Mara Lindqvist said the ferries would stop. Vantrel, a ferry firm, denied it. Lindqvist left at noon."
MORE = (
    "Mara Lindqvist said the ferries would stop. Vantrel, a ferry firm, denied it. Ms Lindquist-Moor, a lawyer, "
    "left at noon. Jonas Berg warned the port. Berg resigned. The harbour master would not speak."
)

Briefs = Callable[[str, str], Brief]


@pytest.fixture
def brief(nlp, monkeypatch: pytest.MonkeyPatch) -> Briefs:
    """`brief(text, version)`: the real engine's actors, with identities of that version."""
    parses: dict[str, Parsed] = {}

    def run(text: str, version: str) -> Brief:
        article = article_from_text(text)
        parsed = parses.setdefault(text, parse(nlp, article))
        monkeypatch.setattr(build, "item_id", lambda prefix, *parts: item_id(prefix, *parts, version))
        return Brief(
            article, [], find_actors(parsed), [], [], [], Sourcing(), Generator("briefing", version, "md")
        )

    return run


def made(
    brief: Brief, op: str, actor: Actor | None, value: object, field: str = "", at: Span | None = None
) -> Annotation:
    """A correction as the screen stores it."""
    place = at or (actor.mentions[0].span if actor else None)
    ref = actor.id if actor else ""
    stamp = "2031-05-14T10:00:00.000Z"
    return Annotation(
        f"{op}-{ref or field}", "correction", stamp, stamp, "analyst",
        Target(brief.article.id, brief.article.id, ref=ref or None, position=place),
        correction=Correction(op, ref, field, value),
    )  # fmt: skip


def named(brief: Brief, name: str) -> Actor:
    return next(a for a in brief.actors if a.name == name)


def test_corrections_survive_a_new_version(brief: Briefs) -> None:
    old, new = brief(TEXT, "1"), brief(TEXT, "2")
    assert [a.name for a in old.actors] == [a.name for a in new.actors]
    assert {a.id for a in old.actors}.isdisjoint({a.id for a in new.actors})
    mara, firm = named(old, "Mara Lindqvist"), named(old, "Vantrel")
    changes = [made(old, "rename", mara, "Dr Lindqvist"), made(old, "set", firm, "group", "kind")]
    result = overlay(new, changes)
    assert result.unresolved == []
    assert {("Dr Lindqvist", "person"), ("Vantrel", "group")} <= {
        (a.name, a.kind) for a in result.brief.actors
    }


def test_merge_split_reject_and_add_survive_a_new_version(brief: Briefs) -> None:
    old, new = brief(MORE, "1"), brief(MORE, "2")
    mara, moor = named(old, "Mara Lindqvist"), named(old, "Lindquist-Moor")
    berg, firm = named(old, "Jonas Berg"), named(old, "Vantrel")
    second = next(m for m in berg.mentions if MORE[m.start : m.end] == "Berg")
    master = Span(MORE.index("harbour master"), MORE.index("harbour master") + len("harbour master"))
    reference = {
        "id": moor.id,
        "name": moor.name,
        "start": moor.mentions[0].start,
        "end": moor.mentions[0].end,
    }
    result = overlay(
        new,
        [
            made(old, "merge", mara, reference),
            made(old, "split", berg, {"name": "Berg the elder", "mentions": [[second.start, second.end]]}),
            made(old, "reject", firm, None),
            made(old, "add", None, {"name": "Harbour master", "kind": "person"}, "actor", master),
        ],
    )
    assert result.unresolved == []
    names = {a.name for a in result.brief.actors}
    assert {"Mara Lindqvist", "Jonas Berg", "Berg the elder", "Harbour master"} <= names
    assert {"Lindquist-Moor", "Vantrel"}.isdisjoint(names)
    kept = next(a for a in result.brief.actors if a.name == "Mara Lindqvist")
    assert "Lindquist-Moor" in kept.aliases
