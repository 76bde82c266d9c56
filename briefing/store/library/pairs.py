"""Rows of how two items stand to each other (see `compared`): pairs that join or not, and echoes of one lead.

An echo repeats its lead. It has no other pairs with items of other articles, and is met by nothing: it
stands to each as the lead does. Where its lead is not among the items that are asked for, the first of the
echoes that are takes its place.
"""

from collections.abc import Iterable

import msgspec

from briefing.store.library.items import ItemRows

_ECHO = 2  # in the column `joins`, beside 0 and 1


class Pair(msgspec.Struct, frozen=True):
    """How two items stand to each other. Of an echo, `one` is the lead. `instead`: another item in place of a lead."""

    one: int
    other: int
    data: bytes
    echo: bool = False
    instead: bool = False


class PairRows(ItemRows):
    """Reading and writing within one transaction."""

    def tie(self, one: int, other: int, data: bytes, *, joins: bool, echo: bool = False) -> None:
        """Keep how two items stand to each other; of an `echo`, `one` is the lead, and has the lower number."""
        self._db.execute(
            "INSERT OR REPLACE INTO pair VALUES (?, ?, ?, ?)",
            (min(one, other), max(one, other), _ECHO if echo else joins, data),
        )

    def families(self, items: Iterable[int]) -> dict[int, int]:
        """The lead of each item, which may be itself."""
        inside = set(items)
        leads = dict(
            self._in(f"SELECT other, one FROM pair WHERE other IN ({{}}) AND joins = {_ECHO}", inside)
        )
        return {item: leads.get(item, item) for item in inside}

    def echoes(self, leads: Iterable[int]) -> set[int]:
        """The items that repeat one of these."""
        sql = f"SELECT other FROM pair WHERE one IN ({{}}) AND joins = {_ECHO}"
        return {r[0] for r in self._in(sql, leads)}

    def joined(self, leads: Iterable[int]) -> set[int]:
        """The leads of the items that pairs join with these leads or with echoes of them."""
        ahead = set(leads)
        members = ahead | self.echoes(ahead)
        found = {r[0] for r in self._in("SELECT other FROM pair WHERE one IN ({}) AND joins = 1", members)}
        found |= {r[0] for r in self._in("SELECT one FROM pair WHERE other IN ({}) AND joins = 1", members)}
        return set(self.families(found).values())

    def neighbours(self, item: int) -> set[int]:
        """The items that are joined with this one, echoes with all that their lead is joined with."""
        lead = self.families([item])[item]
        leads = {lead} | self.joined([lead])
        return (leads | self.echoes(leads)) - {item}

    def pairs(self, items: Iterable[int]) -> list[Pair]:
        """The pairs with both sides among these items, or with a lead that one of these stands for."""
        inside = set(items)
        sql = f"SELECT one, other, data FROM pair WHERE other IN ({{}}) AND joins = {_ECHO}"
        repeated = sorted(self._in(sql, inside))
        place = {item: item for item in inside}  # an item or a lead -> the item that stands there
        for one, other, _ in repeated:
            place.setdefault(one, other)
        found = [
            Pair(place[one], other, data, echo=True, instead=place[one] != one)
            for one, other, data in repeated
            if place[one] != other
        ]
        absent = place.keys() - inside
        article = self._articles(place) if absent else {}
        sql = f"SELECT one, other, data FROM pair WHERE one IN ({{}}) AND joins != {_ECHO}"
        for one, other, data in sorted(self._in(sql, sorted(place))):
            if other not in place or place[one] == place[other]:
                continue
            instead = one in absent or other in absent
            if not (
                instead and article[one] == article[other]
            ):  # what stands in one article says so of that alone
                found.append(Pair(place[one], place[other], data, instead=instead))
        return found

    def _articles(self, items: Iterable[int]) -> dict[int, int]:
        return dict(self._in("SELECT item, article FROM item WHERE item IN ({})", items))
