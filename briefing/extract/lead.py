"""The bottom line: one to three sentences of the article, most important first."""

import re

from briefing.extract.lookup import ActorLookup
from briefing.extract.parse import Parsed, span_of
from briefing.model.article import Span
from briefing.model.brief import Claim

# Wire copy and web pages open with lines that are no sentence of the story: a byline, a dateline
# alone, a time stamp. A lead has a finite verb and some length.
_MIN_WORDS = 6
_BYLINE = re.compile(r"\s*(?:by|from|updated?|published|posted)\b", re.IGNORECASE)
_SENTENCES = 60  # how far into the article the search for a second and third sentence goes


def find_lead(parsed: Parsed, actors: ActorLookup, claims: list[Claim]) -> list[Span]:
    """Spans of the lead sentences: the opening one, then up to two that say most besides.

    The opening sentence of a news text states the news (the inverted pyramid). The others are
    ranked by the salience of the actors in them that the lead has not named, a denial, and how early
    they come; each must bring something of its own.
    """
    sentences = _sentences(parsed)
    if not sentences:
        return []
    lead = [sentences[0]]
    weight = {a.id: a.salience for a in actors.actors}
    told = set(actors.ids([sentences[0]]))
    denials = [c.content[0] for c in claims if c.polarity == "deny"]
    rest = sentences[1:_SENTENCES]
    while rest and len(lead) < 3:
        scores = []
        for order, sentence in enumerate(rest):
            fresh = sum(weight.get(a, 0.0) for a in set(actors.ids([sentence])) - told)
            denied = 0.5 if any(sentence.overlaps(d) for d in denials) else 0.0
            scores.append(fresh + denied - 0.05 * order)
        best = max(range(len(rest)), key=scores.__getitem__)
        if scores[best] < 0.4:
            break
        chosen = rest.pop(best)
        lead.append(chosen)
        told |= set(actors.ids([chosen]))
    return lead


def _sentences(parsed: Parsed) -> list[Span]:
    found: list[Span] = []
    for paragraph in parsed.paragraphs:
        if paragraph.is_title or paragraph.block.kind not in ("paragraph", "quote"):
            continue
        for sentence in paragraph.sentences():
            words = [t for t in sentence if t.is_alpha]
            finite = any(t.tag_ in ("VBD", "VBZ", "VBP", "MD") for t in sentence)
            if len(words) >= _MIN_WORDS and finite and not _BYLINE.match(sentence.text):
                span = span_of(sentence)
                text = parsed.text[span.start : span.end]
                left, right = len(text) - len(text.lstrip()), len(text.rstrip())
                found.append(Span(span.start + left, span.start + right))
        if len(found) >= _SENTENCES:
            break
    return found
