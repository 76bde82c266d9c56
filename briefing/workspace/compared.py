"""The derived index of comparisons: filled from briefs, an article at a time, when something is asked of it.

An article's facts are made from its brief in force with the analyst's corrections. Where they are not what
they were, its items go and come anew: each is matched with the items of other articles that share a key,
and the clusters that this connects are put together anew, by the rules of `briefing.compare` (a cluster
depends on what it is connected with alone). Decisions of the analyst connect as matches do. What repeats an
item of another article is an echo of it and is compared with nothing else (`briefing.compare.echoes`): a
dispatch that some hundred outlets print costs what it costs once. Where a lead goes, its echoes are placed anew.
"""

import hashlib
from collections.abc import Iterable, Mapping, Sequence
from typing import Generic, TypeVar

import msgspec

from briefing.compare.claims import match
from briefing.compare.decisions import Decisions, reference
from briefing.compare.echoes import form
from briefing.compare.events import EventFeatures, event_features, event_form, match_events
from briefing.compare.features import ClaimFeatures, features
from briefing.compare.groups import ClaimGroup, own_matches, standing
from briefing.compare.names import keys_of
from briefing.compare.origins import COMMON, MEET, copied, head, is_within, sample
from briefing.compare.timeline import Line, lines_of
from briefing.model.facts import FACTS, Facts, decode_facts, encode_facts
from briefing.store.library.compared import Cluster, Rows
from briefing.store.library.items import Item, NewItem
from briefing.workspace.kept import ACTOR, CLAIM, EVENT, TEXT, claim_groups

RULES = 4  # raise it when items, keys, matches or clusters mean something else
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
            left = {kind: self._left(kept[0], kind) for kind in (TEXT, CLAIM, EVENT)}
            self._rows.drop(article_id)
            self._place_anew(left)
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

    def _left(self, article: int, kind: int) -> list[Item]:
        """The echoes that have no lead any more where an article goes."""
        return self._rows.items(
            self._rows.echoes(i.number for i in self._rows.of_article(article, kind)), kind
        )

    def _place_anew(self, left: Mapping[int, Sequence[Item]]) -> None:
        """Find echoes another lead, the first of them being one for the rest."""
        for item in left[TEXT]:
            (data,) = self._rows.facts([item.data.decode()])
            self._place_text(item.article, item.number, decode_facts(data))
        for kind, near in self._near.items():
            near.update(item.number for item in left[kind])
        for item in left[CLAIM]:
            self._place_claim(item.article, item.number, self._claims.decoded(item))
        for item in left[EVENT]:
            self._place_event(item.article, item.number, self._events.decoded(item))

    def _add_text(self, article: int, facts: Facts) -> None:
        item = NewItem(TEXT, "text", sample(facts), facts.article_id.encode())
        self._place_text(article, self._rows.add(article, item), facts)

    def _place_text(self, article: int, number: int, facts: Facts) -> None:
        """Tie a text to one that holds all of it, or to all that have words in common with it."""
        keys = sample(facts)
        links = []
        for item in self._rows.near(keys, TEXT, article, meet=MEET, crowd=COMMON):
            for data in self._rows.facts([item.data.decode()]):
                other = decode_facts(data)
                if link := copied(facts, other):
                    if item.number < number and is_within(facts, other):
                        self._rows.tie(
                            item.number, number, msgspec.msgpack.encode(link), joins=True, echo=True
                        )
                        return
                    links.append((item.number, link))
        for lead, link in links:
            self._rows.tie(number, lead, msgspec.msgpack.encode(link), joins=True)
        self._rows.show(number, keys)

    def _add_actors(self, article: int, facts: Facts) -> None:
        keys = keys_of(facts)
        for actor in facts.actors:
            if actor.unnamed:
                continue
            own = [c for c in facts.claims if c.actor == actor.id or actor.id in c.about]
            part = msgspec.structs.replace(head(facts), actors=[actor], claims=own)
            found = [_hashed(k) for k in keys.get(actor.id, [])]
            item = NewItem(ACTOR, actor.id, found, encode_facts(part), facts.published)
            self._rows.show(self._rows.add(article, item), found)

    def _add_claims(self, article: int, facts: Facts) -> set[int]:
        claims = features(facts)
        added: dict[str, int] = {}
        for claim in claims:
            keys = [*map(_hashed, claim.keys), _named(form(claim))] if claim.keys else []
            stored = msgspec.structs.replace(claim, keys=[])
            item = NewItem(CLAIM, claim.claim, keys, msgspec.msgpack.encode(stored), claim.published)
            number = added[claim.ref] = self._rows.add(article, item)
            self._place_claim(article, number, stored)
        for own in own_matches(claims):
            self._rows.tie(added[own.one], added[own.other], msgspec.msgpack.encode(own.match), joins=True)
        return set(added.values())

    def _place_claim(self, article: int, number: int, claim: ClaimFeatures) -> None:
        """Tie a claim to its lead, or to all that it meets. The last of its keys is that of its form."""
        keys = self._rows.keys(number)
        lead = None
        for other in self._claims.near(keys[-1:], article):
            how = match(claim, self._claims.decoded(other))
            if how is not None and how.proposition and other.number < number:
                echo, lead = lead is None, other.number if lead is None else lead
                self._rows.tie(other.number, number, msgspec.msgpack.encode(how), joins=True, echo=echo)
        if lead is not None:
            return
        for other in self._claims.near(keys, article):
            how = match(claim, self._claims.decoded(other))
            if how is not None:
                self._rows.tie(number, other.number, msgspec.msgpack.encode(how), joins=how.proposition)
        self._rows.show(number, keys)

    def _add_events(self, article: int, facts: Facts) -> set[int]:
        added = set()
        for entry in event_features(facts):
            keys = [*map(_hashed, entry.keys), _named(event_form(entry))] if entry.keys else []
            item = NewItem(EVENT, entry.event.id, keys, msgspec.msgpack.encode(entry), entry.event.from_)
            number = self._rows.add(article, item)
            added.add(number)
            self._place_event(article, number, entry)
        return added

    def _place_event(self, article: int, number: int, entry: EventFeatures) -> None:
        """As `_place_claim`."""
        keys = self._rows.keys(number)
        for other in self._events.near(keys[-1:], article):
            if other.number < number and match_events(entry, self._events.decoded(other)) is not None:
                self._rows.tie(other.number, number, b"", joins=True, echo=True)
                return
        for other in self._events.near(keys, article):
            if match_events(entry, self._events.decoded(other)) is not None:
                self._rows.tie(number, other.number, b"", joins=True)
        self._rows.show(number, keys)

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
        reached: set[int] = set()  # leads, each for all that repeats it
        ahead = set(self._rows.families(seeds).values())
        ring = 0  # the seeds; whatever they are tied to is the first, and taken in any case
        while ahead and (ring < 2 or len(reached) < TOGETHER):
            reached |= ahead
            following = self._rows.joined(ahead)
            if self._by_ref:
                members = ahead | self._rows.echoes(ahead)
                following |= set(self._rows.families(self._partners(members)).values())
            ahead = following - reached
            ring += 1
        found = reached | self._rows.echoes(reached)
        return self._rows.whole(found, kind) if ahead else found

    def _partners(self, numbers: Iterable[int]) -> list[int]:
        """The items that a decision names beside one of these."""
        refs = [reference(*name) for name in self._rows.names(numbers)]  # none where it is gone
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


def _named(form: bytes) -> int:
    """The key by which a form is met."""
    return int.from_bytes(form[:8], "little", signed=True)


def _hashed(key: str) -> int:
    digest = hashlib.blake2b(key.encode("utf-8", "surrogatepass"), digest_size=8).digest()
    return int.from_bytes(digest, "little", signed=True)
