"""The engine: candidate names -> entities -> actors."""

from briefing.extract.actors.entity import Entity
from briefing.extract.actors.kinds import is_actor, kind_of
from briefing.extract.actors.names import THINGS, collect
from briefing.extract.actors.repeats import add_repeats
from briefing.extract.actors.resolve import resolve
from briefing.extract.actors.salience import raw_score
from briefing.extract.parse import Parsed
from briefing.model.brief import Actor, Mention, distinct, item_id


def find_actors(parsed: Parsed) -> list[Actor]:
    """The article's actors, most salient first."""
    doc = parsed.doc
    names = collect(parsed)
    entities = resolve(doc, [n for n in names if not n.title])
    heading = parsed.heading()
    title = range(heading.tokens.start, heading.tokens.end) if heading else range(0)
    add_repeats(doc, entities, title)
    things = {n.key for n in names if n.label in THINGS}
    for entity in entities:
        entity.kind = kind_of(doc, entity)
    entities = [e for e in entities if is_actor(doc, e, things)]
    return _build(parsed, entities)


def _build(parsed: Parsed, entities: list[Entity]) -> list[Actor]:
    doc = parsed.doc
    length = max(1, len(doc))
    actors: list[Actor] = []
    scored = []
    for entity in entities:
        if entity.kind == "group":
            continue
        subjects = sum(doc[n.end - 1].dep_ in ("nsubj", "nsubjpass") for n in entity.names)
        body = [n for n in entity.names if not n.title]
        score = raw_score(
            entity, len(entity.names), subjects, any(n.title for n in entity.names),
            False, body[0].start / length,
        )  # fmt: skip
        scored.append((score, entity, body))
    scored.sort(key=lambda s: -s[0])
    top = scored[0][0] if scored else 1.0
    for score, entity, body in scored:
        forms = list(dict.fromkeys(n.text for n in body))
        label = max(forms, key=lambda f: (len(f.split()), len(f)))
        mentions = [
            Mention(doc[n.start].idx, doc[n.end - 1].idx + len(doc[n.end - 1]), "name")
            for n in sorted(entity.names, key=lambda n: n.start)
        ]
        actors.append(
            Actor(
                id=distinct(item_id("actor", label, entity.kind), [a.id for a in actors]),
                name=label, kind=entity.kind, aliases=[f for f in forms if f != label], roles=[],
                salience=round(score / top, 4), mentions=mentions,
            )  # fmt: skip
        )
    return actors
