"""What kind of actor a name is: person, organisation, place or group."""

import collections
from typing import TYPE_CHECKING

from briefing.extract.actors.resolve import Entity
from briefing.extract.actors.table import table
from briefing.extract.actors.words import words
from briefing.model.brief import ActorKind

if TYPE_CHECKING:
    from spacy.tokens import Doc

_OF_LABEL: dict[str, ActorKind] = {
    "PERSON": "person", "ORG": "organization", "GPE": "place", "LOC": "place", "FAC": "place", "NORP": "group",
}  # fmt: skip


def kind_of(doc: "Doc", entity: Entity) -> ActorKind:
    """The kind of an entity: by table, by the words of its name, else by the votes of its mentions."""
    known, vocabulary = table(), words()
    if entity.person:
        return "person"
    for key in entity.keys:
        if key in known.state_of:
            return "place"
        if form := known.form_of.get(key):
            return form.kind
    longest = max(entity.names, key=lambda n: len(n.parts))
    if len(longest.parts) > 1:
        head = _head(longest.text)
        if head in vocabulary.organizations | vocabulary.company_suffixes and head not in vocabulary.places:
            return "organization"
    votes: collections.Counter[ActorKind] = collections.Counter()
    for name in entity.names:
        votes[_OF_LABEL[name.label]] += 2 if len(name.parts) > 1 else 1
    return votes.most_common(1)[0][0]


def _head(text: str) -> str:
    """The head noun of a name: the word before "of" or "for", else the last."""
    parts = text.lower().split()
    for i, word in enumerate(parts):
        if i and word in ("of", "for", "on", "in", "at"):
            return parts[i - 1]
    return parts[-1]
