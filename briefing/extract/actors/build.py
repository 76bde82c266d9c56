"""Entities -> actors of the brief: labels, mentions, roles, identities, order."""

from typing import TYPE_CHECKING

from briefing.extract.actors.entity import Entity
from briefing.model.brief import Actor, Mention, MentionForm, QuotedSpan, distinct, item_id

if TYPE_CHECKING:
    from spacy.tokens import Doc


def build(doc: "Doc", text: str, ranked: list[tuple[float, Entity]]) -> list[Actor]:
    """The actors in the order given; the scores are scaled to 0 to 1."""
    top = max((score for score, _ in ranked), default=1.0) or 1.0
    ids: dict[int, str] = {}
    taken: set[str] = set()
    for _, entity in ranked:
        ids[id(entity)] = distinct(item_id("actor", label_of(entity), entity.kind), taken)
        taken.add(ids[id(entity)])
    actors = []
    for score, entity in ranked:
        label = label_of(entity)
        forms = dict.fromkeys(n.text for n in sorted(entity.names, key=lambda n: n.title))
        actors.append(
            Actor(
                id=ids[id(entity)],
                name=label,
                kind=entity.kind,
                aliases=[f for f in forms if f != label],
                roles=[QuotedSpan(s.of(text), s.start, s.end) for s in entity.roles],
                salience=round(max(0.0, score / top), 4),
                mentions=_mentions(doc, entity),
                unnamed=entity.kind == "group"
                or (entity.label is not None and entity.kind != "organization"),
                parent=ids.get(id(entity.parent)) if entity.parent is not None else None,
                country=entity.country,
                reading=entity.reading,
                in_ranking=any(not n.quiet for n in entity.names) or not entity.names,
            )
        )
    return actors


def label_of(entity: Entity) -> str:
    """The fullest form that the body gives; the words as written for the unnamed."""
    if entity.label is not None:
        return entity.label
    names = [n for n in entity.names if not n.title] or entity.names
    spelt = {n.key for n in names if not n.text.isupper()}
    # "Port Tamar" where the dateline has "PORT TAMAR"
    names = [n for n in names if n.key not in spelt or not n.text.isupper()]
    return max(
        names, key=lambda n: (not n.quiet, n.label != "NORP", len(n.parts), len(n.text), -n.start)
    ).text


def _mentions(doc: "Doc", entity: Entity) -> list[Mention]:
    # "Danes", "the Chinese": a demonym says what people are and names none of them.
    form: MentionForm = "name"
    names = [Mention(doc[n.start].idx, doc[n.end - 1].idx + len(doc[n.end - 1]), form) for n in entity.names]
    return sorted([*names, *entity.links], key=lambda m: (m.start, m.end))
