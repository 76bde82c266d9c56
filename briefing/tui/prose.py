"""Hints on wording after ICD 203 (2015), D.6.e: said once, never a block."""

import re

from briefing.model.annotation import LIKELIHOOD_TERMS

_ROW = ({pair[0] for pair in LIKELIHOOD_TERMS}, {pair[1] for pair in LIKELIHOOD_TERMS})
_TERMS = re.compile(
    r"\b("
    + "|".join(sorted((re.escape(w) for pair in LIKELIHOOD_TERMS for w in pair), key=len, reverse=True))
    + r")\b",
    re.IGNORECASE,
)
_CONFIDENCE = re.compile(r"\b(?:low|moderate|high) confidence\b|\bconfident\b", re.IGNORECASE)
_VAGUE = re.compile(r"\b(may|might|could|possibly|perhaps|cannot rule out|can not rule out)\b", re.IGNORECASE)
_SENTENCE = re.compile(r"[^.!?\n]+[.!?]?")


def hints(text: str) -> list[str]:
    """What an editor of analytic prose would remark on, the gravest first.

    Three rules: words of both likelihood rows are not mixed (D.6.e.2.a); likelihood and confidence
    do not stand in one sentence (D.6.e.2.b); `may` and `could` give no likelihood at all.
    """
    found = [m[1].lower() for m in _TERMS.finditer(text)]
    result = []
    rows = [next(n for n, row in enumerate(_ROW) if word in row) for word in found]
    if len(set(rows)) > 1:
        one, two = found[rows.index(0)], found[rows.index(1)]
        result.append(f"“{one}” and “{two}” are of two rows of words: keep to one")
    for sentence in _SENTENCE.findall(text):
        if _TERMS.search(sentence) and _CONFIDENCE.search(sentence):
            result.append("likelihood and confidence in one sentence: say them apart")
            break
    vague = _VAGUE.search(text)
    if vague is not None and not found:
        result.append(f"“{vague[1].lower()}” says nothing of how likely it is")
    return result
