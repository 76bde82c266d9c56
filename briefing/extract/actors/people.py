"""Whom "he" and "she" mean: the best person in view, or nobody."""

import math
from typing import TYPE_CHECKING

from briefing.extract.actors.entity import Entity
from briefing.extract.actors.scene import SUBJECTS, Ref, Scene
from briefing.extract.lexicon import speech_verbs

if TYPE_CHECKING:
    from spacy.tokens import Token

# Points that a sentence of distance costs; the other weights below change no link on GUM and MEANTIME
# when they are moved by half, this one was chosen there (CC BY).
_FAR = 0.6
_TOLD = 0.7  # points for who says what the pronoun is the subject of
_WINDOW = 6  # sentences back; farther away a pronoun rarely points


def person_meant(scene: Scene, token: "Token", sex: str) -> Entity | None:
    """The person meant by a pronoun of the sex `m` or `f`; None where it is nobody with a name."""
    here = scene.sentence[token.i]
    ahead = _subject_ahead(scene, token)
    if ahead is not None and scene.sex.get(id(ahead), sex) == sex:
        return ahead
    speaker = _quoted(scene, token)
    teller = _teller(scene, token)
    best: tuple[float, Ref] | None = None
    counts: dict[int, int] = {}
    for ref in scene.refs:
        if ref.token >= token.i or here - ref.sentence > _WINDOW:
            continue
        counts[id(ref.entity)] = counts.get(id(ref.entity), 0) + 1
        known = scene.sex.get(id(ref.entity)) if ref.entity is not None else ref.sex
        if known not in (None, sex) or (ref.entity is not None and ref.entity is speaker):
            continue
        if ref.entity is not None and (_coargument(scene, token, ref) or _bound(token, scene.doc[ref.token])):
            continue
        called = scene.called.get(id(ref.entity))
        points = _points(scene, token, ref, here) + 0.15 * math.log(counts[id(ref.entity)])
        points += _TOLD * (ref.entity is not None and ref.entity is teller)
        points += 0.6 * (known == sex or called == sex) - 1.5 * (known is None and called not in (None, sex))
        if best is None or points >= best[0]:
            best = (points, ref)
    return best[1].entity if best is not None else None


def _quoted(scene: Scene, token: "Token") -> Entity | None:
    """Who speaks the words that a pronoun stands in, and calls himself "I" there.

    Not where the quotation is a part of somebody else's clause: 'he said he had "slept in his own bed"'.
    """
    quote = scene.quote_at.get(token.i)
    if quote is None or quote.speaker is None:
        return None
    verb = next((a for a in token.ancestors if a.pos_ in ("VERB", "AUX")), token)
    subject = next((c for c in verb.children if c.dep_ in SUBJECTS), None)
    if subject is not None and not quote.start <= subject.i < quote.end and quote.start <= verb.i:
        return None
    return scene.entity_at(quote.speaker)


def _teller(scene: Scene, token: "Token") -> Entity | None:
    """Who says that he …: the subject of the verb of saying whose content a pronoun is the subject of.

    "Lind, who had told Brandt that he would help": the relative clause's noun says it.
    """
    verb = token.head
    if token.dep_ not in SUBJECTS or verb.dep_ != "ccomp" or verb.head.lemma_ not in speech_verbs():
        return None
    subject = next((c for c in verb.head.children if c.dep_ == "nsubj" and c.i < token.i), None)
    if subject is not None and subject.tag_ in ("WP", "WDT") and verb.head.dep_ == "relcl":
        subject = verb.head.head
    between = (r.token for r in scene.refs if verb.head.i < r.token < token.i)
    if any(scene.doc[i].head.i != verb.head.i for i in between):
        return None  # "Lind said that Brandt left when he was asked"
    return scene.entity_at(subject) if subject is not None else None


def _subject_ahead(scene: Scene, token: "Token") -> Entity | None:
    """The main clause's subject where a phrase in front of it holds the pronoun: "In his speech, Lind said"."""
    sentence = token.sent
    if any(i in scene.at for i in range(sentence.start, token.i)) or token.dep_ in SUBJECTS:
        return None
    for up in token.ancestors:
        for child in up.children:
            if child.dep_ in SUBJECTS and child.i > token.i and token.i < up.i:
                if child.left_edge.i <= token.i:
                    return None  # "His father Ben Lee said" is about somebody else
                entity = scene.entity_at(child)
                return entity if entity is not None and entity.kind == "person" else None
    return None


def _points(scene: Scene, token: "Token", ref: Ref, here: int) -> float:
    points = -_FAR * (here - ref.sentence) + 0.7 * ref.subject
    if ref.sentence in (here, here - 1) and token.dep_ in SUBJECTS and ref.subject:
        points += 0.3
    if ref.quoted and token.i not in scene.quote_at:
        points -= 0.8
    if ref.token in scene.title:
        points -= 0.5
    return points


def _coargument(scene: Scene, token: "Token", ref: Ref) -> bool:
    """Whether antecedent and pronoun are arguments of one verb: "Lind told him" is not Lind."""
    if token.dep_ not in ("dobj", "dative", "pobj") or token.lower_.endswith("self"):
        return False
    verb = token.head if token.dep_ != "pobj" else token.head.head
    other = scene.doc[ref.token]
    return other.head == verb and other.dep_ in SUBJECTS


def _bound(pronoun: "Token", name: "Token") -> bool:
    """Whether a name stands in a participle clause whose unspoken subject the pronoun is, and is someone else.

    "Asked whether Ann Lee had resigned, she declined": the subject of "asked" is "she", and a name below it
    cannot be the same person (principle C of Chomsky's binding theory).
    """
    if pronoun.dep_ not in SUBJECTS or name.i > pronoun.i:
        return False
    for up in name.ancestors:
        if up.dep_ == "advcl" and up.head.i == pronoun.head.i:
            return up.tag_ in ("VBN", "VBG", "VBD") and not any(
                c.dep_ in ("nsubj", "nsubjpass", "mark") for c in up.children
            )
    return False
