"""Hints on how a note says how likely something is, after Intelligence Community Directive 203.

ICD 203, Analytic Standards (2015), D.6.e(2)(a): a product uses one of two rows of likelihood words and does
not mix them; (b): a level of confidence and a degree of likelihood do not stand in one sentence. Words
outside the two rows (`may`, `could`, `possibly`) say nothing about how likely. These are hints: nothing
is ever refused or changed. Words quoted from the article are left alone.
"""

import re
from collections.abc import Iterator
from typing import Literal

import msgspec

from briefing.model.annotation import LIKELIHOOD_TERMS
from briefing.model.article import Span
from briefing.model.sentences import sentence_spans

HintKind = Literal["mixed_rows", "likelihood_and_confidence", "unlisted"]


class Hint(msgspec.Struct, frozen=True):
    """What could be said better at `span`, in code points of the note."""

    kind: HintKind
    span: Span
    message: str


class _Found(msgspec.Struct, frozen=True):
    """A likelihood word of one row: 0 or 1 in LIKELIHOOD_TERMS."""

    span: Span
    words: str
    row: int
    step: int


# The rows have adjectives; sentences have their adverbs too.
_ADVERBS = {
    "almost certain": "almost certainly", "nearly certain": "nearly certainly", "probable": "probably",
    "improbable": "improbably", "highly probable": "highly probably",
}  # fmt: skip
_FORMS: dict[str, tuple[int, int]] = {
    form: (row, step)
    for step, terms in enumerate(LIKELIHOOD_TERMS)
    for row, term in enumerate(terms)
    for form in (term, _ADVERBS.get(term))
    if form and form != "remote"
}
# A remote village is far away; only a remote chance is a small one.
_REMOTE = r"remote(?=\s+(?:chance|likelihood|odds|possibility|probability|prospect)s?\b)|(?<=\bis )remote(?=\s*(?:[.,;:!?]|$))"
# What a likelihood word is not: a comparison ("more likely than before"), or one in neither row.
_DEGREE = r"(?:extremely|fairly|highly|most|not|quite|rather|really|somewhat|too|very)"
_COMPARED = r"(?:as|equally|less|more)"


def _pattern(words: list[str]) -> str:
    longest_first = sorted(words, key=len, reverse=True)
    return "|".join(re.escape(w).replace(r"\ ", r"\s+") for w in longest_first)


_LIKELIHOOD = re.compile(
    rf"\b(?:(?P<compared>{_COMPARED}\s+(?:un)?likely)|(?P<listed>{_pattern(list(_FORMS))})"
    rf"|(?P<degree>{_DEGREE}\s+(?:un)?(?:likely|probable|probably|certain|certainly))|(?P<remote>{_REMOTE}))\b",
    re.IGNORECASE,
)
_VAGUE = re.compile(
    r"\b(?:could|conceivably|might|may|maybe|perhaps|possibly|potentially|(?:an\s+)?even\s+(?:chance|odds)"
    r"|fifty-fifty|(?:cannot|can't|can’t|can\s+not)\s+(?:be\s+ruled|rule)\s+out)\b",
    re.IGNORECASE,
)
_CONFIDENCE = re.compile(
    r"\b(?:(?:low|moderate|medium|high)(?:\s+(?:or|to)\s+(?:moderate|high))?[\s-]+(?:level\s+of\s+)?confidence"
    r"|confidence(?:\s+[\w-]+){0,4}?\s+(?:is|remains|level:?)\s+(?:low|moderate|medium|high)"
    r"|(?:fairly|highly|moderately|quite|very)\s+confident)\b",
    re.IGNORECASE,
)
# Words that are not the analyst's: between quotation marks within a paragraph, in Markdown quotations, in code.
_QUOTED = re.compile(r'"[^"\n]*"|“[^”\n]*”|«[^»\n]*»|`[^`\n]*`|^[ \t]*>.*$', re.MULTILINE)


def lint(text: str) -> list[Hint]:
    """Hints on a note's wording, by place. Empty for a text that keeps to one row and one scale a sentence."""
    own = _QUOTED.sub(lambda m: re.sub(r"\S", "_", m[0]), text)
    found, hints = _likelihoods(own)
    hints.extend(_mixed(found))
    hints.extend(_both_scales(own, found))
    hints.extend(_vague(own, found, hints))
    return sorted(hints, key=lambda h: (h.span, h.kind))


def _likelihoods(text: str) -> tuple[list[_Found], list[Hint]]:
    """Listed words; hints on strengthened ones that are in neither row."""
    found: list[_Found] = []
    hints: list[Hint] = []
    for match in _LIKELIHOOD.finditer(text):
        span, words = Span(*match.span()), " ".join(match[0].casefold().split())
        if match["remote"]:
            found.append(_Found(span, words, 1, 0))
        elif match["listed"]:
            found.append(_Found(span, words, *_FORMS[words]))
        elif match["degree"]:
            advice = f"“{words}” is in neither row of likelihood words; {_instead(words)}"
            hints.append(Hint("unlisted", span, advice))
    return found, hints


def _instead(words: str) -> str:
    step = 1 if "unlikely" in words or words.startswith("not ") else 6 if "certain" in words else 5
    return " or ".join(f"“{term}”" for term in LIKELIHOOD_TERMS[step])


def _mixed(found: list[_Found]) -> Iterator[Hint]:
    """A hint on each word of the row that is used less, or that came later."""
    if not found:
        return
    first = found[0].row
    counts = [sum(f.row == row for f in found) for row in (0, 1)]
    kept = first if counts[0] == counts[1] else counts.index(max(counts))
    for f in found:
        if f.row != kept and counts[kept]:
            other = LIKELIHOOD_TERMS[f.step][kept]
            yield Hint(
                "mixed_rows", f.span, f"“{f.words}” is of the other row of likelihood words; here “{other}”"
            )


def _both_scales(text: str, found: list[_Found]) -> Iterator[Hint]:
    for match in _CONFIDENCE.finditer(text):
        span = Span(*match.span())
        sentence = next((s for s in sentence_spans(text) if s.overlaps(span)), None)
        if sentence and any(sentence.covers(f.span) for f in found):
            message = (
                "confidence and likelihood in one sentence; say how sure you are in a sentence of its own"
            )
            yield Hint("likelihood_and_confidence", span, message)


def _vague(text: str, found: list[_Found], hints: list[Hint]) -> Iterator[Hint]:
    taken = [f.span for f in found] + [h.span for h in hints]
    for match in _VAGUE.finditer(text):
        span = Span(*match.span())
        # May with a capital is a month, or begins a wish.
        if match[0] != "May" and not any(span.overlaps(t) for t in taken):
            yield Hint("unlisted", span, f"“{match[0]}” does not say how likely; take a word of one row")
