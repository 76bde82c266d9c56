"""What kind of actor a name is: person, organisation, place or group."""

import collections
import re
from itertools import pairwise
from typing import TYPE_CHECKING

from briefing.extract.actors.classes import class_noun
from briefing.extract.actors.entity import Entity
from briefing.extract.actors.evidence import SUBJECT, called, head_of
from briefing.extract.actors.locate import is_place, located
from briefing.extract.actors.names import Name, make
from briefing.extract.actors.persons import PLACE_PREPOSITIONS
from briefing.extract.actors.table import table
from briefing.extract.actors.words import words
from briefing.model.brief import ActorKind

if TYPE_CHECKING:
    from spacy.tokens import Doc

_DOMAIN = re.compile(r"[\w-]+\.(?:com|org|net|gov|edu|int|info|tv|io|[a-z]{2}|co\.[a-z]{2})", re.IGNORECASE)
_OF_LABEL: dict[str, ActorKind] = {
    "PERSON": "person", "ORG": "organization", "GPE": "place", "LOC": "place", "FAC": "place", "NORP": "group",
}  # fmt: skip


def kind_of(doc: "Doc", entity: Entity) -> ActorKind:
    """The kind of an entity: by table, by the words of its name, else by the votes of its mentions."""
    known, vocabulary = table(), words()
    parts = entity.longest.parts
    if len(parts) > 1 and parts[0] in vocabulary.body_fronts:
        return "organization"
    if (
        len(parts) == 2
        and parts[0] in vocabulary.place_fronts
        and parts[1] not in vocabulary.bodies  # "Sierra Club"
        and not any(n.honorific or n.role for n in entity.names)
    ):
        return "place"  # "Fort Tamar", whatever the tagger says
    if classed := _classed(doc, entity):
        return classed
    if entity.person and not _DOMAIN.fullmatch(entity.longest.text):
        if _only_located(doc, entity):
            return "place"
        body = (
            _plural_body(doc, entity)
            or _called_body(doc, entity)
            or _has_board(doc, entity)
            or _several(doc, entity)
            or _which(doc, entity)
        )
        return "organization" if body else "person"
    for key in dict.fromkeys(
        n.key for n in entity.names
    ):  # in text order: a set's order changes from run to run
        if key in known.state_of or key in known.seat_of:
            return "place"
        if form := known.form_of.get(key):
            return form.kind
    if any(n.honorific for n in entity.names) and not any(
        n.label == "ORG" and len(n.parts) > 1 for n in entity.names
    ):
        return "person"
    if len(entity.longest.parts) < 4 and any(
        _behind_role(doc, n) or _in_office(doc, n) for n in entity.names
    ):
        return "person"
    if _who(doc, entity):
        return "person"
    if _DOMAIN.fullmatch(entity.longest.text):
        return "organization"
    if len(parts) == 1 and _is_body(parts[0]):
        return "organization"
    head = head_noun(entity)
    if head in vocabulary.bodies and (head not in vocabulary.places or head in vocabulary.company_suffixes):
        return "organization"
    if is_centre(parts):
        return "organization"
    both = head in vocabulary.organizations
    if head in vocabulary.places and (not both or any(placed(doc, n) for n in entity.names)):
        return "place"
    if _given_name(doc, entity):
        return "person"
    if head not in vocabulary.places and _named_body(doc, entity):
        return "organization"
    if head not in vocabulary.organizations and not entity.longest.text.isupper() and is_place(doc, entity):
        return "place"
    votes: collections.Counter[ActorKind] = collections.Counter()
    for name in entity.names:
        votes[_OF_LABEL[name.label]] += 2 if len(name.parts) > 1 else 1
        if name.start and doc[name.start - 1].lower_ in PLACE_PREPOSITIONS and name.label != "PERSON":
            votes["place"] += 1 if head in vocabulary.places else 0
    return votes.most_common(1)[0][0]


def _classed(doc: "Doc", entity: Entity) -> ActorKind | None:
    """The kind that a list or a verb of naming gives: "bands such as X", "a rapper known as X"."""
    if entity.identity is not None or any(n.honorific or n.role for n in entity.names):
        return None
    vocabulary = words()
    for name in entity.names:
        noun = class_noun(head_of(doc, name))
        if noun is None:
            continue
        lemma = noun.lemma_.lower()
        human = lemma in vocabulary.roles | vocabulary.people | vocabulary.male | vocabulary.female
        if human and lemma not in vocabulary.organizations and noun.tag_ == "NN":
            return "person"
        if not human and lemma in vocabulary.organizations | vocabulary.outlets | vocabulary.selves:
            return "organization"
    return None


def _is_body(word: str) -> bool:
    """Whether a word alone names a body and nothing else: "Congress"."""
    vocabulary = words()
    return word in vocabulary.organizations and word not in vocabulary.places and word not in vocabulary.roles


def _only_located(doc: "Doc", entity: Entity) -> bool:
    """A single word that the tagger takes for a surname and the text for a town: "born on Tamris"."""
    if len(entity.longest.parts) > 1 or any(n.honorific or n.role for n in entity.names):
        return False
    return all(located(doc, n) for n in entity.names if not n.title) or is_place(doc, entity)


def placed(doc: "Doc", name: Name) -> bool:
    """Whether a building's name stands as a place here: "at the Tamar Hall Station"."""
    i = name.start - 1
    while i >= 0 and doc[i].tag_ in ("DT", "JJ", "PRP$"):
        i -= 1
    return name.label in ("FAC", "LOC") or (
        i >= 0 and doc[i].lower_ in PLACE_PREPOSITIONS | {"from", "to", "via"}
    )


def _given_name(doc: "Doc", entity: Entity) -> bool:
    """Two or three words that begin with a common given name: "Annie Holm", whatever the tagger says.

    Not "the Ada Festival": a thing's noun or an article speaks against a person.
    """
    parts = entity.longest.parts
    if len(parts) not in (2, 3) or len(entity.names) > 3 or entity.identity is not None:
        return False
    if all(n.label == "FAC" for n in entity.names):
        return False  # "Jack Holm Auditorium"
    if parts[0] not in words().given_names or parts[-1] in words().things:
        return False
    return not all(n.start and doc[n.start - 1].lower_ == "the" for n in entity.names)


def _behind_role(doc: "Doc", name: Name) -> bool:
    """ "designer Halder": a person's role right before the name, which is no kind of organisation."""
    before = doc[name.start - 1] if name.start else None
    if before is None or before.tag_ != "NN" or before.dep_ not in ("compound", "nmod", "appos", "amod"):
        return False
    lemma = before.lower_
    return (
        lemma in words().roles
        and lemma not in words().organizations
        and name.label in ("ORG", "PERSON", "GPE")
    )


def _in_office(doc: "Doc", name: Name) -> bool:
    """ "Oren Castell, the mayor": an apposition that only a person can have."""
    last = make(doc, name.end - 1, name.end, name.label)
    nouns = {c.lemma_.lower() for c in head_of(doc, last).rights if c.dep_ == "appos" and c.tag_ == "NN"}
    vocabulary = words()
    if name.parts[-1] in vocabulary.bodies and len(name.parts) > 1:
        nouns -= vocabulary.body_roles  # "Tamar Lines, the owner of the ship"
    return bool(nouns & vocabulary.roles - vocabulary.organizations - vocabulary.things)


def _plural_body(doc: "Doc", entity: Entity) -> bool:
    """ "the Gliders": a plural with an article is a team or a band, whatever the tagger says."""
    return any(
        n.start and doc[n.start - 1].lower_ == "the" and doc[n.end - 1].tag_ == "NNPS" for n in entity.names
    ) and not any(n.honorific for n in entity.names)


_PLURAL = frozenset({"are", "have", "do"})


def _several(doc: "Doc", entity: Entity) -> bool:
    """Whether a name in the singular takes a plural verb, as teams and bands do: "Tamar have lost", "Tamar, who are"."""
    if any(n.honorific or n.role for n in entity.names):
        return False
    for name in entity.names:
        root = head_of(doc, name)
        if root.tag_ != "NNP" or root.dep_ == "conj" or any(c.dep_ in ("cc", "conj") for c in root.children):
            continue
        verbs = [root.head] if root.dep_ == "nsubj" and root.head.pos_ in ("VERB", "AUX") else []
        verbs += [
            c
            for c in root.children
            if c.dep_ == "relcl"
            and root.dep_ != "pobj"
            and any(d.tag_ == "WP" and d.dep_ == "nsubj" for d in c.lefts)
        ]
        for verb in verbs:
            finite = [verb, *(c for c in verb.lefts if c.dep_ in ("aux", "auxpass"))]
            if any(t.lower_ in _PLURAL and t.tag_ == "VBP" and t.i >= name.end for t in finite):
                return True
    return False


def _who(doc: "Doc", entity: Entity) -> bool:
    """Whether a single word is one "who does": "Sukarno, who heads the jury". Teams "who have" are several."""
    return len(entity.longest.parts) == 1 and any(
        verb.dep_ == "relcl"
        and any(w.lower_ == "who" and w.dep_ in SUBJECT for w in verb.lefts)
        and any(t.tag_ == "VBZ" or t.lower_ == "was" for t in (verb, *verb.lefts))
        for name in entity.names
        for verb in head_of(doc, name).rights
        if name.label in ("GPE", "ORG", "LOC")
    )


def _which(doc: "Doc", entity: Entity) -> bool:
    """Whether the text says "X, which …" of a single word, and calls nobody "who" so."""
    if len(entity.longest.parts) > 1 or any(n.honorific or n.role for n in entity.names):
        return False
    return any(
        verb.dep_ == "relcl"
        and any(w.lower_ == "which" and w.dep_ in SUBJECT | {"nsubjpass"} for w in verb.lefts)
        for name in entity.names
        if (root := head_of(doc, name)).dep_ != "pobj"
        for verb in root.rights
    )


_CORPORATE = frozenset(
    {"board", "ceo", "executive", "headquarters", "shareholder", "subsidiary", "workforce"}
)


def _has_board(doc: "Doc", entity: Entity) -> bool:
    """Whether a name has what only a firm has: "Halvar Lines's chief executive"."""
    if any(n.honorific or n.role for n in entity.names):
        return False
    roots = (head_of(doc, n) for n in entity.names)
    return any(r.dep_ == "poss" and r.head.lemma_.lower() in _CORPORATE for r in roots)


def _called_body(doc: "Doc", entity: Entity) -> bool:
    """A single word that the text calls a firm ("the ferry firm Vantrel", "Vantrel, a company") and nobody a person."""
    if len(entity.longest.parts) > 1 or any(n.honorific or n.role for n in entity.names):
        return False
    vocabulary = words()
    nouns = {noun for n in entity.names for noun in called(doc, n)} - vocabulary.roles
    return not (nouns.isdisjoint(vocabulary.organizations) and nouns.isdisjoint(vocabulary.outlets))


def _named_body(doc: "Doc", entity: Entity) -> bool:
    """Whether the text calls a name that the tagger takes for a place a firm or a club: "X, a wholesaler"."""
    if any(n.label == "GPE" for n in entity.names):
        return False  # "the coal producer West Tamria"
    vocabulary = words()
    nouns = {noun for n in entity.names for noun in called(doc, n)}
    bodies = nouns & vocabulary.organizations - vocabulary.places - vocabulary.things
    return bool(bodies) and nouns.isdisjoint(vocabulary.places)


def is_centre(parts: list[str]) -> bool:
    """ "the Centre for Tides", "the Tamar Research Centre", "the Tamar School District": bodies that are called as places are."""
    if parts[-1] == "district" and len(parts) > 2:
        return parts[-2] in words().organizations
    centres = ("center", "centre")
    if len(parts) > 2 and parts[-1] in centres and parts[-2] in words().fields:
        return True
    return any(a in centres and b == "for" for a, b in pairwise(parts))


def head_noun(entity: Entity) -> str | None:
    """The head noun of a name of several words: the word before "of" or "for", else the last."""
    parts = entity.longest.text.lower().split()
    if len(parts) < 2:
        return None
    for i, word in enumerate(parts):
        if i and word in ("of", "for", "on", "in", "at"):
            return parts[i - 1]
    return parts[-1]
