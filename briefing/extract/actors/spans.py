"""Which tokens a name may cover: the tagger's entities, joined, extended and taken apart."""

from collections.abc import Iterator
from itertools import zip_longest
from typing import TYPE_CHECKING

from briefing.extract.actors.names import KEPT, THINGS
from briefing.extract.actors.table import fold, table
from briefing.extract.actors.words import words
from briefing.extract.lexicon import speech_verbs

if TYPE_CHECKING:
    from spacy.tokens import Doc, Span, Token

_COMPASS = frozenset({"central", "east", "eastern", "inner", "lower", "north", "northern", "outer", "south", "southern", "upper", "west", "western"})  # fmt: skip
_SPLITTERS = frozenset(
    {"and", "&", ",", ";", "/", "or", "vs", "vs.", "versus", "with", "-", "–", "—", "(", ")"}
)


def entities(doc: "Doc") -> Iterator[tuple[int, int, str]]:
    """The tagger's entities as `(start, end, label)`, a person's grown to the whole name.

    Two single words side by side that speak are one person ("Alia" "Salem" said); a foreign name that
    the tagger splits in an organisation and its apposition is one organisation.
    """
    found = [e for e in doc.ents if e.label_ in KEPT or e.label_ in THINGS]
    tagged = {i for e in found for i in range(e.start, e.end)}
    joined = -1
    for entity, following in zip_longest(found, found[1:]):
        if entity.start == joined:
            continue
        if following is not None and (label := _joined(doc, entity, following)):
            joined = following.start
            yield entity.start, following.end, label
        elif entity.label_ == "PERSON":
            start, end = _grown(doc, entity, tagged)
            yield start, end, _branch(doc, start, end)
            if start > entity.start:
                yield entity.start, start, "GPE"
        else:
            people = len(entity) == 1 and entity.label_ == "ORG" and entity.text.endswith("s")
            yield (
                whole_word(doc, _first_part(doc, entity, tagged)),
                entity.end,
                "NORP" if people and fold(entity.text) in table().people_of else entity.label_,
            )


def _joined(doc: "Doc", first: "Span", second: "Span") -> str | None:
    """The label of two entities side by side that are one, or None."""
    if first.end + 1 == second.start and first.label_ == "ORG" and doc[first.end].like_num:
        # "Movimento 5 Stelle": a number within a phrase is a part of the name.
        inside = doc[first.end].head in (first.root, second.root)
        return "ORG" if inside and fold(second[0].text) not in words().given_names else None
    if first.end != second.start:
        return None
    verb = doc[second.end] if second.end < len(doc) else None
    single = len(first) == len(second) == 1
    places = {first.label_, second.label_} <= {"GPE", "PERSON"}
    if single and places and verb is not None and verb.lemma_ in speech_verbs() and verb.pos_ == "VERB":
        return "PERSON"
    if (
        first.label_ == "ORG"
        and second.label_ == "PERSON"
        and second.root.dep_ == "appos"
        and second.root.head.i in range(first.start, first.end)
    ):
        return "ORG"
    return None


def _grown(doc: "Doc", entity: "Span", tagged: set[int]) -> tuple[int, int]:
    """A person's span with the untagged parts of the name beside it, without a state in front of it."""
    start, end = entity.start, entity.end
    titles = words().titles
    while (
        start > 0 and start - 1 not in tagged and doc[start - 1].dep_ == "compound" and _name_part(doc[start - 1])
        and start <= doc[start - 1].head.i < end and doc[start - 1].lower_ not in titles and not doc[start].is_sent_start
    ):  # fmt: skip
        start -= 1
    while (
        end < len(doc) and end not in tagged and _name_part(doc[end]) and doc[end - 1].head.i == end
        and doc[end - 1].dep_ == "compound" and doc[end].lower_ not in titles and not doc[end].is_sent_start
    ):  # fmt: skip
        end += 1
    # "envoy to Norway Chen Haoran": the preposition holds the state, and the name follows it.
    if (
        end - start > 2
        and start > 0
        and doc[start - 1].pos_ == "ADP"
        and fold(doc[start].text) in table().state_of
    ):
        start += 1
    return start, end


def _first_part(doc: "Doc", entity: "Span", tagged: set[int]) -> int:
    """Where a name of a body or place begins with its untagged first words: "Ada & Lee Holm Museum", "East Tamar"."""
    start, vocabulary = entity.start, words()
    if entity.label_ not in ("ORG", "FAC", "GPE", "LOC"):
        return start
    while start > 0 and start - 1 not in tagged:
        before = doc[start - 1]
        if before.text == "&" and entity.label_ in ("ORG", "FAC") and start > 1 and start - 2 not in tagged:
            if not (_name_part(doc[start - 2]) and doc[start].ent_type_ == ""):
                break
            start -= 2
            continue
        part = (
            _name_part(before)
            and before.dep_ in ("amod", "compound", "nmod")
            and before.lower_ not in vocabulary.titles
        )
        if not part or not start <= before.head.i < entity.end or before.is_sent_start:
            break
        if entity.label_ in ("GPE", "LOC") and before.lower_ not in _COMPASS:
            break
        start -= 1
    return start


def whole_word(doc: "Doc", start: int) -> int:
    """A name does not begin in the middle of a word: "Make-A-Wish Foundation"."""
    while (
        start > 1
        and doc[start - 1].text == "-"
        and not doc[start - 1].whitespace_
        and not doc[start - 2].whitespace_
    ):
        if not doc[start - 2].text[:1].isupper():
            break
        start -= 2
    return start


def _branch(doc: "Doc", start: int, end: int) -> str:
    """ "Acme Australia" is a branch, "Diana England" a person."""
    last = fold(doc[end - 1].text)
    branch = end - start > 1 and last in table().state_of and fold(doc[start].text) not in words().given_names
    return "ORG" if branch and last != fold(doc[end - 2].text) else "PERSON"


def _name_part(token: "Token") -> bool:
    return (
        token.tag_ == "NNP" and token.text[:1].isupper() and token.text.isalpha() and not token.text.isupper()
    )


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
        if label == "ORG" and i > at and _behind_firm(doc, at, i):
            yield at, i
            at = i
        elif (person or conjoined or aside) and i > at:
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
    if i + 2 < end and doc[i + 2].lower_ == "of" and doc[i + 1].lower_ in words().organizations:
        return True  # "Department of Health and Office of Trade"
    before = doc[i - 1].lower_
    listed = before in words().organizations or before in words().company_suffixes
    return listed and not any(t.lower_ in ("of", "for", "on") for t in doc[start:i])


def _behind_firm(doc: "Doc", start: int, i: int) -> bool:
    """Whether a firm's legal form closes a name before the person behind it: "Acme LLC Ann Lee"."""
    if i - start < 2 or doc[i - 1].lower_ not in words().legal_forms or not doc[i].text.istitle():
        return False
    return fold(doc[i].text) in words().given_names


def _spaced(doc: "Doc", i: int) -> bool:
    return bool(doc[i].whitespace_) and i > 0 and bool(doc[i - 1].whitespace_)
