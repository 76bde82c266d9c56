"""Two names that the text says are one: "Dedé, whose full name is Anderson Lima", "Rowers Aid, known as RAD"."""

from collections.abc import Iterator
from typing import TYPE_CHECKING

from briefing.extract.actors.entity import Entity

if TYPE_CHECKING:
    from spacy.tokens import Doc

_FULL = frozenset({"actual", "birth", "full", "given", "legal", "real"})
_LINK = 8  # tokens between the two names at most


def _says_so(between: list[str]) -> bool:
    """Whether the words between two names, lower-cased, equate them."""
    if not between or between[0] != ",":
        return False
    said = [w for w in between[1:] if w not in ("the", '"', "“", "‘", "'")]
    if len(said) == 4 and said[0] == "whose":
        return said[1] in _FULL and said[2] == "name" and said[3] in ("is", "was")
    if said[-2:] == ["known", "as"]:
        return all(
            w.endswith("ly") or w in ("also", "better", "best", "more", "often", "then") for w in said[:-2]
        )
    return said in (["nicknamed"], ["born"])


def _pairs(doc: "Doc", entities: list[Entity]) -> Iterator[tuple[Entity, Entity]]:
    starts = {n.start: e for e in entities for n in e.names}
    for entity in entities:
        for name in entity.names:
            for i in range(name.end + 2, min(name.end + _LINK, len(doc))):
                if i in starts and starts[i] is not entity:
                    if _says_so([t.lower_ for t in doc[name.end : i]]):
                        yield entity, starts[i]
                    break


def joined(doc: "Doc", entities: list[Entity]) -> list[Entity]:
    """The entities, those that the text equates made one.

    Two of different nature stay apart unless the second is a single word, at whose nature a tagger
    guesses; so do two that the table knows.
    """
    gone: set[int] = set()
    for entity, other in list(_pairs(doc, entities)):
        if {id(entity), id(other)} & gone or (entity.identity and other.identity):
            continue
        if entity.person != other.person and min(len(e.longest.parts) for e in (entity, other)) > 1:
            continue
        longer = max(entity, other, key=lambda e: len(e.longest.parts))
        person = longer.person
        entity.absorb(other)
        entity.person = person
        gone.add(id(other))
    return [e for e in entities if id(e) not in gone]
