"""The "I" of an interview: questions and answers without the name of whoever speaks.

A text with a run of questions that introduces exactly one person as the one it talked to: "I" in what is
no question is that person, inferred. Whoever asks says "I" in questions.
"""

from collections.abc import Iterator
from typing import TYPE_CHECKING

from briefing.extract.actors.entity import Entity
from briefing.extract.actors.evidence import conjunct_head, head_of
from briefing.extract.actors.links import FIRST_PERSON
from briefing.extract.actors.names import Name
from briefing.extract.actors.quotes import Quote
from briefing.extract.parse import Paragraph, Parsed
from briefing.model.brief import Mention

if TYPE_CHECKING:
    from spacy.tokens import Doc

_LEAST = 3  # questions that make an interview
_SHARE = 6  # of so many paragraphs one is a question
_REACH = 12  # tokens between "interviews" and the name: its roles
_MEETS = frozenset({"interview", "question", "quiz"})
_TALKS = frozenset({"chat", "conversation", "converse", "interview", "sit", "speak", "talk"})


def answers(parsed: Parsed, entities: list[Entity]) -> tuple[Entity, list[range]] | None:
    """The person who answers, and the tokens of the answers; None where the text is no interview with one."""
    body = [p for p in parsed.paragraphs if not p.is_title]
    asked = [i for i, p in enumerate(body) if _is_question(p)]
    if len(asked) < _LEAST or len(asked) * _SHARE < len(body):
        return None
    start = body[asked[0]].tokens.start
    met = [e for e in entities if e.kind == "person" and any(_met(parsed.doc, n) for n in _before(e, start))]
    if len(met) != 1:
        return None
    turns = (p.tokens for p in body[asked[0] :] if not _is_question(p))
    return met[0], [range(t.start, t.end) for t in turns]


def add_answers(parsed: Parsed, entities: list[Entity], quotes: list[Quote]) -> None:
    """Give "I" outside of quotes to the person who answers."""
    found = answers(parsed, entities)
    if found is None:
        return
    person, turns = found
    quoted = {i for q in quotes for i in range(q.start, q.end)}
    for turn in turns:
        for i in turn:
            token = parsed.doc[i]
            if token.lower_ in FIRST_PERSON and token.tag_ in ("PRP", "PRP$") and i not in quoted:
                person.links.append(Mention(token.idx, token.idx + len(token), "pronoun", True))


def _is_question(paragraph: Paragraph) -> bool:
    return paragraph.tokens.text.rstrip(' "”’)]').endswith("?")


def _before(entity: Entity, end: int) -> Iterator[Name]:
    """The names in front of the first question."""
    yield from (n for n in entity.names if n.start < end)


def _met(doc: "Doc", name: Name) -> bool:
    """Whether somebody talked to whom the name stands for: "interviewed Ann Lee", "an interview with Ann Lee"."""
    if _announced(doc, name):
        return True
    token = conjunct_head(head_of(doc, name))
    if token.dep_ == "appos":
        token = conjunct_head(token.head)
    head = token.head
    if token.dep_ == "dobj":
        return head.lemma_ in _MEETS
    return token.dep_ == "pobj" and head.lower_ in ("with", "to") and head.head.lemma_.lower() in _TALKS


def _announced(doc: "Doc", name: Name) -> bool:
    """Whether "interviews" leads to the name: "The Courier interviews painter Ann Lee", whatever the parser says."""
    for i in range(name.start - 1, max(-1, name.start - _REACH), -1):
        token = doc[i]
        if token.lower_.startswith("interview"):
            return True
        if token.pos_ == "ADP" and token.lower_ not in ("with", "of"):
            return False
        if token.pos_ not in ("ADJ", "ADP", "CCONJ", "DET", "NOUN", "PROPN", "PUNCT") or token.text in ".:;,":
            return False
    return False
