"""The same actor over articles: which actors of which articles are one, and what is known of it."""

from collections import defaultdict
from collections.abc import Iterable, Sequence

import msgspec

from briefing.compare.decisions import NONE, Decisions, reference
from briefing.compare.names import full, keys_of, marked, namesakes, short
from briefing.model.facts import Facts


class Linked(msgspec.Struct, frozen=True):
    """One actor of one article, with the keys under which it may be met elsewhere."""

    story: str
    actor: str
    keys: list[str]

    @property
    def ref(self) -> str:
        """How decisions name it."""
        return reference(self.story, self.actor)


def linked(facts: Facts) -> list[Linked]:
    """The actors of an article that can be met in another."""
    return [Linked(facts.story, actor, keys) for actor, keys in keys_of(facts).items()]


def link(actors: Iterable[Linked], decisions: Decisions = NONE) -> list[list[Linked]]:
    """The groups of actors that are one, each in order of story and id, the groups by their first.

    In this order, each step as far as the analyst does not keep two apart: what the analyst joined; what
    shares a name of several words; what has a single word or a surname only, with the one group that
    answers to it, where there is no more than one; what is left, by that word, a surname only by the
    analyst. Two actors that one article keeps apart are joined by the analyst or by a full name alone.
    """
    members = sorted({a.ref: a for a in actors}.values(), key=lambda a: (a.story, a.actor))
    groups = _Groups(members, decisions)
    for one, other in sorted(decisions.together):
        groups.join(one, other)
    names: dict[str, list[str]] = defaultdict(list)
    words: dict[str, list[str]] = defaultdict(list)
    lone = []
    for member in members:
        whole = full(member.keys)
        for key in whole:
            (names if " " in key else words)[key].append(member.ref)
        if not any(" " in key for key in whole):
            lone.append(member)
    for key in sorted(names, key=lambda k: (-len(k.split()), k)):  # the longer name identifies better
        groups.join_all(names[key])
    _join_lone(groups, members, lone)
    for key in sorted(words):
        groups.join_all(words[key])
    return groups.result()


def _join_lone(groups: "_Groups", members: Sequence[Linked], lone: Sequence[Linked]) -> None:
    """Join each actor of a single word to the one group of a full name that answers to it."""
    alone = {m.ref for m in lone}
    answering: dict[str, set[str]] = defaultdict(set)
    for member in members:
        if member.ref not in alone:
            for key in short(member.keys):
                answering[key].add(groups.top(member.ref))
    for member in lone:
        found = {t for k in short(member.keys) for t in answering.get(k, ())}
        if len(found) == 1 and not groups.is_in_story(top := found.pop(), member.story):
            groups.join(top, member.ref)


class _Groups:
    """Disjoint sets that never join what the analyst keeps apart."""

    def __init__(self, members: Sequence[Linked], decisions: Decisions) -> None:
        self.member = {m.ref: m for m in members}
        self._top = {ref: ref for ref in self.member}
        self._refs = {ref: [ref] for ref in self.member}
        self._stories = {ref: {m.story} for ref, m in self.member.items()}
        self._marks = {ref: set(marked(m.keys)) for ref, m in self.member.items()}
        self._apart: dict[str, set[str]] = defaultdict(set)
        for one, other in decisions.apart:
            self._apart[one].add(other)
            self._apart[other].add(one)

    def top(self, ref: str) -> str:
        """The member that stands for the group of `ref`."""
        return self._top[ref]

    def is_in_story(self, ref: str, story: str) -> bool:
        """Whether the group of `ref` has a member of that story already."""
        return story in self._stories[self._top[ref]]

    def join(self, one: str, other: str) -> bool:
        """Make two groups one; False where the analyst keeps members apart, or their initials do."""
        if one not in self._top or other not in self._top:
            return False
        a, b = sorted((self._top[one], self._top[other]))
        if a == b:
            return True
        if namesakes(self._marks[a], self._marks[b]):
            return False
        small, large = sorted((self._refs[a], self._refs[b]), key=len)
        if any(self._apart[r] & set(large) for r in small if r in self._apart):
            return False
        for ref in self._refs[b]:
            self._top[ref] = a
        self._refs[a] += self._refs.pop(b)
        self._stories[a] |= self._stories.pop(b)
        self._marks[a] |= self._marks.pop(b)
        return True

    def join_all(self, refs: Sequence[str]) -> None:
        """Join each with the first group that takes it."""
        tops: list[str] = []
        for ref in refs:
            if not any(self.join(t, ref) for t in tops):
                tops.append(ref)

    def result(self) -> list[list[Linked]]:
        """The groups, in order."""
        groups = [
            sorted((self.member[r] for r in refs), key=lambda m: (m.story, m.actor))
            for refs in self._refs.values()
        ]
        return sorted(groups, key=lambda g: (g[0].story, g[0].actor))
