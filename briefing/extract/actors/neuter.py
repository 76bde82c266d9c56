"""What "it" and "its" mean: the organisation or state that is subject of the clause, or nothing."""

from typing import TYPE_CHECKING

from briefing.extract.actors.entity import Entity
from briefing.extract.actors.scene import Scene

if TYPE_CHECKING:
    from spacy.tokens import Token


def body_meant(scene: Scene, token: "Token") -> Entity | None:
    """The organisation or state that is subject of the clause, or of a clause above it.

    An object is never the subject of its own clause, which would be "itself" (principle B of Chomsky's
    binding theory): "the Post published parts of it" is not about the Post.
    """
    own = token.lower_ == "it" and token.dep_ in ("dobj", "dative", "pobj")
    for up in token.ancestors:
        if own and any(c.dep_ in ("nsubj", "nsubjpass") for c in up.children):
            own = False
            continue
        for child in up.children:
            if child.dep_ in ("nsubj", "nsubjpass") and child.i < token.i:
                entity = scene.entity_at(child)
                if entity is not None and entity.kind in ("organization", "place"):
                    return entity
                if child.pos_ in ("NOUN", "PROPN") and child.tag_ in ("NN", "NNP"):
                    return None
    return None


def is_expletive(token: "Token") -> bool:
    """The "it" that stands for a clause: "it is time to", "it seems that"."""
    if token.dep_ not in ("nsubj", "nsubjpass", "expl"):
        return False
    verb = token.head
    clause = any(c.dep_ in ("ccomp", "xcomp", "csubj", "advcl", "acl") for c in verb.children)
    attribute = next((c for c in verb.children if c.dep_ in ("attr", "acomp")), None)
    inner = attribute is not None and any(
        c.dep_ in ("acl", "relcl", "ccomp", "xcomp", "prep") for c in attribute.children
    )
    return verb.lemma_ in ("be", "seem", "appear", "take", "happen", "turn") and (clause or inner)
