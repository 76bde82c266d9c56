"""What the analyst decided about matches: these two are one, those two are not.

Both are annotations, so that they are undone, exported and kept like any other. Together is a link
`same_as` from the annotation's item to another; apart is a correction with op `split`, field `match`
and the other item as value. A reference is `<story>#<item>`: the story's first version and the item's
id (`actor:…`, `claim:…`, `date:…`), as in a link. Of two decisions on one pair the later holds.
"""

from collections.abc import Iterable

import msgspec

from briefing.model.annotation import Annotation

MATCH = "match"  # the field of a correction that keeps two items of different articles apart
_COMPARED = ("actor", "claim", "date")


class Decisions(msgspec.Struct, frozen=True):
    """Pairs of references, the smaller first."""

    together: frozenset[tuple[str, str]] = frozenset()
    apart: frozenset[tuple[str, str]] = frozenset()

    def touching(self, references: Iterable[str]) -> set[str]:
        """Those and all that decisions connect with them, over any number of steps."""
        reached: set[str] = set()
        ahead = set(references)
        while ahead:
            reached |= ahead
            ahead = {
                ref for p in self.together | self.apart if not reached.isdisjoint(p) for ref in p
            } - reached
        return reached


NONE = Decisions()


def pair(one: str, other: str) -> tuple[str, str]:
    """The two in the order in which decisions keep them."""
    return (one, other) if one <= other else (other, one)


def reference(story: str, item: str) -> str:
    """How decisions name an item of an article."""
    return f"{story}#{item}"


def decisions_of(annotations: Iterable[Annotation]) -> Decisions:
    """The decisions in force. What does not name two items of one kind is no decision."""
    said: dict[tuple[str, str], bool] = {}
    for note in sorted(annotations, key=lambda a: (a.modified, a.uid)):
        own = note.target.ref
        if note.deleted_at or not own:
            continue
        here = reference(note.target.article_id, own)
        for link in note.links if note.kind == "link" else ():
            if link.rel == "same_as" and _comparable(here, link.to):
                said[pair(here, link.to)] = True
        change = note.correction
        if (
            note.kind == "correction"
            and change
            and change.op == "split"
            and change.field == MATCH
            and isinstance(change.value, str)
        ):
            here = reference(note.target.article_id, change.item)
            if _comparable(here, change.value):
                said[pair(here, change.value)] = False
    return Decisions(
        frozenset(k for k, together in said.items() if together),
        frozenset(k for k, together in said.items() if not together),
    )


def _comparable(one: str, other: str) -> bool:
    kinds = {r.rpartition("#")[2].split(":")[0] for r in (one, other)}
    return "#" in other and one != other and len(kinds) == 1 and kinds <= set(_COMPARED)
