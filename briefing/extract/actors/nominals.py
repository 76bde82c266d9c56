"""Role nouns that point back to an actor: "the ambassador" goes to whom the text has called one."""

from typing import TYPE_CHECKING

from briefing.extract.actors.entity import Entity
from briefing.extract.actors.phrases import noun_phrase
from briefing.extract.actors.scene import SUBJECTS, Scene
from briefing.extract.actors.words import words

if TYPE_CHECKING:
    from spacy.tokens import Token

_SUBJECT = 1.2  # sentences that a subject is nearer than another mention
# What narrows an office, or says that another one is meant: "the deputy minister", "the foreign company".
_RANKED = frozenset(
    ["prime", "deputy", "vice", "assistant", "former", "chief", "senior", "junior", "first", "second", "other", "new",
     "next", "based", "foreign", "rival", "separate", "parent", "surviving", "combined", "merged", "resulting"]
)  # fmt: skip
# Subjects that stand for one of several: "A third said he could not remember."
_SOMEONE = frozenset({"one", "another", "other", "first", "second", "third", "fourth", "neither"})


def link_nominals(scene: Scene) -> None:
    """Link the definite role nouns, and make candidates of people whom nothing names."""
    for token in scene.doc:
        if token.lower_ in _SOMEONE and token.dep_ == "nsubj" and token.i not in scene.at:
            scene.see(token.i, None)
        if token.tag_ != "NN" or token.i in scene.at:
            continue
        lemma = token.lemma_.lower()
        known = scene.heads.get(lemma) or scene.heads.get(words().synonyms.get(lemma, lemma))
        start = token.left_edge.i
        definite = any(
            t.lower_ in ("the", "this", "that")
            for t in scene.doc[max(0, token.i - 4) : token.i]
            if t.head.i == token.i
        )
        if not definite or token.dep_ in ("compound", "nmod", "appos", "attr"):
            _anyone(scene, token, lemma)
            continue
        before = [(i, e) for i, e in known or () if i < token.i] or _named_later(scene, token, known)
        if not before:
            _anyone(scene, token, lemma)
            continue
        if _of_another(scene, token):
            continue
        entity = _in_view(scene, token, [e for _, e in before])
        if not _same_office(token, entity):
            _anyone(scene, token, lemma)
            continue
        start, end = noun_phrase(token)
        if set(range(start, end)) & scene.at.keys():
            end = token.i + 1
            if set(range(start, end)) & scene.at.keys():
                continue
        scene.link(entity, token, start, end, "nominal")
        if entity.kind == "person":
            scene.see(token.i, entity)
    scene.refs.sort(key=lambda r: r.token)


def _of_another(scene: Scene, token: "Token") -> bool:
    """Whether the noun's own "of" names the body: "the Swiss firm of Halder and Lind"."""
    bodies = (
        scene.entity_at(name)
        for of in token.rights
        if of.lower_ == "of" and token.lemma_.lower() in words().selves
        for name in of.children
    )
    return any(e is not None and e.kind == "organization" for e in bodies)


def _in_view(scene: Scene, token: "Token", holders: list[Entity]) -> Entity:
    """Of those who hold an office, whoever was mentioned last; a subject holds the view for a sentence longer."""
    doc, here = scene.doc, scene.sentence[token.i]

    def view(entity: Entity) -> tuple[float, int]:
        seen = [i for i in scene.places[id(entity)] if i < token.i]
        return max(
            ((scene.sentence[i] - here + _SUBJECT * (doc[i].dep_ in SUBJECTS), i) for i in seen),
            default=(float("-inf"), -1),
        )

    return max(holders, key=view)


def _named_later(
    scene: Scene, token: "Token", known: list[tuple[int, Entity]] | None
) -> list[tuple[int, Entity]]:
    """The one person who is named only later, with the same office: "The head of the yard denied … Ann Lee, head of the yard"."""
    _, end = noun_phrase(token)
    of = {t.lower_ for t in scene.doc[token.i + 1 : end] if t.pos_ in ("NOUN", "PROPN")}
    later = {id(e): (i, e) for i, e in known or () if e.kind == "person" and of and of & e.role_words}
    return list(later.values()) if len(later) == 1 else []


def _named_behind(scene: Scene, i: int) -> bool:
    """Whether a name follows the noun behind a comma: "her father, Ben Lee"."""
    return i + 2 < len(scene.doc) and scene.doc[i + 1].text == "," and i + 2 in scene.at


def _same_office(token: "Token", entity: Entity) -> bool:
    """Whether what narrows the noun is said of the actor too: no "prime minister" for a minister of health."""
    said = entity.role_words | {w for n in entity.names for w in n.text.lower().split()}
    narrow = [
        c.lower_ for c in token.lefts
        if c.dep_ in ("compound", "nmod") or (c.dep_ == "amod" and (c.lower_ in _RANKED or c.lower_.endswith("-based")))
    ]  # fmt: skip
    return all(w in said for w in narrow)


def _anyone(scene: Scene, token: "Token", lemma: str) -> None:
    """Someone whom nothing names is a candidate too: "a boy … he"."""
    vocabulary = words()
    if token.dep_ in ("compound", "nmod", "appos", "attr", "amod"):
        return
    if (
        lemma in vocabulary.roles
        or lemma in vocabulary.male
        or lemma in vocabulary.female
        or lemma in ("person", "child", "victim", "teenager", "baby")
    ):
        if any(c.dep_ == "appos" and c.i in scene.at for c in token.children) or _named_behind(
            scene, token.i
        ):
            return
        if not any(c.dep_ in ("det", "poss", "nummod") for c in token.lefts):
            return
        sex = "m" if lemma in vocabulary.male else "f" if lemma in vocabulary.female else None
        scene.see(token.i, None, sex)
    elif lemma in vocabulary.vessels and any(c.dep_ in ("det", "poss") for c in token.lefts):
        scene.see(token.i, None, "f")
