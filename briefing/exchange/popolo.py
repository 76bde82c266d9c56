"""People, organisations and memberships as Popolo JSON, out, over all articles of an export.

One name is one person here: what stands in several articles under one full name is put together, and the
articles are its `sources`.
"""

import json
import uuid
from collections.abc import Iterable, Iterator
from typing import Any

from briefing.exchange.bundle import Entry, Losses, Options
from briefing.exchange.wording import account
from briefing.model.brief import Actor, Brief

_NAMESPACE = uuid.uuid5(uuid.NAMESPACE_URL, "urn:briefing:popolo")
_ROOM = {"person": "persons", "organization": "organizations"}
Json = dict[str, Any]


def write(entries: Iterable[Entry], losses: Losses, options: Options) -> Iterator[str]:
    """One object with `persons`, `organizations` and `memberships`."""
    rooms: dict[str, dict[str, Json]] = {"persons": {}, "organizations": {}, "memberships": {}}
    for entry in entries:
        account(entry, losses, {"actors"})
        if entry.brief is None:
            continue
        source = _source(entry)
        for actor in entry.brief.actors:
            if actor.unnamed or actor.kind not in _ROOM:
                losses.add(entry.name, "actors that are neither person nor organisation, or have no name")
                continue
            _merge(rooms[_ROOM[actor.kind]], actor, entry.brief, source)
            for membership in _memberships(actor, entry.brief, source):
                rooms["memberships"].setdefault(membership["id"], membership)
    yield (
        json.dumps({name: list(room.values()) for name, room in rooms.items()}, ensure_ascii=False, indent=1)
        + "\n"
    )


def _source(entry: Entry) -> Json | None:
    article = entry.article
    return {"url": article.url, "note": article.title or article.id} if article and article.url else None


def _identity(kind: str, name: str) -> str:
    return str(uuid.uuid5(_NAMESPACE, f"{kind}\x1f{name.casefold()}"))


def _merge(room: dict[str, Json], actor: Actor, brief: Brief, source: Json | None) -> None:
    identity = _identity(actor.kind, actor.name)
    known = room.setdefault(identity, {"id": identity, "name": actor.name, "other_names": [], "sources": []})
    names = [{"name": n} for n in actor.aliases]
    known["other_names"] += [n for n in names if n not in known["other_names"]]
    if source and source not in known["sources"]:
        known["sources"].append(source)
    if actor.kind == "organization":
        parent = brief.actor(actor.parent)
        if parent is not None and parent.kind == "organization" and not parent.unnamed:
            known.setdefault("parent_id", _identity("organization", parent.name))
    elif actor.roles:
        known.setdefault("summary", actor.roles[0].text)


def _memberships(actor: Actor, brief: Brief, source: Json | None) -> Iterator[Json]:
    """The roles that the text gives a person in an organisation which the role itself names."""
    if actor.kind != "person":
        return
    bodies = [a for a in brief.actors if a.kind == "organization" and not a.unnamed]
    for role in actor.roles:
        for body in bodies:
            if any(role.span.covers(m.span) for m in body.mentions):
                person, organisation = _identity("person", actor.name), _identity("organization", body.name)
                made: Json = {
                    "id": str(uuid.uuid5(_NAMESPACE, f"{person}{organisation}{role.text}")),
                    "person_id": person, "organization_id": organisation, "role": role.text,
                    "sources": [source] if source else [],
                }  # fmt: skip
                yield made
