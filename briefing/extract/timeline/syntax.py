"""How the expression that is being read hangs in its sentence: its verb, that verb's tense, its noun."""

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from briefing.extract.lexicon import speech_verbs
from briefing.extract.parse import Parsed
from briefing.extract.timeline.tense import (
    ARRANGED,
    FUTURE_MODALS,
    VERBAL,
    Tense,
    governor,
    in_one_sentence,
    verb_tense,
)
from briefing.extract.timeline.words import word_set

if TYPE_CHECKING:
    from spacy.tokens import Span as DocSpan
    from spacy.tokens import Token

_STATES = word_set(
    """
    exist live own remain stand survive hold number worship use contain reside inhabit practise
    practice know call consist
    """
)
# Verbs whose object may be a time: "enter 2019", "spend a year", "mark 1984 as".
_TIME_TAKERS = word_set(
    """
    begin start end enter close finish see approach reach mark welcome spend take last follow precede
    greet celebrate cover span include call leave make
    """
)
# No name of a person or a work stands behind these without an article.
_IN_TIME = frozenset({"in", "since", "until", "till", "during"})
_WITHIN = frozenset({"in", "at", "during", "before"})
ARRANGING = ARRANGED | word_set("call order book target schedule slate agree ask aim propose")
_PUT_OFF = word_set("postpone delay adjourn recess extend defer reschedule put push move remand give have")
# What a verb is that is subordinate to none.
_MAIN = frozenset({"ROOT", "conj", "parataxis"})
_NAMES = frozenset({"PERSON", "ORG", "WORK_OF_ART", "PRODUCT"})
# A year inside the name of an event or a body is its year; inside that of a product or a book it is not.
_WORKS = frozenset({"WORK_OF_ART", "PRODUCT"})


def _around(span: "DocSpan") -> "list[Token]":
    doc = span.doc
    return [doc[i] for i in (span.start - 1, span.end) if 0 <= i < len(doc)]


@dataclass(slots=True)
class Syntax:
    """What the parse says of the expression at the characters `at`; found out when first asked for."""

    parsed: Parsed
    at: tuple[int, int] = (0, 0)
    _at: "tuple[int, int] | None" = None
    _span: "DocSpan | None" = None
    _verb: "tuple[Token | None] | None" = None
    _tenses: "dict[int, Tense | None]" = field(default_factory=dict)  # of the verbs asked for, by token

    @property
    def span(self) -> "DocSpan | None":
        """The tokens of the expression now being read."""
        if self._at != self.at:
            found = self.parsed.doc.char_span(*self.at, alignment_mode="expand")
            self._at, self._span, self._verb = (
                self.at,
                in_one_sentence(found) if found is not None and len(found) else None,
                None,
            )
        return self._span

    @property
    def tense(self) -> Tense | None:
        """The tense of the verb that governs the expression now being read."""
        verb = self.verb()
        return None if verb is None else self.tense_at(verb)

    def tense_at(self, verb: "Token") -> Tense | None:
        """The tense of a verb."""
        if verb.i not in self._tenses:
            self._tenses[verb.i] = verb_tense(verb)
        return self._tenses[verb.i]

    @property
    def state(self) -> bool:
        """Whether the governing verb tells how things stand (Vendler's states), not what happens."""
        verb = self.verb()
        return verb is not None and verb.lemma_ in _STATES and verb.tag_ in ("VBP", "VBZ")

    @property
    def holds(self) -> bool:
        """Whether the verb says what there is, or how something is: `there are fewer than 900 today`, `is alive today`."""
        verb = self.verb()
        return (
            verb is not None
            and verb.lemma_ == "be"
            and any(c.dep_ in ("expl", "acomp") for c in verb.children)
        )

    @property
    def foretells(self) -> bool:
        """Whether the governing verb says what will be, from the day of writing on."""
        verb = self.verb()
        return verb is not None and any(c.lower_ in FUTURE_MODALS for c in verb.children if c.dep_ == "aux")

    @property
    def lasts(self) -> bool:
        """Whether the verb is a present perfect: "has carried cars since Friday" speaks of now."""
        verb = self.verb()
        return verb is not None and any(c.lower_ in ("has", "have", "'ve", "’ve") for c in verb.children)

    @property
    def foretold_before(self) -> bool:
        """Whether the verb is a `would` of what somebody had said: seen from that saying, not from the writing."""
        verb = self.verb()
        return verb is not None and self.foretold and verb_tense(verb.head) == "pluperfect"

    @property
    def foretold(self) -> bool:
        """Whether the verb is the `would` of reported speech: "said that it would come"."""
        verb = self.verb()
        return (
            verb is not None
            and verb.dep_ == "ccomp"
            and verb.head.lemma_ in speech_verbs()
            and any(c.lower_ == "would" for c in verb.children)
        )

    @property
    def direct(self) -> bool:
        """Whether the expression hangs on its verb directly, not on a noun."""
        span = self.span
        if span is None:
            return False
        first = span.root
        while first.dep_ in ("conj", "appos") and first.head.pos_ == "PROPN":
            # "In April and May": the second hangs where the first does.
            first = first.head
        above = first.head
        return above.pos_ in VERBAL or (above.pos_ == "ADP" and above.head.pos_ in VERBAL)

    def follows(self, *words: str) -> bool:
        """Whether one of `words` stands right before the expression."""
        before = f" {self.parsed.text[max(0, self.at[0] - 20) : self.at[0]].casefold().rstrip()}"
        return before.endswith(tuple(f" {word}" for word in words))

    @property
    def arranged(self) -> bool:
        """Whether the verb arranges what the expression dates: `set a vote for Monday`, `a rally planned for Monday`."""
        verb = self.verb()
        return verb is not None and verb.lemma_ in ARRANGING

    @property
    def intended(self) -> bool:
        """Whether the verb is an infinitive that lies ahead of the one above it, or is joined to such a one."""
        verb = self.verb()
        while verb is not None and verb.dep_ == "conj" and verb.head.pos_ in VERBAL and verb.tag_ == "VB":
            verb = verb.head
        plain = verb is not None and any(c.tag_ == "TO" for c in verb.children)
        return verb is not None and plain and self.tense_at(verb) in ("future", "pluperfect")

    @property
    def put_off(self) -> bool:
        """Whether the verb moves something on in time: `was postponed until Monday`."""
        verb = self.verb()
        return verb is not None and verb.lemma_ in _PUT_OFF

    @property
    def within_owned(self) -> bool:
        """Whether the expression owns what something happens in or before: `at Friday's meeting`."""
        span = self.span
        if span is None:
            return False
        place = span.root.head.head
        return place.pos_ == "ADP" and place.lower_ in _WITHIN and place.head.pos_ in VERBAL

    @property
    def of_something_new(self) -> bool:
        """Whether the expression hangs on an indefinite noun: `a mission in December` (Heim 1982: it is new)."""
        span = self.span
        above = span.root.head if span is not None else None
        while above is not None and above.pos_ == "ADP" and above.head != above:
            above = above.head
        return (
            above is not None
            and above.pos_ == "NOUN"
            and any(c.dep_ == "det" and c.lower_ in ("a", "an", "another") for c in above.children)
        )

    @property
    def says(self) -> bool:
        """Whether the governing verb is one of saying: the expression tells when something was said."""
        verb = self.verb()
        return verb is not None and verb.lemma_ in speech_verbs()

    def heads(self) -> bool:
        """Whether the expression's last word is a preposition with its noun behind: `two years after one of the storms`."""
        span = self.span
        return span is not None and any(
            c.dep_ in ("pobj", "pcomp") and c.i >= span.end for c in span[-1].children
        )

    def alone(self, strict: bool) -> bool:
        """Whether the `before` or `after` that ends the expression has no object and no clause of its own.

        `strict` where the word behind it could begin either.

        "The day before the king had left the city": where the verb behind it is the one that the day
        belongs to, there is no other that `before` could be subordinate to.
        """
        span = self.span
        if span is None:
            return False
        last, above = span[-1], span.root.head
        if last.dep_ == "mark":
            return last.head == above and above.dep_ in _MAIN
        return (last.dep_ == "advmod" or not strict) and not any(c.i > last.i for c in last.children)

    def counts(self) -> bool:
        """Whether a number stands before a plural that no article makes certain: `1709 pupils`."""
        span = self.span
        if span is None or span.root.dep_ != "nummod" or span.root.head.tag_ not in ("NNS", "NNPS"):
            return False
        return not any(c.dep_ in ("det", "poss") for c in span.root.head.children)

    def before_noun(self) -> bool:
        """Whether the expression stands before the noun that it belongs to, as in `a Monday meeting`."""
        span = self.span
        return (
            span is not None and span.root.head.i > span.root.i and span.root.head.pos_ in ("NOUN", "PROPN")
        )

    def is_subject(self) -> bool:
        """Whether the expression is the subject of its verb."""
        span = self.span
        return span is not None and span.root.dep_ in ("nsubj", "nsubjpass")

    def is_object(self) -> bool:
        """Whether the expression is the object of a verb that takes no times as objects."""
        span = self.span
        return span is not None and span.root.dep_ == "dobj" and span.root.head.lemma_ not in _TIME_TAKERS

    def in_name(self) -> bool:
        """Whether the expression is a part of a name: `the Sunday Telegraph`, `Mara April`, `Windows 2000`."""
        span = self.span
        if span is None:
            return False
        first, last = span[0], span[-1]
        if first.i and first.nbor(-1).lower_ in _IN_TIME:
            # "In March Colt moved south": the parser may join what stands side by side.
            return False
        names = _WORKS if last.is_digit else _NAMES
        if first.ent_type_ in names and last.ent_type_ == first.ent_type_:
            before = first.ent_iob_ == "I"
            after = last.i + 1 < len(last.doc) and last.nbor().ent_iob_ == "I"
            if (before or after) and any(
                t.pos_ == "PROPN" and t.ent_type_ == first.ent_type_ for t in _around(span)
            ):
                return True
        return (
            not last.text[0].isdigit()  # "the May 3rd Society": the day that it is called by
            and last.dep_ == "compound"
            and last.head.i == last.i + 1
            and last.head.pos_ == "PROPN"
            and first.i > 0
            and first.nbor(-1).pos_ != "ADP"
        )

    def verb(self) -> "Token | None":
        """The verb that governs the expression."""
        span = self.span
        if self._verb is None:
            self._verb = (governor(span.root) if span is not None else None,)
        return self._verb[0]

    def describes(self) -> bool:
        """Whether the expression hangs on a noun, in its attribute or its relative clause."""
        span = self.span
        if span is None:
            return False
        above = span.root.head
        while above.pos_ == "ADP" and above.head != above:
            above = above.head
        if above.pos_ in ("NOUN", "PROPN") and above != span.root:
            return True
        verb = self.verb()
        return verb is not None and verb.dep_ in ("acl", "relcl")
