"""The unnamed: officials, a spokesman, several ministers, people familiar with the matter.

An actor of its own that is labelled as written and never joined with one of another article. Only
those that act are kept: a subject that says, decides or opposes, a source, an agent.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING

from briefing.extract.actors.entity import Entity
from briefing.extract.actors.evidence import SUBJECT, conjunct_head
from briefing.extract.actors.phrases import noun_phrase
from briefing.extract.actors.table import fold, table
from briefing.extract.actors.words import words
from briefing.extract.lexicon import speech_verbs
from briefing.model.brief import ActorKind

if TYPE_CHECKING:
    from spacy.tokens import Doc, Token

_MANY = frozenset({"police", "people", "staff", "clergy", "public", "crowd", "audience", "crew", "youth"})
_LONGEST = 14  # tokens: a longer label is a sentence, not a name for someone


@dataclass(frozen=True, slots=True)
class Unnamed:
    """A labelled, unnamed actor at one place: tokens `[start, end)`, head noun, and kind."""

    start: int
    end: int
    head: int
    kind: ActorKind
    plural: bool
    country: str | None
    speaks: bool
    parent: Entity | None = None


def unnamed(doc: "Doc", taken: Mapping[int, Entity]) -> list[Unnamed]:
    """Every unnamed actor outside of names, in text order. `taken` maps the tokens of names to their actors."""
    found = []
    vocabulary = words()
    for token in doc:
        if _counted(token) and acting(token):
            start, end = noun_phrase(token)
            kind: ActorKind = "person" if token.lower_ in ("one", "another") else "group"
            if end - start <= _LONGEST and not set(range(start, end)) & taken.keys():
                found.append(Unnamed(start, end, token.i, kind, kind == "group", None, _speaks(token)))
            continue
        if token.pos_ not in ("NOUN", "ADJ", "PROPN") or token.i in taken:
            continue
        if is_generic(token) or _device(token) or (token.lower_ == "people" and not any(token.children)):
            continue
        lemma = token.lemma_.lower()
        plural = token.tag_ in ("NNS", "NNPS") or lemma in _MANY
        state_body = lemma in words().state_bodies or token.lower_ in words().state_bodies
        known = lemma in vocabulary.people or lemma in vocabulary.roles
        parent = _owner(token, taken) if lemma in words().units else None
        if not (state_body or known or parent) or token.dep_ in ("compound", "amod", "nmod", "appos", "attr"):
            continue
        if not acting(token):
            continue
        start, end = noun_phrase(token)
        if end - start > _LONGEST:
            end = token.i + 1
        if plural or parent is not None or state_body:
            start = _from_article(doc, start, token)
        if parent is not None:
            found.append(
                Unnamed(
                    start,
                    end,
                    token.i,
                    "organization",
                    plural,
                    country_of(doc, start, token.i),
                    _speaks(token),
                    parent,
                )
            )
            continue
        if (
            set(range(token.i + 1, end)) & taken.keys()
            and token.i + 1 < end
            and doc[token.i + 1].dep_ == "appos"
        ):
            end = token.i + 1
        country = country_of(doc, start, token.i)
        if state_body and not plural:
            if country is None:
                continue
            kind = "organization"
        else:
            runs = lemma in vocabulary.organizations and lemma not in vocabulary.people and _runs(token)
            kind = "group" if plural else "organization" if runs else "person"
        found.append(Unnamed(start, end, token.i, kind, plural, country, _speaks(token)))
    return found


def _runs(token: "Token") -> bool:
    """Whether a maker or runner is one of goods or services, which is a firm: "the operator of the ferries"."""
    goods = [n for c in token.rights if c.lower_ == "of" for n in c.children if n.dep_ == "pobj"]
    return any(n.tag_ in ("NNS", "NNPS") for n in goods) or any(
        c.dep_ == "compound" and c.tag_ == "NN" for c in token.lefts
    )


def _device(token: "Token") -> bool:
    """ "music players" play no game."""
    media = {"audio", "cd", "dvd", "media", "mp3", "music", "record", "video"}
    return token.lemma_ == "player" and any(c.lower_ in media for c in token.lefts)


def _counted(token: "Token") -> bool:
    """Whether a number stands for people: "one of the two engineers", "three of the ministers"."""
    if not token.like_num and token.lower_ not in ("another", "several", "some", "many"):
        return False
    nouns = (n for c in token.rights if c.lower_ == "of" for n in c.children if n.dep_ == "pobj")
    vocabulary = words()
    return any(
        (n.tag_ == "NNS" and n.lemma_.lower() in vocabulary.people | vocabulary.roles)
        or n.lower_ == "people"
        for n in nouns
    )  # fmt: skip


def _owner(noun: "Token", taken: Mapping[int, Entity]) -> Entity | None:
    """The organisation whose unit this is: "Acme's Norwegian subsidiary", "the Acme board"."""
    for child in noun.lefts:
        owner = taken.get(child.i)
        if owner is not None and child.dep_ in ("poss", "compound", "nmod") and owner.kind == "organization":
            return owner
    return None


# Determiners that pick out nobody, and modal verbs of rules.
_NOBODY = frozenset({"no", "any", "every", "each", "neither", "either", "whichever"})
_RULES = frozenset({"must", "shall", "should", "may", "can", "ought"})


def is_generic(noun: "Token") -> bool:
    """Whether a phrase means whoever it fits: "no minister", "an operator must report", "if a driver drinks".

    "her client" is somebody whom the text knows already, and counts as nobody new unless the client speaks.
    """
    determiners = {c.lower_ for c in noun.lefts if c.dep_ in ("det", "poss", "nummod", "predet")}
    if determiners & _NOBODY:
        return True
    verb = conjunct_head(noun).head
    if not determiners & {"a", "an"} and (determiners or noun.tag_ not in ("NNS", "NNPS")):
        known = any(c.tag_ == "PRP$" for c in noun.lefts) and noun.lemma_.lower() not in words().roles
        return known and not _speaks(noun)
    helpers = {c.lower_ for c in verb.children if c.dep_ == "aux"}
    if helpers & _RULES and (verb.tag_ == "VB" and not {"have"} & helpers):
        return True
    return any(c.dep_ == "mark" and c.lower_ in ("if", "unless", "whenever") for c in verb.children)


def _from_article(doc: "Doc", start: int, noun: "Token") -> int:
    """Articles and possessives are no part of a plural's label; numbers and "several" are."""
    while start < noun.i and (
        (
            (doc[start].tag_ in ("DT", "PRP$", "PDT") or doc[start].lower_ in ("even", "only", "also"))
            and doc[start].lower_ not in ("some", "several", "both", "a", "an", "another")
        )
        or doc[start].is_punct
    ):
        start += 1
    return start


def acting(noun: "Token") -> bool:
    """Whether the noun is subject of a verb of acting or saying, an agent, or a source."""
    token = conjunct_head(noun)
    vocabulary, speech = words(), speech_verbs()
    head = token.head
    if token.dep_ in SUBJECT and head.pos_ in ("VERB", "AUX"):
        return head.lemma_ in vocabulary.acting or head.lemma_ in speech
    if token.dep_ == "nsubjpass":
        return head.lemma_ in speech or head.lemma_ in ("think", "believe", "quote", "know")
    if token.dep_ == "pobj":
        return head.dep_ == "agent" or (
            head.i > 0 and head.lower_ == "to" and noun.doc[head.i - 1].lower_ == "according"
        )
    return False


def _speaks(noun: "Token") -> bool:
    token = conjunct_head(noun)
    return token.head.lemma_ in speech_verbs() or (token.dep_ == "pobj" and token.head.lower_ == "to")


def country_of(doc: "Doc", start: int, end: int) -> str | None:
    """The code of the state whose demonym or name stands in tokens `[start, end)`."""
    known = table()
    for i in range(start, end):
        for width in (2, 1):
            state = known.adjective_of.get(fold(doc[i : i + width].text)) or known.state_of.get(
                fold(doc[i : i + width].text)
            )
            if state and i + width <= end and doc[i].text[:1].isupper():
                return state.code
    return None


def is_indefinite(doc: "Doc", start: int, head: int) -> bool:
    """Whether the phrase brings somebody new: "a spokesman", "several ministers", "two men"."""
    left = [doc[i] for i in range(max(0, start - 1), head)]
    return any(t.lower_ in words().indefinite or t.like_num for t in left)
