"""What the article could not or would not say: silence, unverified statements, sources without name or reason."""

import re

from briefing.extract.parse import Parsed
from briefing.model.article import Span
from briefing.model.brief import GAP_KINDS, Claim, Gap

# "could not be (independently) verified", "had not verified", "it was unclear whether", "no evidence was offered"
_UNVERIFIED = re.compile(
    r"\b(?:could|can|has|have|had|was|were|is|did|does)(?:\s+not|n[’']t|not)(?:\s+(?:yet|immediately|independently|been|be|able|to))*"
    r"\s+(?:verif(?:y|ied)|confirm(?:ed)?|corroborate(?:d)?|authenticate(?:d)?|substantiate(?:d)?|establish(?:ed)?)\b"
    r"|\bunable\s+to\s+(?:independently\s+)?(?:verify|confirm|corroborate|authenticate)\b"
    r"|\bimpossible\s+to\s+(?:independently\s+)?(?:verify|confirm)\b"
    r"|\b(?:no|without)\s+(?:independent|official)\s+(?:confirmation|verification)\b"
    r"|\b(?:unverified|unconfirmed|uncorroborated)\s+\w+",
    re.IGNORECASE,
)
_PRONOUNS = frozenset({"they", "them", "those", "these", "others", "many", "some", "we", "it", "one"})
_SILENT = re.compile(
    r"\b(?:could\s+not|couldn[’']t)\s+(?:immediately\s+)?be\s+reached\b"
    r"|\b(?:was|were)\s+not\s+(?:immediately\s+)?available\s+(?:for\s+comment|to\s+comment)\b"
    r"|\b(?:declin|refus)(?:ed|es|ing)\s+to\s+(?:comment|answer|discuss|speak|elaborate|say|confirm|be\s+interviewed|respond)\b"
    r"|\b(?:did|does|do|has|have|had)(?:\s+not|n[’']t)\s+(?:immediately\s+|yet\s+|ever\s+)?"
    r"(?:respond(?:ed)?|repl(?:y|ied)|return(?:ed)?\s+(?:a\s+)?(?:phone\s+|telephone\s+)?(?:calls?|requests?|messages?|e-?mails?)|comment(?:ed)?|answer(?:ed)?)\b"
    r"|\bwould\s+(?:not|neither)\s+(?:comment|discuss|say|elaborate|confirm)\b|\bwouldn[’']t\s+(?:comment|say)\b"
    r"|\bneither\s+confirm(?:ed|s)?\s+nor\s+den(?:y|ied|ies)\b"
    r"|\bno\s+comment\b",
    re.IGNORECASE,
)


def find_gaps(parsed: Parsed, claims: list[Claim]) -> list[Gap]:
    """The article's gaps of kinds `unnamed_without_reason`, `declined` and `unverified`, in text order.

    One gap an unnamed source (not one a claim), one a refusal, one an admission that something is not verified.
    Its `text` is the sentence-long story in the article's own words; its spans point at them.
    """
    gaps = [*_unnamed(parsed.text, claims)]
    for paragraph in parsed.paragraphs:
        block = paragraph.block
        words = parsed.text[block.start : block.end]
        for kind, pattern in (("declined", _SILENT), ("unverified", _UNVERIFIED)):
            found = (Span(block.start + m.start(), block.start + m.end()) for m in pattern.finditer(words))
            gaps += [_gap(parsed, kind, span) for span in found]
    return sorted(gaps, key=lambda g: (g.spans[0].start, g.kind))


def _unnamed(text: str, claims: list[Claim]) -> list[Gap]:
    found: list[Gap] = []
    seen: set[str] = set()
    excused = {
        c.source.actor or _key(text, c) for c in claims if c.source.kind == "unnamed" and c.source.reason
    }
    for claim in claims:
        if (
            claim.polarity == "decline"
            or claim.certainty == "hypothetical"
            or claim.source.kind != "unnamed"
            or claim.evidence
            not in (
                "speech",
                "hearsay",
                "document",
                "inference",
            )
        ):
            continue
        key = claim.source.actor or _key(text, claim)
        if key in seen or key in excused:
            continue
        seen.add(key)
        said = claim.source.spans[-1].of(text)
        if said.casefold() in _PRONOUNS:
            continue  # whom it takes up has a gap of its own, or is people at large
        found.append(
            Gap(
                "unnamed_without_reason",
                list(claim.source.spans),
                f"{GAP_KINDS['unnamed_without_reason']}: {_short(said)}",
            )
        )
    return found


def _key(text: str, claim: Claim) -> str:
    return " ".join(s.of(text).casefold() for s in claim.source.spans)


def _gap(parsed: Parsed, kind: str, span: Span) -> Gap:
    sentence = parsed.doc.char_span(span.start, span.end, alignment_mode="expand")
    whole = sentence.sent.text.strip() if sentence is not None and len(sentence) else span.of(parsed.text)
    return Gap(kind, [span], f"{GAP_KINDS[kind]}: {_short(whole)}")


def _short(words: str, most: int = 160) -> str:
    line = " ".join(words.split())
    return line if len(line) <= most else line[: most - 1].rstrip() + "…"
