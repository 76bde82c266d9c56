"""What the article leaves open: sources unnamed without a reason, no comment, nothing verified."""

import re

from briefing.extract.parse import Parsed, span_of
from briefing.model.article import Span
from briefing.model.brief import GAP_KINDS, Claim, Gap

# "could not be independently verified", "has not been confirmed", "was unable to verify", "no
# independent confirmation": news agencies' standing formulas for what they could not establish.
_UNVERIFIED = re.compile(
    r"\b(?:(?:could|can|has|have|had|was|were|is|are)(?:\s+not|n['’]t)\s+(?:\w+\s+){0,3}?"
    r"(?:verif(?:y|ied)|confirm(?:ed)?|corroborated?|establish(?:ed)?)"
    r"|(?:unable|impossible)\s+to\s+(?:\w+\s+){0,2}?(?:verify|confirm|corroborate|establish)"
    r"|no\s+(?:independent|immediate|official)\s+(?:confirmation|verification)"
    r"|(?:remains?|is|are|was|were)\s+(?:unverified|unconfirmed))\b",
    re.IGNORECASE,
)


def find_gaps(parsed: Parsed, claims: list[Claim]) -> list[Gap]:
    """The gaps that the claims and the wording show, in text order."""
    gaps = []
    for claim in claims:
        source = claim.source
        if source.kind == "unnamed" and source.reason is None and source.spans:
            gaps.append(Gap("unnamed_without_reason", source.spans, GAP_KINDS["unnamed_without_reason"]))
        if claim.polarity == "decline":
            gaps.append(Gap("declined", [*source.spans, *claim.cue], GAP_KINDS["declined"]))
    for paragraph in parsed.paragraphs:
        for sentence in paragraph.sentences():
            place = span_of(sentence)
            match = _UNVERIFIED.search(parsed.text, place.start, place.end)
            if match:
                gaps.append(Gap("unverified", [Span(place.start, place.end)], GAP_KINDS["unverified"]))
    gaps.sort(key=lambda g: (g.spans[0].start, g.spans[0].end) if g.spans else (0, 0))
    return gaps
