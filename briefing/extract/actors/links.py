"""Pronouns and role nouns that point back to an actor.

Conservative by design: he and she go to the best person in view (people.py), "it" and "its" only to the
organisation that is subject of the same sentence (neuter.py), "I" to the speaker of the quote, "the
ambassador" only to someone whom the text has called one (nominals.py). "They" and "we" are left alone:
they mostly mean people whom no name stands for. Every link is marked as inferred.
"""

from typing import TYPE_CHECKING

from briefing.extract.actors.entity import Entity
from briefing.extract.actors.neuter import body_meant, is_expletive
from briefing.extract.actors.nominals import link_nominals
from briefing.extract.actors.people import person_meant
from briefing.extract.actors.scene import Scene

if TYPE_CHECKING:
    from spacy.tokens import Token

_HE = frozenset({"he", "him", "his", "himself"})
_SHE = frozenset({"she", "her", "hers", "herself"})
FIRST_PERSON = frozenset({"i", "me", "my", "mine", "myself"})
_IT = frozenset({"it", "its", "itself"})


def link(scene: Scene) -> None:
    """Add the links to the entities of the scene."""
    link_nominals(scene)
    pronouns = [t for t in scene.doc if t.tag_ in ("PRP", "PRP$") and t.i not in scene.at]
    # Speech is resolved after what surrounds it: who "I" is depends on who "he" in "he said" is.
    for quoted in (False, True):
        for token in pronouns:
            if (token.i in scene.quote_at) == quoted:
                _pronoun(scene, token)


def _pronoun(scene: Scene, token: "Token") -> None:
    word = token.lower_
    entity: Entity | None = None
    if word in _HE or word in _SHE:
        sex = "m" if word in _HE else "f"
        entity = person_meant(scene, token, sex)
        if entity is not None:
            scene.called.setdefault(id(entity), sex)
            scene.see(token.i, entity)
    elif word in _IT and not is_expletive(token):
        entity = body_meant(scene, token)
    elif word in FIRST_PERSON:
        entity = _speaker(scene, token)
    if entity is not None:
        scene.link(entity, token, token.i, token.i + 1, "pronoun")


def _speaker(scene: Scene, token: "Token") -> Entity | None:
    quote = scene.quote_at.get(token.i)
    if quote is None or quote.speaker is None:
        return None
    entity = scene.entity_at(quote.speaker)
    return entity if entity is not None and entity.kind == "person" else None
