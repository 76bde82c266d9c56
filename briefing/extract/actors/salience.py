"""How much an actor matters: what a summary of the article would name.

The weights were chosen on the GUM news and interview development documents (CC BY), between how often
an actor is mentioned (salience@5) and whether a summary names it (NDCG@5): the headline says more of
an actor that the text returns to than of one it mentions once.
"""

import math

from briefing.extract.actors.entity import Entity
from briefing.extract.parse import Parsed

_LEAD = 2  # paragraphs of the body that count as lead
_GROWTH = 0.7  # of the score with the number of mentions
_LINKED = 0.7  # what a pronoun or role noun counts beside a name
_SENTENCE = 8  # tokens: a paragraph of fewer is a subheading or a date
_UNNAMED, _QUIET = 0.1, 0.05  # scores of those who stay behind every named actor


def rank(parsed: Parsed, entities: list[Entity]) -> list[tuple[float, Entity]]:
    """The entities with their scores, highest first.

    Named actors come before the unnamed, and these before what stands in credits and bylines alone.
    """
    body = [p for p in parsed.paragraphs if not p.is_title and len(p.tokens) > _SENTENCE]
    opening = body[0].tokens.end if body else 0
    lead = body[min(_LEAD, len(body)) - 1].tokens.end if body else 0
    titles = {t.lower_ for t in parsed.title} if parsed.title is not None else set()
    scored = [(_score(parsed, e, opening, lead, titles), e) for e in entities]
    return sorted(scored, key=lambda s: (-s[0], s[1].first if s[1].names else len(parsed.doc)))


def _score(parsed: Parsed, entity: Entity, opening: int, lead: int, titles: set[str]) -> float:
    if not entity.names:
        return _UNNAMED * (1 + math.log(len(entity.links)))
    doc = parsed.doc
    body = [n for n in entity.names if not n.title]
    loud = [n for n in body if not n.quiet]
    if not loud:
        return _QUIET
    count = len(entity.names) + _LINKED * len(entity.links)
    subjects = sum(doc[n.end - 1].dep_ in ("nsubj", "nsubjpass") for n in body)
    first = loud[0].start
    score: float = count**_GROWTH - 0.5 * first / max(1, len(doc)) + 0.15 * math.log1p(subjects)
    score += 0.6 * (first < opening) + 0.3 * (first < lead) - 0.6 * (count < 1.5)
    if any(n.title for n in entity.names) or any(set(n.text.lower().split()) <= titles for n in body):
        score += 0.4 + 0.6 * math.log(count)
    return max(score, 2 * _UNNAMED)
