"""How much an actor matters: what a summary of the article would name."""

import math
from typing import TYPE_CHECKING

from briefing.extract.actors.entity import Entity
from briefing.extract.parse import Parsed

if TYPE_CHECKING:
    from spacy.tokens import Doc

_LEAD = 2  # paragraphs of the body that count as lead


def rank(parsed: Parsed, entities: list[Entity]) -> list[tuple[float, Entity]]:
    """The entities with their scores, highest first.

    Log of mentions, headline, lead, place of the first mention, log of mentions as subject. What
    stands in credits and bylines alone, and the unnamed, come behind.
    """
    doc = parsed.doc
    body = [p for p in parsed.paragraphs if not p.is_title and len(p.tokens) > 8]
    lead = body[min(_LEAD, len(body)) - 1].tokens.end if body else 0
    titles = {t.lower_ for t in parsed.title} if parsed.title is not None else set()
    scored = [(_score(doc, e, lead, titles), e) for e in entities]
    return sorted(scored, key=lambda s: (-s[0], s[1].first if s[1].names else 0))


def _score(doc: "Doc", entity: Entity, lead: int, titles: set[str]) -> float:
    if not entity.names:
        return 0.1
    body = [n for n in entity.names if not n.title]
    loud = [n for n in body if not n.quiet]
    if not loud:
        return 0.05
    count = len(entity.names) + len(entity.links)
    subjects = sum(doc[n.end - 1].dep_ in ("nsubj", "nsubjpass") for n in body)
    headline = any(n.title for n in entity.names) or any(set(n.text.lower().split()) <= titles for n in body)
    first = loud[0].start / max(1, len(doc))
    return (
        math.log1p(count) + 1.5 * headline + 0.7 * (loud[0].start < lead) + (1 - first) + 0.3 * math.log1p(subjects)
    )
