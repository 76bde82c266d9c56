"""Annotations and steps as rows, and back."""

from typing import Any

import msgspec

from briefing.desk.words import distinct, row_of, tag_key
from briefing.model.annotation import Annotation
from briefing.store.page import Change
from briefing.store.protocol import Operation
from briefing.store.steps import STEP_BYTES_KEPT, STEPS_KEPT

Row = tuple[Any, ...]


def _json(value: Any) -> str:
    return msgspec.json.encode(value).decode()


def row_of_note(annotation: Annotation, before: int | None) -> dict[str, Any]:
    """The columns of an annotation by name, as `apply_change` takes them. `before`: the rev that it replaces."""
    document = msgspec.to_builtins(annotation)
    verbatim: dict[str, Any] = {}
    provenance, correction = document["provenance"], document["correction"]
    if provenance and provenance["raw"]:
        verbatim["raw"], provenance["raw"] = provenance["raw"], {}
    if correction and isinstance(correction["value"], float | list | dict):
        verbatim["value"], correction["value"] = correction["value"], None
    body, quote = annotation.body, annotation.target.quote
    tokens = row_of([body.text, quote.exact if quote else "", " ".join(body.tags)])
    return {
        "uid": annotation.uid, "before": before, "rev": annotation.rev, "kind": annotation.kind,
        "created": annotation.created, "modified": annotation.modified, "deleted_at": annotation.deleted_at,
        "credibility": annotation.assess.credibility if annotation.assess else None,
        "anchor": annotation.anchor.state if annotation.anchor else None,
        "tag_keys": [] if annotation.deleted_at else list(dict.fromkeys(map(tag_key, body.tags))),
        "document": document, "verbatim": _json(verbatim) if verbatim else None, "words": distinct(tokens), "tokens": tokens,
    }  # fmt: skip


def change_of(
    change: Change, before: dict[str, int], step: Operation | None, story: str, session: str | None
) -> dict[str, Any]:
    """The arguments of `apply_change` by name; `before` are the revs of the annotations that are there.

    `session` is the window that the change is told of at once; None: it is told of later.
    """
    rows = [row_of_note(a, before.get(a.uid)) for a in change.annotations]
    return {
        "story": story, "rows": _json(rows) if rows else None, "state": _json(change.state) if change.state else None,
        "id": step.op_id if step else None, "kind": step.what if step else None, "uids": uids_of(step) if step else None,
        "step": _json(step) if step else None, "most": STEPS_KEPT, "bytes": STEP_BYTES_KEPT, "session": session,
    }  # fmt: skip


APPLY = (
    "SELECT apply_change(%(story)s, %(rows)s::json, %(state)s::json, %(id)s, %(kind)s, %(uids)s::text[], %(step)s::json, "
    "%(most)s, %(bytes)s, %(session)s)"
)


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
