"""Annotations and steps as rows, and back."""

from typing import Any

import msgspec

from briefing.desk.words import distinct, row_of, tag_key
from briefing.model.annotation import Annotation
from briefing.store.protocol import Operation

COLUMNS = (
    "uid", "story", "rev", "kind", "created", "modified", "deleted_at", "credibility", "anchor", "tag_keys",
    "document", "verbatim", "words", "tokens",
)  # fmt: skip
_MARKS = tuple(
    "array_to_tsvector(%s)" if c == "words" else "%s::jsonb" if c == "document" else "%s::json" if c == "verbatim"
    else "%s" for c in COLUMNS
)  # fmt: skip
INSERT = f"INSERT INTO annotation ({', '.join(COLUMNS)}) VALUES ({', '.join(_MARKS)})"
_CHANGING = [(c, m) for c, m in zip(COLUMNS, _MARKS, strict=True) if c not in ("uid", "story")]
UPDATE = (
    f"UPDATE annotation SET {', '.join(f'{c} = {m}' for c, m in _CHANGING)} "
    "WHERE uid = %s AND story = %s AND rev = %s"
)
Row = tuple[Any, ...]


def _json(value: Any) -> str:
    return msgspec.json.encode(value).decode()


def values(annotation: Annotation) -> Row:
    """The values of COLUMNS, in their order."""
    document = msgspec.to_builtins(annotation)
    verbatim: dict[str, Any] = {}
    provenance, correction = document["provenance"], document["correction"]
    if provenance and provenance["raw"]:
        verbatim["raw"], provenance["raw"] = provenance["raw"], {}
    if correction and isinstance(correction["value"], float | list | dict):
        verbatim["value"], correction["value"] = correction["value"], None
    body, quote = annotation.body, annotation.target.quote
    tokens = row_of([body.text, quote.exact if quote else "", " ".join(body.tags)])
    return (
        annotation.uid, annotation.target.article_id, annotation.rev, annotation.kind, annotation.created,
        annotation.modified, annotation.deleted_at, annotation.assess.credibility if annotation.assess else None,
        annotation.anchor.state if annotation.anchor else None,
        [] if annotation.deleted_at else list(dict.fromkeys(map(tag_key, body.tags))),
        _json(document), _json(verbatim) if verbatim else None, distinct(tokens), tokens,
    )  # fmt: skip


def changed_values(annotation: Annotation, rev: int) -> Row:
    """The values of UPDATE, for an annotation that the desk holds at `rev`."""
    uid, story, *rest = values(annotation)
    return (*rest, uid, story, rev)


def annotation_of(document: bytes, verbatim: bytes | None) -> Annotation:
    """The annotation of a row."""
    if verbatim is None:
        return msgspec.json.decode(document, type=Annotation)
    plain, kept = msgspec.json.decode(document), msgspec.json.decode(verbatim)
    if "raw" in kept:
        plain["provenance"]["raw"] = kept["raw"]
    if "value" in kept:
        plain["correction"]["value"] = kept["value"]
    return msgspec.convert(plain, Annotation)


def step_document(step: Operation) -> str:
    """A step as it is kept."""
    return _json(step)


def step_of(row: Row) -> Operation:
    """The step of `(document, undone, undone_at, undone_by, dropped)`."""
    document, undone, undone_at, undone_by, dropped = row
    step = msgspec.json.decode(document, type=Operation)
    return msgspec.structs.replace(
        step, undone=undone, undone_at=undone_at, undone_by=undone_by, dropped=dropped
    )


def uids_of(step: Operation) -> list[str]:
    """Every annotation that a step is about."""
    return list(dict.fromkeys(a.uid for a in [*step.before, *step.after]))
