"""A STIX 2.1 bundle (OASIS, 10 June 2021), out: report, identity, location, note, opinion, relationship.

Identifiers are UUIDv5 of what an object is, so a second export updates instead of doubling. A claim is a
note whose author is its source. The analyst's confidence keeps STIX's own scale (appendix A: low 15, medium
50, high 85); likelihood stays a word, as a MISP machine tag (`estimative-language`), and so do the two
axes of Admiralty (`admiralty-scale`): neither is ever made from the other.
"""

import json
import uuid
from collections.abc import Iterable, Iterator
from typing import Any

from briefing.exchange.bundle import Entry, Losses, Options
from briefing.exchange.timesketch import instant
from briefing.exchange.wording import account, marks, note_name, said, source_name, words
from briefing.model.annotation import LIKELIHOOD_TERMS, Annotation, Assess
from briefing.model.brief import Actor, Brief

Object = dict[str, Any]
_NAMESPACE = uuid.uuid5(uuid.NAMESPACE_URL, "urn:briefing:stix")
_UNDATED = "1970-01-01T00:00:00.000Z"  # an identity made from a name alone was never made on a day
_CLASS = {"person": "individual", "organization": "organization", "group": "group"}
CONFIDENCE = {"low": 15, "moderate": 50, "high": 85}
# Information credibility (Admiralty 1 confirmed … 5 improbable) as the opinion vocabulary has it; 6 is none.
OPINION = {1: "strongly-agree", 2: "agree", 3: "neutral", 4: "disagree", 5: "strongly-disagree"}
_RELATION = {"same_as": "duplicate-of", "derived_from": "derived-from"}


def write(entries: Iterable[Entry], losses: Losses, options: Options) -> Iterator[str]:
    """One bundle, an object a line."""
    bundle = _Bundle(losses, options.analyst or "analyst")
    for entry in entries:
        account(entry, losses, {"actors", "claims", "notes", "grades"})
        bundle.take(entry)
    bundle.link()
    identity = uuid.uuid5(_NAMESPACE, "\n".join(sorted(bundle.objects)))
    yield f'{{"type":"bundle","id":"bundle--{identity}","objects":[\n'
    for n, item in enumerate(bundle.objects.values()):
        yield (",\n" if n else "") + json.dumps(item, ensure_ascii=False, allow_nan=False)
    yield "\n]}\n"


class _Bundle:
    """The objects by id. References may point forward: links between notes are made at the end."""

    def __init__(self, losses: Losses, analyst: str) -> None:
        self.objects: dict[str, Object] = {}
        self._losses = losses
        self._refs: dict[str, str] = {}  # `<story>#<ref>` and `annotation:<uid>` -> id
        self._links: list[tuple[Entry, Annotation, str]] = []
        self._analyst = self._identity(analyst, "individual")

    def take(self, entry: Entry) -> None:
        """Add an article: its report, and all that the report refers to."""
        article = entry.article
        taken = instant(entry.captured.get(article.id)) if article else None
        at = _stamp(taken.isoformat()) if taken else _UNDATED
        report = self._id("report", entry.story)
        held: list[str] = []
        if article is not None and article.site:
            labels = (
                [tag("admiralty-scale", "source-reliability", entry.grade.lower())] if entry.grade else []
            )
            held.append(self._identity(article.site, "organization", labels))
        elif entry.grade:
            self._losses.add(entry.name, "grades of outlets without a name")
        if entry.brief is not None:
            actors = {a.id: self._actor(entry, a) for a in entry.brief.actors}
            held += actors.values()
            held += self._claims(entry, entry.brief, actors, report, at)
            self._parents(entry.brief, actors, at)
        for annotation in entry.annotations:
            held += self._note(entry, annotation, report)
        published = instant(article.published) if article else None
        if published is None:
            self._losses.add(entry.name, "missing days of publication (the day of capture stands for it)")
        lead = words(entry.brief.article.text, entry.brief.lead) if entry.brief else ""
        made: Object = {
            **self._head("report", report, at, at),
            "name": entry.name,
            "description": lead,
            "published": _stamp(published.isoformat()) if published else at,
            "object_refs": list(dict.fromkeys(held)) or [self._analyst],
        }
        if article is not None and article.url:
            reference = {"source_name": article.site or "article", "url": article.url}
            made["external_references"] = [reference]
        self.objects[report] = {k: v for k, v in made.items() if v}

    def link(self) -> None:
        """The relations between items and notes that are both in the bundle."""
        for entry, annotation, source in self._links:
            for n, link in enumerate(annotation.links):
                to = link.to.partition("#")
                goal = self._refs.get(link.to) or self._refs.get(f"{entry.story}#{link.to}")
                goal = goal or self._refs.get(to[2] if to[2].startswith("annotation:") else "")
                if goal is None or goal == source:
                    self._losses.add(entry.name, "links to what is not in the bundle")
                    continue
                self._relation(
                    source, goal, _RELATION.get(link.rel, "related-to"), f"{annotation.uid}/{n}",
                    _stamp(annotation.created), _stamp(annotation.modified), f"{link.rel}. {link.note}".strip(". "),
                )  # fmt: skip

    def _claims(
        self, entry: Entry, brief: Brief, actors: dict[str, str], report: str, at: str
    ) -> Iterator[str]:
        for claim in brief.claims:
            identity = self._id("note", entry.story, claim.id)
            self._refs[f"{entry.story}#{claim.id}"] = identity
            about = [actors[i] for i in dict.fromkeys([claim.source.actor, *claim.about]) if i in actors]
            self.objects[identity] = {
                **self._head("note", identity, at, at),
                "abstract": said(brief, claim)[:500],
                "content": words(brief.article.text, claim.content) or "(no words)",
                "authors": [source_name(brief, claim) or "(unattributed)"],
                "labels": ["claim", "analyst" if claim.rule == "analyst" else "machine", *marks(claim)],
                "object_refs": list(dict.fromkeys([*about, report])),
            }
            yield identity

    def _note(self, entry: Entry, a: Annotation, report: str) -> Iterator[str]:
        quote = a.target.quote.exact if a.target.quote else ""
        ref = a.target.ref or ""
        about = self._refs.get(ref) or self._refs.get(f"{entry.story}#{ref}") or report
        identity = self._id("note", a.uid)
        created, modified = _stamp(a.created), max(_stamp(a.modified), _stamp(a.created))
        self._refs[f"annotation:{a.uid}"] = identity
        made: Object = {
            **self._head("note", identity, created, modified),
            "abstract": f"{a.kind}: “{quote}”" if quote else a.kind,
            "content": a.body.text or quote or a.kind,
            "authors": [a.creator or "analyst"],
            "labels": list(dict.fromkeys([a.kind, *(t for t in a.body.tags if t), *_tags(a.assess)])),
            "object_refs": [about],
        }
        made["created_by_ref"] = self._identity(a.creator, "individual") if a.creator else self._analyst
        if a.assess and a.assess.confidence:
            made["confidence"] = _clamped(CONFIDENCE[a.assess.confidence])
        self.objects[identity] = made
        yield made["created_by_ref"]
        yield identity
        if a.assess is not None and a.assess.credibility is not None:
            yield from self._opinion(entry, a, about, made)
        if a.correction is not None:
            self._losses.add(entry.name, "corrections (the objects are corrected; how, is not said)")
        if a.links:
            self._links.append((entry, a, identity if about == report else about))

    def _opinion(self, entry: Entry, a: Annotation, about: str, note: Object) -> Iterator[str]:
        assert a.assess is not None
        opinion = OPINION.get(a.assess.credibility or 6)
        if opinion is None:
            self._losses.add(note_name(a), "opinions on what cannot be judged (the machine tag says so)")
            return
        identity = self._id("opinion", a.uid)
        self.objects[identity] = {
            **self._head("opinion", identity, note["created"], note["modified"]),
            "created_by_ref": note["created_by_ref"],
            "opinion": opinion,
            "explanation": a.body.text or f"information credibility {a.assess.credibility}",
            "authors": note["authors"],
            "labels": _tags(a.assess),
            "object_refs": [about],
            **({"confidence": note["confidence"]} if "confidence" in note else {}),
        }
        yield identity

    def _actor(self, entry: Entry, actor: Actor) -> str:
        if actor.kind == "place" and actor.country:
            identity = self._id("location", actor.name.casefold(), actor.country)
            self.objects.setdefault(identity, {
                **self._head("location", identity, _UNDATED, _UNDATED), "name": actor.name, "country": actor.country,
            })  # fmt: skip
        else:
            # A name is one identity in all articles; who has none is another in each.
            key = f"{entry.story}/{actor.id}" if actor.unnamed else None
            identity = self._identity(actor.name, _CLASS.get(actor.kind, "unspecified"), key=key)
        roles = [r.text for r in actor.roles]
        if roles and self.objects[identity]["type"] == "identity":
            known = self.objects[identity].setdefault("roles", [])
            known += [r for r in dict.fromkeys(roles) if r not in known]
        self._refs[f"{entry.story}#{actor.id}"] = identity
        return identity

    def _parents(self, brief: Brief, actors: dict[str, str], at: str) -> None:
        for actor in brief.actors:
            parent = actors.get(actor.parent or "")
            if parent and parent != actors[actor.id]:
                key = f"{actors[actor.id]}/{parent}"
                self._relation(actors[actor.id], parent, "related-to", key, at, at, "part of")

    def _relation(
        self, source: str, goal: str, kind: str, key: str, created: str, modified: str, text: str
    ) -> None:
        identity = self._id("relationship", key, kind)
        self.objects[identity] = {
            **self._head("relationship", identity, created, max(created, modified)), "relationship_type": kind,
            "source_ref": source, "target_ref": goal, "description": text,
        }  # fmt: skip

    def _identity(self, name: str, kind: str, labels: list[str] | None = None, key: str | None = None) -> str:
        identity = self._id("identity", kind, key or name.casefold())
        made = {**self._head("identity", identity, _UNDATED, _UNDATED), "name": name, "identity_class": kind}
        known = self.objects.setdefault(identity, {k: v for k, v in made.items() if k != "created_by_ref"})
        if labels:
            known["labels"] = sorted({*known.get("labels", []), *labels})
        return identity

    def _head(self, kind: str, identity: str, created: str, modified: str) -> Object:
        head = {"type": kind, "spec_version": "2.1", "id": identity, "created": created, "modified": modified}
        return {**head, "created_by_ref": self._analyst} if hasattr(self, "_analyst") else head

    def _id(self, kind: str, *parts: str) -> str:
        return f"{kind}--{uuid.uuid5(_NAMESPACE, chr(31).join((kind, *parts)))}"


def tag(namespace: str, predicate: str, value: str) -> str:
    """A MISP machine tag."""
    return f'{namespace}:{predicate}="{value}"'


def _tags(assess: Assess | None) -> list[str]:
    if assess is None:
        return []
    tags = []
    if assess.credibility is not None:
        tags.append(tag("admiralty-scale", "information-credibility", str(assess.credibility)))
    # MISP's value is the first of ICD 203's two words for a step.
    step = next((terms[0] for terms in LIKELIHOOD_TERMS if assess.likelihood in terms), None)
    if step is not None:
        tags.append(tag("estimative-language", "likelihood-probability", step.replace(" ", "-")))
    if assess.status != "unreviewed":
        tags.append(assess.status)
    return tags


def _stamp(text: str) -> str:
    moment = instant(text)
    if moment is None:
        return _UNDATED
    return moment.isoformat(timespec="milliseconds").replace("+00:00", "Z")


def _clamped(value: int) -> int:
    return max(0, min(100, value))
