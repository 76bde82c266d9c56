"""Annotations as the Hypothesis API (v1) gives them, out and in.

Positions there count UTF-16 code units of the page as a browser has it: a hint, never more; the quotation
counts. A reply names its ancestors in `references`, the nearest last. The whole record rides along in a
field of our own, `briefing`, which Hypothesis leaves alone.
"""

import json
from collections.abc import Iterable, Iterator, Mapping
from typing import Any

import msgspec

from briefing.exchange.bundle import Entry, Imported, Losses, Options
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
    utf16_length,
)
from briefing.exchange.jsonin import Node, Source, objects
from briefing.model.annotation import Annotation, Quote
from briefing.model.article import Span

NAME = "hypothesis"
RECORD = "briefing"
CANONICAL = "hypothesis:"
_GROUPS = {
    ("text",): ("text",),
    ("tags",): ("tags",),
    ("target",): ("quote", "url"),
    ("uri", "document"): ("url",),
    ("user", "user_info"): ("creator",),
    ("created",): ("created",),
    ("updated",): ("modified",),
}
_KNOWN = (
    "id", "created", "updated", "user", "uri", "text", "tags", "group", "permissions", "target", "document",
    "references", RECORD,
)  # fmt: skip


def write(entries: Iterable[Entry], losses: Losses, options: Options) -> Iterator[str]:
    """An object with `rows` and `total`, as the API's search answers, one annotation a line."""
    yield '{"rows":[\n'
    count = 0
    for entry in entries:
        threads = _threads(entry.annotations)
        for annotation in entry.annotations:
            title = entry.article.title if entry.article else None
            row = to_json(annotation, title, entry.texts, threads.get(annotation.uid, []))
            yield (",\n" if count else "") + json.dumps(row, ensure_ascii=False, allow_nan=False)
            count += 1
            _account(annotation, losses)
    yield f'\n],"total":{count}}}\n'


def read(text: str, name: str) -> Imported:
    """The annotations of an answer of the API, a list of them, or JSON Lines. Raises ExchangeError."""
    nodes = objects(text, name, ("rows", "annotations", "items"))
    uids: dict[str, str] = {}
    notes: list[tuple[Annotation, Node]] = []
    for node in nodes:
        annotation = _read_one(node)
        uids[node.get("id").text()] = annotation.uid
        notes.append((annotation, node))
    return Imported([_reply(a, n, uids) for a, n in notes])


def to_json(
    a: Annotation, title: str | None = None, texts: Mapping[str, str] | None = None, thread: list[str] | None = None
) -> Json:  # fmt: skip
    """One annotation. `texts` by version id turn code points into UTF-16; `thread` are its ancestors' ids."""
    made = _own(a, title, texts or {}, thread or [])
    result = given_back(made, a, NAME, _said, _GROUPS)
    original = a.provenance.raw if a.provenance and a.provenance.imported_format == NAME else {}
    for key in ("group", "permissions"):
        if key in original:
            result[key] = original[key]
    references = original.get("references")
    if isinstance(references, list) and (references or [""])[-1:] == (thread or [""])[-1:]:
        result["references"] = references
    result[RECORD] = record_of(a)
    return result


def _own(a: Annotation, title: str | None, texts: Mapping[str, str], thread: list[str]) -> Json:
    t = a.target
    selectors: list[Json] = []
    text = texts.get(t.version_id)
    if t.position is not None and text is not None and t.position.end <= len(text):
        start = utf16_length(text[: t.position.start])
        end = start + utf16_length(t.position.of(text))
        selectors.append({"type": "TextPositionSelector", "start": start, "end": end})
    if t.quote is not None:
        quote = {"exact": t.quote.exact, "prefix": t.quote.prefix, "suffix": t.quote.suffix}
        selectors.append({"type": "TextQuoteSelector", **quote})
    source = t.url or f"urn:x-{t.version_id}"
    target: Json = {"source": source}
    if selectors:
        target["selector"] = selectors
    made: Json = {
        "id": external_id(a),
        "created": a.created,
        "updated": a.modified,
        "user": a.creator,
        "uri": source,
        "text": a.body.text,
        "tags": a.body.tags,
        "group": "__world__",
        "permissions": {"read": [a.creator], "update": [a.creator], "delete": [a.creator], "admin": [a.creator]},
        "target": [target],
        "document": {"title": [title] if title else []},
    }  # fmt: skip
    if thread:
        made["references"] = thread
    return made


def external_id(a: Annotation) -> str:
    """The id that Hypothesis knows the note by; our own uid for one that it has never seen."""
    canonical = (a.provenance.canonical if a.provenance else None) or ""
    return canonical.removeprefix(CANONICAL) if canonical.startswith(CANONICAL) else a.uid


def _threads(annotations: Iterable[Annotation]) -> dict[str, list[str]]:
    """The ids of each reply's ancestors, the first note of the thread first. A circle is cut where it closes."""
    known = {a.uid: a for a in annotations}
    threads: dict[str, list[str]] = {}
    for annotation in known.values():
        chain: list[str] = []
        seen = {annotation.uid}
        at: str | None = _parent(annotation)
        while at is not None and at not in seen and len(chain) < 1000:
            seen.add(at)
            above = known.get(at)
            chain.append(external_id(above) if above else at.removeprefix(CANONICAL))
            at = _parent(above) if above else None
        if chain:
            threads[annotation.uid] = chain[::-1]
    return threads


def _parent(a: Annotation) -> str | None:
    ref = a.target.ref or ""
    return ref.removeprefix("annotation:") if ref.startswith("annotation:") else None


def _account(a: Annotation, losses: Losses) -> None:
    """Hypothesis shows text, tags and quotation. The rest comes back here, but nobody sees it there."""
    hidden: dict[str, Any] = {
        "grades that Hypothesis does not show (kept in `briefing`)": a.assess,
        "links that Hypothesis does not show (kept in `briefing`)": a.links,
        "corrections that Hypothesis does not show (kept in `briefing`)": a.correction,
        "colours that Hypothesis does not show (kept in `briefing`)": a.body.colour,
        "deleted notes that Hypothesis would show as live (kept in `briefing`)": a.deleted_at,
    }
    for what, value in hidden.items():
        losses.add(a.uid, what, 1 if value else 0)


# ── reading ──────────────────────────────────────────────────────────────────────────────────
def _read_one(node: Node) -> Annotation:
    if node.has(RECORD):
        annotation = from_record(node.get(RECORD))
        wrote = _said(Node(to_json(annotation), Source("our own", "{}")))
        # Positions there are no code points, and no edit moves them.
        now = msgspec.structs.replace(_said(node), position=wrote.position)
        annotation = amended(annotation, wrote, now)
        return kept_extras(annotation, node, _KNOWN, NAME)
    identity = node.get("id").text()
    if not identity:
        node.get("id").bad("an annotation of Hypothesis has an id")
    said = _said(node)
    return adopted(said, CANONICAL + identity, NAME, dict(node.value), via=_incontext(node))


def _reply(a: Annotation, node: Node, uids: Mapping[str, str]) -> Annotation:
    """The note with the one it answers: by its uid where the file has that, else by its id there."""
    references = [r.text() for r in node.get("references").each()]
    if not references or (a.target.ref or "").startswith("annotation:"):
        return a
    parent = uids.get(references[-1]) or CANONICAL + references[-1]
    return msgspec.structs.replace(
        a, target=msgspec.structs.replace(a.target, ref=a.target.ref or f"annotation:{parent}")
    )


def _said(node: Node) -> Said:
    text = node.get("text").text()
    quote, position = _selectors(node)
    tags = [t.text() for t in node.get("tags").each()]
    url = node.get("uri").text()
    replying = any(True for _ in node.get("references").each())
    return Said(
        kind="highlight" if quote and not text and not tags and not replying else "note",
        text=text, tags=tags, quote=quote, position=position,
        url=url if url and not url.startswith("urn:x-sha256:") else None,
        creator=node.get("user").text(),
        created=utc(node.get("created").text(), node.get("created")),
        modified=utc(node.get("updated").text(), node.get("updated")),
    )  # fmt: skip


def _selectors(node: Node) -> tuple[Quote | None, Span | None]:
    quote: Quote | None = None
    position: Span | None = None
    for target in node.get("target").each():
        for selector in target.get("selector").each():
            kind = selector.get("type").text()
            if kind == "TextQuoteSelector" and quote is None:
                exact, prefix = selector.get("exact").text(), selector.get("prefix").text()
                quote = Quote(exact, prefix, selector.get("suffix").text())
            elif kind == "TextPositionSelector" and position is None:
                start, end = selector.get("start").number(), selector.get("end").number()
                if start is not None and end is not None and 0 <= start <= end:
                    position = Span(start, end)
    return quote, position


def _incontext(node: Node) -> str | None:
    links = node.get("links")
    return links.get("incontext").text() or None if isinstance(links.value, dict) else None
