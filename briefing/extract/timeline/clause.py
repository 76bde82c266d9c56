"""What an expression dates: the verb or noun it hangs on, and the clause of that event."""

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

from briefing.extract.lexicon import cue, speech_verbs
from briefing.extract.timeline.tense import (
    FUTURE_MODALS,
    MODALS,
    PROSPECTIVE,
    VERBAL,
    Tense,
    bare_be,
    in_one_sentence,
    is_verbal,
    verb_tense,
)
from briefing.extract.timeline.words import word_set
from briefing.model.article import Span

if TYPE_CHECKING:
    from collections.abc import Callable

    from spacy.tokens import Doc, Token
    from spacy.tokens import Span as DocSpan

_CLIMB = 20
_DOUBTFUL = MODALS - FUTURE_MODALS
_REACH = 40  # tokens
_PERSONAL = frozenset({"i", "we", "you", "he", "she", "they", "who"})
# A noun that is no name speaks with these only: "officials said", but "the trend continued".
_CORE = frozenset({"say", "tell", "announce", "report", "state", "warn", "confirm", "declare", "testify"})
# Verbs of speech that are of blows and weapons first: said where they tell what for ("attacked the plan as unfair").
_BLOWS = frozenset({"attack", "slam", "blast", "hit", "fire", "dismiss", "charge"})
_SPEAKERS = frozenset({"PERSON", "ORG", "GPE", "NORP"})
# What is left out of a clause: clauses of their own, and what only joins them.
_OTHER_CLAUSES = frozenset({"ccomp", "advcl", "parataxis", "csubj"})
_MARKS = frozenset({'"', "“", "”", "«", "»", "``", "''"})
_MARK = re.compile(r"[\"“”«»]|``|''")
_EDGE = frozenset({"cc", "mark", "punct"})
# Nouns name events by their derivation (Pustejovsky et al. 2003, TimeML: nominalised verbs) or by what they are.
_EVENT_SUFFIX = ("tion", "sion", "ment", "ance", "ence", "ing", "ure", "ival", "osal", "isal", "ysis")
_NOT_EVENT = word_set(
    """
    government department apartment document station nation region position building thing morning
    evening spring king string ring wing institution constitution organization organisation
    corporation association administration population generation equipment parliament environment
    instrument audience residence science insurance temperature furniture literature figure structure
    picture future section million billion television mission commission union condition version
    religion edition foundation division fiction function instance ambulance sentence influence
    conference's infrastructure percentage
    """
)
_EVENT_NOUN = word_set(
    """
    delivery take-off takeoff work attack war election vote meeting strike crash earthquake quake
    storm hurricane flood fire explosion blast bombing shooting murder killing death birth wedding
    funeral trial arrest raid battle fight game match race final tournament festival concert summit
    talk talks speech conference visit trip tour march protest riot coup revolt revolution rebellion
    invasion siege ceasefire truce launch release debut premiere show sale merger takeover deal bid
    ipo auction rise fall drop gain decline increase decrease slump boom crisis crackdown rescue
    search hunt escape flight landing collapse defeat victory win loss draw referendum ballot poll
    debate hearing session inquiry probe investigation review test outbreak epidemic disaster accident
    incident clash ambush assault offensive operation campaign mission interview announcement
    statement report decision ruling verdict appeal lawsuit suit purchase acquisition resignation
    departure arrival return start end beginning opening closing closure ceremony celebration party
    parade event tragedy massacre genocide assassination execution hijacking kidnapping robbery theft
    surgery operation treaty agreement pact accord call warning demand request refusal rally
    demonstration walkout shutdown blackout leak spill eruption tsunami landslide tornado drought
    famine layoff cut cutback move change switch transfer delay cancellation ban embargo sanction
    """
)


@dataclass(frozen=True, slots=True)
class Event:
    """The event that an expression dates: its head word, its clause, its kind and its time."""

    head: "Token"
    span: Span
    said: bool
    tense: str | None
    modal: bool
    place: str = ""  # the preposition of the expression (`until`, `since`, `for`), small


def event_of(
    doc: "Doc", first: int, last: int, tense_of: "Callable[[Token], Tense | None]" = verb_tense
) -> Event | None:
    """The event that the characters `[first, last)` date; None where nothing governs them.

    `tense_of` tells a verb's tense (of one that has been asked for before, from memory).
    """
    here = doc.char_span(first, last, alignment_mode="expand")
    if here is None or not len(here):
        return None
    root = in_one_sentence(here).root
    head = _head(root) or _nearest_verb(here)
    if head is None:
        return None
    verb = _verb_above(head)
    said = head.pos_ in VERBAL and _says(head)
    tense = tense_of(verb) if verb is not None else None
    modal = verb is not None and _is_modal(verb)
    start, stop = _clause(head, here.start, here.end - 1)
    start, stop, across = _one_voice(doc, head, here, start, stop)
    said = said and not across
    words = doc[start : stop + 1]
    above = root.head
    place = above.lower_ if above.pos_ in ("ADP", "SCONJ") else ""
    return Event(head, Span(words.start_char, words.end_char), said, tense, modal, place)


def _says(verb: "Token") -> bool:
    """A verb of saying with its words beside it, or with someone who can speak as its subject."""
    lemma = verb.lemma_.casefold()
    if lemma not in speech_verbs():
        return False
    known = cue(lemma)
    if verb.dep_ == "parataxis" or any(c.dep_ in ("ccomp", "parataxis") for c in verb.children):
        return True
    if known is None or known.frames == {"quote"}:
        return False
    if "small" in known.frames:
        # "Called it a draft" says so; "called him to the stand" does not.
        return any(c.dep_ == "oprd" for c in verb.children)
    if lemma in _BLOWS:
        return any(c.dep_ == "prep" and c.lower_ in ("as", "for") for c in verb.children)
    subject = next((c for c in verb.children if c.dep_ in ("nsubj", "nsubjpass")), None)
    if subject is None:
        return verb.dep_ not in ("ROOT", "conj")
    if subject.pos_ == "PRON":
        return subject.lower_ in _PERSONAL
    return subject.ent_type_ in _SPEAKERS or ({"that", "quote"} <= known.frames and lemma in _CORE)


def _head(token: "Token") -> "Token | None":
    """The verb or event noun that a time expression's root hangs on."""
    noun: Token | None = None
    here = token.i
    if (owner := _of_noun(token)) is not None:
        return owner
    for _ in range(_CLIMB):
        above = token.head
        if above == token:
            return (
                token
                if token.pos_ in VERBAL
                else noun or (token if token.pos_ in ("NOUN", "PROPN") else None)
            )
        token = above
        if is_verbal(token):
            if token.dep_ in ("aux", "auxpass"):
                continue
            return _content_verb(token, here)
        if token.pos_ == "NOUN" and noun is None and _names_event(token):
            return token
        if token.pos_ == "NOUN" and token.dep_ == "ROOT":
            noun = token
    return noun


def _of_noun(token: "Token") -> "Token | None":
    """The noun that `of` gives its date: "the memo of 17 April spoke of cracks" tells when the memo was written."""
    of = token.head
    owner = of.head
    if token.dep_ != "pobj" or of.lower_ != "of" or owner.pos_ not in ("NOUN", "PROPN") or owner.i >= of.i:
        return None
    if token.tag_ == "NNS" or owner.lemma_.casefold() in _PARTS:
        return None
    return owner


# What is had of a time itself: "the people of 1914" live then, "most of April" is a part of it.
_PARTS = word_set(
    """
    rest whole majority bulk remainder part most much all end start beginning middle half month week day year time period course hour
    morning afternoon evening night quarter lot total couple number eve dawn outset close
    """
)


def _nearest_verb(here: "DocSpan") -> "Token | None":
    """The last verb before the words in their sentence, where the parser gave them none above."""
    for i in range(here.start - 1, max(-1, here.start - 1 - _REACH), -1):
        token = here.doc[i]
        if token.pos_ == "VERB":
            return token
        if token.is_sent_start:
            break
    return None


def _content_verb(verb: "Token", here: int) -> "Token":
    """The verb that an expression at token `here` hangs on, below the one that the parser gave.

    A time after "was set to land" is that of the landing; after "took off and landed" that of the
    landing too: a modifier at the end belongs to the nearest verb (late closure, Frazier 1979).
    """
    for _ in range(_CLIMB):
        lower = [
            c
            for c in verb.children
            if verb.i < c.i < here
            and c.pos_ in VERBAL
            and (
                (c.dep_ == "xcomp" and (verb.lemma_ in PROSPECTIVE or verb.lemma_ == "be"))
                or (c.dep_ == "conj" and not _commas_between(c, here))
            )
        ]
        if not lower:
            return verb
        verb = lower[-1]
    return verb


def _commas_between(verb: "Token", here: int) -> bool:
    return any(t.text == "," for t in verb.doc[verb.i : here])


def _names_event(noun: "Token") -> bool:
    lemma = noun.lemma_.casefold()
    if lemma in _NOT_EVENT:
        return False
    return lemma in _EVENT_NOUN or (len(lemma) > 6 and lemma.endswith(_EVENT_SUFFIX))


def _verb_above(token: "Token") -> "Token | None":
    for _ in range(_CLIMB):
        if is_verbal(token) and token.dep_ not in ("aux", "auxpass"):
            return token
        if token.head == token:
            return None
        token = token.head
    return None


def _is_modal(verb: "Token") -> bool:
    helpers: list[Token] = []
    for child in verb.children:
        if child.dep_ in ("aux", "auxpass"):
            helpers.append(child)
        elif child.dep_ == "mark" and child.lower_ in ("if", "unless", "whether"):
            return True
    words = {c.lower_ for c in helpers if c.dep_ == "aux"}
    return {"to", "have"} <= words or bool(words & _DOUBTFUL) or bare_be(helpers)


def _clause(head: "Token", first: int, last: int) -> tuple[int, int]:
    """First and last token of the clause: the head's subtree without clauses of their own, with the expression."""
    doc = head.doc
    start = stop = head.i
    for child in head.children:
        if _leaves(child, head, first, last):
            continue
        start, stop = min(start, child.left_edge.i), max(stop, child.right_edge.i)
    start, stop = min(start, first), max(stop, last)
    while start < head.i and start < first and doc[start].dep_ in _EDGE:
        start += 1
    while stop > head.i and stop > last and doc[stop].is_punct and doc[stop].text not in "\"'”’)":
        stop -= 1
    return start, stop


def _one_voice(doc: "Doc", head: "Token", here: "DocSpan", start: int, stop: int) -> tuple[int, int, bool]:
    """The clause on the expression's side of a quotation mark that has no partner in it, and whether the verb
    is on the other side: "… every day," she said on Tuesday: what is said has one time, the saying another.
    """
    if not _MARK.search(doc[start : stop + 1].text):
        return start, stop, False
    marks = [i for i in range(start, stop + 1) if doc[i].text in _MARKS]
    if len(marks) % 2 == 0:
        return start, stop, False
    first, last = here.start, here.end - 1
    # The odd one is at the edge that the clause ran over.
    left = [m for m in marks if m < first]
    right = [m for m in marks if m > last]
    if len(left) % 2 and (head.i > left[-1]):
        return left[-1] + 1, stop, False
    if len(right) % 2 and head.i < right[0]:
        return start, _back(doc, right[0] - 1, last), False
    if len(right) % 2 and doc[right[0] - 1].text in (",", ".", "!", "?"):
        # The verb is that of the words behind the speech: the time belongs to the sentence that was spoken.
        low = doc[first].sent.start
        while low < first and (doc[low].text in _MARKS or doc[low].is_space):
            low += 1
        return min(low, start), _back(doc, right[0] - 1, last), True
    return start, stop, False


def _back(doc: "Doc", stop: int, last: int) -> int:
    while stop > last and doc[stop].is_punct:
        stop -= 1
    return stop


def _leaves(child: "Token", head: "Token", first: int, last: int) -> bool:
    holds = child.left_edge.i <= first and last <= child.right_edge.i
    if holds:
        return False
    if child.dep_ in _EDGE:
        return True
    if child.dep_ in _OTHER_CLAUSES:
        return True
    return child.dep_ == "conj" and child.pos_ in VERBAL
