"""W3C Web Annotation (Data Model and Vocabulary, Recommendations of 23 February 2017), out and in, lossless.

Bodies are TextualBodies, targets SpecificResources with a TextQuoteSelector, a TextPositionSelector (code
points, data model 4.2.5) and a TimeState with the copy that was annotated. What the vocabulary has no word
for is in the whole record, under a term of our own (`briefing:record`, a JSON-LD 1.1 JSON literal).
"""

import base64
import json
import re
from collections.abc import Iterable, Iterator, Mapping
from typing import Any

from briefing.exchange.bundle import Entry, ExchangeError, Imported, Losses, Options
from briefing.exchange.carried import (
    Json,
    Said,
    adopted,
    amended,
    from_record,
    given_back,
    kept_extras,
    record_of,
    utc,
)
from briefing.exchange.jsonin import Node, Source, objects
from briefing.model.annotation import Annotation, AnnotationKind, Link, Quote
from briefing.model.article import Span

NAME = "w3c"
NAMESPACE = "urn:briefing:terms#"
RECORD = "briefing:record"
CONTEXT: list[Any] = [
    "http://www.w3.org/ns/anno.jsonld",
    {"@version": 1.1, "briefing": NAMESPACE, RECORD: {"@type": "@json"}},
]
# The vocabulary's motivations (3.3.5) for our kinds. It has none for a gap: a question of what is not said.
MOTIVATION: dict[AnnotationKind, str] = {
    "highlight": "highlighting", "note": "commenting", "question": "questioning", "gap": "questioning",
    "assessment": "assessing", "correction": "editing", "link": "linking", "bookmark": "bookmarking",
}  # fmt: skip
_KIND: dict[str, AnnotationKind] = {
    "highlighting": "highlight", "questioning": "question", "assessing": "assessment",
    "moderating": "assessment", "linking": "link", "bookmarking": "bookmark",
}  # fmt: skip
_UUID = re.compile(r"[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}")
_IRI = re.compile(r"[A-Za-z][A-Za-z0-9+.-]*:[^\s<>\"{}|\\^`]+")
_GROUPS = {
    ("body", "bodyValue"): ("text", "tags", "links"),
    ("target",): ("quote", "url"),
    ("creator",): ("creator",),
    ("created",): ("created",),
    ("modified",): ("modified",),
    ("motivation",): ("kind",),
}
_KNOWN = (
    "@context", "id", "type", "motivation", "created", "modified", "creator", "generator", "canonical", "via",
    "body", "bodyValue", "target", RECORD,
)  # fmt: skip


def write(entries: Iterable[Entry], losses: Losses, options: Options) -> Iterator[str]:
    """An AnnotationCollection with one page, one annotation a line. Nothing is lost."""
    yield '{"@context":' + json.dumps(CONTEXT) + ',"id":"urn:briefing:export","type":"AnnotationCollection",'
    yield '"first":{"id":"urn:briefing:export#1","type":"AnnotationPage","startIndex":0,"items":[\n'
    count = 0
    for entry in entries:
        for annotation in entry.annotations:
            item = to_json(annotation, entry.captured)
            if item["@context"] == CONTEXT:
                del item["@context"]  # that of the collection holds
            line = json.dumps(item, ensure_ascii=False, allow_nan=False)
            yield (",\n" if count else "") + line
            count += 1
    yield f'\n]}},"total":{count}}}\n'


def read(text: str, name: str) -> Imported:
    """The annotations of a collection, a page, a list, JSON Lines or a single one. Raises ExchangeError."""
    annotations, skipped = [], []
    for node in objects(text, name, ("first", "items")):
        types = [t.text() for t in node.get("type").each()] or [t.text() for t in node.get("@type").each()]
        if types and not any(t.rpartition(":")[2] == "Annotation" for t in types):
            skipped.append(f"{types[0]}: no Annotation")
        else:
            annotations.append(_read_one(node))
    return Imported(annotations, skipped=skipped)


def to_json(annotation: Annotation, captured: Mapping[str, str] | None = None) -> Json:
    """One Annotation as JSON-LD. `captured`: when the text of each version was taken in (UTC)."""
    made = _own(annotation, captured or {})
    result = given_back(made, annotation, NAME, _said, _GROUPS)
    contexts = (
        annotation.provenance.raw.get("@context") if result is not made and annotation.provenance else None
    )
    result["@context"] = CONTEXT + [c for c in _listed(contexts) if c not in CONTEXT]
    result[RECORD] = record_of(annotation)
    return result


def _listed(value: Any) -> list[Any]:
    return value if isinstance(value, list) else [] if value is None else [value]


def _own(a: Annotation, captured: Mapping[str, str]) -> Json:
    provenance = a.provenance
    made: Json = {
        "@context": CONTEXT,
        "id": f"urn:uuid:{a.uid}" if _UUID.fullmatch(a.uid) else "urn:briefing:annotation:" + _named(a.uid),
        "type": "Annotation",
        "motivation": "replying" if _parent(a) else MOTIVATION[a.kind],
        "created": a.created,
        "modified": a.modified,
        "creator": {"type": "Person", "name": a.creator},
    }
    if a.generator:
        made["generator"] = {"type": "Software", "name": a.generator}
    for key in ("canonical", "via"):
        value = getattr(provenance, key) if provenance else None
        if value and _IRI.fullmatch(value):
            made[key] = value
    body: list[Json] = [{"type": "TextualBody", "value": t, "purpose": "tagging"} for t in a.body.tags]
    if a.body.text:
        purpose = made["motivation"] if a.kind != "correction" else "commenting"
        body.insert(
            0, {"type": "TextualBody", "value": a.body.text, "format": "text/markdown", "purpose": purpose}
        )
    if body:
        made["body"] = body
    made["target"] = _target(a, captured)
    return made


def _target(a: Annotation, captured: Mapping[str, str]) -> Any:
    t = a.target
    copy = _copy(t.version_id)
    target: Json = {
        "type": "SpecificResource",
        "source": t.url if t.url and _IRI.fullmatch(t.url) else copy or "urn:briefing:article",
    }
    selectors: list[Json] = []
    if t.quote is not None:
        quote = {"exact": t.quote.exact, "prefix": t.quote.prefix, "suffix": t.quote.suffix}
        selectors.append({"type": "TextQuoteSelector", **quote})
    if t.position is not None:
        selectors.append({"type": "TextPositionSelector", "start": t.position.start, "end": t.position.end})
    if selectors:
        target["selector"] = selectors
    if copy:
        target["state"] = {"type": "TimeState", "cached": copy}
        if t.version_id in captured:
            target["state"]["sourceDate"] = captured[t.version_id]
    parent = _parent(a)
    return [f"urn:uuid:{parent}", target] if parent and _UUID.fullmatch(parent) else target


def _parent(a: Annotation) -> str | None:
    """The uid of the note that this one answers."""
    ref = a.target.ref or ""
    return ref.removeprefix("annotation:") if ref.startswith("annotation:") else None


def _copy(version_id: str) -> str | None:
    """The name of a text by its hash (RFC 6920)."""
    digits = version_id.removeprefix("sha256:")
    if len(digits) != 64 or digits.strip("0123456789abcdef"):
        return None
    return "ni:///sha-256;" + base64.urlsafe_b64encode(bytes.fromhex(digits)).decode().rstrip("=")


def _named(text: str) -> str:
    return base64.urlsafe_b64encode(text.encode("utf-8", "replace")).decode().rstrip("=")


# ── reading ──────────────────────────────────────────────────────────────────────────────────
def _read_one(node: Node) -> Annotation:
    if node.has(RECORD):
        annotation = from_record(node.get(RECORD))
        try:
            wrote = _said(Node(to_json(annotation), Source("our own", "{}")))
        except ExchangeError:
            # Fields that an import brought along do not fit the vocabulary: only our record can be read.
            return annotation
        annotation = amended(annotation, wrote, _said(node))
        return kept_extras(annotation, node, _KNOWN, NAME)
    said = _said(node)
    identity = node.get("canonical").text() or node.get("id").text() or node.get("@id").text()
    if not identity:
        identity = "urn:briefing:annotation:" + _named(json.dumps(node.value, sort_keys=True)[:200_000])[-64:]
    parent = next((t for t in _sources(node) if t.startswith("urn:uuid:")), None)
    ref = f"annotation:{parent.removeprefix('urn:uuid:')}" if parent else None
    via = next(iter(v.text() for v in node.get("via").each() if isinstance(v.value, str)), None)
    return adopted(said, identity, NAME, dict(node.value), ref=ref, via=via)


def _said(node: Node) -> Said:
    """What the fields of the vocabulary say."""
    text, tags, links = _bodies(node)
    quote, position = _selectors(node)
    motivations = [m.text().rpartition(":")[2] for m in node.get("motivation").each()]
    kind: AnnotationKind = next((_KIND[m] for m in motivations if m in _KIND), "note")
    if kind == "link" and not links:
        kind = "note"
    sources = [s for s in _sources(node) if not s.startswith("urn:uuid:")]
    return Said(
        kind=kind, text=text, tags=tags, links=links, quote=quote, position=position,
        url=sources[0] if sources and not sources[0].startswith(("ni:", "urn:briefing:")) else None,
        creator=_agent(node.get("creator")),
        created=utc(node.get("created").text(), node.get("created")),
        modified=utc(node.get("modified").text(), node.get("modified")),
    )  # fmt: skip


def _bodies(node: Node) -> tuple[str, list[str], list[Link]]:
    texts: list[str] = []
    tags: list[str] = []
    links: list[Link] = []
    if node.has("bodyValue"):
        texts.append(node.get("bodyValue").text())
    for body in _single(node.get("body")):
        if isinstance(body.value, str):
            links.append(Link("cites", body.value))
            continue
        value = body.get("value").text() or body.get("chars").text()
        purposes = [p.text().rpartition(":")[2] for p in body.get("purpose").each()]
        source = body.get("source").text() if not isinstance(body.get("source").value, dict) else ""
        if value and ("tagging" in purposes or body.get("type").value == "oa:Tag"):
            tags.append(value)
        elif value:
            texts.append(value)
        elif source or body.has("id"):
            links.append(Link("cites", source or body.get("id").text()))
    return "\n\n".join(texts), tags, links


def _selectors(node: Node) -> tuple[Quote | None, Span | None]:
    """The first quotation and the first position that a target has, in a selector or a refinement of one."""
    quote: Quote | None = None
    position: Span | None = None
    waiting = [s for t in _specific(node) for s in t.get("selector").each() if isinstance(s.value, dict)]
    while waiting:
        selector = waiting.pop(0)
        kinds = [k.text().rpartition(":")[2] for k in selector.get("type").each()]
        if "TextQuoteSelector" in kinds and quote is None:
            quote = Quote(
                selector.get("exact").text(), selector.get("prefix").text(), selector.get("suffix").text()
            )
        if "TextPositionSelector" in kinds and position is None:
            start, end = selector.get("start").number(), selector.get("end").number()
            if start is not None and end is not None and 0 <= start <= end:
                position = Span(start, end)
        waiting += [
            s
            for key in ("refinedBy", "items", "members")
            for s in selector.get(key).each()
            if isinstance(s.value, dict)
        ]
    return quote, position


def _specific(node: Node) -> list[Node]:
    return [t for t in _single(node.get("target")) if isinstance(t.value, dict)]


def _single(node: Node) -> Iterator[Node]:
    """Bodies or targets one by one: the members of a Choice, a Composite, a List stand for it (3.2.7)."""
    waiting = list(node.each())
    while waiting:
        found = waiting.pop(0)
        if isinstance(found.value, dict) and found.has("items") and not found.has("source"):
            waiting = [*found.get("items").each(), *waiting]
        else:
            yield found


def _sources(node: Node) -> list[str]:
    """The IRIs of what is annotated, without the fragment that a selector may have put there."""
    found = []
    for target in _single(node.get("target")):
        if not isinstance(target.value, dict):
            found.append(target.text())
            continue
        source = target.get("source")
        if isinstance(source.value, dict):
            source = source.get("id")
        found.append(source.text() or target.get("id").text())
    return [f for f in found if f]


def _agent(node: Node) -> str:
    for agent in node.each():
        if isinstance(agent.value, str):
            return agent.text()
        for key in ("name", "nickname", "nick", "email", "id"):
            if agent.has(key):
                return next((n.text() for n in agent.get(key).each()), "")
    return ""
