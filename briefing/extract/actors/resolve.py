"""Names -> entities: which written names are one actor.

Only what the words prove is joined. A place and its government stay apart, and so do a parent and
its part; see persons.py and bodies.py for the rules.
"""

from typing import TYPE_CHECKING

from briefing.extract.actors import bodies, persons
from briefing.extract.actors.aliases import joined
from briefing.extract.actors.entity import Entity
from briefing.extract.actors.names import KEPT, Name
from briefing.extract.actors.table import table
from briefing.extract.actors.words import words

if TYPE_CHECKING:
    from spacy.tokens import Doc


def resolve(doc: "Doc", names: list[Name]) -> list[Entity]:
    """The entities of the names (things left out), in order of first mention."""
    body = [n for n in names if n.label in KEPT]
    people = persons.full_names(body)
    taken = {id(n) for p in people for n in p.names}
    rest = []
    for name in body:
        if id(name) not in taken:
            home = persons.owner(doc, name, people)
            if home:
                home.names.append(name)
            else:
                rest.append(name)
    single = [n for n in rest if n.label == "PERSON" and table().identity(n.key) is None and not _capital(n)]
    others = bodies.join(doc, [n for n in rest if n not in single])
    by_key = {k: e for e in others for k in e.keys}
    branches = {" ".join(e.longest.parts[:-1]) for e in others if e.longest.parts[-1] in table().state_of}
    firms = {e.longest.parts[0]: e for e in others if bodies.is_firm(e.longest)}
    firms |= {e.longest.parts[-1]: e for e in others if bodies.is_club(e.longest)}
    loose: dict[str, Entity] = {}
    for name in single:
        home = by_key.get(name.key) or firms.get(name.key)
        if home is not None and not name.honorific:
            home.names.append(name)
        elif name.key in loose:
            loose[name.key].names.append(name)
        else:
            # What has a branch "Acme Australia" is a firm, whatever the tagger calls "Acme".
            loose[name.key] = Entity([name], person=name.key not in branches)
            name.label = "ORG" if name.key in branches else name.label
    entities = [*people, *loose.values(), *others]
    for entity in entities:
        entity.names.sort(key=lambda n: n.start)
    return sorted(joined(doc, entities), key=lambda e: e.first)


def _capital(name: Name) -> bool:
    """Whether a name without a word of address is a seat of government, and no given name ("Victoria")."""
    known = name.key in table().seat_of and name.key not in words().given_names
    return known and not name.honorific and not name.role
