"""The parse as plain lists, and ranges of tokens: what the rules walk over.

A rule asks a token's word, tag and neighbours thousands of times an article; lists answer faster than
spaCy's token objects and need no null checks. Token numbers are those of the Doc.
"""

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from spacy.tokens import Doc

Range = tuple[int, int]  # tokens [start, end)

OPENING, CLOSING = frozenset("“„«‘(["), frozenset("”»’)]")
_EDGE = frozenset({",", ";", ":", "-", "--", "–", "—", "…", "..."})


@dataclass(frozen=True)
class Tree:
    """Parallel lists over the tokens of a Doc (Penn tags, ClearNLP dependencies)."""

    text: list[str]
    lower: list[str]
    lemma: list[str]
    tag: list[str]
    dep: list[str]
    head: list[int]
    kids: list[list[int]]
    left: list[int]  # first token of the subtree
    right: list[int]  # last token of the subtree
    start: list[int]  # offset of the first character
    end: list[int]
    sent: list[Range]  # the sentence of each token
    space: list[bool]

    def __len__(self) -> int:
        return len(self.text)

    def child(self, i: int, *deps: str) -> int | None:
        """The first child of `i` with one of the labels, or None."""
        return next((k for k in self.kids[i] if self.dep[k] in deps), None)

    def children(self, i: int, *deps: str) -> list[int]:
        """The children of `i` with one of the labels, in text order."""
        return [k for k in self.kids[i] if self.dep[k] in deps]

    def subtree(self, i: int) -> Range:
        """From the first to the last token of the subtree of `i`."""
        return self.left[i], self.right[i] + 1

    def below(self, i: int, ancestor: int) -> bool:
        """Whether `i` is `ancestor` or stands under it."""
        while i != ancestor:
            if self.head[i] == i:
                return False
            i = self.head[i]
        return True

    def is_verb(self, i: int) -> bool:
        """Whether the token is tagged as a verb form (not a modal)."""
        return self.tag[i].startswith("VB")

    def is_punct(self, i: int) -> bool:
        """Whether the token holds no letter or digit."""
        return not any(c.isalnum() for c in self.text[i])

    def joins(self, i: int) -> bool:
        """Whether token `i` is a hyphen that makes one word of its neighbours."""
        return (
            0 < i < len(self) - 1
            and self.text[i] in ("-", "‐", "‑")
            and self.end[i - 1] == self.start[i]
            and self.end[i] == self.start[i + 1]
            and not self.is_punct(i - 1)
            and not self.is_punct(i + 1)
        )

    def trim(self, piece: Range) -> Range:
        """Without white space, commas, dashes, stray brackets and the last full stop; quotes stay."""
        start, end = piece
        while start < end and (self.space[start] or self.text[start] in _EDGE or self.text[start] in ".)]"):
            start += 1
        while end > start and (
            self.space[end - 1] or self.text[end - 1] in _EDGE or self.text[end - 1] in ("(", "[", ".")
        ):
            end -= 1
        return start, end

    def hang(self, i: int, new: int) -> None:
        """Make `i` a child of `new`, an ancestor of its head, and draw the subtrees between back to what is left."""
        old = self.head[i]
        self.kids[old].remove(i)
        self.head[i] = new
        self.kids[new] = sorted([*self.kids[new], i])
        at = old
        while at != new:
            first = self.left[i]
            for k in [
                k
                for k in self.kids[at]
                if self.dep[k] in ("cc", "punct") and at < k < first and self.head[k] == at
            ]:
                if all(self.dep[j] in ("cc", "punct", "advmod") or self.below(j, i) for j in range(k, first)):
                    self.kids[at].remove(k)
                    self.head[k] = new
                    self.kids[new] = sorted([*self.kids[new], k])
            self.left[at] = min([at, *(self.left[k] for k in self.kids[at])])
            self.right[at] = max([at, *(self.right[k] for k in self.kids[at])])
            at = self.head[at]
        self.right[new] = max([new, *(self.right[k] for k in self.kids[new])])

    def lower_to(self, i: int, new: int) -> None:
        """Make `i` a child of `new`, a child of its head before it, and let the subtree of `new` reach over `i`."""
        self.kids[self.head[i]].remove(i)
        self.head[i] = new
        self.kids[new] = sorted([*self.kids[new], i])
        self.right[new] = max(self.right[new], self.right[i])

    def rule(self, i: int, old: int) -> None:
        """Put `i`, a child of `old` behind it, in the place of `old`, which becomes its child with what stands before `i`."""
        above = self.head[old]
        self.kids[old].remove(i)
        behind = [k for k in self.kids[old] if k > i]
        self.kids[old] = [k for k in self.kids[old] if k < i]
        self.kids[i] = sorted([*self.kids[i], *behind, old])
        for k in behind:
            self.head[k] = i
        self.head[i], self.dep[i] = (i if above == old else above), self.dep[old]
        if above != old:
            self.kids[above] = sorted([*(k for k in self.kids[above] if k != old), i])
        self.head[old] = i
        self.left[i], self.right[i] = self.left[old], max(self.right[i], self.right[old])
        self.right[old] = max([old, *(self.right[k] for k in self.kids[old])])

    def words(self, piece: Range) -> int:
        """How many tokens of the range are words."""
        return sum(not self.is_punct(i) for i in range(*piece))


def root_of(tree: Tree, piece: Range) -> int:
    """The word of a range that governs the others."""
    start, end = piece
    tops = [i for i in range(start, end) if not start <= tree.head[i] < end or tree.head[i] == i]
    return next((i for i in tops if not tree.is_punct(i)), tops[0] if tops else start)


def minus(piece: Range, *holes: Range) -> list[Range]:
    """What is left of a range when others are taken out of it."""
    rest = [piece]
    for low, high in holes:
        cut = []
        for start, end in rest:
            if high <= start or end <= low:
                cut.append((start, end))
            else:
                cut += [r for r in ((start, low), (high, end)) if r[0] < r[1]]
        rest = cut
    return rest


def overlap(a: list[Range], b: list[Range]) -> int:
    """How many tokens two lists of ranges share."""
    return sum(max(0, min(e1, e2) - max(s1, s2)) for s1, e1 in a for s2, e2 in b)


def size(pieces: list[Range]) -> int:
    """How many tokens a list of ranges holds."""
    return sum(e - s for s, e in pieces)


def joined(pieces: list[Range]) -> list[Range]:
    """The ranges in order, with those that touch or overlap made one."""
    result: list[Range] = []
    for start, end in sorted(pieces):
        if result and start <= result[-1][1]:
            result[-1] = (result[-1][0], max(end, result[-1][1]))
        else:
            result.append((start, end))
    return result


def plant(doc: "Doc") -> Tree:
    """The tree of a parsed Doc."""
    count = len(doc)
    tokens = list(doc)  # each walk over a Doc makes its tokens anew
    head = [t.head.i for t in tokens]
    kids: list[list[int]] = [[] for _ in range(count)]
    for i, h in enumerate(head):
        if h != i:
            kids[h].append(i)
    left, right = list(range(count)), list(range(count))
    for i in _bottom_up(head, kids):
        if head[i] != i:
            left[head[i]] = min(left[head[i]], left[i])
            right[head[i]] = max(right[head[i]], right[i])
    sent: list[Range] = []
    for s in doc.sents if count else ():
        sent += [(s.start, s.end)] * (s.end - s.start)
    return Tree(
        text=[t.text for t in tokens],
        lower=[t.lower_ for t in tokens],
        lemma=[t.lemma_.lower() for t in tokens],
        tag=[t.tag_ for t in tokens],
        dep=[t.dep_ for t in tokens],
        head=head,
        kids=kids,
        left=left,
        right=right,
        start=[t.idx for t in tokens],
        end=[t.idx + len(t) for t in tokens],
        sent=sent,
        space=[t.is_space for t in tokens],
    )


def _bottom_up(head: list[int], kids: list[list[int]]) -> list[int]:
    order = [i for i, h in enumerate(head) if h == i]
    for i in order:
        order += kids[i]
    return order[::-1]
