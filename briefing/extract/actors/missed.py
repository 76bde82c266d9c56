"""Names that the tagger passes over or takes for a product or a work.

Two signs bring one in: the last word is a noun for an organisation ("the Sunday Courier"), or the
grammar proves an actor (it says something, it has a spokesman, a person is its founder).
"""

from collections.abc import Container, Iterator
from typing import TYPE_CHECKING

from briefing.extract.actors.evidence import acts
from briefing.extract.actors.names import KEPT, Name, make
from briefing.extract.actors.peoples import peoples
from briefing.extract.actors.spans import whole_word
from briefing.extract.actors.table import fold, table
from briefing.extract.actors.trim import is_portfolio, is_position
from briefing.extract.actors.words import words

if TYPE_CHECKING:
    from spacy.tokens import Doc, Token

_REACH = 6  # tokens in front of a run at which a longer name may begin
_PROOF = 1.5  # points of evidence.acts: a subject of a verb of acting


def missed(doc: "Doc", names: list[Name], skip: Container[int]) -> list[Name]:
    """The further names, in text order. Runs in `skip` (headline, credits) or beside a name are left alone."""
    vocabulary = words()
    taken = {i for n in names if n.label in KEPT for i in range(n.start, n.end)}
    found = [*_listed(doc, taken, skip), *peoples(doc, taken, skip)]
    taken |= {i for n in found for i in range(n.start, n.end)}
    forms = _forms(doc, names)
    for start, end in _runs(doc, taken, skip):
        if _part(doc, start, end, forms):
            continue
        name = make(doc, start, end, "ORG")
        last = doc[end - 1].lower_
        listed = last in vocabulary.organizations or last in vocabulary.company_suffixes
        beside = "ORG" if _short_form(doc, start, end, taken) else _beside(doc, start, end)
        if beside is not None:
            name.label = beside
            found.append(name)
        elif (end - start > 1 and listed and not is_position(doc, start, end)) or (
            not _plain(doc, start, end) and _proof(doc, name)
        ):
            found.append(name)
    return found


def _part(doc: "Doc", start: int, end: int, forms: dict[str, list[list[str]]]) -> bool:
    """Whether a run lies inside a name of several words that the tagger has found elsewhere: no part of it is a name of its own."""
    for first in range(max(0, start - _REACH), start + 1):
        for form in forms.get(doc[first].text, ()):
            last = first + len(form)
            if last >= end and last - first > end - start and [t.text for t in doc[first:last]] == form:
                return True
    return False


def _forms(doc: "Doc", names: list[Name]) -> dict[str, list[list[str]]]:
    """The names of several words as lists of tokens, by the first."""
    forms: dict[str, list[list[str]]] = {}
    for name in {n.text: n for n in names if n.label in KEPT and n.end - n.start > 1}.values():
        form = [t.text for t in doc[name.start : name.end]]
        forms.setdefault(form[0], []).append(form)
    return forms


def _proof(doc: "Doc", name: Name) -> bool:
    """Whether the grammar proves an actor; the last word alone counts where the parser cut the name in two."""
    return acts(doc, name) >= _PROOF or (
        name.end - name.start == 2 and acts(doc, make(doc, name.end - 1, name.end, "ORG")) >= _PROOF
    )


def _listed(doc: "Doc", taken: set[int], skip: Container[int]) -> Iterator[Name]:
    """Names of several words that the table knows, whatever the tagger makes of them."""
    starts = table().long_forms
    for token in doc:
        if token.is_lower or token.i in taken or token.i in skip or not token.text[:1].isupper():
            continue
        for width, keys in starts.get(fold(token.text), {}).items():
            end = token.i + width
            span = range(token.i, end)
            if end > len(doc) or taken & set(span) or not doc[end - 1].text[:1].isupper():
                continue
            if fold(doc[token.i : end].text) in keys:
                yield make(doc, token.i, end, "ORG")
                break
        else:
            if _known_word(doc, token):
                yield make(doc, token.i, token.i + 1, "ORG")


def _known_word(doc: "Doc", token: "Token") -> bool:
    """Whether a single word that the table knows stands by itself, and in no entity that is longer."""
    form = table().form_of.get(fold(token.text))
    if form is None or form.kind != "organization" or len(token) < 3:
        return False
    before = doc[token.i - 1] if token.i else None
    article = before is not None and before.text == "The" and not before.is_sent_start
    if token.pos_ != "PROPN" and not article:
        return False
    beside = (doc[i] for i in (token.i - 1, token.i + 1) if 0 <= i < len(doc))
    if any(t.pos_ == "PROPN" and t.lower_ != "the" for t in beside):
        return False
    inside = token.ent_iob_ == "I" or (token.i + 1 < len(doc) and doc[token.i + 1].ent_iob_ == "I")
    return token.ent_type_ == "" or not inside


def _short_form(doc: "Doc", start: int, end: int, taken: set[int]) -> bool:
    """Whether a run is capitals in brackets right behind a name: "Agenzia Tamara (AMTAR)"."""
    if end - start != 1 or start < 2 or end >= len(doc) or not doc[start].text.isupper():
        return False
    return doc[start - 1].text == "(" and doc[end].text == ")" and start - 2 in taken


def _beside(doc: "Doc", start: int, end: int) -> str | None:
    """The label of the tagged name that a run of two words and more is coordinated with: "Ann Lee, Ben Holm"."""
    root = doc[start:end].root
    if end - start < 2 or root.dep_ != "conj" or _plain(doc, start, end):
        return None
    label = root.head.ent_type_
    return label if label in ("PERSON", "ORG") and root.head.pos_ == "PROPN" else None


def _runs(doc: "Doc", taken: set[int], skip: Container[int]) -> Iterator[tuple[int, int]]:
    """Maximal runs of capitalised proper nouns that touch no tagged name."""
    i = 0
    while i < len(doc):
        if not _proper(doc[i]) or i in taken or i in skip:
            i += 1
            continue
        end = i + 1
        while end < len(doc) and end not in taken and (_proper(doc[end]) or _joint(doc, end)):
            end += 1
        if end + 1 < len(doc) and end + 1 not in taken and _of(doc, end):
            end += 2
            while end < len(doc) and end not in taken and _proper(doc[end]):
                end += 1
        if end not in taken and i - 1 not in taken:
            yield (i + 1 if doc[i].tag_ == "DT" and end - i > 1 else whole_word(doc, i)), end
        i = end


def _joint(doc: "Doc", i: int) -> bool:
    return doc[i].text in ("-", "&") and i + 1 < len(doc) and _proper(doc[i + 1])


def _of(doc: "Doc", i: int) -> bool:
    """Whether "of" at `i` continues a body's name: "Museum of Art"."""
    return doc[i].lower_ == "of" and doc[i - 1].lower_ in words().organizations and _proper(doc[i + 1])


def _proper(token: "Token") -> bool:
    return token.pos_ == "PROPN" and token.text[:1].isupper()


def _plain(doc: "Doc", start: int, end: int) -> bool:
    """Whether a run is a capitalised common word, a weekday or a title: no name by itself."""
    first = doc[start]
    if is_portfolio(doc, start, end) or is_position(doc, start, end) or (end - start == 1 and len(first) < 3):
        return True
    if end - start > 1:
        return doc[end - 1].lower_ in words().titles | words().things
    lemma = first.lemma_.lower()
    vocabulary = words()
    listed = (
        lemma in vocabulary.titles
        or lemma in vocabulary.things
        or lemma in vocabulary.people
        or lemma in vocabulary.organizations
        or lemma in vocabulary.peoples
    )
    return (
        listed
        or first.ent_type_ in ("DATE", "TIME", "NORP", "LANGUAGE", "EVENT")
        or (first.is_sent_start is True and first.tag_ != "NNP")
    )
