"""What kind of actor a name is: person, organisation, place or group."""

import collections
from collections.abc import Mapping
from typing import TYPE_CHECKING

from briefing.extract.actors.entity import Entity
from briefing.extract.actors.evidence import acts, called, head_of, is_thing
from briefing.extract.actors.names import Name, make
from briefing.extract.actors.persons import PLACE_PREPOSITIONS
from briefing.extract.actors.table import table
from briefing.extract.actors.words import words
from briefing.model.brief import ActorKind

if TYPE_CHECKING:
    from spacy.tokens import Doc

_STRONG = 2.0  # points of evidence.acts: it speaks, or a person is its founder or spokesman
_OF_LABEL: dict[str, ActorKind] = {
    "PERSON": "person", "ORG": "organization", "GPE": "place", "LOC": "place", "FAC": "place", "NORP": "group",
}  # fmt: skip


def kind_of(doc: "Doc", entity: Entity) -> ActorKind:
    """The kind of an entity: by table, by the words of its name, else by the votes of its mentions."""
    known, vocabulary = table(), words()
    if entity.person:
        return "organization" if _plural_body(doc, entity) or _called_body(doc, entity) else "person"
    for key in entity.keys:
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
    head = head_noun(entity)
    if head in vocabulary.organizations | vocabulary.company_suffixes and head not in vocabulary.places:
        return "organization"
    both = head in vocabulary.organizations
    if head in vocabulary.places and (not both or any(_placed(doc, n) for n in entity.names)):
        return "place"
    if _given_name(entity):
        return "person"
    votes: collections.Counter[ActorKind] = collections.Counter()
    for name in entity.names:
        votes[_OF_LABEL[name.label]] += 2 if len(name.parts) > 1 else 1
        if name.start and doc[name.start - 1].lower_ in PLACE_PREPOSITIONS and name.label != "PERSON":
            votes["place"] += 1 if head in vocabulary.places else 0
    return votes.most_common(1)[0][0]


def _placed(doc: "Doc", name: Name) -> bool:
    """Whether a building's name stands as a place here: "at the Tamar Hall Station"."""
    i = name.start - 1
    while i >= 0 and doc[i].tag_ in ("DT", "JJ", "PRP$"):
        i -= 1
    return name.label in ("FAC", "LOC") or (
        i >= 0 and doc[i].lower_ in PLACE_PREPOSITIONS | {"from", "to", "via"}
    )


def _given_name(entity: Entity) -> bool:
    """Two or three words that begin with a common given name: "Annie Holm", whatever the tagger says."""
    parts = entity.longest.parts
    given = words().male_names | words().female_names
    return len(parts) in (2, 3) and parts[0] in given and len(entity.names) < 4 and entity.identity is None


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
    return bool(nouns & (words().roles - words().organizations - words().things))


def _plural_body(doc: "Doc", entity: Entity) -> bool:
    """ "the Gliders": a plural with an article is a team or a band, whatever the tagger says."""
    return any(
        n.start and doc[n.start - 1].lower_ == "the" and doc[n.end - 1].tag_ == "NNPS" for n in entity.names
    ) and not any(n.honorific for n in entity.names)


def _called_body(doc: "Doc", entity: Entity) -> bool:
    """A single word that the text calls a firm ("the ferry firm Vantrel", "Vantrel, a company") and nobody a person."""
    if len(entity.longest.parts) > 1 or any(n.honorific or n.role for n in entity.names):
        return False
    return any(noun in words().organizations - words().roles for n in entity.names for noun in called(doc, n))


def head_noun(entity: Entity) -> str | None:
    """The head noun of a name of several words: the word before "of" or "for", else the last."""
    parts = entity.longest.text.lower().split()
    if len(parts) < 2:
        return None
    for i, word in enumerate(parts):
        if i and word in ("of", "for", "on", "in", "at"):
            return parts[i - 1]
    return parts[-1]


def _thing_in_person(doc: "Doc", entity: Entity) -> bool:
    """A work, a storm or a species that the tagger calls a person: "the novel Anna Holm", "Cyclone Ada", "Rana alba"."""
    name = entity.longest
    before = doc[name.start - 1] if name.start else None
    things = words().things - words().roles
    titled = before is not None and before.tag_ == "NN" and before.lower_ in things
    return (
        any(t.lower_ in things for t in doc[name.start : name.end - 1])
        or not any(c.isupper() for c in name.text.split()[-1])
        or (titled and not any(n.honorific for n in entity.names))
    )


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


def is_actor(doc: "Doc", entity: Entity, things: Mapping[str, int]) -> bool:
    """Whether an entity acts at all, or is a product, a ship, a mission or a law.

    `things` counts the folded names that the tagger calls products, works, laws or events.
    """
    vocabulary, known = words(), table()
    if entity.kind == "place" and entity.identity is None:
        # "the Corvana, a small car": the tagger's place is a thing, and nobody is in it.
        nouns = {noun for n in entity.names for noun in called(doc, n)}
        return not nouns & (vocabulary.things - vocabulary.places) or any(
            _placed(doc, n) for n in entity.names
        )
    if entity.kind not in ("organization", "person") or entity.identity:
        return True
    names = [n for n in entity.names if not n.title]
    if all(len(n.parts) == 1 and _common(doc, n) for n in names):
        return False
    if all(len(n.parts) == 1 and doc[n.start].is_sent_start for n in names) and _in_lower_case(doc, names[0]):
        return False
    if entity.kind == "person" and (
        len(entity.longest.parts) > 1 or any(n.honorific or n.role for n in names)
    ):
        return not _thing_in_person(doc, entity)
    if any(k in known.seat_of for k in entity.keys):
        return True
    head = head_noun(entity)
    proper = entity.longest.key in vocabulary.organizations or (
        head is not None
        and head not in words().weak_organizations
        and head in vocabulary.organizations | vocabulary.company_suffixes
    )
    against = sum(is_thing(doc, n, proper) for n in names)
    if (
        head is not None
        and (head in vocabulary.things or head.removesuffix("s") in vocabulary.things)
        and not proper
    ):
        against += 2
    against += min(1.0, sum(things.get(k, 0) for k in entity.keys) / len(names))
    signs = [acts(doc, n) for n in names]
    if max(signs) >= _STRONG:
        against /= 2
    for_it = sum(signs) + (1.5 if proper else 0.0) + (0.5 if entity.kind == "person" else 0.0)
    # Who is named once, and of whom nothing tells that it acts, is no actor.
    return for_it > against or (for_it == against and (len(names) > 1 or for_it > 0))
