"""Who spoke last before a place in the text."""

from bisect import bisect_left

from briefing.extract.claims.draft import Draft, Scene
from briefing.extract.claims.quotations import Quotation


def speaks(draft: Draft) -> bool:
    """Whether somebody's words, with a cue of their own."""
    return bool(draft.source) and draft.evidence in ("speech", "document", "hearsay") and bool(draft.cue)


class Speakers:
    """Who spoke where: the drafts with a source, by their first word of cue."""

    def __init__(self, scene: Scene, drafts: list[Draft]) -> None:
        self._scene = scene
        self._order = sorted(filter(speaks, drafts), key=_cue_start)
        self._starts = [_cue_start(d) for d in self._order]
        ends = [max(e for _, e in [*d.cue, *d.content]) for d in self._order]
        self._ends = {id(d): end for d, end in zip(self._order, ends, strict=True)}
        self._latest: list[Draft] = []  # of the drafts up to each, the one that ends last
        for d in self._order:
            last = self._latest[-1] if self._latest else d
            self._latest.append(d if self._ends[id(d)] >= self._ends[id(last)] else last)

    def before(self, q: Quotation) -> Draft | None:
        """The last who spoke before a quotation: in its paragraph rather one who is quoted, else anyone."""
        scene = self._scene
        stop = bisect_left(self._starts, q.start)
        start = bisect_left(self._starts, scene.paragraphs[q.paragraph][0])
        here = [d for d in self._order[start:stop] if scene.paragraph[d.cue[0][0]] == q.paragraph]
        quoted = [
            d for d in here if any(scene.inside[s] >= 0 or scene.inside[e - 1] >= 0 for s, e in d.content)
        ]
        found = quoted or here
        if found:
            return max(found, key=lambda d: self._ends[id(d)])
        return self._latest[stop - 1] if stop else None


def _cue_start(draft: Draft) -> int:
    return min(s for s, _ in draft.cue)
