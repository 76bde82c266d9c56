"""From a span to the name in it: titles, roles, articles and common nouns are cut off."""

import re
from typing import TYPE_CHECKING

from briefing.extract.actors.names import Name, make
from briefing.extract.actors.table import fold, table
from briefing.extract.actors.words import words

if TYPE_CHECKING:
    from spacy.tokens import Doc, Token


# A coined name has a capital inside: "TarrowRail". Family names have theirs behind a particle: "McLane".
_COINED = re.compile(
    r"^(?!(?:Mc|Mac|De|Di|Du|La|Le|Fitz|Van|Von|Del|Des|Dos|Al|El|O)[A-Z])[A-Z][a-z]+[A-Z][a-z]"
)


def _capital(token: "Token") -> bool:
    return token.text[:1].isupper() or token.text[:1].isdigit()


def trimmed(doc: "Doc", start: int, end: int, label: str) -> Name | None:
    """The name inside the entity, without what is no part of it; None where nothing is left."""
    vocabulary = words()
    honorific, role = "", False
    while end > start and (
        doc[end - 1].tag_ == "POS"
        or (doc[end - 1].is_punct and doc[end - 1].text[-1:] != ".")
        or doc[end - 1].is_space
        or (not any(c.isalnum() for c in doc[end - 1].text) and doc[end - 1].text != ".")
        or doc[end - 1].lower_ in ("the", "of", "and", "'s", "’s")
        or (doc[end - 1].tag_ in ("IN", "TO") and doc[end - 1].is_lower)
    ):
        end -= 1
    if (
        end < len(doc)
        and doc[end].text == ":"
        and doc[end - 1].lower_ in ("image", "photo", "video", "audio", "picture")
    ):
        end -= 1
    if end - start > 3 and doc[end - 1].like_num and doc[end - 2].text in "-–" and doc[end - 3].like_num:
        end -= 3  # "Tamar 2-1": a score
    while end - start > 1 and label in ("GPE", "LOC", "PERSON") and doc[end - 1].like_num:
        end -= 1
    while end > start and _leading_rest(doc[start], label):
        start += 1
    if end - start > 1 and doc[start].text == "Said" and start and doc[start - 1].is_punct:
        start += 1  # '"…," Said Holm': a slip of the pen
    if start >= end:
        return None
    if label == "ORG" and start and doc[start - 1].lower_ in vocabulary.legal_forms:
        # What stands behind "LLC" in one span is somebody of the firm (spans.pieces).
        label = "PERSON"
    if label == "PERSON":
        start = _behind_small(doc, start, end)
        bracketed = start > 0 and doc[start - 1].text == "(" and doc[start].text.isupper()
        if end - start == 1 and (doc[start].lower_ in vocabulary.organizations or bracketed):
            label = "ORG"
        if end - start == 1 and (_initials(doc, start) or _COINED.search(doc[start].text)):
            label = "ORG"
        if end - start > 1 and doc[end - 1].lower_ in vocabulary.firm_ends:
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
        if label == "ORG" and (is_portfolio(doc, start, end) or is_position(doc, start, end)):
            return None
    if start >= end or not any(c.isalnum() for c in doc[start:end].text):
        return None
    name = make(doc, start, end, label)
    if label != "PERSON" and name.key in table().adjective_of and name.key not in table().state_of:
        # "Kuwaiti" is no place, whatever the tagger says.
        label = name.label = "NORP"
    name.honorific, name.role = honorific, role
    if not honorific and not role and start > 0:
        previous = doc[start - 1]
        if previous.text == "." and start > 1 and doc[start - 2].lower_ in vocabulary.ranks:
            previous = doc[start - 2]  # "Capt." that the tokenizer takes for the end of a sentence
        address = previous.lower_ in vocabulary.honorifics or previous.lower_ in vocabulary.ranks
        if address and previous.pos_ != "VERB":  # "they miss Steve"
            name.honorific = previous.lower_.rstrip(".")
        name.role = previous.lower_ in vocabulary.roles or previous.lower_ in vocabulary.ranks
    if not name.key or (name.key.isdigit()):
        return None
    if label == "PERSON" and end - start == 1 and start and _address(doc, start):
        return None
    if label == "NORP" and not _is_people(doc, start, end):
        return None
    return name


def _address(doc: "Doc", i: int) -> bool:
    """Whether a title is the whole of an address: "thank you, Mr. Mayor"."""
    before = doc[i - 1].lower_
    return doc[i].lower_ in words().roles and before in words().honorifics and before not in words().roles


def _initials(doc: "Doc", i: int) -> bool:
    """Whether a word is the initials of a body: capitals in a sentence that is not all in capitals, no label.

    "ADA HOLM: Good evening" and "MRS. HOLM" are a transcript's way to write a name.
    """
    text = doc[i].text
    if not (2 <= len(text) <= 5 and text.isalpha() and text.isupper()):
        return False
    near = doc[max(doc[i].sent.start, i - 1) : min(doc[i].sent.end, i + 2)]
    loud = any(t.i != i and len(t.text) > 1 and t.text.isupper() for t in near)
    label = near[-1].text == ":" or (i > 0 and doc[i - 1].lower_ in words().honorifics)
    return not (loud or label or text.lower() in words().given_names)


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
        or (token.tag_ in ("DT", "PRP$", "POS", "CC", "IN") and token.lower_ not in words().particles)
    ):
        return True
    return (
        label != "LAW"
        and token.is_lower
        and token.lower_ not in words().particles
        and not any(c.isupper() for c in token.text)
    )


def _titled_person(doc: "Doc", start: int, end: int, label: str) -> bool:
    """An ORG or GPE span that is a title and a person's name: "Senator Lind". "Duke University" is not."""
    return (
        label in ("ORG", "GPE")
        and end - start > 1
        and doc[start].lower_ in words().before_names
        and doc[start + 1].pos_ == "PROPN"
    )


def _after_titles(doc: "Doc", start: int, end: int) -> int:
    """Where the name begins behind the last title inside a person's span."""
    titles, given = words().titles, words().given_names
    cut = start
    for i in range(start, end - 1):
        word = doc[i].lower_
        if i == start and end - start == 2 and word in given and doc[i].text.istitle():
            continue  # "Victor Holm" won nothing
        # "King" and "Baker" are surnames too: a first name before them keeps them in the name.
        if word in titles and (
            i == start
            or doc[i].tag_ != "NNP"
            or doc[i - 1].lower_ in titles
            or end - i > 2
            or word in ("minister", "president")
        ):
            cut = i + 1
    if cut == start and end - start > 2 and _believer(doc[start].lower_, doc[start + 1].lower_):
        cut += 1
    while cut < end and doc[cut].is_punct:
        cut += 1
    return cut if cut < end else start


def _believer(word: str, following: str) -> bool:
    """Whether a first word says what the person behind it believes in: "Socialist Ann Lee"."""
    given = words().given_names
    return word.endswith(("ist", "crat", "ite")) and word not in given and following in given


_GRADES = frozenset(
    {"senior", "junior", "deputy", "assistant", "associate", "former", "vice", "acting", "lead"}
)


def is_position(doc: "Doc", start: int, end: int) -> bool:
    """Whether a span is what somebody is, and names nobody: "Senior Software Developer"."""
    last = doc[end - 1]
    return doc[start].lower_ in _GRADES and last.lower_ in words().roles and last.tag_ in ("NN", "NNP")


_OFFICES = frozenset({"secretary", "minister", "undersecretary", "under-secretary", "commissioner"})


def is_portfolio(doc: "Doc", start: int, end: int) -> bool:
    """The "State" of "Secretary of State", the "Media Relations" of "director of Media Relations".

    So is the second of two: "director of Media and Communications".
    """
    if doc[end - 1].lower_ in words().fields:
        while (
            start > 2 and doc[start - 1].text in ("and", ",", "&") and doc[start - 2].lower_ in words().fields
        ):
            start -= 2
            while start > 0 and doc[start - 1].dep_ in ("amod", "compound") and doc[start - 1].is_title:
                start -= 1
    if start < 2 or doc[start - 1].lower_ not in ("of", "for", "in"):
        return False
    if table().identity(fold(doc[start:end].text)):
        return False
    before = doc[start - 2].lower_
    return before in _OFFICES or (before in words().roles and doc[end - 1].lower_ in words().fields)


# Nouns for persons that papers, ships and teams end in: "the Tamar Star".
_NAMES_END = frozenset({"champion", "explorer", "pioneer", "ranger", "star"})


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
    whole = end
    while (
        end - start > 1
        and doc[end - 1].lower_ in vocabulary.roles
        and doc[end - 1].lower_ not in vocabulary.bodies | _NAMES_END
    ):
        end -= 1
    if doc[end - 1].lower_ in ("of", "the", "for"):
        end = whole  # "Office of the Inspector General"
    if end - start > 1 and doc[end - 1].is_lower and doc[end - 1].lower_ in vocabulary.organizations:
        end -= 1  # "the Vantrel company": a small noun says what the name is
    return start, end
