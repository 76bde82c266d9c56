"""Places inside the names of bodies and venues: the town of "University of Ostvik", of "Ostvik Stadium".

They are no actors of the story, but the story touches them: they are kept out of the ranking, so that
a search for the place finds the article.
"""

from collections.abc import Iterator
from typing import TYPE_CHECKING

from briefing.extract.actors.entity import Entity
from briefing.extract.actors.names import Name, make
from briefing.extract.actors.words import words

if TYPE_CHECKING:
    from spacy.tokens import Doc

# Bodies that are called by the place which they serve, and venues by the one where they stand.
_CIVIC = frozenset(
    {"archdiocese", "city", "college", "county", "diocese", "municipality", "parish", "port", "town"}
)
_STUDY = frozenset(
    {"universidad", "universidade", "università", "universitat", "universität", "université", "university"}
)
_VENUES = frozenset({"airport", "arena", "harbour", "harbor", "stadium", "station"})
_LONGEST = 3  # words of a town's name


def places_within(doc: "Doc", entities: list[Entity]) -> list[Entity]:
    """A quiet place for each town that stands in names alone, in text order."""
    known = {k for e in entities for k in e.keys}
    found: dict[str, Entity] = {}
    for name in sorted((n for e in entities for n in e.names if not n.title), key=lambda n: n.start):
        for start, end in _inner(doc, name):
            inner = make(doc, start, end, "GPE")
            inner.quiet = True
            if inner.key in known or not inner.key:
                continue
            found.setdefault(inner.key, Entity([], kind="place")).names.append(inner)
    return list(found.values())


def _inner(doc: "Doc", name: Name) -> Iterator[tuple[int, int]]:
    """The tokens of the place in one name."""
    tokens = doc[name.start : name.end]
    last = tokens[-1].lower_
    if last in _VENUES and 1 < len(tokens) <= _LONGEST:
        start, end = name.start, name.end - 1
    else:
        of = next((t.i for t in tokens[1:-1] if t.lower_ in ("of", "di", "de")), None)
        if of is None or doc[of - 1].lower_ not in _CIVIC | _STUDY:
            return
        start, end = of + 1, name.end
        stop = next((t.i for t in doc[start:end] if t.lower_ in ("at", "in", ",")), end)
        end = min(end, stop)
    if 0 < end - start <= _LONGEST and all(_town(doc, i) for i in range(start, end)):
        yield start, end


def _town(doc: "Doc", i: int) -> bool:
    """Whether a word may stand in a town's name: no noun for a body or a thing, no given name."""
    token, vocabulary = doc[i], words()
    if token.pos_ != "PROPN" or not token.text[:1].isupper() or token.text.isupper():
        return False
    listed = (
        vocabulary.organizations,
        vocabulary.things,
        vocabulary.fields,
        vocabulary.roles,
        vocabulary.given_names,
    )
    return not any(token.lower_ in words_of for words_of in listed)
