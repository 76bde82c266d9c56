"""Which tokens a name may cover: the tagger's entities, joined, extended and taken apart."""

from collections.abc import Iterator
from itertools import zip_longest
from typing import TYPE_CHECKING

from briefing.extract.actors.names import KEPT, THINGS
from briefing.extract.actors.words import words
from briefing.extract.lexicon import speech_verbs

if TYPE_CHECKING:
    from spacy.tokens import Doc

_SPLITTERS = frozenset(
    {"and", "&", ",", ";", "/", "or", "vs", "vs.", "versus", "with", "-", "–", "—", "(", ")"}
)


def entities(doc: "Doc") -> Iterator[tuple[int, int, str]]:
    """The tagger's entities; two single words side by side that speak are one person ("Alia" "Salem" said)."""
    speech = speech_verbs()
    joined = -1
    entities = [e for e in doc.ents if e.label_ in KEPT or e.label_ in THINGS]
    for entity, following in zip_longest(entities, entities[1:]):
        if entity.start == joined:
            continue
        if (
            following is not None and len(entity) == len(following) == 1 and entity.end == following.start
            and following.end < len(doc) and doc[following.end].lemma_ in speech and doc[following.end].pos_ == "VERB"
            and entity.label_ in ("GPE", "PERSON") and following.label_ in ("GPE", "PERSON")
        ):  # fmt: skip
            joined = following.start
            yield entity.start, following.end, "PERSON"
        else:
            yield entity.start, entity.end, entity.label_


def pieces(doc: "Doc", start: int, end: int, label: str) -> Iterator[tuple[int, int]]:
    """The parts of an entity that holds several: "Kerry and Lavrov", "the X District and the Y Department"."""
    tokens = [t.text for t in doc[start:end]]
    at = start
    for offset, word in enumerate(tokens):
        i = start + offset
        person = label == "PERSON" and word in _SPLITTERS and not (word in "-–—" and not _spaced(doc, i))
        conjoined = word in ("and", "or", "&", ",") and i + 1 < end and doc[i + 1].lower_ == "the"
        aside = word in ("(", ")", ";", ":") or word.isspace()
        # "Harlan the Society property": an article starts a new phrase, unless a preposition leads to it.
        article = (
            label == "ORG" and word == "the" and i > at and doc[i - 1].pos_ not in ("ADP", "CCONJ", "DET")
        )
        aside = aside or article or _two_bodies(doc, at, i, end, label)
        if (person or conjoined or aside) and i > at:
            yield at, i
            at = i + 1
        elif i == at and (person or aside):
            at = i + 1
    if at < end:
        yield at, end


def _two_bodies(doc: "Doc", start: int, i: int, end: int, label: str) -> bool:
    """Whether "and" at `i` joins two organisations: "Tamar Foundation and Open Harbour"."""
    if label != "ORG" or doc[i].lower_ not in ("and", "&") or end - i < 2 or doc[i].text == "&":
        return False
    before = doc[i - 1].lower_
    listed = before in words().organizations or before in words().company_suffixes
    return listed and not any(t.lower_ in ("of", "for", "on") for t in doc[start:i])


def _spaced(doc: "Doc", i: int) -> bool:
    return bool(doc[i].whitespace_) and i > 0 and bool(doc[i - 1].whitespace_)
