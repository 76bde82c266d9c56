"""What is new about a story since a moment: articles, claims, sides, and passages that an outlet changed.

New is what came into the library after that moment (`Facts.added`), whatever day it was published on:
the question is what the analyst has not seen yet.
"""

from collections.abc import Iterable, Mapping, Sequence
from datetime import UTC, datetime
from typing import Literal

import msgspec

from briefing.compare.decisions import reference
from briefing.compare.groups import ClaimGroup, Member, Reversal
from briefing.model.article import Span
from briefing.model.facts import ClaimFact, Facts, Passage

EDITED = 0.4  # of a passage's four-word runs that stand in the other: below, it is another passage


class NewClaim(msgspec.Struct, frozen=True):
    """A claim of a new article that no article before stated or contradicted."""

    article_id: str
    ref: str
    claim: ClaimFact


class Joined(msgspec.Struct, frozen=True):
    """A group that was known before, with the members that came to it."""

    group: ClaimGroup
    members: list[Member]


class PassageChange(msgspec.Struct, frozen=True):
    """A paragraph that a new version of an article changed. The side that has none is None.

    `was` and `now` are its words, on one line, where the caller has the texts.
    """

    kind: Literal["edited", "added", "removed"]
    old_id: str
    new_id: str
    old: Span | None
    new: Span | None
    was: str = ""
    now: str = ""


class Changes(msgspec.Struct, frozen=True):
    """Everything since `since` (UTC), each list in order of publication."""

    since: str
    articles: list[Facts]
    versions: list[Facts]  # new versions of articles that were there
    claims: list[NewClaim]
    joined: list[Joined]
    reversed: list[Reversal]
    passages: list[PassageChange]

    @property
    def count(self) -> int:
        """How much there is to look at."""
        return (
            len(self.articles) + len(self.claims) + len(self.joined) + len(self.reversed) + len(self.passages)
        )


def changes(
    articles: Iterable[Facts],
    groups: Sequence[ClaimGroup],
    since: str,
    earlier: Mapping[str, Facts] | None = None,
) -> Changes:
    """What came after `since`, a moment of UTC as ISO 8601 (a day alone is its beginning).

    `articles` are the newest versions, `groups` those of their claims, `earlier` the version before of
    each story that has one.
    """
    before = earlier or {}
    kept = sorted(articles, key=lambda f: (f.published or "9999", f.article_id))
    fresh = [f for f in kept if moment(f.added) > moment(since)]
    new = {f.article_id for f in fresh}
    old_stories = {f.story for f in fresh if f.story in before}
    known = {m.claim.ref for g in groups if not _is_new(g, new) for m in g.members}
    return Changes(
        since=since,
        articles=[f for f in fresh if f.story not in old_stories],
        versions=[f for f in fresh if f.story in old_stories],
        claims=[
            NewClaim(f.article_id, ref, c)
            for f in fresh
            if f.story not in old_stories
            for c in f.claims
            if c.polarity in ("assert", "deny") and (ref := reference(f.story, c.id)) not in known
        ],
        joined=[
            Joined(g, [m for m in g.members if m.claim.article_id in new])
            for g in groups
            if not _is_new(g, new) and any(m.claim.article_id in new for m in g.members)
        ],
        reversed=[r for g in groups for r in g.reversals if r.after.claim.article_id in new],
        passages=[c for f in fresh if f.story in old_stories for c in changed_passages(before[f.story], f)],
    )


def moment(text: str) -> str:
    """A moment so that moments sort as text, in UTC: `2031-05-14` and `2031-W20-3` are the beginning of that day.

    Of another zone it is brought to UTC; without one it is UTC. What is no moment stays as it is.
    """
    try:
        at = datetime.fromisoformat(text.strip())
        return (at.astimezone(UTC).replace(tzinfo=None) if at.tzinfo else at).isoformat()
    except (ValueError, OverflowError):  # the first and the last hours of the calendar have no other zone
        return text.strip()


def _is_new(group: ClaimGroup, new: set[str]) -> bool:
    return all(m.claim.article_id in new for m in group.members)


def changed_passages(old: Facts, new: Facts) -> list[PassageChange]:
    """The paragraphs that are not word for word in both versions, in the order of the new text, then the old.

    A paragraph counts as edited where two fifths of the runs of the shorter side stand in the other.
    """
    before = {n: frozenset(p.hashes) for n, p in enumerate(old.passages)}
    after = {n: frozenset(p.hashes) for n, p in enumerate(new.passages)}
    for n, words in list(after.items()):
        same = next((o for o, held in before.items() if held == words), None)
        if same is not None:
            del before[same], after[n]
    found = []
    for n, words in after.items():
        best = max(before, key=lambda o: (_shared(before[o], words), -o), default=None)
        if best is not None and _shared(before[best], words) >= EDITED:
            found.append(_change("edited", old, new, old.passages[best], new.passages[n]))
            del before[best]
        else:
            found.append(_change("added", old, new, None, new.passages[n]))
    return found + [_change("removed", old, new, old.passages[o], None) for o in before]


def _shared(one: frozenset[int], other: frozenset[int]) -> float:
    return len(one & other) / min(len(one), len(other))


def _change(
    kind: Literal["edited", "added", "removed"],
    old: Facts,
    new: Facts,
    was: Passage | None,
    now: Passage | None,
) -> PassageChange:
    return PassageChange(
        kind, old.article_id, new.article_id, was.span if was else None, now.span if now else None
    )
