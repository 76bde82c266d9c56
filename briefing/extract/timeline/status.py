"""Past, ongoing, future or unclear: from tense, aspect, modality and date.

Modality goes first: what could, should or might happen is not known to happen; nor is what was meant
to ("was to open in March", Karttunen 1971). A perfect of a state or a process that goes on says that
it does ("has lasted three weeks", "has been closed since March": the universal perfect, Comrie 1976).
"""

from typing import TYPE_CHECKING

from briefing.extract.lexicon import speech_verbs
from briefing.extract.timeline.clause import Event
from briefing.extract.timeline.tense import ARRANGED, PROSPECTIVE, verb_tense
from briefing.extract.timeline.words import word_set
from briefing.model.brief import Status

if TYPE_CHECKING:
    from spacy.tokens import Token

# Verbs of what goes on without an end of its own (Vendler's states and activities).
_LASTING = word_set(
    """
    last be have live own remain stay survive hold know continue work serve wait lead run rule operate
    exist stand keep hide fight govern head
    """
)
# What is done once and then holds until it is undone: "has been closed since March".
_UNDONE = word_set(
    """
    close shut suspend ban bar block hold detain jail imprison occupy ground besiege strand delay stall lock
    freeze divide separate displace isolate ration
    """
)
_CONDITIONAL = frozenset({"could", "might", "may", "would", "if", "unless", "'d", "’d"})
_PERFECT = frozenset({"has", "have", "'ve", "’ve"})
_CLOSED = frozenset({"in", "within", "over", "after"})


def status_of(event: Event | None, before: bool | None, *, duration: bool = False) -> Status:
    """The status of an event; `before` is whether its date lies before (True) or after the publication.

    `duration` is whether the expression is a length of time.
    """
    tense = event.tense if event else None
    if event is None or (tense is None and not event.modal):
        return "unclear" if before is None else "past" if before else "future"
    if before is not None and event.head.pos_ in ("NOUN", "PROPN"):
        # "Would speak about the meeting on 24 April": the verb's mood is not that of the meeting.
        return "past" if before else "future"
    if event.modal:
        return _of_a_modal(event, before)
    if _intended(event, before):
        return "unclear"
    if tense in ("past", "pluperfect"):
        if _goes_on(event, duration):
            return "ongoing"
        # "Was put off until Friday", "a hearing on Friday": a time ahead is not over, whatever the verb's tense.
        return "future" if before is False else "past"
    if tense == "future":
        return "past" if before else "future"
    if before is False and event.place in ("until", "till"):
        # "The rules apply until August": they do now.
        return "ongoing"
    return "past" if before else "future" if before is False else "ongoing"


def _of_a_modal(event: Event, before: bool | None) -> Status:
    words = {c.lower_ for c in event.head.children if c.dep_ in ("aux", "mark")}
    above = event.head.head
    reported = event.head.dep_ == "ccomp" and above.lemma_ in speech_verbs() and above.tag_ in ("VBD", "VBN")
    if before and "would" in words and not reported and not words & {"have", "if", "unless"}:
        # "He would return in 1815": the future of a story, and past by now.
        return "past"
    return "future" if before is False and not words & _CONDITIONAL else "unclear"


def _intended(event: Event, before: bool | None) -> bool:
    """Whether the clause is what somebody meant to do by a time that is over, or once had meant to."""
    verb = event.head
    if verb.lemma_ == "be" and any(
        c.dep_ == "acomp"
        and (c.lemma_ in ARRANGED or (c.lemma_ in PROSPECTIVE and any(x.dep_ == "xcomp" for x in c.children)))
        for c in verb.children
    ):
        return bool(before) or event.tense == "pluperfect"
    if verb.dep_ != "xcomp" or not any(c.tag_ == "TO" for c in verb.children):
        return False
    above = verb.head
    if above.lemma_ not in PROSPECTIVE and above.lemma_ != "be":
        return False
    tense = verb_tense(above)
    return tense == "pluperfect" or (bool(before) and tense in ("past", "present"))


def _goes_on(event: Event, duration: bool) -> bool:
    verb = event.head
    if event.place != "since" and (not duration or event.place in _CLOSED):
        return False
    helpers: list[Token] = [c for c in verb.children if c.dep_ in ("aux", "auxpass")]
    if not any(c.lower_ in _PERFECT for c in helpers) or (verb.dep_ == "conj" and not helpers):
        return False
    passive = any(c.lower_ == "been" for c in helpers) and verb.tag_ != "VBG"
    return verb.tag_ == "VBG" or verb.lemma_ in (_UNDONE if passive else _LASTING)
