"""Branches and departments: an actor of their own that knows the body they belong to.

"Acme Australia", "Acme's Northport Division", "Northport University Student Association": joining them
with the parent would merge what the text keeps apart.
"""

from typing import TYPE_CHECKING

from briefing.extract.actors.entity import Entity
from briefing.extract.actors.evidence import head_of
from briefing.extract.actors.table import table

if TYPE_CHECKING:
    from spacy.tokens import Doc


def attach(doc: "Doc", entities: list[Entity], taken: dict[int, Entity]) -> None:
    """Set `parent`, and `country` of bodies that a state's name or demonym introduces."""
    bodies = {k: e for e in entities if e.kind == "organization" for k in e.keys}
    for entity in entities:
        if entity.kind != "organization":
            continue
        entity.parent = _by_name(entity, bodies) or _by_owner(doc, entity, taken)
        entity.country = entity.country or _country(doc, entity, taken)


def _by_name(entity: Entity, bodies: dict[str, Entity]) -> Entity | None:
    """The longest other body whose whole name begins this one's."""
    parts = entity.longest.parts
    for n in range(len(parts) - 1, 0, -1):
        home = bodies.get(" ".join(parts[:n]))
        if home is not None and home is not entity and home.parent is not entity:
            return home
    return None


def _by_owner(doc: "Doc", entity: Entity, taken: dict[int, Entity]) -> Entity | None:
    """The body in the possessive before the name."""
    for name in entity.names:
        for child in head_of(doc, name).lefts:
            owner = taken.get(child.i)
            if child.dep_ != "poss" or owner is None or owner is entity:
                continue
            if owner.kind == "organization" and owner.parent is not entity:
                return owner
    return None


def _country(doc: "Doc", entity: Entity, taken: dict[int, Entity]) -> str | None:
    known = table()
    for name in entity.names:
        for width in (3, 2, 1):
            front = " ".join(name.parts[:width])
            if len(name.parts) > width and (
                state := known.state_of.get(front) or known.adjective_of.get(front)
            ):
                return state.code
        for child in head_of(doc, name).lefts:
            owner = taken.get(child.i)
            if owner is not None and owner is not entity and owner.kind == "place" and owner.country:
                return owner.country
            if state := known.adjective_of.get(child.lower_):
                return state.code
    return None
