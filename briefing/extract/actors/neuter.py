"""What "it" and "its" mean: the organisation or state that is subject of the clause, or nothing."""

from typing import TYPE_CHECKING

from briefing.extract.actors.entity import Entity
from briefing.extract.actors.scene import SUBJECTS, Scene
from briefing.extract.actors.words import words
from briefing.extract.lexicon import speech_verbs

if TYPE_CHECKING:
    from spacy.tokens import Token

_BODIES = frozenset({"organization", "place"})
_VOICES = frozenset({"spokesman", "spokeswoman", "spokesperson"})


def body_meant(scene: Scene, token: "Token") -> Entity | None:
    """The organisation or state that "it" or "its" means; None where the grammar does not tell."""
    return _said_behind(scene, token) or _subject(scene, token) or _continued(scene, token)


def _subject(scene: Scene, token: "Token") -> Entity | None:
    """The organisation or state that is subject of the clause, or of a clause above it.

    An object is never the subject of its own clause, which would be "itself" (principle B of Chomsky's
    binding theory): "the Post published parts of it" is not about the Post.
    """
    obj = own = token.lower_ == "it" and token.dep_ not in SUBJECTS
    for up in token.ancestors:
        if own and any(c.dep_ in SUBJECTS for c in up.children):
            own = False
            continue
        for child in up.children:
            if child.dep_ in SUBJECTS and child.i < token.i:
                entity = None if obj and child.tag_ in ("WDT", "WP") else _body(scene, child)
                if entity is not None:
                    return entity
                if child.pos_ in ("NOUN", "PROPN") and child.tag_ in ("NN", "NNP"):
                    return None
    return None


def _body(scene: Scene, subject: "Token") -> Entity | None:
    """The organisation or state that a subject stands for.

    Its own, that of the relative clause's noun ("X, which filed for protection from its creditors"), and
    that for which a spokesman speaks ("a spokesman for X said it …").
    """
    if subject.tag_ in ("WDT", "WP"):
        verb = subject.head
        if verb.dep_ != "relcl":
            return None
        subject = verb.head
    entity = scene.entity_at(subject)
    if entity is not None and entity.kind in _BODIES:
        return entity
    if subject.lemma_.lower() in _VOICES:
        for child in subject.children:
            owners = (
                [child]
                if child.dep_ == "poss"
                else child.children
                if child.lower_ in ("for", "of", "at")
                else ()
            )
            for owner in owners:
                entity = scene.entity_at(owner)
                if entity is not None and entity.kind in _BODIES:
                    return entity
    return None


def _said_behind(scene: Scene, token: "Token") -> Entity | None:
    """Who reports behind what is said: "The firm would sell, it said" is the subject of what it says."""
    verb = token.head
    if token.dep_ != "nsubj" or verb.lemma_ not in speech_verbs():
        return None
    said = next((c for c in verb.children if c.dep_ == "ccomp" and c.i < token.i), None)
    if said is None:
        return None
    return next((_body(scene, c) for c in said.children if c.dep_ in SUBJECTS), None)


def _continued(scene: Scene, token: "Token") -> Entity | None:
    """The main subject of the sentence before, which the next one goes on about: "X agreed. It will pay …".

    Where one subject follows another and the verb has a mind ("It plans"), and in the same paragraph: centering
    theory (Grosz, Joshi and Weinstein, 1995) ranks the subject highest, and a thing plans nothing.
    """
    sentence = token.sent
    if sentence.start == 0 or token.i in scene.quote_at or token.dep_ not in ("nsubj", "poss"):
        return None
    verb = token.head if token.dep_ == "nsubj" else token.head.head
    if (
        token.i - sentence.start > 1
        or verb.i != sentence.root.i
        or (token.dep_ == "poss" and token.head.dep_ not in SUBJECTS)
    ):
        return None
    if token.dep_ == "nsubj" and verb.lemma_ not in words().acting and verb.lemma_ not in speech_verbs():
        return None
    before = scene.doc[sentence.start - 1]
    if "\n" in before.text or "\n" in before.whitespace_:
        return None
    previous = before.sent
    return next((_body(scene, c) for c in previous.root.children if c.dep_ in SUBJECTS), None)


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
