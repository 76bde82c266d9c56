"""The engine: candidate names -> entities -> actors."""

import re
from typing import TYPE_CHECKING

from briefing.extract.actors.kinds import kind_of
from briefing.extract.actors.names import KEPT, Name, collect
from briefing.extract.actors.resolve import Entity, resolve
from briefing.extract.actors.salience import raw_score
from briefing.extract.parse import Parsed
from briefing.model.brief import Actor, Mention, distinct, item_id

if TYPE_CHECKING:
    from spacy.tokens import Doc


def find_actors(parsed: Parsed) -> list[Actor]:
    """The article's actors, most salient first."""
    doc = parsed.doc
    names = collect(parsed)
    entities = [e for e in resolve(doc, [n for n in names if not n.title])]
    title = parsed.heading()
    if title:
        _headline(doc, title.tokens.start, title.tokens.end, entities)
    return _build(parsed, entities)


def _headline(doc: "Doc", start: int, end: int, entities: list[Entity]) -> None:
    """Attach what the headline repeats of the body's names, longest first."""
    keys = sorted(((k, e) for e in entities for k in e.keys), key=lambda p: -len(p[0]))
    taken: set[int] = set()
    from briefing.extract.actors.names import make

    for key, entity in keys:
        n = len(key.split())
        for i in range(start, end):
            for j in range(i + 1, min(end, i + n + 3) + 1):
                if taken & set(range(i, j)):
                    continue
                name = make(doc, i, j, "ORG")
                if name.key == key and name.text[:1].isupper() and doc[i].lower_ != "the":
                    name.title = True
                    entity.names.insert(0, name)
                    taken |= set(range(i, j))
                    break


def _build(parsed: Parsed, entities: list[Entity]) -> list[Actor]:
    doc = parsed.doc
    length = max(1, len(doc))
    actors: list[Actor] = []
    scored = []
    for entity in entities:
        kind = kind_of(doc, entity)
        if kind == "group":
            continue
        subjects = sum(doc[n.end - 1].dep_ in ("nsubj", "nsubjpass") for n in entity.names)
        body = [n for n in entity.names if not n.title]
        score = raw_score(
            entity, len(entity.names), subjects, any(n.title for n in entity.names),
            False, body[0].start / length,
        )  # fmt: skip
        scored.append((score, entity, kind, body))
    scored.sort(key=lambda s: -s[0])
    top = scored[0][0] if scored else 1.0
    for score, entity, kind, body in scored:
        forms = list(dict.fromkeys(n.text for n in body))
        label = max(forms, key=lambda f: (len(f.split()), len(f)))
        mentions = [
            Mention(doc[n.start].idx, doc[n.end - 1].idx + len(doc[n.end - 1]), "name")
            for n in sorted(entity.names, key=lambda n: n.start)
        ]
        actors.append(
            Actor(
                id=distinct(item_id("actor", label, kind), [a.id for a in actors]),
                name=label, kind=kind, aliases=[f for f in forms if f != label], roles=[],
                salience=round(score / top, 4), mentions=mentions,
            )  # fmt: skip
        )
    return actors
