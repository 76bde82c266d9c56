"""How much an actor matters: whom the text speaks of most, and what a summary of it would name.

The weights were chosen on the GUM news and interview development documents (CC BY), between how often
an actor is mentioned (salience@5) and whether a summary names it (NDCG@5): the headline says more of
an actor that the text returns to than of one it mentions once.
"""

import math
from dataclasses import dataclass

from briefing.extract.actors.entity import Entity
from briefing.extract.actors.names import Name
from briefing.extract.parse import Parsed

_LEAD = 2  # paragraphs of the body that count as lead
_HEADLINE, _OPENING = 2.0, 1.0  # mentions that a place there is worth
_GROWTH = 0.7  # of the score with the number of mentions
_LINKED = 0.7  # what a pronoun or role noun counts beside a name
_EARLY = 0.2  # mentions: whom the text speaks of first comes before who is spoken of as often
_SENTENCE = 8  # tokens: a paragraph of fewer is a subheading or a date
_TIE = 0.01  # of the score for a summary: it decides between equals
_UNNAMED, _QUIET = 0.1, 0.05  # scores of those who stay behind every named actor


def rank(parsed: Parsed, entities: list[Entity]) -> list[tuple[float, Entity]]:
    """The entities with their scores, highest first.

    First those whom the text speaks of most; among equals, what a summary would name. Named actors come
    before the unnamed, and these before what stands in credits and bylines alone.
    """
    body = [p for p in parsed.paragraphs if not p.is_title and len(p.tokens) > _SENTENCE]
    opening = body[0].tokens.end if body else 0
    lead = body[min(_LEAD, len(body)) - 1].tokens.end if body else 0
    titles = {t.lower_ for t in parsed.title} if parsed.title is not None else set()
    last = len(parsed.doc)
    scored = [(_score(parsed, e, _view(parsed, e, opening, lead, titles)), e) for e in entities]
    return sorted(scored, key=lambda it: (-it[0], it[1].first if it[1].names else last))


@dataclass(frozen=True, slots=True)
class _View:
    """What the ranking looks at: names of the body in `loud`, how often the text speaks of the actor in `count`.

    `first`: where the first mention of the body stands, 0 to 1 of the text; news tells first what matters most.
    """

    body: list[Name]
    loud: list[Name]
    count: float
    first: float
    opening: bool
    lead: bool
    headline: bool


def _view(parsed: Parsed, entity: Entity, opening: int, lead: int, titles: set[str]) -> _View:
    body = [n for n in entity.names if not n.title]
    loud = [n for n in body if not n.quiet]
    first = loud[0].start if loud else -1
    headline = any(n.title for n in entity.names) or any(set(n.text.lower().split()) <= titles for n in body)
    # "the Vantrel company" speaks of Vantrel once.
    ends = {parsed.doc[n.end - 1].idx + len(parsed.doc[n.end - 1]) for n in entity.names}
    links = [m for m in entity.links if m.form != "nominal" or m.start - 1 not in ends]
    count = len(entity.names) + _LINKED * len(links)
    doc, length = parsed.doc, len(parsed.text)
    starts = [doc[n.start].idx for n in body] + [m.start for m in entity.links]
    share = min(starts, default=length) / max(1, length)
    return _View(body, loud, count, share, 0 <= first < opening, 0 <= first < lead, headline)


def _score(parsed: Parsed, entity: Entity, view: _View) -> float:
    if not entity.names:
        return _UNNAMED * (1 + math.log(len(entity.links)))
    if not view.loud:
        return _QUIET
    placed = _HEADLINE * view.headline + _OPENING * view.opening - _EARLY * view.first
    return view.count + placed + _TIE * _summary(parsed, view)


def _summary(parsed: Parsed, view: _View) -> float:
    """How likely a summary names the actor; orders those of whom the text speaks equally often."""
    doc, count = parsed.doc, view.count
    subjects = sum(doc[n.end - 1].dep_ in ("nsubj", "nsubjpass") for n in view.body)
    score: float = count**_GROWTH - 0.5 * view.loud[0].start / max(1, len(doc)) + 0.15 * math.log1p(subjects)
    score += 0.6 * view.opening + 0.3 * view.lead - 0.6 * (count < 1.5)
    if view.headline:
        score += 0.4 + 0.6 * math.log(count)
    return score
