"""Which entities are actors: the weighing of what evidence.py reads.

Taggers' largest class of false actors are products, ships, missions, laws and programmes called
organisations, so an organisation must act. Persons with two words, states and names of the table
need not prove themselves, unless the text calls them a novel or a storm.
"""

from collections.abc import Mapping
from typing import TYPE_CHECKING

from briefing.extract.actors.entity import Entity
from briefing.extract.actors.evidence import acts, called, conjunct_head, head_of, is_thing
from briefing.extract.actors.kinds import head_noun, is_centre, placed
from briefing.extract.actors.locate import afloat, is_vessel
from briefing.extract.actors.names import Name
from briefing.extract.actors.table import table
from briefing.extract.actors.words import words

if TYPE_CHECKING:
    from spacy.tokens import Doc

_NAMED = frozenset({"hurricane", "cyclone", "typhoon", "storm"})  # what has a first name and is nobody
# What begins so is planned or blows and is nobody, unless it speaks: "Operation Safe Harbour".
_FRONTS = _NAMED | {"exercise", "operation", "project"}
_STRONG = 2.0  # points of evidence.acts: it speaks, or a person is its founder or spokesman
_SURE = 99.0  # decided without weighing
_EVEN = 0.1  # signs on both sides, or several mentions: in doubt an actor


def actors_among(
    doc: "Doc", entities: list[Entity], things: Mapping[str, int]
) -> tuple[list[Entity], list[Entity]]:
    """The entities that act, and those that are ships. `things` counts the folded names that the tagger calls products, works, laws or events.

    Who is named once, and of whom nothing tells that it acts, is an actor only beside one ("Vantrel, Orbia
    and Toyota").
    """
    at_sea = afloat(doc)
    vessels = [
        e
        for e in entities
        if e.identity is None and e.kind in ("place", "organization") and is_vessel(doc, e, at_sea)
    ]
    entities = [e for e in entities if e not in vessels]
    singles = {e.longest.key for e in entities if len(e.longest.parts) == 1}
    entities = [e for e in entities if not _of_people(doc, e, singles)]
    balance = {id(e): _balance(doc, e, things) for e in entities}
    acting = {
        _place(doc, n)
        for e in entities
        if balance[id(e)] > 0 and e.kind == "organization"
        for n in e.names
        if _listed(doc, n)
    }
    kept = [
        e
        for e in entities
        if balance[id(e)] > 0 or (balance[id(e)] == 0 and _place(doc, e.names[0]) in acting)
    ]
    return kept, vessels


_DEMONYM = ("an", "ese", "ish", "ic")


def _of_people(doc: "Doc", entity: Entity, singles: set[str]) -> bool:
    """Whether a name is the adjective of a place that the text names: "the Tamrian capital" beside "Tamria"."""
    key = entity.longest.key
    if entity.identity is not None or entity.longest.key not in singles or not key.endswith(_DEMONYM):
        return False
    stem = key[: max(4, len(key) - 3)]
    if not any(other.startswith(stem) for other in singles - {key}):
        return False
    roots = [head_of(doc, n) for n in entity.names]
    return all(
        r.dep_ in ("amod", "compound", "nmod") and r.head.i == r.i + 1 and r.head.is_lower for r in roots
    )


def _place(doc: "Doc", name: Name) -> int:
    """The first token of the coordination that a name stands in."""
    return conjunct_head(head_of(doc, name)).i


def _listed(doc: "Doc", name: Name) -> bool:
    root = head_of(doc, name)
    return root.dep_ == "conj" or any(c.dep_ == "conj" for c in root.children)


def _thing_in_person(doc: "Doc", entity: Entity) -> bool:
    """A work, a storm or a species that the tagger calls a person: "the novel Anna Holm", "Cyclone Ada", "Rana alba"."""
    name = entity.longest
    before = doc[name.start - 1] if name.start else None
    # "Bill Holm" and "Ada van Holm" are people: what is a first name or a particle as well proves no thing.
    things = words().things - words().roles - words().given_names - words().particles
    titled = before is not None and before.tag_ in ("NN", "NNP") and before.lower_ in things
    return (
        any(t.lower_ in things for t in doc[name.start : name.end - 1])
        or not any(c.isupper() for c in name.text.split()[-1])
        or (titled and not any(n.honorific for n in entity.names))
    )


def _fronted(entity: Entity) -> bool:
    return len(entity.longest.parts) > 1 and entity.longest.parts[0] in _FRONTS


def _common(doc: "Doc", name: Name) -> bool:
    """Whether a single capitalised word is a common noun at the start of a line: "Interview", "Artist's …"."""
    token = doc[name.start]
    vocabulary = words()
    lemma = token.lemma_.lower()
    listed = (
        lemma in vocabulary.roles | vocabulary.things | vocabulary.people
        or token.lower_ in vocabulary.roles | vocabulary.things
    )
    return listed and not name.honorific and not name.text.isupper()


def _in_lower_case(doc: "Doc", name: Name) -> bool:
    """Whether a word that opens sentences with a capital is a plain noun elsewhere in the text: "Iodine"."""
    word = name.text.lower()
    return name.text.istitle() and any(t.text == word and t.pos_ == "NOUN" for t in doc)


def _balance(doc: "Doc", entity: Entity, things: Mapping[str, int]) -> float:
    """Above 0: an actor; below: a product, a ship, a mission or a law; 0: nothing tells."""
    vocabulary, known = words(), table()
    if entity.kind == "place" and entity.identity is None:
        # "the Corvana, a small car": the tagger's place is a thing, and nobody is in it.
        nouns = {noun for n in entity.names for noun in called(doc, n)}
        act = not nouns & (vocabulary.things - vocabulary.places) or any(placed(doc, n) for n in entity.names)
        return _SURE if act and not _fronted(entity) else -_SURE
    if entity.kind not in ("organization", "person") or entity.identity:
        return _SURE
    names = [n for n in entity.names if not n.title]
    if all(len(n.parts) == 1 and _common(doc, n) for n in names):
        return -_SURE
    if all(len(n.parts) == 1 and doc[n.start].is_sent_start for n in names) and _in_lower_case(doc, names[0]):
        return -_SURE
    if entity.kind == "person":
        if len(entity.longest.parts) > 1 or any(n.honorific or n.role for n in names):
            return -_SURE if _thing_in_person(doc, entity) else _SURE
        if any(n.start and doc[n.start - 1].lower_ in _NAMED for n in names):
            return -_SURE
    if any(k in known.seat_of for k in entity.keys):
        return _SURE
    head = head_noun(entity)
    proper = (
        entity.longest.key in vocabulary.organizations
        or entity.longest.parts[0] in vocabulary.body_fronts
        or is_centre(entity.longest.parts)
        or (head is not None and head not in words().weak_organizations and head in vocabulary.bodies)
    )
    against = sum(is_thing(doc, n, proper) for n in names)
    if (
        head is not None
        and (head in vocabulary.things or head.removesuffix("s") in vocabulary.things)
        and not proper
    ):
        against += 2
    against += 2.0 * _fronted(entity)
    against += min(1.0, sum(things.get(k, 0) for k in entity.keys) / len(names))
    # A dateline hangs on the sentence behind it: nothing acts there.
    signs = [acts(doc, n) for n in names if not n.quiet] or [acts(doc, n) for n in names]
    if max(signs) >= _STRONG:
        against /= 2
    for_it = sum(signs) + (1.5 if proper else 0.0) + (0.5 if entity.kind == "person" else 0.0)
    if for_it == against and (len(names) > 1 or for_it > 0):
        return _EVEN
    return for_it - against
