"""The tense of the verb that governs a time expression, as far as it tells a direction in time."""

from typing import TYPE_CHECKING, Literal

from briefing.extract.timeline.words import word_set

if TYPE_CHECKING:
    from spacy.tokens import Span as DocSpan
    from spacy.tokens import Token

Tense = Literal["past", "pluperfect", "present", "future"]

FUTURE_MODALS = frozenset({"will", "'ll", "’ll", "shall", "wo", "ll"})
MODALS = frozenset({"would", "could", "might", "may", "should", "can", "must", "ought", "'d", "’d"})
# Predicates whose infinitive lies ahead of them (Karttunen 1971: they are not implicative).
# "hop" and "slat" are what the lemmatizer makes of "hoped" and "slated".
PROSPECTIVE = word_set(
    """
    plan expect schedule set agree intend hope want promise vow pledge ask order likely due need
    decide propose prepare aim ready urge demand invite slate poise bind ask tell threaten offer wish
    mean schedule project forecast authorize authorise instruct require allow permit supposed suppose
    sure certain hop slat
    """
)
# What is arranged lies ahead of the arranging: "was set for Monday", "a rally planned for Sunday".
ARRANGED = word_set("schedule slate slat set plan expect due")
# Verbs whose past is their plain form: the tagger may take it for a present.
INVARIANT = word_set(
    """
    bet burst cast cost cut hit hurt let put quit rid set shed shut slit split spread thrust upset
    """
)
_CLIMB = 15
VERBAL = frozenset({"VERB", "AUX"})


def is_verbal(token: "Token") -> bool:
    """A verb, or what an auxiliary makes one ("was closed", whatever the tagger says of `closed`)."""
    if token.tag_ == "VBZ" and any(c.dep_ == "aux" and c.lower_ == "to" for c in token.children):
        # "Damage to ramps": behind `to` stands an infinitive or a noun, and this is no infinitive.
        return False
    return token.pos_ in VERBAL or (
        token.pos_ == "ADJ" and token.tag_ != "IN" and any(c.dep_ == "auxpass" for c in token.children)
    )


def in_one_sentence(span: "DocSpan") -> "DocSpan":
    """The words up to where the parser begins a sentence within them ("at 7:30 a.m. | Eastern Standard Time")."""
    for i in range(span.start + 1, span.end):
        if span.doc[i].is_sent_start:
            return span.doc[span.start : i]
    return span


def governor(token: "Token") -> "Token | None":
    """The nearest verb above `token` (itself included), or None."""
    for _ in range(_CLIMB):
        if is_verbal(token):
            # An auxiliary is a form of the verb that it helps.
            if token.dep_ in ("aux", "auxpass") and token.head != token:
                token = token.head
                continue
            return token
        if token.head == token:
            return None
        token = token.head
    return None


def verb_tense(verb: "Token", depth: int = 0) -> Tense | None:
    """The tense of a verb group; what is not finite takes it from the verb above."""
    helpers = [c for c in verb.children if c.dep_ in ("aux", "auxpass")]
    words = {c.lower_ for c in helpers}
    if (
        "have" in words
        and not words & FUTURE_MODALS
        and (words & MODALS or any(c.tag_ == "TO" for c in helpers))
    ):
        # "May have closed", "was to have opened": of a time behind, done or not.
        return "past"
    if words & FUTURE_MODALS or words & MODALS or verb.lower_ in FUTURE_MODALS:
        return "future"
    tags = {c.tag_ for c in helpers}
    tag = "VBN" if verb.pos_ == "ADJ" and helpers else verb.tag_
    if any(c.tag_ == "TO" for c in helpers):
        return _infinitive(verb, depth)
    if verb.lemma_ == "be" and any(c.dep_ == "acomp" and c.lemma_ in ARRANGED for c in verb.children):
        # "Is due before the court on Thursday."
        return "pluperfect" if "had" in words else "future"
    if bare_be(helpers):
        # "Asked that every warning be published within a week."
        return "future"
    if tag == "VB" and verb.dep_ == "conj" and not helpers and verb.head.tag_ in ("VBN", "VBD"):
        # "We have given it to them and publish it today": no form of the perfect.
        return "present"
    if helpers and tags == {"VBG"} and verb.dep_ == "xcomp":
        # "Will start getting built": what is not finite looks where the verb above does.
        return _of_the_verb_above(verb, depth)
    if tag == "VBN" or tag == "VBD":
        if words & {"had"}:
            return "pluperfect"
        if "VBD" in tags or words & {"has", "have", "'ve", "’ve", "having"}:
            return "future" if verb.lemma_ in ARRANGED else "past"
        if not helpers:
            # A participle after its noun tells what was done: "a report released Friday".
            return "past"
        return "future" if verb.lemma_ in PROSPECTIVE else "present"
    if tag == "VBP" and verb.lower_ in INVARIANT and _one_did_it(verb):
        # "The bank cut rates on Friday": without an -s it is no present of one subject.
        return "past"
    if tag in ("VBZ", "VBP"):
        return "present"
    if tag == "VBG" and helpers:
        return "past" if "VBD" in tags else "present"
    if tag == "VB" and words & {"did", "didn't"}:
        return "past"
    if tag == "VB" and words & {"do", "does"}:
        return "present"
    return _of_the_verb_above(verb, depth)


def _of_the_verb_above(verb: "Token", depth: int) -> Tense | None:
    above = governor(verb.head) if depth < 6 and verb.head != verb else None
    return verb_tense(above, depth + 1) if above is not None and above != verb else None


def _one_did_it(verb: "Token") -> bool:
    """Whether the subject of a verb is one: a singular noun, and none beside it."""
    subject = next((c for c in verb.children if c.dep_ == "nsubj"), None)
    return (
        subject is not None
        and subject.tag_ in ("NN", "NNP")
        and not any(c.dep_ in ("conj", "nummod") for c in subject.children)
    )


def bare_be(helpers: "list[Token]") -> bool:
    """Whether a passive stands in the subjunctive: `that it be closed`."""
    return any(c.dep_ == "auxpass" and c.lower_ == "be" for c in helpers) and not any(
        c.tag_ in ("MD", "TO") for c in helpers
    )


def _infinitive(verb: "Token", depth: int) -> Tense | None:
    """ "Plans to meet" and "is to meet" look ahead; "had been due to meet" looks ahead from the past."""
    above = verb.head
    if above == verb:
        return "future"
    going = above.lemma_ == "go" and above.tag_ == "VBG"
    ahead = going or above.lemma_ in PROSPECTIVE or above.lemma_ == "be" or above.pos_ == "NOUN"
    top = governor(above)
    tense = verb_tense(top, depth + 1) if top is not None and top != verb and depth < 6 else None
    if ahead:
        return "pluperfect" if tense == "pluperfect" else "future"
    return tense
