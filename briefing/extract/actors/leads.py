"""The person whom a lead describes and the text names only afterwards.

"The head of the yard denied on Monday that … / 'I was not told,' Ann Lee said": a report often opens with
the office and gives the name in the next paragraph, without the office. Linked is only a definite
description with what narrows it, and only to the first person whom the text names, where the text says
nothing else of that person. The link is inferred.
"""

import functools
from collections.abc import Container, Mapping
from itertools import islice
from typing import TYPE_CHECKING

from briefing.extract.actors.entity import Entity
from briefing.extract.actors.evidence import SUBJECT, conjunct_head, head_of
from briefing.extract.actors.phrases import noun_phrase
from briefing.extract.actors.roles import Role
from briefing.extract.actors.words import words
from briefing.extract.parse import Paragraph, Parsed

if TYPE_CHECKING:
    from spacy.tokens import Token

_SUBJECT = SUBJECT | {"nsubjpass"}
_OPENING = 8  # tokens: a paragraph of fewer is a subheading or a date
_AFTER = 2  # paragraphs behind the lead in which the name must come


def described(
    parsed: Parsed, entities: list[Entity], taken: Mapping[int, Entity], quiet: Container[int]
) -> tuple[Entity, Role] | None:
    """The person and the description at the start of the text, or None.

    `taken` maps names' tokens to actors; `quiet` are the tokens of datelines and credits.
    """
    body = [p for p in parsed.paragraphs if not p.is_title and len(p.tokens) >= _OPENING]
    noun = _description(body[0], taken, quiet) if body else None
    if noun is None:
        return None
    end = body[min(_AFTER, len(body) - 1)].tokens.end
    people = [
        (n.start, e) for e in entities if e.kind == "person" for n in e.names if not n.title and not n.quiet
    ]
    first, person = min(people, key=lambda p: p[0], default=(end, None))
    if person is None or not noun.i < first < end or person.roles or len(person.longest.parts) < 2:
        return None
    name = min((n for n in person.names if n.start == first), key=lambda n: n.start)
    subject = conjunct_head(head_of(parsed.doc, name)).dep_ in _SUBJECT
    if not subject or noun.sent.start == parsed.doc[first].sent.start:
        return None
    start, stop = noun_phrase(noun)
    return person, (start, stop, noun.i)


def _description(lead: Paragraph, taken: Mapping[int, Entity], quiet: Container[int]) -> "Token | None":
    """The first subject of the paragraph where it is "the <office> of …": definite, singular, narrowed.

    A dateline may be a sentence of its own in front of it.
    """
    subjects = (
        t
        for s in islice(lead.sentences(), 2)
        for t in s
        if t.dep_ in _SUBJECT and t.head.i == s.root.i and t.i not in quiet
    )
    token = next(subjects, None)
    if token is None or token.i in taken:
        return None
    office = token.tag_ == "NN" and token.lemma_.lower() in _offices()
    definite = any(c.lower_ == "the" or c.dep_ == "poss" for c in token.lefts)
    narrowed = any(c.dep_ in ("prep", "poss", "compound", "nmod") for c in token.children)
    named = any(c.dep_ == "appos" for c in token.children)
    return token if office and definite and narrowed and not named else None


@functools.cache
def _offices() -> frozenset[str]:
    """Nouns for a person's office that are not as well a firm's trade ("the operator"); an executive is a person."""
    return words().roles - words().organizations | {"executive"}
