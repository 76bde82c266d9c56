"""How a note survives a format that has no place for all of it, both ways.

Out: the whole record rides along in a field of our own. Back: the record counts, save what somebody
changed meanwhile in the fields that the format does have. A note that came from outside keeps the object
it came as (`provenance.raw`); it leaves again as that object, save what the analyst changed since.
"""

import hashlib
from collections.abc import Callable, Mapping, Sequence
from datetime import UTC, datetime
from typing import Any

import msgspec

from briefing.exchange.bundle import ExchangeError
from briefing.exchange.jsonin import Node, Source
from briefing.model.annotation import Annotation, AnnotationKind, Body, Link, Provenance, Quote, Target
from briefing.model.article import Span
from briefing.model.text import neutralise, one_line

Json = dict[str, Any]


UNKNOWN = "unknown"  # who wrote a note that nobody signed: never the analyst who takes it in


class Said(msgspec.Struct, frozen=True):
    """What the fields say that a format has by itself."""

    kind: AnnotationKind = "note"
    text: str = ""
    tags: list[str] = []
    links: list[Link] = []
    quote: Quote | None = None
    position: Span | None = None  # in code points, or None where the format counts otherwise
    url: str | None = None
    creator: str = ""
    created: str = ""
    modified: str = ""


def derived_uid(canonical: str, created: str) -> str:
    """The uid of a note that was made elsewhere: the same at every import.

    A UUIDv7 (RFC 9562, 5.7) with the milliseconds of `created` and, for the random bits, those of the
    SHA-256 of its canonical id.
    """
    try:
        instant = datetime.fromisoformat(created)
        milliseconds = int(instant.replace(tzinfo=instant.tzinfo or UTC).timestamp() * 1000)
    except (ValueError, OverflowError):
        milliseconds = 0
    digest = int.from_bytes(hashlib.sha256(canonical.encode("utf-8", "replace")).digest()[:10])
    value = (max(milliseconds, 0) & (2**48 - 1)) << 80 | 7 << 76 | (digest >> 62 & 0xFFF) << 64
    value |= 0b10 << 62 | (digest & (2**62 - 1))
    text = f"{value:032x}"
    return f"{text[:8]}-{text[8:12]}-{text[12:16]}-{text[16:20]}-{text[20:]}"


def utc(stamp: str, node: Node) -> str:
    """An instant as the record keeps it, `2031-05-14T14:02:00.123Z`; empty for none.

    Finer than a millisecond is kept as it stands. Raises ExchangeError for what is no instant.
    """
    if not stamp:
        return ""
    try:
        instant = datetime.fromisoformat(stamp)
        instant = instant.astimezone(UTC) if instant.tzinfo else instant.replace(tzinfo=UTC)
    except (ValueError, OverflowError):
        node.bad(f"{stamp[:40]!r} is no date and time (such as 2031-05-14T14:02:00Z)")
    unit = "microseconds" if instant.microsecond % 1000 else "milliseconds"
    return instant.isoformat(timespec=unit).replace("+00:00", "Z")


def utf16_length(text: str) -> int:
    """How many UTF-16 code units the text has: characters beyond U+FFFF count twice."""
    return len(text) if text.isascii() else len(text) + sum(c > "\uffff" for c in text)


def utf16_offset(text: str, units: int) -> int:
    """The offset in code points that so many UTF-16 code units are at, at most the length of the text."""
    if text.isascii():
        return min(units, len(text))
    return len(text.encode("utf-16-le")[: 2 * units].decode("utf-16-le", "ignore"))


def record_of(annotation: Annotation) -> Json:
    """The whole record as JSON, without what is empty anyway."""
    plain: Json = msgspec.to_builtins(annotation)
    return {key: value for key, value in plain.items() if value not in (None, [], {})}


def from_record(node: Node) -> Annotation:
    """The note of a record that rode along. Raises ExchangeError."""
    try:
        annotation = msgspec.convert(node.value, Annotation)
    except msgspec.ValidationError as error:
        node.bad(f"not the record of a note: {error}")
    if not annotation.uid.strip():
        node.bad("a record has a uid")
    return annotation


def amended(annotation: Annotation, before: Said, now: Said) -> Annotation:
    """The note with what somebody changed in the fields of the format: `before` is what we had written."""

    def changed(name: str) -> bool:
        return bool(getattr(before, name) != getattr(now, name))

    fields: Json = {n: getattr(now, n) for n in ("creator", "created", "modified") if changed(n)}
    body: Json = {n: getattr(now, n) for n in ("text", "tags") if changed(n)}
    target: Json = {n: getattr(now, n) for n in ("quote", "position") if changed(n)}
    if changed("quote") and not changed("position"):
        target["position"] = None  # where the old words stood
    if changed("links"):
        fields["links"] = annotation.links + [k for k in now.links if k not in before.links]
    if body:
        fields["body"] = msgspec.structs.replace(annotation.body, **body)
    if target:
        fields["target"] = msgspec.structs.replace(annotation.target, **target)
        fields["anchor"] = None
    return msgspec.structs.replace(annotation, **fields) if fields else annotation


def adopted(said: Said, canonical: str, form: str, raw: Json, **fields: Any) -> Annotation:
    """A note that was made elsewhere. Its article is for the workspace to find, by `target.url`."""
    return Annotation(
        uid=derived_uid(canonical, said.created),
        kind=said.kind,
        created=said.created,
        modified=said.modified or said.created,
        creator=said.creator or UNKNOWN,
        target=Target("", "", url=said.url, ref=fields.get("ref"), quote=said.quote, position=said.position),
        body=Body(said.text, said.tags),
        links=said.links,
        provenance=Provenance(fields.get("via"), canonical, form, raw),
    )


def kept_extras(annotation: Annotation, node: Node, known: Sequence[str], form: str) -> Annotation:
    """The note with what another program wrote beside our record, kept for the way back."""
    provenance = annotation.provenance or Provenance()
    extras = {k: v for k, v in node.value.items() if k not in known and provenance.raw.get(k) != v}
    if not extras:
        return annotation
    provenance = msgspec.structs.replace(
        provenance, raw={**provenance.raw, **extras}, imported_format=provenance.imported_format or form
    )
    return msgspec.structs.replace(annotation, provenance=provenance)


def given_back(
    made: Json,
    annotation: Annotation,
    form: str,
    said: Callable[[Node], Said],
    groups: Mapping[tuple[str, ...], tuple[str, ...]],
) -> Json:
    """`made`, with the original's own fields wherever they still say the same.

    `groups` names, for each set of fields of the format, the parts of `Said` that they hold.
    """
    provenance = annotation.provenance
    if provenance is None or provenance.imported_format != form or not provenance.raw:
        return made
    raw = provenance.raw
    # Fields that we never write come back as they were.
    result = {**{k: v for k, v in raw.items() if k not in made}, **made}
    try:
        before = said(Node(raw, Source("the original", "{}")))
    except ExchangeError:
        return result
    before = msgspec.structs.replace(
        before, creator=before.creator or UNKNOWN, modified=before.modified or before.created
    )
    now = Said(
        kind=annotation.kind, text=annotation.body.text, tags=annotation.body.tags, links=annotation.links,
        quote=annotation.target.quote, url=annotation.target.url, creator=annotation.creator,
        created=annotation.created, modified=annotation.modified,
    )  # fmt: skip
    for keys, names in groups.items():
        if all(_harmless(getattr(before, n)) == _harmless(getattr(now, n)) for n in names):
            for key in keys:
                result.pop(key, None)
            result.update({key: raw[key] for key in keys if key in raw})
        else:
            # Two ways to say one thing would contradict each other now.
            for key in keys:
                if key in result and key not in made:
                    del result[key]
    return result


def _harmless(value: Any) -> Any:
    """`value` as it is after the store's door, so that a note that nobody touched counts as untouched."""
    if isinstance(value, str):
        return neutralise(value)
    if isinstance(value, Quote):
        return Quote(neutralise(value.exact), neutralise(value.prefix), neutralise(value.suffix))
    if isinstance(value, list):
        return [one_line(v) if isinstance(v, str) else v for v in value]
    return value
