"""How much an actor matters: what a summary of the article would name."""

import math

from briefing.extract.actors.entity import Entity


def raw_score(entity: Entity, mentions: int, subjects: int, headline: bool, lead: bool, first: float) -> float:
    """Log of mentions, headline, lead, place of the first mention, log of mentions as subject.

    `first` is the first mention's place as a share of the text, 0 to 1.
    """
    return (
        math.log1p(mentions) + 1.5 * headline + 0.7 * lead + (1 - first) + 0.3 * math.log1p(subjects)
    )
