"""Which actors are mentioned where: what claims and timeline ask of the actors."""

import bisect

from briefing.model.article import Span
from briefing.model.brief import Actor, Mention


class ActorLookup:
    """An index from characters to actors."""

    def __init__(self, actors: list[Actor]) -> None:
        self.actors = actors
        self._mentions: list[tuple[int, int, str, Mention]] = sorted(
            (m.start, m.end, a.id, m) for a in actors for m in a.mentions
        )
        self._starts = [m[0] for m in self._mentions]
        self._longest = max((end - start for start, end, *_ in self._mentions), default=0)

    def within(self, span: Span) -> list[tuple[str, Mention]]:
        """`(actor id, mention)` of every mention that overlaps `span`, in text order."""
        first = bisect.bisect_left(self._starts, span.start - self._longest)
        found = []
        for start, end, actor, mention in self._mentions[first:]:
            if start >= span.end:
                break
            if end > span.start:
                found.append((actor, mention))
        return found

    def ids(self, spans: list[Span]) -> list[str]:
        """Ids of the actors mentioned in `spans`, each once, in text order."""
        return list(dict.fromkeys(actor for s in spans for actor, _ in self.within(s)))

    def covering(self, span: Span) -> str | None:
        """The actor of the shortest mention that covers `span`, or None."""
        covers = [(m.end - m.start, a) for a, m in self.within(span) if m.span.covers(span)]
        return min(covers)[1] if covers else None
