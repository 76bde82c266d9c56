"""Where a quotation stands in another text, and how sure that is."""

import msgspec

from briefing.model.annotation import Anchor, AnchorState


class Placement(msgspec.Struct, frozen=True):
    """One quotation in one text.

    `state`  exact: the same words at the same offsets. moved: the same words elsewhere (white space
             may differ). fuzzy: accepted, but words were changed, put in or taken out. suspect: a
             place to show to the analyst, not to be taken without a yes. orphan: nowhere.
    `start`, `end`  code points of the new text, end exclusive; None for an orphan, and for a target
             without words (the article as a whole), which is always exact.
    `score`  0 to 1: the share of the words that stand, lowered where their surroundings do not.
    `reason` why, in words for the screen.
    """

    state: AnchorState
    start: int | None
    end: int | None
    score: float
    reason: str

    def anchor(self, version_id: str, checked_at: str) -> Anchor:
        """The record that an annotation keeps: this place in that version, found at that time (UTC)."""
        return Anchor(self.state, version_id, self.start, self.end, self.score, checked_at)


def orphan(reason: str = "these words are gone") -> Placement:
    """No place at all."""
    return Placement("orphan", None, None, 0.0, reason)
