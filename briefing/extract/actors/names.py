"""Candidate names: the tagger's entities, trimmed to the name itself.

A tagger's span often holds what surrounds a name: articles, titles, the role in front of it
("State Department Spokesperson"), a second name behind "and". What is trimmed here comes back as
a role (roles.py).
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import zip_longest
from typing import TYPE_CHECKING

from briefing.extract.actors.table import fold, table
from briefing.extract.actors.words import words
from briefing.extract.lexicon import speech_verbs
from briefing.extract.parse import Parsed

if TYPE_CHECKING:
    from spacy.tokens import Doc, Token

KEPT = frozenset({"PERSON", "ORG", "GPE", "LOC", "FAC", "NORP"})
THINGS = frozenset({"PRODUCT", "WORK_OF_ART", "LAW", "EVENT"})
_PARTICLES = frozenset(
    [
        "al",
        "el",
        "de",
        "del",
        "der",
        "den",
        "di",
        "da",
        "dos",
        "das",
        "du",
        "la",
        "le",
        "van",
        "von",
        "zu",
        "bin",
        "ibn",
        "ben",
        "bint",
        "ter",
        "ten",
        "st",
        "o",
        "d",
    ]
)
_SPLITTERS = frozenset(
    {"and", "&", ",", ";", "/", "or", "vs", "vs.", "versus", "with", "-", "–", "—", "(", ")"}
)
_CREDIT = re.compile(
    r"\b(?:Image|Photo|Photograph|Picture|Video|Audio|File photo|Credit|Source)s?(?: credit| courtesy)?\s*:"
)
_BYLINE = re.compile(r"^(?:By|Reported by|Reporting by|Written by|Editing by)\s+[A-Z]")


@dataclass(slots=True)
class Name:
    """One written name: tokens `[start, end)` of the Doc, the tagger's label, and the folded words.

    `quiet` marks names of credits and bylines, `title` those of the headline: neither may name or
    rank an actor. `honorific` is the folded word of address or rank in front ("mr", "gen").
    """

    start: int
    end: int
    label: str
    text: str
    key: str
    title: bool = False
    quiet: bool = False
    honorific: str = ""
    role: bool = False  # a role noun stood before it: "spokesman Ann Lee"

    @property
    def parts(self) -> list[str]:
        """The folded words."""
        return self.key.split()


def collect(parsed: Parsed) -> list[Name]:
    """Every candidate name, in text order; things (products, works, laws, events) included."""
    doc = parsed.doc
    title = parsed.heading()
    in_title = range(title.tokens.start, title.tokens.end) if title else range(0)
    quiet = set(_quiet_tokens(parsed))
    found = []
    for first, last, label in _entities(doc):
        for start, end in _pieces(doc, first, last, label):
            name = _trimmed(doc, start, end, label)
            if name:
                name.title = name.start in in_title
                name.quiet = name.start in quiet
                found.append(name)
    return found


def _entities(doc: "Doc") -> Iterator[tuple[int, int, str]]:
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


def make(doc: "Doc", start: int, end: int, label: str) -> Name:
    """The candidate of tokens `[start, end)`."""
    text = doc[start:end].text
    return Name(start, end, label, text, fold(text))


def _quiet_tokens(parsed: Parsed) -> Iterator[int]:
    """Tokens of photo credits (from "Image:" to the paragraph's end) and of bylines."""
    for paragraph in parsed.paragraphs:
        text = paragraph.tokens.text
        if paragraph.block.kind == "caption" or (len(text) < 120 and _BYLINE.match(text)):
            yield from range(paragraph.tokens.start, paragraph.tokens.end)
        elif credit := _CREDIT.search(text):
            at = paragraph.tokens.start_char + credit.start()
            # A credit line is short; a colon within a long paragraph is not one.
            if paragraph.tokens.end_char - at < 100:
                yield from (t.i for t in paragraph.tokens if t.idx >= at)


def _pieces(doc: "Doc", start: int, end: int, label: str) -> Iterator[tuple[int, int]]:
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


def _capital(token: "Token") -> bool:
    return token.text[:1].isupper() or token.text[:1].isdigit()


def _trimmed(doc: "Doc", start: int, end: int, label: str) -> Name | None:
    """The name inside the entity, without what is no part of it; None where nothing is left."""
    vocabulary = words()
    honorific, role = "", False
    while end > start and (
        doc[end - 1].tag_ == "POS"
        or (doc[end - 1].is_punct and doc[end - 1].text[-1:] != ".")
        or doc[end - 1].is_space
        or doc[end - 1].lower_ in ("the", "of", "and", "'s", "’s")
    ):
        end -= 1
    if (
        end < len(doc)
        and doc[end].text == ":"
        and doc[end - 1].lower_ in ("image", "photo", "video", "audio", "picture")
    ):
        end -= 1
    while end - start > 1 and label in ("GPE", "LOC") and doc[end - 1].like_num:
        end -= 1
    while end > start and _leading_rest(doc[start], label):
        start += 1
    if start >= end:
        return None
    if label == "PERSON":
        start = _behind_small(doc, start, end)
        if end - start == 1 and doc[start].lower_ in vocabulary.organizations:
            label = "ORG"
    if label == "PERSON" or _titled_person(doc, start, end, label):
        cut = _after_titles(doc, start, end)
        if cut > start:
            before = doc[cut - 1].lower_
            if before in vocabulary.honorifics or before in vocabulary.ranks:
                honorific = before.rstrip(".")
            role = True
            start, label = cut, "PERSON"
    elif label in ("ORG", "FAC", "GPE"):
        start, end = _organization(doc, start, end, label)
        if label == "ORG" and is_portfolio(doc, start, end):
            return None
    if start >= end or not any(c.isalnum() for c in doc[start:end].text):
        return None
    name = make(doc, start, end, label)
    name.honorific, name.role = honorific, role
    if not honorific and not role and start > 0:
        previous = doc[start - 1]
        if previous.lower_ in vocabulary.honorifics or previous.lower_ in vocabulary.ranks:
            name.honorific = previous.lower_.rstrip(".")
        name.role = previous.lower_ in vocabulary.roles or previous.lower_ in vocabulary.ranks
    if not name.key or (name.key.isdigit()):
        return None
    if label == "NORP" and not _is_people(doc, start, end):
        return None
    return name


def _is_people(doc: "Doc", start: int, end: int) -> bool:
    """Whether a demonym, creed or party name stands for people: "Britons", "the Chinese", not "Chinese envoy"."""
    last = doc[end - 1]
    plural = last.tag_ == "NNP" and fold(last.text) in table().people_of and last.lower_.endswith("s")
    if last.tag_ == "NNPS" or plural:
        return last.dep_ not in ("compound", "amod", "nmod")
    if last.tag_ == "NNS" and last.text[:1].isupper():
        return last.dep_ not in ("compound", "amod", "nmod")
    plain = last.dep_ in ("nsubj", "nsubjpass", "dobj", "pobj", "conj", "poss")
    return (
        plain
        and start > 0
        and doc[start - 1].lower_ == "the"
        and last.head.i != last.i + 1
        and fold(last.text) in table().people_of
    )


def _behind_small(doc: "Doc", start: int, end: int) -> int:
    """Where the name begins behind the last small noun: "Volunteer organization Comic Corps"."""
    for i in range(end - 1, start, -1):
        if doc[i - 1].is_lower and doc[i - 1].pos_ == "NOUN" and _capital(doc[i]):
            return i
    return start


def _leading_rest(token: "Token", label: str) -> bool:
    """Whether a first token is no part of a name: articles, numbers of days, small words."""
    if (
        token.is_punct
        or token.is_space
        or (token.tag_ in ("DT", "PRP$", "POS", "CC", "IN") and token.lower_ not in _PARTICLES)
    ):
        return True
    return (
        label != "LAW"
        and token.is_lower
        and token.lower_ not in _PARTICLES
        and not any(c.isupper() for c in token.text)
    )


_BEFORE_NAMES = frozenset(
    [
        "mr",
        "mr.",
        "mrs",
        "mrs.",
        "ms",
        "ms.",
        "miss",
        "dr",
        "dr.",
        "prof",
        "prof.",
        "sir",
        "dame",
        "sen.",
        "gen.",
        "gov.",
        "rep.",
        "sgt.",
        "lt.",
        "col.",
        "capt.",
        "senator",
        "governor",
        "congressman",
        "congresswoman",
    ]
)


def _titled_person(doc: "Doc", start: int, end: int, label: str) -> bool:
    """An ORG or GPE span that is a title and a person's name: "Senator Lind". "Duke University" is not."""
    return (
        label in ("ORG", "GPE")
        and end - start > 1
        and doc[start].lower_ in _BEFORE_NAMES
        and doc[start + 1].pos_ == "PROPN"
    )


def _after_titles(doc: "Doc", start: int, end: int) -> int:
    """Where the name begins behind the last title inside a person's span."""
    titles = words().titles
    cut = start
    for i in range(start, end - 1):
        word = doc[i].lower_
        # "King" and "Baker" are surnames too: a first name before them keeps them in the name.
        if word in titles and (
            i == start
            or doc[i].tag_ != "NNP"
            or doc[i - 1].lower_ in titles
            or end - i > 2
            or word in ("minister", "president")
        ):
            cut = i + 1
    while cut < end and doc[cut].is_punct:
        cut += 1
    return cut if cut < end else start


def is_portfolio(doc: "Doc", start: int, end: int) -> bool:
    """The "State" of "Secretary of State", the "Education" of "Minister for Education"."""
    if start < 2 or doc[start - 1].lower_ not in ("of", "for") or table().identity(fold(doc[start:end].text)):
        return False
    return doc[start - 2].lower_ in (
        "secretary",
        "minister",
        "undersecretary",
        "under-secretary",
        "commissioner",
    )


def _organization(doc: "Doc", start: int, end: int, label: str) -> tuple[int, int]:
    """An organisation's own words: no role at its end, no common noun before its name."""
    vocabulary = words()
    start = _behind_small(doc, start, end)
    while (
        end < len(doc) - 1
        and label == "ORG"
        and doc[end].lower_ == "at"
        and doc[end + 1].ent_type_ == "GPE"
        and "university" in doc[start:end].text.lower()
    ):
        # "the University of North Tamar at Brook": the campus is part of the name.
        end += 2
        while end < len(doc) and doc[end].ent_type_ == "GPE" and doc[end].ent_iob_ == "I":
            end += 1
    while (
        end - start > 1
        and doc[end - 1].lower_ in vocabulary.roles
        and doc[end - 1].lower_ not in vocabulary.organizations
    ):
        end -= 1
    return start, end
