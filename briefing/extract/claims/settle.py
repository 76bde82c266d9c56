"""Which of several readings of the same words stays."""

from briefing.extract.claims.draft import Draft
from briefing.extract.claims.tree import overlap, size

_SAME = 0.8  # two contents that share so much (Jaccard) are one claim read twice


def settle(drafts: list[Draft]) -> list[Draft]:
    """The drafts without duplicates, in text order; of two readings the heavier stays."""
    kept: list[Draft] = []
    for draft in sorted(drafts, key=lambda d: (-d.weight, d.start, size(d.content))):
        if not any(_double(draft, other) for other in kept):
            kept.append(draft)
    return sorted(kept, key=lambda d: (d.start, d.content, d.cue))


def _double(a: Draft, b: Draft) -> bool:
    if a.anchor is not None and a.anchor == b.anchor and a.rule != "floating" and b.rule != "floating":
        return True
    shared = overlap(a.content, b.content)
    return shared >= _SAME * (size(a.content) + size(b.content) - shared)
