"""What a name stands for here: a seat for its government, a demonym for its country.

The place stays a place: the reading is shown beside it ("Washington (US government)"), never merged.
"""

from typing import TYPE_CHECKING

from briefing.extract.actors.entity import Entity
from briefing.extract.actors.evidence import SUBJECT, conjunct_head
from briefing.extract.actors.groups import country_of
from briefing.extract.actors.locate import located
from briefing.extract.actors.table import fold, table
from briefing.extract.actors.words import words
from briefing.extract.lexicon import speech_verbs

if TYPE_CHECKING:
    from spacy.tokens import Doc

# Capitals that have the name of a better known town or of a person as well: "Victoria" is seldom the Seychelles.
_SHARED = frozenset(
    [
        "georgetown",
        "hamilton",
        "kingston",
        "la paz",
        "san jose",
        "san juan",
        "santiago",
        "santo domingo",
        "victoria",
    ]
)
_SPORTS_KINDS = 3
_SPORTS_LEAST = 5  # terms of sport, and one in 80 tokens, make a report of a contest


def read(doc: "Doc", entities: list[Entity]) -> None:
    """Set `reading` and `country` where the table and the grammar allow it."""
    known = table()
    for entity in entities:
        for key in dict.fromkeys(n.key for n in entity.names):
            if state := known.state_of.get(key):
                entity.country = state.code
            reading = known.seat_of.get(key)
            if (
                reading
                and entity.kind == "place"
                and (key not in _SHARED or _stated(doc, key))
                and any(_governs(doc, n.start, n.end, n) for n in entity.names)
            ):
                entity.reading = reading
        if entity.country is None and entity.roles:
            for role in entity.roles:
                tokens = doc.char_span(role.start, role.end, alignment_mode="expand")
                if tokens is not None and (code := country_of(doc, tokens.start, tokens.end)):
                    entity.country = code
                    break


def _stated(doc: "Doc", capital: str) -> bool:
    """Whether the text names the state of a capital, or its people."""
    state = next((s for s in table().states if fold(s.capital) == capital), None)
    names = {fold(n) for n in (*state.names, *state.adjectives)} if state is not None else set()
    text = f" {fold(doc.text)} "
    return any(f" {name} " in text for name in names)


def teams(doc: "Doc", entities: list[Entity]) -> None:
    """In a report of a contest, a state or town that wins or loses is its team: an organisation, and "the Danes" are it.

    A town that is a place in the text as well ("in Tamar") stays one.
    """
    places = [e for e in entities if e.kind == "place"]
    playing = [e for e in places if any(_contests(doc, n.start, n.end) for n in e.names if not n.title)]
    if not playing:
        return
    vocabulary = words()
    terms = [t.lemma_.lower() for t in doc if t.lemma_.lower() in vocabulary.sports]
    # Inspectors are a team too: a contest has several of the words.
    if len(terms) < _SPORTS_LEAST or len(terms) * 80 < len(doc) or len(set(terms)) < _SPORTS_KINDS:
        return
    known = table()
    for entity in playing:
        state = next((known.state_of[k] for k in entity.keys if k in known.state_of), None)
        if state is None and any(located(doc, n) or n.quiet for n in entity.names):
            continue
        entity.kind, entity.reading = "organization", "team"
        members = {fold(p) for p in state.people} if state is not None else frozenset()
        for people in [e for e in entities if e.kind == "group" and e.keys <= members]:
            entity.absorb(people)
            entities.remove(people)


def _contests(doc: "Doc", start: int, end: int) -> bool:
    token = conjunct_head(doc[start:end].root)
    verb = (
        token.head.head
        if token.dep_ == "pobj" and token.head.lower_ in ("to", "against", "by")
        else token.head
    )
    related = token.dep_ in ("nsubj", "nsubjpass", "dobj", "dative", "pobj", "npadvmod", "dep")
    return related and verb.lemma_ in words().contests and verb.pos_ == "VERB"


def _governs(doc: "Doc", start: int, end: int, name: object) -> bool:
    """Whether a seat acts here as only a government does."""
    root = doc[start:end].root
    token = conjunct_head(root)
    verb = token.head
    if token.dep_ in SUBJECT and verb.pos_ in ("VERB", "AUX"):
        return verb.lemma_ in words().acting or verb.lemma_ in speech_verbs()
    if token.dep_ == "pobj" and (
        verb.dep_ == "agent" or (verb.lower_ == "to" and verb.i and doc[verb.i - 1].lower_ == "according")
    ):
        return True
    return token.dep_ == "poss" and token.head.lemma_.lower() in words().government_acts
