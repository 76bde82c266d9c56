"""The derived index of comparisons: filled from briefs, an article at a time, when something is asked of it.

An article's facts are made from its brief in force with the analyst's corrections. Where they are not what
they were, its items go and come anew: each is matched with the items of other articles that share a key,
and the clusters that this connects are put together anew, by the rules of `briefing.compare` (a cluster
depends on what it is connected with alone). Decisions of the analyst connect as matches do.
"""

import hashlib
from collections.abc import Iterable, Mapping, Sequence
from typing import Generic, TypeVar

import msgspec

from briefing.compare.claims import Match, match
from briefing.compare.decisions import Decisions, decisions_of, reference
from briefing.compare.events import EventFeatures, event_features, match_events
from briefing.compare.features import ClaimFeatures, features
from briefing.compare.groups import ClaimGroup, Matched, group, own_matches, standing
from briefing.compare.names import keys_of
from briefing.compare.origins import (
    COMMON,
    MEET,
    Link,
    copied,
    head,
    origins,
    outlet_links,
    sample,
)
from briefing.compare.timeline import Line, lines_of
from briefing.model.annotation import Annotation
from briefing.model.facts import FACTS, Facts, decode_facts, encode_facts
from briefing.store.library.compared import Cluster, Rows
from briefing.store.library.items import Item, NewItem

RULES = 3  # raise it when items, keys, matches or clusters mean something else
TEXT, CLAIM, EVENT, ACTOR = range(4)
# Items that are put together anew at once. Beyond it the nearest are, with the whole of their clusters.
TOGETHER = 600
DATED, VAGUE = 0, 1  # ranks of events

F = TypeVar("F", ClaimFeatures, EventFeatures)


def made_by(version: str, model: str) -> str:
    """What facts depend on besides their article: of another making they are made anew."""
    return f"{version} {model} {FACTS}.{RULES}"


class Index:
    """One pass over articles that are due, within one transaction."""

    def __init__(self, rows: Rows, decisions: Decisions) -> None:
        self._rows, self._decisions = rows, decisions
        self._by_ref: dict[str, set[str]] = {}
        for one, other in decisions.together | decisions.apart:
            self._by_ref.setdefault(one, set()).add(other)
            self._by_ref.setdefault(other, set()).add(one)
        self._near: dict[int, set[int]] = {CLAIM: set(), EVENT: set()}
        self._claims = _Kind(rows, CLAIM, ClaimFeatures)
        self._events = _Kind(rows, EVENT, EventFeatures)

    def take(self, article_id: str, facts: Facts | None) -> None:
        """Bring an article's items up to its facts; None: it has none any more. `finish` comes after the last."""
        kept = self._rows.kept(article_id)
        data = encode_facts(facts) if facts else b""
        decided = self._decided(facts.story) if facts else b""
        if kept is not None and kept[1] == data:
            if kept[2] != decided:
                self._rows.decide(kept[0], decided)
                self._note_decided(kept[2], decided)
            return
        if kept is not None:
            for kind, near in self._near.items():
                near |= self._leave(kept[0], kind)
            self._rows.drop(article_id)
        if facts is not None:
            number = self._rows.put(article_id, facts.story, encode_facts(head(facts)), data, decided)
            self._add_text(number, facts)
            self._add_actors(number, facts)
            self._near[CLAIM] |= self._add_claims(number, facts)
            self._near[EVENT] |= self._add_events(number, facts)
        self._note_decided(kept[2] if kept else b"", decided)

    # ── items ────────────────────────────────────────────────────────────────────────────────
    def _leave(self, article: int, kind: int) -> set[int]:
        """What an article's items are connected with, outside it; the items leave their clusters."""
        own = {i.number for i in self._rows.of_article(article, kind)}
        near = self._connected(own, kind) - own
        self._rows.arrange(own, kind, [])
        return near

    def _add_text(self, article: int, facts: Facts) -> None:
        keys = sample(facts)
        number = self._rows.add(article, NewItem(TEXT, "text", keys, facts.article_id.encode()))
        near = self._rows.near(keys, TEXT, article, meet=MEET, crowd=COMMON)
        for item in near:
            for data in self._rows.facts([item.data.decode()]):
                if link := copied(facts, decode_facts(data)):
                    self._rows.tie(number, item.number, msgspec.msgpack.encode(link), joins=True)

    def _add_actors(self, article: int, facts: Facts) -> None:
        keys = keys_of(facts)
        for actor in facts.actors:
            if actor.unnamed:
                continue
            own = [c for c in facts.claims if c.actor == actor.id or actor.id in c.about]
            part = msgspec.structs.replace(head(facts), actors=[actor], claims=own)
            found = [_hashed(k) for k in keys.get(actor.id, [])]
            self._rows.add(article, NewItem(ACTOR, actor.id, found, encode_facts(part), facts.published))

    def _add_claims(self, article: int, facts: Facts) -> set[int]:
        claims = features(facts)
        added: dict[str, int] = {}
        for claim in claims:
            keys = [_hashed(k) for k in claim.keys]
            stored = msgspec.structs.replace(claim, keys=[])
            item = NewItem(CLAIM, claim.claim, keys, msgspec.msgpack.encode(stored), claim.published)
            number = added[claim.ref] = self._rows.add(article, item)
            for other in self._claims.near(keys, article):
                how = match(claim, self._claims.decoded(other))
                if how is not None:
                    self._rows.tie(number, other.number, msgspec.msgpack.encode(how), joins=how.proposition)
        for own in own_matches(claims):
            self._rows.tie(added[own.one], added[own.other], msgspec.msgpack.encode(own.match), joins=True)
        return set(added.values())

    def _add_events(self, article: int, facts: Facts) -> set[int]:
        added = set()
        for entry in event_features(facts):
            keys = [_hashed(k) for k in entry.keys]
            item = NewItem(EVENT, entry.event.id, keys, msgspec.msgpack.encode(entry), entry.event.from_)
            number = self._rows.add(article, item)
            added.add(number)
            for other in self._events.near(keys, article):
                if match_events(entry, self._events.decoded(other)) is not None:
                    self._rows.tie(number, other.number, b"", joins=True)
        return added

    # ── clusters ─────────────────────────────────────────────────────────────────────────────
    def finish(self) -> None:
        """Put together anew what the articles that were taken are connected with."""
        if claims := self._connected(self._near[CLAIM], CLAIM):
            items = self._claims.items(claims)
            clusters = [_claim_cluster(g, items) for g in claim_groups(self._rows, items, self._decisions)]
            self._rows.arrange(claims, CLAIM, clusters)
        if events := self._connected(self._near[EVENT], EVENT):
            entries = self._events.items(events)
            lines = lines_of([feature for _, feature in entries.values()], self._decisions)
            self._rows.arrange(events, EVENT, [_event_cluster(line, entries) for line in lines])
        self._near = {CLAIM: set(), EVENT: set()}

    def _note_decided(self, before: bytes, after: bytes) -> None:
        """What other decisions were made about is to be put together anew."""
        changed = set(before.decode().split("\n")) ^ set(after.decode().split("\n"))
        for ref in (ref for line in changed for ref in line.split(" ")[1:]):
            kind = {"claim": CLAIM, "date": EVENT}.get(ref.rpartition("#")[2].split(":")[0])
            number = self._number(ref)
            if kind is not None and number is not None:
                self._near[kind].add(number)

    def _decided(self, story: str) -> bytes:
        """The decisions on items of a story, one a line."""
        lines = [
            f"{what} {one} {other}"
            for what, pairs in (("+", self._decisions.together), ("-", self._decisions.apart))
            for one, other in pairs
            if one.startswith(f"{story}#") or other.startswith(f"{story}#")
        ]
        return "\n".join(sorted(lines)).encode()

    def _connected(self, seeds: Iterable[int], kind: int) -> set[int]:
        """All items that pairs and decisions connect with these, the seeds among them."""
        reached: set[int] = set()
        ahead = sorted(seeds)
        ring = 0  # the seeds; whatever they are tied to is the first, and taken in any case
        while ahead and (ring < 2 or len(reached) < TOGETHER):
            following: list[int] = []
            for number in ahead:
                reached.add(number)
                following += self._rows.neighbours(number)
                following += self._partners(number) if self._by_ref else []
            ahead = sorted(set(following) - reached)
            ring += 1
        return self._rows.whole(reached, kind) if ahead else reached

    def _partners(self, number: int) -> list[int]:
        """The items that a decision names beside this one."""
        refs = [reference(*name) for name in self._rows.names([number])]  # none where it is gone
        found = (self._number(other) for ref in refs for other in self._by_ref.get(ref, ()))
        return [n for n in found if n is not None]

    def _number(self, ref: str) -> int | None:
        story, _, name = ref.partition("#")
        return self._rows.named(story, name)


class _Kind(Generic[F]):
    """The items of one kind, decoded once a pass."""

    def __init__(self, rows: Rows, kind: int, form: type[F]) -> None:
        self._rows, self._kind = rows, kind
        self._decoder: msgspec.msgpack.Decoder[F] = msgspec.msgpack.Decoder(form)
        self._known: dict[bytes, F] = {}

    def near(self, keys: Sequence[int], article: int) -> list[Item]:
        return self._rows.near(keys, self._kind, article)

    def decoded(self, item: Item) -> F:
        found = self._known.get(item.data)
        if found is None:
            found = self._known[item.data] = self._decoder.decode(item.data)
        return found

    def items(self, numbers: Iterable[int]) -> dict[str, tuple[int, F]]:
        """By reference, the number and the features of items."""
        found = ((i.number, self.decoded(i)) for i in self._rows.items(numbers, self._kind))
        return {feature.ref: (number, feature) for number, feature in found}


def claim_groups(
    rows: Rows, items: Mapping[str, tuple[int, ClaimFeatures]], decisions: Decisions
) -> list[ClaimGroup]:
    """Groups of kept claims, by the matches that are kept."""
    refs = {number: ref for ref, (number, _) in items.items()}
    matches = _matched(rows, refs)
    articles = [decode_facts(data) for data in rows.heads(refs)]
    links = kept_links(rows, articles)
    origin = {a: o.articles[0] for o in origins(articles, links) for a in o.articles}
    return group((feature for _, feature in items.values()), matches, decisions, origin)


def kept_matches(rows: Rows, article_ids: Iterable[str]) -> list[Matched]:
    """The matches between claims of these articles."""
    found = rows.of_articles(article_ids, CLAIM)
    return _matched(rows, {number: reference(story, name) for number, story, name in found})


def _matched(rows: Rows, refs: Mapping[int, str]) -> list[Matched]:
    decode = msgspec.msgpack.Decoder(Match).decode
    return [Matched(refs[p.one], refs[p.other], decode(p.data)) for p in rows.pairs(refs)]


def kept_links(rows: Rows, articles: Sequence[Facts]) -> list[Link]:
    """The links among articles: of their texts, as kept, and of their outlets. Heads will do."""
    texts = [number for number, _, _ in rows.of_articles([f.article_id for f in articles], TEXT)]
    decode = msgspec.msgpack.Decoder(Link).decode
    return [*(decode(p.data) for p in rows.pairs(texts)), *outlet_links([head(f) for f in articles])]


def decisions(rows: Rows) -> Decisions:
    """Everything that the analyst decided on matches."""
    found = rows.annotations(("link", "correction"), ("same_as", '"match"'))
    return decisions_of(msgspec.json.decode(data, type=Annotation) for data in found)


def _claim_cluster(found: ClaimGroup, items: Mapping[str, tuple[int, ClaimFeatures]]) -> Cluster:
    claims = [m.claim for m in found.members]
    return Cluster(
        items=[items[c.ref][0] for c in claims],
        rank=standing(found),
        articles=len({c.article_id for c in claims}),
        moment=claims[0].published,
    )


def _event_cluster(line: Line, entries: Mapping[str, tuple[int, EventFeatures]]) -> Cluster:
    moment = line.dates[0].from_ or line.dates[0].to
    return Cluster(
        items=[entries[s.ref][0] for s in line.sources],
        rank=VAGUE if moment is None else DATED,
        articles=line.articles,
        moment=moment,
    )


def _hashed(key: str) -> int:
    digest = hashlib.blake2b(key.encode("utf-8", "surrogatepass"), digest_size=8).digest()
    return int.from_bytes(digest, "little", signed=True)
