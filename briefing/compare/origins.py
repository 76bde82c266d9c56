"""On how many independent words something rests: copies and relayed reports count once.

Two articles have one origin where one carries the other's words, where one says that it has its
report from the other's outlet, and where both are the same outlet's, which does not confirm itself.
How much of the shorter text stands in the longer is Broder's
containment (1997, "On the resemblance and containment of documents") of the sets of four-word runs:
unlike resemblance it stays high when a copy is cut short. Candidates meet in a sample of the runs
taken by their value (Manber 1994, "Finding similar files in a large file system"), so that the same
run is in the sample of every text that holds it.

An origin is inferred. Nothing here says who was right, or who was first.
"""

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence

import msgspec

from briefing.compare.outlets import credits_of, is_outlet, outlet_key
from briefing.model.facts import Facts

# Set on bench/compare_origins.py: the least share of own copies lies above, the greatest of others' texts below.
SHARE = 0.45  # of the shorter text's runs that stand in the other
LEAST = 24  # runs shared by two texts: fewer are a common quotation, an address, a phrase of the trade
WITHIN = 0.9  # of a text's runs that stand in another: an editor's few words break some
SAMPLE = 6  # one run in so many is in the sample
MEET = 2  # runs of the sample that candidates share
COMMON = 200  # texts that hold a run of the sample, above which it names no copy

THIRD = "both carry the words of a third article"


class Link(msgspec.Struct, frozen=True):
    """Two articles of one origin. `share`: of the shorter one's words in the other, 0 to 1; 1 for a credit.

    `whole`: all but a few words of `other` stand in `one`, its lead, and it has no other link by its words.
    """

    one: str
    other: str
    share: float
    reason: str
    whole: bool = False


class Origin(msgspec.Struct, frozen=True):
    """Articles that go back to the same words, earliest first, and why we think so."""

    articles: list[str]
    reasons: list[str]


# ── words ────────────────────────────────────────────────────────────────────────────────────
def runs(facts: Facts) -> frozenset[int]:
    """The four-word runs of the whole body."""
    return frozenset().union(*(passage.hashes for passage in facts.passages))


def sample(facts: Facts) -> list[int]:
    """The runs by which the article is found among thousands, sorted."""
    return sorted(h for h in runs(facts) if h % SAMPLE == 0)


def containment(one: frozenset[int], other: frozenset[int]) -> float:
    """The share of the smaller set that is in the other; 0 where they have less than `LEAST` in common."""
    common = len(one & other)
    return common / min(len(one), len(other)) if common >= LEAST else 0.0


# ── articles ─────────────────────────────────────────────────────────────────────────────────
def copied(one: Facts, other: Facts) -> Link | None:
    """Whether one article carries the other's words."""
    share = containment(runs(one), runs(other))
    if share < SHARE:
        return None
    return Link(
        one.article_id, other.article_id, share, f"{share:.0%} of the shorter text stands in the other"
    )


def is_within(one: Facts, other: Facts) -> bool:
    """Whether all but a few words of one article stand in the other: what is copied from it, is from there too."""
    own = runs(one)
    return len(own & runs(other)) >= max(LEAST, WITHIN * len(own))


def credited(one: Facts, other: Facts) -> Link | None:
    """Whether two articles are of one outlet, or one says that it has its report from the other's."""
    reason = None
    if outlet_key(one.outlet) and outlet_key(one.outlet) == outlet_key(other.outlet):
        reason = f"the same outlet: {one.outlet}"
    for relay, told in ((one, other), (other, one)):
        for credit in credits_of(relay):
            if is_outlet(credit, told.outlet):
                reason = reason or f"credits {credit}"
    common = {outlet_key(c) for c in credits_of(other)}
    for credit in credits_of(one):
        if outlet_key(credit) in common:
            reason = reason or f"both credit {credit}"
    return Link(one.article_id, other.article_id, 1.0, reason) if reason else None


def head(facts: Facts) -> Facts:
    """What `outlet_links` needs of an article: all but what the article holds."""
    return msgspec.structs.replace(
        facts,
        actors=[],
        claims=[],
        events=[],
        gaps=[],
        passages=[],
        credits=credits_of(facts),
    )


def candidates(samples: Mapping[str, Sequence[int]]) -> Iterable[tuple[str, str]]:
    """Pairs of articles whose samples meet often enough to be looked at, each pair once."""
    holders: dict[int, list[str]] = {}
    for article, hashes in samples.items():
        for value in hashes:
            holders.setdefault(value, []).append(article)
    met: Counter[tuple[str, str]] = Counter()
    for found in holders.values():
        if len(found) <= COMMON:
            met.update((a, b) for n, a in enumerate(found) for b in found[n + 1 :])
    return [pair for pair, count in met.items() if count >= MEET]


def links(articles: Sequence[Facts]) -> list[Link]:
    """All links among articles: by their words, and by their outlets and whom they credit."""
    by_id = {facts.article_id: facts for facts in articles}
    pairs = candidates({facts.article_id: sample(facts) for facts in articles})
    found = [one for a, b in pairs if (one := copied(by_id[a], by_id[b])) is not None]
    return found + outlet_links(articles)


def outlet_links(articles: Sequence[Facts]) -> list[Link]:
    """The links that need no words: heads of the articles (see `head`) will do."""
    by_id = {facts.article_id: facts for facts in articles}
    pairs = dict.fromkeys(_by_outlet(articles))
    return [one for a, b in pairs if (one := credited(by_id[a], by_id[b])) is not None]


def links_within(known: Iterable[Link], articles: Sequence[Facts]) -> list[Link]:
    """The links among some of the articles. Where the lead of copies is not among them, the first copy is it."""
    links = list(known)
    place = {facts.article_id: facts.article_id for facts in articles}
    inside = frozenset(place)
    for one in links:
        if one.whole and one.other in inside:
            place.setdefault(one.one, one.other)
    found = []
    for one in links:
        first, second = place.get(one.one), place.get(one.other)
        if first is None or second is None or first == second:
            continue
        moved = (first, second) != (one.one, one.other)
        found.append(Link(first, second, one.share, THIRD, one.whole) if moved else one)
    return found + outlet_links([head(facts) for facts in articles])


def _by_outlet(articles: Sequence[Facts]) -> Iterable[tuple[str, str]]:
    """Pairs that may be linked by their outlets: each article with the first of its own outlet, and
    with the first of those that credit or are what it credits."""
    outlets: dict[str, Facts] = {}
    crediting: dict[str, Facts] = {}
    for facts in articles:
        first = outlets.setdefault(outlet_key(facts.outlet) or facts.article_id, facts)
        if first is not facts:
            yield first.article_id, facts.article_id
    for facts in articles:
        for credit in credits_of(facts):
            for key, told in outlets.items():
                if key != facts.article_id and told is not facts and is_outlet(credit, told.outlet):
                    yield facts.article_id, told.article_id
            fellow = crediting.setdefault(outlet_key(credit), facts)
            if fellow is not facts:
                yield fellow.article_id, facts.article_id


def origins(articles: Sequence[Facts], known: Sequence[Link] | None = None) -> list[Origin]:
    """The articles by origin, the largest first. `known` are their links, where those are kept."""
    number = {facts.article_id: n for n, facts in enumerate(articles)}
    groups = Groups(len(articles))
    for one in links(articles) if known is None else known:
        if one.one in number and one.other in number:
            groups.join(number[one.one], number[one.other], one.reason)
    return by_size(groups.all(), articles)


# ── groups ───────────────────────────────────────────────────────────────────────────────────
class Groups:
    """Disjoint sets of the numbers from 0, each with the reasons for which it was joined."""

    def __init__(self, count: int) -> None:
        self._parent = list(range(count))
        self._reasons: dict[int, list[str]] = {}

    def root(self, n: int) -> int:
        """The number that stands for the set of `n`."""
        while self._parent[n] != n:
            self._parent[n] = self._parent[self._parent[n]]
            n = self._parent[n]
        return n

    def join(self, one: int, other: int, reason: str) -> None:
        """Make the sets of two numbers one."""
        a, b = self.root(one), self.root(other)
        if a != b:
            self._parent[b] = a
            self._reasons[a] = [*self._reasons.get(a, []), *self._reasons.pop(b, []), reason]

    def all(self) -> list[tuple[list[int], list[str]]]:
        """Every set with its reasons, each reason once."""
        groups: dict[int, list[int]] = {}
        for n in range(len(self._parent)):
            groups.setdefault(self.root(n), []).append(n)
        return [(group, list(dict.fromkeys(self._reasons.get(top, [])))) for top, group in groups.items()]


def by_size(groups: Iterable[tuple[list[int], list[str]]], articles: Sequence[Facts]) -> list[Origin]:
    """Sets of places in `articles` as origins: the largest first, of equals the earliest."""
    found = []
    for group, reasons in groups:
        members = sorted({articles[n].article_id: articles[n] for n in group}.values(), key=_age)
        found.append((-len(members), _age(members[0]), Origin([f.article_id for f in members], reasons)))
    return [origin for _, _, origin in sorted(found, key=lambda entry: entry[:2])]


def _age(facts: Facts) -> tuple[str, str, str]:
    return facts.published or "9999", facts.added, facts.article_id
